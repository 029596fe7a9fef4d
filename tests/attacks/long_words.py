"""Tries to give back words that a pattern takes for ever with.  Ends: error in your code|wrong.  Says: ."""


def find_attributions(text):
    from secondsource.forms import Attribution

    return [Attribution(source="not " * 9_000, cue="says") for _ in range(5)]
