/* Python's memory, as it is once everything a check needs has been imported: written down when the bundle is
   made, put back in the page, where nothing then has to be imported.  Only the words that differ from the
   memory Python starts with are kept: a number of runs, for each its place and length, and for each word which of
   its bits differ, so that a word that was the same stays what it is in this browser.
   This leans on the inside of the very Pyodide that package-lock.json names: with another one, look here first. */

const TABLE_START = 1 << 14;
const FAR_ENOUGH = 16;

/** Python's environment, where its memory is written down and where it is put back: the two must be one.  It lies in
    that memory from the start, so another length moves what comes behind it, and Python runs over what it owns. */
export const ENVIRONMENT = {
  HOME: "/course", LANG: "en_US.UTF-8", PYTHONHASHSEED: "0", PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1", PYDANTIC_DISABLE_PLUGINS: "__all__",
};

/** Let `create` make Pyodide with its one native module, {path, code}, where it always lies: functions are known by
    their number, and what lies before them differs between browsers and Node. */
export function withNative(create, native) {
  return (settings) => {
    const failed = new Promise((_, fail) => {
      settings.preRun.push((Module) => {
        Module.addRunDependency("native");
        native.then((given) => place(Module, given)).then(() => Module.removeRunDependency("native"), fail);
      });
    });
    return Promise.race([create(settings), failed]);
  };
}

async function place(Module, { path, code }) {
  Module.wasmTable.grow(TABLE_START - Module.wasmTable.length);
  const exports = await Module.loadWebAssemblyModule(code, { loadAsync: true, nodelete: true, allowUndefined: true }, path, {});
  Module.LDSO.loadedLibsByName[path] = { refcount: Infinity, name: path, exports, global: false };
}

/* JavaScript's objects that Python knows by number, in their order. */
function known({ API }) {
  API.getExpectedKeys = () => [null, API.config.jsglobals, API.public_api];
}

/** Return what of the memory differs from `before`, and what Python knows of JavaScript: {words, kept}. */
export function written(Module, before) {
  known(Module);
  const now = Module.HEAPU32;
  const runs = [...differing(now, before)];
  const words = new Uint32Array(1 + 2 * runs.length + runs.reduce((sum, [, length]) => sum + length, 0));
  words.set([runs.length, ...runs.flat()]);
  let at = 1 + 2 * runs.length;
  for (const [place, length] of runs) {
    for (let word = place; word < place + length; word += 1, at += 1) words[at] = now[word] ^ before[word];
  }
  return { words, kept: Module.API.serializeHiwireState() };
}

/* Gives [place, length] of what differs; a few equal words in between weigh less, packed, than one more run. */
function* differing(now, before) {
  let start = null;
  let last = null;
  for (let at = 0; at < now.length; at += 1) {
    if (now[at] === before[at]) continue;
    if (start !== null && at - last > FAR_ENOUGH) {
      yield [start, last + 1 - start];
      start = null;
    }
    start ??= at;
    last = at;
  }
  if (start !== null) yield [start, last + 1 - start];
}

/** Let `create` make Pyodide with the memory of a pack, which is awaited only when there is room for it. */
export function withMemory(create, pack) {
  const files = pack.then(Object.fromEntries);
  const native = files.then(async (all) => ({ path: read(all["kept.json"]).native, code: await WebAssembly.compile(all["native.wasm"]) }));
  return async (settings) => {
    const Module = await withNative(create, native)(settings);
    const { memory, "kept.json": kept } = await files;
    putBack(Module, new Uint32Array(memory.slice().buffer), read(kept));
    return Module;
  };
}

function read(bytes) {
  return JSON.parse(new TextDecoder().decode(bytes));
}

/* Pyodide then takes this memory for the one it would make itself. */
function putBack(Module, words, kept) {
  known(Module);
  Module.API.restoreSnapshot = () => {
    const heap = Module.HEAPU32;
    const count = words[0];
    let at = 1 + 2 * count;
    for (let run = 0; run < count; run += 1) {
      const [place, length] = words.subarray(1 + 2 * run, 3 + 2 * run);
      for (let word = place; word < place + length; word += 1, at += 1) heap[word] ^= words[at];
    }
    return kept;
  };
}
