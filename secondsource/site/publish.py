"""Builds the site so that it can be published: MkDocs builds it, and every page gets a strict policy.

The policy (a Content-Security-Policy in a meta element, so that no server has to be set up for it) allows a
page nothing but its own site, and of scripts in the page itself only those that stand there when it is built.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from secondsource import catalogue
from secondsource.site import prepare
from secondsource.site.bundle import build_bundle
from secondsource.site.templating import filled

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; "
    "form-action 'self'; base-uri 'self'"
)
"""What a page may do.  Styles may stand in the page: the editor and the theme write theirs there."""
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
DATA = re.compile(r"""\btype\s*=\s*["']?(?!module|text/javascript)[\w/+-]+""", re.IGNORECASE)
CHARSET = re.compile(r"<meta charset[^>]*>", re.IGNORECASE)


class PublishError(OSError):
    """The site could not be built; the message says why."""


def publish_site(folder: Path, address: str = "") -> Path:
    """Build the site into a folder, ready to publish; return the folder.

    `address` is where it will stand (`https://example.org/course/`): the sitemap and the page for wrong addresses
    need it.  Raises PublishError where it is no such address or the site has faults, and BundleError.
    """
    address = _checked(address)
    build_bundle()
    _build(folder, address)
    for page in sorted(folder.rglob("*.html")):
        page.write_text(with_policy(page.read_text("utf-8")), encoding="utf-8", newline="")
    return folder


def _checked(address: str) -> str:
    parts = urlsplit(address)
    if address and not (
        parts.scheme in {"http", "https"} and parts.netloc and not parts.query + parts.fragment
    ):
        raise PublishError(
            f"{address!r} is not the address of a site. Give all of it: https://example.org/course/"
        )
    return f"{address.rstrip('/')}/" if address else ""


def _build(folder: Path, address: str) -> None:
    """Let MkDocs build the site.  Raises PublishError with what it said.

    Not with --quiet: told to be quiet, MkDocs does not count its warnings either, and finds no site at fault.
    """
    own = {"site_dir": str(folder.resolve()), **({"site_url": address} if address else {})}
    with prepare.prepared(**own) as settings:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(settings)]
        quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        done = subprocess.run(  # noqa: S603 - our own command
            command, cwd=settings.parent, env=quiet, capture_output=True, text=True, check=False
        )
    if done.returncode:
        faults = [line for line in done.stderr.splitlines() if not line.startswith("INFO")]
        raise PublishError("\n".join(["The site was not built.", *faults]))
    if not address:
        _without_address(folder)


def _without_address(folder: Path) -> None:
    """Leave out what would be wrong: an empty sitemap, and a page for wrong addresses that looks for its styles elsewhere."""
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (folder / name).unlink(missing_ok=True)
    (folder / "404.html").write_text(filled("404.html", course=catalogue.settings().name), encoding="utf-8")


def with_policy(page: str) -> str:
    """Return a page with the policy in its head, which names the scripts that stand in it."""
    hashes = "".join(f" '{one}'" for one in sorted(set(_hashes(page))))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format(hashes=hashes)}">'
    return CHARSET.sub(lambda found: f"{found[0]}{meta}", page, count=1)


def _hashes(page: str) -> Iterator[str]:
    for attributes, code in SCRIPT.findall(page):
        if code.strip() and not DATA.search(attributes) and not re.search(r"\bsrc\s*=", attributes):
            digest = hashlib.sha256(code.encode()).digest()
            yield f"sha256-{base64.b64encode(digest).decode()}"
