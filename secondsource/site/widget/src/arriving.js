/* Reads what a student brings: zips, files, a folder.  Trusts no name, no size and no content; changes nothing. */
import { alike, split, withBody } from "./cells.js";
import { percentText } from "./notebook.js";
import { unzipped } from "./zip.js";

const LARGEST_FILE = { py: 1_000_000, ipynb: 20_000_000 };
const LARGEST_TEXT = 200_000;
const LARGEST_ZIP = 50_000_000;
const MOST_FILES = 5_000;
const MOST_COPIES = 10;
const ANSWER = /^(ex\d+_\w+?)(?:[-_ ]?\((\d+)\)|-(\d+)| ?- ?Copy)?\.(py|ipynb)$/i;
const JUNK = /(^|\/)(__MACOSX|__pycache__|\.[^/]*)(\/|$)/;

/** Why a file is not taken, in words that follow its name. */
class Trouble extends Error {}

/** What files hold, compared with what is here:
    coming: [{name, text, when, from, here, newer, fits}], same: how many are as here, untouched: how many as handed
    out, others: how many files are no answers, troubles: [[file, why]]. */
export async function arriving(files, answers) {
  const all = { coming: [], same: 0, untouched: 0, others: 0, troubles: [] };
  const found = new Map();
  for (const file of files) for (const entry of await entries(file, all)) sort(entry, found, answers, all);
  for (const name of answers.names) if (found.has(name)) await compare(name, found.get(name), answers, all);
  return all;
}

/* --- files --------------------------------------------------------------------------------- */

async function entries(file, all) {
  const path = file.webkitRelativePath || file.name;
  if (!/\.zip$/i.test(path)) return [{ path, size: file.size, when: file.lastModified, read: () => file.arrayBuffer(), single: path === file.name }];
  try {
    return await inZip(file);
  } catch (error) {
    all.troubles.push([path, error instanceof Trouble ? error.message : wrongZip(error)]);
    return [];
  }
}

/* All of a zip's files or, where anything is wrong with it as a whole, none. */
async function inZip(file) {
  const found = [];
  if (file.size > LARGEST_ZIP) throw new Trouble("is a zip of more than 50 MB. Choose the files of its folder “exercises” instead.");
  for await (const entry of unzipped(file)) {
    found.push({ ...entry, path: `${file.name}/${entry.path}` });
    if (found.length > MOST_FILES) throw new Trouble(`holds more than ${MOST_FILES} files. Choose those of its folder “exercises” instead.`);
  }
  if (!found.length) throw new Trouble("is an empty zip. Was the folder “exercises” in the place you made it from?");
  return found;
}

function wrongZip(error) {
  if (error.message === "Unsafe filename") return "holds a path that leads out of the zip, so nothing of it was read. Make the zip again, from the folder “exercises”.";
  return "is no zip that can be read: it is damaged, or not all of it came. Make it, or download it, once more.";
}

/* Puts a file with the exercise it answers, or says why not. */
function sort(entry, found, answers, all) {
  if (JUNK.test(entry.path)) return;
  const wanted = meant(entry.path, answers.names);
  if (wanted) found.set(wanted.name, [...(found.get(wanted.name) ?? []), { ...entry, ...wanted }]);
  else if (/\.zip$/i.test(entry.path)) all.troubles.push([entry.path, "is a zip inside a zip. Unpack the outer one, then choose this one."]);
  else if (entry.single || /(^|\/)exercises\/.*\.(py|ipynb)$|(^|\/)ex\d[^/]*\.(py|ipynb)$/i.test(entry.path)) all.troubles.push([entry.path, misnamed(entry.path)]);
  else all.others += 1;
}

function misnamed(path) {
  if (!/\.(py|ipynb)$/i.test(path)) return "is no answer. Answers are .py or .ipynb files, or a zip of them.";
  return "has the name of no exercise here. Give it the name it was handed out under, such as ex2_find_attributions.py.";
}

/** The exercise a path answers, its kind and the number of the copy, as the instructor's grading reads names; or null. */
export function meant(path, names) {
  const parts = path.split("/");
  const said = ANSWER.exec(parts.at(-1).normalize("NFC"));
  const named = said ? names.filter((name) => name.endsWith(`/${said[1].toLowerCase()}`)) : [];
  const name = named.find((one) => parts.includes(one.split("/")[0])) ?? named[0];
  return name ? { name, kind: said[4].toLowerCase(), copy: Number(said[2] ?? said[3] ?? 0), handIn: parts.at(-3) === "exercises" } : null;
}

/* --- comparing ----------------------------------------------------------------------------- */

/* Of several files one chosen by itself or in a folder `exercises` counts, then a .py, the last copy, the newest. */
function inTurn(files) {
  const first = (file) => Number(file.single || file.handIn);
  const python = (file) => Number(file.kind === "py");
  return files.sort((one, two) => first(two) - first(one) || python(two) - python(one) || two.copy - one.copy || two.when - one.when);
}

