"""Tries to leave threads running that answer later.  Ends: error in your code.  Says: can't start new thread|Operation not permitted|Permission denied|PermissionError."""


def find_attributions(text):
    import threading

    for _ in range(1000):
        threading.Thread(target=lambda: [0 for _ in iter(int, 1)], daemon=True).start()
