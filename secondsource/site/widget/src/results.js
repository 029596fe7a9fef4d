/* Tells results as `secondsource check` does: a line a check, and words for the first that needs them. */
import { element } from "./element.js";

const LOOKS = {
  passed: ["✓", "good"],
  wrong: ["✗", "wrong"],
  "not answered": ["○", "open"],
  "error in your code": ["!", "fault"],
  "timed out": ["◷", "fault"],
  "ran out of memory": ["▣", "fault"],
  stopped: ["■", "fault"],
  "grader fault": ["?", "ours"],
};
const YOUR_FILE = new Set(["error in your code", "timed out", "ran out of memory", "stopped"]);

/** Points of a result: [earned, to earn]. */
export function points(result) {
  const sum = (name) => result.checks.reduce((total, check) => total + check[name], 0);
  return [sum("points"), sum("out_of")];
}

/** The results as an element; `goto(line)` is called when the student wants to see a line. */
export function told(result, goto) {
  const [earned, all] = points(result);
  const first = result.checks.find((check) => check.state !== "passed");
  const list = element("ol", { class: "ss-checks" }, ...result.checks.map((check) => line(check, check === first, goto)));
  const notes = result.notes.map((note) => element("p", { class: "ss-results__note" }, note));
  return element("div", { class: "ss-results" }, element("p", { class: "ss-results__sum" }, summary(result, earned, all)), ...notes, list);
}

/** One sentence on all checks; never "all passed" where the instructor's grading runs more. */
export function summary(result, earned, all) {
  const score = `${earned} of ${all} points.`;
  if (result.checks.some((check) => check.state !== "passed")) return score;
  return result.more_held_out
    ? `${score} All visible checks pass; your instructor’s grading runs more.`
    : `${score} All checks pass.`;
}

function line(check, open, goto) {
  const [sign, kind] = LOOKS[check.state] ?? LOOKS["grader fault"];
  const head = [
    element("span", { class: `ss-check__sign ss-check__sign--${kind}`, "aria-hidden": "true" }, sign),
    element("span", { class: "ss-check__title" }, check.title),
    element("span", { class: "ss-check__state" }, `${check.state} · ${check.points}/${check.out_of}`),
  ];
  if (check.state === "passed") return element("li", { class: "ss-check" }, element("div", { class: "ss-check__head" }, ...head));
  const details = element("details", { class: "ss-check__more" }, element("summary", { class: "ss-check__head" }, ...head), detail(check, goto));
  details.open = open;
  return element("li", { class: "ss-check" }, details);
}

function detail(check, goto) {
  const rows = facts(check).flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, text)]);
  const parts = [];
  if (check.line) {
    const show = element("button", { type: "button", class: "ss-link" }, `Show line ${check.line}`);
    show.addEventListener("click", () => goto(check.line));
    parts.push(show);
  }
  return element("div", { class: "ss-check__detail" }, element("dl", {}, ...rows), ...parts, ...hints(check.hints));
}

function facts(check) {
  const asked = check.state === "not answered";
  return [
    ["you wrote", check.line && check.code.trim() ? code(`line ${check.line}: ${check.code.trim()}`) : ""],
    ["asked for", check.called ? code(check.called) : ""],
    ["came back", check.state === "wrong" && check.came_back ? code(check.came_back) : ""],
    [asked ? "your turn" : YOUR_FILE.has(check.state) ? "what happened" : "what we saw", check.message],
    ["a known trap", check.belief],
    ["ask yourself", check.ask],
    ["it printed", check.printed.trim() ? element("pre", {}, check.printed.trim()) : ""],
  ].filter(([, text]) => text);
}

function code(text) {
  return element("code", {}, text);
}

/* Hints open one after another: the next button comes with the hint before it. */
function hints(texts) {
  if (!texts.length) return [];
  const list = element("ol", { class: "ss-hints" });
  const next = element("button", { type: "button", class: "ss-button ss-button--quiet" });
  let shown = 0;
  const name = () => {
    next.textContent = shown ? `Another hint (${shown + 1} of ${texts.length})` : `A hint (1 of ${texts.length})`;
    next.hidden = shown === texts.length;
  };
  next.addEventListener("click", () => {
    const hint = element("li", { tabindex: "-1" }, texts[shown]);
    list.append(hint);
    shown += 1;
    name();
    hint.focus();
  });
  name();
  return [list, next];
}
