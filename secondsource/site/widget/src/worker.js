/* The worker: starts Python from what the page sends it, and runs the checks of one exercise at a time.  It can
   reach nobody: its policy allows no connection (see python.js), and before anything of a student's runs, seal.js
   takes away all that a worker has and Python does not need.

   in:  {kind: "start", files}                  the names of the packs that will come
        {kind: "chunk", name, bytes}            a part of a pack; without bytes, its end
        {kind: "prepare", name, text}           an exercise that may be checked soon
        {kind: "check", name, text, answers, endless}    out: call (a number, as each begins), back (it is over), result | failed
        {kind: "assess", text, answers, endless}         the same
   out: starting, then ready | failed */
import create from "../node_modules/pyodide/pyodide.asm.mjs";
import { loadPyodide } from "../node_modules/pyodide/pyodide.mjs";
import { ENVIRONMENT, withMemory } from "./memory.js";
import { unpacked, writePack } from "./pack.js";
import { seal } from "./seal.js";

const EMPTY_ZIP = Uint8Array.from(atob("UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA=="), (letter) => letter.charCodeAt(0));
const MOST_MEMORY = 1 << 30;
/* Pyodide asks for its files under an address; nobody is ever asked. */
const NOWHERE = "http://python.invalid/";

/* Python then raises MemoryError instead of taking the whole tab with it. */
function limitMemory() {
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * 65536 > MOST_MEMORY) throw new RangeError("more than one page may have");
    return grow.call(this, pages);
  };
}

/* Pyodide fetches its program itself, and only warns where that fails.  It gets what the page sent, and what goes
   wrong with it ends the start; returns a promise that tells of that. */
function serve(program) {
  self.fetch = async () => new Response(EMPTY_ZIP);
  return new Promise((_, fail) => {
    WebAssembly.instantiateStreaming = async (_response, imports) => {
      try {
        const module = await program;
        return { module, instance: await WebAssembly.instantiate(module, imports) };
      } catch (error) {
        fail(error);
        throw error;
      }
    };
  });
}

/* Every memory that is put back holds the same random numbers to come. */
const BEGIN = "import random; random.seed(); from secondsource.grading import in_page; in_page";
const tell = self.postMessage.bind(self);
const arriving = new Map();
let inPage = null;

const DAMAGED = "One of the files that came is not the one that was published: the server sends another in its place, or changes it on the way. Load the page again. If that does not help, whoever publishes the site can publish it once more, all of the folder site/.";

/* A pack comes in parts, and is unpacked as they come. */
function awaited(name) {
  const parts = new ReadableStream({ start: (made) => void arriving.set(name, made) });
  return unpacked(parts).catch(() => Promise.reject(new Error(DAMAGED)));
}

function arrived({ name, bytes }) {
  if (bytes) arriving.get(name).enqueue(bytes);
  else arriving.get(name).close();
}

async function start({ files }) {
  limitMemory();
  const { runtime, memory, ...others } = Object.fromEntries(files.map((name) => [name, awaited(name)]));
  const rest = Object.values(others);
  const program = runtime.then(([[, bytes]]) => WebAssembly.compile(bytes));
  const broken = serve(program);
  const starting = loadPyodide({
    indexURL: NOWHERE,
    createPyodideModule: withMemory(create, memory),
    stdLibURL: `${NOWHERE}empty.zip`,
    lockFileContents: { info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.2" }, packages: {} },
    packageBaseUrl: NOWHERE,
    jsglobals: {},
    env: { ...ENVIRONMENT },
    fsInit: async (FS) => {
      await writePack(FS, (await Promise.all(rest)).flat());
      tell({ kind: "starting" });
    },
    _loadSnapshot: new Uint8Array(1),  // only says that there is a memory to come; withMemory brings it
  });
  const [python] = await Promise.race([broken, Promise.all([starting, program, memory, ...rest])]);  // what cannot be unpacked ends all
  inPage = python.runPython(BEGIN);
  seal(self);
}

/* Exercises that may be checked soon, run while nothing else is to do, with an answer made up and as handed out in
   turn, or as a text that came to its end before: several times, since the browser makes faster code of what runs
   often, and one at a time, so that a real check never waits for long. */
const TIMES = 12;
const REST_MILLISECONDS = 60;
const soon = [];
let pause = null;

function prepare({ kind, name, text }) {
  if (kind === "prepare") soon.push(...Array.from({ length: TIMES }, (_, turn) => [name, text, turn % 2 === 0]));
  clearTimeout(pause);
  if (inPage && soon.length) {
    pause = setTimeout(() => {
      inPage.prepare(...soon.shift());
      prepare({});
    }, REST_MILLISECONDS);
  }
}

const TASKS = {
  check: ({ name, text, answers, endless }) => inPage.check(name, text, JSON.stringify(answers), called, endless),
  assess: ({ text, answers, endless }) => inPage.assess(text, JSON.stringify(answers), called, endless),
};

function called(number) {
  tell(number ? { kind: "call", number } : { kind: "back" });
}

function done(task) {
  const result = TASKS[task.kind](task);
  const json = result.model_dump_json();
  result.destroy();
  return json;
}

/* Some faults leave the interpreter unusable: the page then takes another worker. */
async function answered(task, kind) {
  try {
    tell({ kind, ...(await task()) });
  } catch (error) {
    tell({ kind: "failed", message: String(error?.message ?? error).slice(-600) });
  }
}

self.addEventListener("message", async ({ data }) => {
  if (data.kind === "chunk") return arrived(data);
  if (data.kind === "start") await answered(async () => void (await start(data)), "ready");
  else if (TASKS[data.kind]) await answered(async () => ({ json: done(data) }), "result");
  prepare(data);
});
