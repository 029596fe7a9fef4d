"""Static servers for measuring: plain files on this machine, with or without gzip, counting what goes out."""

from __future__ import annotations

import functools
import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SQUEEZED = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".txt", ".wasm", ".xml", ".py"}
"""What a static host sends compressed; packs and fonts already are."""


@dataclass
class Place:
    """Where a folder is served, and what has gone out since the last look."""

    address: str
    sent: dict[str, int] = field(default_factory=dict)

    def looked(self) -> dict[str, int]:
        """Return the bytes sent by path since the last look."""
        before, self.sent = self.sent, {}
        return before


@contextmanager
def served(folder: Path, squeeze: bool = False) -> Iterator[Place]:
    """Serve a folder on 127.0.0.1 while the block runs."""
    place = Place("")
    handler = functools.partial(_Handler, directory=str(folder), place=place, squeeze=squeeze)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        place.address = f"http://127.0.0.1:{server.server_port}/"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield place
        finally:
            server.shutdown()


@functools.lru_cache(maxsize=4096)
def squeezed(path: Path) -> bytes:
    """Return a file as gzip makes it at the level most hosts use."""
    return gzip.compress(path.read_bytes(), 6)


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *given: object, directory: str, place: Place, squeeze: bool) -> None:
        self._place, self._squeeze = place, squeeze
        super().__init__(*given, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(404)
            return
        small = self._squeeze and path.suffix in SQUEEZED
        body = squeezed(path) if small else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        if small:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        with suppress(ConnectionError):  # a page that was closed wants no more of it
            self.wfile.write(body)
        self._place.sent[self.path] = self._place.sent.get(self.path, 0) + len(body)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""
