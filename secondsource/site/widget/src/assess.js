/* The page for any text: what is pasted goes to Python in this very page, and what was found comes back marked. */
import { families, marked, own, tally } from "./found.js";

const MOST = 200_000;

export class Assessment {
  constructor(root, course) {
    this.root = root;
    this.course = course;
    this.name = null;
    this.page = root.closest("article") ?? document;
    for (const part of ["form", "textarea", "select", "progress"]) this[part] = root.querySelector(part);
    this.status = root.querySelector(".ss-status-line");
    this.out = root.querySelector(".ss-assess__out");
    this.buttons = Object.fromEntries([...root.querySelectorAll("button[data-act]")].map((one) => [one.dataset.act, one]));
  }

  /** Wake the form. */
  start() {
    this.gone = new AbortController();
    const listen = (target, event, act) => target.addEventListener(event, act, { signal: this.gone.signal });
    listen(this.form, "submit", (event) => (event.preventDefault(), this.assess()));
    listen(this.buttons.stop, "click", () => this.stop());
    listen(this.buttons.clear, "click", () => this.clear());
    listen(this.buttons.take, "click", () => this.take());
    listen(this.out, "change", ({ target }) => this.out.classList.toggle(`show-${target.dataset.look}`, target.checked));
    listen(this.page, "click", ({ target }) => target.dataset?.goto && this.goto(target.dataset));
    this.unwatch = this.course.runner.watch((state) => this.showRuntime(state));
    this.rest(false);
    return Promise.resolve();
  }

  destroy() {
    this.gone.abort();
    this.unwatch?.();
  }

  /** Be ready for the next text. */
  rest(returning = true) {
    this.working = false;
    for (const [name, button] of Object.entries(this.buttons)) button.disabled = name === "stop";
    this.progress.hidden = true;
    const at = document.activeElement;
    if (returning && (at.disabled || at === document.body)) this.buttons.assess.focus({ preventScroll: true });
  }

  /* --- a text -------------------------------------------------------------------------------- */

  /** Put one of the course's own texts into the box. */
  async take() {
    try {
      const texts = await this.course.json(this.course.manifest.texts.file);
      this.textarea.value = texts[this.select.value].join("\n\n");
      this.status.textContent = `“${this.select.selectedOptions[0].text}” is in the box. Press Assess.`;
      this.textarea.focus();
      this.textarea.setSelectionRange(0, 0);
      this.textarea.scrollTop = 0;
    } catch {
      this.status.textContent = "That text could not be fetched. Paste one of your own, or try once more.";
    }
  }

  clear() {
    if (this.working) this.stop();
    this.textarea.value = "";
    this.forget();
    this.status.textContent = "The box is empty, and nothing was kept.";
    this.textarea.focus();
  }

  /** Take away what was found in the last text. */
  forget() {
    this.out.replaceChildren();
    for (const place of this.page.querySelectorAll(".ss-found")) place.replaceChildren();
    this.out.className = "ss-assess__out";
  }

  /** Say what is wrong with a text, or nothing. */
  problem(text) {
    if (!text.trim()) return "There is no text in the box yet. Paste an article, or put in one of ours.";
    const length = text.length.toLocaleString("en-GB");
    if (text.length > MOST) return `This text has ${length} characters, and the page takes 200,000 at most. Paste a part of it.`;
    return "";
  }

  /* --- assessing ------------------------------------------------------------------------------ */

  async assess() {
    if (this.working) return;
    const text = this.textarea.value;
    const problem = this.problem(text);
    this.textarea.setAttribute("aria-invalid", String(Boolean(problem)));
    if (problem) {
      this.status.textContent = problem;
      this.textarea.focus();
      return;
    }
    const mine = this.begin();
    try {
      const result = await this.course.runner.assess(text.toWellFormed?.() ?? text, this.course.answers.written(this.course.manifest.assessing));
      if (this.turn === mine) this.show(result);
    } catch (error) {
      if (this.turn === mine) this.status.textContent = `Python could not run here. ${error.message} Your text is still in the box.`;
    } finally {
      if (this.turn === mine) this.rest();
    }
  }

  begin() {
    this.forget();
    this.working = true;
    this.buttons.assess.disabled = this.buttons.take.disabled = true;
    this.buttons.stop.disabled = false;
    this.showRuntime(this.course.runner.state);
    return (this.turn = Symbol("turn"));
  }

  /* A worker that is ended while it starts never answers, so nothing is waited for here. */
  stop() {
    if (!this.working) return;
    this.turn = null;
    this.course.runner.stop();
    this.rest();
    this.status.textContent = "Stopped. Your text is still in the box.";
  }

  showRuntime(state) {
    if (!this.working) return;
    this.progress.hidden = state.share === undefined || Boolean(state.ready);
    if (state.share !== undefined) this.progress.value = state.share;
    this.status.textContent = state.ready ? "Reading …" : state.words || "Reading …";
  }

  /* --- what was found ------------------------------------------------------------------------- */

  show(result) {
    this.out.replaceChildren(...tally(result), own(result), ...marked(result));
    families(result, this.page);
    const first = this.out.querySelector("input[data-family]:checked");
    if (first) this.out.classList.add(`show-${first.dataset.look}`);
    this.status.textContent = result.english
      ? "Read. What was found stands below: first in words, then marked in the text."
      : "Read. This does not look like English, and the word lists are English, so hardly anything can be found. That says nothing about the text.";
  }

  /** Go to a paragraph of the text, with the marks of that kind on. */
  goto({ goto, family }) {
    const box = this.out.querySelector(`input[data-family="${family}"]`);
    if (box && !box.checked) box.click();
    const paragraph = document.getElementById(goto);
    paragraph.focus({ preventScroll: true });
    paragraph.scrollIntoView({ block: "center" });
  }
}
