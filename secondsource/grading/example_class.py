"""An invented class to try the grading on: thirty students, the same every time.

Their answers are solutions, recorded wrong answers, files as handed out and broken files, each
written in a hand of its own.  Two handed in nothing, and two worked closer together than the others.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from secondsource import catalogue
from secondsource.catalogue import Exercise
from secondsource.grading.kit import notebook
from secondsource.grading.recorded import INDISCRIMINATE, Recorded, recorded_answers
from secondsource.grading.source import lines_of
from secondsource.grading.tables import table

NAMES = (
    "Amina Yusuf, Ben Okafor, Chiara Rossi, Daniel Weiss, Elif Demir, Farah Haddad, Goran Petrović, Hana Sato, "
    "Ines Carvalho, Jonas Berg, Kavya Rao, Liam O’Brien, Mei Chen, Noah Fischer, Olga Nowak, Pedro Alves, "
    "Quynh Tran, Rosa Jiménez, Samir Khan, Tuula Virtanen, Ugo Eze, Vera Horváth, Wanjiru Kamau, Xavi Puig, "
    "Yara Saleh, Zoë Martin, Aditi Sharma, Bilal Ahmed, Clara Jensen, Dmytro Bondar"
).split(", ")
ABSENT = (9, 20)
"""Places of those who handed in nothing."""
PARTNERS = (4, 17)
"""The second wrote what the first did, with other names."""
IN_NOTEBOOKS = 7
HANGS = 13
SUSPICIOUS, TRUSTING = (2, 14, 24), (6, 18, 27)
"""Those who judge much of it alike."""
FIRST_ID = 40_217
HABIT = """

def show_side_by_side(first, second, wide=38):
    rows = []
    for number in range(max(len(first), len(second))):
        left = first[number] if number < len(first) else "nothing here"
        right = second[number] if number < len(second) else "nothing here"
        mark = "same" if left == right else "differs" if left and right else "missing"
        rows.append(f"{number:3} {str(left)[:wide]:38} {str(right)[:wide]:38} {mark}")
    return rows[:20] + [f"and {len(rows) - 20} more"] * (len(rows) > 20)
"""
"""A helper that nobody asked for and that stands in each of one student's files."""
WORDS = "value result entry current thing part kept piece line total answer step group chosen".split()


@dataclass
class Invented:
    """One invented student."""

    place: int
    ability: float
    """0 to 1."""
    luck: random.Random

    @property
    def name(self) -> str:
        """Their name."""
        return NAMES[self.place % len(NAMES)]

    @property
    def id(self) -> str:
        """The number their platform gives them."""
        return str(FIRST_ID + 13 * self.place)

    @property
    def folder(self) -> str:
        """The folder a platform would pack their files into: Moodle's way of naming it."""
        return f"{self.name}_{self.id}_assignsubmission_file"


def write_class(folder: Path, exercises: list[Exercise] | None = None, students: int = len(NAMES)) -> Path:
    """Write a class: `handed_in/` and `roster.csv`.  Return the folder of what was handed in.

    Raises RecordingError where a recorded wrong answer cannot be used.
    """
    chosen = catalogue.exercises() if exercises is None else exercises
    recorded = {exercise: recorded_answers(exercise) for exercise in chosen}
    people = [invented(place) for place in range(students)]
    handed_in = folder / "handed_in"
    for person in people:
        if person.place not in ABSENT:
            for exercise in chosen:
                _hand_in(handed_in / person.folder, exercise, recorded[exercise], person)
    rows = [[one.id, one.name, f"student{one.place + 1}@example.org"] for one in people]
    (folder / "roster.csv").write_text(table([["id", "name", "email"], *rows]), encoding="utf-8")
    return handed_in


def invented(place: int) -> Invented:
    """Return the student at this place, the same every time."""
    luck = random.Random(f"second source {place}")  # noqa: S311 - a class, not a secret
    return Invented(place, luck.betavariate(4, 2), luck)


def _hand_in(folder: Path, exercise: Exercise, recorded: list[Recorded], person: Invented) -> None:
    text = answer_of(exercise, recorded, person)
    path = folder / exercise.lesson / f"{exercise.name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    if person.place == IN_NOTEBOOKS:
        path, text = path.with_suffix(".ipynb"), notebook(text).decode()
    path.write_text(text, encoding="utf-8")


def answer_of(exercise: Exercise, recorded: list[Recorded], person: Invented) -> str:
    """Return what a student handed in for an exercise."""
    if person.place == PARTNERS[1] and exercise.lesson[6] in "234":
        other = invented(PARTNERS[0])
        return renamed(answer_of(exercise, recorded, other), random.Random(person.id))  # noqa: S311
    luck = random.Random(f"{person.id}/{exercise.id}")  # noqa: S311
    kind = _kind(exercise, person, luck)
    if kind == "handed out":
        return exercise.handed_out.read_text(encoding="utf-8")
    text = exercise.solution.read_text(encoding="utf-8")
    if kind == "wrong":
        text = laid_over(text, _chosen(recorded, person, luck).text.removeprefix(text))
    text = in_own_hand(text, luck)
    if person.place == PARTNERS[0]:
        text += HABIT
    return BREAKS[kind](text) if kind in BREAKS else text


