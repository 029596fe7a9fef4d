"""The records: all valid, complete, and true to the originals where somebody holds them."""

import subprocess
from collections import Counter

import pytest

from secondsource import catalogue, fidelity, seeds
from secondsource.models import Anchor, AnchorError, SourceType, Strength, words
from tests.conftest import needs

ARTICLES = seeds.load_articles()
CONTROLS = seeds.load_controls()
by_slug = pytest.mark.parametrize("article", ARTICLES, ids=lambda one: one.slug)
every_text = pytest.mark.parametrize("article", ARTICLES + CONTROLS, ids=lambda one: one.slug)


def test_there_are_pages_to_compare_and_at_least_six_controls():
    assert len(ARTICLES) >= 2
    assert sum(not one.info.control.held_out for one in CONTROLS) >= 6


@every_text
def test_the_slug_is_the_file_name(article):
    folder = "controls" if article.info.control else "articles"
    assert (catalogue.seeds() / folder / f"{article.slug}.md").is_file()


@every_text
def test_every_source_speaks_somewhere(article):
    used = {one.source for one in article.notes.attributions}
    assert {source.id for source in article.notes.sources} <= used


@every_text
def test_records_stand_in_the_order_of_the_page(article):
    for field in ("attributions", "claims", "hedges"):
        paragraphs = [one.anchor.paragraph for one in getattr(article.notes, field)]
        assert paragraphs == sorted(paragraphs), field


@every_text
def test_every_number_on_the_page_has_a_record(article):
    """No digits stand on a page that no date, number or name accounts for."""
    notes = article.notes
    recorded = {
        digits
        for text in [
            *(one.anchor.exact for one in [*notes.dates, *notes.numbers]),
            *(one.spelling for one in notes.names),
        ]
        for digits in words(text)
        if digits.isdigit()
    }
    standing = {word for word in words(article.text) if word.isdigit()}
    assert standing <= recorded


@by_slug
def test_every_page_has_its_contradictions_and_its_look_alikes(article):
    found = Counter(one.strength for one in article.notes.contradictions)
    assert sum(found.values()) >= (3 if article.slug == "short_brief" else 6)
    assert found[Strength.LOOK_ALIKE] >= 1
    assert found[Strength.CONTRADICTION] + found[Strength.TENSION] >= 2


@by_slug
def test_every_page_says_something_with_no_source_at_all(article):
    assert any(article.source_type(claim) is SourceType.NONE for claim in article.notes.claims)
    assert any(claim.premise for claim in article.notes.claims)


def test_controls_are_sound_and_unsound():
    assert {one.info.control.sound for one in CONTROLS} == {True, False}


def test_controls_say_that_they_are_invented():
    assert all("Invented for this course" in one.paragraphs[0] for one in CONTROLS)


def test_shared_claims_and_pages_name_each_other():
    shared = {claim.id: claim for claim in seeds.load_claims()}
    on_pages = {
        (article.slug, claim.id, claim.shared)
        for article in ARTICLES
        for claim in article.notes.claims
        if claim.shared
    }
    in_table = {
        (slug, claim, one.id)
        for one in shared.values()
        for slug, reading in one.readings.items()
        for claim in reading.claims
    }
    assert on_pages == in_table


def test_at_least_ten_claims_vary_between_pages():
    varying = [
        one for one in seeds.load_claims() if len({reading.group for reading in one.readings.values()}) > 1
    ]
    assert len(varying) >= 10


def test_one_name_is_one_entity_on_every_page():
    """A spelling stands for the same entity wherever it is used."""
    meant = {}
    for article in ARTICLES:
        for name in article.notes.names:
            assert meant.setdefault(name.spelling, name.entity) == name.entity, (article.slug, name.spelling)


def test_every_derivation_joins_entities_and_shows_its_evidence():
    provenance = seeds.load_derivations()
    known = {entity.id for entity in provenance.entities}
    assert {article.slug for article in ARTICLES} <= known
    for one in provenance.derivations:
        assert {one.derived, one.origin} <= known, one
        for evidence in one.evidence:
            evidence.anchor.locate(seeds.load_article(evidence.page).paragraphs)


def test_the_provenance_graph_has_origins_nobody_shows():
    assert any(not entity.seen for entity in seeds.load_derivations().entities)


# --- errors a person can act on -----------------------------------------------------------


@pytest.mark.parametrize(
    ("anchor", "says"),
    [
        (Anchor(paragraph=1, exact="twice"), "the quote stands twice in paragraph 1; add a prefix"),
        (Anchor(paragraph=1, exact="nowhere"), "the quote does not stand in paragraph 1; copy it from there"),
        (Anchor(paragraph=9, exact="twice"), "there is no paragraph 9; the last is 1"),
        (Anchor(paragraph=1, exact="w"), "the quote stands 3 times in paragraph 1; add a prefix"),
    ],
)
def test_an_anchor_that_fits_nowhere_or_twice_says_how_to_mend_it(anchor, says):
    with pytest.raises(AnchorError, match=says):
        anchor.locate(["twice and now twice"])


