"""Tries to sleep where no signal is looked at.  Ends: timed out.  Says: ended."""


def find_attributions(text):
    import signal
    import time

    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    time.sleep(1000)
