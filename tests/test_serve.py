"""Serving the site: its address is printed, a taken port is named, and what has not changed is not built again."""

import functools
import http.server
import socket
import threading
import urllib.error
import urllib.request

import mkdocs.commands.build
import pytest
from mkdocs.livereload import LiveReloadServer
from rich.console import Console
from typer.testing import CliRunner

from secondsource.cli import app
from secondsource.site import serve

run = CliRunner().invoke
SETTINGS = "site_name: A small course\ntheme: {name: null, custom_dir: theme}\n"
PAGE = "<html><head><title>A small course</title></head><body>{{ page.content }}</body></html>"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course with one page."""
    for name, text in {
        "seeds/articles/x": "", "exercises/x": "", "docs/index.md": "Read this.", "mkdocs.yml": SETTINGS,
        "theme/main.html": PAGE, "docs/404.html": "<p>No such page.</p>",
    }.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind((serve.HOST, 0))
        return probe.getsockname()[1]


@pytest.fixture
def built(monkeypatch):
    """How often the site was built."""
    times = []
    real = mkdocs.commands.build.build

    def build(*given, **named):
        times.append(named["serve_url"])
        real(*given, **named)

    monkeypatch.setattr(mkdocs.commands.build, "build", build)
    return times


def served(port, monkeypatch, visit):
    """Serve the course until it has been visited, then press Ctrl-C; return what was printed."""
    real = LiveReloadServer._build_loop

    def loop(server):
        visit()
        raise KeyboardInterrupt

    monkeypatch.setattr(LiveReloadServer, "_build_loop", loop)
    console = Console(record=True, width=120)
    serve.serve_site(port, console)
    monkeypatch.setattr(LiveReloadServer, "_build_loop", real)
    return console.export_text()


def read(port, page=""):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/{page}", timeout=30) as reply:
        return reply.read().decode()


def test_the_site_is_served_at_the_address_that_is_printed(course, port, built, monkeypatch):
    pages = []
    said = served(port, monkeypatch, lambda: pages.append(read(port)))

    assert f"The course is at http://127.0.0.1:{port}/" in said
    assert "The course has been closed." in said
    assert "Read this." in pages[0]
    assert built == [f"http://127.0.0.1:{port}/"]


def test_a_second_time_nothing_is_built_until_something_changes(course, port, built, monkeypatch):
    served(port, monkeypatch, lambda: None)
    served(port, monkeypatch, lambda: read(port))
    assert len(built) == 1

    (course / "docs" / "index.md").write_text("Read this, too.", encoding="utf-8")
    pages = []
    served(port, monkeypatch, lambda: pages.append(read(port)))
    assert len(built) == 2
    assert "Read this, too." in pages[0]


def test_what_course_yaml_decides_holds_for_what_is_served_and_is_built_anew(
    course, port, built, monkeypatch
):
    (course / "docs" / "lessons").mkdir()
    (course / "docs" / "_generated").mkdir()
    (course / "docs" / "lessons" / "lesson3_x.md").write_text("Left?", encoding="utf-8")
    (course / "docs" / "index.md").write_text("See [three](lessons/lesson3_x.md).", encoding="utf-8")
    (course / "theme" / "main.html").write_text(
        "{{ config.site_name }}: {{ page.content }}", encoding="utf-8"
    )
    pages = []
    served(port, monkeypatch, lambda: pages.append(read(port)))
    (course / "course.yaml").write_text("name: Weighing\nleave_out: [lesson3]\n", encoding="utf-8")
    served(port, monkeypatch, lambda: pages.append(read(port)))

    assert pages[0].startswith('Second Source: <p>See <a href="lessons/lesson3_x/">three</a>')
    assert pages[1].startswith("Weighing: <p>See three.")
    assert not (serve._folder(port) / "lessons" / "lesson3_x" / "index.html").exists()
    assert len(built) == 2
    assert (course / "docs" / "lessons" / "lesson3_x.md").is_file()


def test_a_page_that_is_not_there_gets_the_courses_own_words(course, port, monkeypatch):
    said = []

    def visit():
        try:
            read(port, "nowhere/")
        except urllib.error.HTTPError as error:
            said.append(error.read().decode())

    served(port, monkeypatch, visit)
    assert "No such page." in said[0]
    assert serve._error_page(serve._folder(port), 500) is None


def test_a_second_course_in_the_same_folder_is_told_where_the_first_one_is(course, port, monkeypatch):
    said = []

    def again():
        with monkeypatch.context() as patch:
            said.append(served(port, patch, lambda: None))

    served(port, monkeypatch, again)
    assert (
        f"Port {port} is taken, by this very course: it is served already, at http://127.0.0.1:{port}/"
        in said[0]
    )
    assert said[0].count("The course is at http://127.0.0.1:") == 1
    assert f"The course is at http://127.0.0.1:{port}/" not in said[0]


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (
            b"<title>Home - \n[red]Second\x1b[2J &amp; Source</title>",
            "calls itself “Home - [red]Second[2J & Source”",
        ),
        (b"<p>No title", "by another program."),
    ],
)
def test_a_port_that_another_program_has_is_named_with_its_title(course, tmp_path, monkeypatch, page, says):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "index.html").write_bytes(page)

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *words):
            pass

    handler = functools.partial(Quiet, directory=tmp_path / "other")
    with http.server.ThreadingHTTPServer((serve.HOST, 0), handler) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        said = served(other.server_port, monkeypatch, lambda: None)
        other.shutdown()

    assert f"Port {other.server_port} is taken, " in said
    assert says in said
    assert "The course is at" in said


def test_a_port_whose_owner_says_nothing_sensible_is_named_all_the_same(course, monkeypatch):
    with socket.socket() as taken:
        taken.bind((serve.HOST, 0))
        port = taken.getsockname()[1]

        assert port < serve.free_port(port) < port + serve.TRIES
        assert serve._taken_by(port) == "by another program."


def test_a_folder_that_knows_no_locks_is_served_too(course, port, monkeypatch):
    def none(*_):
        raise OSError("no locks available")

    monkeypatch.setattr(serve.fcntl, "flock", none)

    assert "The course is at" in served(port, monkeypatch, lambda: None)
    assert not serve._ours(port)


def test_no_free_port_says_what_to_do(monkeypatch):
    monkeypatch.setattr(serve, "TRIES", 0)
    result = run(app, ["serve", "--port", "8123"])

    assert result.exit_code == 2
    assert "name another with --port" in result.stderr.replace("\n", " ")
