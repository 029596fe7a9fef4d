/* One exercise on a lesson page: its code cells become editors, and under them stand Check, Stop, Start again. */
import { alike, split, withBody } from "./cells.js";
import { makeEditor } from "./editor.js";
import { element } from "./element.js";
import { formsFor } from "./form.js";
import { points, summary, told } from "./results.js";
import { Stopped } from "./runner.js";

export class Exercise {
  constructor(root, course) {
    this.root = root;
    this.course = course;
    this.name = root.dataset.exercise;
    this.known = course.manifest.exercises[this.name];
    this.editors = new Map();
    this.forms = [];
    this.whole = false;
    this.changed = false;
  }

  /** Fetch what was handed out, put back what was written, and make the editors. */
  async start() {
    const { forms } = this.known;
    [this.handedOut, this.described] = await Promise.all([this.course.handedOut(this.name), forms ? this.course.json(forms) : []]);
    this.text = this.restored();
    this.makeBar();
    this.bar.hidden = true;
    await unhurried(this.drawing());
    this.bar.hidden = false;
    this.unwatch = this.course.runner.watch((state) => this.showRuntime(state));
  }

  destroy() {
    this.unwatch?.();
    for (const editor of this.editors.values()) editor.destroy();
  }

  /* --- the text ---------------------------------------------------------------------------- */

  restored() {
    const kept = this.course.store.read(this.name);
    if (!kept) return this.handedOut;
    if (kept.base !== this.known.hash && kept.text !== this.handedOut) this.changedSince = kept;
    this.lastResult = kept.result ?? null;
    this.changed = Boolean(kept.changed);
    this.brought = kept.brought;
    return kept.text;
  }

  /** Take a new text for the file, from wherever it was changed. */
  setText(text, from = null) {
    this.changed ||= text !== this.text;
    this.text = text;
    this.keep();
    if (from === "cell") this.renumber();
    else if (this.whole || !alike(text, this.handedOut)) this.draw();
    else this.refill();
    if (from !== "form") for (const form of this.forms) form.read(this.text);
    if (from !== null) this.stale();
  }

  /** Another tab wrote this exercise: show its text, and offer the one that stood here. */
  takeFromElsewhere(text) {
    const mine = this.text;
    this.changed = true;
    this.text = text;
    if (this.whole || !alike(text, this.handedOut)) this.draw();
    else this.refill();
    for (const form of this.forms) form.read(text);
    this.ask("This exercise was changed in another tab; you see that now.", "Back to what stood here", () => this.setText(mine));
  }

  keep(result = this.lastResult) {
    this.lastResult = result;
    const base = this.changedSince?.base ?? this.known.hash;
    this.course.store.write(this.name, { text: this.text, base, result, changed: this.changed, brought: this.brought });
    this.saved.textContent = "Saved in this browser.";
    this.showProblem();
  }

  /* What is not kept goes with the page, so the way to it is a button here, and no link to another page. */
  showProblem() {
    const { problem } = this.course.store;
    if (problem) this.saved.textContent = problem;
    this.saved.classList.toggle("ss-saved--problem", Boolean(problem));
    this.takeButton.hidden = !problem;
    this.progressLink.hidden = Boolean(problem);
  }

  async take() {
    this.status.textContent = await this.course.take().catch(() => "That could not be loaded. Copy what you wrote into a file of your own.");
  }

  /* --- editors ----------------------------------------------------------------------------- */

  draw() {
    for (const _ of this.drawing());
  }

  /** Show the file as cells where it still has the exercise's own, otherwise in one editor; a step at a time. */
  *drawing() {
    for (const editor of this.editors.values()) editor.destroy();
    this.editors.clear();
    this.wholeBox?.remove();
    this.wholeBox = null;
    const fits = alike(this.text, this.handedOut);
    const cells = this.root.querySelectorAll(".ss-cell");
    for (const place of cells) place.hidden = this.whole || !fits;
    this.fileSwitch.hidden = !fits;
    if (this.whole || !fits) this.drawWhole(fits);
    else yield* this.drawCells(cells);
    yield;
    this.drawForms(fits && !this.whole);
  }

