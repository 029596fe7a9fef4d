"""Tries to leave something in shared memory.  Ends: error in your code.  Says: No such file|Permission denied."""
# ruff: noqa: PTH123, S108


def find_attributions(text):
    with open("/dev/shm/left", "w") as file:
        file.write("copy me")
