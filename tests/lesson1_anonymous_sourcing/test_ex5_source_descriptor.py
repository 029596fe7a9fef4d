"""Exercise 5, visible checks: describe, rate, sum up."""

from typing import Literal, Protocol

from secondsource.forms import Credibility, Passage, Rating, Reliability, Report, TrackRecord
from secondsource.grading import award, expect, hints, points, wrong
from secondsource.grading.verdicts import mixes_scales, sentences, verdict_in
from secondsource.models import Record
from secondsource.seeds import load_text

FINDINGS = Literal["stated", "partly stated", "not stated"]


class Finding(Record):
    """What the page tells, and the words that tell it."""

    finding: FINDINGS | None
    passage: Passage | None


class Answer(Protocol):
    """What the exercise asks for."""

    DESCRIPTOR: dict[str, Finding]
    RATING: Rating
    SUMMARY: dict[str, str | None]

    def reliability(self, track_record: TrackRecord) -> Reliability: ...
    def credibility(self, reports: list[Report], fit: str) -> Credibility: ...
    def comparable(self, first: Reliability, second: Reliability) -> str: ...


QUESTIONS = ["position", "access", "interest", "anonymity", "currency", "validation"]
PARTS = ["strengths", "weaknesses", "leans_on", "agrees", "conflicts", "missing"]
NOTHING = Finding(finding=None, passage=None)
SLUGS = ["newsup", "ndtv_rewrite", "short_brief", "theprint", "brighter_kashmir"]


@points(2)
@hints(
    "Go through the table one question at a time, the page open beside you.",
    "Search the page for a word such as because, fear, authorised. Is there one?",
)
def test_the_descriptor_is_filled_in(answer: Answer):
    """Answer all six questions of the descriptor."""
    empty = [name for name in QUESTIONS if not answer.DESCRIPTOR.get(name, NOTHING).finding]
    award(
        1 - len(empty) / len(QUESTIONS),
        f"Still open: {', '.join(empty)}.",
        ask="What does the page tell you about this?",
    )


@points(2)
@hints(
    "A passage is needed wherever you wrote stated or partly stated.",
    "Copy it with the mouse: load_text('theprint') prints the page.",
)
def test_passages_stand_on_the_page(answer: Answer):
    """Show the words that tell you so."""
    text = load_text("theprint")
    for name, one in answer.DESCRIPTOR.items():
        if one.finding in {"stated", "partly stated"}:
            found = one.passage and len(one.passage.split()) >= 2 and one.passage in text
            expect(found, f"{name}: no passage of at least two words that stands on the page.",
                   ask="Exactly which words on the page tell you this?")  # fmt: skip


@points(2)
@hints("Rank, sector and place are not a motive.", "Is there one sentence on what the sources stand to gain?")
def test_silence_is_seen(answer: Answer):
    """Notice what the page does not say."""
    interest, reason = (answer.DESCRIPTOR.get(name, NOTHING).finding for name in ("interest", "anonymity"))
    expect(reason == "not stated", f"For anonymity you found the page saying something ({reason}).",
           ask="Where does the page say why its sources are not named?", belief="not_authorised_is_motive")  # fmt: skip
    expect(interest == "not stated", f"For interest you found the page saying something ({interest}).",
           ask="Does the page say it, or do you work it out yourself?")  # fmt: skip


@points(2)
@hints(
    "First the case with too few reports.",
    "Then from the top limit down: the first one reached gives the letter.",
)
def test_letters_from_track_records(answer: Answer):
    """Give a letter for a track record."""
    for checked, borne_out, right in ((20, 20, "A"), (10, 8, "B"), (10, 6, "C"), (10, 3, "D"), (10, 1, "E")):
        came = answer.reliability(TrackRecord(checked=checked, borne_out=borne_out))
        expect(
            came == right,
            f"{borne_out} of {checked} borne out came back as {came}.",
            ask="Which limit is reached?",
        )
    came = answer.reliability(TrackRecord(checked=0, borne_out=0))
    expect(came == "F", f"A source nobody has ever checked came back as {came}.", belief="no_basis_is_worst")


