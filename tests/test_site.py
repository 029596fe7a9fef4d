"""The site's settings, tables and figures: what they hold, what they must never hold."""

import re
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
import yaml

from secondsource import catalogue, drawing, seeds
from secondsource.models import Article, Provenance, Reading, SharedClaim, SourceType, words
from secondsource.site import generated, limits, marks, matrix, provenance, reader, timeline, wording

FILES = generated()
ARTICLES = seeds.load_articles()
SVG = "{http://www.w3.org/2000/svg}"


def page(text, slug="small", roles=None, **notes):
    """A small invented page: its paragraphs, and whatever notes a test wants on it."""
    info = {
        "slug": slug,
        "title": f"The {slug} page",
        "headline": None,
        "outlet": None,
        "byline": None,
        "dateline": None,
        "declared_type": None,
        "inferred_type": "NewsArticle",
        "summary": "A page made up for a test.",
        "roles": roles or {},
        "control": {"looks": "plain", "proves": "nothing", "sound": True},
    }
    return Article.model_validate({"info": info, "paragraphs": text, "notes": notes})


def claim(name, paragraph, exact, **more):
    anchor = {"paragraph": paragraph, "exact": exact}
    return {"id": name, "anchor": anchor, "text": "A claim.", "attribution": None, **more}


def dated(name, paragraph, exact, value, role="body"):
    anchor = {"paragraph": paragraph, "exact": exact}
    return {"id": name, "anchor": anchor, "value": value, "role": role, "of": f"event {name}"}


# --- settings -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def settings():
    return yaml.safe_load((catalogue.root() / "mkdocs.yml").read_text(encoding="utf-8"))


def test_only_plugins_that_every_builder_runs_are_used(settings):
    assert set(settings["plugins"]) <= {"search", "tags"}
    assert "hooks" not in settings
    assert "custom_dir" not in settings["theme"]


def test_every_extension_is_pythons_own_or_pymdowns(settings):
    names = [name if isinstance(name, str) else next(iter(name)) for name in settings["markdown_extensions"]]
    own = {"abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"}

    assert [name for name in names if name not in own and not name.startswith("pymdownx.")] == []


def test_nothing_in_the_settings_asks_another_server(settings):
    assert settings["strict"] is True
    assert settings["theme"]["font"] is False
    assert "repo_url" not in settings
    assert "analytics" not in settings.get("extra", {})
    assert not any(feature.startswith("navigation.instant") for feature in settings["theme"]["features"])


def test_snippets_are_looked_for_and_generated_parts_are_no_pages(settings):
    snippets = next(
        one["pymdownx.snippets"] for one in settings["markdown_extensions"] if "pymdownx.snippets" in one
    )

    assert snippets == {"base_path": ["."], "check_paths": True}
    assert "_generated/" in settings["exclude_docs"].split()


def pages_in(nav):
    for entry in nav:
        value = next(iter(entry.values()))
        yield from pages_in(value) if isinstance(value, list) else [value]


def test_every_page_is_in_the_navigation_once(settings):
    written = {path.relative_to(catalogue.docs()).as_posix() for path in catalogue.docs().rglob("*.md")}
    listed = list(pages_in(settings["nav"]))

    assert sorted(listed) == sorted(name for name in written if not name.startswith("_generated/"))


def test_styles_scripts_and_fonts_come_from_the_site_itself(settings):
    docs = catalogue.docs()
    scripts = [one["path"] for one in settings["extra_javascript"]]
    for name in [*settings["extra_css"], *scripts, settings["theme"]["logo"], settings["theme"]["favicon"]]:
        assert (docs / name).is_file(), name
    for sheet in settings["extra_css"]:
        for wanted in re.findall(r'url\("([^"]+)"\)', (docs / sheet).read_text(encoding="utf-8")):
            assert ((docs / sheet).parent / wanted).resolve().is_file(), wanted


def test_every_font_has_its_licence_beside_it():
    fonts = {file.name for file in (catalogue.docs() / "assets/fonts").iterdir()}

    assert {"OFL-inter.txt", "OFL-source-serif-4.txt"} <= fonts
    assert all(name.startswith(("inter-", "source-serif-4-", "OFL-")) for name in fonts)


