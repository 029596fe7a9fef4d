"""Starts the process that answers run in: a warm parent inside bubblewrap's namespaces.

The level "sandbox" is user, pid, mount, network, ipc and uts namespaces (bubblewrap) around the warm
parent, then landlock, seccomp and resource limits around every answer.  "process" is a process of its
own with resource limits: it keeps the verdict honest, but not the key secret.  Nothing falls back from
one to the other by itself.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any, Literal, NoReturn, get_args

from secondsource import catalogue
from secondsource.grading import scratch, syscalls
from secondsource.grading.faults import OurFault
from secondsource.grading.timing import Stopwatch

Level = Literal["sandbox", "process"]
LEVELS: tuple[Level, ...] = get_args(Level)
PACKAGES = (
    "annotated_types",
    "pydantic",
    "pydantic_core",
    "typing_extensions",
    "typing_inspection",
    "yaml",
    "_yaml",
)
"""All that answers can import beside the standard library and the course."""
WITHOUT_KEY = (
    "__init__",
    "answers",
    "bounds",
    "cells",
    "contract",
    "conversation",
    "jupyter",
    "limits",
    "lockdown",
    "notebooks",
    "results",
    "running",
    "scratch",
    "source",
    "versions",
    "warm",
    "wire",
)
IN_SIGHT = ("secondsource", "seeds/articles", "seeds/controls")
"""What every answer may read of the course, where it is laid out."""
WORKBENCH = "seeds/workbench"
"""The course's own results, which lesson 5 works on: they answer questions of the lessons before it."""
START = "from secondsource.grading.warm import main; main()"
WORKS_WITH = "secondsource.workbench"
"""What an exercise imports that works with it."""
SCRATCH = "/tmp/answer"  # noqa: S108 - inside the sandbox
"""Where each answer finds a file system of its own; to all else this folder is empty and read-only."""
ANSWERS = "answers"
"""Where answers have their folders at the level "process"; what is laid out goes in the end, and these with it."""
FENCE = "---\n"
"""What stands before and behind the front matter of a text."""
PATIENCE = 60.0
"""Seconds the warm parent may take for anything, on a busy machine: it runs no student's code."""
ENDING = 5.0
"""Seconds it has to end by itself once it is gone silent."""
LEAVING = 2.0
"""Seconds it has to end by itself, and what answers left behind, once nobody needs it."""


class NoIsolation(OurFault):
    """This machine cannot give the level asked for; the message says what is missing and what to do."""


class Lost(OurFault):
    """A warm parent that had worked is gone, and all it had started: the next start makes it anew."""


