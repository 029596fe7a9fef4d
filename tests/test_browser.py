"""The built site in a real browser: as a student sees it, on a phone and on a desk, by day and by night."""

import gzip
import json
from pathlib import Path

import axe_playwright_python
import pytest
import yaml

from secondsource import catalogue, seeds
from secondsource.site import marks
from tests.conftest import until

SIZES = {390: 844, 1280: 900}
SCHEMES = {"light": "default", "dark": "slate"}
READER = "pages/reader/"


def addresses(nav):
    """Every page in nav, as the built site calls it."""
    for entry in nav:
        value = next(iter(entry.values()))
        if isinstance(value, list):
            yield from addresses(value)
        else:
            yield value.removesuffix("index.md").removesuffix(".md") + ("/" if value != "index.md" else "")


NAV = yaml.safe_load((catalogue.root() / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
PAGES = list(addresses(NAV))


@pytest.fixture(scope="session", params=SIZES)
def screen(request, chromium):
    """A fresh browser as wide as a phone, or as a desk."""
    width = request.param
    context = chromium.new_context(viewport={"width": width, "height": SIZES[width]}, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def opened(screen, origin):
    """Open a page and note every request and every complaint of the console."""
    tabs = []

    def open_page(address):
        tab = screen.new_page()
        tabs.append(tab)
        tab.asked, tab.complaints = [], []
        tab.on("request", lambda request: tab.asked.append(request.url))
        tab.on("console", lambda line: tab.complaints.append(line.text) if line.type == "error" else None)
        tab.on("pageerror", lambda error: tab.complaints.append(str(error)))
        tab.goto(origin + address)
        return tab

    yield open_page
    for tab in tabs:
        tab.close()


# --- every page ----------------------------------------------------------------------------


AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """([where, options]) => axe.run(where ?? document, options).then(found => found.violations.map(
    one => [one.id, one.nodes.slice(0, 4).map(node => node.html.slice(0, 120))]))"""


COLOURS = "color-contrast"
ALL, ONLY_COLOURS = {}, {"runOnly": [COLOURS]}
WITHOUT_COLOURS = {"rules": {COLOURS: {"enabled": False}}}
BESIDE = [[".md-header"], [".md-sidebar"], [".md-footer"]]
"""What stands beside the text on a desk, and is folded away on a phone."""


def broken(tab, rules=ALL, where=None):
    """What axe finds wrong with the page as it stands, or with the parts that selectors name."""
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(AXE)
    options = {"resultTypes": ["violations"], "selectors": False, "iframes": False, **rules}
    return tab.evaluate(RUN, [where, options])


def dress(tab, scheme):
    tab.emulate_media(color_scheme=scheme)
    until(tab, f"document.body.dataset.mdColorScheme === '{SCHEMES[scheme]}'")


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address or "home")
def test_a_page_keeps_to_itself_and_can_be_read_by_everybody(opened, origin, address):
    tab = opened(address)
    # Colours take longest: those of the text are looked at by day on a desk, by night on a phone.
    is_wide = tab.viewport_size["width"] == max(SIZES)
    by_day, by_night = (ALL, BESIDE) if is_wide else (WITHOUT_COLOURS, None)
    for scheme, rules, where in (("light", by_day, None), ("dark", ONLY_COLOURS, by_night)):
        dress(tab, scheme)

        assert broken(tab, rules, where) == []
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [url for url in tab.asked if not url.startswith((origin, "data:", "blob:"))] == []
    assert tab.complaints == []


def test_code_that_goes_on_to_the_side_says_so_on_a_phone(opened):
    tab = opened("grading/")
    style = tab.evaluate("(({backgroundImage, backgroundColor}) => [backgroundImage, backgroundColor])"
                         "(getComputedStyle(document.querySelector('pre > code')))")  # fmt: skip
    assert ("gradient" in style[0]) == (tab.viewport_size["width"] < 960)
    assert style[1] == tab.evaluate("getComputedStyle(document.querySelector('p > code')).backgroundColor")


COMPRESSED = {".woff2", ".png"}
MOST_BYTES = 300_000


def test_a_lesson_is_light_until_somebody_begins_an_exercise(opened, origin, site):
    """Bytes as a server sends them that compresses with gzip, for the heaviest lesson."""
    heaviest = max((site / "lessons").iterdir(), key=lambda one: (one / "index.html").stat().st_size)
    tab = opened(f"lessons/{heaviest.name}/")
    tab.wait_for_timeout(1500)
    sent = {site / url.removeprefix(origin).partition("?")[0] for url in tab.asked if url.startswith(origin)}
    files = {place / "index.html" if place.is_dir() else place for place in sent}

    assert any(file.name == "search_index.json" for file in files)
    assert not any("play" in file.parts for file in files)
    assert sum(weight(file) for file in files) < MOST_BYTES


def weight(file):
    data = file.read_bytes()
    return len(data if file.suffix in COMPRESSED else gzip.compress(data, 6))


def test_the_check_for_everybody_does_find_faults(opened):
    tab = opened("students/")
    tab.evaluate("document.querySelector('article').insertAdjacentHTML('beforeend', '<img src=data:,>')")

    assert [name for name, _ in broken(tab)] == ["image-alt"]
    assert broken(tab, ONLY_COLOURS) == []


def test_the_fonts_are_the_sites_own_and_are_used(opened):
    tab = opened("")
    tab.evaluate("document.fonts.ready")

    assert tab.evaluate(
        "document.fonts.check('16px \"Source Serif 4\"') && document.fonts.check('16px Inter')"
    )


def test_the_search_shows_what_it_finds(opened):
    tab = opened("limits/")
    tab.keyboard.press("/")

    tab.locator(".md-search__input").press_sequentially("ladder")
    found = tab.locator(".md-search-result__item a").first
    found.wait_for()

    assert found.is_visible()
    box = found.bounding_box()
    assert tab.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).closest('.md-search-result__item') !== null",
        [box["x"] + 20, box["y"] + 20],
    )


