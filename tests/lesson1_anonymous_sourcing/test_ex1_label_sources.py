"""Exercise 1, visible checks: label twenty passages."""

from typing import Protocol

from secondsource.forms import SourceLabel
from secondsource.grading import award, expect, hints, points
from secondsource.models import SourceType


class Answer(Protocol):
    """What the exercise asks for."""

    LABELS: dict[str, SourceLabel]


ITEMS = """
theprint_a4 theprint_a10 theprint_a11 theprint_a18 newsup_a1 newsup_a7 newsup_a13 ndtv_rewrite_a14
short_brief_a9 short_brief_a10 brighter_kashmir_a12 brighter_kashmir_a25 sound_unnamed_officials_a2
sound_unnamed_officials_a3 sound_unnamed_officials_a8 sound_unnamed_officials_a9 named_but_empty_a2
smooth_unsourced_a1 strong_words_report_a2 credited_wire_a6
""".split()
OPEN = SourceLabel(type=None, rung=None)


def labels(answer):
    """The twenty labels; an entry somebody deleted is an open one, an invented entry is none."""
    return {name: answer.LABELS.get(name, OPEN) for name in ITEMS}


def expect_type(label, right, name, *, ask="", belief=None):
    expect(label.type is not None, f"{name} has no kind yet.", ask="Who or what speaks there?")
    expect(label.type in right, f"You gave {name} the kind {label.type}.", ask=ask, belief=belief)


@points(3)
@hints(
    "Take one passage, open its page at that paragraph, read it with the one before it.",
    "Is it about a person, a paper, an outlet, or nobody? Then: named or not, one or several?",
)
def test_every_passage_has_a_kind(answer: Answer):
    """Give every passage a kind."""
    todo = [name for name, label in labels(answer).items() if label.type is None]
    award(1 - len(todo) / len(ITEMS), f"{len(todo)} passages have no kind yet, the first is {todo[:1]}.",
          ask="Which page have you not opened yet?")  # fmt: skip


@points(2)
@hints(
    "Whom is the ladder for?", "Look at every entry whose kind is a document, a named person or an outlet."
)
def test_rungs_fit_their_kinds(answer: Answer):
    """Give rungs to unnamed people and to nobody, and to no other."""
    labelled = {name: label for name, label in labels(answer).items() if label.type is not None}
    expect(labelled, "No passage has a kind yet.", ask="Which one would you like to begin with?")
    for name, label in labelled.items():
        needs = label.type.unnamed or label.type is SourceType.NONE
        says = "has no rung" if needs else f"stands on rung {label.rung}"
        expect(
            (label.rung is not None) is needs,
            f"{name} is {label.type} and {says}.",
            ask="Whom is the ladder for?",
        )
        expect(label.type is not SourceType.NONE or label.rung == 0, f"{name} has nobody behind it and stands on "
               f"rung {label.rung}.", ask="Which rung means that there is no source at all?")  # fmt: skip


@points(2)
@hints("Can you put a person's or a group's name in front of “believes”, from the page?")
def test_a_passive_has_nobody_behind_it(answer: Answer):
    """See when nobody speaks."""
    expect_type(labels(answer)["newsup_a7"], {SourceType.NONE}, "newsup_a7",
                ask="Who believes it, going by the page?", belief="passive_has_a_speaker")  # fmt: skip


@points(2)
@hints("Find the sentence in which the page says it saw the dossier. Is there one?")
def test_a_described_paper(answer: Answer):
    """Tell a paper from a description of one."""
    expect_type(labels(answer)["newsup_a1"], {SourceType.DOCUMENT_DESCRIBED}, "newsup_a1",
                ask="Does the page say who saw it?", belief="described_is_primary")  # fmt: skip


@points(2)
@hints("Read the whole paragraph: what is printed, where, and with what number?")
def test_a_paper_you_could_look_up(answer: Answer):
    """See when a reader could check."""
    expect_type(labels(answer)["sound_unnamed_officials_a3"], {SourceType.DOCUMENT_SHOWN}, "sound_unnamed_officials_a3",
                ask="What would a piece have to print before you called a document shown?",
                belief="everything_is_suspect")  # fmt: skip


@points(2)
@hints("Could you find out who this is? That you may not trust him is another question.")
def test_a_named_person_is_named(answer: Answer):
    """Call a named person named, whatever he says."""
    expect_type(labels(answer)["short_brief_a9"], {SourceType.NAMED_INDIVIDUAL}, "short_brief_a9",
                ask="Which question does the label answer: who speaks, or whether he is right?",
                belief="everything_is_suspect")  # fmt: skip


@points(1)
@hints("What in the passage proves a second person?")
def test_one_or_several(answer: Answer):
    """Count the people a wording proves."""
    expect_type(labels(answer)["theprint_a10"], {SourceType.UNNAMED_INDIVIDUAL}, "theprint_a10",
                ask="Does the passage speak of one person or of more?", belief="plural_means_two")  # fmt: skip
