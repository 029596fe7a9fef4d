"""Runs a student's file once, and turns whatever it raises into words with the student's own line."""

from __future__ import annotations

import ast
import contextlib
import inspect
import linecache
import sys
import traceback
from collections.abc import Coroutine
from types import CodeType, ModuleType
from typing import Any

from secondsource.grading import jupyter, versions
from secondsource.grading.cells import TURNED, Mended, Piece, mended, turned
from secondsource.grading.limits import TimedOut, within
from secondsource.grading.results import State
from secondsource.grading.source import AnswerFault, AnswerFile, Place, lines_of

RUN = "Your file was run from top to bottom, as an import does, and"


def run_answer(answer: AnswerFile, name: str, seconds: float, model: list[Piece]) -> ModuleType:
    """Return the student's file as a module, run once from top to bottom; notes on it go to the answer's own.

    `model` is what was handed out: what is missing is put back, and cells in an order that cannot run are tried in
    that of the exercise.  Raises AnswerFault where it is not Python, fails, stops the program, or does not end in time.
    """
    with told_of(answer, RUN), within(seconds):
        file = _mended(answer, model)
        answer.notes += [*file.notes, *versions.on_older(file.body, file.text, answer.place)]
        _remember(answer, file.text)
        return _run(answer, file, name)


def _mended(answer: AnswerFile, model: list[Piece]) -> Mended:
    try:
        return mended(answer.text, model)
    except SyntaxError as error:
        raise syntax_fault(error, answer) from None
    except (ValueError, OverflowError, SystemError):
        raise AnswerFault(State.ERROR, f"{answer.path.name} is not text that Python can read.") from None
    except (RecursionError, MemoryError):
        raise _too_deep(answer) from None


def _too_deep(answer: AnswerFile) -> AnswerFault:
    says = f"{answer.path.name} is nested too deep for Python to read."
    return AnswerFault(State.ERROR, says, ask="Is there a line with very many brackets or signs in a row?")


def _remember(answer: AnswerFile, text: str) -> None:
    """Have debuggers and tracebacks find the lines, wherever they came from."""
    lines = [f"{line}\n" for line in lines_of(text)]
    linecache.cache[str(answer.path)] = (len(text), None, lines, str(answer.path))


def _run(answer: AnswerFile, file: Mended, name: str) -> ModuleType:
    body, first = file.body, None
    for _ in range(len(body) + 1):
        code = _compiled(answer, body)
        module = _module(answer, name, jupyter.names_in(code))
        try:
            _execute(code, module)
        except NameError as error:
            first = first or error
            if (again := _turned(body, error, answer)) is body:
                raise first from None
            body = again
        else:
            answer.notes += [TURNED] * (body is not file.body)
            answer.notes += jupyter.note_on(jupyter.names_in(code) - file.made)
            return module
    raise first or NameError


def _turned(body: list[ast.stmt], error: NameError, answer: AnswerFile) -> list[ast.stmt]:
    """Return the statements in an order in which the name is made before it is missed, if there is one."""
    lines = own_lines(error, answer)
    return turned(body, lines[0], error.name) if lines and error.name else body


def _module(answer: AnswerFile, name: str, used: set[str]) -> ModuleType:
    if "IPython" in used or "IPython.display" in used:
        jupyter.stand_in()
    module = ModuleType(name)
    module.__file__ = str(answer.path)
    vars(module).update(jupyter.supplied(used))
    sys.modules[name] = module  # dataclasses look their module up there
    return module


def _compiled(answer: AnswerFile, order: list[ast.stmt]) -> CodeType:
    tree = ast.Module(order, type_ignores=[])
    try:
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        code: CodeType = compile(tree, str(answer.path), "exec", flags, dont_inherit=True)
    except SyntaxError as error:
        raise syntax_fault(error, answer) from None
    except (RecursionError, MemoryError, ValueError, SystemError):
        raise _too_deep(answer) from None
    return code


def _execute(code: CodeType, module: ModuleType) -> None:
    if code.co_flags & inspect.CO_COROUTINE:
        _wait_for(eval(code, vars(module)))  # noqa: S307 - a file with await at its top level, as cells may have it
    else:
        exec(code, vars(module))  # noqa: S102 - running the student's file is what a check is for


def _wait_for(running: Coroutine[Any, Any, object]) -> None:
    """Run what awaits at the top level to its end.

    Without an event loop, which needs sockets and has none here: what waits for nothing outside needs none either.
    """
    with contextlib.suppress(StopIteration):
        while running.send(None) is None:
            pass
        running.throw(RuntimeError("no running event loop"))


def syntax_fault(error: SyntaxError, answer: AnswerFile) -> AnswerFault:
    """Return what a file that is not Python gets, with the student's own line."""
    place = answer.place(min(error.lineno or 1, len(lines_of(answer.text))))
    if isinstance(error, TabError):
        says = f"{str(place).capitalize()} mixes tabs and spaces."
        ask = "Can your editor turn every tab into four spaces?"
    elif isinstance(error, IndentationError):
        says = f"{str(place).capitalize()} is indented in a way Python cannot follow ({error.msg})."
        ask = "Which line does it belong under, and does it begin in the same column as its neighbours?"
    else:
        says = f"Python cannot read {place}: {error.msg}.{versions.on_syntax(place.code, error.msg)}"
        ask = "Is a bracket, a quotation mark or a colon missing there, or just above?"
    return _fault(State.ERROR, says, ask, place)


def _fault(state: State, says: str, ask: str, place: Place) -> AnswerFault:
    return AnswerFault(state, says, ask=ask, line=place.line, code=place.code.strip(), cell=place.cell)


class told_of:  # noqa: N801 - reads as a phrase in a with statement
    """Turns whatever a student's code raises into an AnswerFault with their own line."""

    def __init__(self, answer: AnswerFile, what: str) -> None:
        """Remember the file, and the words a message begins with."""
        self.answer, self.what = answer, what

    def __enter__(self) -> None:
        """Do nothing on the way in."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        """Raise AnswerFault for every error but a grader's own."""
        if error is None or isinstance(error, AnswerFault):
            return
        raise _fault(*self._words(error), own_place(error, self.answer)) from error

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
        says = f"{self.what} raised {_name_of(error)}.{versions.on_error(error)}"
        return State.ERROR, says, _question_for(error)


def _name_of(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _question_for(error: BaseException) -> str:
    if isinstance(error, NameError):
        return "Is the name spelt the same where you make it and where you use it?"
    if isinstance(error, ModuleNotFoundError):
        return "Do you need that package? The exercises use the standard library and secondsource only."
    if "no running event loop" in str(error):
        return "Does the exercise need await? A check waits for nothing outside your file."
    if isinstance(error, EOFError | OSError) and ("stdin" in str(error) or "reading a line" in str(error)):
        return "A check has no keyboard. Can the value come in as a parameter instead of input()?"
    return "What does the variable on that line hold at that moment? A print just above it will show you."


def own_place(error: BaseException, answer: AnswerFile) -> Place:
    """Return the last line of the student's own file on the way to the error."""
    own = own_lines(error, answer)
    return answer.place(own[-1]) if own else Place()


def own_lines(error: BaseException, answer: AnswerFile) -> list[int]:
    """Return the lines of the student's text on the way to the error, the outermost first."""
    walked = traceback.walk_tb(error.__traceback__)
    return [line for frame, line in walked if frame.f_code.co_filename == str(answer.path)]
