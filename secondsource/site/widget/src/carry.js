/* Takes answers out of this browser, and reads what is brought.  Loaded when somebody asks for one of the two. */
import { zipped } from "./zip.js";

export { arriving } from "./arriving.js";

/** Hand over a zip of all that was begun, as the grading and the kit know it; returns what was done, in words. */
export async function take(answers) {
  const begun = await answers.allBegun();
  if (!begun.length) return "There is nothing to take yet: no exercise is begun in this browser.";
  const name = `second-source-answers-${today()}.zip`;
  const files = begun.map(([exercise, { text, at }]) => ({ path: `exercises/${exercise}.py`, text, at: at ?? Date.now() }));
  save(await zipped(files), name);
  const left = answers.names.length - files.length;
  return `${name} is on its way to your downloads, with ${files.length === 1 ? "one exercise" : `${files.length} exercises`}. ${left ? `The ${left} you have not begun are not in it.` : ""}`.trim();
}

/* The date here, as 2026-11-22: files then stand in their order. */
function today() {
  return new Date().toLocaleDateString("sv-SE");
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
