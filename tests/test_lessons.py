"""Every lesson page has what a lesson needs, and the minutes said of it are the same everywhere."""

import re

import pytest

from secondsource import catalogue

ALL = sorted({exercise.lesson for exercise in catalogue.exercises()})
LESSONS = [lesson for lesson in ALL if not lesson.endswith("_check")]
CHECKS = [lesson for lesson in ALL if lesson.endswith("_check")]
HEADINGS = [
    "Questions", "Objectives", "What the pages show", "Worked example", "Exercises", "Key points", "For instructors",
    "Sources",
]  # fmt: skip
DISCUSSION = 15


def page(name):
    return (catalogue.docs() / f"{name}.md").read_text(encoding="utf-8")


def section(text, heading):
    """What stands under a heading that begins so, down to the next one of its level or above."""
    begun = re.search(rf"^(##+) {re.escape(heading)}.*$", text, re.MULTILINE)
    return re.split(rf"^#{{2,{len(begun[1])}}} ", text[begun.end() :], flags=re.MULTILINE)[0]


def exercise_minutes(lesson):
    """The minutes of each exercise, as said above it."""
    return [int(one) for one in re.findall(r"^\*(\d+) minutes\* · ", page(f"lessons/{lesson}"), re.MULTILINE)]


def said_minutes(lesson):
    """What the box at the top of a page says: all minutes, those for reading, those for the exercises."""
    box = page(f"lessons/{lesson}").split("\n## ")[0]
    reading, exercises = (
        re.search(rf"\*\*{name}:\*\* (\d+) minutes", box) for name in ("Reading", "Exercises")
    )
    total = int(re.search(r'!!! abstract "(\d+) minutes', box)[1])
    return total, *(int(one[1]) if one else None for one in (reading, exercises))


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_has_all_its_parts_in_order(lesson):
    headings = re.findall(r"^## (.+?)(?: \{.*\})?$", page(f"lessons/{lesson}"), re.MULTILINE)

    assert [one for one in headings if one in HEADINGS] == HEADINGS


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_shows_an_example_that_runs_and_every_exercise(lesson):
    text = page(f"lessons/{lesson}")

    assert f'--8<-- "docs/examples/{lesson}.py:example"' in section(text, "Worked example")
    assert f'--8<-- "docs/examples/{lesson}.out"' in section(text, "Worked example")
    shown = re.findall(
        rf'--8<-- "docs/_generated/exercises/{lesson}/(\w+)\.html"', section(text, "Exercises")
    )
    assert shown == [exercise.name for exercise in catalogue.find(lesson)]


@pytest.mark.parametrize("lesson", LESSONS)
def test_an_instructor_finds_wrong_answers_a_discussion_and_what_is_disputable(lesson):
    notes = section(page(f"lessons/{lesson}"), "For instructors")

    for heading in ("Typical wrong answers", "Discussion", "What is disputable", "Timing", "Adapting it"):
        assert f"\n### {heading}" in notes
    assert f"### Discussion ({DISCUSSION} minutes)" in notes
    steps = re.findall(r"^\d\. \*\*.+?, (\d+) minutes\.\*\*", section(notes, "Discussion"), re.MULTILINE)
    assert sum(int(one) for one in steps) == DISCUSSION


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_minutes_of_a_lesson_add_up(lesson):
    total, reading, exercises = said_minutes(lesson)

    assert len(exercise_minutes(lesson)) == len(catalogue.find(lesson))
    assert exercises == sum(exercise_minutes(lesson))
    assert total == reading + exercises


def cells(row):
    return [cell.strip(" *") for cell in row.strip("|").split("|")]


def table_of_times(text):
    """Lesson slug to the numbers in its row, and the numbers of the last row."""
    rows = [cells(row) for row in text.splitlines() if re.match(r"\| (\[|\*\*All)", row)]
    found = {}
    for name, *others in rows:
        lesson = re.search(r"lessons/(\w+)\.md", name)
        found[lesson[1] if lesson else "all"] = [int(one) for one in others if one.isdigit()]
    return found


def test_instructors_are_told_the_minutes_the_lessons_say():
    shown = table_of_times(section(page("instructors"), "How long it takes"))
    said = {lesson: said_minutes(lesson) for lesson in ALL}

    assert shown["all"] == [sum(said[one][column] or 0 for one in said) for column in (1, 2, 0)]
    for lesson in LESSONS:
        assert shown[lesson] == [said[lesson][1], said[lesson][2], said[lesson][0]]
    for check in CHECKS:
        assert shown[check] == [said[check][0]]


def test_students_are_told_the_same_minutes():
    shown = table_of_times(page("students"))

    assert shown == {lesson: [said_minutes(lesson)[0]] for lesson in ALL}


def minutes_of(plan):
    """The minutes of a cell such as “entry check; lesson 1: reading, exercises 1, 2”."""
    total = 0
    for part in plan.split("; "):
        lesson, colon, what = part.partition(": ")
        if not colon:
            total += said_minutes(next(one for one in CHECKS if one.endswith(part.replace(" ", "_"))))[0]
            continue
        slug = next(one for one in LESSONS if one.startswith(f"{lesson.replace(' ', '')}_"))
        total += said_minutes(slug)[1] * ("reading" in what) + DISCUSSION * ("discussion" in what)
        total += sum(exercise_minutes(slug)[int(number) - 1] for number in re.findall(r"\d", what))
    return total


@pytest.mark.parametrize(("plan", "sessions"), [("Five sessions", 5), ("Three sessions", 3)])
def test_the_sessions_hold_the_minutes_they_say(plan, sessions):
    rows = [cells(row) for row in section(page("instructors"), plan).splitlines() if re.match(r"\| \d", row)]

    assert len(rows) == sessions
    for _, in_class, minutes, at_home, more in rows:
        assert (minutes_of(in_class), minutes_of(at_home)) == (int(minutes), int(more))
        assert int(minutes) <= 90


def test_the_single_session_fills_its_minutes_without_a_gap():
    spans = re.findall(r"^\| (\d+)–(\d+) \|", section(page("instructors"), "One session"), re.MULTILINE)

    assert [int(spans[0][0]), int(spans[-1][1])] == [0, 90]
    assert [end for _, end in spans[:-1]] == [start for start, _ in spans[1:]]
