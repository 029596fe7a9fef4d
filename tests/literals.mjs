/* Runs the page's reader of constants on cases from standard input: node literals.mjs MODULE < cases.json */
import { readFileSync } from "node:fs";

const { Odd, add, read, remove, write } = await import(process.argv[2]);

function tried(act) {
  try {
    return act();
  } catch (error) {
    if (error instanceof Odd) return { odd: error.message };
    throw error;
  }
}

function leaves(value, path = []) {
  if (value === null || typeof value !== "object") return [path];
  return Object.entries(value).flatMap(([step, part]) => leaves(part, [...path, Array.isArray(value) ? Number(step) : step]));
}

const acts = {
  read: ({ text, form }) => ({ value: read(text, form) }),
  write: ({ text, form, path, value }) => write(text, form.name, path, value),
  add: ({ text, form, path, value }) => add(text, form.name, path, value),
  remove: ({ text, form, path, number }) => remove(text, form.name, path, number),
  /** Each value changed, and changed back. */
  there: ({ text, form, other }) => {
    const value = read(text, form);
    const back = (path) => path.reduce((part, step) => part[step], value);
    return leaves(value).map((path) => [path, write(text, form.name, path, other), write(write(text, form.name, path, other), form.name, path, back(path))]);
  },
};

const cases = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(cases.map((one) => tried(() => acts[one.act](one)))));
