"""Measures the exercises in the page: ours against two peers, in one run, in headless Chromium.

    python bench/page.py [--rounds 5] [--no-peers] [--site FOLDER]

Every round is a fresh profile, ours and the peers' in turn; every figure is a median.  Times are the
page's own, from navigation or from the press of a button.  The peers' exercise is the least there can be
(one function, two asserts, neither pydantic nor pytest); ours is a whole exercise of lesson 1, solved.
Servers stand on 127.0.0.1 and send plain files; what crosses a line is counted with gzip as well.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import axe_playwright_python
import page_peers
import yaml
from playwright.sync_api import Browser, Page, sync_playwright
from serving import Place, served

from secondsource import catalogue
from secondsource.site.bundle import build_bundle

CHROMIUM = "/usr/bin/chromium"
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking".split()
EXERCISE = catalogue.find("lesson1/ex5")[0]
"""The one that bench/grading.py measures too."""
LESSON = f"lessons/{EXERCISE.lesson}/"
INSIDE = (Path(__file__).parent / "page.js").read_text(encoding="utf-8")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
ENDLESS = "\nwhile True:\n    pass\n"
ELSEWHERE = """([key, newValue]) => {
    localStorage.setItem(key, newValue);
    dispatchEvent(new StorageEvent("storage", { key, newValue, storageArea: localStorage }));
}"""
"""Writes the exercise as another tab would."""
MOST_BEFORE, MOST_RUNTIME = 300_000, 10_000_000


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    figure: str
    measured: str
    target: str
    reached: bool | None
    """None where it could not be measured."""


def main() -> None:
    """Print the table; end with 1 where a target is missed."""
    given = _arguments()
    with ExitStack() as stack:
        folder = given.site or built(Path(stack.enter_context(tempfile.TemporaryDirectory())))
        browser = stack.enter_context(chromium())
        rows = [*measured(stack, browser, folder, given.rounds, given.peers)]
    for row in rows:
        verdict = {True: "reached", False: "NOT REACHED", None: "not measured"}[row.reached]
        say(f"{row.figure:62} {row.measured:>34}   {row.target:26} {verdict}")
    raise SystemExit(any(row.reached is False for row in rows))


def say(line: str) -> None:
    """Write a line, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-peers", dest="peers", action="store_false")
    parser.add_argument("--site", type=Path, help="a site that is built already")
    return parser.parse_args()


def built(folder: Path) -> Path:
    """Return the folder of the site, built now with what its exercises load."""
    build_bundle(say)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=catalogue.root(), env=quiet, check=True)
    return folder


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a headless Chromium."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


def measured(
    stack: ExitStack, browser: Browser, folder: Path, rounds: int, with_peers: bool
) -> Iterator[Row]:
    """Give every row of the table."""
    plain = stack.enter_context(served(folder))
    squeezed = stack.enter_context(served(folder, squeeze=True))
    yield before(browser, plain, squeezed)
    yield runtime(folder)
    ways: dict[str, Callable[[], dict[str, float]]] = {"ours": lambda: ours(browser, plain, folder)}
    if with_peers:
        ways |= peers(stack, browser)
    found = {name: [] for name in ways}
    for number in range(rounds):
        for name, way in ways.items():
            found[name].append(way())
            say(f"  round {number + 1}, {name}: {shown(found[name][-1])}")
    yield from compared({name: medians(many) for name, many in found.items()})
    yield accessible(browser, plain)


def medians(many: list[dict[str, float]]) -> dict[str, float]:
    """Return the median of each figure over the rounds; of the longest task, the longest."""
    return {
        name: (max if name == "task" else statistics.median)(one[name] for one in many) for name in many[0]
    }


def shown(figures: dict[str, float]) -> str:
    """Return figures in one line."""
    return ", ".join(f"{name} {value:.0f} ms" for name, value in figures.items())


# --- bytes ------------------------------------------------------------------------------------


