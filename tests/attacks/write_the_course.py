"""Tries to rewrite the course it was given.  Ends: error in your code.  Says: Read-only|Permission denied."""
# ruff: noqa: PTH123


def find_attributions(text):
    with open("/course/secondsource/forms.py", "w") as file:
        file.write("")
