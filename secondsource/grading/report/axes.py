"""What the report's pictures share: how wide they are, axes, labels."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from secondsource.drawing import lines, put, wrapped

WIDE = 860
NARROW = 350
"""How wide a picture is on a screen, and on a phone: there it is drawn anew, so that its letters keep their size."""
LETTER = 6.2
"""How wide a small letter is at most, on average."""


def grid(root: Element, box: tuple[float, float, float, float], across: list[str], down: list[str]) -> None:
    """Draw a grid into a box (left, top, width, height), with labels below and to the left."""
    left, top, wide, tall = box
    for number, text in enumerate(across):
        x = left + number / (len(across) - 1) * wide
        put(root, "line", "rule", x1=x, x2=x, y1=top, y2=top + tall)
        label(root, "small soft", x, top + tall + 18, text)
    for number, text in enumerate(down):
        y = top + number / (len(down) - 1) * tall
        put(root, "line", "lane" if text == "0" else "rule", x1=left, x2=left + wide, y1=y, y2=y)
        put(root, "text", "small soft", x=left - 8, y=y + 4, text_anchor="end").text = text


def label(root: Element, style: str, x: float, y: float, text: str) -> None:
    """Write a text with its middle at a place."""
    put(root, "text", style, x=x, y=y, text_anchor="middle").text = text


def caption(root: Element, wide: int, top: float, text: str) -> None:
    """Write what a picture's axes mean below it, in as many lines as it needs."""
    for number, line in enumerate(wrapped(text, int(wide / LETTER))):
        label(root, "small soft", wide / 2, top + number * 15, line)


def bar(root: Element, left: float, middle: float, wide: float, text: str) -> None:
    """Draw a bar that lies, with a text at its end."""
    put(root, "rect", "fill", x=left, y=middle - 8, width=wide, height=16)
    lines(root, "strong", [text], left + wide + 8, middle + 4, 0)


def cut(text: str, most: int) -> str:
    """Return a text of at most so many letters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
