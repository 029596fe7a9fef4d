"""Tries to fail while its failure is told.  Ends: stopped|error in your code.  Says: ."""


class Hostile(Exception):
    def __str__(self):
        raise SystemExit(0)


def find_attributions(text):
    raise Hostile