class Warm:
    """A warm parent.  Use it in a `with` block; it starts while one does other things."""

    def __init__(self, level: Level = "sandbox") -> None:
        """Start it, and wait for nothing."""
        self.level = level
        self._control: socket.socket | None = None
        self.trouble: NoIsolation | None = None
        """Why nobody can be marked here any more, should that be so."""
        self._closing, self._running = contextlib.ExitStack(), contextlib.ExitStack()
        self._is_ready = False
        try:
            self._stage = self._closing.enter_context(scratch.folder("secondsource_stage_"))
            self._libraries = _laid_out(self._stage)
            self._launch()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Warm:
        """Return this."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it and all it started."""
        self.close()

    def close(self) -> None:
        """End it and all it started."""
        self._let_end()
        self._running.close()
        self._closing.close()

    def _let_end(self) -> None:
        """Have it end what answers left running; in the sandbox the kernel does that."""
        if self.level == "process" and self._control is not None:
            self._control.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(LEAVING)

    def ready(self) -> None:
        """Wait until it runs.  Raises NoIsolation where it cannot, or cannot give the level."""
        if self._is_ready:
            return
        if self._control is None:
            self._launch()
        reply = self._reply()
        if self.level == "sandbox" and not reply["landlock"]:
            self.refuse(f"This kernel has no landlock (Linux 5.13 and newer have it). {INSTEAD}")
        self._is_ready = True

    def refuse(self, why: str) -> NoReturn:
        """Say that nobody can be marked here.  Raises NoIsolation."""
        self.trouble = NoIsolation(why)
        raise self.trouble

    def start(self, handed_out: Path | None = None) -> tuple[str, socket.socket, Stopwatch]:
        """Start a process for an answer to the exercise handed out in this file, if it is one.

        Returns its name, the channel to it, and a watch on it.  Raises NoIsolation as `ready` does,
        and Lost where it ended twice.
        """
        try:
            return self._start(handed_out)
        except Lost:  # nothing of this answer was in it
            return self._start(handed_out)

    def _start(self, handed_out: Path | None) -> tuple[str, socket.socket, Stopwatch]:
        self.ready()
        name, model = secrets.token_hex(8), self._learnt(handed_out) if handed_out else ""
        ours, theirs = socket.socketpair()
        with theirs:
            order = {"do": "start", "id": name, "model": model, "sees": self._models.get(model, [])}
            self._say(order, theirs.fileno())
        try:
            self._reply()
        except BaseException:
            ours.close()
            raise
        watch = Stopwatch(self._handles.pop() if self._handles else None)
        return name, ours, watch

    def end(self, name: str) -> int:
        """End such a process; return its exit code, or minus the signal that ended it.  Raises Lost."""
        self._say({"do": "end", "id": name})
        return int(self._reply()["status"])

    def let_go(self, name: str) -> None:
        """End such a process before anything else is done, and wait for nothing."""
        self._say({"do": "end", "id": name})
        self._owed += 1

    def _learnt(self, handed_out: Path) -> str:
        """Return what the warm parent calls an exercise; it reads each once, for all students."""
        name = f"{handed_out.parent.name}/{handed_out.stem}"
        if name not in self._models:
            text = handed_out.read_text(encoding="utf-8")
            self._say({"do": "learn", "id": name, "handed_out": text})
            self._reply()
            self._models[name] = [f"/course/{WORKBENCH}"] if WORKS_WITH in text else []
        return name

    def _launch(self) -> None:
        """Start it, or start it anew: it then knows nothing of what was before."""
        self._models = dict[str, list[str]]()
        """By what each exercise learnt is called: what an answer to it may read beside what all may."""
        self._heard, self._owed, self._is_ready, self._handles = b"", 0, False, list[int]()
        control, theirs = socket.socketpair()
        self._running.enter_context(control)
        with theirs:
            command = _command(self.level, self._stage, self._libraries, theirs.fileno())
            self._process = self._running.enter_context(_running(command, self._stage, theirs.fileno()))
        self._control = control
        control.settimeout(PATIENCE)
        self._say(_orders(self.level))

    def _say(self, order: dict[str, Any], *handles: int) -> None:
        line = json.dumps(order).encode() + b"\n"
        if self._control is not None:
            with contextlib.suppress(OSError):  # whoever waits for the reply hears that it is gone
                socket.send_fds(self._control, [line], handles)

    def _reply(self) -> dict[str, Any]:
        """Return the reply to what was said last; those that nobody waited for come before it."""
        replies = [self._next() for _ in range(self._owed + 1)]
        self._owed = 0
        reply: dict[str, Any] = json.loads(replies[-1])
        return reply

    def _next(self) -> bytes:
        while b"\n" not in self._heard:
            part, handles = self._received()
            if not part:
                self._lost()
            self._heard += part
            self._handles += handles
        line, _, self._heard = self._heard.partition(b"\n")
        return line

    def _received(self) -> tuple[bytes, list[int]]:
        if self._control is None:
            return b"", []
        try:
            part, handles, _, _ = socket.recv_fds(self._control, 4096, 4)
        except (ConnectionError, TimeoutError):
            return b"", []
        return part, handles

    def _lost(self) -> NoReturn:
        """End what is left of it.  Raises Lost; NoIsolation where it never came to work."""
        worked, why = self._is_ready, self._why_it_ended()
        self._running.close()
        self._control, self._is_ready = None, False
        if worked:
            raise Lost(why)
        self.refuse(why)

    def _why_it_ended(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(ENDING)
        self._process.kill()
        said = (self._process.stderr.read() if self._process.stderr else b"").decode(errors="replace").strip()
        return (
            f"The process that answers run in ended: {said[-400:] or 'it said nothing'}. {self._advice(said)}"
        )

    @staticmethod
    def _advice(said: str) -> str:
        if "uid map" in said or "user namespace" in said or "Operation not permitted" in said:
            return f"This system forbids user namespaces to ordinary programs. {ALLOW_NAMESPACES} {INSTEAD}"
        return ""


def _orders(level: Level) -> dict[str, Any]:
    """Return what a warm parent is told first."""
    course = [f"/course/{place}" for place in IN_SIGHT]
    inside = [*map(str, _interpreter()), *course, "/library", "/dev/null"]
    rules = syscalls.program().hex() if level == "sandbox" else ""
    place = SCRATCH if level == "sandbox" else ""
    texts = [path.stem for path in open_texts()]
    return {"texts": texts, "readable": inside, "scratch": place, "filter": rules}


INSTEAD = (
    "Or choose --isolation process: marks are computed outside the answer, but it may read the solutions."
)
ALLOW_NAMESPACES = (
    "Allow them (on Ubuntu: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0), "
    "or grade on a machine or in a container that does."
)


def level_of(name: str) -> Level:
    """Return the level of this name.  Raises NoIsolation where there is none."""
    for level in LEVELS:
        if name == level:
            return level
    raise NoIsolation(f"There is no isolation level {name!r}; there are {' and '.join(LEVELS)}.")


def missing(level: Level) -> str:
    """Return what this machine lacks for a level, with what to do about it; empty where it has all."""
    if level == "process":
        return "" if hasattr(os, "fork") else "Grading needs Linux or macOS: on Windows, use WSL."
    if sys.platform != "linux":
        return f"The sandbox is Linux's. {INSTEAD}"
    if not shutil.which("bwrap"):
        return (
            f"bubblewrap is missing. Install it: sudo apt install bubblewrap (or dnf, or pacman). {INSTEAD}"
        )
    try:
        syscalls.program()
    except (ImportError, RuntimeError, OSError) as error:
        return (
            f"libseccomp cannot be used ({error}). Install it: pip install 'secondsource[grading]'. {INSTEAD}"
        )
    return ""


def demand(level: Level) -> None:
    """Go on when this machine can give the level; otherwise raise NoIsolation, which says why."""
    lacking = missing(level)
    if lacking:
        raise NoIsolation(lacking)
    with Warm(level) as warm:
        name, channel, watch = warm.start()
        channel.close()
        watch.close()
        warm.end(name)


# --- what is in sight -------------------------------------------------------------------------


def lay_out(stage: Path) -> list[Path]:
    """Fill a folder with the part of the course that answers may see; return the libraries they need.

    Texts without annotations, modules without checks: no key, no test, no solution, nothing held out.  Only an
    answer that works with the workbench may read that, too.
    """
    package = Path(__file__).resolve().parent.parent
    grading = stage / "secondsource" / "grading"
    for folder in (grading, stage / "exercises", stage / "seeds" / "articles", stage / "seeds" / "controls"):
        folder.mkdir(parents=True)
    for module in package.glob("*.py"):
        _copy_module(module, stage / "secondsource")
    for name in WITHOUT_KEY:
        _copy_module(package / "grading" / f"{name}.py", grading)
    (grading / "__init__.py").write_text("", encoding="utf-8")  # the real one imports pytest
    for text in open_texts():
        plain = _without_key(text.read_text(encoding="utf-8"))
        (stage / "seeds" / text.parent.name / text.name).write_text(plain, encoding="utf-8")
    bench = stage / WORKBENCH
    bench.mkdir()
    for page in (catalogue.seeds() / "workbench").glob("*.json"):
        shutil.copy(page, bench)
    return [_place(name) for name in PACKAGES if importlib.util.find_spec(name)]


def _laid_out(stage: Path) -> list[Path]:
    """Do what `lay_out` does.  Raises NoIsolation, with the place and the mend, where there is no room."""
    try:
        return lay_out(stage)
    except OSError as error:
        says = f"What answers may see could not be laid out in {stage}: {error.strerror or error}."
        raise NoIsolation(f"{says} {scratch.MEND}") from None


def _copy_module(module: Path, target: Path) -> None:
    """Copy a module with its compiled form: compiling the course takes longer than starting it."""
    shutil.copy2(module, target)
    for compiled in (module.parent / "__pycache__").glob(f"{module.stem}.{sys.implementation.cache_tag}.pyc"):
        (target / "__pycache__").mkdir(exist_ok=True)
        shutil.copy2(compiled, target / "__pycache__")


def open_texts() -> list[Path]:
    """Return the retellings and controls that students are given."""
    every = [*(catalogue.seeds() / "articles").glob("*.md"), *(catalogue.seeds() / "controls").glob("*.md")]
    return sorted(path for path in every if not _held_out(path))


def _held_out(text: Path) -> bool:
    import yaml  # here, and not by way of seeds: what starts a warm parent first of all is in a hurry

    front = text.read_text(encoding="utf-8").split(FENCE, 2)[1]
    about = yaml.load(front, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader
    return bool((about.get("control") or {}).get("held_out"))


def _without_key(text: str) -> str:
    """Return a retelling with nothing in front of it: what stands there is the key to some questions."""
    return f"---\n{{}}\n---\n{text.split(FENCE, 2)[2]}"


def _place(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    file = Path(str(spec.origin if spec else name))
    return file.parent if file.stem == "__init__" else file


def _interpreter() -> list[Path]:
    """Return the interpreter, its standard library and the system's libraries, and nothing else of them."""
    own = [Path(sysconfig.get_path("stdlib")), Path(sysconfig.get_path("platstdlib"))]
    system = [Path(name) for name in ("/lib", "/lib64", "/usr/lib", "/usr/lib64")]
    found = [_program(), *own, *_shared(), *system]
    return sorted({path for path in found if path.exists()})


def _program() -> Path:
    return Path(sys.executable).resolve()


def _command(level: Level, stage: Path, libraries: list[Path], handle: int) -> list[str]:
    python = [str(_program()), "-S", "-P", "-B", "-X", "utf8", "-c", START, str(handle)]
    if level == "process":
        return python
    return [*_bubblewrap(stage, libraries), "--", *python]


def _bubblewrap(stage: Path, libraries: list[Path]) -> list[str]:
    options = [
        "bwrap", "--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts",
        "--unshare-cgroup-try", "--uid", "65534", "--gid", "65534", "--hostname", "answers",
        "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv",
        "--cap-add", "CAP_SYS_ADMIN",  # to give each answer a file system; the answer itself has it not
        "--perms", "0755", "--dir", SCRATCH,
        "--dev-bind", "/dev/null", "/dev/null",
    ]  # fmt: skip
    for path in _interpreter():
        options += _seen(path)
    for folder in _hidden():
        options += ["--tmpfs", str(folder)]
    options += ["--ro-bind", str(stage), "/course"]
    for place in libraries:
        options += ["--ro-bind", str(place), f"/library/{place.name}"]
    for name, value in _environment(["/course", "/library"]).items():
        options += ["--setenv", name, value]
    return [*options, "--remount-ro", "/", "--chdir", "/course"]


def _seen(path: Path) -> list[str]:
    if path.is_symlink():  # /lib is one to /usr/lib on most systems
        return ["--symlink", str(path.readlink()), str(path)]
    return ["--ro-bind", str(path), str(path)]


def _hidden() -> list[Path]:
    """Return what lies inside the folders in sight and must not be seen: packages, and the course itself."""
    inside = Path(sysconfig.get_path("stdlib"))
    packages = [path for path in (inside / "site-packages", inside / "dist-packages") if path.is_dir()]
    course = [folder for folder in _interpreter() if catalogue.root().is_relative_to(folder)]
    return [*packages, catalogue.root()] if course else packages


def _environment(path: list[str], temporary: str = SCRATCH) -> dict[str, str]:
    """Return all the environment there is: a pinned hash seed keeps marks from drifting with set order."""
    found = {"PYTHONPATH": os.pathsep.join(path), "PYTHONHASHSEED": "0", "LANG": "C.UTF-8"}
    found["PYDANTIC_DISABLE_PLUGINS"] = "1"  # nobody's plugins in there, and no looking for them
    found["TMPDIR"] = temporary
    if _shared():  # an interpreter that was moved finds its own library, not the system's
        found["LD_LIBRARY_PATH"] = str(_shared()[0].parent)
    return found


def _shared() -> list[Path]:
    return sorted(Path(sys.base_prefix, "lib").glob("libpython*.so*"))


@contextlib.contextmanager
def _running(command: list[str], stage: Path, handle: int) -> Any:
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, pass_fds=[handle], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, cwd=stage, env=_own_environment(stage) | {"PATH": os.environ.get("PATH", "")},
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _own_environment(stage: Path) -> dict[str, str]:
    """Return the environment of the level "process": the libraries are found where they are.

    What answers write lies beside what they may read, and goes with it.
    """
    beside = sorted({str(_place(name).parent) for name in PACKAGES if importlib.util.find_spec(name)})
    (stage / ANSWERS).mkdir(exist_ok=True)
    return _environment([str(stage), *beside], str(stage / ANSWERS))
