"""Second Source: an open teaching module on evaluating security news."""

__version__ = "0.1.0"
