"""Tries to overflow the stack.  Ends: error in your code.  Says: called itself without end."""


def find_attributions(text):
    return find_attributions(text)
