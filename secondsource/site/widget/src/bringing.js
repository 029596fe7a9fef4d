/* Bring my answers: first shows what would come and what not, and changes nothing until that is confirmed. */
import { called, moment } from "./answers.js";
import { element } from "./element.js";

const NAMED = 8;
const NO_ROOM = "Nothing was changed: this browser has no room for what you bring, or does not let the page keep anything. Outside a private window it usually does.";

export class Bringing {
  /** `told(words)` is called when answers here have changed. */
  constructor(answers, carry, told) {
    this.answers = answers;
    this.carry = carry;
    this.told = told;
    this.box = element("div", { class: "ss-bring" });
    this.buttons = [this.chooser("Bring my answers", { multiple: "", accept: ".zip,.py,.ipynb" })];
    if ("webkitdirectory" in HTMLInputElement.prototype) this.buttons.push(this.chooser("Bring a folder", { webkitdirectory: "" }));
  }

  /* A button that opens the browser's own dialog. */
  chooser(words, more) {
    const input = element("input", { type: "file", hidden: "", ...more });
    const button = element("button", { type: "button", class: "ss-button ss-button--quiet" }, words);
    button.addEventListener("click", () => input.click());
    input.addEventListener("change", () => this.look([...input.files]).finally(() => (input.value = "")));
    return element("span", {}, button, input);
  }

  async look(files) {
    if (!files.length) return;
    this.show("Reading …");
    try {
      const { arriving } = await this.carry();
      this.offer(await arriving(files, this.answers), files.length);
    } catch {
      this.show("That could not be read here, and nothing was changed. Load the page again, and try once more.", this.button("All right", () => this.close()));
    }
  }

  /* --- the list ------------------------------------------------------------------------------ */

  offer(found, files) {
    const rows = found.coming.map((one) => this.row(one));
    const words = rows.length ? "Nothing has changed yet. This would come:" : "Nothing comes, and nothing has changed.";
    const parts = [rows.length ? element("ul", { class: "ss-bring__list" }, ...rows.map((row) => row.item)) : "", ...rest(found, files)];
    if (!rows.length) return this.show(words, ...parts, this.button("All right", () => this.close()));
    const bring = this.button("Bring what is ticked", () => this.bring(rows.filter((row) => row.box.checked)), "ss-button--main");
    const name = () => (bring.disabled = !rows.some((row) => row.box.checked));
    for (const { box } of rows) box.addEventListener("change", name);
    name();
    this.show(words, ...parts, element("div", { class: "ss-bar" }, bring, this.button("Leave everything as it is", () => this.close())));
  }

  row(one) {
    const box = element("input", { type: "checkbox" });
    box.checked = one.newer !== false;
    const head = element("label", {}, box, element("span", {}, element("strong", {}, `${called(one.name)}: ${this.answers.manifest.exercises[one.name].title}`)));
    const lines = [compared(one), ...(one.fits ? [] : [LAID_OUT]), `From ${one.from}`];
    return { one, box, item: element("li", {}, head, ...lines.map((line) => element("p", {}, line))) };
  }

  /* --- bringing ------------------------------------------------------------------------------ */

  bring(rows) {
    const brought = rows.map(({ one }) => one);
    const { store, manifest } = this.answers;
    const entry = ({ name, text, when, fits }) => ({ text, base: fits ? manifest.exercises[name].hash : "", result: null, brought: true, ...(when === null ? {} : { at: new Date(when).toISOString() }) });
    if (!store.bring(brought.map((one) => [one.name, entry(one), one.here]))) return this.show(NO_ROOM, this.button("All right", () => this.close()));
    const kept = brought.some(({ here }) => here) ? " What stood there is kept." : "";
    this.told("");
    this.show(`Brought: ${brought.map(({ name }) => called(name)).join("; ")}.${kept}`, this.button("Back to what stood here", () => this.undo(brought)), this.button("All right", () => this.close()));
  }

  undo(brought) {
    const { store } = this.answers;
    for (const { name, text, here } of brought) {
      if (store.read(name)?.text !== text) continue; // somebody wrote on, in another tab
      if (here) store.swap(name);
      else store.remove(name);
    }
    this.close("All is as it was before you brought anything.");
  }

  /* --- the box ------------------------------------------------------------------------------- */

  button(words, act, more = "ss-button--quiet") {
    const made = element("button", { type: "button", class: `ss-button ${more}` }, words);
    made.addEventListener("click", act);
    return made;
  }

  show(words, ...parts) {
    const head = element("p", { class: "ss-bring__head", tabindex: "-1" }, words);
    this.box.replaceChildren(element("section", { class: "ss-bring__panel", "aria-label": "What you bring" }, head, ...parts));
    head.focus();
  }

  close(words = "") {
    this.box.replaceChildren();
    this.told(words);
    this.buttons[0].querySelector("button").focus();
  }
}

const LAID_OUT = "It is laid out in another way than the exercise here: it is from another version, or more than its code was edited. It comes as it is.";

function compared({ here, newer, when }) {
  if (!here) return "Not begun here.";
  const times = `Here: ${moment(here.at)}.`;
  if (newer === null) return `Differs from what is here; the file does not say when it was written. ${times}`;
  return `Differs from what is here, and is ${newer ? "newer" : "older"}: ${moment(when)}. ${times}`;
}

/* What does not come: how much is as it is here, and each file that cannot be taken, with the mend. */
function rest({ coming, same, untouched, others, troubles }, files) {
  const parts = [];
  const say = (words) => parts.push(element("p", {}, words));
  if (same) say(`${count(same, "is", "are")} the same as here.`);
  if (untouched) say(`${count(untouched, "is", "are")} as handed out, and would change nothing.`);
  if (!coming.length && !same && !untouched && !troubles.length) say(`No file among ${files === 1 ? "what it holds" : "them"} is an answer. Answers keep the names they were handed out under, such as ex2_find_attributions.py.`);
  else if (others) say(`${others === 1 ? "One other file is no answer, and was" : `${others} other files are no answers, and were`} not looked at.`);
  if (troubles.length) parts.push(element("p", {}, "Not taken:"), element("ul", { class: "ss-bring__list" }, ...troubles.slice(0, NAMED).map(trouble)));
  if (troubles.length > NAMED) say(`And ${troubles.length - NAMED} more.`);
  return parts;
}

function count(number, one, many) {
  return number === 1 ? `One exercise ${one}` : `${number} exercises ${many}`;
}

function trouble([file, why]) {
  return element("li", {}, element("strong", {}, file), ` ${why}`);
}
