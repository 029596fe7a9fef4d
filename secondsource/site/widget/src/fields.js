/* The fields of a form: one for each kind of value.  Each has a `node`, and `set(value)` shows what the file holds. */
import { element } from "./element.js";

const LONG = 60;
let counter = 0;

/** A name nobody else on the page has. */
export function unique(stem) {
  counter += 1;
  return `ss-${stem}-${counter}`;
}

/** A name of the file in words. */
export function inWords(name) {
  return String(name).replaceAll("_", " ");
}

/** Make the field for a shape.  `labelledBy` is the id of its name, `change(value)` hears what is answered. */
export function makeField(spec) {
  return { choice, several, number, text, passage }[spec.shape.kind](spec);
}

/* --- one of a few values -------------------------------------------------------------------- */

function choice(spec) {
  const { options } = spec.shape;
  const few = options.length <= 4 || (options.length <= 6 && options.every((option) => typeof option === "number"));
  return few && !options.includes("") ? radios(spec) : dropDown(spec);
}

function named(option) {
  if (typeof option === "boolean") return option ? "True" : "False";
  return option === "" ? "leave it empty" : String(option);
}

function radios({ shape, labelledBy, describedBy, words, change }) {
  const values = shape.none ? [null, ...shape.options] : shape.options;
  const long = Object.values(words).some((meaning) => meaning.length > LONG);
  const name = unique("choice");
  const inputs = values.map((value, number) => element("input", { type: "radio", name, value: String(number) }));
  const labels = values.map((value, number) => {
    const meaning = value === null ? "" : words[String(value)];
    return element("label", { class: "ss-option" }, inputs[number], element("span", { class: "ss-option__value" }, value === null ? "None" : named(value)), ...(meaning ? [element("span", { class: "ss-option__words" }, meaning)] : []));
  });
  const node = element("div", { class: `ss-options${long ? " ss-options--long" : ""}`, role: "radiogroup", "aria-labelledby": labelledBy, "aria-describedby": describedBy }, ...labels);
  let chosen = null;
  const set = (value) => {
    chosen = value;
    inputs.forEach((input, number) => (input.checked = values[number] === value));
  };
  const take = (value) => {
    set(value);
    change(value);
  };
  node.addEventListener("change", (event) => take(values[Number(event.target.value)]));
  // Chosen once more, or deleted, an answer is taken back; where None is an answer, it stays one.
  const again = ({ target }) => target.checked && values[Number(target.value)] === chosen;
  if (!shape.none) {
    node.addEventListener("click", (event) => again(event) && take(null));
    node.addEventListener("keydown", (event) => ["Delete", "Backspace"].includes(event.key) && again(event) && take(null));
  }
  return { node, set };
}

function dropDown({ shape, labelledBy, describedBy, words, change }) {
  const values = [null, ...shape.options];
  const said = (value) => (words[value] && words[value].length <= LONG ? `${named(value)}: ${words[value]}` : named(value));
  const nothing = shape.none ? `None: ${shape.none}` : "not answered yet";
  const node = element("select", { class: "ss-input", "aria-labelledby": labelledBy, "aria-describedby": describedBy }, ...values.map((value, number) => element("option", { value: String(number) }, value === null ? nothing : said(value))));
  node.addEventListener("change", () => change(values[Number(node.value)]));
  return { node, set: (value) => (node.value = String(values.indexOf(value))) };
}

function several({ shape, labelledBy, describedBy, change }) {
  const { options } = shape.each;
  const inputs = options.map(() => element("input", { type: "checkbox" }));
  const labels = options.map((option, number) => element("label", { class: "ss-option" }, inputs[number], element("span", { class: "ss-option__value" }, named(option))));
  const node = element("div", { class: "ss-options", role: "group", "aria-labelledby": labelledBy, "aria-describedby": describedBy }, ...labels);
  node.addEventListener("change", () => change(options.filter((_, number) => inputs[number].checked)));
  return { node, set: (value) => inputs.forEach((input, number) => (input.checked = (value ?? []).includes(options[number]))) };
}

/* --- numbers and sentences ------------------------------------------------------------------- */

function number({ shape, labelledBy, describedBy, change }) {
  const node = element("input", { type: "number", class: "ss-input ss-input--number", inputmode: "numeric", step: "1", min: shape.least, max: shape.most, "aria-labelledby": labelledBy, "aria-describedby": describedBy });
  node.addEventListener("input", () => change(/^-?\d+$/.test(node.value) ? Number(node.value) : null));
  return { node, set: (value) => keep(node, value === null ? "" : String(value)) };
}

function text({ labelledBy, describedBy, change }) {
  const node = element("textarea", { class: "ss-input", rows: "2", "aria-labelledby": labelledBy, "aria-describedby": describedBy });
  node.addEventListener("input", () => change(node.value));
  return { node, set: (value) => keep(node, value ?? "") };
}

/* What is being typed stays as it is typed. */
function keep(node, value) {
  if (node.value !== value) node.value = value;
}

/* --- words of a page ------------------------------------------------------------------------- */

function passage({ shape, labelledBy, describedBy, change, choose }) {
  const quote = element("p", { class: "ss-quote", id: unique("quote") });
  const pick = element("button", { type: "button", class: "ss-button ss-button--quiet", id: unique("pick"), "aria-describedby": quote.id }, "Choose words in the text");
  pick.setAttribute("aria-labelledby", `${labelledBy} ${pick.id}`);
  pick.addEventListener("click", async () => {
    await choose();
    pick.focus();
  });
  const none = element("button", { type: "button", class: "ss-button ss-button--quiet", id: unique("none"), "aria-pressed": "false" }, "Leave it empty");
  none.setAttribute("aria-labelledby", `${labelledBy} ${none.id}`);
  none.addEventListener("click", () => change(none.getAttribute("aria-pressed") === "true" && shape.empty ? null : ""));
  const node = element("div", { class: "ss-passage", role: "group", "aria-labelledby": labelledBy, "aria-describedby": describedBy }, quote, element("div", { class: "ss-passage__row" }, pick, ...(shape.empty ? [none] : [])));
  const set = (value) => {
    quote.textContent = value ? `“${value}”` : value === "" && shape.empty ? "Left empty." : "Nothing chosen yet.";
    quote.classList.toggle("ss-quote--words", Boolean(value));
    pick.textContent = value ? "Choose other words" : "Choose words in the text";
    none.setAttribute("aria-pressed", String(value === ""));
  };
  return { node, set };
}
