"""Small helpers for drawing SVG that follows the page's colours and reads the same on every build."""

from __future__ import annotations

import textwrap
from xml.etree import ElementTree as ET

STYLE = """
.ss-fig{font-family:var(--md-text-font,Inter),system-ui,sans-serif}
.ss-fig text{fill:var(--ss-ink,#221d17);font-size:13px}
.ss-fig .small{font-size:11px}
.ss-fig .tiny{font-size:10px}
.ss-fig .soft{fill:var(--ss-muted,#5f564b)}
.ss-fig .strong{font-weight:650}
.ss-fig .rule{stroke:var(--ss-rule,#ddd2bf);stroke-width:1}
.ss-fig .lane{stroke:var(--ss-muted,#5f564b);stroke-width:1.5}
.ss-fig .line{fill:none;stroke:var(--ss-ink,#221d17);stroke-width:1.5}
.ss-fig .moderate{stroke-dasharray:7 4}
.ss-fig .low{stroke-dasharray:1.5 4;stroke-linecap:round;stroke-width:2}
.ss-fig .head{fill:var(--ss-ink,#221d17)}
.ss-fig .hollow{fill:var(--ss-paper,#faf6ee);stroke:var(--ss-ink,#221d17);stroke-width:1.3}
.ss-fig .box{fill:var(--ss-raised,#fffdf8);stroke:var(--ss-ink,#221d17);stroke-width:1.5}
.ss-fig .page{fill:var(--ss-tint,#f1e4d6);stroke:var(--ss-accent,#8a2f1d);stroke-width:2}
.ss-fig .unseen{stroke-dasharray:5 4;stroke:var(--ss-muted,#5f564b)}
.ss-fig .dot{fill:var(--ss-blue,#1f5a94)}
.ss-fig .square{fill:var(--ss-raised,#fffdf8);stroke:var(--ss-ink,#221d17);stroke-width:2}
.ss-fig .late{fill:var(--ss-accent,#8a2f1d)}
.ss-fig .bar{stroke:var(--ss-ink,#221d17);stroke-width:2}
"""
"""Colours come from the page where the figure stands in one; alone, from the second value."""


def canvas(name: str, title: str, description: str, width: int, height: int) -> ET.Element:
    """Return an empty drawing with its text alternative."""
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "ss-fig",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-desc",
            "width": str(width),
            "height": str(height),
            "viewBox": f"0 0 {width} {height}",
        },
    )
    ET.SubElement(root, "title", {"id": f"{name}-title"}).text = title
    ET.SubElement(root, "desc", {"id": f"{name}-desc"}).text = description
    ET.SubElement(root, "style").text = STYLE
    return root


def put(parent: ET.Element, tag: str, style: str, **attributes: float | str) -> ET.Element:
    """Add one shape and return it; `stroke_width` becomes `stroke-width`."""
    named = {name.replace("_", "-"): _number(value) for name, value in attributes.items()}
    return ET.SubElement(parent, tag, {"class": style, **named})


def _number(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def lines(parent: ET.Element, style: str, texts: list[str], left: float, top: float, step: float) -> None:
    """Write lines of text, one below the other, from a left edge."""
    for index, text in enumerate(texts):
        put(parent, "text", style, x=left, y=top + index * step).text = text


def wrapped(text: str, width: int) -> list[str]:
    """Return the text in lines of at most `width` characters."""
    return textwrap.wrap(text, width) or [""]


def written(root: ET.Element) -> str:
    """Return the drawing as text, one element a line."""
    ET.indent(root, space="")
    return ET.tostring(root, encoding="unicode") + "\n"
