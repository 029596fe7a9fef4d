/* A constant of judgements as a form.  The file's text is the truth: the form reads the constant out of it and
   writes single values back; where it cannot read it, it steps aside for the editor below. */
import { element } from "./element.js";
import { inWords, makeField, unique } from "./fields.js";
import { Odd, add, read, remove, write } from "./literal.js";
import { openPage } from "./reading.js";

/** The forms of an exercise, as its description in the bundle has them. */
export function formsFor(exercise) {
  return exercise.described.map((described) => new Form(exercise, described));
}

class Form {
  constructor(exercise, { name, cell, shape, items, pages }) {
    Object.assign(this, { exercise, name, shape, items, pages, fields: [], outside: [], hidden: [] });
    this.place = exercise.root.querySelector(`.ss-cell[data-cell="${cell}"]`);
    this.file = folded(this.place);
    this.body = element("div", { class: "ss-form__items" });
    this.count = element("p", { class: "ss-form__count" });
    this.note = element("p", { class: "ss-form__note", role: "status" });
    this.box = element("div", { class: "ss-form", role: "group", "aria-label": `Your answers: ${inWords(name)}`, "data-constant": name }, this.body, this.count, this.note);
    this.file.before(this.box);
  }

  destroy() {
    for (const node of [this.box, ...this.outside]) node.remove();
    for (const node of this.hidden) node.hidden = false;
    if (this.file.contains(this.place)) this.file.replaceWith(this.place);
  }

  /** Show what the file holds. */
  read(text) {
    let value;
    try {
      value = read(text, this);
    } catch (error) {
      if (!(error instanceof Odd)) throw error;
      this.stepAside(error.message);
      return;
    }
    this.able(true, "");
    const layout = JSON.stringify(outline(value, this.shape));
    if (layout !== this.layout) this.build(value);
    this.layout = layout;
    this.show(value);
  }

  show(value) {
    for (const field of this.fields) field.set(field.path.reduce((part, step) => part[step], value));
    this.tell(value);
  }

  tell(value) {
    const parts = this.shape.kind === "entries" ? Object.values(value).map((part) => answered(part, this.shape.each)) : [];
    this.count.textContent = parts.length ? `${parts.filter(Boolean).length} of ${parts.length} answered` : "";
  }

  stepAside(why) {
    this.able(false, `The form cannot show ${this.name} as it stands in your file: ${why}. Nothing of it was changed. Edit it below; once it has the shape it was handed out in, the form goes on.`);
    this.file.open = true;
  }

  able(yes, words) {
    for (const node of [this.body, ...this.outside]) for (const item of node.matches("fieldset") ? [node] : node.children) item.disabled = !yes;
    this.box.classList.toggle("ss-form--aside", !yes);
    if (this.note.textContent !== words) this.note.textContent = words;
  }

  /* --- writing ------------------------------------------------------------------------------- */

  change(changes) {
    this.put(changes.reduce((text, [path, value]) => write(text, this.name, path, value), this.exercise.text));
  }

  /** Give the exercise its new text, and show what that says. */
  put(text) {
    if (text !== this.exercise.text) this.exercise.setText(text, "form");
    this.read(text);
  }

  addRow(path, value) {
    this.put(add(this.exercise.text, this.name, path, value));
    this.rowsAt(path)?.lastElementChild.querySelector("button, input, select, textarea")?.focus();
  }

  removeRow(path, number) {
    this.put(remove(this.exercise.text, this.name, path, number));
    this.rowsAt(path)?.parentElement.querySelector(".ss-rows__add").focus();
  }

  rowsAt(path) {
    return this.body.querySelector(`[data-rows="${CSS.escape(JSON.stringify(path))}"]`);
  }

  /* --- building ------------------------------------------------------------------------------ */

  build(value) {
    for (const node of [...this.outside, ...this.body.children]) node.remove();
    this.fields = [];
    this.outside = [];
    this.helps = new Map();
    if (this.shape.kind !== "entries") this.body.append(this.item(this.name, [], this.shape, value, {}));
    else this.buildEntries(value);
    if (!this.hidden.length) this.hidden = shownTwice(this);
    for (const node of this.hidden) node.hidden = true;
  }

  buildEntries(value) {
    const keys = Object.keys(value);
    keys.forEach((key, number) => {
      const about = this.items[key] ?? {};
      const made = this.item(key, [key], this.shape.each, value[key], about, `${number + 1} of ${keys.length}`);
      const end = about.section ? endOfSection(this.exercise.root, about.section) : null;
      if (end) this.outside.push(made);
      (end ?? this.body).append(made);
    });
  }

