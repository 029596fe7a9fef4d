"""Tries to send several replies in advance.  Ends: stopped.  Says: no answer."""

import os

for number in range(50):
    os.write(0, b'{"id": "%d", "data": "[]", "shown": ""}\n' % number)


def find_attributions(text):
    return None
