"""Tries to send a reply before anything was asked.  Ends: stopped.  Says: not an answer."""

import os

os.write(0, b'{"id": "guess", "data": "[]", "shown": "[]"}\n')


def find_attributions(text):
    return []
