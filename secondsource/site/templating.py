"""Fills the site's templates; everything put into one is escaped."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("secondsource.site"),
        autoescape=True,
        undefined=StrictUndefined,  # a name that is not given stops the build
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def filled(name: str, **values: Any) -> str:
    """Return the template called `name` with `values` put in.

    Raises UndefinedError when the template asks for a value nobody gave.
    """
    return _environment().get_template(name).render(**values)
