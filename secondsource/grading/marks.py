"""What a check is written with: points, hints, and failures that teach."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

import pytest

from secondsource.models import Misconception


class Wrong(AssertionError):
    """A wrong answer: what came back, the question to ask, and the belief behind it if known."""

    def __init__(self, says: str, *, ask: str = "", belief: str | None = None, share: float = 0.0) -> None:
        """Keep the words for the report; `share` is the part of the points still earned, 0 to 1."""
        super().__init__(says)
        self.says, self.ask, self.belief, self.share = says, ask, belief, share


def points(worth: int) -> pytest.MarkDecorator:
    """Return a mark that makes a check worth this many points (1 without it)."""
    return pytest.mark.points(worth)


def hints(*texts: str) -> pytest.MarkDecorator:
    """Return a mark that gives a check its hints, from a nudge to nearly all."""
    return pytest.mark.hints(*texts)


def expect(condition: object, says: str, *, ask: str = "", belief: str | None = None) -> None:
    """Go on when the condition holds; otherwise raise Wrong with these words."""
    if not condition:
        raise Wrong(says, ask=ask, belief=belief)


def wrong(says: str, *, ask: str = "", belief: str | None = None) -> NoReturn:
    """Raise Wrong: for the branch of a check that recognises a known mistake."""
    raise Wrong(says, ask=ask, belief=belief)


def award(share: float, says: str, *, ask: str = "", belief: str | None = None) -> None:
    """Go on when the share is 1; otherwise raise Wrong that still earns this share of the points."""
    if share < 1:
        raise Wrong(says, ask=ask, belief=belief, share=max(0.0, share))


def informedness(hits: int, positives: int, false_alarms: int, negatives: int) -> float:
    """Return sensitivity + specificity - 1, from -1 to 1 (Youden's J).

    Saying yes to everything scores 0, and so does saying no to everything.
    Raises ValueError where there is nothing to find or nothing to leave alone.
    """
    if not positives or not negatives:
        raise ValueError("informedness needs positives and negatives")
    return hits / positives - false_alarms / negatives


def agreement_above_chance(given: Mapping[str, str], accepted: Mapping[str, set[str]]) -> float:
    """Return how far labels agree beyond the best single label for all, from 0 to 1.

    `given` maps item to label, `accepted` item to every label that counts as right.  The best
    answer set that says the same of every item scores 0: marking all alike earns nothing.
    Raises ValueError where one label is right for every item.
    """
    labels = {label for allowed in accepted.values() for label in allowed}
    floor = max(sum(label in allowed for allowed in accepted.values()) for label in labels)
    if floor == len(accepted):
        raise ValueError("one label is right for every item; add an item that is not like the others")
    right = sum(given.get(item) in allowed for item, allowed in accepted.items())
    return max(0.0, (right - floor) / (len(accepted) - floor))


def words_for(belief: str | None, known: Mapping[str, Misconception]) -> tuple[str, str]:
    """Return a misconception's belief with its reason, and its question; empty where none is named.

    Raises KeyError when a check names a misconception that is not in the list.
    """
    if belief is None:
        return "", ""
    found = known[belief]
    return f"{found.belief} {found.why}", found.ask
