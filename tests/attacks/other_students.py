"""Tries to read what others handed in.  Ends: error in your code.  Says: No such file or directory."""


def find_attributions(text):
    from pathlib import Path

    return Path("__CLASS__/honest_first/lesson1_anonymous_sourcing/ex2_find_attributions.py").read_text()
