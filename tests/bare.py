"""An environment that holds nothing of ours: what a package needs there, it must bring itself.

No variable of this process but those that say where packages come from, a fresh home, a search path with a
few plain tools, and an ordinary Python of the machine.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import needs

KEPT = (
    "PIP_",
    "SSL_",
    "REQUESTS_CA_BUNDLE",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "http",
    "https",
    "no_proxy",
)
"""Where packages come from: a mirror, a proxy, a certificate."""
TOOLS = ("bash", "sh", "env", "dirname", "git")
NO_INDEX = (
    "Max retries exceeded",
    "NewConnectionError",
    "NameResolutionError",
    "No matching distribution found",
)
FITS = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11) or sys.prefix != sys.base_prefix)"
PATIENCE = 400
REFUSED = """
import errno, os, sys
import pyseccomp
refused = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
refused.add_rule(pyseccomp.ERRNO(errno.EPERM), "unshare")
refused.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
new_user = 0x10000000
refused.add_rule(pyseccomp.ERRNO(errno.EPERM), "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, new_user, new_user))
refused.load()
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""What Docker's usual seccomp profile does to somebody who wants a user namespace."""


def python():
    """The machine's own Python, outside every environment; the one we were made from where that does not fit."""
    system = shutil.which("python3", path="/usr/bin:/bin")
    fits = system and subprocess.run([system, "-I", "-c", FITS], capture_output=True).returncode == 0
    return system if fits else sys._base_executable


def tools(folder, without=()):
    """A folder with a few plain tools and a Python, and nothing else that could be found by chance."""
    folder.mkdir(parents=True)
    for name in (*TOOLS, "bwrap"):
        if (found := shutil.which(name)) and name not in without:
            (folder / name).symlink_to(found)
    # Not a link: a Python started by one takes the link's folder for its home.
    script(folder / "python3", f'exec {python()} "$@"')
    return folder


def script(path, text):
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def run(command, cwd, path, as_user=(), **given):
    """Run a command in the bare environment; `path` is the folder of its tools."""
    home = Path(path).with_name("home")
    home.mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if name.startswith(KEPT)}
    env = kept | {"HOME": str(home), "PATH": str(path), "LANG": "C.UTF-8"} | given
    return subprocess.run(
        [*as_user, *map(str, command)], cwd=cwd, env=env, capture_output=True, text=True, timeout=PATIENCE
    )


def installed(ran):
    """Go on where something was installed; skip where no index can be reached, unless it must be."""
    needs("index", ran.returncode == 0 or not any(words in ran.stdout + ran.stderr for words in NO_INDEX))
    return ran


def refused(command):
    """The command, run where no new user namespace is given to anybody."""
    return [sys.executable, "-c", REFUSED, *command]


def libraries(folder):
    """A folder with all that is installed in this environment, but nothing of ours."""
    folder.mkdir()
    for place in (Path(name) for name in sys.path if Path(name).name == "site-packages"):
        for path in place.iterdir():
            if "secondsource" not in path.name and path.suffix != ".pth":
                (folder / path.name).symlink_to(path)
    return folder
