"""SVG drawings that the site and the class report share: they follow the page's colours, and are the same on every build."""

from secondsource.drawing.shapes import STYLE, canvas, lines, put, wrapped, written

__all__ = ["STYLE", "canvas", "lines", "put", "wrapped", "written"]
