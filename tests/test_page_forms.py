"""The forms of the exercises in the page: worked by keyboard and by finger, in a real browser."""

import ast
from pathlib import Path

import axe_playwright_python
import pytest

from secondsource import catalogue
from secondsource.grading.run import run_checks
from tests.conftest import until

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
SCHEMES = {"light": "default", "dark": "slate"}
RUN = """where => axe.run(where, {resultTypes: ["violations"]}).then(found => found.violations.map(
    one => [one.id, one.nodes.slice(0, 4).map(node => node.html.slice(0, 160))]))"""
WAKE = """async name => {
    const base = new URL("../../assets/play/", location);
    const manifest = await (await fetch(new URL("play.json", base))).json();
    const course = (await import(new URL(manifest.page.file, base))).open(base, manifest);
    window.exercise = await course.enliven(document.querySelector(`[data-exercise="${name}"]`));
}"""


def wake(tab, origin, short):
    """Open a lesson with one of its exercises awake; return the exercise and its place on the page."""
    exercise = catalogue.find(short)[0]
    address = f"{origin}lessons/{exercise.lesson}/"
    if tab.url != address:
        tab.goto(address)
    tab.evaluate(WAKE, exercise.id)
    return exercise, tab.locator(f'[data-exercise="{exercise.id}"]')


def text_of(tab):
    return tab.evaluate("exercise.text")


def constant(text, name):
    nodes = [node for node in ast.parse(text).body if isinstance(node, ast.AnnAssign)]
    return next(ast.literal_eval(node.value) for node in nodes if node.target.id == name)


def broken(tab, where, scheme):
    """What axe finds wrong there, in light or in dark."""
    tab.emulate_media(color_scheme=scheme)
    until(tab, f"document.body.dataset.mdColorScheme === '{SCHEMES[scheme]}'")
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(AXE)
    return tab.evaluate(RUN, where)


@pytest.fixture(scope="module")
def desk(chromium):
    with chromium.new_context() as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def phone(chromium):
    with chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    ) as context:
        yield context.new_page()


# --- by keyboard ---------------------------------------------------------------------------


def test_judgements_are_given_by_keyboard_alone(desk, origin, tmp_path):
    exercise, root = wake(desk, origin, "lesson3/ex1")
    right = constant(exercise.solution.read_text("utf-8"), "LABELS")
    root.locator(".ss-reads").first.focus()  # from here on, keys

    for number, one in enumerate(right.values()):
        answer(desk, number, one)

    given = constant(text_of(desk), "LABELS")
    assert {name: one["opinion"] for name, one in given.items()} == {
        name: one["opinion"] for name, one in right.items()
    }
    assert all(right[name]["words"] in one["words"] for name, one in given.items())
    assert checked(exercise, text_of(desk), tmp_path) == 1
    assert root.locator(".ss-form__count").text_content() == "16 of 16 answered"


def answer(tab, number, right):
    """Give one label and its words, beginning and ending on the entry's first button."""
    keys = tab.keyboard
    keys.press("Tab")
    keys.press("Space")
    for _ in range(["author", "speaker", "both", "nobody"].index(right["opinion"])):
        keys.press("ArrowRight")
    keys.press("Tab")
    if right["words"]:
        keys.press("Enter")
        choose(tab, right["words"])
        keys.press("Tab")
    else:
        keys.press("Tab")
        keys.press("Enter")
    keys.press("Tab")
    if number < 15:
        assert "ss-reads" in tab.evaluate("document.activeElement.className")


def choose(tab, words):
    """Choose the sentence with these words."""
    here = tab.locator(".ss-sentence--here")
    for _ in range(9):
        if words in here.text_content():
            break
        tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Space")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("dialog", state="detached")


def checked(exercise, text, folder):
    """The share of the visible points that a file gets."""
    path = folder / exercise.lesson / f"{exercise.name}.py"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    checks = run_checks([exercise], str(folder))[0].checks
    return sum(one.points for one in checks) / sum(one.out_of for one in checks)


@pytest.mark.parametrize("again", ["click", "Delete"])
def test_an_answer_chosen_once_more_is_taken_back(desk, origin, again):
    _, root = wake(desk, origin, "lesson1/ex5")
    before = text_of(desk)
    option = root.get_by_role("radio").first

    option.check()
    assert text_of(desk) != before
    if again == "click":
        option.click()
    else:
        desk.keyboard.press(again)

    assert not option.is_checked()
    assert text_of(desk) == before


