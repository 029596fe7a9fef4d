"""Tries to leave something behind for the next answer, or find it.  Ends: error in your code.  Says: nothing of others|Permission denied."""
# ruff: noqa: S108


def find_attributions(text):
    from pathlib import Path

    Path("left_behind").write_text("copy me")
    others = [one for one in Path("/tmp").iterdir() if one != Path.cwd()]
    raise LookupError(f"nothing of others: {others}")
