"""Your progress: what is written in the page shows there, goes out as a zip, and comes back from wherever it was."""

import functools
import json
import zipfile

import jupytext
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat.v4 import new_output

from secondsource import catalogue
from secondsource.grading.classes import take_in
from secondsource.grading.kit import NAME, kit_files, notebook
from secondsource.grading.run import run_checks
from tests.conftest import until
from tests.zips import zip_of

FIND, PROFILE, OVERLAP = (catalogue.find(name)[0] for name in ("lesson1/ex2", "lesson1/ex4", "lesson2/ex2"))
LESSON = f"lessons/{FIND.lesson}/"
PAGE = "progress/"
MINE = "# mine, with an “ä” in it"
OPEN = """async () => {
    const base = new URL("../../assets/play/", location);
    const manifest = await (await fetch(new URL("play.json", base))).json();
    const { open } = await import(new URL(manifest.page.file, base));
    window.live = (name) => open(base, manifest).enliven(document.querySelector(`[data-exercise="${name}"]`));
}"""
WRITE = "async ([name, text]) => (await window.live(name)).setText(text, 'form')"
CHECKED = (
    "async ([name, result]) => { const one = await window.live(name); one.showResult(result, one.text); }"
)
KEPT = """() => JSON.stringify(Object.entries(localStorage).filter(([key]) => key.startsWith("second-source/")).sort())"""
FORBID = """Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });"""


def handed_out(exercise):
    return exercise.handed_out.read_text("utf-8")


@pytest.fixture(scope="module")
def browser(chromium):
    """Make contexts in which nothing loads Python, which none of this needs."""
    made = []

    def context(**more):
        one = chromium.new_context(reduced_motion="reduce", **more)
        one.route("**/*.pack", lambda route: route.abort())
        made.append(one)
        return one

    yield context
    for one in made:
        one.close()


@pytest.fixture(scope="module")
def worked(browser, origin, tmp_path_factory):
    """A page in whose browser three exercises are begun: one checked, one changed since, one neither."""
    tab = browser().new_page()
    tab.goto(origin + LESSON)
    tab.evaluate(OPEN)
    tab.evaluate(WRITE, [PROFILE.id, PROFILE.solution.read_text("utf-8")])
    tab.evaluate(CHECKED, [PROFILE.id, results(PROFILE, "solutions")])
    tab.evaluate("name => window.live(name)", FIND.id)
    tab.evaluate(CHECKED, [FIND.id, results(FIND, "exercises")])
    tab.locator(f"[data-exercise='{FIND.id}'] .cm-content").last.focus()
    tab.keyboard.insert_text(f"{MINE}\n")
    tab.goto(f"{origin}lessons/{OVERLAP.lesson}/")
    tab.evaluate(OPEN)
    tab.evaluate(WRITE, [OVERLAP.id, handed_out(OVERLAP) + MINE])
    tab.locator(f"[data-exercise='{OVERLAP.id}']").get_by_role("link", name="Your progress").click()
    state(tab, FIND)
    return tab


@functools.cache
def results(exercise, folder):
    return json.loads(run_checks([exercise], folder)[0].model_dump_json())


def state(tab, exercise, words=""):
    """What the page says of an exercise, once it does, and says these words."""
    place = tab.locator(f".ss-progress [data-exercise='{exercise.id}'] .ss-progress__state")
    place.filter(has_text=words).wait_for()
    return place.inner_text()


@pytest.fixture(scope="module")
def taken(worked, tmp_path_factory):
    """The zip that the page gives out."""
    with worked.expect_download() as coming:
        worked.get_by_role("button", name="Take my answers").click()
    path = tmp_path_factory.mktemp("taken") / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


@pytest.fixture(scope="module")
def other(browser, origin):
    """A tab of another browser."""
    tab = browser().new_page()
    tab.goto(origin + PAGE)
    return tab


@pytest.fixture
def fresh(other, origin):
    """The page in a browser that keeps nothing yet."""
    other.evaluate("localStorage.clear()")
    other.goto(origin + PAGE)
    state(other, FIND)
    return other


def choose(tab, files):
    """Choose files, given as name to bytes or text; return what the page then says of them."""
    files = {name: data.encode() if isinstance(data, str) else data for name, data in files.items()}
    given = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files.items()
    ]
    tab.locator(".ss-progress input[type=file]").first.set_input_files(given)
    return answer(tab)


