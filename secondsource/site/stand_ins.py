"""Small modules for the page, in place of large ones of which next to nothing is used there.

What a page loads before its first check is most of what a student waits for.
"""

from __future__ import annotations

import ast

YAML = '''"""Reads the records of the page, which are JSON: all of YAML that is needed here."""

import json


class MarkedYAMLError(Exception):
    """Raised by a full reader of YAML only."""


class SafeLoader:
    """Only a name here."""


def load(text, Loader=SafeLoader):
    """Return what the text holds."""
    return json.loads(text)
'''
ASYNCIO = '''"""Pyodide looks names up here; nothing could run, since a check cannot wait inside a call."""


def __getattr__(name):
    """Return a function that says so."""
    if name.startswith("__"):
        raise AttributeError(name)

    def nothing_waits(*_, **__):
        raise RuntimeError(f"asyncio.{name} cannot work in a page; a function without async can do it")

    return nothing_waits
'''
PDB = '''"""No debugger can ask for commands in a page."""


class Pdb:
    """What pytest makes its own debugger of."""

    def __init__(self, *_, **__):
        """Say what helps instead."""
        raise RuntimeError("A page has no debugger; a print( ) on the line before shows what a variable holds")


def set_trace(*_, **__):
    """Say what helps instead."""
    Pdb()
'''
METADATA = '''"""No package is installed in a page: its files lie there, and nothing tells of them."""


class PackageNotFoundError(ModuleNotFoundError):
    """There is no such package."""


class Distribution:
    """Only a name here."""


def distributions(**_):
    """Return nothing: none is installed."""
    return []


def entry_points(**_):
    """Return nothing: none is installed."""
    return []


def distribution(name):
    """Raise PackageNotFoundError: none is installed."""
    raise PackageNotFoundError(name)


version = metadata = distribution
'''
PACKAGE_LOADER = '''"""Pyodide asks where packages would lie; none is ever loaded into a page."""

from pathlib import Path
from site import getsitepackages

SITE_PACKAGES = Path(getsitepackages()[0])
DSO_DIR = Path("/usr/lib")


def init_loaded_packages():
    """Do nothing: there are none."""
'''
WEB_LOOP = '''"""Pyodide's event loop, which nothing here uses."""


def _initialize_event_loop():
    """Do nothing: checks run from their beginning to their end."""
'''
# pytest imports these to colour a terminal, and a page has none.
COLOURS = {
    "__init__": "",
    "formatters/__init__": "",
    "formatters/terminal": "class TerminalFormatter: pass\n",
    "lexer": "class Lexer: pass\n",
    "lexers/__init__": "",
    "lexers/diff": "class DiffLexer: pass\n",
    "lexers/python": "class PythonLexer: pass\n",
}
PACKAGES = {"yaml.py": YAML} | {f"pygments/{name}.py": text for name, text in COLOURS.items()}
"""What stands in for packages that no wheel brings."""

STANDARD = {
    "asyncio/__init__.py": ASYNCIO,
    "pdb.py": PDB,
    "importlib/metadata/__init__.py": METADATA,
    "pyodide/_package_loader.py": PACKAGE_LOADER,
    "pyodide/webloop.py": WEB_LOOP,
}
"""What stands in for parts of the standard library and of Pyodide."""


def late_imports(source: str) -> str:
    """Return a package's `__init__` that imports each name when it is first asked for.

    Names that the source itself uses are imported at once, as before.
    """
    tree = ast.parse(source)
    others = [one for one in tree.body if not isinstance(one, ast.ImportFrom)]
    used = {node.id for one in others for node in ast.walk(one) if isinstance(node, ast.Name)}
    late = [
        one for one in tree.body
        if isinstance(one, ast.ImportFrom) and one.module != "__future__" and not used & set(_named(one))
    ]  # fmt: skip
    where = {name: (one.module, own) for one in late for name, own in _named(one).items()}
    kept = ast.Module([one for one in tree.body if one not in late], [])
    return f"{ast.unparse(kept)}\n\n_WHERE = {where!r}\n{LATE}"


def _named(statement: ast.ImportFrom) -> dict[str, str]:
    """Return the names that an import makes, each with what it is called where it comes from."""
    return {one.asname or one.name: one.name for one in statement.names}


LATE = '''

def __getattr__(name):
    """Import what is asked for."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module, own_name = _WHERE[name]
    found = globals()[name] = getattr(import_module(module), own_name)
    return found
'''


TYPED = "    from typing import TypedDict\n"
UNTYPED = """
    class TypedDict(dict):
        def __init_subclass__(cls, **_):
            pass
"""


def untyped_dicts(source: str) -> str:
    """Return a module whose typed dictionaries are plain ones: nobody asks them for their types in a page.

    Raises ValueError where the module no longer has them from where it had.
    """
    if TYPED not in source:
        raise ValueError("pydantic_core's schemas are typed in another way now: look at stand_ins.py")
    return source.replace(TYPED, UNTYPED)


CHANGED = {"pytest/__init__.py": late_imports, "pydantic_core/core_schema.py": untyped_dicts}
"""What is changed in packages that wheels bring, by file."""
