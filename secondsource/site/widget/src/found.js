/* What was found in a pasted text, as elements: in words, marked in the text, and as lists under each heading. */
import { element } from "./element.js";

const NAMES = {
  voices: "Who is said to speak",
  weighed: "Holding back, insisting",
  opinions: "Signals of opinion",
  clashes: "Numbers and dates",
  repeats: "Said twice",
  shared: "Shared with the five pages",
};
/* A look each, of line and not of colour alone; three are the reader's own. */
const LOOKS = { voices: "attribution", weighed: "hedge", opinions: "opinion", clashes: "contradiction", repeats: "repeat", shared: "shared" };
const SHOWN = 10;
const MOST = 200;
const AROUND = 60;
const STATES = { used: "used", failed: "not used", "not written": "not written yet", "not asked": "not asked" };

/** What was found, a sentence for each kind, with a way to its heading. */
export function tally(result) {
  const lines = result.families.map((family) =>
    element("li", {}, element("a", { href: `#${family.name}` }, NAMES[family.name]), `: ${family.told}`),
  );
  const paragraphs = result.paragraphs.length;
  const size = `${many(result.words, "word")} in ${many(paragraphs, "paragraph")}.`;
  return [
    heading("In words", "assess-words"),
    element("p", {}, `${size} These are passages to look at. Their number says nothing for the text or against it.`),
    element("ul", {}, ...lines),
  ];
}

/** Whose functions were used, and why the others were not. */
export function own(result) {
  const used = result.own.filter((one) => one.state === "used").length;
  const failed = result.own.filter((one) => one.state === "failed").length;
  const lines = result.own.map((one) =>
    element("li", {}, element("strong", {}, one.exercise), " ", element("code", {}, one.functions), `: ${STATES[one.state]}. ${one.says}`.trimEnd()),
  );
  const words = used ? `Your own functions were used from ${used === 1 ? "one exercise" : `${used} exercises`}; the plain methods did the rest.` : "The plain methods did all of it.";
  const trouble = failed ? ` ${failed === 1 ? "One file" : `${failed} files`} of yours could not be used.` : "";
  const more = element("details", { class: "ss-own" }, element("summary", {}, `Whose methods: ${words}${trouble}`), element("ul", {}, ...lines));
  more.open = failed > 0;
  return more;
}

/** The text itself, with a switch for each kind of mark; the first kind that was found is on. */
export function marked(result) {
  const first = result.families.find((family) => family.finds.length)?.name;
  const boxes = result.families.map((family) => {
    const box = element("input", { type: "checkbox", role: "switch", "data-family": family.name, "data-look": LOOKS[family.name], autocomplete: "off" });
    box.checked = family.name === first;
    box.disabled = !family.finds.length;
    return element("label", {}, box, " ", element("span", { class: `ss-sample k-${LOOKS[family.name]}` }, NAMES[family.name]));
  });
  const legend = element("legend", {}, "Mark in the text");
  return [
    heading("In the text", "assess-text"),
    element("fieldset", { class: "ss-switches ss-assess__switches" }, legend, ...boxes),
    element("div", { class: "ss-assess__text" }, ...paragraphs(result)),
  ];
}

/** Fill the list under each heading of the page. */
export function families(result, page) {
  const letters = result.paragraphs.map((text) => [...text]);
  for (const family of result.families) {
    const place = page.querySelector(`.ss-found[data-family="${family.name}"]`);
    place?.replaceChildren(...listed(family, letters));
  }
}

function heading(words, id) {
  return element("h2", { id }, words);
}

function many(number, word) {
  return `${number.toLocaleString("en-GB")} ${word}${number === 1 ? "" : "s"}`;
}

/* --- the text -------------------------------------------------------------------------------- */