def answer(tab):
    until(tab, "!/^(Reading …)?$/.test(document.querySelector('.ss-bring').innerText.trim())")
    return tab.locator(".ss-bring").inner_text()


def press(tab, name):
    tab.locator(".ss-bring").get_by_role("button", name=name).click()
    return tab.locator(".ss-bring").inner_text()


def kept(tab, exercise, more=""):
    """The text this browser keeps of an exercise."""
    entries = {key: json.loads(value)["text"] for key, value in json.loads(tab.evaluate(KEPT))}
    return next((text for key, text in entries.items() if key.endswith(f"/{exercise.id}{more}")), None)


# --- what the page shows -------------------------------------------------------------------


def test_every_exercise_leads_to_its_place_in_its_lesson_without_javascript_too(browser, site, origin):
    tab = browser(java_script_enabled=False).new_page()
    tab.goto(origin + PAGE)
    links = tab.locator(".ss-progress [data-exercise] a").evaluate_all("links => links.map(one => one.href)")

    assert len(links) == len(catalogue.exercises())
    for link in links:
        page, place = link.removeprefix(origin).split("#")
        assert f'id="{place}"' in (site / page / "index.html").read_text("utf-8"), link
    assert "Without it, here is every exercise" in tab.locator(".ss-progress").inner_text()
    assert tab.locator(".ss-progress button").count() == 0


def test_the_page_tells_how_far_each_exercise_is(worked):
    assert state(worked, OVERLAP).startswith("begun, not checked yet\nsaved ")
    assert "All visible checks pass; your instructor’s grading runs more." in state(worked, PROFILE)
    assert "Changed since." not in state(worked, PROFILE)
    assert state(worked, FIND).startswith("last check: 0 of ")
    assert "Changed since." in state(worked, FIND)
    assert state(worked, catalogue.find("lesson3/ex1")[0]) == "not begun"
    assert "All checks pass" not in worked.locator("main").inner_text()


def test_each_lesson_has_its_sum(worked):
    earned, asked = (
        sum(one[part] for exercise, folder in ((FIND, "exercises"), (PROFILE, "solutions"))
            for one in results(exercise, folder)["checks"])
        for part in ("points", "out_of")
    )  # fmt: skip
    sums = worked.locator(".ss-progress__sum").all_inner_texts()

    assert sums[1] == f"2 of 5 begun · {earned} of {asked} points where you checked."
    assert sums[2] == "1 of 5 begun."
    assert sums[3] == "0 of 5 begun."


def test_an_exercise_whose_handing_out_changed_says_so(worked):
    key = next(key for key, _ in json.loads(worked.evaluate(KEPT)) if key.endswith(OVERLAP.id))
    before = worked.evaluate("key => localStorage.getItem(key)", key)
    worked.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, json.dumps({**json.loads(before), "base": "older"})])  # fmt: skip
    worked.reload()

    assert "the exercise has changed since you began it" in state(worked, OVERLAP)
    worked.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, before])
    worked.reload()
    assert "changed" not in state(worked, OVERLAP)


def test_a_site_below_another_address_has_its_own_progress(worked, browser, origin):
    below = f"{origin}courses/news/"
    context = browser()
    context.route(
        f"{below}**",
        lambda route: route.fulfill(response=route.fetch(url=route.request.url.replace(below, origin))),
    )
    tab = context.new_page()
    tab.goto(below + PAGE)
    choose(tab, {f"{FIND.name}.py": handed_out(FIND) + MINE})
    press(tab, "Bring what is ticked")
    assert state(tab, FIND, "saved").startswith("begun")
    tab.goto(origin + PAGE)
    assert state(tab, FIND) == "not begun"


# --- taking --------------------------------------------------------------------------------


