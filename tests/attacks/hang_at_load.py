"""Tries to never end while the file is read.  Ends: timed out.  Says: had not ended."""

while True:
    pass