def _kind(exercise: Exercise, person: Invented, luck: random.Random) -> str:
    lesson = int(exercise.lesson[6])
    if person.place == HANGS and exercise.id == "lesson2_syndication/ex2_overlap":
        return "endless"
    if lesson and luck.random() < 0.04 * lesson * (1 - person.ability):
        return "handed out"
    if luck.random() < 0.05 and person.place not in PARTNERS:
        return luck.choice(["crashes", "cut off"])
    hard = {0: 0.55, 6: 0.2}.get(lesson, 0.05 * lesson + 0.04 * int(exercise.short[2:]))
    return "right" if luck.random() < person.ability + 0.2 - hard else "wrong"


def _chosen(recorded: list[Recorded], person: Invented, luck: random.Random) -> Recorded:
    for places, name in ((SUSPICIOUS, INDISCRIMINATE[0]), (TRUSTING, INDISCRIMINATE[1])):
        if person.place in places and luck.random() < 0.7:
            return next(one for one in recorded if one.name == name)
    return luck.choice([one for one in recorded if one.name not in INDISCRIMINATE])


BREAKS: dict[str, Callable[[str], str]] = {
    "crashes": lambda text: f"{text}\nprint(the_result)\n",
    "cut off": lambda text: f"{text}\nprint((1, 2\n",
    "endless": lambda text: f"{text}\n\ndef shingles(text, size):\n    while True:\n        size += 1\n",
}
"""Ways to break a file."""


# --- the same thing in other words ------------------------------------------------------------


def laid_over(solution: str, wrong: str) -> str:
    """Return the solution with functions of a wrong answer in place of its own; the rest stands at the end.

    A function whose name the wrong answer uses stays at the end, too: what is used is the solution's.
    """
    over, left = ast.parse(wrong), list[str]()
    own = {node.name for node in ast.parse(solution).body if isinstance(node, ast.FunctionDef)}
    new = {}
    for node in over.body:
        if isinstance(node, ast.FunctionDef) and node.name in own and node.name not in _used(over):
            new[node.name] = node
        elif not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            left.append(ast.unparse(node))
    text = _each_function(solution, lambda node: new.get(node.name, node))
    return "\n\n".join([text.rstrip("\n"), *left]) + "\n"


def in_own_hand(text: str, luck: random.Random) -> str:
    """Return a file that does the same and is written another way."""
    return renamed(_each_function(text, lambda node: _Turned(luck).visit(node)), luck)


def renamed(text: str, luck: random.Random) -> str:
    """Return a file with other names for what its functions keep to themselves."""
    return _each_function(text, lambda node: _Named(node, luck).visit(node))


def _each_function(text: str, change: Callable[[ast.FunctionDef], ast.FunctionDef]) -> str:
    lines = [f"{line}\n" for line in lines_of(text)]
    for node in reversed(ast.parse(text).body):
        if isinstance(node, ast.FunctionDef):
            start, end = node.lineno - 1, node.end_lineno
            lines[start:end] = [ast.unparse(ast.fix_missing_locations(change(node))) + "\n"]
    return "".join(lines)[:-1]


def _used(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


class _Turned(ast.NodeTransformer):
    """Turns some decisions round, and names some results before giving them back."""

    def __init__(self, luck: random.Random) -> None:
        self.luck = luck

    def visit_If(self, node: ast.If) -> ast.If:
        self.generic_visit(node)
        if node.orelse and not isinstance(node.orelse[0], ast.If) and self.luck.random() < 0.5:
            node.test = ast.UnaryOp(ast.Not(), node.test)
            node.body, node.orelse = node.orelse, node.body
        return node

    def visit_Return(self, node: ast.Return) -> ast.stmt | list[ast.stmt]:
        if node.value is None or isinstance(node.value, ast.Name) or self.luck.random() < 0.5:
            return node
        name = "found_at_last"
        kept = ast.Assign([ast.Name(name, ast.Store())], node.value)
        return [kept, ast.Return(ast.Name(name, ast.Load()))]


class _Named(ast.NodeTransformer):
    """Gives the variables of a function other names; parameters and everything from outside stay."""

    def __init__(self, node: ast.FunctionDef, luck: random.Random) -> None:
        given = {one.arg for one in ast.walk(node) if isinstance(one, ast.arg)}
        made = {
            one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
        }
        number = luck.randrange(100)
        self.new = {name: f"{luck.choice(WORDS)}_{number + n}" for n, name in enumerate(sorted(made - given))}

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self.new.get(node.id, node.id)
        return node
