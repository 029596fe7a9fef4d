/* Compiles Python sources with the very Python the page runs, so that the bytecode fits.
   node compile.mjs RUNTIME SOURCES OUT: every .py under SOURCES becomes a .pyc under OUT. */
import { loadPyodide } from "pyodide";
import { resolve } from "node:path";

const [runtime, sources, out] = process.argv.slice(2).map((path) => resolve(path));

const COMPILE = `
import pathlib, types
from importlib._bootstrap_external import _code_to_timestamp_pyc

def level(path):
    # Docstrings and asserts are dead weight in libraries, but not in our own code, and
    # Pyodide's own modules hand their docstrings on.
    return 0 if path.parts[0] in {"course", "_pyodide", "pyodide"} or "secondsource" in path.parts else 2

def lean(code):
    # Where each instruction stood, its line and its place in the line, is a third of what a library weighs when packed.
    whole, rest = divmod(len(code.co_code) // 2, 8)
    lines = bytes([0xEF, 0]) * whole + (bytes([0xE8 | rest - 1, 0]) if rest else b"")
    parts = tuple(lean(one) if isinstance(one, types.CodeType) else one for one in code.co_consts)
    return code.replace(co_linetable=lines, co_consts=parts)

failed = []
for source in sorted(pathlib.Path("/in").rglob("*.py")):
    path = source.relative_to("/in")
    target = pathlib.Path("/out") / path.with_suffix(".pyc")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        code = compile(source.read_bytes(), "/" + str(path), "exec", dont_inherit=True, optimize=level(path))
    except SyntaxError as error:
        failed.append(f"{path}: {error}")
        continue
    if level(path):
        code = lean(code)
    target.write_bytes(_code_to_timestamp_pyc(code, 0, 0))
"\\n".join(failed)
`;

const python = await loadPyodide({ indexURL: runtime });
for (const [inside, outside] of [["/in", sources], ["/out", out]]) {
  python.FS.mkdirTree(inside);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: outside }, inside);
}
const failed = python.runPython(COMPILE);
if (failed) {
  console.error(failed);
  process.exit(1);
}
process.exit(0);
