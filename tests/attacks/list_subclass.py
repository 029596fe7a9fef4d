"""Tries to return a list whose length and items change.  Ends: error in your code.  Says: another type."""


class Shifty(list):
    def __len__(self):
        return 7

    def __contains__(self, item):
        return True


def find_attributions(text):
    return Shifty([1])
