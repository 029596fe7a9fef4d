"""What fails for a reason of ours.  Imports nothing: a worker needs it before all else."""


class OurFault(RuntimeError):
    """Something of ours failed, whatever an answer did."""
