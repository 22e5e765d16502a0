"""The picture of who is named for what: rows to a pyvis network, and the page that draws it (the only importer of pyvis).

Layout.RING         bodies on an ellipse, tasks between them
Layout.GROUPED      bodies as headings, below each the tasks it is listed first in
Layout.DEPARTMENTS  bodies alone, a line where two share tasks, thicker for more

Positions are computed before (kg.picture.positions) and physics is off, so nothing moves by itself. The page is our own template: it
includes the drawing library that pyvis carries, builds tooltips from text alone, and asks nothing of any network. Its scripts are in
kg/picture/static.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from kg.files import PACKAGE
from kg.picture import positions

LARGEST_WHOLE = 1_000  # nodes; above it the picture begins as a neighbourhood
LARGEST_DRAWN = 3_000  # nodes; above it there is no whole picture
LARGEST_NEIGHBOURHOOD = 300
CURVED_UP_TO = 600  # lines; above it they are straight, which draws faster
GREY = "#aab4c0"
SMALLEST_CIRCLE, LARGEST_CIRCLE = 7.0, 15.0  # radius of a task, px
REST = "rest"  # the heading of tasks that no body shown is listed first in
SCRIPTS = ("look.js", "place.js", "save.js", "network.js")
PLAYER = ("look.js", "place.js", "save.js", "player.js")


class Layout(Enum):
    """How the picture is laid out; the value is what an address carries."""

    RING = "ring"
    GROUPED = "grouped"
    DEPARTMENTS = "departments"


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
    """A body named for a task; strong where it is listed first, or leads where the text says so; a click on it is `pick`."""

    body: str
    task: str
    strong: bool
    title: str
    pick: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two bodies with the number of tasks that name both; a click on it is `pick`."""

    one: str
    other: str
    count: int
    title: str
    pick: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What the page draws: nodes and edges as pyvis gives them, options, the half axes with how they fit a window, the legend."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: dict[str, Any]
    frame: dict[str, Any]
    legend: list[dict[str, Any]]

    def payload(self) -> dict[str, Any]:
        """Return the picture as plain values for the page."""
        return {"nodes": self.nodes, "edges": self.edges, "options": self.options, "frame": self.frame, "legend": self.legend}


def picture(
    bodies: Sequence[Body],
    tasks: Sequence[Item],
    links: Sequence[Link],
    legend: Sequence[Mapping[str, Any]] = (),
    *,
    layout: Layout = Layout.RING,
    rest: str = "",
) -> Picture:
    """Return the picture of bodies, tasks and the links between them; `rest` heads the tasks that no body shown is listed first in."""
    at = _places(bodies, tasks, links, layout)
    net = _network()
    _add_bodies(net, bodies, at, layout)
    if REST in at.bodies:
        x, y = at.bodies[REST]
        net.add_node(REST, label=rest, title=rest, shape="custom", color=GREY, x=x, y=y, kind="head", side="right")
    _add_tasks(net, tasks, at)
    for link in links:
        net.add_edge(link.body, link.task, strong=link.strong, title=link.title, pick=link.pick, arrows="")
    return _finished(net, at, legend, fit="whole" if layout is Layout.GROUPED else "ring")


def projection(bodies: Sequence[Body], ties: Sequence[Tie], legend: Sequence[Mapping[str, Any]] = ()) -> Picture:
    """Return the picture of bodies alone, with a line between two that share tasks."""
    at = positions.places([b.key for b in bodies], {})
    net = _network()
    _add_bodies(net, bodies, at, Layout.DEPARTMENTS)
    for tie in ties:
        net.add_edge(tie.one, tie.other, strong=False, count=tie.count, title=tie.title, pick=tie.pick, arrows="")
    return _finished(net, at, legend, fit="ring")


def _network() -> Any:
    """Return an empty network; undirected, pyvis would drop the second of two lines between the same pair."""
    from pyvis.network import Network

    return Network(directed=True, cdn_resources="in_line")


def _places(bodies: Sequence[Body], tasks: Sequence[Item], links: Sequence[Link], layout: Layout) -> positions.Places:
    """Return where everything stands in a layout."""
    keys = [b.key for b in bodies]
    if layout is Layout.GROUPED:
        first = {link.task: link.body for link in reversed(links) if link.strong}
        return positions.grouped(keys, {t.key: first.get(t.key) for t in tasks}, REST)
    named: dict[str, list[str]] = {t.key: [] for t in tasks}
    for link in sorted(links, key=lambda link: not link.strong):
        if link.task in named:  # rows of a query may join two bodies
            named[link.task].append(link.body)
    return positions.places(keys, named)


def _add_bodies(net: Any, bodies: Sequence[Body], at: positions.Places, layout: Layout) -> None:
    """Add every body at its place; in a cell its name may not reach into the next."""
    for body in bodies:
        x, y = at.bodies[body.key]
        look: dict[str, Any] = {"round": body.round, "hatched": body.hatched, "side": "left" if x < 0 else "right"}
        if layout is Layout.GROUPED:
            look |= {"side": "right", "most": positions.CELL - positions.STEP}
        net.add_node(body.key, label=body.label, title=body.title, shape="custom", color=body.colour, x=x, y=y, kind="body", **look)


def _add_tasks(net: Any, tasks: Sequence[Item], at: positions.Places) -> None:
    """Add every task at its place."""
    radius = min(LARGEST_CIRCLE, max(SMALLEST_CIRCLE, at.gap / 2 - 5))
    for task in tasks:
        x, y = at.tasks[task.key]
        net.add_node(task.key, label=task.label, title=task.title, shape="custom", color=GREY, x=x, y=y, kind="task", radius=radius)


def _finished(net: Any, at: positions.Places, legend: Sequence[Mapping[str, Any]], *, fit: str) -> Picture:
    """Return the network as plain values."""
    net.set_options(json.dumps(_options(len(net.edges))))
    nodes, edges, _, _, _, options = net.get_network_data()
    frame = {"x": at.half_width, "y": at.half_height, "fit": fit, "faint": fit == "whole"}
    return Picture(nodes, edges, json.loads(options), frame, [dict(row) for row in legend])


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
    return _page("network.html", "network.css", SCRIPTS)


@cache
def stage() -> str:
    """Return the page that shows slides, without any; it waits for them to be posted to it."""
    return _page("player.html", "player.css", PLAYER, inline="null", title="")


def deck_file(deck: Mapping[str, Any], title: str) -> str:
    """Return one HTML file that shows slides anywhere, with no network: what the pages post, as the same page would get it."""
    return _page("player.html", "player.css", PLAYER, inline=script_safe(deck), title=title)


def _page(template: str, style: str, scripts: Sequence[str], **values: str) -> str:
    """Fill a page's template, which sees the templates of pyvis for the drawing library."""
    from importlib.util import find_spec
    from pathlib import Path

    from jinja2 import Environment, FileSystemLoader

    found = find_spec("pyvis")
    assert found is not None and found.origin is not None
    folders = [PACKAGE / "picture" / "templates", Path(found.origin).parent / "templates"]
    page = Environment(loader=FileSystemLoader(folders), autoescape=True).get_template(template)
    return page.render(style=static(style), script="\n".join(map(static, scripts)), **values)


def static(name: str) -> str:
    """Return a file of kg/picture/static as text."""
    return (PACKAGE / "picture" / "static" / name).read_text(encoding="utf-8")


def script_safe(value: Any) -> str:
    """Return JSON that can stand inside a script element whatever its strings hold."""
    text = json.dumps(value, ensure_ascii=False)
    for sign in ("<", ">", "&", "\u2028", "\u2029"):
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
