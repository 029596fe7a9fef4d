"""Earns: tone_is_genre.  A judge's angry words are taken for the reporter's."""

LABELS = {**LABELS, "strong_words_report_5": {"opinion": "author", "words": "It was a disgrace"}}  # noqa: F821 - the solution stands above