function paragraphs(result) {
  const marks = result.paragraphs.map(() => []);
  for (const family of result.families) {
    for (const find of family.finds) for (const place of find.places) marks[place.paragraph - 1].push({ ...place, family: family.name });
  }
  return result.paragraphs.map((text, at) => {
    const number = element("span", { class: "ss-num", "aria-hidden": "true" }, String(at + 1));
    const words = element("div", { class: "ss-par__text" }, element("p", {}, ...pieces(text, marks[at])));
    return element("div", { class: "ss-par", id: `assess-p${at + 1}`, tabindex: "-1", role: "group", "aria-label": `Paragraph ${at + 1}` }, number, words);
  });
}

/* Python counts characters, JavaScript halves of some: so a text is cut as a list of characters. */
function pieces(text, marks) {
  const letters = [...text];
  const edges = new Map([[0, []], [letters.length, []]]);
  for (const mark of marks) {
    for (const [at, change] of [[mark.start, 1], [mark.end, -1]]) {
      if (!edges.has(at)) edges.set(at, []);
      edges.get(at).push([mark.family, change]);
    }
  }
  const places = [...edges.keys()].sort((one, two) => one - two);
  const open = {};
  return places.slice(0, -1).map((start, at) => {
    for (const [family, change] of edges.get(start)) open[family] = (open[family] ?? 0) + change;
    const words = letters.slice(start, places[at + 1]).join("");
    return dressed(words, Object.keys(open).filter((family) => open[family] > 0));
  });
}

function dressed(words, kinds) {
  if (!kinds.length) return words;
  const inside = kinds.reduce((inner, kind) => element("span", { class: `k-${LOOKS[kind]}` }, inner), words);
  return element("span", { class: "ss-seg" }, inside);
}

/* --- the lists ------------------------------------------------------------------------------- */

function listed(family, letters) {
  const by = element("p", { class: "ss-found__by" }, element("strong", {}, family.told), ` Found by ${family.by}.`);
  const notes = family.notes.map((note) => element("p", { class: "ss-found__note" }, note));
  const items = family.finds.slice(0, MOST).map((find) => item(find, family.name, letters));
  const parts = [by, ...notes];
  if (items.length) parts.push(element("ol", {}, ...items.slice(0, SHOWN)));
  if (items.length > SHOWN) parts.push(rest(items.slice(SHOWN), family.finds.length));
  return parts;
}

function rest(items, all) {
  const over = all - MOST;
  const words = over > 0 ? `The next ${items.length}; ${over.toLocaleString("en-GB")} more are marked in the text only` : `The other ${items.length}`;
  return element("details", { class: "ss-rest" }, element("summary", {}, words), element("ol", { start: String(SHOWN + 1) }, ...items));
}

function item(find, family, letters) {
  const shown = find.kind === "repeat" ? find.places.slice(0, 1) : find.places;
  const passages = shown.map((place) => element("span", { class: "ss-found__passage" }, ...snippet(place, letters[place.paragraph - 1]), " ", way(place, family)));
  return element("li", {}, ...passages, element("span", { class: "ss-found__says" }, find.says));
}

/** The passage with some words around it. */
function snippet({ start, end }, letters) {
  const cut = (from, to) => letters.slice(Math.max(from, 0), to).join("");
  const from = Math.max(0, start - AROUND);
  const to = Math.min(letters.length, end + AROUND);
  const inside = end - start > 4 * AROUND ? `${whole(cut(start, start + 3 * AROUND), true)} …` : cut(start, end);
  const after = end - start > 4 * AROUND ? "" : cut(end, to);
  return [from ? `… ${whole(cut(from, start), false)}` : cut(from, start), element("mark", {}, inside), to < letters.length && after ? `${whole(after, true)} …` : after];
}

/* Without the word that was cut in two. */
function whole(words, atEnd) {
  return atEnd ? words.replace(/\s\S*$/, "") : words.replace(/^\S*\s/, "");
}

function way({ paragraph }, family) {
  return element("button", { type: "button", class: "ss-link", "data-goto": `assess-p${paragraph}`, "data-family": family }, `paragraph ${paragraph}`);
}
