/* An exercise file (py:percent) as cells.  The file's text is the truth; cells are only a way to see it. */

/** Split a file; joined, the cells' texts are the file again.  `line` is the first line of a cell's body. */
export function split(text) {
  const starts = [0, ...[...text.matchAll(/^# %%/gm)].map((found) => found.index)];
  const edges = [...new Set([...starts, text.length])].sort((one, two) => one - two);
  return edges.slice(0, -1).map((start, number) => cell(text, start, edges[number + 1], number));
}

function cell(text, start, end, number) {
  const source = text.slice(start, end);
  const marker = /^# %%[^\n]*(\n|$)/.exec(source)?.[0] ?? "";
  const [, before, body, after] = /^(\n*)([^]*?)(\n*)$/.exec(source.slice(marker.length));
  const lead = marker + before;
  const line = text.slice(0, start + lead.length).split("\n").length;
  return { number, prose: source.startsWith("# %% [markdown]"), lead, body, after, line };
}

/** Whether two files have the same prose in the same places, so that one can be shown as the other is. */
export function alike(one, two) {
  const [mine, theirs] = [split(one), split(two)];
  return (
    mine.length === theirs.length &&
    mine.every((cell, at) => cell.prose === theirs[at].prose && (!cell.prose || cell.body === theirs[at].body))
  );
}

/** The file with the body of one cell replaced. */
export function withBody(text, number, body) {
  return split(text)
    .map((cell) => cell.lead + (cell.number === number ? body : cell.body) + cell.after)
    .join("");
}
