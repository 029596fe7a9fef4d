/* What a student writes, kept in this browser as it is typed.

   One entry an exercise: {text, base, at} under second-source/1/SITE/EXERCISE, where `base` is the hash of
   what was handed out.  When that changes, the older text is kept under …/before, and said so. */

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

  /** Keep an entry; returns whether the browser kept it too (otherwise only this page does). */
  write(exercise, entry, more = "") {
    const key = this.key(exercise, more);
    const text = JSON.stringify({ ...entry, at: new Date().toISOString() });
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
