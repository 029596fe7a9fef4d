/* Starts Python in a worker that can reach nobody.  The worker is made from inside an empty frame whose policy allows
   no connection, and so inherits that policy; the page fetches what it needs, and sends it in.  Whatever an answer
   tries from there, no request leaves it.  Where something is missing or forbidden, this says what, and the mend. */

const POLICY = "default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:";
const PACKS = ["runtime", "memory", "python", "course"];
const FILES = ["worker", ...PACKS];
const PATIENCE_SECONDS = 90;
const SMALLEST_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/* Words for what exercises.js meets as well. */
const { lost, missing, trouble } = window.secondSource;

const NO_WASM = "This browser does not run WebAssembly, which Python needs here. It is switched off, or too old: a browser of the last two years runs it, outside “lockdown” modes.";
const WASM_FORBIDDEN = "The server that sends this page forbids WebAssembly, which Python needs here. Whoever runs it can allow it: its Content-Security-Policy needs script-src 'self' 'wasm-unsafe-eval'.";
const WORKER_FORBIDDEN = "The server that sends this page forbids the worker that Python runs in. Whoever runs it can allow it: its Content-Security-Policy needs worker-src 'self' blob:.";
const SILENT = `For ${PATIENCE_SECONDS} seconds nothing more came, so this was ended. Check again, or load the page again.`;
const RENEWED = "The course was published anew while this page was open. Load the page again; what you wrote is kept.";

/* Compiling the smallest module there is tells whether any may be. */
function lookAround() {
  if (!window.WebAssembly) throw trouble(NO_WASM);
  try {
    new WebAssembly.Module(SMALLEST_MODULE);
  } catch {
    throw trouble(WASM_FORBIDDEN);
  }
}

/* --- fetching ------------------------------------------------------------------------------------ */

const kept = new Map();

/** Fetch a file; `part` gets its bytes as they come.  Once it has come whole, nothing is asked for it again. */
async function fetched(url, part) {
  if (!kept.has(url)) return fetchedFirst(url, part);
  for (const bytes of kept.get(url)) part(bytes);
}

async function fetchedFirst(url, part) {
  const parts = [];
  const reader = (await asked(url)).body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => Promise.reject(lost()));
    if (done) break;
    parts.push(value);
    part(value);
  }
  kept.set(url, parts);
}

async function asked(url) {
  const answer = await fetch(url).catch(() => Promise.reject(lost()));
  if (answer.ok) return answer;
  throw (await isRenewed(url)) ? trouble(RENEWED) : missing(url.pathname.split("/").at(-1), answer.status);
}

/* A file that the manifest named before and does not name now. */
async function isRenewed(url) {
  const manifest = await fetch(new URL("play.json", url), { cache: "no-store" }).then((answer) => answer.text(), () => "");
  return manifest.startsWith("{") && !manifest.includes(url.pathname.split("/").at(-1));
}

/* --- the frame ------------------------------------------------------------------------------------- */

let frame = null;

/** The window of an empty frame from which nothing can be reached. */
function enclosed() {
  frame ??= new Promise((come) => {
    const made = document.createElement("iframe");
    made.hidden = true;
    made.title = "Python runs in here";
    made.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
    made.addEventListener("load", () => come(made.contentWindow), { once: true });
    document.documentElement.append(made);
  });
  return frame;
}

/* --- the worker ------------------------------------------------------------------------------------ */

/** A Python that starts at once.  `told` gets what it says; what it said before anybody listened is in `said`. */
export class Enclosed {
  constructor(base, manifest) {
    this.said = [];
    this.told = (data) => this.said.push(data);
    this.come = 0;
    this.total = FILES.reduce((sum, name) => sum + manifest[name].size, 0);
    this.wait();
    this.started = this.start((name) => new URL(manifest[name].file, base));
    this.started.catch((error) => this.fail(error.message));
  }

  async start(url) {
    lookAround();
    const program = [];
    const [home] = await Promise.all([enclosed(), this.fetch(url("worker"), (bytes) => program.push(bytes))]);
    if (this.over) return;
    this.open(home, program);
    this.worker.postMessage({ kind: "start", files: PACKS });
    await Promise.all(PACKS.map((name) => this.send(name, url(name))));
  }

  /* Made by the frame, address and all: so its policy is the worker's in every browser. */
  open(home, program) {
    const address = home.URL.createObjectURL(new home.Blob(program, { type: "text/javascript" }));
    this.worker = new home.Worker(address, { type: "module", name: "python" });
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = ({ message }) => this.fail(message || WORKER_FORBIDDEN);
  }

  async send(name, url) {
    await this.fetch(url, (bytes) => this.worker.postMessage({ kind: "chunk", name, bytes }));
    this.worker.postMessage({ kind: "chunk", name });
  }

  async fetch(url, part) {
    await fetched(url, (bytes) => {
      this.come += bytes.byteLength;
      this.hear({ kind: "progress", come: Math.min(this.come, this.total), total: this.total });
      part(bytes);
    });
  }

  hear(data) {
    if (this.over) return;
    if (data.kind === "ready") this.ready = true;
    if (data.kind === "failed" && !this.ready) return this.fail(data.message);
    this.wait();
    this.told(data);
  }

  /* What came may be at fault, so the next Python asks for all of it anew. */
  fail(message) {
    if (this.over) return;
    if (!this.ready) kept.clear();
    this.terminate();
    this.told({ kind: "failed", message });
  }

  /* Until Python is ready, something has to come now and then. */
  wait() {
    clearTimeout(this.silence);
    if (!this.ready) this.silence = setTimeout(() => this.fail(SILENT), PATIENCE_SECONDS * 1000);
  }

  postMessage(task) {
    this.started.then(() => this.worker?.postMessage(task), () => {});
  }

  terminate() {
    this.over = true;
    clearTimeout(this.silence);
    this.worker?.terminate();
  }
}
