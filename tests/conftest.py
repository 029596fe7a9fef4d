"""Shared by all tests: the grading plugin, and things a test may need and a machine may lack."""

import contextlib
import fcntl
import functools
import os
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from secondsource import catalogue, fidelity, seeds

pytest_plugins = ["secondsource.grading.plugin"]

BROWSERS = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
"""The first of them that is here is taken: without windows the same engine takes half of the processor's time."""
CHROMIUM = next(filter(Path.is_file, map(Path, BROWSERS)), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def needs(thing, here):
    """Skip where the thing is missing; fail where SECONDSOURCE_REQUIRED says it must be here, as in CI.

    Things: browser, sandbox, servers (nginx and apache2), datasketch, dask, git, root, index (of packages, within
    reach), uv, oldest-pip, originals.
    """
    if here:
        return
    if thing in os.environ.get("SECONDSOURCE_REQUIRED", "").split():
        pytest.fail(f"{thing}: required here, and missing")
    pytest.skip(f"{thing}: not on this machine")


TOGETHER = (
    "test_bundle",
    "test_cluster",
    "test_exercises",
    "test_isolation",
    "test_kit",
    "test_page",
    "test_platforms",
    "test_report",
    "test_site",
)
"""Files whose tests share something slow to make: those of one file run in the same process."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Share the tests out one by one, but each of those files as a whole, the largest first."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            file = nodeid.partition("::")[0]
            return file if Path(file).stem.startswith(TOGETHER) else nodeid

    return Scheduling(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Measure no coverage where a test is marked so, its fixtures included (`no_cover` of pytest-cov leaves those out).

    Tests that run lines again thousands of times, which others run too, take twice as long for it.
    """
    before = sys.gettrace()
    untraced = item.get_closest_marker("untraced") is not None
    if untraced:
        sys.settrace(None)
    try:
        return (yield)
    finally:
        if untraced:
            sys.settrace(before)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """Have one process more than there are processors: many tests wait for a page, a server or a time limit."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(autouse=True)
def tracer():
    """Keep coverage measuring: a time limit that rings inside a trace function switches tracing off."""
    before = sys.gettrace()
    yield
    if sys.gettrace() is not before:
        sys.settrace(before)


@pytest.fixture(scope="session")
def originals():
    """The folder of captured pages, of as many as somebody holds."""
    folder = catalogue.originals()
    needs("originals", folder is not None)
    return folder


@pytest.fixture(scope="session")
def all_originals(originals):
    """The same folder, with a capture of every page."""
    wanted = {one.info.original.sha256 for one in seeds.load_articles()}
    needs("originals", wanted <= fidelity.captured_files(originals).keys())
    return originals


@pytest.fixture
def in_process(monkeypatch, request):
    """Mark in this process, and only the exercise that the test's module is about."""
    from secondsource.grading.marking import mark_all

    only = {"exercises": [request.module.EXERCISE.id]}
    monkeypatch.setattr(
        "secondsource.grading.classroom.mark_class",
        lambda jobs, level, _, keep: mark_all([job.model_copy(update=only) for job in jobs], level, keep),
    )


# --- the site in a browser -----------------------------------------------------------------


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for all tests that look at the site."""
    needs("browser", CHROMIUM)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The site, built strictly, as it is published: once, by whichever of pytest's processes needs it first."""
    from secondsource.site.publish import publish_site

    if "PYTEST_XDIST_WORKER" not in os.environ:
        return publish_site(tmp_path_factory.mktemp("site"))
    common = tmp_path_factory.getbasetemp().parent
    with (common / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (common / "site").is_dir():  # it is there, whole, or not at all
            publish_site(common / "site.new").rename(common / "site")
    return common / "site"


def until(tab, holds, given=None, seconds=40):
    """Wait until this holds in a page.  Playwright's own way needs `eval`, which the site's policy forbids."""
    for _ in range(seconds * 20):
        if tab.evaluate(holds, given):
            return
        tab.wait_for_timeout(50)
    raise AssertionError(f"never: {holds}")


class Quiet(SimpleHTTPRequestHandler):
    """Says nothing: the browser's own list of requests is what counts."""

    def log_message(self, *words):
        pass


@contextlib.contextmanager
def serving(kind, folder):
    """Serve a folder by a handler of this kind, on a port nobody else has; give the address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(kind, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def origin(site):
    """Where the site is served."""
    with serving(Quiet, site) as address:
        yield address


OPEN_COURSE = """async () => {
    const base = new URL("../../assets/play/", location);
    const manifest = await (await fetch(new URL("play.json", base))).json();
    const { Enclosed } = await import(new URL("../js/python.js", base));
    const { open } = await import(new URL(manifest.page.file, base));
    Object.assign(window, { Enclosed, base, manifest });
    window.course = open(base, manifest, () => new Enclosed(base, manifest));
}"""
"""Opens the course in a lesson, as the page itself does."""


@pytest.fixture(scope="module")
def lesson(chromium, origin, request):
    """The lesson that the tests' module is about, in a tab, with its course open."""
    with chromium.new_context() as context:
        tab = context.new_page()
        tab.goto(origin + request.module.LESSON)
        tab.evaluate(OPEN_COURSE)
        yield tab
