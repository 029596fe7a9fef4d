"""Reads a student's file, whatever an editor made of it, and runs it once."""

from __future__ import annotations

import json
import linecache
import sys
import traceback
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import CodeType, ModuleType

from secondsource.catalogue import Exercise
from secondsource.grading.limits import TimedOut, within
from secondsource.grading.results import State

LARGEST_FILE = 1_000_000
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


class AnswerFault(Exception):
    """Why an answer gave nothing that could be judged: a state, words, and the student's line."""

    def __init__(
        self, state: State, says: str, *, ask: str = "", line: int | None = None, code: str = ""
    ) -> None:
        """Keep what the report shows."""
        super().__init__(says)
        self.state, self.says, self.ask, self.line, self.code = state, says, ask, line, code


@dataclass
class AnswerFile:
    """A student's file as read: its text and what was noticed on the way."""

    path: Path
    text: str
    notes: list[str] = field(default_factory=list)


def read_answer(path: Path) -> AnswerFile:
    """Return a student's file as Python text; a notebook of the same name where that is what was worked in.

    Raises AnswerFault where there is no file, where it is not Python text, and where it is far too large.
    """
    notebook = path.with_suffix(".ipynb")
    for one in (path, notebook):
        if one.is_file() and one.stat().st_size > LARGEST_FILE:
            says = f"{one.name} is larger than {LARGEST_FILE // 1_000_000} MB, and was not read."
            raise AnswerFault(State.ERROR, says, ask="What in it is not your answer?")
    if not path.is_file():
        return _from_notebook(notebook, path)
    answer = _decoded(path)
    if notebook.is_file() and _as_handed_out(answer):
        found = _from_notebook(notebook, path)
        return replace(found, notes=[*found.notes, f"{path.name} is as it was handed out."])
    if notebook.is_file() and notebook.stat().st_mtime > path.stat().st_mtime:
        answer.notes.append(
            f"{notebook.name} is newer, and was not read. To use it: jupytext --to py:percent {notebook.name}"
        )
    return answer


def _as_handed_out(answer: AnswerFile) -> bool:
    """Return whether nobody wrote in this copy; the course's own file is never compared with itself."""
    handed_out = Exercise(answer.path.parent.name, answer.path.stem).handed_out
    if not handed_out.is_file() or handed_out.samefile(answer.path):
        return False
    return answer.text == handed_out.read_text(encoding="utf-8")


def _from_notebook(notebook: Path, path: Path) -> AnswerFile:
    if not notebook.is_file():
        raise AnswerFault(
            State.NOT_ANSWERED,
            f"There is no {path.name} in {path.parent.name}.",
            ask="Did the file get another name, or land in another folder?",
        )
    import jupytext  # takes a third of a second, so only where a notebook is read

    try:
        text = jupytext.writes(jupytext.read(notebook), fmt="py:percent")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AnswerFault(
            State.ERROR, f"{notebook.name} is not a notebook that can be read: {error}"
        ) from None
    return AnswerFile(notebook, text, [f"Read from the notebook {notebook.name}."])


