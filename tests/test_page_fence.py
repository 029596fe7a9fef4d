"""An answer in the page reaches nobody: not another server, not this one, not another answer."""

import contextlib
import json
import re
import socket
import threading
from pathlib import Path

import pytest

from secondsource import catalogue, pasted, workbench
from tests.conftest import OPEN_COURSE

EXERCISE = catalogue.find("lesson1/ex3")[0]
OTHER = catalogue.find("lesson1/ex4")[0]
LESSON = f"lessons/{EXERCISE.lesson}/"
CHECK = "async ([name, text, answers, brought]) => window.course.runner.check(name, text, answers, brought)"


@contextlib.contextmanager
def listening():
    """Another origin: give its address and the first bytes of all who came."""
    came = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen():
            with contextlib.suppress(OSError):
                while True:
                    caller = server.accept()[0]
                    with caller:
                        caller.settimeout(2)
                        with contextlib.suppress(OSError):
                            came.append(caller.recv(2000))

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", came


def solved(exercise, code):
    """The solved exercise, with lines of its author's own at the end."""
    return exercise.solution.read_text("utf-8") + "\n" + code


def told(tab, exercise, code, answers=None, brought=False):
    """What an answer says that fails with what it has found."""
    text = solved(exercise, f"{code}\nraise RuntimeError(f'<<{{FOUND!r}}>>')\n")
    result = tab.evaluate(CHECK, [exercise.id, text, answers or {}, brought])
    said = " ".join(str(value) for check in result["checks"] for value in check.values())
    found = re.search(r"<<(.*?)>>", said, re.DOTALL)
    assert found, said
    return found[1]


# --- what Python can reach ---------------------------------------------------------------------

ATTEMPTS = """
import json
FOUND = {{}}
def tried(name, act):
    try:
        FOUND[name] = str(act())[:60]
    except BaseException as error:
        FOUND[name] = type(error).__name__
def request():
    import urllib.request
    return urllib.request.urlopen("{address}/urllib").read()
def sockets():
    import socket
    return socket.create_connection(("127.0.0.1", {port}), timeout=1)
def js_name(name):
    import js
    return getattr(js, name)
def run(code):
    from pyodide.code import run_js
    return run_js(code)
def constructed():
    import pyodide_js
    return pyodide_js.runPython.constructor("return fetch('{address}/constructed')")()
def module():
    import pyodide_js
    return pyodide_js._module.loadWebAssemblyModule("{address}/module")
def package():
    import pyodide_js
    return pyodide_js.loadPackage("{address}/package.whl")
tried("urllib", request)
tried("socket", sockets)
for name in ("fetch", "XMLHttpRequest", "WebSocket", "self", "globalThis", "eval", "Function", "Worker", "postMessage"):
    tried(f"js.{{name}}", lambda: js_name(name))
tried("run_js", lambda: run("fetch('{address}/run_js')"))
tried("constructed", constructed)
tried("module", module)
tried("package", package)
"""


def test_python_finds_no_way_out_and_nobody_is_asked_anything(lesson):
    with listening() as (address, came):
        code = ATTEMPTS.format(address=address, port=address.rpartition(":")[2])
        asked = []
        lesson.on("request", lambda request: asked.append(request.url))
        found = told(lesson, EXERCISE, code)
        lesson.wait_for_timeout(500)

    assert "'js.fetch': 'AttributeError'" in found
    assert "'run_js': 'JsException'" in found or "'run_js': 'ImportError'" in found
    assert "'constructed': 'JsException'" in found or "'constructed': 'AttributeError'" in found
    assert came == []
    assert [url for url in asked if address in url] == []


# --- what the worker can reach ------------------------------------------------------------------

