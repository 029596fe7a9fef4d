#!/usr/bin/env bash
# Gradescope runs this for every submission. No result is written where nothing could be graded.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
unset PYTHONHOME
export PYTHONPATH="$root/source"  # the package's own place: nothing depends on where this was started
exec "$root/venv/bin/python" -P -m secondsource.grading.platforms gradescope "$root" @LEVEL@
