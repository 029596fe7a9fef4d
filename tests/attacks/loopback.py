"""Tries to send the text to a port that listens on this machine.  Ends: error in your code.  Says: Operation not permitted|Permission denied|PermissionError."""
# ruff: noqa: F821


def find_attributions(text):
    import socket

    with socket.create_connection(("127.0.0.1", __PORT__), timeout=1) as line:
        line.sendall(text.encode())
