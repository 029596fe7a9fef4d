"""Makes this kit ready to work in.

    python3 start.py              what checking and running your answers needs
    python3 start.py --jupyter    JupyterLab as well
    python3 start.py --bring DIR  bring your answers along from an older kit

On Windows write `py` instead of `python3`.  Everything goes into the folder `.venv` beside this file; delete
that folder, and all of it is gone.  Nothing you wrote is ever overwritten.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "This kit needs Python 3.11 or newer; this is %d.%d. Get one from python.org." % sys.version_info[:2]
    )

import argparse
import hashlib
import os
import shutil
import subprocess
import venv
from pathlib import Path

KIT = Path(__file__).resolve().parent
ENVIRONMENT = KIT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
READY = ENVIRONMENT / "ready.txt"
"""The place the environment was made for, and a checksum of every list of packages that is in it."""
HANDED_OUT = "handed_out"
"""The exercises as they were handed out: what differs from them is an answer."""
STOPPED = """
Installing stopped; the lines above say why. What it usually is:
  * No connection: this needs the network, once. Run the same command again when it is there.
  * A proxy: set HTTPS_PROXY to its address.
  * ensurepip is missing: on Debian and Ubuntu, sudo apt install python3-venv.
  * "No matching distribution": this Python is too new or too rare. Take Python 3.11 to 3.14.
"""
FAILED = 2


def main() -> int:
    """Do what the command line says; return the exit code."""
    wanted = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    wanted.add_argument("--jupyter", action="store_true", help="install JupyterLab as well")
    wanted.add_argument("--bring", type=Path, metavar="DIR", help="folder of an older kit with your answers")
    given = wanted.parse_args()
    if given.bring:
        return bring(given.bring)
    lock = KIT / ("requirements-jupyter.txt" if given.jupyter else "requirements.txt")
    try:
        install(lock)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"{error}\n{STOPPED}", file=sys.stderr)
        return FAILED
    tell(given.jupyter)
    return 0


# --- installing -------------------------------------------------------------------------------


def install(lock: Path) -> None:
    """Make the environment and install a list of packages, by checksum; nothing is done where that is there."""
    checksum = hashlib.sha256(lock.read_bytes()).hexdigest()
    done = read_ready()
    if checksum in done:
        return
    if not done:
        print(f"==> Making {ENVIRONMENT.name} with Python {sys.version.split()[0]}", flush=True)
        venv.create(ENVIRONMENT, clear=True, with_pip=True)
    number = lock.read_text(encoding="utf-8").count("==")
    print(f"==> Installing {number} packages from {lock.name}, once. This takes a minute or two.", flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    # The list names every package: no version of pip is asked to find more, or can.
    rules = ["--no-deps", "--require-hashes", "--only-binary=:all:"]
    subprocess.run([*pip, *rules, "-r", str(lock)], check=True)
    add_kit()
    READY.write_text("\n".join([str(KIT), *done[1:], checksum]), encoding="utf-8")


def read_ready() -> list[str]:
    """Return what was installed, after the place; empty where the environment was moved or does not start."""
    try:
        done = READY.read_text(encoding="utf-8").split("\n")
        works = subprocess.run([str(PYTHON), "-c", ""], check=False).returncode == 0
    except OSError:
        return []
    return done if works and done[0] == str(KIT) else []


def add_kit() -> None:
    """Let this environment's Python find the course wherever it is started: in a notebook, an editor, a shell."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    ran = subprocess.run([str(PYTHON), "-c", ask], check=True, capture_output=True, encoding="utf-8")
    packages = Path(ran.stdout.strip())
    # A way from there to here: it can be written in plain letters, whatever the folders above are called.
    (packages / "secondsource.pth").write_text(os.path.relpath(KIT, packages) + "\n", encoding="ascii")


def tell(jupyter: bool) -> None:
    """Say what can be done now."""
    python = PYTHON.relative_to(KIT)
    print("Ready. Open a file in exercises/, write your answers, and check them:")
    print(f"    {python} -m secondsource check lesson1")
    if jupyter:
        print("JupyterLab, with every exercise as a notebook:")
        print(f"    {python} -m jupyter lab exercises")
    for older in sorted(
        path for path in KIT.parent.iterdir() if path != KIT and (path / "exercises").is_dir()
    ):
        print(f"Are your answers in {older.name}? Bring them along: start.py --bring ../{older.name}")


# --- bringing answers along -------------------------------------------------------------------


def bring(older: Path) -> int:
    """Copy what was answered in another kit, where nothing was answered here yet; return the exit code."""
    if not (older / "exercises").is_dir():
        print(f"{older} holds no folder `exercises`.", file=sys.stderr)
        return FAILED
    for path in sorted((older / "exercises").glob("*/*")):
        name = path.relative_to(older).as_posix()
        if path.suffix not in {".py", ".ipynb"} or not answered(older, name):
            continue
        if answered(KIT, name) and (KIT / name).read_bytes() != path.read_bytes():
            print(f"Kept as it is here, since there are answers in both: {name}")
            continue
        (KIT / name).parent.mkdir(exist_ok=True)
        shutil.copy2(path, KIT / name)
        print(f"Brought: {name}")
    return 0


def answered(kit: Path, name: str) -> bool:
    """Whether a file is another than was handed out in that kit, or in this one where that kit does not say."""
    if not (kit / name).is_file():
        return False
    as_given = next(place / HANDED_OUT for place in (kit, KIT) if (place / HANDED_OUT).is_dir())
    before = as_given / Path(name).relative_to("exercises")
    return not before.is_file() or before.read_bytes() != (kit / name).read_bytes()


if __name__ == "__main__":
    sys.exit(main())
