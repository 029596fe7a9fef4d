"""What fresh texts are made from: a secret of the instructor's, so that nobody can make them beforehand."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from pathlib import Path

from secondsource.files import write_atomically
from secondsource.grading.policy.fields import Policy
from secondsource.grading.policy.reading import PolicyError

NAME = "secret.key"
SHORTEST = 16


def secret_of(out: Path, policy: Policy) -> bytes:
    """Return the secret that a folder of marks is graded with: the policy's, or the folder's own.

    The folder's own is made where there is none.  Raises PolicyError for a file that holds no secret, OSError.
    """
    if policy.secret:
        return policy.secret.encode()
    path = out / NAME
    if not path.is_file():
        write_atomically(path, secrets.token_hex(32) + "\n", private=True)
    found = path.read_bytes().strip()
    if len(found) < SHORTEST:
        raise PolicyError(
            f"{path}: line 1: too short to be a secret. Put the old one back, or delete the file: "
            "then a new one is made, and what is marked from then on gets other fresh texts."
        )
    return found


def seed_of(secret: bytes, student: str) -> str:
    """Return what a student's fresh texts are made from: the same for the same secret and id, else another.

    Without a secret it is the id itself, as a public package has to do it.
    """
    return hmac.new(secret, student.encode(), hashlib.sha256).hexdigest() if secret else student