# --- all generated files -------------------------------------------------------------------


def test_the_same_records_give_the_same_files():
    assert generated() == FILES


def test_every_included_part_is_generated_or_there():
    for file in catalogue.docs().rglob("*.md"):
        for wanted in re.findall(
            r'^\s*-+8<-+ "([^":]+)', file.read_text(encoding="utf-8"), flags=re.MULTILINE
        ):
            made = Path(wanted).is_relative_to("docs") and Path(wanted).relative_to("docs") in FILES
            assert made or (catalogue.root() / wanted).is_file(), f"{file.name}: {wanted}"


def test_every_generated_part_is_included_somewhere():
    included = "".join(file.read_text(encoding="utf-8") for file in catalogue.docs().rglob("*.md"))

    assert [str(path) for path in FILES if f"docs/{path}" not in included] == []


@pytest.mark.parametrize("path", FILES, ids=str)
def test_no_address_of_a_person_and_no_foreign_origin_is_written(path):
    assert not re.search(r"[\w.]+@[\w.]+\.\w+", FILES[path])
    assert set(re.findall(r"https?://[^\s\"<)]+", FILES[path])) <= {"http://www.w3.org/2000/svg"}


def test_links_into_the_reader_lead_to_a_place_there():
    places = set(re.findall(r' id="([^"]+)"', FILES[Path("_generated/reader.html")]))
    for path, text in FILES.items():
        for wanted in re.findall(r"reader(?:/|\.md)#([\w-]+)", text):
            assert wanted in places, f"{path}: {wanted}"


# --- the reader ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def html():
    return FILES[Path("_generated/reader.html")]


def test_the_reader_keeps_what_the_exercises_ask_for(html):
    for kind in SourceType:
        if kind is not SourceType.NONE:
            assert kind not in html
    assert not re.search(r"\brungs?\b", html)
    assert "ladder" not in html


def test_the_reader_shows_every_paragraph_of_every_page_once(html):
    for article in ARTICLES:
        numbers = re.findall(rf'id="{article.slug}-p(\d+)"', html)
        assert [int(number) for number in numbers] == list(range(1, len(article.paragraphs) + 1))


def test_every_note_is_there_and_every_mark_has_one(html):
    for article in ARTICLES:
        wanted = {mark.token.partition(".")[0] for mark in marks.marks(article)}
        there = set(re.findall(rf'<template id="note-{article.slug}-(\w+)"', html))
        assert wanted == there


def test_the_text_of_the_reader_is_the_retelling(html):
    for article in ARTICLES:
        found = marks.marks(article)
        for number, text in enumerate(article.paragraphs, start=1):
            cut = marks.segments(text, [mark for mark in found if mark.paragraph == number])
            assert "".join(segment.text for segment in cut) == text
            assert all(segment.text for segment in cut)


def test_overlapping_marks_are_cut_where_either_starts_or_ends():
    small = page(
        ["one two three four"],
        claims=[claim("k1", 1, "one two three")],
        hedges=[{"id": "h1", "anchor": {"paragraph": 1, "exact": "two three four"}, "kind": "modal"}],
    )

    cut = marks.segments(small.paragraphs[0], marks.marks(small))

    assert [(one.text, one.kinds) for one in cut] == [
        ("one ", ["claim"]),
        ("two three", ["claim", "hedge"]),
        (" four", ["hedge"]),
    ]
    assert [mark.token for mark in cut[1].starts] == ["h1"]


def test_a_body_that_stands_twice_is_folded_the_second_time():
    small = page(["First.", "Second.", "First.", "Second.", "End."])

    runs = reader.runs(small)

    assert [(run.span, run.folded) for run in runs] == [
        ("1 to 2", False),
        ("3 to 4", True),
        ("5 to 5", False),
    ]
    assert "<details" in reader.reader([small])


def test_a_single_repeated_paragraph_is_named_and_not_folded():
    small = page(["First.", "Second.", "First.", "End."])

    assert not any(run.folded for run in reader.runs(small))
    assert "paragraph 1</a>" in reader.reader([small])