def test_a_form_steps_aside_for_what_it_cannot_read_and_loses_nothing(desk, origin):
    exercise, root = wake(desk, origin, "lesson3/ex5")
    plain = exercise.handed_out.read_text("utf-8")
    odd = plain.replace('"width": None,', '"width": "evi" + "dence",  # mine')
    first = root.locator(".ss-form").first

    desk.evaluate("text => exercise.setText(text)", odd)
    assert "The form cannot show SETTLED_BY" in first.locator(".ss-form__note").text_content()
    assert first.get_by_role("radio").first.is_disabled()
    assert root.locator(".ss-form__file").first.get_attribute("open") is not None
    root.get_by_role("group", name="ADDS").get_by_label("One more source").check()
    assert text_of(desk) == odd.replace("ADDS: str = None", 'ADDS: str = "a"')

    desk.evaluate("text => exercise.setText(text)", odd.replace('"evi" + "dence"', '"evidence"'))
    assert first.get_by_role("radio", name="evidence").first.is_checked()
    assert first.locator(".ss-form__note").text_content() == ""
    first.get_by_role("radio", name="judgement").nth(1).check()
    assert text_of(desk) == plain.replace('"width": None,', '"width": "evidence",  # mine').replace(
        '"narrow": None', '"narrow": "judgement"'
    )


def test_forms_can_be_used_by_everybody(desk, origin):
    wake(desk, origin, "lesson5/ex3")
    form = desk.locator('[data-constant="PASSAGES"]')
    form.get_by_role("button", name="Add one").click()
    assert broken(desk, '[data-constant="PASSAGES"]', "dark") == []
    form.get_by_role("button", name="Choose").click()
    desk.keyboard.press("Space")
    assert broken(desk, "dialog", "light") == []


# --- by finger -----------------------------------------------------------------------------


def test_a_finger_chooses_words_on_a_phone(phone, origin):
    _, root = wake(phone, origin, "lesson5/ex3")
    passages = root.locator('[data-constant="PASSAGES"]')
    passages.get_by_role("button", name="Add one").tap()
    passages.get_by_label("page", exact=True).select_option(label="newsup")
    passages.get_by_role("button", name="Choose").tap()

    phone.locator(".ss-paragraph", has_text="dossier").locator(".ss-sentence").first.tap()
    whole = phone.locator(".ss-reading__chosen").text_content()
    phone.get_by_role("button", name="Begin later").tap()
    phone.get_by_role("button", name="End earlier").tap()
    assert too_small(phone, "dialog button, dialog select") == []
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.get_by_role("button", name="Use these words").tap()
    passages.get_by_role("radio", name="weakness").tap()

    (row,) = constant(text_of(phone), "PASSAGES")
    paragraphs = phone.evaluate("exercise.course.texts().then(texts => texts.newsup)")
    assert row["quote"] == " ".join(whole.strip("“”").split()[1:-1])
    assert row["quote"] in paragraphs[row["paragraph"] - 1]
    assert (row["page"], row["shows"]) == ("newsup", "weakness")


def test_words_selected_in_the_usual_way_are_taken_whole(phone, origin):
    _, root = wake(phone, origin, "lesson5/ex3")
    quote = root.locator('[data-constant="PASSAGES"] .ss-quote')
    root.locator('[data-constant="PASSAGES"]').get_by_role("button", name="Choose").tap()
    sentence = phone.locator(".ss-sentence", has_text="dossier").first
    at = sentence.text_content().index("dossier")

    sentence.evaluate(
        "(node, at) => getSelection().setBaseAndExtent(node.firstChild, at + 2, node.firstChild, at + 4)", at
    )
    phone.get_by_role("button", name="Use these words").tap()

    assert quote.text_content() == "“dossier”"
    root.locator('[data-constant="PASSAGES"]').get_by_role("button", name="Take it out").tap()
    assert constant(text_of(phone), "PASSAGES") == []


def test_everything_in_a_form_is_large_enough_for_a_finger(phone, origin):
    wake(phone, origin, "lesson5/ex3")

    assert (
        too_small(phone, ".ss-form button, .ss-form label, .ss-form textarea, .ss-form__file summary") == []
    )
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def too_small(tab, selector):
    """What a finger would miss."""
    return tab.evaluate(
        """selector => [...document.querySelectorAll(selector)]
            .map(node => [node.textContent, node.getBoundingClientRect()])
            .filter(([, box]) => box.height > 0 && (box.height < 44 || box.width < 44))
            .map(([words, box]) => [words, box.width, box.height])""",
        selector,
    )
