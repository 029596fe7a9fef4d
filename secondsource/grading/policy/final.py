"""From earned points to the final mark: exact fractions all the way, rounded once, at the end.

Exercise by exercise: a mark by hand stands for what the checks gave.  Lesson by lesson: the lowest exercises
go, lateness costs, a mark by hand stands.  Then lessons are weighed, the lowest go, and the total is scaled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

from secondsource.grading.policy.fields import TOTAL, ByHand, Policy
from secondsource.grading.policy.lateness import Lateness, in_zone, lateness

Part = tuple[Fraction, Fraction]
"""Points, and what they are out of."""


@dataclass(frozen=True)
class Earned:
    """What one student brought."""

    student: str
    points: Mapping[str, int]
    """Exercise id to points, where something was marked."""
    faults: frozenset[str] = frozenset()
    """Exercises at which the grader failed."""
    times: Mapping[str, datetime | None] = field(default_factory=dict)
    """Exercise id to when its file was handed in, for every file; None where nobody knows."""


@dataclass(frozen=True)
class Final:
    """What it comes to."""

    mark: Decimal | None
    """The final mark; None where there is none."""
    why: list[str]
    """Why it is not what was earned."""


def final_mark(earned: Earned, worth: Mapping[str, int], policy: Policy) -> Final:
    """Return a student's final mark; `worth` is the points there are in each exercise the class was graded on."""
    return _Sum(earned, worth, policy).final()


def scale(worth: Mapping[str, int], policy: Policy) -> Fraction:
    """Return what a total is out of."""
    lessons = _by_lesson(worth, policy)
    return Fraction(policy.out_of or 0) or sum(
        (_weight(one, lessons[one], policy) for one in lessons), Fraction()
    )


def _by_lesson(worth: Mapping[str, int], policy: Policy) -> dict[str, dict[str, int]]:
    lessons: dict[str, dict[str, int]] = {}
    for name, most in worth.items():
        if policy.counted(name):
            lessons.setdefault(name.partition("/")[0], {})[name] = most
    return lessons


def _weight(lesson: str, worth: Mapping[str, int], policy: Policy) -> Fraction:
    if policy.weights:
        return Fraction(policy.weights.get(lesson, 0))
    return Fraction(sum(worth.values()))


def rounded(value: Fraction, decimals: int, most: Fraction | None = None) -> Decimal:
    """Return a mark with so many digits behind the point, a half rounded up, never rounded beyond `most`."""
    steps = (value * 10**decimals + Fraction(1, 2)).__floor__()
    if most is not None and value <= most < Fraction(steps, 10**decimals):
        steps = (most * 10**decimals).__floor__()
    return Decimal(steps).scaleb(-decimals)


def best_kept(parts: list[Part], keep: int) -> list[int]:
    """Return the places of the `keep` parts, (points, out of), with the highest share of points together.

    The lowest share by itself is not always the one to drop (Kane & Kane 2006, “Dropping lowest grades”,
    Mathematics Magazine 79(3)); this is Dinkelbach's way to the best set, exact.
    """
    best, chosen = Fraction(-1), list(range(len(parts)))
    while True:
        value = [points - best * out_of for points, out_of in parts]
        order = sorted(range(len(parts)), key=lambda place: (-value[place], place))[:keep]
        share = _share(parts[place] for place in order)
        if share <= best:
            return sorted(chosen)
        best, chosen = share, order


def _share(parts: Iterable[Part]) -> Fraction:
    both = list(parts)
    points, out_of = sum((one for one, _ in both), Fraction()), sum((one for _, one in both), Fraction())
    return points / out_of if out_of else Fraction()


