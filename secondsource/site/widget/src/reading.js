/* A page of the course in a panel: to be read, or to choose words from, by mouse, finger or keyboard.

   A choice is whole sentences first (a press, or Space, marks where it begins and where it ends), and words
   selected in the usual way, or taken off and put on one by one, make it exact. */
import { element } from "./element.js";
import { unique } from "./fields.js";

const SENTENCES = window.Intl?.Segmenter ? new Intl.Segmenter("en", { granularity: "sentence" }) : null;
const MARK = "ss-chosen";

/** Open a page; resolves with {page, paragraph, words} once some are used, or null. */
export async function openPage(exercise, { places, pick = false }) {
  const texts = await exercise.course.texts();
  return new Panel(texts, places, pick).open(exercise.root);
}

class Panel {
  constructor(texts, places, pick) {
    Object.assign(this, { texts, places, pick, chosen: null, anchor: null });
    this.title = element("h2", { class: "ss-reading__title", id: unique("page") });
    this.text = element("div", { class: "ss-reading__text", tabindex: "0", role: pick ? "listbox" : "region", "aria-labelledby": this.title.id, ...(pick ? { "aria-multiselectable": "true" } : {}) });
    this.dialog = element("dialog", { class: "ss-reading", "aria-labelledby": this.title.id }, this.head(), this.text, ...(pick ? [this.foot()] : []));
    if (pick) this.listen();
    this.turnTo(...places[0]);
  }

  /** Show the panel; resolves when it is closed. */
  open(root) {
    root.append(this.dialog);
    this.dialog.showModal();
    this.text.focus();
    this.look(this.place);
    return new Promise((resolve) => this.dialog.addEventListener("close", () => resolve(this.left())));
  }

  left() {
    document.removeEventListener("selectionchange", this.selected);
    window.CSS?.highlights?.delete(MARK);
    this.dialog.remove();
    return this.result ?? null;
  }

  /* --- what stands in it ---------------------------------------------------------------------- */

  head() {
    const close = button("Close", () => this.dialog.close());
    return element("div", { class: "ss-reading__head" }, this.title, ...(this.places.length > 1 ? [this.turner()] : []), close);
  }

  turner() {
    const names = this.places.map(([page, paragraph], number) => element("option", { value: String(number) }, paragraph ? `${page} ${paragraph}` : page));
    const made = element("select", { class: "ss-input", "aria-label": "Go to" }, ...names);
    made.addEventListener("change", () => {
      this.turnTo(...this.places[Number(made.value)]);
      this.look(this.place);
    });
    return made;
  }

  foot() {
    this.quote = element("p", { class: "ss-reading__chosen", role: "status" });
    const steps = [["Begin earlier", "from", -1], ["Begin later", "from", 1], ["End earlier", "to", -1], ["End later", "to", 1]];
    this.trims = steps.map(([words, end, step]) => button(words, () => this.trim(end, step)));
    this.use = button("Use these words", () => this.finish(), "ss-button--main");
    const help = element("p", { class: "ss-reading__help" }, "Press a sentence, or select words. ", element("span", {}, "With the keyboard: arrow keys move, Space marks the first and the last sentence, Enter uses them."));
    return element("div", { class: "ss-reading__foot" }, help, this.quote, element("div", { class: "ss-reading__row" }, ...this.trims), element("div", { class: "ss-reading__row" }, this.use, button("Cancel", () => this.dialog.close())));
  }

  /** Show a page, with one of its paragraphs as the place to begin at. */
  turnTo(page, paragraph) {
    if (page !== this.page) {
      this.page = page;
      this.title.textContent = page;
      this.sentences = [];
      this.paragraphs = this.texts[page].map((text, number) => this.paragraph(text, number));
      this.text.replaceChildren(...this.paragraphs.map((one) => one.node));
      this.mark(null);
    }
    this.place = Math.max(paragraph, 1) - 1;
    this.go(this.sentences.findIndex((one) => one.paragraph === this.place));
  }

  paragraph(text, number) {
    const body = element("p", { class: "ss-paragraph__text", role: this.pick ? "presentation" : null });
    for (const [from, to] of this.pick ? sentencesOf(text) : [[0, text.length]]) body.append(this.sentence(text, number, from, to));
    const label = `Paragraph ${number + 1}`;
    const node = element("div", { class: "ss-paragraph", role: "group", "aria-label": label }, element("span", { class: "ss-paragraph__number", "aria-hidden": "true" }, String(number + 1)), body);
    return { node, body, text };
  }

  sentence(text, paragraph, from, to) {
    const node = element("span", this.pick ? { role: "option", "aria-selected": "false", id: unique("sentence"), class: "ss-sentence" } : {}, text.slice(from, to));
    this.sentences.push({ node, paragraph, from, to });
    return node;
  }

  look(paragraph) {
    const { node } = this.paragraphs[paragraph];
    this.text.scrollTop = node.offsetTop - this.text.offsetTop - 16;
    for (const one of this.paragraphs) one.node.classList.toggle("ss-paragraph--here", one.node === node && paragraph > 0);
  }

  /* --- choosing ------------------------------------------------------------------------------- */

