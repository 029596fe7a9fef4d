/* An exercise file (py:percent) as cells.  The file's text is the truth; cells are only a way to see it. */

/** Split a file; joined, the cells' texts are the file again.  `line` is the first line of a cell's body. */
export function split(text) {
  const starts = [0, ...[...text.matchAll(/^# %%/gm)].map((found) => found.index)];
  const edges = [...new Set([...starts, text.length])].sort((one, two) => one - two);
  let line = 1;
  return edges.slice(0, -1).map((start, number) => {
    const made = cell(text.slice(start, edges[number + 1]), number);
    const first = line + ends(made.lead);
    line = first + ends(made.body) + ends(made.after);
    return { ...made, line: first };
  });
}

/* Without a pattern that looks ahead: a file of a hundred thousand empty lines must not hold the page up. */
function cell(source, number) {
  const marker = /^# %%[^\n]*(\n|$)/.exec(source)?.[0] ?? "";
  let [first, last] = [marker.length, source.length];
  while (source[first] === "\n") first += 1;
  while (last > first && source[last - 1] === "\n") last -= 1;
  const [lead, body, after] = [source.slice(0, first), source.slice(first, last), source.slice(last)];
  return { number, prose: source.startsWith("# %% [markdown]"), lead, body, after };
}

function ends(text) {
  return text.split("\n").length - 1;
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
