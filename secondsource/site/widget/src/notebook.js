/* Reads a notebook as the file it stands for: prose as comments, code as it is, what cells put out left behind. */

/** The py:percent text of a notebook, or null for what is none (of format 4). */
export function percentText(json) {
  const book = parsed(json);
  if (!Array.isArray(book?.cells) || book.nbformat !== 4) return null;
  return book.cells.map((cell) => `${written(cell)}\n`).join("\n");
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function written(cell) {
  const source = [cell.source ?? ""].flat().join("").replaceAll("\r\n", "\n");
  if (cell.cell_type === "code") return `# %%\n${plain(source)}`.trimEnd();
  const mark = cell.cell_type === "markdown" ? "# %% [markdown]" : "# %% [raw]";
  return `${mark}\n${source.replace(/^(.*)$/gm, commented)}`;
}

function commented(line) {
  return line ? `# ${line}` : "#";
}

/* Commands to Jupyter itself are no Python; two marks keep one from looking like the start of a cell. */
function plain(source) {
  return source.replace(/^(%%.*)$/gm, "# # $1").replace(/^([%!].*)$/gm, "# $1");
}
