"""Makes .venv hold what a lock says, nothing else and nothing newer: `set_up.py site`.

`set_up.py uv …` runs the same uv for `make lock`.  Needs a bare Python 3.11: nothing is installed yet.
The pip that Python brings fetches one file, uv, by its checksum.  uv installs the rest, by theirs.
"""

from __future__ import annotations

import ast
import contextlib
import fcntl
import functools
import hashlib
import os
import platform
import shutil
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = Path(".venv")  # every path is named from ROOT: uv would read brackets in a longer one as extras
PYTHON = VENV / "bin" / "python"
BEGUN = Path(".cache", "set-up.begun")
"""Here while an environment is being made; still here afterwards, the run was stopped half way."""
PARTS = {
    "student": {"student"},
    "site": {"site", "student"},
    "grading": {"grading", "student"},
    "cluster": {"cluster", "grading", "student"},
    "dev": {"dev", "site", "cluster", "grading", "student"},
}
"""What each lock holds beside its own: the locks name the same versions."""
QUIET = subprocess.DEVNULL
Step = tuple[str, Callable[[], object]]


class Stopped(Exception):
    """A step failed; the program it ran has said why."""


def set_up(part: str) -> None:
    """Do what is still to do.  Raises Stopped."""
    with _alone():
        listed = (f"installing what requirements/{part}.txt lists", lambda: _sync(part))
        _take([*_tools(), listed, ("installing the course itself", _install_course)])
        for name in set().union(*(PARTS[one] for one in _asked_for() | {part})):
            _stamp(name).touch()


def lock(*arguments: str) -> int:
    """Run uv for `make lock`, which needs no lock to be whole; return its exit code.  Raises Stopped."""
    with _alone():
        _take(_tools())
    # A lock names what everybody can get: not what lies in places only this machine looks into.
    private = {"extra-index-url", "find-links"}
    return uv(
        *arguments, settings={name: told for name, told in pip_settings().items() if name not in private}
    )


def _tools() -> list[Step]:
    steps: list[Step] = []
    if not _works():
        steps.append((f"making {VENV} with Python {platform.python_version()}", _make_venv))
    if not _uv().is_file():
        steps.append(("fetching uv, which installs the rest", _fetch_uv))
    return steps