class _Sum:
    """One student's marks on the way to one, and what is to be said of it."""

    def __init__(self, earned: Earned, worth: Mapping[str, int], policy: Policy) -> None:
        self.earned, self.policy, self.rules = earned, policy, policy.rules(earned.student)
        self.worth, self.lessons = worth, _by_lesson(worth, policy)
        self.late = lateness(_handed_in(earned, self.lessons, policy), self.rules, policy)
        self.why: list[str] = []

    def final(self) -> Final:
        computed = self._total() if self._all_marked() else None
        hand = self.rules.marks.get(TOTAL)
        if hand:
            self._say_by_hand(TOTAL, hand, computed)
        return Final(hand.mark if hand else computed, self.why)

    def _all_marked(self) -> bool:
        """Return whether there is something to count, and no mark of it is missing through the grader's fault."""
        by_hand = self.rules.marks
        failed = [
            name
            for lesson, names in self.lessons.items() if lesson not in by_hand
            for name in names if name in self.earned.faults and name not in by_hand
        ]  # fmt: skip
        self.why += [f"the grader failed at {short(name)}: no mark yet" for name in failed]
        if not self.lessons:
            self.why.append("nothing that counts was graded")
        return bool(self.lessons) and not failed

    def _total(self) -> Decimal:
        parts = [self._weighed(lesson, worth) for lesson, worth in self.lessons.items()]
        kept = self._kept(
            list(self.lessons), parts, self.policy.drop_lowest.lessons, "lowest lesson, dropped"
        )
        most = scale(self.worth, self.policy)
        if self.policy.weights:
            self.why.append("lessons weighed")
        if self.policy.out_of:
            self.why.append(f"scaled to {self.policy.out_of}")
        return rounded(_share(parts[place] for place in kept) * most, self.policy.decimals, most)

    def _weighed(self, lesson: str, worth: dict[str, int]) -> Part:
        weight, most = _weight(lesson, worth, self.policy), sum(worth.values())
        return (self._lesson(lesson, worth) * weight / most if most else Fraction(), weight)

    def _lesson(self, lesson: str, worth: dict[str, int]) -> Fraction:
        parts = [(self._exercise(name), Fraction(most)) for name, most in worth.items()]
        kept = self._kept(
            list(worth), parts, self.policy.drop_lowest.exercises, "lowest of its lesson, dropped"
        )
        possible = Fraction(sum(worth.values()))
        points = _share(parts[place] for place in kept) * possible
        hand = self.rules.marks.get(lesson)
        if hand:
            self._say_by_hand(lesson, hand, points)
            return Fraction(hand.mark)
        self.why += [f"{short(one)}: nothing handed in" for one in self._lacking(lesson, worth)]
        return points - self._cost(lesson, points, possible)

    def _lacking(self, lesson: str, worth: Iterable[str]) -> list[str]:
        """Return what of a lesson was not handed in: the lesson, where that is all of it, or single exercises."""
        lacking = [name for name in worth if name not in self.earned.points]
        whole = not any(name in self.earned.points for name in worth)
        return [lesson] if whole else [name for name in lacking if name not in self.rules.marks]

    def _exercise(self, name: str) -> Fraction:
        points, hand = self.earned.points.get(name, 0), self.rules.marks.get(name)
        if hand:
            self._say_by_hand(name, hand, points)
        return Fraction(hand.mark if hand else points)

    def _cost(self, lesson: str, points: Fraction, possible: Fraction) -> Fraction:
        late = self.late.get(lesson, Lateness())
        rule = self.policy.late
        cost = rule.cost(late.days, points, possible) if rule and late.days else Fraction()
        if said := _in_words(late, cost):
            self.why.append(f"{short(lesson)}: {said}")
        return cost

    def _kept(self, names: list[str], parts: list[Part], drop: int, says: str) -> list[int]:
        kept = best_kept(parts, max(1, len(parts) - drop)) if drop else list(range(len(parts)))
        self.why += [f"{short(name)}: {says}" for place, name in enumerate(names) if place not in kept]
        return kept

    def _say_by_hand(self, name: str, hand: ByHand, before: Decimal | Fraction | int | None) -> None:
        was = "no mark" if before is None else plain(before)
        comment = f": {hand.comment}" if hand.comment else ""
        self.why.append(f"{short(name)}: set by hand, {plain(hand.mark)} (was {was}){comment}")


def _handed_in(
    earned: Earned, lessons: Mapping[str, Mapping[str, int]], policy: Policy
) -> dict[str, datetime | None]:
    """Return when each lesson's last file came; a lesson without a file is not there."""
    found: dict[str, datetime | None] = {}
    for lesson, names in lessons.items():
        times = [earned.times[name] for name in names if name in earned.times]
        known = [in_zone(one, policy).astimezone(UTC) for one in times if one]
        if times:
            found[lesson] = max(known, default=None)
    return found


def _in_words(late: Lateness, cost: Fraction) -> str:
    said = []
    if late.days:
        said.append(f"{_days(late.days)} late, " + (f"−{plain(cost)} points" if cost else "costs nothing"))
    if late.free:
        said.append(f"{_days(late.free)} late, forgiven as free")
    if late.extra:
        said.append("extra time")
    if late.unknown:
        said.append("time of handing in unknown, taken as on time")
    return "; ".join(said)


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def short(name: str) -> str:
    """Return `lesson2/ex4` for an exercise's full name, `lesson2` for a lesson's."""
    return "/".join(step.partition("_")[0] for step in name.split("/"))


def plain(number: Decimal | Fraction | int) -> str:
    """Return a number as people write it, with two digits behind the point at most."""
    text = str(rounded(Fraction(number), 2))
    return text.rstrip("0").rstrip(".")
