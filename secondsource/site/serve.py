"""Serves the course site on this machine."""

from __future__ import annotations

import socket
import subprocess
import sys

from rich.console import Console

from secondsource import catalogue

HOST = "127.0.0.1"
TRIES = 50


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
    """Serve the site until Ctrl-C, printing its address first.  Raises NoFreePort."""
    port = free_port(first_port)
    console.print(f"\nThe course is at [bold]http://{HOST}:{port}/[/bold]   (Ctrl-C ends it)\n")
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"{HOST}:{port}"]
    try:
        subprocess.run(command, cwd=catalogue.root(), check=True)  # noqa: S603 - our own command
    except KeyboardInterrupt:
        console.print("\nThe course has been closed.")
