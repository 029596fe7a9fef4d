"""Every command of the command line and every option, for a page of the site: read from the command line itself."""

from __future__ import annotations

from typing import Any

import typer
from typer.main import get_command

from secondsource.site.markdown import plain, table


def reference(app: typer.Typer) -> str:
    """Return a section for each command, with its arguments and options in a table."""
    commands = vars(get_command(app))["commands"]
    return "\n".join(_section(name, one) for name, one in commands.items() if not one.hidden)


def _section(name: str, command: Any) -> str:
    shown = [one for one in command.params if not one.hidden]
    rows = [[_named(one), plain(one.help or ""), _without(one)] for one in shown]
    options = f"\n{table(['Option', 'What it does', 'Default'], rows)}" if rows else ""
    return f"## `secondsource {name}` {{ #{name} }}\n\n{_prose(command.help or '')}\n{options}"


def _prose(text: str) -> str:
    """Return a docstring's text in paragraphs, its code as it is."""
    parts = text.split("`")
    return "`".join(part if number % 2 else plain(part) for number, part in enumerate(parts))


def _named(option: Any) -> str:
    if option.param_type_name == "argument":
        return f"`{option.name.upper()}`"
    spelt = ", ".join(f"`{one}`" for one in [*option.opts, *option.secondary_opts])
    several = " (may be repeated)" if option.multiple else ""
    return f"{spelt}{several}"


def _without(option: Any) -> str:
    if option.required:
        return "must be given"
    nothing = option.default in (None, "") or option.default is False
    return "–" if nothing else f"`{option.default}`"