def test_the_columns_second_body_is_folded_by_the_digests_of_the_capture():
    column = seeds.load_article("brighter_kashmir")
    folded = [run for run in reader.runs(column) if run.folded]

    assert [run.span for run in folded] == ["38 to 74"]


def test_words_that_look_like_markup_are_shown_as_words():
    small = page(["A <b>bold</b> claim & more."], claims=[claim("k1", 1, "<b>bold</b>")])

    assert "&lt;b&gt;bold&lt;/b&gt;" in reader.reader([small])
    assert "<b>bold</b>" not in reader.reader([small])


TWO_CUES = [
    {
        "id": "a1",
        "anchor": {"paragraph": 1, "exact": "Sources said"},
        "source": "s1",
        "cue": "said",
        "content": "that it happened",
        "rung": 1,
    },
    {
        "id": "a2",
        "anchor": {"paragraph": 1, "exact": "It is learnt"},
        "source": None,
        "via": "a1",
        "cue": "is learnt",
        "content": "that it rained",
        "rung": 0,
    },
]
"""Somebody says something, and inside that it is learnt that something is so."""


def test_a_note_repeats_the_pages_own_words_for_a_source():
    small = page(
        ["Sources said it. It is learnt that it rained."],
        sources=[{"id": "s1", "label": "somebody", "type": "unnamed_group", "wordings": ["Sources"]}],
        attributions=TWO_CUES,
        claims=[claim("k1", 1, "it rained", attribution="a2", certainty="hedged")],
    )

    shown = reader.reader([small])

    assert '<dd class="ss-passage">Sources</dd>' in shown
    assert "Look for one in the marked words." in shown
    assert "somebody" not in shown
    assert 'data-goto="a1">The attribution around this one' in shown
    assert 'data-goto="a2">Where the source is named' in shown
    assert "with a hedge" in shown


# --- the claims matrix ----------------------------------------------------------------------


def shared(readings):
    return SharedClaim.model_validate(
        {
            "id": "killed",
            "statement": "So many were killed.",
            "slot": "how many",
            "weight": "moderate",
            "readings": readings,
        }
    )


def test_equal_readings_share_a_badge_and_a_lonely_one_is_hollow():
    said = shared(
        {
            "one": {"claims": ["k1"], "reading": "30", "group": "thirty"},
            "two": {"claims": ["k1"], "reading": "thirty", "group": "thirty"},
            "three": {"claims": ["k1"], "reading": "over 30", "group": "over"},
        }
    )

    badges = matrix.groups(said, ["one", "two", "three", "four"])

    assert badges["thirty"] == {"number": 1, "letter": "A", "shape": "●", "size": 2}
    assert badges["over"] == {"number": 2, "letter": "B", "shape": matrix.ALONE, "size": 1}


def test_the_matrix_has_a_row_a_claim_and_a_cell_a_page():
    table = FILES[Path("_generated/claims.html")]

    assert table.count('<tr role="row" id="claim-') == len(seeds.load_claims())
    assert table.count("<td ") == len(seeds.load_claims()) * len(ARTICLES)


def test_a_page_that_does_not_say_it_gets_an_empty_cell():
    small = page(["It rained."], slug="one", claims=[claim("k1", 1, "It rained.")])
    other = page(["Nothing."], slug="two")
    said = shared({"one": {"claims": ["k1"], "reading": "rain", "group": "rain"}})

    table = matrix.table([small, other], [said])

    assert table.count("does not say it") == 1
    assert "reader/#one-p1" in table


def test_a_reading_leads_to_each_of_its_paragraphs_once():
    small = page(
        ["It rained.", "It poured.", "It rained and poured."],
        claims=[claim("k1", 3, "It rained"), claim("k2", 3, "poured"), claim("k3", 1, "It rained")],
    )
    said = Reading.model_validate({"claims": ["k1", "k2", "k3"], "reading": "rain", "group": "rain"})

    assert matrix.paragraphs(small, said) == [1, 3]


