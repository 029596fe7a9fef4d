"""Tries to hand over an object that runs code when it is unpacked.  Ends: error in your code.  Says: not plain data|another type."""

import os
import pickle


class Gift:
    def __reduce__(self):
        return os.system, ("touch __CANARY__",)


def find_attributions(text):
    return pickle.dumps(Gift()).hex()
