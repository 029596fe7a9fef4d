"""The page on servers as people have them: stock ones, odd ones, and such as lack or forbid something it needs."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import TimeoutError as TookTooLong

from secondsource import catalogue
from tests.conftest import needs, serving, until

EXERCISE = catalogue.find("lesson1/ex3")[0]
LESSON = f"lessons/{EXERCISE.lesson}/"
PATIENCE = 40_000
PLACES = os.pathsep.join([os.environ["PATH"], "/usr/sbin"])
UNDER = "somebodys/courses/second-source/"

NGINX = """
pid {place}/pid; daemon off; master_process off; error_log {place}/error.log;
events {{}}
http {{
    include /etc/nginx/mime.types; default_type application/octet-stream; gzip on; sendfile on; access_log off;
    client_body_temp_path {place}/body; proxy_temp_path {place}/proxy; fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi; scgi_temp_path {place}/scgi;
    server {{ listen 127.0.0.1:{port}; root {place}/www; index index.html; add_header X-Content-Type-Options nosniff; }}
}}
"""
APACHE = """
ServerRoot "{place}"
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile "{place}/pid"
ErrorLog "{place}/error.log"
Mutex file:{place} default
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule mime_module /usr/lib/apache2/modules/mod_mime.so
LoadModule dir_module /usr/lib/apache2/modules/mod_dir.so
LoadModule filter_module /usr/lib/apache2/modules/mod_filter.so
LoadModule deflate_module /usr/lib/apache2/modules/mod_deflate.so
Include /etc/apache2/mods-available/mime.conf
Include /etc/apache2/mods-available/dir.conf
Include /etc/apache2/mods-available/deflate.conf
DocumentRoot "{place}/www"
{user}
"""
"""Debian's own types, default type and settings; only ports and places are the test's."""


def nginx(place, port):
    (place / "conf").write_text(NGINX.format(place=place, port=port), encoding="utf-8")
    return ["nginx", "-c", str(place / "conf"), "-p", str(place), "-e", str(place / "error.log")]


def apache(place, port):
    user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
    (place / "conf").write_text(APACHE.format(place=place, port=port, user=user), encoding="utf-8")
    return ["apache2", "-f", str(place / "conf"), "-D", "FOREGROUND"]


def python(place, port):
    return [
        sys.executable,
        "-m",
        "http.server",
        str(port),
        "--bind",
        "127.0.0.1",
        "--directory",
        str(place / "www"),
    ]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def started(command_for, site):
    """A server as its makers ship it, with the site at its root and in a folder; give its address."""
    place = Path(tempfile.mkdtemp(prefix="second-source-"))
    shutil.copytree(site, place / "www" / UNDER)
    for folder in (place, place / "www" / UNDER):
        folder.chmod(0o755)  # a server may run as another user
    for part in site.iterdir():
        (place / "www" / part.name).symlink_to(place / "www" / UNDER / part.name)
    port = free_port()
    program, *given = command_for(place, port)
    server = subprocess.Popen(
        [shutil.which(program, path=PLACES), *given], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        answers(server, port, place)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(place)


def answers(server, port, place):
    """Wait until a server takes calls."""
    for _ in range(400):
        assert server.poll() is None, (place / "error.log").read_text()
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError("no answer")


def checked(tab, address):
    """Open the lesson and check an exercise; give what the page says then."""
    tab.goto(address + LESSON)
    return pressed(tab)


def come(tab):
    box = tab.locator("#lesson1-ex3")
    box.scroll_into_view_if_needed()
    box.dispatch_event("pointerenter")
    return box


def pressed(tab):
    box = come(tab)
    box.get_by_role("button", name="Check", exact=True).click()
    line = box.locator(".ss-status-line")
    line.filter(has_text="points").or_(line.filter(has_text="could not run")).wait_for()
    return line.inner_text()


@pytest.fixture
def tab(chromium):
    """A tab of a browser that has seen nothing."""
    with chromium.new_context() as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()


@pytest.mark.parametrize(("kind", "under"), [(nginx, ""), (nginx, UNDER), (apache, UNDER), (python, UNDER)])
def test_a_stock_server_is_enough(tab, site, kind, under):
    needs("servers", all(shutil.which(name, path=PLACES) for name in ("nginx", "apache2")))
    complaints = []
    tab.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    with started(kind, site) as address:
        assert "of 12 points" in checked(tab, address + under)
    assert complaints == []


# --- odd servers ---------------------------------------------------------------------------------


class Plain(SimpleHTTPRequestHandler):
    """Sends files, with what a test adds."""

    more = ()

    def end_headers(self):
        for name, value in self.more:
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *words):
        pass


class SaysPacked(Plain):
    """Takes a packed file for a compressed one, as some servers do: the browser then unpacks it."""

    def end_headers(self):
        if self.path.endswith(".pack"):
            self.send_header("Content-Encoding", "gzip")
        super().end_headers()


class Sniffed(Plain):
    """Knows no types but the oldest, and lets nobody guess."""

    more = (("X-Content-Type-Options", "nosniff"),)

    def guess_type(self, path):
        return (
            super().guess_type(path)
            if str(path).endswith((".html", ".css", ".js"))
            else "application/octet-stream"
        )


def with_policy(policy):
    return type("WithPolicy", (Plain,), {"more": (("Content-Security-Policy", policy),)})


@pytest.mark.parametrize("kind", [SaysPacked, Sniffed])
def test_an_odd_server_is_enough_too(tab, site, kind):
    with serving(kind, site) as address:
        assert "of 12 points" in checked(tab, address)


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ("script-src 'self' 'unsafe-inline'", "needs script-src 'self' 'wasm-unsafe-eval'"),
        ("script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'", "needs worker-src 'self' blob:"),
        ("worker-src 'self'", "needs worker-src 'self' blob:"),
    ],
)
def test_what_a_servers_own_policy_forbids_is_named_with_the_mend(tab, site, policy, said):
    with serving(with_policy(policy), site) as address:
        assert said in checked(tab, address)


def test_a_policy_with_what_is_asked_for_lets_python_run(tab, site):
    policy = "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; worker-src 'self' blob:"
    with serving(with_policy(policy), site) as address:
        assert "of 12 points" in checked(tab, address)


# --- frames ---------------------------------------------------------------------------------------


@contextlib.contextmanager
def framed(tab, folder, address, attributes):
    """A page of another site that shows the lesson in a frame; give that frame."""
    html = f'<iframe src="{address}{LESSON}" style="width:1200px;height:800px" {attributes}></iframe>'
    (folder / "index.html").write_text(html, encoding="utf-8")
    with serving(Plain, folder) as platform:
        tab.goto(platform)
        yield tab.frame_locator("iframe")


def test_in_a_sandbox_the_page_says_what_to_ask_for_and_leads_out(tab, origin, tmp_path):
    with framed(tab, tmp_path, origin, 'sandbox="allow-scripts"') as frame:
        box = frame.locator("#lesson1-ex3")
        said = box.locator(".ss-trouble")
        said.wait_for()

        assert "allow-scripts and allow-same-origin" in said.inner_text()
        assert said.get_by_role("link", name=origin + LESSON).get_attribute("target") == "_blank"
        assert box.get_by_role("link", name="Download this exercise").is_visible()


@pytest.mark.parametrize("attributes", ["", 'sandbox="allow-scripts allow-same-origin"'])
def test_in_a_frame_that_allows_what_is_needed_python_runs(tab, origin, attributes, tmp_path):
    with framed(tab, tmp_path, origin, attributes) as frame:
        assert "of 12 points" in pressed(frame)


# --- what is missing --------------------------------------------------------------------------------


def not_there(route):
    route.fulfill(status=404, body="no")


def other_page(route):
    route.fulfill(status=200, body="<!doctype html><title>Log in</title>", content_type="text/html")


def as_text(route):
    route.fulfill(
        response=route.fetch(), headers={"Content-Type": "text/plain", "X-Content-Type-Options": "nosniff"}
    )


@pytest.mark.parametrize(
    ("files", "trouble", "said"),
    [
        ("**/play.json", not_there, "This site was published without its Python."),
        ("**/play.json", other_page, "This site was published without its Python."),
        ("**/play.json", lambda route: route.abort(), "The connection was lost"),
        ("**/page.*.js", not_there, "is missing on the server. Whoever published it"),
        ("**/page.*.js", as_text, "as “text/plain”, and browsers run scripts only as “text/javascript”"),
        (
            "**/page.*.js",
            lambda route: route.fulfill(body="(", content_type="text/javascript"),
            "could not run it",
        ),
        (
            "**/page.*.js",
            lambda route: route.fulfill(status=503, body="later"),
            "The server answered 503 for page.",
        ),
        ("**/python.js", lambda route: route.abort(), "The connection was lost"),
    ],
)
def test_an_exercise_that_cannot_be_opened_says_why_and_opens_when_that_is_over(
    tab, origin, files, trouble, said
):
    tab.route(files, trouble)
    tab.goto(origin + LESSON)
    line = come(tab).locator(".ss-trouble")
    line.wait_for()

    assert said in line.inner_text()
    assert "download the file" in line.inner_text()
    tab.unroute(files)
    with contextlib.suppress(TookTooLong):  # another sign of interest may have opened it by now
        line.get_by_role("button", name="Try once more").dispatch_event("click", timeout=2000)
    tab.locator("#lesson1-ex3").get_by_role("button", name="Check", exact=True).wait_for()
    until(tab, "document.querySelector('#lesson1-ex3 .ss-trouble') === null")


@pytest.mark.parametrize(
    ("files", "trouble", "said"),
    [
        ("**/memory.*.pack", not_there, "This site is not complete: memory."),
        ("**/worker.*.js", not_there, "This site is not complete: worker."),
        ("**/memory.*.pack", other_page, "is not the one that was published"),
        ("**/runtime.*.pack", other_page, "is not the one that was published"),
        ("**/course.*.pack", lambda route: route.abort(), "The connection was lost"),
    ],
)
def test_python_that_cannot_come_says_why_and_comes_at_the_next_check(tab, origin, files, trouble, said):
    tab.route(files, trouble)

    assert said in checked(tab, origin)
    tab.unroute(files)
    assert "of 12 points" in pressed(tab)


def test_a_course_that_was_published_anew_meanwhile_says_so(tab, origin):
    tab.goto(origin + LESSON)
    come(tab).get_by_role("button", name="Check", exact=True).wait_for()
    tab.goto(origin + LESSON)
    tab.route("**/memory.*.pack", not_there)
    asked = []

    def later(route):
        asked.append(route)
        body = route.fetch().text()
        route.fulfill(
            body=body if len(asked) == 1 else body.replace('"memory.', '"newer.'),
            content_type="application/json",
        )

    tab.route("**/play.json", later)

    assert "was published anew while this page was open" in pressed(tab)


IMPATIENT = """{
    const wait = window.setTimeout.bind(window);
    window.setTimeout = (act, time, ...more) => wait(act, time === 90000 ? 3000 : time, ...more);
}"""


def test_python_of_which_nothing_more_comes_is_given_up(tab, origin):
    tab.add_init_script(IMPATIENT)
    tab.route("**/memory.*.pack", lambda route: None)

    assert "nothing more came" in checked(tab, origin)


def test_a_browser_without_webassembly_is_told_so(tab, origin):
    tab.add_init_script("delete window.WebAssembly")

    assert "This browser does not run WebAssembly" in checked(tab, origin)


def test_a_page_opened_from_the_disk_says_what_to_do(tab, site):
    tab.goto((site / LESSON / "index.html").as_uri())

    said = tab.locator("#lesson1-ex3 .ss-trouble")
    said.wait_for()
    assert "run “make serve”" in said.inner_text()