def before(browser: Browser, plain: Place, squeezed: Place) -> Row:
    """Count what a lesson page brings before anybody touches it."""
    most, foreign, early = [0, 0], [], []
    for lesson in {one.lesson for one in catalogue.exercises()}:
        for number, place in enumerate((plain, squeezed)):
            with visit(browser) as tab:
                asked: list[str] = []
                tab.on("request", lambda request, asked=asked: asked.append(request.url))
                tab.goto(f"{place.address}lessons/{lesson}/")
                tab.wait_for_timeout(4000)
            sent = place.looked()
            early += [path for path in sent if "/runtime." in path or path.endswith(".pack")]
            foreign += [url for url in asked if not url.startswith((place.address, "data:", "blob:"))]
            most[number] = max(most[number], sum(sent.values()))
    words = f"{most[1] / 1000:.0f} kB gzip, {most[0] / 1000:.0f} kB raw"
    words += f", {len(early)} of the runtime" if early else ""
    words += f", {len(foreign)} foreign" if foreign else ""
    good = most[1] < MOST_BEFORE and not early and not foreign
    return Row("transferred before any interaction (largest lesson)", words, "< 300 kB, no runtime", good)


def runtime(folder: Path) -> Row:
    """Count the runtime's files as a host with gzip sends them."""
    play = folder / "assets" / "play"
    manifest = json.loads((play / "play.json").read_text(encoding="utf-8"))
    files = [*play.glob("*.pack"), play / manifest["worker"]["file"]]
    raw = sum(file.stat().st_size for file in files)
    small = sum(
        file.stat().st_size if file.suffix == ".pack" else len(gzip.compress(file.read_bytes(), 6))
        for file in files
    )
    words = f"{small / 1e6:.2f} MB gzip, {raw / 1e6:.2f} MB raw"
    return Row("runtime, once, compressed", words, "< 10 MB", small < MOST_RUNTIME)


# --- times --------------------------------------------------------------------------------------


