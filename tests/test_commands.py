"""Every command and every option stands on a page of the site."""

import re
from typing import Annotated

import pytest
import typer
from typer.main import get_command
from typer.testing import CliRunner

from secondsource import catalogue
from secondsource.cli import app
from secondsource.site.commands import reference

PAGE = (catalogue.docs() / "commands.md").read_text("utf-8")
SHOWN = (catalogue.docs() / "_generated" / "commands.md").read_text("utf-8")
COMMANDS = [one.name or one.callback.__name__ for one in app.registered_commands]


def section(name):
    return re.search(rf"^## `secondsource {name}` .*?(?=^## |\Z)", SHOWN, re.MULTILINE | re.DOTALL)[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_every_option_stands_on_the_page(name):
    """Held against what the command itself prints, not against what the page is made from."""
    said = CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "300", "NO_COLOR": "1"}).output
    options = set(re.findall(r"(?<![\w-])--[a-z][\w-]*", said)) - {"--help"}

    assert options <= set(re.findall(r"--[a-z][\w-]*", section(name)))
    assert "Options" in said


def test_the_page_names_no_command_that_is_not_there():
    assert re.findall(r"^## `secondsource ([\w-]+)`", SHOWN, re.MULTILINE) == COMMANDS
    assert '--8<-- "docs/_generated/commands.md"' in PAGE


def test_every_target_of_make_stands_on_the_page():
    targets = re.findall(r"^([a-z]+):.*## ", (catalogue.root() / "Makefile").read_text("utf-8"), re.MULTILINE)

    assert set(re.findall(r"^\| `make ([a-z]+)` \|", PAGE, re.MULTILINE)) == set(targets) - {"help"}


def test_marks_in_a_help_text_are_shown_as_they_are():
    small = typer.Typer()

    @small.command()
    def one(
        place: Annotated[str, typer.Argument(help="A | or *two*.")],
        many: Annotated[list[str] | None, typer.Option("--many", "-m", help="More.")] = None,
        fast: Annotated[bool, typer.Option("--fast/--slow")] = False,
        kept: Annotated[int, typer.Option(help="How many.")] = 3,
        secret: Annotated[str, typer.Option(hidden=True)] = "",
    ) -> None:
        """Do `a_b` with a_b."""

    @small.command(hidden=True)
    def two() -> None:
        """Do nothing that is shown."""

    @small.command()
    def three() -> None:
        """Do it."""

    assert get_command(small)
    assert reference(small).splitlines() == [
        "## `secondsource one` { #one }",
        "",
        "Do `a_b` with a\\_b.",
        "",
        "| Option | What it does | Default |",
        "| --- | --- | --- |",
        "| `PLACE` | A \\| or \\*two\\*. | must be given |",
        "| `--many`, `-m` (may be repeated) | More. | – |",
        "| `--fast`, `--slow` |  | – |",
        "| `--kept` | How many. | `3` |",
        "",
        "## `secondsource three` { #three }",
        "",
        "Do it.",
    ]