  /** One entry: what it is about, and its fields. */
  item(name, path, shape, value, about, number = "") {
    const legend = element("legend", { class: "ss-item__name", id: unique("item") }, element("code", {}, name), ...(number ? [element("span", { class: "ss-item__number" }, number)] : []));
    const told = element("div", { class: "ss-item__about", id: unique("about") }, ...this.about(about));
    const made = element("fieldset", { class: "ss-item" }, legend, told);
    made.append(...this.parts({ path, shape, value, about, labelledBy: legend.id }));
    if (told.childElementCount) made.setAttribute("aria-describedby", told.id);
    else told.remove();
    return made;
  }

  about({ about = [], places = [] }) {
    const told = about.map(([head, html, where]) => element("p", {}, ...(head ? [element("span", { class: "ss-item__head" }, head)] : []), ...(where.length ? where.map((place) => this.reads(place)) : [rich(html)])));
    if (about.length) return told;
    return places.map((place) => (place[1] ? this.quoted(place) : element("p", {}, this.reads(place))));
  }

  /** A button that opens a page where the passage stands. */
  reads([page, paragraph]) {
    const made = element("button", { type: "button", class: "ss-reads" }, "Read ", element("code", {}, page), paragraph ? ` ${paragraph}` : "");
    made.addEventListener("click", () => openPage(this.exercise, { places: [[page, paragraph]] }));
    return made;
  }

  quoted(place) {
    const quote = element("blockquote", {});
    this.exercise.course.texts().then((texts) => (quote.textContent = texts[place[0]][place[1] - 1]));
    return element("div", {}, this.reads(place), quote);
  }

  parts(spec) {
    const { shape, path, value } = spec;
    if (shape.kind === "record") return Object.keys(shape.fields).map((name) => this.named(name, { ...spec, path: [...path, name], shape: shape.fields[name], value: value[name], record: shape.fields }));
    return [shape.kind === "rows" ? this.rows(spec) : this.field(spec)];
  }

  /** A field of a record, with its name above it; what it means is said at the first of its name. */
  named(name, spec) {
    const label = element("span", { class: "ss-field__name", id: unique("label") }, inWords(name));
    const first = spec.shape.about && !this.helps.has(name);
    if (first) this.helps.set(name, unique("help"));
    const describedBy = this.helps.get(name) ?? null;
    const help = first ? [" ", element("span", { class: "ss-field__help", id: describedBy }, spec.shape.about)] : [];
    return element("div", { class: "ss-field" }, element("div", {}, label, ...help), ...this.parts({ ...spec, labelledBy: label.id, describedBy }));
  }

  field(spec) {
    const { shape, path, about } = spec;
    const alone = !spec.record || about.words;
    const words = alone || shape.options?.length > 4 ? (about.words ?? shape.words ?? {}) : {};
    const made = makeField({ ...spec, words, change: (value) => this.change([[path, value]]), choose: () => this.choose(spec) });
    this.fields.push({ ...made, path });
    return made.node;
  }

  /* --- lists --------------------------------------------------------------------------------- */

  rows(spec) {
    const { path, shape, value, about, labelledBy } = spec;
    const list = element("div", { class: "ss-rows", "data-rows": JSON.stringify(path) }, ...value.map((row, number) => this.row(spec, row, number)));
    const more = element("button", { type: "button", class: "ss-button ss-button--quiet ss-rows__add", id: unique("add") }, shape.each.kind === "passage" ? "Choose words in the text" : "Add one");
    more.setAttribute("aria-labelledby", `${labelledBy} ${more.id}`);
    more.addEventListener("click", async () => {
      if (shape.each.kind !== "passage") return this.addRow(path, blank(shape.each));
      const found = await openPage(this.exercise, this.choice(about));
      if (found) this.addRow(path, found.words);
      return found;
    });
    return element("div", {}, list, more);
  }

  row(spec, value, number) {
    const path = [...spec.path, number];
    const legend = element("legend", { class: "ss-row__name", id: unique("row") }, String(number + 1));
    const away = element("button", { type: "button", class: "ss-button ss-button--quiet", id: unique("away") }, "Take it out");
    away.setAttribute("aria-labelledby", `${legend.id} ${away.id}`);
    away.addEventListener("click", () => this.removeRow(spec.path, number));
    return element("fieldset", { class: "ss-row" }, legend, ...this.parts({ ...spec, path, shape: spec.shape.each, value, labelledBy: legend.id }), away);
  }

