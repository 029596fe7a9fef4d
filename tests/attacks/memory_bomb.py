"""Tries to use all memory there is.  Ends: ran out of memory.  Says: more memory."""


def find_attributions(text):
    grown = []
    while True:
        grown.append(bytearray(50_000_000))
