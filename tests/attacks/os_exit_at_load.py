"""Tries to end the grader with a good exit code.  Ends: stopped.  Says: exit code 0."""

import os

os._exit(0)
