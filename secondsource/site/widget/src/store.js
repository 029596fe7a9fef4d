/* What a student writes, kept in this browser as it is typed.

   One entry an exercise: {text, base, at, result, changed, brought} under second-source/1/SITE/EXERCISE, where `base` is
   the hash of what was handed out ("" where that is not known), `result` what the last check found,
   `changed` whether the text was since, and `brought` whether it began as a file from elsewhere.  A text that another takes the place of is kept under …/before. */

const VERSION = "second-source/1";

export class Store {
  /** `site` tells courses apart that live on one origin; `storage` may be missing, forbidden or full. */
  constructor(site) {
    this.site = site;
    this.problem = "";
    try {
      this.storage = window.localStorage;
      this.storage.getItem(VERSION);
    } catch {
      this.storage = null;
      this.problem = "This browser does not let the page keep anything. Take your answers with you before you leave.";
    }
    this.memory = new Map();
  }

  key(exercise, more = "") {
    return `${VERSION}${this.site}${exercise}${more}`;
  }

  /** What is kept for an exercise, or null. */
  read(exercise, more = "") {
    const key = this.key(exercise, more);
    try {
      const kept = this.memory.get(key) ?? this.storage?.getItem(key);
      const entry = kept ? JSON.parse(kept) : null;
      return typeof entry?.text === "string" ? entry : null;
    } catch {
      return null;
    }
  }

  /** Keep an entry; returns whether the browser kept it too (otherwise only this page does).
      Its time is that of its text: the one it names, the one it had with this text, or now. */
  write(exercise, entry, more = "") {
    const key = this.key(exercise, more);
    const stood = this.read(exercise, more);
    const had = stood?.text === entry.text ? stood.at : null;
    const text = JSON.stringify({ ...entry, at: entry.at ?? had ?? new Date().toISOString() });
    this.memory.set(key, text);
    if (!this.storage) return false;
    try {
      this.storage.setItem(key, text);
      this.memory.delete(key);
      this.problem = "";
    } catch {
      this.problem = "This browser has no room left, so your latest changes live only in this page. Take your answers with you before you leave.";
    }
    return !this.problem;
  }

  remove(exercise, more = "") {
    const key = this.key(exercise, more);
    this.memory.delete(key);
    try {
      this.storage?.removeItem(key);
    } catch {
      /* Nothing was kept there. */
    }
  }

  /** Keep brought entries, each [exercise, entry, what it takes the place of], and that as …/before: all of
      them or, where the browser has no room, none.  Returns whether. */
  bring(entries) {
    const undo = [];
    for (const [exercise, entry, stood] of entries) {
      for (const [more, next] of [["/before", stood], ["", entry]]) {
        if (!next) continue;
        undo.push([exercise, more, this.read(exercise, more)]);
        if (!this.write(exercise, next, more)) return this.undone(undo);
      }
    }
    return true;
  }

  undone(undo) {
    for (const [exercise, more, entry] of undo.reverse()) this.put(exercise, entry, more);
    return false;
  }

  put(exercise, entry, more = "") {
    if (entry) this.write(exercise, entry, more);
    else this.remove(exercise, more);
  }

  /** Keep what stands here as …/before, since another text takes its place. */
  setAside(exercise) {
    const here = this.read(exercise);
    if (here) this.write(exercise, here, "/before");
  }

  /** Let an exercise's text and the one kept from before change places. */
  swap(exercise) {
    const [here, before] = [this.read(exercise), this.read(exercise, "/before")];
    this.put(exercise, before);
    this.put(exercise, here, "/before");
  }

  /** Be told when another tab writes an exercise: `told(exercise)`. */
  listen(told) {
    const start = this.key("");
    const heard = ({ key, storageArea }) => {
      if (storageArea === this.storage && key?.startsWith(start)) told(key.slice(start.length));
    };
    addEventListener("storage", heard);
    return () => removeEventListener("storage", heard);
  }
}