WAYS = """
const ways = {
    fetch: () => fetch(`${there}/fetch`, { mode: "no-cors" }),
    "fetch own": () => fetch(own),
    xhr: () => new Promise((come, fail) => {
        const asking = new XMLHttpRequest();
        asking.open("GET", `${there}/xhr`);
        [asking.onload, asking.onerror] = [come, () => fail(new Error("error"))];
        asking.send();
    }),
    socket: () => new Promise((come, fail) => {
        const line = new WebSocket(`${there.replace("http", "ws")}/socket`);
        [line.onopen, line.onerror] = [come, () => fail(new Error("error"))];
    }),
    events: () => new Promise((come, fail) => {
        const line = new EventSource(`${there}/events`);
        [line.onopen, line.onerror] = [come, () => fail(new Error("error"))];
    }),
    import: () => import(`${there}/import.js`),
    "import own": () => import(own),
    importScripts: () => importScripts(`${there}/importScripts.js`),
    transport: () => new WebTransport(`${there.replace("http:", "https:")}/transport`).ready,
    font: () => new FontFace("f", `url(${there}/font.woff2)`).load(),
    cache: () => caches.open("c").then((cache) => cache.add(`${there}/cache`)),
    nested: () => new Promise((come, fail) => {
        const code = `fetch("${there}/nested", { mode: "no-cors" }).then(() => postMessage("out"), () => postMessage("in"))`;
        const worker = new Worker(URL.createObjectURL(new Blob([code])));
        worker.onmessage = ({ data }) => (data === "out" ? come() : fail(new Error("error")));
        worker.onerror = () => fail(new Error("error"));
    }),
    "nested elsewhere": () => new Promise((come, fail) => {
        const worker = new Worker(`${there}/worker.js`);
        [worker.onmessage, worker.onerror] = [come, () => fail(new Error("error"))];
    }),
    eval: () => Promise.resolve(eval("1")),
    function: () => Promise.resolve(new Function("return 1")()),
};
const found = {};
for (const [name, way] of Object.entries(ways)) {
    const late = new Promise((come) => setTimeout(() => come("late"), 3000));
    found[name] = await Promise.race([Promise.resolve().then(way).then(() => "OUT", (error) => error.name), late]);
}
postMessage({ kind: "failed", message: JSON.stringify(found) });
"""
"""All that a worker may ask somebody with; each must come to nothing."""
ATTACK = """() => new Promise((come) => {
    const worker = new window.Enclosed(window.base, window.manifest);
    worker.told = (data) => data.kind === "failed" && come(data.message);
})"""


def test_a_worker_that_is_all_attack_reaches_nobody_either(chromium, origin, site):
    with listening() as (address, came), chromium.new_context() as context:
        own = next((site / "assets" / "play").glob("page.*.js")).name
        code = f'const there = "{address}"; const own = "{origin}assets/play/{own}";\n{WAYS}'
        context.route(
            "**/worker.*.js", lambda route: route.fulfill(body=code, content_type="text/javascript")
        )
        tab = context.new_page()
        tab.goto(origin + LESSON)
        tab.evaluate(OPEN_COURSE)
        found = json.loads(tab.evaluate(ATTACK))
        tab.wait_for_timeout(500)

    assert len(found) == 15
    assert {name: ended for name, ended in found.items() if ended in {"OUT", "late"}} == {}
    assert came == []


def test_the_listener_does_hear_whoever_is_not_fenced_in(chromium):
    with listening() as (address, came), chromium.new_context() as context:
        tab = context.new_page()
        tab.set_content("<p>A page without a policy.</p>")
        tab.evaluate("address => fetch(address, { mode: 'no-cors' }).catch(() => {})", f"{address}/free")

    assert any(b"/free" in line for line in came)


KEPT = {
    "AbortController", "AbortSignal", "DOMException", "Event", "EventTarget", "MessageChannel", "MessagePort", "TextDecoder",
    "TextEncoder", "clearInterval", "clearTimeout", "console", "crypto", "performance", "queueMicrotask", "self", "setInterval",
    "setTimeout", "structuredClone",
}  # fmt: skip
"""What a browser adds to the language and Python keeps."""
LEFT = """
{
    const say = self.postMessage.bind(self);
    const everything = () => {
        const names = new Set();
        for (let holder = self; holder && holder !== Object.prototype; holder = Object.getPrototypeOf(holder)) {
            for (const name of Reflect.ownKeys(holder)) if (typeof name === "string" && self[name] !== undefined) names.add(name);
        }
        return [...names];
    };
    const before = everything();
    const look = () => self.fetch ? setTimeout(look, 50) : say({ kind: "failed", message: JSON.stringify([before, everything()]) });
    look();
}
"""


