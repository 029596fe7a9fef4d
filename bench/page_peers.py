"""Sets up the peers that bench/page.py measures, from their packages, so that they load nothing from elsewhere.

Everything goes to .cache/bench; a second run finds it there.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

from secondsource import catalogue
from secondsource.site import tools

PINS = Path(__file__).parent / "peers"
HOME = catalogue.root() / ".cache" / "bench"
OUR_PYODIDE = catalogue.root() / ".cache" / "play" / "node_modules" / "pyodide"

THEME = """site_name: Peer
site_url: http://127.0.0.1/
theme:
  name: pyodide-mkdocs-theme
plugins:
  - search
  - pyodide_macros:
      project:
        id_feedback: silent
      ides:
        forbid_secrets_without_corr_or_REMs: false
"""
EXERCISE = """# --- PYODIDE:code --- #
def double(number):
    return number * 2

# --- PYODIDE:tests --- #
assert double(2) == 4

# --- PYODIDE:secrets --- #
assert double(3) == 6
"""
"""The least an exercise can be there: one function, two asserts."""
NOTEBOOK: dict[str, Any] = {
    "cells": [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": "first",
            "metadata": {},
            "outputs": [],
            "source": ["print(6 * 7)"],
        }
    ],
    "metadata": {"kernelspec": {"display_name": "Python (Pyodide)", "language": "python", "name": "python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}
KERNEL_NEEDS = ("micropip", "ipython", "jedi", "packaging")


class NoPeer(RuntimeError):
    """A peer could not be set up; the message says where it stopped."""


def theme_site() -> Path:
    """Return pyodide-mkdocs-theme's site with one exercise.  Raises NoPeer."""
    folder = HOME / "theme"
    python, packages = _python(), _npm()
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text(THEME, encoding="utf-8")
    (folder / "docs" / "index.md").write_text(
        "# An exercise\n\n{{ IDE('exo', MAX='+') }}\n", encoding="utf-8"
    )
    (folder / "docs" / "exo.py").write_text(EXERCISE, encoding="utf-8")
    _run([python, "-m", "mkdocs", "build", "--quiet"], folder)
    site = folder / "site"
    shutil.copytree(packages, site / "npm", dirs_exist_ok=True)
    for path in [*site.glob("*.html"), *site.glob("js-*/*.js")]:
        path.write_text(_local(path.read_text(encoding="utf-8")), encoding="utf-8")
    return site


def _local(text: str) -> str:
    """Return a page or script that takes from its own site what it takes from a CDN."""
    text = re.sub(r"https://cdn\.\w+\.net/pyodide/v[\d.]+/full/", "/npm/pyodide/", text)
    text = re.sub(r"https://cdn\.\w+\.net/npm/jquery@[\d.]+(?=\")", "/npm/jquery/dist/jquery.min.js", text)
    text = re.sub(r"https://cdn\.\w+\.net/npm/([a-z.-]+)@[\d.]+/", r"/npm/\1/", text)
    text = re.sub(r'(\bintegrity:\s*)"[^"]*"', r'\1""', text)
    return re.sub(r' integrity="[^"]*"', "", text)


def lite_site() -> Path:
    """Return a JupyterLite site with one notebook.  Raises NoPeer."""
    folder = HOME / "lite"
    python = _python()
    pyodide = folder / "static" / "pyodide"
    pyodide.mkdir(parents=True, exist_ok=True)
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"):
        if not (OUR_PYODIDE / name).is_file():
            raise NoPeer(f"{OUR_PYODIDE / name} is not there: run `python -m secondsource bundle` first")
        shutil.copy(OUR_PYODIDE / name, pyodide)
    _add_wheels(python, pyodide)
    (folder / "files").mkdir(exist_ok=True)
    (folder / "files" / "first.ipynb").write_text(json.dumps(NOTEBOOK), encoding="utf-8")
    _download(python, folder / "pypi", ["comm"])
    _run([python, "-m", "jupyterlite_core", "build", "--contents", "files", "--output-dir", "site"], folder)
    return folder / "site"


def _add_wheels(python: str, pyodide: Path) -> None:
    """Put what the kernel imports beside Pyodide, in the very versions its lock file names."""
    lock = json.loads((OUR_PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))
    wanted, needed = list(KERNEL_NEEDS), {}
    while wanted:
        name = wanted.pop().lower().replace("_", "-")
        if name not in needed:
            needed[name] = lock["packages"][name]
            wanted += needed[name]["depends"]
    _download(python, pyodide, [f"{name}=={package['version']}" for name, package in needed.items()])
    for package in needed.values():
        wheel = pyodide / package["file_name"]
        package["sha256"] = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (pyodide / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")


def _download(python: str, folder: Path, wanted: list[str]) -> None:
    done = folder / ".done"
    if done.is_file() and done.read_text(encoding="utf-8").split() == wanted:
        return
    command = [python, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    _run([*command, "--python-version", "3.14", "--dest", str(folder), *wanted], HOME)
    done.write_text("\n".join(wanted), encoding="utf-8")


def _python() -> str:
    """Return the Python of an environment that holds the peers."""
    folder, pins = HOME / "venv", PINS / "pip.txt"
    python = str(folder / "bin" / "python")
    done = folder / ".done"
    if not (done.is_file() and done.read_text(encoding="utf-8") == pins.read_text(encoding="utf-8")):
        venv.create(folder, clear=True, with_pip=True)
        _run([python, "-m", "pip", "install", "--quiet", "--requirement", str(pins)], HOME)
        shutil.copy(pins, done)
    return python


def _npm() -> Path:
    """Return the folder of npm packages that the theme takes from a CDN otherwise."""
    folder, pins = HOME / "npm", PINS / "npm.txt"
    done = folder / "done.txt"
    if not (done.is_file() and done.read_text(encoding="utf-8") == pins.read_text(encoding="utf-8")):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
        wanted = [line for line in pins.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        _run([*tools.npm(), "install", "--ignore-scripts", "--no-audit", "--no-fund", *wanted], folder)
        shutil.copy(pins, done)
    return folder / "node_modules"


def _run(command: list[str], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise NoPeer(f"{Path(command[0]).name} {' '.join(command[1:4])}: {said[-1] if said else 'failed'}")


if __name__ == "__main__":
    sys.stdout.write(f"{theme_site()}\n{lite_site()}\n")
