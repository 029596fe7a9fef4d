/* Writes down the memory of the page's Python once it has imported what every check needs.
   node remember.mjs RUNTIME FILES OUT: FILES is laid out as in the page; OUT gets `memory` and `kept.json`, which
   src/memory.js puts back, and `imported.json`: the files that the page need not have any more. */
import { loadPyodide } from "pyodide";
import crypto from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ENVIRONMENT, withNative, written } from "./src/memory.js";
import { writePack } from "./src/pack.js";

const [runtime, files, out] = process.argv.slice(2).map((path) => resolve(path));

const IMPORT = `
import gc, json, sys
from secondsource.grading import in_page
sys.path.remove("")  # Pyodide puts it there at every start
gc.collect()
gc.freeze()  # what is here now stays: looking through it at every check would take longer than the check
json.dumps([file for module in sys.modules.values() if (file := getattr(module, "__file__", None))])
`;

/* The same files and the same Node give the same bytes everywhere: no clock, no chance, no name or place of the machine. */
process.argv.length = 1;
process.env.TZ = "UTC";
Date.now = performance.now = () => 0;
crypto.randomFillSync = (view) => view.fill(1);

function* everyFile(folder, under = "") {
  for (const name of readdirSync(folder).sort()) {
    const inside = `${under}${name}`;
    if (statSync(join(folder, name)).isDirectory()) yield* everyFile(join(folder, name), `${inside}/`);
    else yield [inside, readFileSync(join(folder, name))];
  }
}

const all = [...everyFile(files)];
const [inside, code] = all.find(([path]) => path.endsWith(".so"));
const native = { path: `/${inside}`, code };
const { default: create } = await import(pathToFileURL(join(runtime, "pyodide.asm.mjs")));
let Module = null;
let before = null;

const python = await loadPyodide({
  indexURL: runtime,
  createPyodideModule: (settings) => {
    settings.preRun.push((made) => (Module = made));
    settings.onRuntimeInitialized = () => (before = Module.HEAPU32.slice());
    return withNative(create, Promise.resolve(native))(settings);
  },
  env: { ...ENVIRONMENT },
  fsInit: async (FS) => {
    await writePack(FS, all);
    FS.writeFile(native.path, "-");  // is in its place already; Python only looks whether it is there, and keeps all it reads
  },
});
const imported = python.runPython(IMPORT);
if (Module.HEAPU32.length > before.length) throw new Error("Python needs more memory than it starts with: let remember.mjs import less");
const { words, kept } = written(Module, before);
writeFileSync(join(out, "memory"), words);
writeFileSync(join(out, "kept.json"), JSON.stringify({ ...kept, native: native.path }));
writeFileSync(join(out, "imported.json"), imported);
process.exit(0);
