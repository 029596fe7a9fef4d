"""The provenance graph: what each page was made from, as far as its words show.

Pages stand on the left, what they were derived from to the right of them, layer by layer.
An arrow is a PROV-O relation: it starts at the later thing and points to the earlier one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx

from secondsource import drawing
from secondsource.models import Article, Confidence, Derivation, Entity, Provenance, Relation
from secondsource.site import wording
from secondsource.site.templating import filled

TITLE = "Where the pages got it from"
SWEEPS = 24
"""Rounds of sorting each layer by its neighbours: enough for the order to settle."""

NARROW, INDENT = 358, 36
"""Width of the tree, and how far each step of it is indented."""

Node = str | tuple[str, str, int]
"""An entity's slug, or a place that a long arrow passes: (from, to, layer)."""


BOX, GAP, CHARACTERS, STEP = 244, 68, 32, 16
"""Width of a box, room between layers, characters a line, height of a line."""
APART = 12
"""Least room between two boxes of one layer."""


@dataclass
class Layout:
    """Where everything stands: layers from left to right, nodes from top to bottom."""

    entities: dict[str, Entity]
    layers: list[list[Node]]
    tops: dict[Node, float] = field(default_factory=dict)
    height: float = 0

    def room(self, node: Node) -> float:
        """Return how high a node is; a place kept free for an arrow is flat."""
        return len(self.text(node)) * STEP + 14 if isinstance(node, str) else 0

    def text(self, slug: str) -> list[str]:
        """Return an entity's label in lines."""
        return drawing.wrapped(self.entities[slug].label, CHARACTERS)

    def middle(self, node: Node) -> float:
        """Return the height at which arrows meet a node."""
        return self.tops[node] + self.room(node) / 2


def _left(layer: int) -> float:
    return 2 + layer * (BOX + GAP)


# --- layout -------------------------------------------------------------------------------


def layout(graph: Provenance) -> Layout:
    """Return where every entity stands, the same for the same records.

    Raises NetworkXUnfeasible when the derivations run in a circle.
    """
    directed = _graph(graph)
    layer_of = _layers(directed)
    routed = _with_long_arrows(directed, layer_of)
    placed = Layout({one.id: one for one in graph.entities}, _ordered(routed, layer_of))
    _place(placed, routed)
    return placed


def _graph(graph: Provenance) -> nx.DiGraph:
    directed = nx.DiGraph()
    directed.add_nodes_from(entity.id for entity in graph.entities)
    directed.add_edges_from((edge.derived, edge.origin) for edge in graph.derivations)
    return directed


def _layers(directed: nx.DiGraph) -> dict[Node, int]:
    """Return each entity's layer: one further right than everything made from it."""
    generations = enumerate(nx.topological_generations(directed))
    return {node: index for index, nodes in generations for node in nodes}


def _with_long_arrows(directed: nx.DiGraph, layer_of: dict[Node, int]) -> nx.DiGraph:
    """Return the graph with a place kept free wherever an arrow crosses a layer."""
    routed = nx.DiGraph()
    routed.add_nodes_from(directed)
    for start, end in directed.edges:
        between = [(start, end, layer) for layer in range(layer_of[start] + 1, layer_of[end])]
        layer_of.update({place: place[2] for place in between})
        nx.add_path(routed, [start, *between, end])
    return routed


def _ordered(routed: nx.DiGraph, layer_of: dict[Node, int]) -> list[list[Node]]:
    """Return the nodes of each layer, sorted so that few arrows cross."""
    count = max(layer_of.values(), default=-1) + 1
    layers = [[node for node in routed if layer_of[node] == layer] for layer in range(count)]
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        for layer in range(count) if forward else range(count - 1, -1, -1):
            layers[layer] = _sorted_by_neighbours(routed, layers, layer)
    return layers


