"""Serves the course site on this machine."""

from __future__ import annotations

import contextlib
import fcntl
import re
import socket
import urllib.request
from collections.abc import Iterator
from functools import partial
from html import unescape
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from rich.console import Console

from secondsource import catalogue, course, freshness
from secondsource.site import prepare

HOST = "127.0.0.1"
TRIES = 50
TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL | re.IGNORECASE)


class NoFreePort(OSError):
    """Every port that was tried is taken."""


def free_port(first: int) -> int:
    """Return the first free port from `first` on.  Raises NoFreePort after 50 taken ones."""
    for port in range(first, first + TRIES):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise NoFreePort(f"ports {first} to {first + TRIES - 1} are all taken; name another with --port")


def serve_site(first_port: int, console: Console) -> None:
    """Serve the site until Ctrl-C, printing its address first.  Raises NoFreePort.

    A changed page is built again at once.  What has not changed since the last time is not built at all.
    """
    port = free_port(first_port)
    if port != first_port:
        console.print(f"\nPort {first_port} is taken, {_taken_by(first_port)}", markup=False)
    with _served(port):
        if not freshness.fresh(f"serve-{port}"):
            console.print("Building the site …")
            _build(port)
        server = _server(port)
        console.print(f"\nThe course is at [bold]{_address(port)}[/bold]   (Ctrl-C ends it)\n")
        with contextlib.suppress(KeyboardInterrupt):
            server.serve()  # type: ignore[no-untyped-call]  # MkDocs gives it no types
        server.shutdown()
    console.print("\nThe course has been closed.")


def _address(port: int) -> str:
    return f"http://{HOST}:{port}/"


# --- building what is served ------------------------------------------------------------------


def _folder(port: int) -> Path:
    """Return where the site is kept that is served on a port: its pages name their address."""
    return catalogue.root() / ".cache" / "serve" / str(port)


def _build(port: int) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    own = {"site_dir": str(_folder(port)), "site_url": _address(port)}
    with prepare.prepared(**own) as settings, contextlib.chdir(settings.parent):
        config = load_config(str(settings))
        config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url=_address(port))
        config.plugins.on_shutdown()
    freshness.done(f"serve-{port}")


def _server(port: int) -> LiveReloadServer:
    server = LiveReloadServer(partial(_build, port), HOST, port, root=str(_folder(port)))
    server.error_handler = partial(
        _error_page, _folder(port)
    )  # asked while a build is at home elsewhere, too
    server.watch(str(catalogue.docs()))
    for name in ("mkdocs.yml", course.FILE):
        if (catalogue.root() / name).exists():
            server.watch(str(catalogue.root() / name))
    return server


def _error_page(folder: Path, code: int) -> bytes | None:
    page = folder / f"{code}.html"
    return page.read_bytes() if page.is_file() else None


# --- who has the port -------------------------------------------------------------------------


@contextlib.contextmanager
def _served(port: int) -> Iterator[None]:
    """Let others see, for as long as it is so, that it is this folder's course that has the port."""
    with _lock(port).open("w") as lock:
        with contextlib.suppress(OSError):  # some network folders know no locks
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def _lock(port: int) -> Path:
    folder = catalogue.root() / ".cache" / "serve"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{port}.lock"


def _taken_by(port: int) -> str:
    """Say who has a port, as far as can be seen."""
    if _ours(port):
        return f"by this very course: it is served already, at {_address(port)}"
    title = _title(port)
    return f"by something that calls itself “{title}”." if title else "by another program."


def _ours(port: int) -> bool:
    with _lock(port).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
    return False


def _title(port: int) -> str:
    """Return the title of the page that is served on a port, in one line; "" where there is none."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(_address(port), timeout=2) as reply:
            found = TITLE.search(reply.read(20_000))
    except (OSError, ValueError):
        return ""
    words = unescape(found[1].decode(errors="replace")) if found else ""
    return "".join(one for one in " ".join(words.split()) if one.isprintable())[:80]
