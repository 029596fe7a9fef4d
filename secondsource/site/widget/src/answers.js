/* A student's answers, exercise by exercise, beside what was handed out: for all that shows or carries them. */
import { Store } from "./store.js";

export class Answers {
  /** `store` may be one that a lesson of this page writes to already. */
  constructor(base, manifest, store = new Store(new URL("../../", base).pathname)) {
    this.base = base;
    this.manifest = manifest;
    this.store = store;
  }

  /** Every exercise's name, in the order of the course. */
  get names() {
    return Object.keys(this.manifest.exercises);
  }

  /** The file of an exercise as it was handed out. */
  async handedOut(name) {
    const answer = await fetch(new URL(`exercises/${name}.py?${this.manifest.exercises[name].hash}`, this.base));
    if (!answer.ok) throw new Error(`${answer.status} for ${name}`);
    return answer.text();
  }

  /** What is kept of an exercise that was begun, or null.  Where nothing can be compared with, all that is kept counts. */
  async begun(name) {
    const kept = this.store.read(name);
    if (!kept) return null;
    const handedOut = await this.handedOut(name).catch(() => null);
    return kept.text === handedOut ? null : kept;
  }

  /** What is kept of these exercises, by name: lesson 5 and the page for any text work with what others hold. */
  written(names) {
    const kept = names.map((name) => [name, this.store.read(name)?.text]);
    return Object.fromEntries(kept.filter(([, text]) => text));
  }

  /** Whether one of these exercises holds what was brought here from elsewhere. */
  brought(names) {
    return names.some((name) => this.store.read(name)?.brought);
  }

  /** All that was begun: [[name, kept], …]. */
  async allBegun() {
    const all = await Promise.all(this.names.map(async (name) => [name, await this.begun(name)]));
    return all.filter(([, kept]) => kept);
  }
}

/** An exercise's name as people know it: `Lesson 2, exercise 4`. */
export function called(name) {
  const [, lesson, exercise] = /^lesson(\d+)\w*\/ex(\d+)/.exec(name);
  return `Lesson ${lesson}, exercise ${exercise}`;
}

/** A moment in words. */
export function moment(when) {
  return new Date(when).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
}
