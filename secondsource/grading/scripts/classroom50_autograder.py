"""Classroom 50 starts this in the student's checkout, for every submission.

It installs what grading needs beside it, once, then grades. An exit code other than 0 means that
nothing could be graded.  Python never looks into the checkout for a module: a student may have put a
folder `pip` or `venv` there.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

LEVEL = "sandbox"
BUNDLE = Path(os.environ.get("CLASSROOM50_BUNDLE_DIR") or Path(__file__).parent).resolve()
LOCK = BUNDLE / "requirements.txt"
VENV = Path(os.environ.get("RUNNER_TEMP") or BUNDLE).resolve() / "secondsource_venv"
PYTHON = VENV / "bin" / "python"
INSTALLED = VENV / "installed"
RESTRICTED = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
ALLOW = ["sudo", "-n", "sysctl", "-q", "-w", "kernel.apparmor_restrict_unprivileged_userns=0"]


def install() -> None:
    """Make the environment, whole or not at all; nothing is done where it is there."""
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if INSTALLED.is_file() and INSTALLED.read_text() == lock:
        return
    subprocess.run([sys.executable, "-I", "-m", "venv", "--clear", str(VENV)], check=True)
    pip = [str(PYTHON), "-I", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    # The lock names every package: no version of pip is asked to find more, or can.
    rules = ["--no-deps", "--require-hashes", "--only-binary=:all:"]
    subprocess.run([*pip, *rules, "-r", str(LOCK)], check=True)
    INSTALLED.write_text(lock)


def allow_namespaces() -> None:
    """Let ordinary programs make the sandbox, where that is ours to allow; grading says what is missing."""
    if LEVEL == "sandbox" and RESTRICTED.is_file() and shutil.which("sudo"):
        subprocess.run(ALLOW, check=False)


def main() -> int:
    """Grade the checkout this was started in."""
    install()
    allow_namespaces()
    own = {name: value for name, value in os.environ.items() if name != "PYTHONHOME"}
    own["PYTHONPATH"] = str(BUNDLE)
    grade = [str(PYTHON), "-P", "-m", "secondsource.grading.platforms", "classroom50"]
    return subprocess.run([*grade, str(Path.cwd()), LEVEL], cwd=BUNDLE, env=own, check=False).returncode


sys.exit(main())
