"""Shared by all tests: the grading plugin, and things a test may need and a machine may lack."""

import os
import sys

import pytest

from secondsource import catalogue

pytest_plugins = ["secondsource.grading.plugin"]


def needs(thing, here):
    """Skip where the thing is missing; fail where SECONDSOURCE_REQUIRED says it must be here, as in CI."""
    if here:
        return
    if thing in os.environ.get("SECONDSOURCE_REQUIRED", "").split():
        pytest.fail(f"{thing}: required here, and missing")
    pytest.skip(f"{thing}: not on this machine")


@pytest.fixture(autouse=True)
def tracer():
    """Keep coverage measuring: a time limit that rings inside a trace function switches tracing off."""
    before = sys.gettrace()
    yield
    if sys.gettrace() is not before:
        sys.settrace(before)


@pytest.fixture(scope="session")
def originals():
    """The folder of the five captured pages."""
    folder = catalogue.originals()
    needs("originals", folder is not None)
    return folder
