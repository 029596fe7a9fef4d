/* The worker: loads Python, says how far it is, and runs the checks of one exercise at a time.

   in:  {kind: "start", base, manifest}         out: progress, ready | failed
        {kind: "prepare", name, text}           an exercise that may be checked soon
        {kind: "check", name, text, answers, endless}    out: call (a number, as each begins), back (it is over), result | failed
        {kind: "assess", text, answers, endless}         the same */
import { withMemory } from "./memory.js";
import { fetchPack, writePack } from "./pack.js";

const EMPTY_ZIP = "data:application/zip;base64,UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==";
const MOST_MEMORY = 1 << 30;

/* Python then raises MemoryError instead of taking the whole tab with it. */
function limitMemory() {
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * 65536 > MOST_MEMORY) throw new RangeError("more than one page may have");
    return grow.call(this, pages);
  };
}

/* Every memory that is put back holds the same random numbers to come. */
const BEGIN = "import random; random.seed(); from secondsource.grading import in_page; in_page";
let inPage = null;

async function start({ base, manifest }) {
  limitMemory();
  const packs = [manifest.memory, manifest.python, manifest.course];
  const total = packs.reduce((sum, pack) => sum + pack.size, 0);
  let come = 0;
  const progress = (bytes) => {
    come += bytes;
    postMessage({ kind: "progress", come, total });
  };
  const runtime = new URL(`${manifest.runtime}/`, base).href;
  // Scripts first: what they compile is compiled beside this thread, while it unpacks.
  const scripts = ["pyodide.mjs", "pyodide.asm.mjs"].map((name) => import(`${runtime}${name}`));
  const [{ loadPyodide }, { default: create }] = await Promise.all(scripts);
  const [memory, ...files] = packs.map((pack) => fetchPack(new URL(pack.file, base), progress));
  const starting = loadPyodide({
    indexURL: runtime,
    createPyodideModule: withMemory(create, memory),
    stdLibURL: EMPTY_ZIP,
    lockFileContents: { info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.2" }, packages: {} },
    packageBaseUrl: runtime,
    env: { HOME: "/course" },
    fsInit: async (FS) => {
      await writePack(FS, (await Promise.all(files)).flat());
      postMessage({ kind: "progress", starting: true });
    },
    _loadSnapshot: new Uint8Array(1),  // only says that there is a memory to come; withMemory brings it
  });
  const [python] = await Promise.all([starting, memory, ...files]);  // what cannot be fetched ends all
  inPage = python.runPython(BEGIN);
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
  check: ({ name, text, answers, endless }) => inPage.check(name, text, JSON.stringify(answers), tell, endless),
  assess: ({ text, answers, endless }) => inPage.assess(text, JSON.stringify(answers), tell, endless),
};

function tell(number) {
  postMessage(number ? { kind: "call", number } : { kind: "back" });
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
    postMessage({ kind, ...(await task()) });
  } catch (error) {
    postMessage({ kind: "failed", message: String(error?.message ?? error).slice(-600) });
  }
}

onmessage = async ({ data }) => {
  if (data.kind === "start") await answered(async () => void (await start(data)), "ready");
  else if (TASKS[data.kind]) await answered(async () => ({ json: done(data) }), "result");
  prepare(data);
};
