"""Tries to talk to a service through a socket file.  Ends: error in your code.  Says: Operation not permitted|Permission denied|PermissionError."""


def find_attributions(text):
    import socket

    socket.socket(socket.AF_UNIX).connect("/run/dbus/system_bus_socket")
