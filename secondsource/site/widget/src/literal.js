/* Reads one constant out of an exercise file, and writes single values back.

   The file belongs to the student: only the value that was changed is replaced, and what is not a plain
   literal in the shape the exercise hands out is left to the editor (Odd says why). */

export class Odd extends Error {}

const ESCAPES = { "\\": "\\", "'": "'", '"': '"', n: "\n", t: "\t", r: "\r", "\n": "" };
const WORDS = { None: null, True: true, False: false };

class Reader {
  constructor(text, at) {
    this.text = text;
    this.at = at;
    this.depth = 0;
  }

  /** What a sticky pattern finds here; it is then behind us. */
  take(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  /** Pass spaces and comments; lines too, but only inside brackets. */
  skip() {
    this.take(this.depth ? /(?:\s|#.*)*/y : /[ \t]*/y);
  }

  next(sign) {
    this.skip();
    if (this.text[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  expect(sign) {
    if (!this.next(sign)) throw new Odd(`“${sign}” was expected in line ${this.line()}`);
  }

  line() {
    return this.text.slice(0, this.at).split("\n").length;
  }

  value() {
    this.skip();
    const start = this.at;
    const node = this.bracket() ?? this.strings() ?? this.number() ?? this.word();
    if (!node) throw new Odd(`line ${this.line()} holds something other than a plain value`);
    return { ...node, start, end: this.at };
  }

  bracket() {
    const read = { "{": () => this.entries(), "[": () => this.items(), "(": () => this.inner() }[this.text[this.at]];
    if (!read) return null;
    this.at += 1;
    this.depth += 1;
    const node = read();
    this.depth -= 1;
    return node;
  }

  entries() {
    const entries = new Map();
    while (!this.next("}")) {
      const key = this.value();
      if (typeof key.value !== "string") throw new Odd(`line ${this.line()} has a key that is not text`);
      if (entries.has(key.value)) throw new Odd(`“${key.value}” stands there twice`);
      this.expect(":");
      entries.set(key.value, this.value());
      if (this.next(",")) continue;
      this.expect("}");
      break;
    }
    return { entries };
  }

  items() {
    const items = [];
    while (!this.next("]")) {
      const item = this.value();
      items.push(item);
      if (this.next(",")) {
        item.comma = this.at - 1;
        continue;
      }
      this.expect("]");
      break;
    }
    return { items };
  }

  inner() {
    const node = this.value();
    this.expect(")");
    return node;
  }

  /** One text, or several side by side, which Python makes one. */
  strings() {
    let value = null;
    for (;;) {
      const before = this.at;
      if (value !== null) this.skip();
      const piece = this.string();
      if (piece === null) {
        this.at = before;
        return value === null ? null : { value };
      }
      value = (value ?? "") + piece;
    }
  }

  string() {
    const opening = this.take(/[uU]?("""|'''|"|')/y);
    if (!opening) return null;
    const inside = opening[1].length === 3 ? /[^\\]/y : /[^\\\n]/y;
    let value = "";
    while (!this.text.startsWith(opening[1], this.at)) {
      const found = this.take(inside);
      value += found ? found[0] : this.escaped();
    }
    this.at += opening[1].length;
    return value;
  }

  escaped() {
    const found = this.take(/\\(?:([\\'"ntr\n])|x([\da-fA-F]{2})|u([\da-fA-F]{4}))/y);
    if (!found) throw new Odd(`a text in line ${this.line()} cannot be read`);
    return found[1] === undefined ? String.fromCharCode(parseInt(found[2] ?? found[3], 16)) : ESCAPES[found[1]];
  }

  number() {
    const found = this.take(/-?(?:0|[1-9]\d*)(?![\w.])/y);
    return found && { value: Number(found[0]) };
  }

  /** None, True, False, or a member of an enumeration, as `Strength.TENSION`. */
  word() {
    const found = this.take(/(?:None|True|False)(?!\w)|[A-Za-z_]\w*\.[A-Za-z_]\w*(?![\w.([])/y);
    return found && (found[0] in WORDS ? { value: WORDS[found[0]] } : { member: found[0] });
  }
}

/** The constant called `name` in a file, as nodes that know where they stand.  Throws Odd. */
export function parse(text, name) {
  const places = [...text.matchAll(new RegExp(`^${name}\\b`, "gm"))];
  const [found] = text.matchAll(new RegExp(`^${name}[ \\t]*:[^=\\n#]+=`, "gm"));
  if (!found) throw new Odd("it is not there as it was handed out");
  if (places.length > 1) throw new Odd("it is written more than once");
  const reader = new Reader(text, found.index + found[0].length);
  const node = reader.value();
  if (!reader.take(/[ \t]*(?:#.*)?(?:\n|$)/y)) throw new Odd(`line ${reader.line()} goes on after the value`);
  return node;
}

/** What a node holds, as plain data.  Throws Odd where that is not of the shape. */
export function valueOf(node, shape) {
  const { kind } = shape;
  if (kind === "entries" || kind === "record") return ofEntries(node, shape);
  if (kind === "rows" || kind === "several") {
    if (!node.items) throw new Odd("a list was expected");
    return node.items.map((item) => valueOf(item, shape.each));
  }
  const value = node.member ? shape.names?.[node.member] : node.value;
  if (value === null || suits(value, shape)) return value;
  throw new Odd(`${node.member ?? JSON.stringify(value) ?? "a bracket"} is not one of the values that are asked for`);
}

function ofEntries(node, shape) {
  if (!node.entries) throw new Odd("braces with names and values were expected");
  const names = [...node.entries.keys()];
  const wanted = shape.fields && Object.keys(shape.fields);
  const missing = wanted?.find((name) => !node.entries.has(name));
  const strange = wanted && names.find((name) => !wanted.includes(name));
  if (missing) throw new Odd(`“${missing}” is missing`);
  if (strange) throw new Odd(`“${strange}” is not one of its names`);
  return Object.fromEntries((wanted ?? names).map((name) => [name, valueOf(node.entries.get(name), shape.fields?.[name] ?? shape.each)]));
}

function suits(value, { kind, options }) {
  if (kind === "choice") return options.includes(value);
  return kind === "number" ? typeof value === "number" : typeof value === "string";
}

function at(node, path) {
  return path.reduce((inside, step) => inside.entries?.get(step) ?? inside.items[step], node);
}

/** The constant's value in this file.  Throws Odd. */
export function read(text, { name, shape }) {
  return valueOf(parse(text, name), shape);
}

/** The file with one value of the constant changed; all else stays byte for byte. */
export function write(text, name, path, value) {
  const { start, end } = at(parse(text, name), path);
  return text.slice(0, start) + written(value) + text.slice(end);
}

/** The file with one more item at the end of a list. */
export function add(text, name, path, value) {
  const list = at(parse(text, name), path);
  const last = list.items.at(-1);
  const margin = /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", list.start) + 1))[0];
  const item = `\n${margin}    ${written(value)},`;
  if (!last) return insert(text, list.start + 1, text[list.start + 1] === "]" ? `${item}\n${margin}` : item);
  return last.comma ? insert(text, last.comma + 1, item) : insert(text, last.end, `,${item}`);
}

/** The file without one item of a list; comments around it stay. */
export function remove(text, name, path, number) {
  const list = at(parse(text, name), path);
  const { start, end, comma } = list.items[number];
  const after = comma ? text.slice(end, comma) + text.slice(comma + 1).replace(/^ +/, "") : text.slice(end);
  const line = text.lastIndexOf("\n", start) + 1;
  const alone = !text.slice(line, start).trim() && after.startsWith("\n");
  return alone ? text.slice(0, line - 1) + after : text.slice(0, start) + after;
}

function insert(text, place, more) {
  return text.slice(0, place) + more + text.slice(place);
}

/** A value as Python writes it. */
export function written(value) {
  if (Array.isArray(value)) return `[${value.map(written).join(", ")}]`;
  if (value !== null && typeof value === "object") {
    return `{${Object.entries(value).map(([name, part]) => `${JSON.stringify(name)}: ${written(part)}`).join(", ")}}`;
  }
  if (typeof value === "string") return quoted(value);
  return value === null ? "None" : value === true ? "True" : value === false ? "False" : String(value);
}

function quoted(text) {
  const signs = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r" };
  const hidden = (sign) => signs[sign] ?? `\\x${sign.charCodeAt(0).toString(16).padStart(2, "0")}`;
  return `"${text.replace(/[\\"\u0000-\u001f\u007f]/g, hidden)}"`;
}
