"""Any text, pasted into the page: read in the browser, marked, listed, and sent nowhere."""

import pytest

from secondsource import seeds
from tests.conftest import until
from tests.test_browser import ALL, ONLY_COLOURS, broken, dress

TEXT = (
    "Secret clerks of Port Asker reportedly burned 31 boats.\n\nMara Ilves 🚢 said so. "
    "Sources said we must wait. On Monday, 7 October 2025 it rained, according to a leaked memo."
)
FIND = "lesson1_anonymous_sourcing/ex2_find_attributions"
SHARE = "lesson2_syndication/ex2_overlap"
BROKEN = "def find_attributions(text):\n    return [][1]\n"
ENDLESS = "def find_attributions(text):\n    while True:\n        pass\n"
QUARTER = "def containment(part, whole, size):\n    return 0.25\n"
KEEP = "([site, name, text]) => localStorage.setItem(`second-source/1${site}${name}`, JSON.stringify({ text, base: '' }))"
HURRY = """() => {
    const real = setTimeout;
    window.setTimeout = (act, wait, ...more) => real(act, wait === 6000 ? 3000 : wait, ...more);
}"""


@pytest.fixture(scope="module")
def tab(chromium, origin):
    """The page, once for all tests here: its box awake, every request noted."""
    with chromium.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce") as context:
        tab = context.new_page()
        tab.asked, tab.complaints = [], []
        context.on(
            "request", lambda request: tab.asked.append((request.method, request.url, request.post_data))
        )
        tab.on("pageerror", lambda error: tab.complaints.append(str(error)))
        tab.goto(f"{origin}assess/")
        tab.early = list(tab.asked)
        yield tab


def press(tab, act):
    tab.locator(f"[data-act={act}]:enabled").press("Enter")


def assess(tab, text=None):
    """Assess what stands in the box, and wait for what is found."""
    if text is not None:
        tab.locator("#assess-box").fill(text)
    press(tab, "assess")
    until(tab, "document.querySelector('.ss-assess .ss-status-line').textContent.startsWith('Read.')")


def settle(tab):
    """Wait until nothing more is asked for: a second after Stop a spare Python is fetched."""
    before = None
    while before != len(tab.asked):
        before = len(tab.asked)
        tab.wait_for_timeout(1500)


def status(tab):
    return tab.locator(".ss-assess .ss-status-line").inner_text()


def keep(tab, origin, name, text):
    tab.evaluate(KEEP, ["/", name, text])


def test_the_page_waits_for_interest_and_asks_for_a_text(tab, origin):
    assert not any(".pack" in url or "runtime" in url for _, url, _ in tab.early)

    tab.locator("#assess-box").focus()
    press(tab, "assess")
    assert "no text in the box" in status(tab)
    tab.locator("#assess-box").fill("a " * 100_001)
    press(tab, "assess")

    assert "200,002 characters" in status(tab)
    assert tab.locator(".ss-assess__text").count() == 0


def test_python_can_be_stopped_while_it_starts(tab):
    tab.locator("#assess-box").fill(TEXT)

    press(tab, "assess")
    press(tab, "stop")

    assert status(tab) == "Stopped. Your text is still in the box."
    assert tab.locator("#assess-box").input_value() == TEXT
    assert tab.evaluate("document.activeElement.dataset.act") == "assess"


def test_a_text_is_read_marked_and_listed_from_the_keyboard(tab):
    assess(tab, TEXT)

    marked = tab.locator(".show-attribution .ss-seg .k-attribution")
    assert marked.all_inner_texts() == ["Mara Ilves 🚢 said", "Sources said", "according to a leaked memo"]
    tab.locator("input[data-family=weighed]").press("Space")
    assert tab.locator(".show-hedge .ss-seg .k-hedge").all_inner_texts() == ["reportedly"]
    listed = tab.locator(".ss-found[data-family=clashes]")
    assert "That day was a Tuesday." in listed.inner_text()
    assert listed.locator("mark").inner_text() == "Monday, 7 October 2025"
    listed.get_by_role("button", name="paragraph 2").press("Enter")
    assert tab.evaluate("document.activeElement.id") == "assess-p2"
    assert (
        tab.locator(".show-contradiction .ss-seg .k-contradiction").inner_text() == "Monday, 7 October 2025"
    )
    assert tab.locator("input[data-family=repeats]").is_disabled()


def test_nothing_is_asked_for_while_a_text_is_read_and_no_request_carries_it(tab, origin):
    settle(tab)
    before = len(tab.asked)

    assess(tab, TEXT)

    assert tab.asked[before:] == []
    assert {method for method, _, _ in tab.asked} == {"GET"}
    assert {body for _, _, body in tab.asked} == {None}
    assert [url for _, url, _ in tab.asked if not url.startswith((origin, f"blob:{origin}"))] == []
    assert not any("Secret" in url or "clerks" in url for _, url, _ in tab.asked)
    assert "Secret" not in tab.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, location.href])"
    )


def test_what_was_found_can_be_read_by_everybody(tab):
    assess(tab, TEXT)
    for family in ("weighed", "opinions", "clashes"):
        tab.locator(f"input[data-family={family}]").check()

    for width, schemes in {390: ["light", "dark"], 1280: ["dark", "light"]}.items():
        tab.set_viewport_size({"width": width, "height": 844})
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        for scheme in schemes:
            dress(tab, scheme)
            assert broken(tab, ONLY_COLOURS if width == 1280 else ALL) == []


def test_one_of_ours_is_put_into_the_box_and_clear_takes_everything_away(tab):
    tab.locator("#assess-ours").select_option("short_brief")
    press(tab, "take")
    until(tab, "document.querySelector('#assess-box').value.length > 300")
    assert tab.locator("#assess-box").input_value() == seeds.load_text("short_brief")

    press(tab, "clear")

    assert tab.locator("#assess-box").input_value() == ""
    assert tab.locator(".ss-assess__out > *, .ss-found > *").count() == 0


def test_another_language_is_told(tab):
    assess(tab, "Der Kutter lief am Mittag aus, und niemand an Bord ahnte, dass es im Maschinenraum brannte.")

    assert "does not look like English" in status(tab)


def test_own_functions_are_used_and_one_that_fails_is_named_with_its_line(tab, origin):
    keep(tab, origin, FIND, BROKEN)
    keep(tab, origin, SHARE, QUARTER)

    assess(tab, TEXT)

    assert "0.250 in the column" in tab.locator(".ss-found[data-family=shared]").inner_text()
    fates = tab.locator(".ss-own").inner_text()
    assert "ex2_find_attributions.py, line 2: find_attributions raised IndexError" in fates
    assert "Found by the plain methods" in tab.locator(".ss-found[data-family=voices]").inner_text()


def test_an_endless_function_can_be_stopped_or_is_passed_over_in_time(tab, origin):
    keep(tab, origin, FIND, ENDLESS)

    press(tab, "assess")
    press(tab, "stop")
    assert status(tab).startswith("Stopped.")
    tab.evaluate(HURRY)
    assess(tab)

    assert "find_attributions had not ended after 6 seconds" in tab.locator(".ss-own").inner_text()
    assert "0.250 in the column" in tab.locator(".ss-found[data-family=shared]").inner_text()
    assert tab.complaints == []


def test_without_javascript_the_page_says_what_it_would_do(chromium, origin):
    with chromium.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(f"{origin}assess/")

        assert tab.get_by_text("This page needs JavaScript").is_visible()
        assert tab.locator("#assess-box").is_hidden()
        assert tab.get_by_role("heading", name="Who is said to speak").is_visible()