def _sorted_by_neighbours(routed: nx.DiGraph, layers: list[list[Node]], layer: int) -> list[Node]:
    """Return a layer sorted by where each node's neighbours stand, as parts of their layers' length."""
    stands = {node: (index + 0.5) / len(nodes) for nodes in layers for index, node in enumerate(nodes)}

    def weight(node: Node) -> float:
        near = [stands[other] for other in nx.all_neighbors(routed, node)]
        return sum(near) / len(near) if near else stands[node]

    return sorted(layers[layer], key=weight)


def _place(placed: Layout, routed: nx.DiGraph) -> None:
    """Stack the fullest layer, then set the others beside what they are joined to."""
    heights = [sum(placed.room(node) + APART for node in layer) for layer in placed.layers]
    placed.height = max(heights, default=0)
    fullest = heights.index(placed.height) if heights else 0
    for layer in sorted(range(len(heights)), key=lambda one: abs(one - fullest)):
        _settle(placed, routed, placed.layers[layer])


def _settle(placed: Layout, routed: nx.DiGraph, layer: list[Node]) -> None:
    """Set each node as near to its placed neighbours as the nodes above and below allow."""
    floor = 2.0
    for node in layer:
        near = [placed.middle(other) for other in nx.all_neighbors(routed, node) if other in placed.tops]
        wish = sum(near) / len(near) - placed.room(node) / 2 if near else floor
        placed.tops[node] = max(floor, wish)
        floor = placed.tops[node] + placed.room(node) + APART
    ceiling = placed.height
    for node in reversed(layer):
        placed.tops[node] = min(placed.tops[node], ceiling - placed.room(node))
        ceiling = placed.tops[node] - APART


def in_titles(articles: list[Article], graph: Provenance) -> Provenance:
    """Return the graph with every page called by its title, as everywhere on the site."""
    titles = {article.slug: article.info.title for article in articles}
    entities = [
        one.model_copy(update={"label": titles.get(one.id) or wording.titled(one.label, articles)})
        for one in graph.entities
    ]
    edges = [one.model_copy(update={"why": wording.titled(one.why, articles)}) for one in graph.derivations]
    return Provenance(entities=entities, derivations=edges)


# --- figure in layers ---------------------------------------------------------------------


def figure(graph: Provenance) -> ET.Element:
    """Return the graph drawn in layers, for a wide screen."""
    placed = layout(graph)
    width = _left(len(placed.layers)) - GAP + 2
    root = drawing.canvas("provenance", TITLE, _description(graph), round(width), round(placed.height) + 4)
    for edge in graph.derivations:
        _arrow(root, edge, _route(placed, edge))
    for layer, nodes in enumerate(placed.layers):
        for slug in (node for node in nodes if isinstance(node, str)):
            entity = placed.entities[slug]
            _box(root, entity, placed.text(slug), _left(layer), placed.tops[slug], BOX)
    return root


def _description(graph: Provenance) -> str:
    names = {entity.id: entity.label for entity in graph.entities}
    told = "; ".join(
        f"{names[edge.derived]} {wording.RELATIONS[edge.relation]} {names[edge.origin]} "
        f"({edge.confidence} confidence)"
        for edge in graph.derivations
    )
    return (
        "Every arrow starts at the later thing and points to the earlier one. Dashed boxes are origins that "
        f"nobody shows the reader. {told}. The table below gives the evidence for each arrow."
    )


def _box(root: ET.Element, entity: Entity, text: list[str], left: float, top: float, width: float) -> None:
    style = "box page" if entity.kind is None else "box" if entity.seen else "box unseen"
    drawing.put(root, "rect", style, x=left, y=top, width=width, height=len(text) * STEP + 14, rx=6)
    words = "strong" if entity.kind is None else "plain"
    drawing.lines(root, words, text, left + 10, top + 19, STEP)


