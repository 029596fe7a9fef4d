"""Names that Jupyter supplies to every cell: here they are there too, and stand for nothing.

So a notebook that is right runs where there is no Jupyter.  The same holds for the cells of a Python file,
which some editors run in the same way.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterable
from types import CodeType, ModuleType
from typing import Any

NUMBERED = re.compile(r"_i?\d+")
"""What Jupyter calls the output, or the input, of a cell by its number."""
WORTH_A_NOTE = {"In", "Out", "get_ipython"}


class OnlyInJupyter:
    """Stands for what a cell put out, or for a part of Jupyter: there is nothing in it."""

    def __init__(self, name: str) -> None:
        """Keep what it stands for."""
        self._name = name

    def __repr__(self) -> str:
        """Return what it is."""
        return f"<{self._name}, which only Jupyter has>"

    def __getattr__(self, name: str) -> Any:
        """Raise AttributeError, which says why there is none."""
        raise AttributeError(
            f"{self._name} is known to Jupyter only. Can you work the value out in the file itself?"
        )


class Outputs(dict[int, Any]):
    """`In` or `Out`: whatever number is asked for, only Jupyter has it."""

    def __init__(self, name: str) -> None:
        """Keep which of the two it is."""
        super().__init__()
        self._name = name

    def __missing__(self, number: object) -> OnlyInJupyter:
        """Return what stands for this input or output."""
        return OnlyInJupyter(f"{self._name}[{number!r}]")


class Shell:
    """What `get_ipython()` gives: all its methods do nothing."""

    def __getattr__(self, name: str) -> Any:
        """Return a method that does nothing; names with underscores are Python's own questions."""
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *_, **__: None


def display(*things: object, **_: object) -> None:
    """Print what Jupyter would show."""
    print(*things, sep="\n")  # noqa: T201 - a cell that shows something prints it


def names_in(code: CodeType) -> set[str]:
    """Return the names that code uses and does not keep to itself; attributes and imported modules are among them."""
    inner = [part for part in code.co_consts if isinstance(part, CodeType)]
    return set(code.co_names).union(*map(names_in, inner))


def supplied(used: Iterable[str]) -> dict[str, Any]:
    """Return those of the names that Jupyter would supply, and what stands for them here."""
    there: dict[str, Any] = {"In": Outputs("In"), "Out": Outputs("Out"), "_ih": Outputs("In"), "_oh": Outputs("Out"),
                             "get_ipython": Shell, "display": display}  # fmt: skip
    there |= {name: OnlyInJupyter(name) for name in ("_", "__", "___", "_i", "_ii", "_iii")}
    numbered = {name: OnlyInJupyter(name) for name in used if NUMBERED.fullmatch(name)}
    return {name: value for name, value in (there | numbered).items() if name in set(used)}


def note_on(used: Iterable[str]) -> list[str]:
    """Return, in words for the student, that names they use stand for nothing here."""
    named = sorted(WORTH_A_NOTE.intersection(used))
    return [f"Only Jupyter knows these names, so they do nothing here: {', '.join(named)}."] if named else []


def stand_in() -> None:
    """Have `IPython.display` be there where no IPython is: what it shows is printed."""
    if "IPython" in sys.modules or importlib.util.find_spec("IPython"):
        return
    package, shown = ModuleType("IPython"), ModuleType("IPython.display")
    vars(package).update(get_ipython=Shell, display=shown, __path__=[])
    vars(shown).update(
        display=display, __getattr__=lambda name: _same if not name.startswith("__") else _none(name)
    )
    sys.modules |= {"IPython": package, "IPython.display": shown}


def _same(thing: object = "", *_: object, **__: object) -> object:
    return thing


def _none(name: str) -> object:
    raise AttributeError(name)
