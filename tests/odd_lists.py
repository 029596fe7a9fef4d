"""Strategies: class lists with one odd line among those of the honest."""

import csv
import io

from hypothesis import strategies as st

from tests.odd_archives import HONEST, OTHERS

FIELDS = st.one_of(
    st.text(max_size=20),
    OTHERS,
    st.sampled_from([
        "", " ", "Bob Odd", "s1004", "=cmd|' /C calc'!A0", ";=HYPERLINK(1)", "@x", "+1", "-1", '"', '""', "'", 'x"y', ",", ";", "a\tb",
        "a\nb", "\u202eddo bob", "\u200b", "\ufeff", "\x1b[2J", "\0", "0007", "7", "1e5", "#1004", "Participant 4", "Points Possible",
        "Student, Test", "id", "name", "Łukasz", "Дмитрий", "山田", "O’Neil", "é" * 2_000, "9" * 5_000, "[red]x", "../x", "con",
    ]),
)  # fmt: skip
HONEST_FIELDS = [
    (one, *name.split(), f"{name.split()[0].lower()}@example.org") for one, name in HONEST.items()
]
"""Id, first name, last name, address."""
SHAPES = {
    "plain": ("id,name,email", lambda one, first, last, mail: [one, f"{first} {last}", mail], []),
    "Canvas": (
        "Student,ID,SIS User ID,SIS Login ID,Section,ex",
        lambda one, first, last, mail: [f"{last}, {first}", one, f"9{one}", mail, "A", ""],
        [["    Points Possible", "", "", "", "", "10"], ["", "", "", "", "", "Manual Posting"], ["Student, Test", "88", "", "f" * 40, "A", ""]],
    ),
    "Moodle": (
        "Identifier,Full name,ID number,Email address,Status,Grade,Maximum grade,Last modified (grade),Feedback comments",
        lambda one, first, last, mail: [f"Participant {len(first)}{len(last)}", f"{first} {last}", one, mail, "", "", "100", "-", ""],
        [],
    ),
    "Brightspace": (
        "OrgDefinedId,Username,Last Name,First Name,Email,End-of-Line Indicator",
        lambda one, first, last, mail: [f"#{one}", mail, last, first, mail, "#"],
        [],
    ),
}  # fmt: skip
ENCODINGS = ["utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp1251", "cp932", "mac_roman"]


def written(head, rows, delimiter, quoting):
    said = io.StringIO()
    csv.writer(said, delimiter=delimiter, quoting=quoting).writerows([head.split(","), *rows])
    return said.getvalue()


@st.composite
def class_lists(draw):
    """The odd one's fields, and the bytes of a list as a spreadsheet writes it: right, whatever stands in it."""
    head, row, furniture = SHAPES[draw(st.sampled_from([*SHAPES]))]
    odd = draw(st.tuples(FIELDS, FIELDS, FIELDS, FIELDS))
    rows = [row(*fields) for fields in HONEST_FIELDS]
    rows.insert(draw(st.integers(0, len(rows))), row(*odd))
    place = draw(st.integers(0, len(rows)))
    rows[place:place] = furniture
    text = written(
        head, rows, draw(st.sampled_from(",;\t")), draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    )
    return odd, text.encode(draw(st.sampled_from(ENCODINGS)), "replace")


BROKEN = st.sampled_from(['"', 'x"y', '"x', '"x" y', "a\nb", ",,,,,,,,,,,,", "\r", "\0", ""]) | st.text(
    max_size=20
)
"""The odd one's whole line as nothing writes it: somebody changed it by hand."""


@st.composite
def broken_lists(draw):
    """The odd one's fields, none, and a list in which their line is broken."""
    head, row, _ = SHAPES[draw(st.sampled_from([*SHAPES]))]
    lines = written(head, [row(*fields) for fields in HONEST_FIELDS], ",", csv.QUOTE_MINIMAL).splitlines()
    lines.insert(draw(st.integers(1, len(lines))), line := draw(BROKEN))
    return (line,), "\n".join(lines).encode("utf-8", "replace")


LISTS = st.one_of(class_lists(), class_lists(), class_lists(), broken_lists())