# --- the reader ----------------------------------------------------------------------------


def live(tab):
    return tab.locator(".ss-page:not([hidden]) .ss-seg.is-live").count()


def switch(tab, kind):
    tab.locator(f"input[data-kind={kind}]").focus()
    tab.keyboard.press("Space")


def test_the_reader_opens_without_a_mark(opened):
    tab = opened(READER)

    assert live(tab) == 0
    assert tab.locator(".ss-seg[tabindex]").count() == 0
    assert tab.locator(".ss-note").is_hidden()
    assert tab.locator("input[data-kind]:checked").count() == 0
    plain = "getComputedStyle(document.querySelector('.ss-seg [class^=k-]')).textDecorationLine"
    assert tab.evaluate(plain) == "none"


@pytest.mark.parametrize("kind", ["attribution", "hedge", "claim"])
def test_a_switch_works_from_the_keyboard_and_back(opened, kind):
    tab = opened(READER)

    switch(tab, kind)

    assert live(tab) > 0
    assert tab.locator(f".ss-page:not([hidden]) .ss-seg.is-live .k-{kind}").first.is_visible()
    assert "Marked here" in tab.locator(".ss-status").inner_text()
    switch(tab, kind)
    assert live(tab) == 0


def test_contradictions_ask_once_more(opened):
    tab = opened(READER)

    switch(tab, "contradiction")
    assert live(tab) == 0
    assert tab.locator(".ss-confirm").is_visible()
    tab.get_by_role("button", name="Not yet").press("Enter")
    assert live(tab) == 0
    switch(tab, "contradiction")
    tab.get_by_role("button", name="Show them").press("Enter")

    assert live(tab) > 0
    assert tab.locator(".ss-confirm").is_hidden()


def test_a_note_opens_from_the_keyboard_and_escape_closes_it(opened):
    tab = opened(READER + "#theprint")
    switch(tab, "attribution")
    mark = tab.locator("#theprint .ss-seg[role=button]").first

    mark.focus()
    mark.press("Enter")
    assert tab.locator(".ss-note").is_visible()
    assert "What is attributed" in tab.locator(".ss-note").inner_text()
    tab.keyboard.press("Escape")

    assert tab.locator(".ss-note").is_hidden()
    assert mark.evaluate("mark => mark === document.activeElement")


def test_a_note_covers_none_of_the_words_it_is_about(opened):
    tab = opened(READER + "#theprint-p18")
    switch(tab, "claim")
    mark = tab.locator("#theprint-p18 .ss-seg[role=button]").first

    mark.click()
    words, note = mark.bounding_box(), tab.locator(".ss-note").bounding_box()

    beside = note["x"] >= words["x"] + words["width"]
    below = note["y"] >= words["y"]
    assert beside or below
    assert words["y"] > tab.locator(".md-header").bounding_box()["height"]


