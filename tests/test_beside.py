"""Captured pages beside their retellings: for whoever holds them, and never published."""

import shutil

import pytest
from typer.testing import CliRunner

from secondsource import catalogue, fidelity, seeds
from secondsource.cli import app
from secondsource.models import Article

run = CliRunner().invoke
CAPTURE = "A harbour <opens>\n\nIt was dug in 2019.\n\nWrite to ilves@harbour.example\n"
RETOLD = ["Harbour, ‘opens’", "In 2019 they dug.", "A contact line."]


@pytest.fixture
def holder(tmp_path, monkeypatch):
    """Somebody who holds one capture, and the record that was made of it."""
    (tmp_path / "harbour.txt").write_text(CAPTURE, "utf-8")
    (tmp_path / "notes.txt").write_text("Something else.\n", "utf-8")
    monkeypatch.setenv("SECONDSOURCE_ORIGINALS", str(tmp_path))
    real = seeds.load_article("theprint")
    info = real.info.model_copy(update={"original": fidelity.digest(tmp_path / "harbour.txt")})
    known = Article(info=info, paragraphs=RETOLD, notes=real.notes)
    monkeypatch.setattr(seeds, "load_articles", lambda: [known])
    return tmp_path


def test_each_paragraph_stands_beside_its_retelling(holder):
    result = run(app, ["beside"])

    assert result.exit_code == 0, result.output
    page = (holder / "beside.html").read_text("utf-8")
    assert "<p>It was dug in 2019.</p><p>In 2019 they dug.</p>" in page
    assert "A harbour &lt;opens&gt;" in page
    assert "ilves@" not in page
    assert "<script" not in page


@pytest.mark.parametrize("place", ["docs", "site"])
def test_it_is_never_put_where_it_would_be_published(holder, place):
    target = catalogue.root() / place / "beside.html"
    result = run(app, ["beside", "--out", str(target)])

    assert result.exit_code == 2
    assert "published" in result.stderr
    assert not target.exists()


def test_no_captures_and_strange_ones_are_told_apart(holder, monkeypatch):
    (holder / "harbour.txt").unlink()
    assert "no file here is one of" in " ".join(run(app, ["beside"]).stderr.split())
    monkeypatch.setenv("SECONDSOURCE_ORIGINALS", str(holder / "none"))
    assert "seeds/originals/" in run(app, ["beside"]).stderr


def test_every_page_with_a_capture_stands_beside_it(all_originals, tmp_path):
    target = tmp_path / "out" / "beside.html"
    shutil.copytree(all_originals, tmp_path / "held")

    assert run(app, ["beside", "--out", str(target)]).exit_code == 0
    assert target.read_text("utf-8").count("<h2 ") == len(seeds.load_articles())