  drawWhole(fits) {
    const words = fits ? "The whole file:" : "Your file is laid out in another way than the one handed out, so here it is as a whole:";
    const editor = this.editor(this.text, 1, "The whole file", (text) => this.setText(text, "cell"));
    this.wholeBox = element("div", { class: "ss-whole" }, element("p", { class: "ss-whole__note" }, words), editor.dom);
    this.bar.before(this.wholeBox);
    this.editors.set(-1, editor);
  }

  *drawCells(places) {
    const parts = split(this.text);
    const known = [...places].filter((place) => parts[place.dataset.cell]);
    for (const { dataset } of known) {
      this.editors.set(Number(dataset.cell), this.cellEditor(Number(dataset.cell), parts[dataset.cell]));
      yield;
    }
    for (const place of known) {
      place.replaceChildren(this.editors.get(Number(place.dataset.cell)).dom);
      place.classList.add("ss-cell--live");
    }
  }

  cellEditor(number, { body, line }) {
    const label = `Code, from line ${line}. Tab indents; Escape, then Tab leaves.`;
    return this.editor(body, line, label, (next) => this.setText(withBody(this.text, number, next), "cell"));
  }

  editor(text, first, label, changed) {
    return makeEditor({ text, first, label, changed: (next) => this.filling || changed(next), check: () => this.check() });
  }

  renumber() {
    const cells = split(this.text);
    for (const [number, editor] of this.editors) if (number >= 0 && cells[number]) editor.number(cells[number].line);
  }

  refill() {
    const cells = split(this.text);
    this.filling = true;
    for (const [number, editor] of this.editors) editor.setText(number < 0 ? this.text : cells[number].body);
    this.filling = false;
    this.renumber();
  }

  goto(line, focus = true) {
    for (const editor of this.editors.values()) editor.clear();
    const cell = this.whole ? null : split(this.text).findLast((one) => one.line <= line);
    const editor = this.editors.get(cell ? cell.number : -1);
    this.root.querySelector(`.ss-cell[data-cell="${cell?.number}"]`)?.closest("details")?.setAttribute("open", "");
    editor?.show(cell ? line - cell.line + 1 : line, focus);
  }

  drawForms(wanted) {
    for (const form of this.forms) form.destroy();
    this.forms = wanted ? formsFor(this) : [];
    for (const form of this.forms) form.read(this.text);
  }

  /* --- the bar under the exercise ---------------------------------------------------------- */

  makeBar() {
    const button = (words, act, more = "") => {
      const made = element("button", { type: "button", class: `ss-button ${more}` }, words);
      made.addEventListener("click", act);
      return made;
    };
    this.checkButton = button("Check", () => this.check(), "ss-button--main");
    this.stopButton = button("Stop", () => this.stop());
    this.stopButton.disabled = true;
    this.fileSwitch = button("Show the file", () => this.switchFile(), "ss-button--quiet");
    this.againButton = button("Start again", () => this.askStartAgain(), "ss-button--quiet");
    this.saved = element("span", { class: "ss-saved" });
    this.takeButton = button("Take my answers", () => this.take());
    this.progressLink = element("a", { class: "ss-link", href: this.course.progress }, "Your progress");
    this.status = element("p", { class: "ss-status-line", role: "status" });
    this.meter = element("progress", { class: "ss-meter", max: "1", value: "0", "aria-label": "How much of Python has come", hidden: "" });
    this.results = element("div", { class: "ss-results-box" });
    const row = element("div", { class: "ss-bar" }, this.checkButton, this.stopButton, this.fileSwitch, this.againButton, this.saved, this.takeButton, this.progressLink);
    this.bar = element("div", { class: "ss-work", "data-search-exclude": "" }, row, this.status, this.meter, this.results);
    this.root.querySelector(".ss-exercise__file").before(this.bar);
    if (this.changedSince) this.tellOfChange();
    this.showProblem();
    if (this.lastResult) {
      const when = this.changed ? "When you last checked, before your latest changes" : "When you last checked";
      this.status.textContent = `${when}: ${summary(this.lastResult, ...points(this.lastResult))}`;
    }
  }

  switchFile() {
    this.whole = !this.whole;
    this.fileSwitch.textContent = this.whole ? "Show it in parts" : "Show the file";
    this.draw();
  }

  askStartAgain() {
    this.ask("Put everything back to how it was handed out? What you wrote is kept, and you can go back to it.", "Start again", () => this.startAgain());
  }

