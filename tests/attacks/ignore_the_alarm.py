"""Tries to never end, and take the alarm away.  Ends: timed out.  Says: ended from outside."""


def find_attributions(text):
    import signal

    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, signal.SIG_IGN)
    while True:
        pass
