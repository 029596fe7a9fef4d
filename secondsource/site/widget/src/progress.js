/* The page "Your progress": how far each exercise is, and the way in and out for answers. */
import { Answers, called, moment } from "./answers.js";
import { Bringing } from "./bringing.js";
import { element } from "./element.js";
import { points, summary } from "./results.js";

const HERE_ONLY = "You see what this browser keeps, on this device and nowhere else. There is no account, and nothing is sent. Points are those of the visible checks.";

class Progress {
  constructor(root, answers, carry) {
    this.root = root;
    this.answers = answers;
    this.carry = carry;
    this.status = element("p", { class: "ss-status-line", role: "status" });
    this.bringing = new Bringing(answers, carry, (words) => this.changed(words));
  }

  async start() {
    const take = element("button", { type: "button", class: "ss-button ss-button--main" }, "Take my answers");
    take.addEventListener("click", () => this.take());
    const tools = element("div", { class: "ss-bar" }, take, ...this.bringing.buttons);
    const note = element("p", { class: "ss-progress__here" }, this.answers.store.problem ? FORBIDDEN : HERE_ONLY);
    this.root.prepend(note, element("div", { class: "ss-work ss-progress__tools" }, tools, this.status, this.bringing.box));
    await this.draw();
    const stop = this.answers.store.listen(() => (this.root.isConnected ? this.draw() : stop()));
  }

  async take() {
    this.status.textContent = "Packing …";
    this.status.textContent = await this.carry().then(({ take }) => take(this.answers), () => "That could not be loaded. Load the page again, and try once more.");
  }

  async changed(words) {
    this.status.textContent = words;
    await this.draw();
  }

  async draw() {
    const begun = new Map(await this.answers.allBegun());
    for (const row of this.root.querySelectorAll("[data-exercise]")) this.drawRow(row, begun.get(row.dataset.exercise) ?? null);
    for (const lesson of this.root.querySelectorAll(".ss-progress__lesson")) drawSum(lesson, begun);
  }

  drawRow(row, kept) {
    const name = row.dataset.exercise;
    row.querySelector(".ss-progress__state")?.remove();
    const state = element("div", { class: "ss-progress__state" }, ...this.told(name, kept));
    state.dataset.state = !kept ? "open" : kept.result ? "checked" : "begun";
    row.append(state);
  }

  told(name, kept) {
    if (!kept) return ["not begun", ...this.before(name, "")];
    const words = [kept.result ? checked(kept) : "begun, not checked yet"];
    if (kept.base !== this.answers.manifest.exercises[name]?.hash) words.push(kept.base ? CHANGED : LAID_OUT);
    const saved = element("span", { class: "ss-progress__when" }, `saved ${moment(kept.at)}`);
    return [...words.map((one) => element("span", {}, one)), saved, ...this.before(name, kept.text)];
  }

  /* What stood there before something took its place can be brought back; the two then change places. */
  before(name, text) {
    const before = this.answers.store.read(name, "/before");
    if (!before || before.text === text) return [];
    const back = element("button", { type: "button", class: "ss-link" }, `Back to the text of ${moment(before.at)}`);
    back.setAttribute("aria-label", `${called(name)}: ${back.textContent}`);
    back.addEventListener("click", async () => {
      this.answers.store.swap(name);
      await this.changed(`${called(name)} is as it was on ${moment(before.at)}. What stood there until now is kept, and you can go back to it.`);
      this.root.querySelector(`[data-exercise="${name}"] a`).focus();
    });
    return [back];
  }
}

const FORBIDDEN = "This browser does not let the page keep anything, so there is nothing to show here. Under each exercise you write in there is a button that takes your answers.";
const CHANGED = "the exercise has changed since you began it";
const LAID_OUT = "laid out in another way than the exercise handed out here";

function checked({ result, changed }) {
  const said = summary(result, ...points(result));
  return changed ? `last check: ${said} Changed since.` : `last check: ${said}`;
}

function drawSum(lesson, begun) {
  const names = [...lesson.querySelectorAll("[data-exercise]")].map((row) => row.dataset.exercise);
  const kept = names.map((name) => begun.get(name)).filter(Boolean);
  const results = kept.map(({ result }) => result).filter(Boolean).map(points);
  const sum = (at) => results.reduce((total, one) => total + one[at], 0);
  const words = [`${kept.length} of ${names.length} begun`];
  if (results.length) words.push(`${sum(0)} of ${sum(1)} points where you checked`);
  lesson.querySelector(".ss-progress__sum").textContent = `${words.join(" · ")}.`;
}

/** Show what the store holds on the page.  `store` is one that this tab writes to already, if there is one. */
export function show(root, base, manifest, store) {
  const carry = () => import(new URL(manifest.carry.file, base));
  return new Progress(root, new Answers(base, manifest, store), carry).start();
}
