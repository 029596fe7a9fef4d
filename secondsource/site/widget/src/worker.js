/* The worker: loads Python, says how far it is, and runs the checks of one exercise at a time.

   in:  {kind: "start", base, manifest}         out: progress, ready | failed
        {kind: "prepare", name, text}           an exercise that may be checked soon
        {kind: "check", name, text, answers, endless}    out: call (a number, as each begins), back (it is over), result | failed
        {kind: "assess", text, answers, endless}         the same */
import { fetchPack, writePack } from "./pack.js";

const EMPTY_ZIP = "data:application/zip;base64,UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==";
const LIBRARY = "/lib/python314.zip";
const MOST_MEMORY = 1 << 30;

/* Python then raises MemoryError instead of taking the whole tab with it. */
function limitMemory() {
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * 65536 > MOST_MEMORY) throw new RangeError("more than one page may have");
    return grow.call(this, pages);
  };
}

/* Compile the one large native module while the interpreter starts; Python, which cannot wait, then finds it done. */
function compileAhead(files) {
  const [, bytes] = files.find(([path]) => path.endsWith(".so"));
  const plain = WebAssembly.Module;
  return WebAssembly.compile(bytes).then((compiled) => {
    WebAssembly.Module = new Proxy(plain, {
      construct: (make, given) => (given[0].byteLength === bytes.byteLength ? compiled : Reflect.construct(make, given)),
    });
  });
}

/* Python looks for its library in one zip file, and reads a folder of that name faster. */
async function makeRoom(FS) {
  while (!FS.analyzePath(LIBRARY).exists) await new Promise((wake) => setTimeout(wake, 5));
  FS.unlink(LIBRARY);
}

let inPage = null;

async function start({ base, manifest }) {
  limitMemory();
  const packs = [manifest.python, manifest.course];
  const total = packs.reduce((sum, pack) => sum + pack.size, 0);
  let come = 0;
  const progress = (bytes) => {
    come += bytes;
    postMessage({ kind: "progress", come, total });
  };
  const runtime = new URL(`${manifest.runtime}/`, base).href;
  // Scripts first: what they compile is compiled beside this thread, while it unpacks.
  const scripts = ["pyodide.mjs", "pyodide.asm.mjs"].map((name) => import(`${runtime}${name}`));
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all(scripts);
  const loading = Promise.all(packs.map((pack) => fetchPack(new URL(pack.file, base), progress))).then((all) => all.flat());
  const compiling = loading.then(compileAhead);
  const starting = loadPyodide({
    indexURL: runtime,
    createPyodideModule,
    stdLibURL: EMPTY_ZIP,
    lockFileContents: { info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.2" }, packages: {} },
    packageBaseUrl: runtime,
    env: {
      PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1",
      PYDANTIC_DISABLE_PLUGINS: "__all__",
      HOME: "/course",
    },
    fsInit: async (FS) => {
      await makeRoom(FS);
      writePack(FS, await loading);
      postMessage({ kind: "progress", starting: true });
    },
  });
  await compiling;  // first: what cannot be fetched ends all here
  const python = await starting;
  inPage = python.runPython("import os; os.chdir('/course'); from secondsource.grading import in_page; in_page");
}

/* Exercises that may be checked soon, run while nothing else is to do, as handed out or as a text that came to
   its end before: several times, since the browser makes faster code of what runs often. */
const TIMES = 6;
const soon = [];
let pause = null;

function prepare({ kind, name, text }) {
  if (kind === "prepare") soon.push(...Array(TIMES).fill([name, text]));
  clearTimeout(pause);
  if (inPage && soon.length) {
    pause = setTimeout(() => {
      inPage.prepare(...soon.shift());
      prepare({});
    }, 200);
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
