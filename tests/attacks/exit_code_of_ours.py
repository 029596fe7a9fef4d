"""Tries to end as if it had never been closed in.  Ends: stopped.  Says: exit code 71."""

import os

os._exit(71)
