"""Tries to raise its own limits.  Ends: error in your code.  Says: not allowed|Operation not permitted|Permission denied|PermissionError."""


def find_attributions(text):
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (1 << 50, 1 << 50))
