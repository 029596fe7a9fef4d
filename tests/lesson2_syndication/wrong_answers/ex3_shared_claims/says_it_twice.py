"""Earns: repeats_are_evidence.  A claim a page makes twice is entered twice."""


def matrix(said):
    """Go through all claims as they stand."""
    pages = {}
    for page in sorted(said):
        for claim in said[page]:
            pages.setdefault(claim, []).append(page)
    return pages