# --- the timeline ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2018", "2018"),
        ("2025-03", "March 2025"),
        ("2025-10-07", "7 October 2025"),
        ("2025-10-08T08:45", "8 October 2025, 08:45"),
    ],
)
def test_a_date_is_said_as_exactly_as_it_is_known(value, said):
    assert timeline.spoken(value) == said


@pytest.mark.parametrize(
    ("carried", "told", "late"),
    [
        ("2023", "2025-05", True),
        ("2025-03-29", "2025-06", True),
        ("2025-03-29", "2025-03", False),
        ("2025-03-29", "2025", False),
        ("2025-10-07", "2023", False),
        ("2025", "2025-12-31", False),
    ],
)
def test_an_event_is_late_only_when_it_begins_after_the_pages_own_date_has_ended(carried, told, late):
    small = page(
        ["stamp", "the event"],
        roles={1: "stamp"},
        dates=[dated("d1", 1, "stamp", carried, "stamp"), dated("d2", 2, "event", told)],
    )

    assert [one.late for one in timeline.mentions([small])] == [False, late]


def test_a_word_without_a_date_is_in_the_table_and_not_in_the_figure():
    small = page(["recently"], dates=[dated("d1", 1, "recently", None)])

    assert "recently" in timeline.table([small])
    assert list(timeline.figure([small], timeline.WIDE).iter("circle")) == []


def test_the_impossible_order_is_told_in_words_as_well():
    small = page(
        ["stamp 2023", "in May 2025"],
        roles={1: "footer"},
        dates=[dated("d1", 1, "2023", "2023", "footer"), dated("d2", 2, "May 2025", "2025-05")],
    )

    drawn = timeline.figure([small], timeline.NARROW)

    assert len(list(drawn.iter("polygon"))) == 1
    assert "event d2" in drawn.find("desc").text
    assert "later than the page’s own date" in timeline.table([small])


def test_every_dated_mention_of_the_five_pages_is_in_the_table():
    table = FILES[Path("_generated/timeline.html")]
    mentions = sum(len(article.notes.dates) for article in ARTICLES)

    assert table.count("<tr") == mentions + 1


# --- the provenance graph -------------------------------------------------------------------


def graph(*edges):
    names = sorted({name for edge in edges for name in edge[:2]})
    return Provenance.model_validate(
        {
            "entities": [
                {
                    "id": name,
                    "label": f"The thing called {name}",
                    "kind": None if name == "page" else "other_media",
                    "seen": name != "unseen",
                }
                for name in names
            ],
            "derivations": [
                {
                    "derived": derived,
                    "relation": relation,
                    "origin": origin,
                    "evidence": [{"page": "small", "anchor": {"paragraph": 1, "exact": "words"}}],
                    "confidence": confidence,
                    "why": "Because.",
                }
                for derived, origin, relation, confidence in edges
            ],
        }
    )


LONG = graph(
    ("page", "middle", "wasDerivedFrom", "high"),
    ("middle", "unseen", "wasAttributedTo", "low"),
    ("page", "unseen", "wasDerivedFrom", "moderate"),
)


def test_what_was_made_from_something_stands_left_of_it():
    placed = provenance.layout(LONG)
    layer = {node: index for index, nodes in enumerate(placed.layers) for node in nodes}

    assert layer["page"] < layer["middle"] < layer["unseen"]
    assert ("page", "unseen", 1) in layer


def test_boxes_of_one_layer_never_overlap():
    placed = provenance.layout(seeds.load_derivations())
    for nodes in placed.layers:
        for above, below in pairwise(nodes):
            assert placed.tops[above] + placed.room(above) < placed.tops[below]
        assert all(0 <= placed.tops[node] <= placed.height - placed.room(node) for node in nodes)


def test_a_circle_of_derivations_is_refused():
    circle = graph(("page", "other", "wasDerivedFrom", "low"), ("other", "page", "wasDerivedFrom", "low"))

    with pytest.raises(nx.NetworkXUnfeasible):
        provenance.layout(circle)


