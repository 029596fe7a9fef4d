"""Tries to crash the interpreter.  Ends: stopped.  Says: SIGSEGV|SIGBUS."""


def find_attributions(text):
    import ctypes

    ctypes.string_at(0)