  startAgain() {
    if (this.text !== this.handedOut) this.course.store.setAside(this.name);
    this.beginAnew("This is the exercise as it was handed out.");
  }

  beginAnew(words) {
    this.changedSince = null;
    this.brought = undefined;
    this.results.replaceChildren();
    this.setText(this.handedOut);
    this.changed = false;
    this.keep(null);
    this.offerBefore(words);
  }

  tellOfChange() {
    this.ask(
      this.changedSince.base
        ? "This exercise has changed since you began it. You see what you wrote; nothing was lost."
        : "What you brought is laid out in another way than this exercise: it has changed since you began it, or more than the code was edited. You see what you brought; nothing was lost.",
      "Begin the new one",
      () => {
        this.course.store.setAside(this.name);
        this.beginAnew("This is the exercise as it is now.");
      },
      "Keep mine",
      () => {
        this.changedSince = null;
        this.keep();
      },
    );
  }

  offerBefore(words) {
    const before = this.course.store.read(this.name, "/before");
    if (before) this.ask(words, "Back to what I wrote", () => this.backTo(before));
  }

  backTo({ text, brought }) {
    this.brought = brought;
    this.setText(text);
  }

  /** Ask in the page, beside the buttons; the dialog goes away with either answer. */
  ask(words, yes, act, no = "Leave it", otherwise = () => {}) {
    this.question?.remove();
    const answer = (label, what) => {
      const made = element("button", { type: "button", class: "ss-button ss-button--quiet" }, label);
      made.addEventListener("click", () => {
        this.question?.remove();
        this.question = null;
        what();
        this.checkButton.focus();
      });
      return made;
    };
    const first = answer(yes, act);
    this.question = element("div", { class: "ss-question", role: "group", "aria-label": words }, element("p", {}, words), first, answer(no, otherwise));
    this.bar.prepend(this.question);
    if (document.activeElement === this.againButton) first.focus();
  }

  /* --- checking ---------------------------------------------------------------------------- */

  showRuntime(state) {
    if (!this.checking) return;
    this.meter.hidden = state.share === undefined || state.ready;
    if (state.share !== undefined) this.meter.value = state.share;
    this.status.textContent = state.ready ? "Checking …" : state.words;
  }

  /* Lesson 5 works with what earlier lessons hold; no other exercise gets to see another. */
  get task() {
    const { answers } = this.course;
    const needs = this.known.needs ?? [];
    return [this.name, this.text, answers.written(needs), Boolean(this.brought) || answers.brought(needs)];
  }

  async check() {
    if (this.checking) return;
    this.checking = true;
    this.checkButton.disabled = true;
    this.stopButton.disabled = false;
    this.status.textContent = "Checking …";
    this.showRuntime(this.course.runner.state);
    for (const editor of this.editors.values()) editor.clear();
    const text = this.text;
    try {
      this.showResult(await this.course.runner.check(...this.task), text);
    } catch (error) {
      this.status.textContent = error instanceof Stopped ? "Stopped. Nothing you wrote is lost." : `Python could not run here. ${error.message} Your answer is kept. You can check once more, or download the file and check it on your machine.`;
    } finally {
      this.done();
    }
  }

  done() {
    this.checking = false;
    this.checkButton.disabled = false;
    this.stopButton.disabled = true;
    this.meter.hidden = true;
  }

  stop() {
    if (!this.checking) return;
    this.course.runner.stop();
    this.done();
    this.status.textContent = "Stopped. Nothing you wrote is lost.";
    this.checkButton.focus();
  }

  showResult(result, text) {
    this.changed = text !== this.text;
    this.keep(result);
    this.results.replaceChildren(told(result, (line) => this.goto(line)));
    if (this.changed) this.stale();
    this.status.textContent = summary(result, ...points(result));
    const line = result.checks.find((check) => check.state !== "passed")?.line;
    if (line) this.goto(line, false);
    this.course.told(this.name);
  }

  stale() {
    this.results.firstElementChild?.classList.add("ss-results--stale");
  }
}

const LONG = 25;

/* Take steps one after another, and let the page breathe after every few of them. */
async function unhurried(steps) {
  let since = performance.now();
  for (const _ of steps) {
    if (performance.now() - since < LONG) continue;
    await new Promise((go) => setTimeout(go));
    since = performance.now();
  }
}
