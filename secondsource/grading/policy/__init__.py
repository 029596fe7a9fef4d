"""What an instructor decides: due dates, lateness, weights, marks by hand; `policy.yaml` holds it.

A package of its own: a policy changes what earned points come to, and marks no answer anew.
"""

from secondsource.grading.policy.fields import Policy
from secondsource.grading.policy.reading import PolicyError, read_policy
from secondsource.grading.policy.secret import secret_of, seed_of

__all__ = ["Policy", "PolicyError", "read_policy", "secret_of", "seed_of"]
