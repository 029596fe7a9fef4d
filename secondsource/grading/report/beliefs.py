"""Which wrong beliefs a class shows, and whether it leans towards suspicion or towards trust."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import fmean

from secondsource.grading.detection import Detection
from secondsource.grading.graded import Graded
from secondsource.grading.results import ExerciseResult
from secondsource.models import Misconception

SUSPICIOUS = frozenset(
    "everything_is_suspect unnamed_means_unknown unnamed_means_false no_basis_is_worst "
    "opinion_is_unproven opinion_has_no_facts contains_opinion_is_opinion different_is_contradiction "
    "spelling_is_contradiction hedge_is_contradiction dispute_is_contradiction denial_is_disproof".split()
)
"""Beliefs that mark down what is sound."""
TRUSTING = frozenset(
    "everything_is_fine plural_means_two detail_means_inside rank_is_evidence described_is_primary "
    "document_plus_official_is_two not_authorised_is_motive topic_confirms_claim carrier_is_origin "
    "outlets_are_sources no_credit_is_independent agreement_is_corroboration differences_show_checking "
    "repeats_are_evidence column_is_a_source majority_wins passive_has_a_speaker unnamed_is_named_by_job "
    "headline_is_only_short smooth_page_agrees".split()
)
"""Beliefs that take for shown what is not.  What leans neither way stands in neither set."""
ENTRY, EXIT = "lesson0_entry_check", "lesson6_exit_check"
COUNTED = frozenset({"hits", "positives", "false_alarms", "negatives"})


@dataclass(frozen=True)
class Held:
    """A wrong belief, and who showed it."""

    belief: Misconception
    students: int
    exercises: list[str]


@dataclass(frozen=True)
class BeforeAfter:
    """One student's entry check and exit check."""

    name: str
    before: Detection | None
    after: Detection | None


@dataclass
class Beliefs:
    """What a class believes, as far as its answers show it."""

    held: list[Held] = field(default_factory=list)
    """Commonest first."""
    leanings: Counter[tuple[int, int]] = field(default_factory=Counter)
    """How many students showed so many trusting and so many suspicious beliefs."""
    checks: list[BeforeAfter] = field(default_factory=list)
    """Whoever did the entry check or the exit check."""

    @property
    def both(self) -> list[tuple[Detection, Detection]]:
        """Entry and exit check of whoever did both: only these can be compared."""
        return [(one.before, one.after) for one in self.checks if one.before and one.after]


def beliefs_of(book: Iterable[Graded], known: dict[str, Misconception]) -> Beliefs:
    """Return what a class believes, read one student at a time.  A belief counts once a student."""
    found, counts, places = Beliefs(), Counter[str](), dict[str, set[str]]()
    for graded in book:
        if not graded.files:
            continue
        shown = _shown(graded.exercises, known, places)
        counts.update(shown)
        found.leanings[len(shown & TRUSTING), len(shown & SUSPICIOUS)] += 1
        measured = BeforeAfter(graded.student.name, _detection(graded, ENTRY), _detection(graded, EXIT))
        if measured.before or measured.after:
            found.checks.append(measured)
    ranked = sorted(counts, key=lambda slug: (-counts[slug], known[slug].number))
    found.held = [Held(known[slug], counts[slug], sorted(places[slug])) for slug in ranked]
    return found


def _shown(
    results: list[ExerciseResult], known: dict[str, Misconception], places: dict[str, set[str]]
) -> set[str]:
    """Return the slugs of the beliefs these results name, and note where."""
    shown = set()
    for result in results:
        for check in result.checks:
            slug = check.misconception
            if slug in known:
                shown.add(slug)
                places.setdefault(slug, set()).add(f"{result.lesson}/{result.exercise}")
    return shown


def _detection(graded: Graded, lesson: str) -> Detection | None:
    """Return what the entry or exit check measured; None where it measured nothing."""
    for result in graded.exercises:
        for check in result.checks:
            if result.lesson == lesson and set(check.measures) == COUNTED:
                return Detection.model_validate(check.measures)
    return None


def middle(found: list[Detection]) -> tuple[float, float]:
    """Return the mean bias and the mean d′ of several.  Raises StatisticsError for none."""
    return fmean(one.bias for one in found), fmean(one.d_prime for one in found)