def _arrow(root: ET.Element, edge: Derivation, route: list[tuple[float, float]]) -> None:
    """Draw an arrow: its line tells the confidence, its head the relation."""
    style = "line" if edge.confidence is Confidence.HIGH else f"line {edge.confidence}"
    drawing.put(root, "path", style, d=_curve(route))
    tip, height = route[-1]
    points = f"{tip:.1f},{height:.1f} {tip - 10:.1f},{height - 5:.1f} {tip - 10:.1f},{height + 5:.1f}"
    head = "head hollow" if edge.relation is Relation.ATTRIBUTED_TO else "head"
    drawing.put(root, "polygon", head, points=points)


def _route(placed: Layout, edge: Derivation) -> list[tuple[float, float]]:
    """Return the points an arrow passes: out of one box, through free places, into the other."""
    points: list[tuple[float, float]] = []
    for layer, nodes in enumerate(placed.layers):
        left, right = _left(layer), _left(layer) + BOX
        for node in nodes:
            if node == edge.derived:
                points.append((right, placed.middle(node)))
            elif node == edge.origin:
                points.append((left, placed.middle(node)))
            elif node[:2] == (edge.derived, edge.origin):
                points += [(left, placed.middle(node)), (right, placed.middle(node))]
    return points


def _curve(points: list[tuple[float, float]]) -> str:
    """Return a path that leaves and enters every point level."""
    (left, top), *others = points
    path = f"M{left:.1f} {top:.1f}"
    for right, bottom in others:
        half = (left + right) / 2
        path += f" C{half:.1f} {top:.1f} {half:.1f} {bottom:.1f} {right:.1f} {bottom:.1f}"
        left, top = right, bottom
    return path


# --- figure as a tree ---------------------------------------------------------------------


def tree(graph: Provenance) -> ET.Element:
    """Return the graph drawn as one tree a page, for a narrow screen.

    An origin of several things stands under each of them, and says so.
    """
    body = ET.Element("g")
    names = {entity.id: entity for entity in graph.entities}
    top = 2.0
    for page in (entity for entity in graph.entities if entity.kind is None):
        top = _branch(body, graph, names, page.id, 0, top) + 18
    root = drawing.canvas("provenance-narrow", TITLE, _description(graph), NARROW, round(top))
    root.append(body)
    return root


def _branch(
    body: ET.Element, graph: Provenance, names: dict[str, Entity], slug: str, depth: int, top: float
) -> float:
    """Draw an entity and, indented below it, what it was made from; return where the next may start."""
    left = 2 + depth * INDENT
    text = _tree_text(graph, names[slug], depth)
    _box(body, names[slug], text, left, top, NARROW - left - 2)
    bottom = top + len(text) * STEP + 14
    following = bottom
    for edge in (one for one in graph.derivations if one.derived == slug):
        following += 10
        stem = left + 10
        _arrow(body, edge, [(stem, following + 14), (left + INDENT, following + 14)])
        drawing.put(body, "line", "lane", x1=stem, x2=stem, y1=bottom, y2=following + 14)
        following = _branch(body, graph, names, edge.origin, depth + 1, following)
    return following


def _tree_text(graph: Provenance, entity: Entity, depth: int) -> list[str]:
    used = sum(1 for edge in graph.derivations if edge.origin == entity.id)
    shared = f" (stands {used} times)" if used > 1 else ""
    return drawing.wrapped(entity.label + shared, 47 - 6 * depth)


# --- table --------------------------------------------------------------------------------


def table(articles: list[Article], graph: Provenance) -> str:
    """Return the figure's text alternative: every arrow with its evidence and confidence."""
    names = {entity.id: entity for entity in graph.entities}
    titles = {article.slug: article.info.title for article in articles}
    rows = [_row(edge, names, titles) for edge in graph.derivations]
    return filled("provenance.html", rows=rows)


def _row(edge: Derivation, names: dict[str, Entity], titles: dict[str, str]) -> dict[str, Any]:
    return {
        "derived": names[edge.derived],
        "origin": names[edge.origin],
        "relation": wording.RELATIONS[edge.relation],
        "confidence": edge.confidence,
        "why": edge.why,
        "evidence": [(titles[one.page], one.page, one.anchor) for one in edge.evidence],
    }
