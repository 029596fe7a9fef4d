"""Exercise 4, visible checks: same thing, same moment, same voice; and findings in four texts."""

from typing import Literal, Protocol

from secondsource.forms import Interval, Passage, TimedClaim
from secondsource.grading import award, expect, hints, points
from secondsource.models import Needs, Record, Strength
from secondsource.seeds import load_text

Judgement = Literal[
    "other thing", "taken back", "agree", "dispute", "cannot tell", "other moment", "contradiction"
]


class Finding(Record):
    """Two passages that pull apart, or only seem to."""

    first: Passage | None
    second: Passage | None
    verdict: Strength | None
    needs: Needs | None


class Answer(Protocol):
    """What the exercise asks for."""

    FOUND: dict[str, list[Finding]]

    def both_hold(self, first: TimedClaim, second: TimedClaim) -> bool: ...
    def judge(self, first: TimedClaim, second: TimedClaim) -> Judgement: ...
    def find_contradictions(self, claims: list[TimedClaim]) -> list[tuple[str, str]]: ...


TEXTS = ["night_train", "warehouse_fire", "theprint", "brighter_kashmir"]


def claim(says, number="k1", about="fire: dead", scope="all", when=None, speaker="page", **more):
    said = says if isinstance(says, str) else Interval(low=says[0], high=says[1])
    return TimedClaim(id=number, about=about, scope=scope, when=when, speaker=speaker, says=said, **more)


def shown(one):
    """What a claim says, in words."""
    if isinstance(one.says, str):
        return f"“{one.says}”"
    low, high = ("open" if end is None else f"{end:g}" for end in (one.says.low, one.says.high))
    return low if low == high else f"{low} to {high}"


@points(2)
@hints(
    "Words hold together when they are equal: isinstance(first.says, str) tells you that it is words.",
    "Intervals miss each other where the greater low is above the smaller high.",
)
def test_both_hold(answer: Answer):
    """Say whether two statements can be right together."""
    for first, second, right in [
        (claim("locked"), claim("locked"), True), (claim("locked"), claim("open"), False),
        (claim((30, 30)), claim((31, None)), False), (claim((25, 35)), claim((31, None)), True),
        (claim((0, 0)), claim((2, 2)), False), (claim((None, None)), claim((2, 2)), True),
    ]:  # fmt: skip
        came = answer.both_hold(first, second)
        expect(came == right, f"{shown(first)} and {shown(second)} came back as {came}.",
               ask="Is there a way for both to be right?")  # fmt: skip


LOOK_ALIKES = [
    ("other thing", claim((2, 2)), claim((14, 14), about="fire: injured"), "Are the dead and the injured counted as one?"),
    ("other thing", claim((14, 14)), claim((3, 3), scope="still in hospital"), "Is a part the whole?"),
    ("taken back", claim("Dock Street", about="fire: place", taken_back=True), claim("Dock Lane", about="fire: place"),
     "What has the page itself done about the first?"),
    ("agree", claim((150, 250)), claim((213, 213)), "Does the exact figure lie in the rounded one?"),
    ("other moment", claim((4, 4), when="09:10"), claim((7, 7), when="11:30"), "What lies between the two counts?"),
    ("cannot tell", claim((4, 4)), claim((7, 7), when="11:30"), "Which moment is the first one about?"),
]  # fmt: skip
FIRE_CHIEF, OWNER = (
    claim("locked", about="doors", speaker="fire chief"),
    claim("open", about="doors", speaker="owner"),
)


@points(3)
@hints(
    "The table is in order: return at the first line that fits.",
    "Two tuples compare in one go: (a.about, a.scope) != (b.about, b.scope).",
)
def test_look_alikes(answer: Answer):
    """Say why a pair only looks like a contradiction."""
    for right, first, second, ask in LOOK_ALIKES:
        came = answer.judge(first, second)
        expect(came == right, f"{first.about}, {shown(first)}, and {second.about}, {shown(second)}, came back as {came!r}.", ask=ask,
               belief="different_is_contradiction" if came == "contradiction" else None)  # fmt: skip
    came = answer.judge(FIRE_CHIEF, OWNER)
    expect(came == "dispute", f"A fire chief and an owner who disagree came back as {came!r}.",
           ask="Who says the one, and who says the other?",
           belief="dispute_is_contradiction" if came == "contradiction" else None)  # fmt: skip