@points(3)
@hints(
    "Put the origins of the supporting reports into a set: a set holds each only once.",
    "Ask about contradiction first, then about two origins, then about the fit.",
)
def test_digits_from_reports(answer: Answer):
    """Give a digit for a claim: count origins, not carriers."""
    five = [Report(carrier=f"Daily {name}", origin="the dossier", supports=True) for name in "ABCDE"]
    came = answer.credibility(five, "unknown")
    expect(
        came == "6",
        f"Five carriers with one origin came back as {came}.",
        belief="agreement_is_corroboration",
    )
    two = [*five, Report(carrier="Radio F", origin="a witness", supports=True)]
    came = answer.credibility(two, "unknown")
    expect(came == "1", f"Two independent origins came back as {came}.", belief="everything_is_suspect",
           ask="What would be enough for you?")  # fmt: skip
    unseen = [*two[-1:], Report(carrier="Daily G", origin="", supports=True)]
    came = answer.credibility(unseen, "unknown")
    expect(came == "6", f"One witness, and an origin that nobody shows, came back as {came}.",
           ask="Might the origin that nobody shows be the witness?", belief="agreement_is_corroboration")  # fmt: skip
    expect(answer.credibility([], "well") == "6", "A claim nobody reports still got a digit with a basis.",
           belief="no_basis_is_worst")  # fmt: skip
    against = [Report(carrier="Radio F", origin="a witness", supports=False)]
    expect(answer.credibility(five + against, "well") == "4", "One origin supports the claim, one contradicts it.",
           ask="Which line of the table is this?")  # fmt: skip


@points(2)
@hints("What does F say about the source?", "If nobody knows, is it better or worse than E?")
def test_f_is_no_grade(answer: Answer):
    """Keep F out of the comparison."""
    expect(
        answer.comparable("B", "D") == "first",
        "B and D can be compared.",
        ask="Which of the two has the better record?",
    )
    expect(
        answer.comparable("D", "A") == "second",
        "D and A can be compared.",
        ask="Which of the two has the better record?",
    )
    expect(answer.comparable("C", "C") == "same", "C and C are the same letter.")
    for pair in (("E", "F"), ("F", "A"), ("F", "F")):
        came = answer.comparable(*pair)
        expect(
            came == "no basis",
            f"{pair[0]} against {pair[1]} came back as {came}.",
            belief="no_basis_is_worst",
        )


@points(2)
@hints(
    "Whose track record is the letter about?", "Who, on this page alone, has seen what the sources describe?"
)
def test_the_two_scales_are_kept_apart(answer: Answer):
    """Rate the sources and the claim apart."""
    letter, digit = answer.RATING.reliability, answer.RATING.credibility
    if letter in {"A", "B", "C"}:
        wrong(f"You rated the unnamed sources {letter}.", belief="carrier_is_origin")
    if letter in {"D", "E"}:
        wrong(f"You rated the unnamed sources {letter}.", belief="no_basis_is_worst")
    if digit in {"1", "2"}:
        wrong(f"You rated the claim {digit}.", ask="Which second, independent origin does this page give?",
              belief="agreement_is_corroboration")  # fmt: skip
    if digit in {"4", "5"}:
        wrong(f"You rated the claim {digit}.", belief="unnamed_means_false")


@points(3)
@hints(
    "Fill in one part at a time; a sentence or two is enough.",
    "Name the page you mean by its slug, and say what stands there.",
)
def test_the_summary_has_all_its_parts(answer: Answer):
    """Write all six parts of the summary, and name pages."""
    summary = answer.SUMMARY
    thin = [part for part in PARTS if len((summary.get(part) or "").split()) < 8]
    award(
        1 - len(thin) / len(PARTS),
        f"Hardly anything in: {', '.join(thin)}.",
        ask="What would a reader ask you there?",
    )
    naming = [part for part in PARTS if any(slug in (summary.get(part) or "") for slug in SLUGS)]
    award(min(1.0, len(naming) / 3), f"{len(naming)} of six parts name a page; three or more should.",
          ask="On which page did you see it?")  # fmt: skip


@points(2)
@hints("Describe the source base, not the event.", "Put likelihood and confidence into two sentences.")
def test_the_summary_keeps_to_the_sources(answer: Answer):
    """Sum up sources, and give no verdict on the event."""
    written = [answer.SUMMARY[part] for part in PARTS if answer.SUMMARY.get(part)]
    expect(len(written) == len(PARTS), "Some parts are still empty.", ask="Which parts has the table?")
    for sentence in sentences(" ".join(written)):
        verdict = verdict_in(sentence)
        expect(not verdict, f"One sentence gives a verdict (“{verdict}”).",
               ask="What do the sources allow you to say, and what not?", belief="unnamed_means_false")  # fmt: skip
        expect(not mixes_scales(sentence), "One sentence holds both a likelihood and a confidence.",
               belief="likelihood_is_confidence")  # fmt: skip
