"""Strategies: odd names of folders and files, and odd zips and tars."""

import bz2
import gzip
import io
import os
import struct
import tarfile

from hypothesis import strategies as st

from tests.odd_answers import EXERCISE, FILE, SOLUTION
from tests.zips import zip_of

HONEST = {"s1001": "Ada Lovelace", "s1002": "Ben Byron", "s1003": "Cyd Cole"}
"""The others of the class: what their folders are called, by their id."""
ENDINGS = [
    "", ".zip", ".py", ".ipynb", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".rar", ".7z", "_1_2_x.py", "_LATE_17_2_x.zip",
    "_7_assignsubmission_file", "_7_assignsubmission_file_", "_attempt_2026-01-02-03-04-05_x.py",
    "_attempt_2026-13-41-03-04-05.txt",
]  # fmt: skip
"""What platforms and people put behind a name."""
TEXT = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=20)
BYTE_NAME = st.binary(min_size=1, max_size=12).filter(lambda name: not {0, 47} & set(name)).map(os.fsdecode)
HEX = st.integers(0, 2**32 - 1).map(lambda number: f"{number:08x}")
OTHERS = st.builds(
    lambda name, between, number: f"{name}{between}{number}",
    st.sampled_from([*HONEST, *HONEST.values(), "ada-lovelace", "unmatched Ada Lovelace", "Ada", "A L"]),
    st.sampled_from(["", " ", "_", "-", " [", "\u200b", "\u202e"]),
    HEX | st.sampled_from(["", "(2)", "]", "1"]),
)
"""What is another's name, or nearly."""
FIXED = [
    "Bob Odd", "submitted files", "working files", "exercises", EXERCISE.lesson, "..zip", "-rf", "~", "$HOME", "con", "[red]x",
    "submission_9", "anon_aB3", "1234-5678 - Bob Odd - Jan 1, 2026 105 AM", "99-1- x - ٣٣٣٣", "x" * 240, "é" * 110, f"{'9' * 200}",
    "=HYPERLINK(1)", "\x1b[2J", "\u202eddo bob", "\n", "a\nb", " ", "\u200b", "\ufeff", "submission_metadata.yml", "__MACOSX", ".venv",
]  # fmt: skip
NAMES = st.one_of(TEXT, BYTE_NAME, OTHERS, st.sampled_from(FIXED))
"""What somebody, or a platform, may have called a hand-in."""
MEMBERS = st.one_of(TEXT, st.sampled_from([
    FILE, FILE, f"../{FILE}", f"/{FILE}", f"Ada Lovelace/{FILE}", f"s1002/{FILE}", "\\\\x\\y.py", ".venv/x.py", f"x/{FILE}/y",
    f"{EXERCISE.name} ({'9' * 4301}).py", f"{EXERCISE.name} (2).ipynb", f"Copy of {EXERCISE.name}.py", "submitted files/x.py",
]))  # fmt: skip
PLAIN = st.binary(max_size=60) | st.just(SOLUTION.encode())
BOMB = bytes(3_000_000)


def damaged(data, places):
    broken = bytearray(data)
    for place, value in places:
        if broken:
            broken[place % len(broken)] = value
    return bytes(broken)


def odd_header(data, field, value):
    """A zip of which every header says this; `field` is where, in a header of a file and in one of the list."""
    for mark, place in ((b"PK\x03\x04", field[0]), (b"PK\x01\x02", field[1])):
        start = data.find(mark)
        while 0 <= start <= len(data) - 46:
            data = data[: start + place] + struct.pack("<H", value) + data[start + place + 2 :]
            start = data.find(mark, start + 4)
    return data


FIELDS = {"version needed": (4, 6), "flags": (6, 8), "method": (8, 10), "crc": (14, 16), "packed": (18, 20), "size": (22, 24)}  # fmt: skip
VALUES = [0, 1, 8, 9, 12, 14, 63, 99, 0x800, 0xFFFF]
SIMPLE = st.dictionaries(MEMBERS, PLAIN, max_size=4).map(zip_of)
BOMBS = st.builds(
    lambda name, more: zip_of({name: BOMB, **more}), MEMBERS, st.dictionaries(MEMBERS, PLAIN, max_size=2)
)
NAMED_IN_BYTES = st.binary(min_size=4, max_size=4).map(
    lambda name: zip_of({"NAME": b"x", FILE: SOLUTION.encode()}).replace(b"NAME", name)
)
INNER = st.sampled_from(["in.zip", "more.ZIP", "a/b.tar", "c.tgz", FILE])
ZIPS = st.recursive(
    SIMPLE, lambda inner: st.dictionaries(INNER, inner, min_size=1, max_size=3).map(zip_of), max_leaves=3
)
ODD_HEADERS = st.builds(
    odd_header, ZIPS, st.sampled_from([*FIELDS.values()]), st.sampled_from(VALUES) | st.integers(0, 65_535)
)
BROKEN = st.builds(damaged, ZIPS, st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), max_size=6))
CUT = st.builds(lambda data, cut: data[:cut], ZIPS, st.integers(0, 3_000))
KINDS_OF_MEMBER = [tarfile.REGTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE, b"S", b"x"]  # fmt: skip


@st.composite
def tars(draw):
    """A tar of a few files, links and devices, packed or not, and perhaps damaged."""
    said = io.BytesIO()
    with tarfile.open(
        fileobj=said, mode="w", format=draw(st.sampled_from([tarfile.PAX_FORMAT, tarfile.GNU_FORMAT]))
    ) as archive:
        for name, data in draw(st.dictionaries(MEMBERS, PLAIN, max_size=3)).items():
            about = tarfile.TarInfo(name)
            about.type, about.linkname = draw(st.sampled_from(KINDS_OF_MEMBER)), draw(MEMBERS)
            about.size, about.mtime = len(data), draw(st.sampled_from([0, 1, 2**31, 2**33 - 1]))
            archive.addfile(about, io.BytesIO(data))
    data = draw(st.sampled_from([bytes, gzip.compress, bz2.compress]))(said.getvalue())
    return damaged(data, draw(st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 255)), max_size=3)))


ARCHIVES = st.one_of(ZIPS, ODD_HEADERS, BROKEN, CUT, BOMBS, NAMED_IN_BYTES, tars(), PLAIN)
"""The bytes of what may be an archive."""