@contextmanager
def visit(browser: Browser, kept: dict[str, str] | None = None) -> Iterator[Page]:
    """Give a page in a fresh profile, with what its storage holds."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(INSIDE)
    for key, value in (kept or {}).items():
        context.add_init_script(f"localStorage[{json.dumps(key)}] ??= {json.dumps(value)}")
    try:
        yield context.new_page()
    finally:
        context.close()


def kept(folder: Path, text: str) -> dict[str, str]:
    """Return what storage holds for a student who wrote this text in the exercise."""
    manifest = json.loads((folder / "assets" / "play" / "play.json").read_text(encoding="utf-8"))
    base = manifest["exercises"][EXERCISE.id]["hash"]
    return {f"second-source/1/{EXERCISE.id}": json.dumps({"text": text, "base": base})}


def ours(browser: Browser, place: Place, folder: Path) -> dict[str, float]:
    """Measure our page once: pressed at once, again, after reading, and stopped."""
    solved = kept(folder, EXERCISE.solution.read_text(encoding="utf-8"))
    name = json.dumps(EXERCISE.id)
    with visit(browser, solved) as tab:
        tab.goto(place.address + LESSON, wait_until="commit")
        first = tab.evaluate(f"bench.come({name}).then(bench.check)")
        tab.wait_for_timeout(3000)
        again = [tab.evaluate(f"bench.come({name}).then(bench.check)") for _ in range(7)]
    with visit(browser, solved) as tab:
        tab.goto(place.address + LESSON)
        tab.evaluate(f"bench.come({name})")
        tab.wait_for_timeout(10_000)
        read = tab.evaluate(f"bench.come({name}).then(bench.check)")
    assert "All visible checks pass" in read["points"]
    tasks = [one["task"] for one in (first, *again, read)]
    return {
        "at once": first["at"],
        "again": statistics.median(one["took"] for one in again),
        "after reading": read["took"],
        "task": max(tasks),
        **stopped(browser, place, folder),
    }


def stopped(browser: Browser, place: Place, folder: Path) -> dict[str, float]:
    """Measure how long Stop takes, and the Check after it, as it comes about.

    An answer that was checked before gets an endless loop; it is stopped, and the loop taken out again.
    """
    text = EXERCISE.solution.read_text(encoding="utf-8")
    name = json.dumps(EXERCISE.id)
    good, endless = (next(iter(kept(folder, one).items())) for one in (text, text + ENDLESS))
    with visit(browser, dict([good])) as tab:
        tab.goto(place.address + LESSON)
        tab.evaluate(f"bench.come({name}).then(bench.check)")
        tab.evaluate(ELSEWHERE, endless)
        tab.wait_for_timeout(200)
        taken = tab.evaluate(f"bench.come({name}).then(bench.stop)")
        tab.wait_for_timeout(6000)
        tab.evaluate(ELSEWHERE, good)
        tab.wait_for_timeout(200)
        after = tab.evaluate(f"bench.come({name}).then(bench.check)")
    assert "All visible checks pass" in after["points"], after
    return {"stop": taken, "after stop": after["took"]}


def peers(stack: ExitStack, browser: Browser) -> dict[str, Callable[[], dict[str, float]]]:
    """Return how to measure each peer that can be set up; say which cannot."""
    ways: dict[str, Callable[[], dict[str, float]]] = {}
    for name, make, way in (("theme", page_peers.theme_site, theme), ("lite", page_peers.lite_site, lite)):
        try:
            place = stack.enter_context(served(make()))
        except (page_peers.NoPeer, OSError) as trouble:
            say(f"{name} is skipped: {trouble}")
            continue
        ways[name] = lambda way=way, place=place: way(browser, place)
    return ways


def theme(browser: Browser, place: Place) -> dict[str, float]:
    """Measure pyodide-mkdocs-theme once."""
    with visit(browser) as tab:
        tab.goto(place.address, wait_until="commit")
        first = tab.evaluate("bench.themeFirst()")
        tab.wait_for_timeout(3000)
        again = []
        for _ in range(7):
            again.append(tab.evaluate("bench.themeCheck()")["took"])
            tab.wait_for_timeout(300)
    return {"at once": first["at"], "again": statistics.median(again)}


def lite(browser: Browser, place: Place) -> dict[str, float]:
    """Measure JupyterLite once, to the output of its first cell."""
    with visit(browser) as tab:
        tab.goto(f"{place.address}lab/index.html?path=first.ipynb", wait_until="commit")
        tab.locator(".jp-NotebookPanel .jp-Cell .cm-content").first.click(timeout=120_000)
        tab.keyboard.press("Shift+Enter")
        return {"at once": tab.evaluate("bench.liteFirst()")["at"]}


def compared(found: dict[str, dict[str, float]]) -> Iterator[Row]:
    """Give the rows on time, each against its target."""
    mine, other, lab = found["ours"], found.get("theme"), found.get("lite")
    first = "navigation, Check at once → first result"
    yield share(f"{first}, against pyodide-mkdocs-theme", mine["at once"], other and other["at once"], 1.0)
    yield share(f"{first}, against JupyterLite", mine["at once"], lab and lab["at once"], 0.25)
    yield share(
        "Check after ten seconds of reading, against a warm one", mine["after reading"], mine["again"], 1.5
    )
    yield share("Check again, against pyodide-mkdocs-theme", mine["again"], other and other["again"], 0.6)
    yield Row("Stop → editor usable", f"{mine['stop']:.0f} ms", "< 300 ms", mine["stop"] < 300)
    yield share("the Check after Stop, against a warm one", mine["after stop"], mine["again"], 1.0, noise=0.1)
    yield Row(
        "longest task on the main thread while checking",
        f"{mine['task']:.0f} ms",
        "≤ 100 ms",
        mine["task"] <= 100,
    )


def share(figure: str, mine: float, other: float | None, most: float, noise: float = 0.0) -> Row:
    """Return the row of a figure that is measured against another."""
    target = f"≤ {most:g} ×" + (f" (± {noise:g}: noise)" if noise else "")
    if other is None:
        return Row(figure, f"{mine:.0f} ms", target, None)
    words = f"{mine:.0f} / {other:.0f} ms = {mine / other:.2f}"
    return Row(figure, words, target, mine <= (most + noise) * other)


# --- for everybody ----------------------------------------------------------------------------------


def accessible(browser: Browser, place: Place) -> Row:
    """Count what axe finds wrong on every page, by day and by night."""
    nav = yaml.safe_load((catalogue.root() / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    found, pages = 0, [*_addresses(nav)]
    for scheme in ("light", "dark"):
        with browser.new_context(color_scheme=scheme, reduced_motion="reduce") as context:  # type: ignore[arg-type]
            tab = context.new_page()
            for page in pages:
                tab.goto(place.address + page)
                tab.evaluate(AXE)
                found += tab.evaluate("axe.run().then(found => found.violations.length)")
    words = f"{found} on {len(pages)} pages, twice"
    return Row("axe-core, every page, light and dark: violations", words, "0", found == 0)


def _addresses(nav: list[Any]) -> Iterator[str]:
    for entry in nav:
        value = next(iter(entry.values()))
        if isinstance(value, list):
            yield from _addresses(value)
        else:
            yield value.removesuffix("index.md").removesuffix(".md") + ("/" if value != "index.md" else "")


if __name__ == "__main__":
    main()
