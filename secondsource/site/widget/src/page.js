/* What a page loads once somebody shows interest: the exercises on it, and what belongs to all of them. */
import { Exercise } from "./exercise.js";
import { Runner } from "./runner.js";
import { Store } from "./store.js";

class Course {
  constructor(base, manifest) {
    this.base = base;
    this.manifest = manifest;
    this.store = new Store(new URL("../../", base).pathname);
    this.runner = new Runner(base, manifest);
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

  /** The file of an exercise as it was handed out. */
  async handedOut(name) {
    const answer = await fetch(this.url(`exercises/${name}.py?${this.manifest.exercises[name].hash}`));
    if (!answer.ok) throw new Error(`${answer.status} for ${name}`);
    return answer.text();
  }

  /** Make an exercise live, once; returns it. */
  enliven(root) {
    if (!this.live.has(root)) {
      const exercise = new Exercise(root, this);
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

/** The one course of this tab, made from the bundle's manifest. */
export function open(base, manifest) {
  course ??= new Course(base, manifest);
  return course;
}