def test_what_a_worker_has_and_python_does_not_need_is_gone(chromium, origin):
    def with_a_look(route):
        code = route.fetch().text()
        route.fulfill(body=code + LEFT, content_type="text/javascript")

    with chromium.new_context() as context:
        context.route("**/worker.*.js", with_a_look)
        tab = context.new_page()
        tab.goto(origin + LESSON)
        tab.evaluate(OPEN_COURSE)
        before, after = (set(names) for names in json.loads(tab.evaluate(ATTACK)))

    assert {
        "fetch",
        "indexedDB",
        "navigator",
        "postMessage",
        "Worker",
        "caches",
        "BroadcastChannel",
        "eval",
    } <= before - after
    assert {"Math", "WebAssembly", "Object"} <= after
    assert {name for name in after if name[0].islower()} <= KEPT | {
        *"globalThis parseFloat parseInt isFinite isNaN escape unescape constructor".split(),
        *"decodeURI decodeURIComponent encodeURI encodeURIComponent".split(),
    }
    assert not {
        name
        for name in after
        if re.search(r"Request|Response|Socket|Worker|Storage|File|Source|Fetch|URL", name)
    }


# --- what an answer can see of others -----------------------------------------------------------------

LOOK = """
import gc, pathlib, sys
FOUND = sorted(str(file) for file in pathlib.Path("/").rglob("*") if file.is_file() and "proc" not in file.parts
               and b"my own " + b"secret" in file.read_bytes())
FOUND += sorted(name for name, module in list(sys.modules.items())
                if any(isinstance(value, str) and "my own " + "secret" in value for value in list(getattr(module, '__dict__', {}).values())))
FOUND += [type(one).__name__ for one in gc.get_objects() if isinstance(one, (dict, list, tuple))
          and any(isinstance(value, str) and "my own " + "secret" in value for value in (one.values() if isinstance(one, dict) else one))
          and one is not globals()]
"""
MINE = 'MINE = "my own secret"\n'


@pytest.mark.parametrize("brought", [False, True], ids=["written here", "brought"])
def test_an_answer_finds_nothing_of_another(lesson, brought):
    lesson.evaluate(CHECK, [OTHER.id, solved(OTHER, MINE), {}, False])

    found = told(lesson, EXERCISE, LOOK, brought=brought)

    assert found == "[]"


def test_what_is_looked_for_is_found_where_it_is(lesson):
    found = told(lesson, EXERCISE, MINE + LOOK)

    assert f"/course/exercises/{EXERCISE.id}.py" in found


def test_a_brought_answer_shares_its_python_with_no_other(lesson):
    lesson.evaluate(CHECK, [OTHER.id, solved(OTHER, "import builtins; builtins.mine = 1"), {}, False])
    left = "import builtins; FOUND = hasattr(builtins, 'mine'); builtins.mine = 2"

    assert told(lesson, EXERCISE, left, brought=True) == "False"
    assert told(lesson, EXERCISE, left, brought=True) == "True"
    assert told(lesson, OTHER, left) == "False"


def test_lesson_5_gets_what_it_works_with_and_no_more(lesson):
    uses = {one.id for name in workbench.USES for one in catalogue.find(name)}
    needs = lesson.evaluate(
        "() => Object.entries(window.manifest.exercises).map(([name, one]) => [name, one.needs ?? []])"
    )
    works_with_others = {
        one.id
        for one in catalogue.exercises()
        if "secondsource.workbench" in one.handed_out.read_text("utf-8")
    }

    assert {name for name, needed in needs if needed} == works_with_others
    assert all(set(needed) == uses for _, needed in needs if needed)
    assert lesson.evaluate("() => window.manifest.assessing") == [
        one.id
        for one in catalogue.exercises()
        if f"{one.lesson.partition('_')[0]}/{one.short}" in pasted.USES
    ]


@pytest.mark.parametrize("module", [workbench, pasted])
def test_the_exercises_a_module_says_it_uses_are_those_it_uses(module):
    source = Path(module.__file__).read_text("utf-8")
    used = set(re.findall(r'\b(?:own|use)\(\s*"(lesson\d/ex\d)"', source))

    assert used == set(module.USES)
