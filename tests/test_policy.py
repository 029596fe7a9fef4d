"""What an instructor decides: a policy that is read, refused with line and mend, and begun from a starter."""

import json
import re
import zoneinfo
from decimal import Decimal
from fractions import Fraction

import pytest
import yaml
from typer.testing import CliRunner

from secondsource import catalogue, cli, generate
from secondsource.grading import policy as policies
from secondsource.grading.policy import Policy, PolicyError, fields, read_policy, secret_of, seed_of
from secondsource.grading.policy import starter as starters
from secondsource.grading.policy.fields import Late

LESSON2 = "lesson2_syndication"


def read(tmp_path, text):
    path = tmp_path / "policy.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_policy(path)


def refused(tmp_path, text):
    with pytest.raises(PolicyError) as error:
        read(tmp_path, text)
    return str(error.value)


# --- read -------------------------------------------------------------------------------------


def test_an_empty_policy_decides_nothing(tmp_path):
    for text in ("", "# nothing\n", "late:\ngrace:\n  minutes:\n", "weights: {}\n"):
        assert read(tmp_path, text) == Policy()


def test_ids_and_times_are_read_as_they_are_written(tmp_path):
    """YAML would make 15 of 017, 90 of 1:30, and False of no."""
    said = read(tmp_path, "students:\n  017: {extra_days: 2}\n  1:30: {}\n  no: {}\n  0x1F: {}\n  1e3: {}\n")
    assert list(said.students) == ["017", "1:30", "no", "0x1F", "1e3"]
    assert said.students["017"].extra_days == 2


def test_what_is_named_gets_its_full_name(tmp_path):
    said = read(
        tmp_path,
        "counts: [lesson2, lesson1/ex3]\nstudents:\n  a:\n    marks:\n      lesson2/ex4: 7.5\n      total: {mark: 61, comment: oral}\n",
    )
    assert said.counts == [LESSON2, "lesson1_anonymous_sourcing/ex3_classify_source"]
    marks = said.students["a"].marks
    assert marks[f"{LESSON2}/ex4_variant_readings"].mark == Decimal("7.5")
    assert (marks["total"].mark, marks["total"].comment) == (61, "oral")


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("2026-10-12", "2026-10-12T23:59:59"),
        ("2026-10-12 12:00", "2026-10-12T12:00:59"),
        ("2026-10-12T12:00:30", "2026-10-12T12:00:30"),
        ("2026-10-12 12:00+02:00", "2026-10-12T12:00:59+02:00"),
        ("2026-10-12 12:00Z", "2026-10-12T12:00:59+00:00"),
    ],
)
def test_times_as_people_write_them(tmp_path, said, when):
    policy = read(tmp_path, f"time_zone: Europe/Vienna\ndue: {{lesson2: {said}}}\n")
    assert policy.due[LESSON2].isoformat() == when


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_policy_from_another_editor_is_read(tmp_path, encoding):
    said = read(tmp_path, "students:\r\n  é: {extra_days: 1}\r\n".encode(encoding))
    assert list(said.students) == ["é"]


# --- refused ----------------------------------------------------------------------------------

