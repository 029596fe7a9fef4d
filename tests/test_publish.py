"""The site as it is published: under any address, complete, and with a policy in every page."""

import base64
import hashlib
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml

from secondsource import catalogue
from secondsource.site import publish
from tests.test_page_servers import Plain, serving

ADDRESS = "https://example.org/courses/second-source/"


class Page(HTMLParser):
    """What a page asks for, leads to, and can be led to."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.inline, self.handlers, self.policies = [], set(), [], [], []
        self._script = False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.ids.add(given.get("id"))
        self.links += [given[name] for name in ("href", "src") if given.get(name)]
        self.handlers += [name for name in given if name.startswith("on")]
        if tag == "meta" and given.get("http-equiv") == "Content-Security-Policy":
            self.policies.append(given["content"])
        self._script = tag == "script" and "src" not in given and given.get("type") != "application/json"

    def handle_endtag(self, tag):
        self._script = False

    def handle_data(self, data):
        if self._script:
            self.inline.append(data)


@pytest.fixture(scope="module")
def pages(site):
    return {path: Page(path.read_text("utf-8")) for path in site.rglob("*.html")}


@pytest.fixture(scope="module")
def placed(site, tmp_path_factory):
    """The site, built for an address in a folder; what it loads is the same."""
    folder = tmp_path_factory.mktemp("placed")
    publish.publish_site(folder, ADDRESS)
    return folder


def test_every_page_has_one_policy_that_names_exactly_the_scripts_in_it(pages):
    assert len(pages) > 15
    for path, page in pages.items():
        assert len(page.policies) == 1, path
        hashes = {
            f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
            for code in page.inline
        }
        assert set(re.findall(r"'sha256-[^']+'", page.policies[0])) == hashes
        assert page.handlers == []
        assert "unsafe-eval'" not in page.policies[0].replace("'wasm-unsafe-eval'", "")
        assert not re.search(r"script-src[^;]*'unsafe-inline'|https?:|\*", page.policies[0])


def test_the_policy_stands_before_everything_it_is_about(pages, site):
    for path in pages:
        head = path.read_text("utf-8").partition("<meta http-equiv")[0]
        assert not re.search(r"<(script|link|style)\b", head), path


def test_a_page_may_load_nothing_from_anywhere_else(chromium, origin, tmp_path):
    with serving(Plain, tmp_path) as other, chromium.new_context() as context:
        (tmp_path / "there.js").write_text("window.there = 1", encoding="utf-8")
        asked, tab = [], context.new_page()
        tab.on("requestfinished", lambda request: asked.append(request.url))
        tab.goto(origin)
        tab.evaluate(HTML, other)
        tab.wait_for_timeout(1000)

        assert tab.evaluate("[window.there, window.inline]") == [None, None]
    assert [url for url in asked if url.startswith(other)] == []


HTML = """(there) => {
    const box = document.createElement("div");
    box.innerHTML = `<img src="${there}a.png" onerror="window.inline = 1"><iframe src="${there}b.html"></iframe>
        <object data="${there}c"></object><video src="${there}d"></video><link rel="stylesheet" href="${there}e.css">
        <link rel="prefetch" href="${there}f"><div style="background: url(${there}g)">x</div><form action="${there}h"></form>
        <style>@import "${there}i.css"; @font-face { font-family: f; src: url(${there}j) } p { font-family: f }</style>`;
    document.body.append(box);
    box.querySelector("form").submit();
    for (const [name, text] of [["src", `${there}there.js`], ["textContent", "window.inline = 1"]]) {
        document.head.append(Object.assign(document.createElement("script"), { [name]: text }));
    }
    navigator.sendBeacon(`${there}k`, "secret");
    fetch(`${there}l`, { mode: "no-cors" }).catch(() => {});
    new WebSocket(there.replace("http", "ws"));
    import(`${there}there.js`).catch(() => {});
}"""
"""What feedback could do if it were taken for HTML."""


# --- addresses -----------------------------------------------------------------------------------


def test_without_an_address_nothing_pretends_to_know_it(site):
    lost = (site / "404.html").read_text("utf-8")

    assert not (site / "sitemap.xml").exists()
    assert not Page(lost).links
    assert "Second Source" in lost


def test_with_an_address_sitemap_and_wrong_addresses_know_it(placed):
    pages_in_it = re.findall(r"<loc>(.*?)</loc>", (placed / "sitemap.xml").read_text("utf-8"))
    lost = Page((placed / "404.html").read_text("utf-8"))
    own = [link for link in lost.links if not link.startswith(("http", "#"))]

    assert len(pages_in_it) == len(list(placed.rglob("index.html")))
    assert all(page.startswith(ADDRESS) for page in pages_in_it)
    assert all(link.startswith("/courses/second-source") for link in own)
    for link in own:
        there = placed / link.partition("#")[0].removeprefix("/courses/second-source").lstrip("/")
        assert there.is_file() or (there / "index.html").is_file(), link


@pytest.mark.parametrize(
    "address", ["example.org", "ftp://example.org/", "https://", "https://example.org/?a=1", "file:///tmp"]
)
def test_what_is_no_address_is_refused_with_one_that_is(address, tmp_path):
    with pytest.raises(publish.PublishError, match=r"Give all of it: https://example\.org/course/"):
        publish.publish_site(tmp_path, address)


def dangling(site):
    """Links of a built site that lead to nothing."""
    pages = {path: Page(path.read_text("utf-8")) for path in site.rglob("index.html")}
    found = []
    for path, page in pages.items():
        here = path.relative_to(site).as_posix().removesuffix("index.html")
        for link in page.links:
            address = urlsplit(urljoin(f"http://site/{here}", link))
            if address.netloc != "site" or link.startswith("data:"):
                continue
            there = site / unquote(address.path).lstrip("/")
            there = there / "index.html" if there.is_dir() else there
            name = unquote(address.fragment)
            if not there.is_file() or (
                there in pages and name and not name.startswith("__") and name not in pages[there].ids
            ):
                found.append((here, link))
    return found


def test_every_link_of_the_site_leads_to_something(site):
    assert dangling(site) == []


# --- a site without its Python -------------------------------------------------------------------


def test_mkdocs_alone_stops_where_the_exercises_python_was_not_built(tmp_path):
    for part in ("mkdocs.yml", "docs", "exercises", "solutions", "seeds"):
        source = catalogue.root() / part
        if part == "docs":
            shutil.copytree(source, tmp_path / part, ignore=shutil.ignore_patterns("play", ".play"))
        else:
            (tmp_path / part).symlink_to(source)
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode != 0
    assert "assets/play/licences.txt" in done.stderr


def test_a_site_with_a_fault_is_not_published_and_the_fault_is_named(tmp_path, monkeypatch):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("[lost](nowhere.md)", encoding="utf-8")
    settings = {"site_name": "Small", "strict": True, "plugins": []}
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    monkeypatch.setattr(catalogue, "root", lambda: tmp_path)
    monkeypatch.setattr(publish, "build_bundle", lambda: False)

    with pytest.raises(publish.PublishError, match=r"nowhere\.md"):
        publish.publish_site(tmp_path / "out")


def test_only_scripts_that_run_are_named(monkeypatch):
    page = (
        '<meta charset="utf-8"><script>one()</script><script type="application/json">{}</script>'
        '<script type="module">two()</script><script src="a.js"></script><script> </script>'
    )

    policy = Page(publish.with_policy(page)).policies[0]

    assert policy.count("sha256-") == 2