def _take(steps: list[Step]) -> None:
    for number, (what, step) in enumerate(steps, 1):
        _say(f"==> {number} of {len(steps)}: {what}")
        BEGUN.touch()
        step()
    BEGUN.unlink(missing_ok=True)


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Wait until nobody else sets up this folder; a run that was killed holds nobody up."""
    Path(".cache").mkdir(exist_ok=True)
    with Path(".cache/set-up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say(f"Another make is installing into {VENV}: waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        except OSError:  # some network folders know no locks
            pass
        yield


# --- the environment and uv ------------------------------------------------------------------


def _works() -> bool:
    """Say whether the environment is whole, and still where it was made."""
    try:
        here = f"{ROOT / VENV}" in (VENV / "pyvenv.cfg").read_text("utf-8")
        return here and not BEGUN.exists() and not _run([PYTHON, "-c", "import pip"], stderr=QUIET)
    except (OSError, UnicodeError):
        return False


def _make_venv() -> None:
    # --clear: what is there was moved, was begun and never finished, or its Python is gone.
    if _run([sys.executable, "-m", "venv", "--clear", VENV]):
        shutil.rmtree(VENV, ignore_errors=True)
        raise Stopped("python -m venv")


def _uv() -> Path:
    """Return where uv is, or will be.  Whatever uv is on the path is never used: it may be any version."""
    pinned = hashlib.sha256(Path("requirements/uv.txt").read_bytes()).hexdigest()[:12]
    return Path(".cache", f"uv-{pinned}", "bin", "uv")


def _fetch_uv() -> None:
    folder = _uv().parent.parent
    draft = folder.with_name("uv-draft")
    for old in (draft, folder):
        shutil.rmtree(old, ignore_errors=True)
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    command = [PYTHON, "-m", "pip", "install", *quiet, "--no-deps", "--only-binary=:all:", "--require-hashes"]
    if _run([*command, "--target", draft, "-r", "requirements/uv.txt"], env=_pip_environment(pip_settings())):
        raise Stopped("pip")
    draft.replace(folder)


def _sync(part: str) -> None:
    locks = [f"requirements/{name}.txt" for name in sorted(_asked_for() | {part})]
    command = ["pip", "sync", "--require-hashes", "--only-binary=:all:", *_every_index(), *locks]
    if uv(*command, "--python", str(PYTHON)) and not _from_the_cache(command):
        raise Stopped("uv")


def _from_the_cache(command: list[str]) -> bool:
    """Try once more with what uv has fetched before: all of it may be there, and the network away."""
    if uv(*command, "--python", str(PYTHON), "--offline", "--quiet", stderr=QUIET):
        return False
    _say("All of it was in uv's cache: installed from there.")
    return True


def _every_index() -> list[str]:
    """Have uv look in the next index for a version that one does not have: checksums settle what it may take."""
    nowhere = pip_settings().get("no-index", "").lower() in YES
    return ["--index-strategy", "unsafe-first-match", *(["--no-index"] if nowhere else [])]


def _install_course() -> None:
    """Install the course where it lies; what builds it is in the lock, so nothing is fetched."""
    command = ["pip", "install", "--no-deps", "--no-build-isolation", "--offline", "--no-index", "--quiet"]
    if uv(*command, "--python", str(PYTHON), "--editable", "."):
        raise Stopped("uv")


def _stamp(part: str) -> Path:
    return VENV / f".installed-{part}"


def _asked_for() -> set[str]:
    return {name for name in PARTS if _stamp(name).is_file()}


# --- what this person has told pip ------------------------------------------------------------

REACH = (
    "index-url extra-index-url find-links no-index proxy cert client-cert trusted-host timeout default-timeout"
    " retries keyring-provider use-feature cache-dir no-cache-dir"
).split()
"""How pip reaches packages, which is this person's to say.  What it installs, and where, is the lock's."""
YES = {"1", "true", "yes", "on"}
UV_REACH = (
    "UV_DEFAULT_INDEX UV_INDEX UV_EXTRA_INDEX_URL UV_FIND_LINKS UV_OFFLINE UV_INSECURE_HOST UV_NATIVE_TLS"
    " UV_SYSTEM_CERTS UV_CACHE_DIR UV_NO_CACHE UV_LINK_MODE UV_HTTP UV_REQUEST UV_CONCURRENT UV_KEYRING UV_NO_PROGRESS"
).split()
"""The same for uv: its variables that begin so."""


@functools.cache
def pip_settings() -> dict[str, str]:
    """Return what pip's variables and files say of reaching packages; empty where pip does not answer."""
    command = [PYTHON, "-m", "pip", "config", "list"]
    said = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    found: dict[tuple[int, str], str] = {}
    places = ("global", "install", ":env:")  # the later one counts
    for line in said.stdout.splitlines():
        key, _, value = line.partition("=")
        place, _, name = key.rpartition(".")
        if name in REACH and place in places:
            found[places.index(place), name] = " ".join(str(ast.literal_eval(value)).split())
    return {name: value for (_, name), value in sorted(found.items())}


def _pip_environment(settings: dict[str, str]) -> dict[str, str]:
    """Return the environment in which pip follows these settings alone: no constraint, no other target."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    told = {f"PIP_{name.upper().replace('-', '_')}": value for name, value in settings.items()}
    return kept | told | {"PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def uv_environment(settings: dict[str, str]) -> dict[str, str]:
    """Return the environment in which uv reaches packages as pip would; uv's own variables come first."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("UV_", "VIRTUAL_ENV", "CONDA_")) or name.startswith(tuple(UV_REACH))
    }
    told = _indexes(settings) | _as_uv_says_it(settings) | _certificates(settings) | _cache(settings)
    return {name: value for name, value in told.items() if value} | kept


def _indexes(settings: dict[str, str]) -> dict[str, str]:
    """Return pip's indexes with the main one first: a further one may hold the same version, built otherwise.

    uv asks its default index last.  Where pip was told of no main index, the public one has all we need.
    """
    main, further = settings.get("index-url"), settings.get("extra-index-url", "").split()
    if not main or "UV_INDEX_URL" in os.environ:
        return {}
    *first, last = [main, *further]
    return {"UV_INDEX": " ".join(first), "UV_DEFAULT_INDEX": last}