DATED = "time_zone: Europe/Vienna\ndue: {lesson1: 2026-10-12}\n"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("time_zone: Europe/Wien\n", 1, "write one like Europe/Vienna"),
        ("time_zone:\ndue:\n  lesson1: 2026-10-12\n", 1, "due dates need a time_zone"),
        ("time_zone: UTC\ndue:\n  lesson1: 12.10.2026\n", 3, "write it like 2026-10-12 23:59"),
        ("time_zone: UTC\ndue:\n  lesson1: 2026-02-30\n", 3, "is not a date from"),
        ("time_zone: UTC\ndue:\n  lesson1: 0226-02-03\n", 3, "from 2000 to 2200"),
        ("time_zone: UTC\ndue:\n  lesson9: 2026-10-12\n", 3, "Did you mean lesson"),
        ("time_zone: UTC\ndue:\n  lesson2/ex4: 2026-10-12\n", 3, "only a whole lesson"),
        ("time_zone: UTC\ndue: 2026-10-12\n", 2, "one entry a line"),
        ("counts:\n  - lesson1\n  - lesson0\n", 3, "never counts"),
        ("counts: [ex1]\n", 1, "neither a lesson nor an exercise"),
        ("counts: [lesson2/]\n", 1, "neither a lesson nor an exercise"),
        ("counts: lesson1\n", 1, "write a list"),
        (f"{DATED}late:\n  per_day: 10\n", 4, "“10 %” or “2 points”"),
        (f"{DATED}late:\n  per_day: {'9' * 5000} %\n", 4, "no more than nine digits"),
        (f"absent: zero\nstudents: {'[' * 5000}", 2, "too deep"),
        ('absent: zero\nstudents: {"\\ud800": {comment: x}}\n', 2, "no letter by itself"),
        ('students:\n  é:\n    comment: "\\udfff"\n', 3, "no letter by itself"),
        (f"{DATED}late:\n  per_day: 10 %\n  at_most: 3 points\n", 3, "two kinds"),
        (f"{DATED}late:\n  per_day: 10 %\n  at_mots: 5 %\n", 5, "did you mean at_most?"),
        (f"{DATED}late:\n  at_most: 5 %\n", 3, "per_day is missing"),
        (f"{DATED}late: 10 %\n", 3, "below it, indented"),
        (f"{DATED}late:\n  per_day: 10 %\n  percent_of: everything\n", 5, "'earned' or 'possible'"),
        ("late: {per_day: 10 %}\n", 1, "late needs due dates"),
        ("weights: {lesson1: 1}\n", 1, "weights has no lesson2_syndication"),
        ("students:\n  a:\n    extra_days: two\n", 3, "write a whole number"),
        ("students:\n  a:\n    extra_days: -2\n", 3, "greater than or equal to 0"),
        ("students:\n  a:\n    marks: {total: 7,5}\n", 3, "marks: 5: There is no lesson"),
        ("students:\n  a:\n    marks:\n      total: good\n", 4, "write a number"),
        ("students:\n  a:\n    marks:\n      total: nan\n", 4, "finite"),
        ("students:\n  a:\n    marks: 7\n", 3, "one entry a line"),
        ("students:\n  a: 3\n", 2, "below it, indented"),
        ("students:\n  a:\n", 2, "students: a is empty"),
        ("time_zone: UTC\ndue:\n  lesson1:\n", 3, "is empty"),
        ("students:\n  a: {}\n  b: {}\n  a: {extra_days: 1}\n", 4, "stands on line 2 already"),
        ("students:\n  a:\n    extra_day: 1\n", 3, "did you mean extra_days?"),
        ("colour: red\n", 1, "there are time_zone, due"),
        ("secret: short\n", 1, "at least 16"),
        ("- a\n", 1, "write fields"),
        ("? [a, b]\n: c\n", 1, "not a name"),
        ("late:\n\tper_day: 1\n", 2, "indent with spaces"),
        ("a: 'b\n", 2, "not YAML"),
        ("absent: blank\nnote: \x07\n", 2, "control character"),
        ("a: &x {b: *x}\n", 1, "too deep"),
    ],
)
def test_what_cannot_be_used_names_line_and_mend(tmp_path, text, line, says):
    said = refused(tmp_path, text)
    assert f"policy.yaml: line {line}: " in said
    assert says in said


def test_weights_that_are_all_nothing_are_refused(tmp_path):
    lessons = sorted({one.lesson for one in catalogue.exercises() if Policy().counted(one.id)})
    assert "all 0" in refused(tmp_path, f"weights: {{{', '.join(f'{one}: 0' for one in lessons)}}}\n")


def test_every_problem_is_told_at_once(tmp_path):
    said = refused(tmp_path, "absent: never\ndecimals: 9\ncolour: red\n").splitlines()
    assert [re.search(r"line (\d)", line)[1] for line in said] == ["1", "2", "3"]


def test_bytes_that_are_no_utf_8_are_named(tmp_path):
    assert "line 2: not UTF-8" in refused(tmp_path, b"absent: blank\nstudents: {\xe9: {}}\n")


def test_a_machine_without_time_zones_is_told_what_to_install(tmp_path, monkeypatch):
    def none(name):
        raise zoneinfo.ZoneInfoNotFoundError(name)

    monkeypatch.setattr(zoneinfo, "ZoneInfo", none)
    monkeypatch.setattr(zoneinfo, "available_timezones", set)
    assert "tzdata" in refused(tmp_path, "time_zone: Europe/Vienna\n")


# --- what lateness costs ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("late", "days", "cost"),
    [
        ({"per_day": "10 %"}, 2, Fraction(16, 10)),
        ({"per_day": "10 %", "percent_of": "possible"}, 2, 2),
        ({"per_day": "1.5 points"}, 2, 3),
        ({"per_day": "1,5 points"}, 2, 3),
        ({"per_day": "1 point", "at_most": "3 points"}, 9, 3),
        ({"per_day": "10 %", "at_most": "50 %"}, 9, 4),
        ({"per_day": "10 %", "at_most": "50 %", "closes_after": 7}, 8, 8),
        ({"per_day": "10 %", "closes_after": 7}, 7, Fraction(56, 10)),
        ({"per_day": "5 points"}, 9, 8),
    ],
)
def test_what_lateness_costs(late, days, cost):
    assert Late(**late).cost(days, Fraction(8), Fraction(10)) == cost


