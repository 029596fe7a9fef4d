/* Runs checks in a worker, one at a time.  A call of the student's code that does not come back is ended
   with its worker, while a spare one is ready, and the checks are run again with that call known. */

const CALL_SECONDS = 6;
const REST_SECONDS = 60;
const MOST_ENDLESS = 8;
const NO_END = "The checks did not end.";

class Python {
  /** One worker that has been started (see python.js). */
  constructor(worker, likely, tell) {
    this.worker = worker;
    this.ready = new Promise((resolve, reject) => {
      worker.told = (data) => {
        if (data.kind === "ready") resolve();
        else if (data.kind === "failed") reject(new Error(data.message));
        else tell(data);
      };
      queueMicrotask(() => worker.said.forEach(worker.told));
    });
    this.ready.then(() => (this.isReady = true), () => (this.broken = true));
    for (const [name, text] of likely) this.prepare(name, text);
  }

  prepare(name, text) {
    this.worker.postMessage({ kind: "prepare", name, text });
  }

  /** Run one task, a check or an assessment; resolves with {json}, {endless: call}, {failed: message} or {ended: true}. */
  run(task) {
    return new Promise((resolve) => {
      let timer = null;
      let call = 0;
      const settle = (outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      };
      const wait = (seconds, outcome) => {
        clearTimeout(timer);
        timer = setTimeout(() => settle(outcome()), seconds * 1000);
      };
      this.end = () => {
        this.worker.terminate();
        settle({ ended: true });
      };
      this.worker.told = (data) => {
        if (data.kind === "call") {
          call = data.number;
          wait(CALL_SECONDS, () => ({ endless: call }));
        } else if (data.kind === "back") wait(REST_SECONDS, () => ({ failed: NO_END }));
        else if (data.kind === "result") settle({ json: data.json });
        else settle({ failed: data.message, call });
      };
      wait(REST_SECONDS, () => ({ failed: NO_END }));
      this.worker.postMessage(task);
    });
  }

  end() {
    this.broken = true;
    this.worker.terminate();
  }
}

export class Stopped extends Error {}

export class Runner {
  /** `begin` starts a Python; `begun` is one that was started before this came, if there is one. */
  constructor(begin, begun) {
    this.begin = begin;
    this.begun = begun;
    this.watchers = new Set();
    this.likely = new Map();
    this.state = { words: "" };
  }

  /** Be told of the runtime's state: {words, share}; share is how much has come, 0 to 1. */
  watch(watcher) {
    this.watchers.add(watcher);
    watcher(this.state);
    return () => this.watchers.delete(watcher);
  }

  tell(state) {
    this.state = state;
    for (const watcher of this.watchers) watcher(state);
  }

  /** Begin to load, if nothing has yet. */
  warm() {
    if (!this.python || this.python.broken) this.python = this.started();
    return this.python.ready;
  }

  /** An exercise may be checked soon: every worker, the spare one too, gets ready for it when it has time. */
  prepare(name) {
    if (this.likely.has(name)) return;
    this.likely.set(name, undefined);
    for (const python of [this.python, this.spare]) python?.prepare(name);
  }

  started() {
    const python = new Python(this.begun ?? this.begin(), this.likely, (said) => {
      if (python !== this.python) return;
      if (said.kind === "starting") this.tell({ words: "Starting Python …", share: 1 });
      else this.tell({ words: `Fetching Python: ${mega(said.come)} of ${mega(said.total)} MB`, share: said.come / said.total });
    });
    this.begun = null;
    python.ready.then(
      () => python === this.python && this.tell({ words: "Python is ready.", share: 1, ready: true }),
      (error) => python === this.python && this.tell({ words: "", failed: error.message }),
    );
    return python;
  }

  /** The next worker: the spare one where there is one. */
  renew() {
    this.python?.end();
    this.python = this.spare && !this.spare.broken ? this.spare : this.started();
    this.spare = null;
    this.tell(this.python.isReady ? { words: "Python is ready.", share: 1, ready: true } : { words: "Starting Python …" });
  }

  /** A next worker that has seen nobody's text. */
  anew() {
    for (const python of [this.python, this.spare]) python?.end();
    for (const name of this.likely.keys()) this.likely.set(name, undefined);
    this.spare = null;
    this.python = this.started();
  }

  /** Keep one more worker warm, once the student's code has shown that it may not end. */
  keepSpare() {
    this.spare ??= new Python(this.begin(), this.likely, () => {});
  }

  /** Return the results of an exercise for a file, as parsed JSON; `answers` are the files it works with.  What was `brought`
      from elsewhere shares its Python with no other exercise.  Throws Stopped, or Error where Python cannot run. */
  check(name, text, answers = {}, brought = false) {
    if ((brought || this.brought) && this.ran && this.ran !== name) this.anew();
    Object.assign(this, { ran: name, brought });
    return this.done({ kind: "check", name, text, answers });
  }

  /** Return what is found in a pasted text; `answers` are the student's own files, by exercise.  Throws the same. */
  assess(text, answers) {
    return this.done({ kind: "assess", text, answers });
  }

  async done(task) {
    const mine = (this.turn = Symbol("turn"));
    const endless = [];
    let broken = 0;
    for (;;) {
      await this.warm();
      if (this.turn !== mine) throw new Stopped();
      const began = setTimeout(() => this.keepSpare(), 1500);
      const outcome = await this.python.run({ ...task, endless });
      clearTimeout(began);
      if (outcome.ended || this.turn !== mine) throw new Stopped();
      if (outcome.json) return this.settled(JSON.parse(outcome.json), endless.length ? {} : task);
      this.renew();
      if (outcome.endless && endless.length < MOST_ENDLESS) endless.push(outcome.endless);
      else if (++broken > 1) throw new Error(outcome.failed ?? NO_END);
    }
  }

  /* A grader fault may come from what an answer did to Python itself; the next check gets a fresh one. */
  settled(result, { kind, name, text }) {
    if (result.checks?.some((check) => check.state === "grader fault")) this.renew();
    else if (kind === "check" && !this.brought) this.ended(name, text);
    return result;
  }

  /* What came to its end once makes the spare worker as warm as this one. */
  ended(name, text) {
    this.likely.set(name, text);
    this.spare?.prepare(name, text);
  }

  /** End what runs.  The editor is usable at once; the spare worker, or a new one, takes over. */
  stop() {
    this.turn = null;
    this.renew();
    setTimeout(() => this.keepSpare(), 1000);  // the editor comes first
  }
}

function mega(bytes) {
  return (bytes / 1e6).toFixed(1);
}
