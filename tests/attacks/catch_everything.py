"""Tries to never end, whatever is raised.  Ends: timed out.  Says: ended."""
# ruff: noqa: S112


def find_attributions(text):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