# --- the secret -------------------------------------------------------------------------------


def test_a_folder_gets_one_secret_and_keeps_it(tmp_path):
    first = secret_of(tmp_path, Policy())
    assert len(first) == 64
    assert secret_of(tmp_path, Policy()) == first != secret_of(tmp_path / "other", Policy())
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600
    assert secret_of(tmp_path, Policy(secret="x" * 16)) == b"x" * 16
    (tmp_path / "secret.key").write_text("short\n")
    with pytest.raises(PolicyError, match="Put the old one back"):
        secret_of(tmp_path, Policy())


def test_fresh_texts_hang_on_secret_and_student():
    assert seed_of(b"", "ada") == "ada"
    seeds = {seed_of(secret, who) for secret in (b"one", b"two") for who in ("ada", "ben")}
    assert len(seeds) == 4
    assert all(re.fullmatch("[0-9a-f]{64}", one) for one in seeds)
    assert seed_of(b"one", "ada") in seeds


# --- to begin with ----------------------------------------------------------------------------


def test_the_starter_decides_nothing_and_its_examples_can_be_used(tmp_path):
    text = starters.starter("graded/policy.yaml")
    assert read(tmp_path, text) == Policy()
    lines = [re.sub(r"^# ?", "", line) for line in text.splitlines()[3:] if line.startswith("#")]
    said = read(tmp_path, "\n".join(lines))
    assert said.late.per_day == "10 %"
    assert set(yaml.safe_load("\n".join(lines))) == set(Policy.model_fields) - {"secret"}


def test_the_command_writes_a_starter_and_checks_a_policy(tmp_path):
    path = tmp_path / "graded" / "policy.yaml"

    def ran(*given):
        return CliRunner().invoke(cli.app, ["policy", str(path), *given])

    assert "There is no" in (gone := ran()).output
    assert gone.exit_code == 2
    assert ran("--write").exit_code == 0
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert "there already" in ran("--write").output.replace("\n", " ")
    text = re.sub(
        r"^# ((  )*(\w|\"))", r"\1", path.read_text("utf-8").partition("Every field")[2], flags=re.M
    )
    path.write_text(text.partition("\n")[2])
    said = ran().output
    for words in ("Counts: lesson1", "Monday 2026-10-12 23:59 CEST", "10 %, at most 50 %; after 7 days", "15 minutes",
                  "Weights: lesson1 20", "lowest 1 exercises", "scaled to 100", "2 marks set by hand"):  # fmt: skip
        assert words in said
    path.write_text("absent: never\n")
    assert "line 1: absent: 'never'; write 'blank' or 'zero'" in ran().output
    plain = policies.starter.in_words(Policy(time_zone="UTC", due={"lesson1": "2026-10-12"}, late={"per_day": "1 point"}))  # fmt: skip
    assert "Each begun day late costs 1 point." in list(plain)


def test_editors_know_every_field():
    path = catalogue.seeds() / "schema" / "policy.schema.json"
    schema = json.loads(generate.schema_files()[path])
    assert set(schema["properties"]) == set(Policy.model_fields)
    kinds = [schema, *schema["$defs"].values()]
    assert all(field.get("description") for kind in kinds for field in kind["properties"].values())


# --- what the page on grading says ------------------------------------------------------------


def test_the_example_on_the_page_can_be_used_and_every_field_is_explained(tmp_path):
    text = (catalogue.docs() / "grading.md").read_text("utf-8")
    example = re.search(r'```yaml title="graded/policy.yaml"\n(.*?)```', text, re.S)[1]
    said = read(tmp_path, example)
    assert set(yaml.safe_load(example)) == set(Policy.model_fields) - {"secret"}
    assert said.students["17"].marks["total"].comment == "Oral examination on 3 December."
    section = text.partition("\n## Late days, weights, marks by hand\n")[2].partition("\n## ")[0]
    explained = re.findall(r"^\| `([a-z_]+)(?:: ([a-z_]+))?` \|", section, re.M)
    inside = {"late": Late, "grace": fields.Grace, "students": fields.StudentRules}
    wanted = [(name, "") for name in Policy.model_fields if name not in {"late", "grace"}]
    wanted += [(name, field) for name, kind in inside.items() for field in kind.model_fields]
    assert sorted(explained) == sorted(wanted)
    assert all(f"`{name}`" in section for name in fields.DropLowest.model_fields)