async function compare(name, files, answers, all) {
  const handedOut = await answers.handedOut(name);
  const texts = [];
  for (const file of inTurn(files).slice(0, MOST_COPIES)) {
    try {
      texts.push([file, await textOf(file, handedOut)]);
    } catch (error) {
      all.troubles.push([file.path, error instanceof Trouble ? error.message : DAMAGED]);
    }
  }
  const written = texts.filter(([, text]) => !sameCells(text, handedOut));
  if (written.length) await place(name, written, handedOut, answers, all);
  else if (texts.length) all.untouched += 1;
}

async function place(name, [[file, text], ...others], handedOut, answers, all) {
  const here = await answers.begun(name);
  if (here && sameCells(text, here.text)) all.same += 1;
  else all.coming.push({ name, text, from: file.path, here, ...compared(file, here), fits: alike(text, handedOut) });
  for (const [other, one] of others) if (!sameCells(one, text)) all.troubles.push([other.path, `is not taken, since ${file.path} answers the same exercise. Bring it by itself if you want this one.`]);
}

const LONG_AGO = Date.UTC(1981, 0, 1);

/* Zips know a file's time to two seconds, and the kit's zip not at all. */
function compared(file, here) {
  const when = file.when > LONG_AGO ? file.when : null;
  return { when, newer: !here || when === null ? null : when > Date.parse(here.at) + 2000 };
}

function sameCells(one, two) {
  const [mine, theirs] = [split(one), split(two)].map((cells) => cells.filter((cell) => cell.body.trim() || cell.prose));
  return mine.length === theirs.length && mine.every((cell, at) => cell.prose === theirs[at].prose && cell.body.trimEnd() === theirs[at].body.trimEnd());
}

/* --- texts --------------------------------------------------------------------------------- */

const DAMAGED = "cannot be unpacked: it is damaged. Make the zip once more, or bring the file by itself.";
const CLEAR = "is larger than 20 MB. Clear all outputs in Jupyter’s menu Edit, save it, and bring it again.";
const TOO_LARGE = "is far larger than an answer can be. Is this the right file?";

async function textOf(file, handedOut) {
  if (file.link) throw new Trouble("is a link, not a file. Put the file itself there.");
  if (file.locked) throw new Trouble("is locked with a password. Make the zip again without one.");
  if (file.size > LARGEST_FILE[file.kind]) throw new Trouble(file.kind === "ipynb" ? CLEAR : TOO_LARGE);
  const text = decoded(new Uint8Array(await file.read()));
  const written = file.kind === "py" ? python(text, file, handedOut) : fromNotebook(text, handedOut);
  if (written.length > LARGEST_TEXT) throw new Trouble(TOO_LARGE);
  if (!written.trim()) throw new Trouble("is empty, so there is nothing to bring.");
  return written;
}

function fromNotebook(text, handedOut) {
  const written = percentText(text);
  if (written === null) throw new Trouble("is no notebook that can be read. Open it in Jupyter, save it, and bring it again.");
  return laidOutAs(handedOut, written);
}

/* Jupytext writes a head of its own when it makes a file of a notebook; without it the file is the exercise's again. */
const JUPYTEXT = /^# ---\n# jupyter:\n(?:#.*\n)*?# ---\n+/;

function python(text, file, handedOut) {
  if (text.trimStart().startsWith("{") && percentText(text) !== null) {
    throw new Trouble(`holds a notebook under the name of a Python file. Rename it to ${file.name.split("/")[1]}.ipynb, and bring it again.`);
  }
  const bare = text.replace(JUPYTEXT, "");
  return alike(bare, handedOut) ? bare : text;
}

/* A notebook does not know how many blank lines stood between its cells. */
function laidOutAs(handedOut, text) {
  if (!alike(text, handedOut)) return text;
  return split(text).reduce((file, cell) => (cell.prose ? file : withBody(file, cell.number, cell.body)), handedOut);
}

const ENCODINGS = [["utf-16le", 0xff, 0xfe], ["utf-16be", 0xfe, 0xff]];

function decoded(bytes) {
  const encoding = ENCODINGS.find(([, one, two]) => bytes[0] === one && bytes[1] === two)?.[0] ?? "utf-8";
  const text = strict(bytes, encoding);
  if (text === null) throw new Trouble(`holds a character in line ${lineOfFault(bytes)} that is not UTF-8 text. Save it again with the encoding UTF-8.`);
  if (text.includes("\0")) throw new Trouble("is not text: it holds a null byte. Is this the right file?");
  return text.replaceAll("\r\n", "\n");
}

function strict(bytes, encoding = "utf-8") {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function lineOfFault(bytes) {
  for (let line = 1, start = 0; ; line += 1) {
    const end = bytes.indexOf(10, start);
    if (end < 0 || strict(bytes.subarray(start, end)) === null) return line;
    start = end + 1;
  }
}
