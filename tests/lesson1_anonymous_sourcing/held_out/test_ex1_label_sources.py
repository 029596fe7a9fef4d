"""Exercise 1, held-out checks: every label against the records, with all that can be defended."""

import runpy

from secondsource import catalogue, seeds
from secondsource.forms import SourceLabel
from secondsource.grading import agreement_above_chance, award, informedness, points
from secondsource.models import SourceType

ITEMS = list(runpy.run_path(str(catalogue.find("lesson1/ex1")[0].solution))["LABELS"])
OPEN = SourceLabel(type=None, rung=None)


def labels(answer):
    """The labels of all items: whoever deletes the hard ones is graded on them all the same."""
    return {name: answer.LABELS.get(name, OPEN) for name in ITEMS}


def record_of(name):
    slug, _, attribution = name.rpartition("_")
    article = seeds.load_article(slug)
    found = article.attribution(attribution)
    return found, article.source(found.source)


def accepted_types(name):
    _, source = record_of(name)
    return {source.type, *source.also} if source else {SourceType.NONE}


def accepted(name):
    """Every kind and rung that can be defended for this passage, as words."""
    found, _ = record_of(name)
    rungs = {found.rung, *found.also_rungs} - {None}
    return {
        f"{kind}/{rung}"
        for kind in accepted_types(name)
        for rung in ((rungs or {0}) if kind.unnamed or kind is SourceType.NONE else {None})
    }


@points(10)
def test_kinds_and_rungs(answer):
    """Label the twenty passages as careful readers do."""
    given = {name: f"{label.type}/{label.rung}" for name, label in labels(answer).items()}
    right = {name: accepted(name) for name in ITEMS}
    missed = [name for name in right if given[name] not in right[name]]
    award(agreement_above_chance(given, right), f"{len(missed)} of {len(right)} labels cannot be defended from the page, "
          f"among them {', '.join(missed[:2])}.", ask="What words of the passage speak for your label?")  # fmt: skip


@points(4)
def test_open_and_hidden(answer):
    """See who is hidden from the reader, and who is not."""
    hidden_kinds = {
        SourceType.UNNAMED_INDIVIDUAL,
        SourceType.UNNAMED_GROUP,
        SourceType.NONE,
        SourceType.DOCUMENT_DESCRIBED,
    }
    hidden = [name for name in ITEMS if accepted_types(name) <= hidden_kinds]
    others = [name for name in ITEMS if not accepted_types(name) & hidden_kinds]
    hits = sum(labels(answer)[name].type in hidden_kinds for name in hidden)
    alarms = sum(labels(answer)[name].type in hidden_kinds for name in others)
    award(informedness(hits, len(hidden), alarms, len(others)),
          f"Of {len(hidden)} passages whose source a reader cannot go to you saw {hits}; of {len(others)} open ones "
          f"you took {alarms} for hidden.", ask="Which mistake do you make more often?")  # fmt: skip
