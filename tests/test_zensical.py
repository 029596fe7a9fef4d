"""The site builds with Zensical too, as it does with MkDocs: nothing in it needs a plugin of either."""

import os
import re
import shutil
import subprocess
import sys

from secondsource import catalogue
from secondsource.site.bundle import build_bundle


def test_every_page_and_every_exercise_stands_in_it(tmp_path):
    build_bundle()
    shutil.copy(catalogue.root() / "mkdocs.yml", tmp_path)
    shutil.copytree(catalogue.docs(), tmp_path / "docs", ignore=shutil.ignore_patterns("*.pack", ".play"))
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    built = subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert built.returncode == 0, built.stdout + built.stderr
    pages = {path.relative_to(tmp_path / "site") for path in (tmp_path / "site").rglob("index.html")}
    assert len(pages) == len(list(catalogue.docs().glob("[!_]*/*.md"))) + len(
        list(catalogue.docs().glob("*.md"))
    )
    text = "".join((tmp_path / "site" / page).read_text("utf-8") for page in pages)
    assert set(re.findall(r'data-exercise="([^"]+)"', text)) == {one.id for one in catalogue.exercises()}
