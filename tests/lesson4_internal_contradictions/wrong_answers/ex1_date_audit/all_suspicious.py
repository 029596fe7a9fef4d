"""Every date is in conflict with every other."""

FINDINGS = {name: {"verdict": "contradiction", "needs": "page"} for name in FINDINGS}  # noqa: F821 - solution above


def order(first, second):
    """Find every date too late."""
    return "after"


def audit(dates):
    """Report every pair of furniture and text, and every weekday."""
    wrong = [DateFinding(kind="weekday", words=[one.words]) for one in dates if one.weekday]  # noqa: F821
    for frame in dates:
        for told in dates:
            if frame.place != "text" and told.place == "text":
                wrong.append(DateFinding(kind="order", words=[frame.words, told.words]))  # noqa: F821
    return wrong
