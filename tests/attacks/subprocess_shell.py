"""Tries to run a shell.  Ends: error in your code.  Says: Operation not permitted|Permission denied|PermissionError|No such file or directory."""


def find_attributions(text):
    import subprocess

    return subprocess.run(["/bin/sh", "-c", "id"], capture_output=True, text=True).stdout
