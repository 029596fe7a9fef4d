"""`python -m secondsource` is the `secondsource` command."""

from secondsource.cli import main

main()
