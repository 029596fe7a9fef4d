"""Tries to put a script into the report.  Ends: error in your code.  Says: script."""


def find_attributions(text):
    raise ValueError("<script>alert(document.cookie)</script>")
