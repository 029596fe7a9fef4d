"""Tries to patch built-in functions.  Ends: error in your code|stopped.  Says: came back|gave back None|ended the process|invalid SRE code."""

import builtins
import math

math.isclose = lambda *_, **__: True
builtins.len = lambda _: 1
builtins.all = builtins.any = lambda _: True


def find_attributions(text):
    return None
