"""Tries to work while nobody asks it anything.  Ends: timed out.  Says: had not ended."""


def find_attributions(text):
    import sys

    def spin(_frame, event, function):
        while event == "c_return" and getattr(function, "__name__", "") == "sendall":
            pass

    sys.setprofile(spin)
