"""Signal detection: how well two things are told apart, and which way somebody leans.

Rates are corrected log-linearly (Hautus 1995): 0.5 is added to the number of hits and of false
alarms, 1 to the number of cases, so that a perfect score stays finite.
"""

from __future__ import annotations

from statistics import NormalDist

from secondsource.models import Record

Z = NormalDist().inv_cdf


class Detection(Record):
    """How often somebody said yes, where yes was right and where it was not."""

    hits: int
    """Times yes was said and right."""
    positives: int
    """Times yes would have been right."""
    false_alarms: int
    """Times yes was said and wrong."""
    negatives: int
    """Times no would have been right."""

    @property
    def d_prime(self) -> float:
        """Sensitivity: 0 for whoever says the same of everything, below 0 for having it backwards."""
        return self._hit_z - self._alarm_z

    @property
    def bias(self) -> float:
        """Criterion c: above 0 for whoever leans towards no, below 0 towards yes."""
        return (self._hit_z + self._alarm_z) / -2 + 0.0  # never minus zero

    @property
    def best(self) -> float:
        """The d′ of somebody who gets every case right."""
        return self.model_copy(update={"hits": self.positives, "false_alarms": 0}).d_prime

    @property
    def share(self) -> float:
        """The d′ as a share of the best, 0 to 1.

        Saying the same of everything earns 0, where there are as many cases of one kind as of the other.
        """
        return max(0.0, self.d_prime / self.best)

    @property
    def _hit_z(self) -> float:
        return Z((self.hits + 0.5) / (self.positives + 1))

    @property
    def _alarm_z(self) -> float:
        return Z((self.false_alarms + 0.5) / (self.negatives + 1))

    def __str__(self) -> str:
        """Return both numbers and what the second one means."""
        leaning = "no" if self.bias > 0.05 else "yes" if self.bias < -0.05 else "neither side"
        return f"d′ = {self.d_prime:.1f} of {self.best:.1f}, c = {self.bias:+.1f} (leaning to {leaning})"


def detect(yes: dict[str, bool], right: dict[str, bool]) -> Detection:
    """Return how often yes was said where it is right and where it is not.

    Raises ValueError where one answer would be right for everything.
    """
    positives = [name for name, is_so in right.items() if is_so]
    negatives = [name for name, is_so in right.items() if not is_so]
    if not positives or not negatives:
        raise ValueError("detection needs cases of both kinds")
    return Detection(
        hits=sum(yes.get(name, False) for name in positives),
        positives=len(positives),
        false_alarms=sum(yes.get(name, False) for name in negatives),
        negatives=len(negatives),
    )
