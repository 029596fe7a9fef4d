/* Tells results as `secondsource check` does: a line a check, and words for the first that needs them. */
import { element } from "./element.js";

/* Signs are drawn, not written: to look for a font that has a rare letter stops the page for longer than all the rest. */
const LOOKS = {
  passed: ["M3 8.5l3.5 3.5L13 4.5", "good"],
  wrong: ["M4 4l8 8M12 4l-8 8", "wrong"],
  "not answered": ["M8 3a5 5 0 1 0 .01 0", "open"],
  "error in your code": ["M8 2.5v7M8 13v.01", "fault"],
  "timed out": ["M8 2.5a5.5 5.5 0 1 0 .01 0M8 5v3.3l2.2 1.3", "fault"],
  "ran out of memory": ["M3 3h10v10H3zM6.5 6.5h3v3h-3z", "fault"],
  stopped: ["M4 4h8v8H4z", "fault"],
  "grader fault": ["M5.3 6a2.7 2.7 0 1 1 4 2.4c-.9.5-1.3.9-1.3 1.8M8 13v.01", "ours"],
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
  const [lines, kind] = LOOKS[check.state] ?? LOOKS["grader fault"];
  const sign = element("span", { class: `ss-check__sign ss-check__sign--${kind}`, "aria-hidden": "true" });
  sign.innerHTML = `<svg viewBox="0 0 16 16"><path d="${lines}"/></svg>`;
  const head = [
    sign,
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