def _as_uv_says_it(settings: dict[str, str]) -> dict[str, str]:
    links = [one for one in settings.get("find-links", "").split() if "://" in one or Path(one).exists()]
    proxy = settings.get("proxy", "")
    return {
        "UV_FIND_LINKS": ",".join(links),
        "UV_INSECURE_HOST": settings.get("trusted-host", ""),
        "UV_HTTP_TIMEOUT": (settings.get("timeout") or settings.get("default-timeout", "")).partition(".")[0],
        "UV_KEYRING_PROVIDER": "subprocess" if settings.get("keyring-provider") == "subprocess" else "",
        "HTTPS_PROXY": proxy,
        "HTTP_PROXY": proxy,
    }


def _certificates(settings: dict[str, str]) -> dict[str, str]:
    """Return where the certificates are that pip trusts: named for it, or the system's; none for uv's own."""
    named = (settings.get("cert"), *map(os.environ.get, ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")))
    client = {"SSL_CLIENT_CERT": settings.get("client-cert", "")}
    if file := next(filter(None, named), None):
        return client | {"SSL_CERT_FILE": file}
    if sys.platform == "darwin":
        return client | {"UV_SYSTEM_CERTS": "1"}
    system = ssl.get_default_verify_paths()
    if system.cafile or not system.capath or not any(Path(system.capath).iterdir()):
        return client | {"SSL_CERT_FILE": system.cafile or ""}
    return client | {"SSL_CERT_DIR": system.capath}


def _cache(settings: dict[str, str]) -> dict[str, str]:
    """Return where uv keeps what it fetches: in the home folder, or here where there is none to write to."""
    if settings.get("no-cache-dir", "").lower() in YES:
        return {"UV_NO_CACHE": "1"}
    usual = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser(), "uv")
    folder = usual if usual.is_absolute() and _writable(usual) else Path(".cache/uv")
    folder.mkdir(parents=True, exist_ok=True)
    apart = VENV.exists() and folder.stat().st_dev != VENV.stat().st_dev
    return {"UV_CACHE_DIR": str(folder.absolute()), "UV_LINK_MODE": "copy" if apart else ""}


def _writable(folder: Path) -> bool:
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        return os.access(folder, os.W_OK | os.X_OK)
    return False


def uv(*arguments: str, settings: dict[str, str] | None = None, stderr: int | None = None) -> int:
    """Run uv, with no settings but these (without: pip's) and its own variables; return its exit code."""
    told = pip_settings() if settings is None else settings
    return _run([_uv(), *arguments, "--no-config"], env=uv_environment(told), stderr=stderr)


def _run(command: list[str | Path], env: dict[str, str] | None = None, stderr: int | None = None) -> int:
    return subprocess.run([str(one) for one in command], env=env, stderr=stderr, check=False).returncode  # noqa: S603


# --- what is said -----------------------------------------------------------------------------

EXPLAIN = """
Installing stopped; the lines above are {who}'s own. What they usually mean:
  * “Failed to fetch”, “dns error”, “Max retries exceeded”: no connection. The first install needs the network.
    Run the same command again when it is there: what has been fetched is kept.
  * The same behind a proxy or with a mirror: pip's settings are followed (PIP_INDEX_URL, HTTPS_PROXY, pip.conf).
  * “invalid peer certificate”, “certificate verify failed”: name the file with your network's certificates
    in SSL_CERT_FILE and PIP_CERT.
  * “hash mismatch”, “do not match”: the index gave another file than the one we tested. Nothing of it was installed.
    A mirror or a proxy that changes files does that; please tell us where none is in between.
  * “No matching distribution”, “no wheels”, “not compatible”: there is no ready-built package for this Python or this
    system. Nothing is compiled here. Take Python 3.11 to 3.14: make clean, then PYTHON=python3.13 make …
  * “No space left”: the site needs about 0.5 GB here and in the home folder's cache, the tests about 1.5 GB.
"""
NO_COLON = """The path of this folder holds a “:”, and no Python environment can lie under such a path:
    {root}
Rename the folder, or clone the course into another one, then run the same command again."""


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def main(arguments: list[str]) -> int:
    """Do what the arguments say; return the exit code."""
    os.chdir(ROOT)
    if ":" in str(ROOT):
        _say(NO_COLON.format(root=ROOT))
        return 1
    try:
        if arguments[0] == "uv":
            return lock(*arguments[1:])
        set_up(arguments[0])
    except Stopped as stopped:
        _say(EXPLAIN.format(who=stopped))
        return 1
    except KeyboardInterrupt:
        _say("\nStopped half way. The next run begins anew, with what has been fetched.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