def _decoded(path: Path) -> AnswerFile:
    raw = path.read_bytes()
    encoding = next((name for mark, name in MARKS.items() if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise AnswerFault(
            State.ERROR,
            f"Line {line} holds a character that is not UTF-8 text.",
            ask="Can your editor save the file again with the encoding UTF-8?",
            line=line,
        ) from None
    if "\0" in text:
        raise AnswerFault(State.ERROR, "The file is not Python text: it holds a null byte.")
    if _is_notebook(text):
        raise AnswerFault(
            State.ERROR,
            f"{path.name} holds a notebook under the name of a Python file.",
            ask=f"Can you rename it to {path.stem}.ipynb? Checks read notebooks too.",
        )
    return AnswerFile(path, text.replace("\r\n", "\n"), _harmless(raw, encoding))


def _is_notebook(text: str) -> bool:
    if not text.lstrip().startswith("{"):
        return False
    try:
        return "cells" in json.loads(text)
    except ValueError:
        return False


def _harmless(raw: bytes, encoding: str) -> list[str]:
    notes = []
    if encoding != "utf-8":
        notes.append(f"The file begins with a byte order mark ({encoding}). It was read all the same.")
    if b"\r\n" in raw:
        notes.append("The file has Windows line ends. They were read as usual.")
    if b"\n\t" in raw:
        notes.append("Some lines are indented with tabs. Four spaces are safer: the two must never mix.")
    return notes


def run_answer(answer: AnswerFile, name: str, seconds: float) -> ModuleType:
    """Return the student's file as a module, run once from top to bottom.

    Raises AnswerFault where it is not Python, fails, stops the program, or does not end in time.
    """
    module = ModuleType(name)
    module.__file__ = str(answer.path)
    code = _compiled(answer)
    sys.modules[name] = module  # dataclasses look their module up there
    linecache.cache[str(answer.path)] = (
        len(answer.text),
        None,
        answer.text.splitlines(True),
        str(answer.path),
    )
    with (
        told_of(answer.path, "Your file was run from top to bottom, as an import does, and"),
        within(seconds),
    ):
        exec(code, module.__dict__)  # noqa: S102 - running the student's file is what a check is for
    return module


def _compiled(answer: AnswerFile) -> CodeType:
    try:
        return compile(answer.text, str(answer.path), "exec", dont_inherit=True)
    except SyntaxError as error:
        raise _syntax_fault(error) from None


def _syntax_fault(error: SyntaxError) -> AnswerFault:
    code = (error.text or "").rstrip()
    if isinstance(error, TabError):
        says, ask = (
            f"Line {error.lineno} mixes tabs and spaces.",
            "Can your editor turn every tab into four spaces?",
        )
    elif isinstance(error, IndentationError):
        says = f"Line {error.lineno} is indented in a way Python cannot follow ({error.msg})."
        ask = "Which line does it belong under, and does it begin in the same column as its neighbours?"
    else:
        says = f"Python cannot read line {error.lineno}: {error.msg}."
        ask = "Is a bracket, a quotation mark or a colon missing there, or just above?"
    return AnswerFault(State.ERROR, says, ask=ask, line=error.lineno, code=code)


class told_of:  # noqa: N801 - reads as a phrase in a with statement
    """Turns whatever a student's code raises into an AnswerFault with their own line."""

    def __init__(self, path: Path, what: str) -> None:
        """Remember the file, and the words a message begins with."""
        self.path, self.what = path, what

    def __enter__(self) -> None:
        """Do nothing on the way in."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        """Raise AnswerFault for every error but a grader's own."""
        if error is None or isinstance(error, AnswerFault):
            return
        line, code = _own_line(error, self.path)
        state, says, ask = self._words(error)
        raise AnswerFault(state, says, ask=ask, line=line, code=code) from error

    def _words(self, error: BaseException) -> tuple[State, str, str]:
        if isinstance(error, NotImplementedError):
            return State.NOT_ANSWERED, "Nothing is written here yet.", ""
        if isinstance(error, TimedOut):
            says = f"{self.what} had not ended after {error.seconds:g} seconds."
            return (
                State.TIMED_OUT,
                says,
                "Which loop has no way out, or which one does the same work again and again?",
            )
        if isinstance(error, MemoryError):
            says = f"{self.what} asked for more memory than there is."
            return State.OUT_OF_MEMORY, says, "What grows with every round of the loop?"
        if isinstance(error, SystemExit | KeyboardInterrupt):
            says = f"{self.what} ended the whole program ({type(error).__name__})."
            return State.STOPPED, says, "Can you return a value instead of calling exit()?"
        if isinstance(error, RecursionError):
            says = f"{self.what} called itself without end."
            return State.ERROR, says, "When does the function stop calling itself?"
        return State.ERROR, f"{self.what} raised {_name_of(error)}.", _question_for(error)


def _name_of(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _question_for(error: BaseException) -> str:
    if isinstance(error, NameError):
        return "Is the name spelt the same where you make it and where you use it?"
    if isinstance(error, ModuleNotFoundError):
        return "Do you need that package? The exercises use the standard library and secondsource only."
    if isinstance(error, EOFError | OSError) and "stdin" in str(error):
        return "A check has no keyboard. Can the value come in as a parameter instead of input()?"
    return "What does the variable on that line hold at that moment? A print just above it will show you."


def _own_line(error: BaseException, path: Path) -> tuple[int | None, str]:
    """Return the last line of the student's own file on the way to the error."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename == str(path)]
    return (own[-1].lineno, own[-1].line or "") if own else (None, "")
