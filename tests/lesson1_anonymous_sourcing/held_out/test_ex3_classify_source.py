"""Exercise 3, held-out checks: fresh phrases of every kind and rung."""

from secondsource.grading import agreement_above_chance, award, points


def labelled(answer, phrases):
    """The answer's kind and rung for every phrase, as one word each."""
    texts = [one.text for one in phrases]
    kinds, rungs = answer.source_type.map(texts), answer.rung.map(texts)
    given = {number: f"{kind}/{rung}" for number, (kind, rung) in enumerate(zip(kinds, rungs, strict=True))}
    accepted = {number: {f"{one.type}/{one.rung}"} for number, one in enumerate(phrases)}
    return given, accepted


@points(8)
def test_fresh_phrases(answer, phrases):
    """Classify phrases nobody has seen before."""
    given, accepted = labelled(answer, phrases)
    missed = [one.text for number, one in enumerate(phrases) if given[number] not in accepted[number]]
    shown = "; ".join(f"“{text}”" for text in missed[:3])
    award(
        agreement_above_chance(given, accepted),
        f"{len(missed)} of {len(phrases)} fresh phrases got another kind or rung: {shown}.",
        ask="Which of your questions comes too early, so that a later one is never asked?",
    )


@points(2)
def test_named_and_unnamed_are_told_apart(answer, phrases):
    """Call nobody unnamed who is named, and nobody named who is not."""
    kinds = answer.source_type.map([one.text for one in phrases])
    wrongly = [
        one.text for one, kind in zip(phrases, kinds, strict=True) if kind.unnamed is not one.type.unnamed
    ]
    hidden = sum(one.type.unnamed for one in phrases)
    award(
        1 - len(wrongly) / min(hidden, len(phrases) - hidden),
        f"{len(wrongly)} phrases landed on the wrong side, for example “{wrongly[0] if wrongly else ''}”.",
        ask="Could a reader find out who this is?",
    )