def test_the_zip_holds_what_was_begun_and_the_grading_takes_it(worked, taken, tmp_path):
    with zipfile.ZipFile(taken) as archive:
        found = {name: archive.read(name).decode() for name in archive.namelist()}
    assert found == {f"exercises/{one.id}.py": kept(worked, one) for one in (FIND, PROFILE, OVERLAP)}
    assert MINE in found[f"exercises/{FIND.id}.py"]

    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "Anna.zip").write_bytes(taken.read_bytes())
    [submission] = take_in(tmp_path / "class", tmp_path / "stage")

    assert (submission.student.name, submission.notes) == ("Anna", [])
    assert sorted(submission.files) == [FIND.id, PROFILE.id, OVERLAP.id]
    assert results(PROFILE, str(submission.folder))["checks"] == results(PROFILE, "solutions")["checks"]


def test_nothing_begun_gives_no_zip(fresh):
    fresh.get_by_role("button", name="Take my answers").click()

    fresh.get_by_text("There is nothing to take yet").wait_for()


# --- bringing ------------------------------------------------------------------------------


def test_what_was_taken_comes_back_in_another_browser(worked, taken, fresh):
    said = choose(fresh, {taken.name: taken.read_bytes()})
    assert said.startswith("Nothing has changed yet. This would come:")
    assert said.count("Not begun here.") == 3
    assert "laid out in another way" not in said
    assert fresh.evaluate(KEPT) == "[]"

    said = press(fresh, "Bring what is ticked")

    assert said.startswith("Brought: Lesson 1, exercise 2; Lesson 1, exercise 4; Lesson 2, exercise 2.")
    for one in (FIND, PROFILE, OVERLAP):
        assert kept(fresh, one) == kept(worked, one)
    assert state(fresh, FIND, "saved").startswith("begun, not checked yet")
    press(fresh, "Back to what stood here")
    assert fresh.evaluate(KEPT) == "[]"


def of(year):
    """A zip with an answer that was written in that year."""
    info = zipfile.ZipInfo(f"exercises/{FIND.id}.py", (year, 3, 1, 12, 0, 0))
    return {f"{year}.zip": zip_of({info: text_of(year)})}


def text_of(year):
    return handed_out(FIND) + f"# of {year}\n"


def test_a_check_makes_an_answer_no_newer(fresh, origin):
    choose(fresh, of(2025))
    press(fresh, "Bring what is ticked")
    fresh.goto(origin + LESSON)
    fresh.evaluate(OPEN)
    fresh.evaluate("name => window.live(name)", FIND.id)
    fresh.evaluate(CHECKED, [FIND.id, results(FIND, "exercises")])
    fresh.goto(origin + PAGE)

    assert "last check: 0 of " in state(fresh, FIND)
    assert "saved 1 Mar 2025" in state(fresh, FIND)


def test_what_stood_here_is_kept_and_can_be_brought_back(fresh):
    choose(fresh, of(2025))
    press(fresh, "Bring what is ticked")
    assert "is older: 1 Mar 2024" in choose(fresh, of(2024))
    assert not fresh.locator(".ss-bring input").is_checked()
    assert fresh.locator(".ss-bring").get_by_role("button", name="Bring what is ticked").is_disabled()
    press(fresh, "Leave everything as it is")
    assert "is newer: 1 Mar 2026" in choose(fresh, of(2026))
    press(fresh, "Bring what is ticked")
    assert (kept(fresh, FIND), kept(fresh, FIND, "/before")) == (text_of(2026), text_of(2025))
    assert "One exercise is the same as here." in choose(fresh, of(2026))

    fresh.reload()
    state(fresh, FIND)
    fresh.get_by_role("button", name="Lesson 1, exercise 2: Back to the text of 1 Mar 2025").click()
    fresh.get_by_text("is as it was on 1 Mar 2025").wait_for()
    assert (kept(fresh, FIND), kept(fresh, FIND, "/before")) == (text_of(2025), text_of(2026))


def test_a_kit_comes_with_what_was_written_in_it(fresh):
    files = {f"{NAME}/{name}": data for name, data in kit_files().items()}
    files[f"{NAME}/exercises/{FIND.id}.py"] += MINE.encode()
    files[f"{NAME}/exercises/{PROFILE.id}.py"] = written_back(handed_out(PROFILE) + MINE)
    files[f"{NAME}/exercises/{OVERLAP.id}.ipynb"] = notebook(handed_out(OVERLAP) + MINE)

    said = choose(fresh, {"my kit.zip": zip_of(files)})

    assert f"{len(catalogue.exercises()) - 3} exercises are as handed out" in said
    assert "Not taken" not in said
    assert "laid out in another way" not in said
    press(fresh, "Bring what is ticked")
    assert kept(fresh, FIND) == handed_out(FIND) + MINE
    assert kept(fresh, OVERLAP).startswith(handed_out(OVERLAP).rstrip("\n"))
    assert MINE in kept(fresh, OVERLAP)
    assert kept(fresh, PROFILE).startswith("# %% [markdown]\n# # ")
    assert MINE in kept(fresh, PROFILE)


