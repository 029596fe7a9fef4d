/* Reads a notebook as the file it stands for: prose as comments, code as it is, what cells put out left behind.
   The grading reads notebooks in the same way, in notebooks.py: a test compares the two. */

/** The py:percent text of a notebook of any format, or null for what is none. */
export function percentText(json) {
  const cells = cellsOf(parsed(json));
  const texts = cells?.map(written);
  return texts?.every((text) => text !== null) ? texts.join("\n") : null;
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/* Before format 4 the cells lay in worksheets. */
function cellsOf(book) {
  const sheets = isObject(book) ? (book.worksheets ?? [book]) : null;
  if (!Array.isArray(sheets) || !sheets.length || !sheets.every((sheet) => isObject(sheet) && Array.isArray(sheet.cells))) return null;
  return sheets.flatMap((sheet) => sheet.cells);
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function written(cell) {
  const parts = isObject(cell) ? [cell.source ?? cell.input ?? ""].flat() : [null];
  if (!parts.every((part) => typeof part === "string")) return null;
  const source = parts.join("").replace(/\r\n?/g, "\n");
  if ((cell.cell_type ?? "code") === "code") return `${`# %%\n${code(source)}`.trimEnd()}\n`;
  const mark = cell.cell_type === "raw" ? "# %% [raw]" : "# %% [markdown]";
  return `${mark}\n${commented(source)}`.trimEnd() + "\n";
}

function commented(source) {
  return source.replace(/^.*$/gm, (line) => `# ${line}`.trimEnd());
}

/* Commands over a whole cell: some run it as Python, in the notebook itself.  Two marks keep one from looking like the start of a cell. */
const CELL_COMMAND = /^\s*%%(\w*)[^\n]*/;
const RUNS_PYTHON = new Set(["time", "capture", "prun"]);

function code(source) {
  const command = CELL_COMMAND.exec(source);
  if (!command) return withoutCommands(source);
  if (!RUNS_PYTHON.has(command[1])) return `# ${commented(source)}`;
  return `# ${commented(command[0])}${withoutCommands(source.slice(command[0].length))}`;
}

const COMMAND =
  /([ \t]*)(?:%time[ \t]+(\w[^\n]*)|([\w ,.[\]]{1,80}=)[ \t]*([%!])([^\n]*)|([%!?](?:[^\n\\]|\\[^])*|[%\w.*]{1,200}\?{1,2}[ \t]*(?=\n|$)))/y;
const PIECE =
  /(\n)|([([{])|([)\]}])|#[^\n]*|"""(?:\\[^]|[^\\])*?(?:"""|$)|'''(?:\\[^]|[^\\])*?(?:'''|$)|"(?:\\[^]|[^"\\\n])*"?|'(?:\\[^]|[^'\\\n])*'?|\\\n|[^\n()[\]{}#"'\\]+|[^]/y;

/* Commands to Jupyter itself are no Python: where a statement begins, a line that does nothing stands in place of one. */
function withoutCommands(source) {
  const made = [];
  for (let at = 0, depth = 0, begins = true; at < source.length; ) {
    const command = begins ? matched(COMMAND, source, at) : null;
    const piece = command ?? matched(PIECE, source, at);
    made.push(command ? withoutEffect(command) : piece[0]);
    at += piece[0].length;
    if (!command) depth = Math.max(0, depth + (piece[2] ? 1 : 0) - (piece[3] ? 1 : 0));
    begins = !command && Boolean(piece[1]) && !depth;
  }
  return made.join("");
}

function matched(pattern, source, at) {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

function withoutEffect([, indent, timed, target, kind, given, line]) {
  if (timed) return indent + timed;
  if (target) return `${indent}${target} ${kind === "!" ? "[]" : "None"}  # ${kind}${given}`;
  return `${indent}${indent ? "pass  # " : "# "}${line}`.replaceAll("\n", "\n# ");
}
