"""Tries to read the annotations where the course lies.  Ends: error in your code.  Says: annotations|missing|Field required."""


def find_attributions(text):
    from secondsource.seeds import load_article

    return load_article("theprint").notes