  listen() {
    this.text.addEventListener("keydown", (event) => this.press(event));
    this.text.addEventListener("click", (event) => {
      const number = this.sentences.findIndex((one) => one.node === event.target);
      if (number < 0 || !document.getSelection().isCollapsed) return;
      this.go(number);
      this.markSentence();
    });
    this.selected = () => this.takeSelection(document.getSelection());
    document.addEventListener("selectionchange", this.selected);
  }

  press(event) {
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, PageDown: 8, PageUp: -8, Home: -Infinity, End: Infinity };
    if (event.key in steps) this.go(this.active + steps[event.key], true);
    else if (event.key === " ") this.markSentence();
    else if (event.key === "Enter") this.chosen ? this.finish() : this.markSentence();
    else return;
    event.preventDefault();
  }

  go(number, show = false) {
    this.active = Math.min(Math.max(number, 0), this.sentences.length - 1);
    if (!this.pick) return;
    const { node } = this.sentences[this.active];
    for (const one of this.sentences) one.node.classList.toggle("ss-sentence--here", one.node === node);
    this.text.setAttribute("aria-activedescendant", node.id);
    if (show) node.scrollIntoView({ block: "nearest" });
  }

  /* The first sentence marked begins a choice, the second one of the same paragraph ends it. */
  markSentence() {
    const here = this.sentences[this.active];
    const other = this.anchor?.paragraph === here.paragraph ? this.anchor : here;
    this.anchor = this.anchor === other ? null : here;
    this.mark({ paragraph: here.paragraph, from: Math.min(here.from, other.from), to: Math.max(here.to, other.to) });
  }

  /* Words selected in the usual way, made whole; of several paragraphs the first counts. */
  takeSelection(selection) {
    if (selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const number = this.paragraphs.findIndex(({ body }) => range.intersectsNode(body) && body.contains(range.startContainer));
    if (number < 0) return;
    const { body, text } = this.paragraphs[number];
    const from = offset(body, range.startContainer, range.startOffset);
    const to = body.contains(range.endContainer) ? offset(body, range.endContainer, range.endOffset) : text.length;
    this.anchor = null;
    this.mark({ paragraph: number, ...wholeWords(text, from, to) });
  }

  trim(end, step) {
    document.getSelection().removeAllRanges();
    const words = wordsOf(this.paragraphs[this.chosen.paragraph].text);
    let first = words.findIndex((word) => word.to > this.chosen.from);
    let last = words.findLastIndex((word) => word.from < this.chosen.to);
    if (end === "from") first = Math.min(Math.max(first + step, 0), last);
    else last = Math.max(Math.min(last + step, words.length - 1), first);
    this.mark({ paragraph: this.chosen.paragraph, from: words[first].from, to: words[last].to });
  }

  mark(chosen) {
    const text = chosen && this.paragraphs[chosen.paragraph].text;
    const words = chosen ? text.slice(chosen.from, chosen.to) : "";
    const before = words.length - words.trimStart().length;
    this.chosen = words.trim() ? { ...chosen, from: chosen.from + before, to: chosen.from + words.trimEnd().length } : null;
    if (this.pick) this.showChosen(words.trim());
  }

  showChosen(words) {
    this.quote.textContent = words ? `“${words}”` : "Nothing chosen yet.";
    for (const made of [...this.trims, this.use]) made.disabled = !this.chosen;
    for (const one of this.sentences) one.node.setAttribute("aria-selected", String(Boolean(this.chosen) && one.paragraph === this.chosen.paragraph && one.from < this.chosen.to && one.to > this.chosen.from));
    if (window.CSS?.highlights) CSS.highlights.set(MARK, this.chosen ? new Highlight(rangeOf(this.paragraphs[this.chosen.paragraph].body, this.chosen)) : new Highlight());
  }

  finish() {
    const { paragraph, from, to } = this.chosen;
    this.result = { page: this.page, paragraph: paragraph + 1, words: this.paragraphs[paragraph].text.slice(from, to) };
    this.dialog.close();
  }
}

function button(words, act, more = "ss-button--quiet") {
  const made = element("button", { type: "button", class: `ss-button ${more}` }, words);
  made.addEventListener("click", act);
  return made;
}

/* --- places in a paragraph ------------------------------------------------------------------------ */

function sentencesOf(text) {
  if (!SENTENCES) return [[0, text.length]];
  return [...SENTENCES.segment(text)].map(({ index, segment }) => [index, index + segment.length]);
}

function wordsOf(text) {
  return [...text.matchAll(/\S+/g)].map((found) => ({ from: found.index, to: found.index + found[0].length }));
}

/** The same stretch with no word cut in two. */
function wholeWords(text, from, to) {
  const inWord = (at) => /[\p{L}\p{N}]/u.test(text[at] ?? "");
  while (inWord(from - 1) && inWord(from)) from -= 1;
  while (inWord(to - 1) && inWord(to)) to += 1;
  return { from, to };
}

function offset(body, node, at) {
  const range = document.createRange();
  range.setStart(body, 0);
  range.setEnd(node, at);
  return range.toString().length;
}

function rangeOf(body, { from, to }) {
  const range = document.createRange();
  let before = 0;
  for (const { firstChild: piece } of body.children) {
    const end = before + piece.length;
    if (from >= before && from < end) range.setStart(piece, from - before);
    if (to > before && to <= end) range.setEnd(piece, to - before);
    before = end;
  }
  return range;
}