def written_back(text):
    """What Jupytext makes of a notebook that Jupyter has saved: the file with a head of its own."""
    book = jupytext.reads(notebook(text).decode(), fmt="ipynb")
    book.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    made = jupytext.writes(book, fmt="py:percent")
    assert made.startswith("# ---\n# jupyter:")
    return made.encode()


def test_a_folder_comes_as_its_zip_would(fresh, tmp_path):
    answer_file = tmp_path / "kit" / "exercises" / f"{FIND.id}.py"
    for path in (answer_file, tmp_path / "kit" / ".venv" / answer_file.name):
        path.parent.mkdir(parents=True)
        path.write_text(handed_out(FIND) + MINE, encoding="utf-8")
    fresh.locator(".ss-progress input[type=file]").nth(1).set_input_files(tmp_path / "kit")

    assert answer(fresh).count("Not begun here.") == 1
    press(fresh, "Bring what is ticked")
    assert kept(fresh, FIND) == handed_out(FIND) + MINE


def test_every_notebook_comes_as_the_file_it_was_made_from(fresh):
    books = {}
    for one in catalogue.exercises():
        book = jupytext.reads(notebook(handed_out(one)).decode(), fmt="ipynb")
        last = [cell for cell in book.cells if cell.cell_type == "code"][-1]
        last.source += f"\n{MINE}"
        last.outputs = [new_output("stream", text="never to be brought\n")]
        books[f"{one.name}.ipynb"] = jupytext.writes(book, fmt="ipynb")
    wanted = {one.id: handed_out(one).rstrip("\n") + f"\n{MINE}" for one in catalogue.exercises()}

    choose(fresh, books)
    press(fresh, "Bring what is ticked")

    assert {one.id: kept(fresh, one).rstrip("\n") for one in catalogue.exercises()} == wanted