@points(3)
@hints(
    "What is left when no line of the table has fitted?",
    "Two loops: each claim, and inside that every claim after it.",
    "enumerate gives you the place of a claim; claims[number + 1:] are those after it.",
)
def test_real_contradictions(answer: Answer):
    """Find the pairs that do contradict each other."""
    page = [
        claim((0, 0), "k1", about="raid: hurt"),
        claim((17, 17), "k2", about="raid: arrested", speaker="police"),
        claim("rifles", "k3", about="crates", speaker="inspector"),
        claim((2, 2), "k4", about="raid: hurt"),
        claim("tools", "k5", about="crates", speaker="lawyer"),
        claim((19, 19), "k6", about="raid: arrested", speaker="police"),
    ]
    came = [tuple(pair) for pair in answer.find_contradictions(page)]
    for pair, ask in ((("k1", "k4"), "Nobody was hurt, two were burnt: who says the one, who the other?"),
                      (("k2", "k6"), "Seventeen and nineteen: the same speaker, the same raid?")):  # fmt: skip
        expect(pair in came, f"{pair[0]} and {pair[1]} were not found.", ask=ask)
    expect(("k3", "k5") not in came, "Inspector and lawyer were reported as a contradiction of the page.",
           belief="dispute_is_contradiction")  # fmt: skip
    expect(
        len(came) == 2,
        f"{len(came)} pairs came back; there are two.",
        ask="Is each pair given once, in the order of the page?",
    )


@points(3)
@hints(
    "Copy with the mouse: print(load_text('night_train')) shows the text.",
    "Two words of each passage are enough, but they must stand there letter for letter, curly marks included.",
)
def test_passages_stand_in_their_text(answer: Answer):
    """Show both passages of every finding."""
    total = sum(len(findings) for findings in answer.FOUND.values())
    for slug, findings in answer.FOUND.items():
        expect(slug in TEXTS, f"{slug!r} is none of the four texts.", ask="Was a key renamed?")
        text = " ".join(load_text(slug).split())
        for finding in findings:
            for passage in (finding.first, finding.second):
                stands = passage and len(passage.split()) >= 2 and passage in text
                expect(stands, f"{slug}: {passage!r} is not at least two words that stand in the text.",
                       ask="Exactly which words do you mean?")  # fmt: skip
            expect(
                finding.first != finding.second,
                f"{slug}: a finding has the same passage twice.",
                ask="What does it pull against?",
            )
            expect(finding.verdict and finding.needs, f"{slug}: a finding has no verdict, or does not say what it needs.",
                   ask="Could both be right, and what would you have to know?")  # fmt: skip
    award(
        min(1.0, total / 6),
        f"Findings so far: {total}. Six or more should be there.",
        ask="Which text have you left for later?",
    )


@points(3)
@hints(
    "Take the figures of the train one after the other. Do they add up?",
    "Compare what is said in the page's own voice near the top and near the end.",
    "On the fire page, ask for each pair: same thing, same moment, same speaker, taken back?",
)
def test_two_invented_texts(answer: Answer):
    """Tell the text that contradicts itself from the one that does not."""
    train = [one for one in answer.FOUND.get("night_train", []) if one.verdict == "contradiction"]
    expect(len(train) >= 2, f"Contradictions you note in night_train: {len(train)}. There are more.",
           ask="Which of its sentences in the page's own voice cannot both be right?", belief="smooth_page_agrees")  # fmt: skip
    fire = [one for one in answer.FOUND.get("warehouse_fire", []) if one.verdict != "look_alike"]
    shown = f" among them “{fire[0].first}” and “{fire[0].second}”" if fire else ""
    expect(not fire, f"Contradictions or tensions you note in warehouse_fire: {len(fire)},{shown}.",
           ask="Go down the table with that pair: which line is the first that fits?", belief="different_is_contradiction")  # fmt: skip
