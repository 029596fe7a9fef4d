/* What a page loads once somebody shows interest: the exercises on it, and what belongs to all of them. */
import { Answers } from "./answers.js";
import { Assessment } from "./assess.js";
import { Exercise } from "./exercise.js";
import { Runner } from "./runner.js";

class Course {
  constructor(base, manifest, begin, begun) {
    this.base = base;
    this.manifest = manifest;
    this.answers = new Answers(base, manifest);
    this.store = this.answers.store;
    this.runner = new Runner(begin, begun);
    this.live = new Map();
    this.fetched = new Map();
    this.store.listen((key) => this.changedElsewhere(key));
  }

  url(file) {
    return new URL(file, this.base);
  }

  /** Fetch one of the bundle's files once, as JSON. */
  json(file) {
    if (!this.fetched.has(file)) this.fetched.set(file, fetch(this.url(file)).then((answer) => answer.json()));
    return this.fetched.get(file);
  }

  /** Every page that students may read, as its paragraphs. */
  texts() {
    return this.json(this.manifest.texts.file);
  }

  /** The file of an exercise as it was handed out. */
  handedOut(name) {
    return this.answers.handedOut(name);
  }

  /** Where all exercises are listed, with how far each is. */
  get progress() {
    return this.url("../../progress/");
  }

  /** Hand over every answer as a zip, from here: what the browser does not keep is gone on the next page.  Returns what was done. */
  async take() {
    const { take } = await import(this.url(this.manifest.carry.file));
    return take(this.answers);
  }

  /** Make an exercise, or the page for any text, live, once; returns it. */
  enliven(root) {
    if (!this.live.has(root)) {
      if (root.dataset.exercise) this.runner.prepare(root.dataset.exercise);
      const exercise = root.matches(".ss-assess") ? new Assessment(root, this) : new Exercise(root, this);
      this.live.set(root, exercise.start().then(() => exercise));
    }
    return this.live.get(root);
  }

  /** Another tab wrote an exercise: show that here too, unless this one is being typed in. */
  async changedElsewhere(key) {
    for (const [root, starting] of this.live) {
      const exercise = await starting;
      if (exercise.name !== key || !root.isConnected) continue;
      const kept = this.store.read(key);
      if (kept && kept.text !== exercise.text) exercise.takeFromElsewhere(kept.text);
    }
  }

  told() {}

  /** Tidy up what belongs to a page that is gone. */
  async leave() {
    for (const [root, starting] of this.live) {
      if (root.isConnected) continue;
      this.live.delete(root);
      (await starting).destroy();
    }
  }
}

let course = null;

/** The one course of this tab, made from the bundle's manifest; `begin` starts a Python, and `begun` is one that was
    started before this came. */
export function open(base, manifest, begin, begun) {
  course ??= new Course(base, manifest, begin, begun);
  return course;
}
