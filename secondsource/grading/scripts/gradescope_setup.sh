#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the autograder. The base image needs a Python from 3.11 on, as
# Ubuntu 24.04 has.
# What is here already is not installed again. Everything else comes from the lock alone.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
level=@LEVEL@
unset PYTHONPATH PYTHONHOME

find_python() {  # the first Python that fits and can make environments
    local candidate
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -I -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

missing=()
find_python >/dev/null || missing+=(python3 python3-venv)
if [ "$level" = sandbox ]; then
    command -v bwrap >/dev/null || missing+=(bubblewrap)
    compgen -G '/usr/lib*/*/libseccomp.so.2' >/dev/null || compgen -G '/usr/lib*/libseccomp.so.2' >/dev/null ||
        missing+=(libseccomp2)
fi
if [ "${#missing[@]}" -gt 0 ]; then
    echo "==> Installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi
python="$(find_python)" || {
    echo "No Python 3.11 or newer with venv is here: $(python3 -V 2>&1). Choose a newer image: Ubuntu 24.04 has Python 3.12." >&2
    exit 1
}

echo "==> Making an environment with $("$python" -V)"
"$python" -I -m venv --clear "$root/venv"  # its own: Gradescope's harness keeps the system's
# The lock names every package: no version of pip is asked to find more, or can.
"$root/venv/bin/python" -I -m pip install -q --disable-pip-version-check --no-deps --require-hashes \
    --only-binary=:all: -r "$root/source/requirements.txt"
echo "==> Trying whether answers can be kept apart here"
PYTHONPATH="$root/source" "$root/venv/bin/python" -P -m secondsource.grading.platforms ready gradescope "$level"