def test_line_and_head_tell_confidence_and_relation():
    drawn = provenance.figure(LONG)
    lines = sorted(path.get("class") for path in drawn.iter("path"))
    heads = sorted(head.get("class") for head in drawn.iter("polygon"))

    assert lines == ["line", "line low", "line moderate"]
    assert heads == ["head", "head", "head hollow"]


def test_an_unseen_origin_is_dashed_and_a_seen_one_is_not():
    styles = sorted(box.get("class") for box in provenance.figure(LONG).iter("rect"))

    assert styles == ["box", "box page", "box unseen"]


def test_the_tree_shows_every_arrow_and_says_where_an_origin_stands_again():
    drawn = provenance.tree(LONG)
    text = " ".join(one.text for one in drawn.iter("text"))

    assert len(list(drawn.iter("polygon"))) == 3
    assert text.count("(stands 2 times)") == 2


def test_every_arrow_is_in_the_table_with_its_evidence():
    edges = seeds.load_derivations().derivations
    table = FILES[Path("_generated/provenance.html")]

    assert table.count('<th scope="row"') == len(edges)
    assert table.count('class="ss-evidence"') == sum(len(edge.evidence) for edge in edges)


def test_readers_see_titles_and_never_slugs():
    shown = "".join(FILES[Path(f"_generated/{name}.html")] for name in ("provenance", "claims", "timeline"))
    text = re.sub(r"<[^>]+>", " ", shown)
    for article in ARTICLES:
        assert not re.search(rf"\b{article.slug}\b", text), article.slug


def test_a_title_keeps_its_capital_only_where_a_sentence_starts():
    small = page(["Text."], slug="small")

    assert wording.titled("small says so. small again, as small does.", [small]) == (
        "The small page says so. The small page again, as the small page does."
    )


# --- figures --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".svg"], ids=str)
def test_a_figure_has_a_title_a_description_and_fits_its_frame(path):
    root = ET.fromstring(FILES[path])  # noqa: S314 - our own drawing
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")

    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
    assert len(title.text) > 20
    assert len(description.text) > 100
    assert max(float(box.get("x")) + float(box.get("width")) for box in root.iter(f"{SVG}rect")) <= float(
        root.get("width")
    )


def test_no_two_figures_share_an_id():
    ids = [
        name
        for path, text in FILES.items()
        if path.suffix == ".svg"
        for name in re.findall(r' id="([^"]+)"', text)
    ]

    assert len(ids) == len(set(ids))


def test_the_figures_on_the_pages_are_styled_as_the_drawn_ones():
    assert "prefers" not in drawing.STYLE
    assert all("var(--" in line for line in drawing.STYLE.splitlines() if "fill:#" in line)


# --- how far simple methods go --------------------------------------------------------------


def test_only_whole_forms_of_say_are_found():
    cues = ["said", "It is said that", "essayed", "told"]
    text = "; ".join(cues)
    small = page(
        [text],
        attributions=[
            {
                "id": f"a{number}",
                "anchor": {"paragraph": 1, "exact": cue},
                "source": None,
                "cue": cue,
                "content": "that it rained",
                "rung": 0,
            }
            for number, cue in enumerate(cues, start=1)
        ],
    )

    assert limits.found(small) == 2
    assert "<td>4</td><td>2</td>" in limits.said([small])


def shingles(text, length=5):
    run = words(text)
    return {tuple(run[start : start + length]) for start in range(len(run) - length + 1)}


def test_the_overlap_of_the_originals_is_as_the_page_on_limits_says(all_originals):
    texts = [shingles(file.read_text(encoding="utf-8")) for file in sorted(all_originals.glob("*.txt"))]
    said = (catalogue.docs() / "limits.md").read_text(encoding="utf-8")

    assert "under 0.015" in said
    assert max(len(one & two) / len(one | two) for one, two in combinations(texts, 2)) < 0.015


def test_the_repeated_paragraphs_are_as_many_as_the_page_on_limits_says():
    column = seeds.load_article("brighter_kashmir").info.original.paragraphs
    said = (catalogue.docs() / "limits.md").read_text(encoding="utf-8")

    assert f"{len(column)} paragraphs and only {len(set(column))} different ones" in " ".join(said.split())