def book_of(cells):
    written = [{"cell_type": kind, "source": text.splitlines(True), "metadata": {}} for kind, text in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": written})


def test_a_notebook_with_cells_of_its_own_comes_as_it_is_and_the_exercise_says_so(fresh, origin):
    cells = [
        ("markdown", "# Mine\n\nwords"),
        ("code", "%%time\n%pip list\n!ls\nx = 5 %2"),
        ("raw", "raw"),
        ("code", ""),
    ]
    said = choose(fresh, {f"{FIND.name} (2).ipynb": book_of(cells)})
    assert "It is laid out in another way than the exercise here" in said
    press(fresh, "Bring what is ticked")

    assert kept(fresh, FIND) == (
        "# %% [markdown]\n# # Mine\n#\n# words\n\n"
        "# %%\n# # %%time\n# %pip list\n# !ls\nx = 5 %2\n\n# %% [raw]\n# raw\n\n# %%\n"
    )
    state(fresh, FIND, "laid out in another way than the exercise handed out here")
    fresh.goto(origin + LESSON)
    fresh.evaluate(OPEN)
    fresh.evaluate("name => window.live(name)", FIND.id)
    exercise = fresh.locator(f"[data-exercise='{FIND.id}']")
    assert "What you brought is laid out in another way" in exercise.locator(".ss-question").inner_text()
    exercise.get_by_role("button", name="Begin the new one").click()
    exercise.get_by_role("button", name="Back to what I wrote").click()
    assert "%pip list" in kept(fresh, FIND)


def lying(data, says):
    """A zip that gives another size for its one file than it has."""
    made = bytearray(data)
    for mark, place in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        start = made.index(mark) + place
        made[start : start + 4] = says.to_bytes(4, "little")
    return bytes(made)


def link():
    info = zipfile.ZipInfo(f"exercises/{FIND.id}.py")
    info.external_attr = 0o120777 << 16
    return zip_of({info: "/etc/passwd"})


def locked():
    made = bytearray(zip_of({f"{FIND.name}.py": "x = 1\n"}))
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        made[made.index(mark) + place] |= 1
    return bytes(made)


def bad_files():
    """Name, bytes and what the page says of each."""
    py, whole = f"{FIND.name}.py", zip_of({f"exercises/{FIND.id}.py": handed_out(FIND) + MINE})
    bomb = zip_of({f"exercises/{FIND.id}.py": b"#" * 3_000_000})
    return {
        "text.zip": (b"no zip at all", "is no zip that can be read"),
        "half.zip": (whole[: len(whole) // 2], "is no zip that can be read"),
        "damaged.zip": (whole[:200] + b"\0\0\0\0" + whole[204:], "cannot be unpacked: it is damaged"),
        "empty.zip": (zip_of({}), "is an empty zip"),
        "many.zip": (zip_of({f"{number}.txt": "" for number in range(5001)}), "holds more than 5000 files"),
        "bomb.zip": (bomb, "is far larger than an answer can be"),
        "liar.zip": (lying(bomb, 500), "cannot be unpacked: it is damaged"),
        "out.zip": (zip_of({f"../../{py}": "x = 1", py: "x = 1"}), "holds a path that leads out of the zip"),
        "root.zip": (zip_of({f"/{py}": "x = 1"}), "holds a path that leads out of the zip"),
        "link.zip": (link(), "is a link, not a file"),
        "locked.zip": (locked(), "is locked with a password"),
        "inner.zip": (zip_of({"other.zip": whole}), "is a zip inside a zip"),
        "names.zip": (zip_of({"exercises/lesson1/homework.py": "x"}), "has the name of no exercise here"),
        "holiday.zip": (zip_of({"beach.jpg": "x"}), "No file among what it holds is an answer"),
        "photo.jpg": (b"\xff\xd8\xff", "is no answer"),
        "ex2_find_atributions.py": ("x = 1", "has the name of no exercise here"),
        py: ("x = 1\ny = 'é'\n".encode("latin-1"), "holds a character in line 2 that is not UTF-8 text"),
        f"{FIND.name} (1).py": (b"MZ\0\0\0", "is not text: it holds a null byte"),
        f"{FIND.name} (2).py": (b" " * 300_000, "is far larger than an answer can be"),
        f"{FIND.name} (3).py": (b"\n\n", "is empty, so there is nothing to bring"),
        f"{FIND.name} (4).py": (notebook(handed_out(FIND)), f"Rename it to {FIND.name}.ipynb"),
        f"{FIND.name} (5).py": ("x = 1\n".encode("utf-16")[:-1], "that is not UTF-8 text"),
        f"{FIND.name}.ipynb": (b"[1, 2", "is no notebook that can be read"),
        f"{FIND.name} (1).ipynb": (b'{"nbformat": 3, "worksheets": []}', "is no notebook that can be read"),
    }


def test_what_cannot_be_taken_is_named_with_the_mend_and_changes_nothing(fresh):
    for name, (data, words) in bad_files().items():
        said = choose(fresh, {name: data})
        assert said.startswith("Nothing comes, and nothing has changed."), (name, said)
        assert words in said, (name, said)
        assert name in said or name == "holiday.zip"
        press(fresh, "All right")
    assert fresh.evaluate(KEPT) == "[]"


def test_one_bad_file_keeps_no_good_one_away(fresh):
    marked = "x = 'ä'\r\ny = 2\r\n"
    said = choose(
        fresh,
        {
            f"{FIND.name}.py": marked.encode("utf-16"),
            f"{FIND.name}-1.ipynb": notebook(handed_out(FIND) + MINE),
            "text.zip": b"no zip",
        },
    )
    assert f"{FIND.name}-1.ipynb is not taken, since {FIND.name}.py answers the same exercise" in said
    assert "text.zip is no zip" in said

    press(fresh, "Bring what is ticked")

    assert kept(fresh, FIND) == "x = 'ä'\ny = 2\n"


def test_a_browser_without_room_changes_nothing(fresh):
    choose(fresh, {f"{PROFILE.name}.py": handed_out(PROFILE) + MINE})
    press(fresh, "Bring what is ticked")
    before = kept(fresh, PROFILE)
    fresh.evaluate("""() => {
        const set = Storage.prototype.setItem;
        Storage.prototype.setItem = function (key, text) {
            if (text.includes("too much")) throw new DOMException("full", "QuotaExceededError");
            set.call(this, key, text);
        };
    }""")

    names = (FIND, PROFILE, OVERLAP)
    choose(
        fresh,
        {f"{one.name}.py": handed_out(one) + f"# {'too much' if one is OVERLAP else ''}" for one in names},
    )
    assert press(fresh, "Bring what is ticked").startswith("Nothing was changed: this browser has no room")

    assert [kept(fresh, one) for one in names] == [None, before, None]
    assert kept(fresh, PROFILE, "/before") is None


# --- where the browser keeps nothing -------------------------------------------------------


def test_where_storage_is_forbidden_answers_can_still_be_taken(browser, origin):
    context = browser()
    context.add_init_script(FORBID)
    tab = context.new_page()
    tab.goto(origin + LESSON)
    tab.evaluate(OPEN)
    tab.evaluate(WRITE, [FIND.id, handed_out(FIND) + MINE])
    exercise = tab.locator(f"[data-exercise='{FIND.id}']")
    assert "Take your answers with you before you leave." in exercise.locator(".ss-saved").inner_text()
    assert exercise.get_by_role("link", name="Your progress").is_hidden()

    with tab.expect_download() as coming:
        exercise.get_by_role("button", name="Take my answers").click()

    with zipfile.ZipFile(coming.value.path()) as archive:
        assert archive.read(f"exercises/{FIND.id}.py").decode() == handed_out(FIND) + MINE
    exercise.get_by_text("is on its way to your downloads, with one exercise").wait_for()

    move_at_once(tab, origin + PAGE)
    assert state(tab, FIND).startswith("begun")
    tab.goto(origin + PAGE)
    assert state(tab, FIND) == "not begun"
    assert "does not let the page keep anything" in tab.locator(".ss-progress__here").inner_text()
    choose(tab, {f"{FIND.name}.py": handed_out(FIND) + MINE})
    assert press(tab, "Bring what is ticked").startswith("Nothing was changed")
    assert state(tab, FIND) == "not begun"


def move_at_once(tab, address):
    """Show another page of the site as the theme's instant navigation does: its content in place, then the event."""
    tab.evaluate(
        """async address => {
            const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
            history.pushState({}, "", address);
            document.querySelector("main").replaceWith(page.querySelector("main"));
            window.document$.next(document);
        }""",
        address,
    )


# --- for everybody -------------------------------------------------------------------------


def test_it_works_from_the_keyboard(fresh):
    ask = (
        "input => input.addEventListener('click', event => { window.asked = true; event.preventDefault(); })"
    )
    fresh.locator(".ss-progress input[type=file]").first.evaluate(ask)
    fresh.get_by_role("button", name="Take my answers").focus()
    for key in ("Tab", "Enter"):
        fresh.keyboard.press(key)
    assert fresh.evaluate("window.asked")  # for the browser's own dialog
    choose(fresh, {f"{FIND.name}.py": handed_out(FIND) + MINE})

    for key in ("Tab", "Space", "Space", "Tab", "Enter"):  # untick, tick again, bring
        fresh.keyboard.press(key)

    assert kept(fresh, FIND) == handed_out(FIND) + MINE
    assert answer(fresh).startswith("Brought")
    for key in ("Tab", "Tab", "Enter"):  # all right
        fresh.keyboard.press(key)
    assert fresh.evaluate("document.activeElement.textContent") == "Bring my answers"


def test_it_can_be_read_by_everybody(worked):
    choose(worked, {f"{FIND.name}.py": "x = 1", f"{OVERLAP.name}.py": "", "photo.jpg": "x"})
    for width in (1280, 390):
        worked.set_viewport_size({"width": width, "height": 900})
        for scheme, colours, rules in (("light", "default", None), ("dark", "slate", ["color-contrast"])):
            worked.emulate_media(color_scheme=scheme)
            until(worked, "wanted => document.body.dataset.mdColorScheme === wanted", given=colours)
            found = Axe().run(worked, options={"runOnly": rules} if rules else None)
            assert [one["id"] for one in found.response["violations"]] == []
        assert worked.evaluate("document.documentElement.scrollWidth <= innerWidth")
