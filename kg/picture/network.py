"""The picture of who is named for what: rows to a pyvis network, and the page that draws it (the only door to pyvis).

Positions are computed before (kg.picture.positions) and physics is off, so nothing moves by itself. The page is our own template: it
includes the drawing library that pyvis carries, builds tooltips from text alone, and asks nothing of any network.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.files import PACKAGE
from kg.picture import positions

LARGEST_WHOLE = 1_000  # nodes; above it the picture is a neighbourhood
LARGEST_NEIGHBOURHOOD = 300
CURVED_UP_TO = 600  # lines; above it they are straight, which draws faster
GREY = "#aab4c0"
SMALLEST_CIRCLE, LARGEST_CIRCLE = 7.0, 15.0  # radius of a task, px


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the picture, in protocol order: its key, short and full name, the colour and name of its category."""

    key: str
    label: str
    title: str
    colour: str
    round: bool = False
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A task of the picture: its key, the number shown in the circle, its full words."""

    key: str
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Link:
    """A body named for a task; strong where it is listed first, or leads where the text says so."""

    body: str
    task: str
    strong: bool
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What the page draws: nodes and edges as pyvis gives them, options, the half axes of the ellipse, the legend."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: dict[str, Any]
    frame: dict[str, float]
    legend: list[dict[str, Any]]

    def payload(self) -> dict[str, Any]:
        """Return the picture as plain values for the page."""
        return {"nodes": self.nodes, "edges": self.edges, "options": self.options, "frame": self.frame, "legend": self.legend}


def picture(bodies: Sequence[Body], tasks: Sequence[Item], links: Sequence[Link], legend: Sequence[Mapping[str, Any]] = ()) -> Picture:
    """Return the picture of bodies, tasks and the links between them."""
    from pyvis.network import Network

    named: dict[str, list[str]] = {t.key: [] for t in tasks}
    for link in sorted(links, key=lambda link: not link.strong):
        named[link.task].append(link.body)
    at = positions.places([b.key for b in bodies], named)
    net = Network(directed=True, cdn_resources="in_line")  # undirected, pyvis drops the second of two lines between the same pair
    _add_nodes(net, bodies, tasks, at)
    for link in links:
        net.add_edge(link.body, link.task, strong=link.strong, title=link.title, arrows="")
    net.set_options(json.dumps(_options(len(links))))
    nodes, edges, _, _, _, options = net.get_network_data()
    return Picture(nodes, edges, json.loads(options), {"x": at.half_width, "y": at.half_height}, [dict(row) for row in legend])


def _add_nodes(net: Any, bodies: Sequence[Body], tasks: Sequence[Item], at: positions.Places) -> None:
    """Add every body and task at its place."""
    for body in bodies:
        x, y = at.bodies[body.key]
        look = {"round": body.round, "hatched": body.hatched, "side": "left" if x < 0 else "right"}
        net.add_node(body.key, label=body.label, title=body.title, shape="custom", color=body.colour, x=x, y=y, kind="body", **look)
    radius = min(LARGEST_CIRCLE, max(SMALLEST_CIRCLE, at.gap / 2 - 5))
    for task in tasks:
        x, y = at.tasks[task.key]
        net.add_node(task.key, label=task.label, title=task.title, shape="custom", color=GREY, x=x, y=y, kind="task", radius=radius)


def _options(links: int) -> dict[str, Any]:
    """Return the settings of the drawing library: nothing moves, nothing is laid out in the browser."""
    many = links > CURVED_UP_TO
    return {
        "layout": {"improvedLayout": False},
        "physics": {"enabled": False},
        "nodes": {"chosen": False},
        "edges": {"smooth": False, "chosen": False, "selectionWidth": 0, "hoverWidth": 0},
        "interaction": {
            "hover": True,
            "hideEdgesOnDrag": many,
            "hideEdgesOnZoom": many,
            "tooltipDelay": 150,
            "selectConnectedEdges": False,
        },
    }


@cache
def shell() -> str:
    """Return the page without a picture; it waits for one to be posted to it."""
    return _render("null", "")


def standalone(picture: Picture, words: Mapping[str, str]) -> str:
    """Return one HTML file that shows the picture anywhere, with no network; words are title, note and footer."""
    return _render(_script_safe({"graph": picture.payload(), "words": dict(words)}), words.get("title", ""))


def _render(inline: str, title: str) -> str:
    """Fill the page's template, which sees the templates of pyvis for the drawing library."""
    from importlib.util import find_spec
    from pathlib import Path

    from jinja2 import ChoiceLoader, Environment, FileSystemLoader

    found = find_spec("pyvis")
    assert found is not None and found.origin is not None
    folders = [PACKAGE / "picture" / "templates", Path(found.origin).parent / "templates"]
    environment = Environment(loader=ChoiceLoader([FileSystemLoader(f) for f in folders]), autoescape=True)
    return environment.get_template("network.html").render(inline=inline, title=title)


def _script_safe(value: Any) -> str:
    """Return JSON that can stand inside a script element whatever its strings hold."""
    text = json.dumps(value, ensure_ascii=False)
    for sign in ("<", ">", "&", "\u2028", "\u2029"):
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
