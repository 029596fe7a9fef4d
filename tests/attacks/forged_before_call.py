"""Tries to send several replies in advance.  Ends: stopped.  Says: not an answer."""

import os

for number in range(50):
    os.write(0, b'{"id": "%d", "data": "[]", "shown": ""}\n' % number)


def find_attributions(text):
    return None