  /* --- words of a page ------------------------------------------------------------------------ */

  choice({ places = [] }, first = null) {
    const offered = places.length ? places : this.pages.map((page) => [page, 0]);
    return { pick: true, places: first ? [[first, 0], ...offered.filter(([page]) => page !== first)] : offered };
  }

  /** Let words be chosen in the text; a record that asks for page and paragraph gets those too. */
  async choose({ path, about, record = {} }) {
    const beside = path.slice(0, -1);
    const all = record.page ? { places: record.page.options.filter(Boolean).map((page) => [page, 0]) } : about;
    const now = record.page ? beside.reduce((part, step) => part[step], read(this.exercise.text, this)).page : null;
    const found = await openPage(this.exercise, this.choice(all, now));
    if (!found) return;
    const more = ["page", "paragraph"].filter((name) => record[name]).map((name) => [[...beside, name], found[name]]);
    this.change([[path, found.words], ...more]);
  }
}

/* --- shapes and values ------------------------------------------------------------------------- */

/** What a value looks like, without what it says: names, and how long lists are. */
function outline(value, shape) {
  if (shape.kind === "entries") return Object.entries(value).map(([key, part]) => [key, outline(part, shape.each)]);
  if (shape.kind === "record") return Object.entries(shape.fields).map(([key, part]) => outline(value[key], part));
  return shape.kind === "rows" ? value.map((part) => outline(part, shape.each)) : 0;
}

function answered(value, shape) {
  if (shape.kind === "record") return Object.entries(shape.fields).every(([name, part]) => answered(value[name], part));
  if (shape.kind === "rows") return value.length > 0 && value.every((part) => answered(part, shape.each));
  return value !== null || Boolean(shape.none);
}

function blank(shape) {
  if (shape.kind === "record") return Object.fromEntries(Object.entries(shape.fields).map(([name, part]) => [name, blank(part)]));
  if (shape.kind === "rows" || shape.kind === "several") return [];
  return !shape.empty && ["text", "passage"].includes(shape.kind) ? "" : null;
}

/* --- the page around ---------------------------------------------------------------------------- */

/** The cell's editor folded away under the form, once for all forms of a cell. */
function folded(place) {
  if (place.parentElement.matches(".ss-form__file")) return place.parentElement;
  const made = element("details", { class: "ss-form__file" }, element("summary", {}, "The same in the file"));
  place.replaceWith(made);
  made.append(place);
  return made;
}

/** What a form shows in its own way, and the prose above it need not show again. */
function shownTwice(form) {
  const prose = [...form.exercise.root.querySelectorAll(".ss-exercise__prose")].findLast((one) => one.compareDocumentPosition(form.box) & Node.DOCUMENT_POSITION_FOLLOWING);
  const known = new Set([...Object.keys(form.items), ...(form.shape.each ?? form.shape).options ?? []].map(String));
  const starts = (nodes) => nodes.length > 0 && nodes.every((node) => node && known.has(node.textContent.trim()));
  const tables = [...(prose?.querySelectorAll("table") ?? [])].filter((table) => starts([...table.querySelectorAll("tbody tr")].map((row) => row.cells[0])));
  const lists = [...(prose?.querySelectorAll("ul") ?? [])].filter((list) => starts([...list.children].map((point) => point.firstElementChild)));
  const questions = [...(prose?.querySelectorAll("p") ?? [])].filter((one) => one.firstElementChild?.matches("strong") && starts([one.firstElementChild]));
  return [...tables.map((table) => table.closest(".md-typeset__scrollwrap") ?? table), ...lists, ...questions];
}

/** A place at the end of the section of prose under this heading, to put something into. */
function endOfSection(root, words) {
  const heading = [...root.querySelectorAll(".ss-exercise__prose :is(h4, h5, h6)")].find((one) => one.textContent.trim() === words);
  let last = heading;
  while (last?.nextElementSibling && !last.nextElementSibling.matches("h4, h5, h6")) last = last.nextElementSibling;
  return last && { append: (node) => last.after(node) };
}

/** Prose of the exercise, which the build made into HTML. */
function rich(html) {
  const made = element("span", {});
  made.innerHTML = html;
  return made;
}