def test_a_prefix_tells_repeats_apart():
    assert Anchor(paragraph=1, exact="twice", prefix="now ").locate(["twice and now twice"]) == (14, 19)


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course folder with one small page that is right."""
    folder = tmp_path / "seeds" / "articles"
    folder.mkdir(parents=True)
    (tmp_path / "exercises").mkdir()
    (folder / "page.md").write_text(PAGE, encoding="utf-8")
    (folder / "page.yaml").write_text(NOTES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    seeds.load_article.cache_clear()
    yield folder
    seeds.load_article.cache_clear()


PAGE = """---
slug: page
title: A page
headline: null
outlet: null
byline: null
dateline: null
declared_type: null
inferred_type: NewsArticle
summary: Somebody says something.
control: {looks: plain, proves: nothing, sound: true}
---

Officials said the road was closed. Officials said so twice.
"""
NOTES = """
sources:
  - {id: s1, label: Officials, type: unnamed_group, wordings: [Officials]}
attributions:
  - {id: a1, source: s1, cue: said, content: so, rung: 1, anchor: {paragraph: 1, exact: Officials said the}}
claims:
  - {id: k1, text: The road was closed., attribution: a1, anchor: {paragraph: 1, exact: the road was closed}}
"""


def test_a_small_page_loads(course):
    assert (
        seeds.load_article("page").source_type(seeds.load_article("page").notes.claims[0])
        is SourceType.UNNAMED_GROUP
    )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("exact: Officials said the", "exact: Officials said", "page.yaml: attribution a1: the quote stands twice in "
         "paragraph 1; add a prefix"),
        ("rung: 1, ", "rung: 7, ", "page.yaml: attributions a1: rung: Input should be less than or equal to 5"),
        ("rung: 1, ", "", "page.yaml: attribution a1: rung is missing"),
        ("source: s1", "source: s9", "page.yaml: attribution a1: there is no source s9"),
        ("source: s1, cue", "source: null, cue", "with no source the rung is 0, not 1"),
        ("source: s1, cue", "source: s1, via: a9, cue", "via names no attribution a9"),
        ("type: unnamed_group", "type: named_group", "a named_group source has no rung; remove it"),
        ("cue: said", "cue: told", "the cue 'told' is not in its anchor"),
        ("attribution: a1, anchor", "attribution: a7, anchor", "claim k1: there is no attribution a7"),
        ("wordings: [Officials]", "wordings: [Ministers]", "source s1: the wording 'Ministers' does not stand"),
        ("id: k1", "id: a1", "a1: two records have this id; rename one"),
        ("id: k1, ", "", "page.yaml: claims 1: id: Field required"),
        ("sources:\n", "sources: [\n", "page.yaml: line"),
        ("sources:\n", "speakers: []\nsources:\n", "page.yaml: speakers: Extra inputs are not permitted"),
    ],
)  # fmt: skip
def test_a_wrong_record_names_file_record_and_mend(course, old, new, says):
    path = course / "page.yaml"
    assert old in NOTES
    path.write_text(NOTES.replace(old, new), encoding="utf-8")
    with pytest.raises(seeds.RecordError) as error:
        seeds.load_article("page")
    assert says in str(error.value)


def test_a_page_without_front_matter_says_so(course):
    (course / "page.md").write_text("Just text.\n", encoding="utf-8")
    with pytest.raises(
        seeds.RecordError, match=r"page.md: line 1: put the front matter between two lines of ---"
    ):
        seeds.load_article("page")


def test_a_page_that_is_neither_captured_nor_invented_is_refused(course):
    (course / "page.md").write_text(PAGE.replace("control:", "roles: {} #"), encoding="utf-8")
    with pytest.raises(seeds.RecordError, match="give either `original`"):
        seeds.load_article("page")


def test_a_page_without_annotations_says_so(course):
    (course / "page.yaml").unlink()
    with pytest.raises(seeds.RecordError, match=r"page.yaml: the file is missing"):
        seeds.load_article("page")


def test_an_unknown_page_names_those_there_are(course):
    with pytest.raises(seeds.RecordError, match=r"there is no page called 'pgae'; there are page"):
        seeds.load_text("pgae")


def test_an_interval_the_wrong_way_round_is_refused(course):
    swapped = (
        NOTES
        + "numbers:\n  - {id: n1, low: 9, high: 2, unit: x, of: y, anchor: {paragraph: 1, exact: road}}\n"
    )
    (course / "page.yaml").write_text(swapped, encoding="utf-8")
    with pytest.raises(
        seeds.RecordError, match=r"numbers n1: Value error, low 9.0 is above high 2.0; swap them"
    ):
        seeds.load_article("page")


def test_a_list_of_records_names_the_one_that_is_wrong(course):
    (course.parent / "misconceptions.yaml").write_text(
        "- {id: a, number: 0, lesson: 1, belief: b, why: c, ask: d}\n"
    )
    seeds.load_misconceptions.cache_clear()
    with pytest.raises(seeds.RecordError, match=r"misconceptions.yaml: a: number: Input should be greater"):
        seeds.load_misconceptions()
    seeds.load_misconceptions.cache_clear()


# --- against the originals ----------------------------------------------------------------


@by_slug
def test_a_retelling_keeps_what_is_studied_and_copies_nothing_else(article, originals):
    captured = fidelity.captured_files(originals).get(article.info.original.sha256)
    needs("originals", captured is not None)
    assert list(fidelity.problems(article, captured)) == []


def test_no_file_of_the_project_shares_more_than_twelve_words_in_a_row_with_an_original(originals):
    copied = set().union(*(fidelity.runs(path.read_text("utf-8")) for path in originals.glob("*.txt")))
    tracked = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=catalogue.root(), capture_output=True,
                             text=True, check=True).stdout.split("\n")  # fmt: skip
    texts = {".md", ".yaml", ".yml", ".json", ".py", ".txt", ".html", ".svg", ".js", ".css", ".toml", ".out"}
    paths = [catalogue.root() / name for name in tracked if name]
    sharing = [
        path.name
        for path in paths
        if path.suffix in texts
        and path.is_file()
        and fidelity.runs(path.read_text("utf-8", "replace")) & copied
    ]
    assert sharing == []


def test_no_personal_address_stands_in_the_records():
    for article in ARTICLES:
        assert "@" not in article.text


# --- the fidelity check itself ------------------------------------------------------------


def test_runs_of_words_are_counted_whatever_their_case_and_marks():
    assert fidelity.runs("One, two; THREE four.", 3) == {("one", "two", "three"), ("two", "three", "four")}
    assert fidelity.runs("One, two.", 3) == set()


@pytest.fixture
def captured(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(
        "Officials said in 2018 that Mara Ilves “never slept”.\n\nWrite to x.y@example.org\n", "utf-8"
    )
    return path


def retold(captured, *paragraphs, names=()):
    """An article with these paragraphs, tied to the captured file."""
    info = ARTICLES[0].info.model_copy(update={"original": fidelity.digest(captured), "roles": {}})
    notes = ARTICLES[0].notes.model_copy(update={"names": list(names)})
    return ARTICLES[0].model_copy(update={"info": info, "notes": notes, "paragraphs": list(paragraphs)})


GOOD = "That Mara Ilves “never slept” was ‘said in 2018’."
CONTACT = "Write to [address removed]"


def test_a_faithful_retelling_has_no_problem(captured):
    assert list(fidelity.problems(retold(captured, GOOD, CONTACT), captured)) == []


@pytest.mark.parametrize(
    ("paragraphs", "says"),
    [
        ((GOOD,), "the retelling has 1 paragraphs, the original 2"),
        (
            (GOOD.replace("2018", "2019"), CONTACT),
            "the original has the numbers ['2018'], the retelling ['2019']",
        ),
        ((GOOD.replace("Ilves", "Elves"), CONTACT), "the name 'Ilves' of the original is missing"),
        (
            (GOOD.replace("never slept", "said in 2018"), CONTACT),
            "'said in 2018' is not quoted in the original",
        ),
        ((GOOD.replace("said in", "told in"), CONTACT), "'told in 2018' is not in the original"),
        ((GOOD, GOOD), "paragraphs 1 and 2 repeat each other in one of the two texts only"),
    ],
)
def test_a_departure_is_named_with_its_paragraph(captured, paragraphs, says):
    found = list(fidelity.problems(retold(captured, *paragraphs), captured))

    assert any(says in problem for problem in found)


def test_a_long_quotation_is_named(captured):
    long = "‘" + "said in " * 7 + "’"
    found = list(fidelity.problems(retold(captured, GOOD + long, CONTACT), captured))
    assert any("is longer than 12 words" in problem for problem in found)


def test_a_changed_original_is_noticed(captured):
    article = retold(captured, GOOD, CONTACT)
    captured.write_text(captured.read_text("utf-8").replace("Write", "Wrote"), "utf-8")
    assert any(
        "does not fit the captured file" in problem for problem in fidelity.problems(article, captured)
    )


def test_a_lost_spelling_is_named(captured):
    name = ARTICLES[0].notes.names[0].model_copy(update={"spelling": "Officials"})
    found = list(fidelity.problems(retold(captured, GOOD, CONTACT, names=[name]), captured))
    assert "'Officials' stands in paragraphs [1] there, [] here" in found