def test_from_one_passage_of_a_contradiction_to_the_other(opened):
    tab = opened(READER + "#theprint")
    switch(tab, "contradiction")
    tab.get_by_role("button", name="Show them").click()
    first = tab.locator("#theprint [data-notes~='x1.1']").first
    first.click()

    tab.locator("[data-goto='x1.2']").click()

    assert tab.locator("#theprint [data-notes~='x1.2']").first.evaluate(
        "mark => { const box = mark.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }"
    )


@pytest.mark.parametrize("scheme", SCHEMES)
def test_marks_and_note_can_be_read_by_everybody(opened, scheme):
    tab = opened(READER + "#short_brief")
    dress(tab, scheme)
    for kind in ("attribution", "hedge", "claim"):
        switch(tab, kind)

    tab.locator("#short_brief .ss-seg[role=button]").first.click()

    assert tab.locator(".ss-note").is_visible()
    assert broken(tab) == []


def test_a_repeated_body_is_folded_and_can_be_opened(opened):
    tab = opened(READER + "#brighter_kashmir")
    fold = tab.locator("#brighter_kashmir .ss-fold")

    assert fold.get_attribute("open") is None
    assert tab.locator("#brighter_kashmir-p40").is_hidden()
    fold.locator("summary").click()

    assert tab.locator("#brighter_kashmir-p40").is_visible()


@pytest.mark.parametrize("place", ["theprint-p4", "brighter_kashmir-p60", "short_brief"])
def test_an_address_opens_its_page_at_its_paragraph(opened, place):
    tab = opened(f"{READER}#{place}")

    assert tab.locator(f"#{place}").is_visible()
    assert tab.locator(".ss-page:not([hidden])").count() == 1
    until(tab, f"document.getElementById('{place}').getBoundingClientRect().top < innerHeight")


@pytest.mark.parametrize("place", ["%", "%E0%A4%A", "%zz#", "no-such-place", "<img src=x>"])
def test_an_address_that_names_nothing_does_no_harm(opened, place):
    tab = opened(f"{READER}#{place}")

    assert live(tab) == 0
    switch(tab, "claim")
    assert live(tab) > 0
    assert tab.complaints == []


def test_two_pages_stand_side_by_side_or_one_below_the_other(opened):
    tab = opened(READER)
    tab.get_by_label("Two side by side").check()
    shown = tab.locator(".ss-page:not([hidden])")
    left, right = shown.nth(0).bounding_box(), shown.nth(1).bounding_box()

    assert shown.count() == 2
    assert left["y"] + left["height"] <= right["y"] if left["x"] == right["x"] else left["y"] == right["y"]


def test_one_page_never_stands_beside_itself(opened):
    tab = opened(READER)
    tab.get_by_label("Two side by side").check()
    right = tab.locator("select[data-pane=right]").input_value()

    tab.locator("select[data-pane=left]").select_option(right)

    assert tab.locator("select[data-pane=right]").input_value() != right
    assert tab.locator(".ss-page:not([hidden])").count() == 2


def test_without_javascript_all_five_pages_stand_as_plain_text(chromium, origin):
    with chromium.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(origin + READER)

        assert tab.locator(".ss-page:visible").count() == 5
        assert tab.locator(".ss-controls").is_hidden()


def test_the_matrix_keeps_its_weights_until_they_are_asked_for(opened):
    tab = opened("pages/claims/")
    weight = tab.locator(".ss-weight").first

    assert not weight.is_visible()
    tab.get_by_label("Show our weights").focus()
    tab.keyboard.press("Space")
    assert weight.is_visible()


def test_the_search_index_gives_no_note_away(site):
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    text = " ".join(entry["text"] for entry in index["docs"] if entry["location"].startswith(READER))
    notes = [note for article in seeds.load_articles() for note in article.notes.contradictions]

    assert len(text) > 1000
    assert notes
    assert [note.id for note in notes if note.why in text] == []


def test_every_mark_of_the_records_can_be_reached(opened):
    tab = opened(READER + "#newsup")
    for kind in ("attribution", "hedge", "claim"):
        switch(tab, kind)
    article = seeds.load_article("newsup")
    wanted = {mark.token for mark in marks.marks(article) if mark.kind != marks.CONTRADICTION}

    stops = tab.locator("#newsup .ss-seg[role=button]").evaluate_all(
        "stops => stops.map(stop => stop.dataset.notes).join(' ').split(/ +/)"
    )

    assert wanted <= set(stops)
