"""The picture: what pyvis is given, and a page that asks nothing of any network and reads no name as HTML."""

import json
import re
import shutil
import subprocess

import pytest
from conftest import left_out

from kg.files import PACKAGE
from kg.picture import network, positions
from kg.picture.network import Body, Item, Layout, Link

STATIC = PACKAGE / "picture" / "static"
HOSTILE = "<script>alert(1)</script>局"


def drawn(layout: Layout = Layout.RING) -> network.Picture:
    bodies = [Body("department=a", HOSTILE, HOSTILE, "#0b57ad"), Body("department=b", "乙", "乙局", "#b23a48", round=True)]
    tasks = [Item("task=1", "1", "1　做事"), Item("task=2", "2", "2　做另一件事")]
    links = [Link("department=a", "task=1", True, "首列"), Link("department=b", "task=1", False, "")]
    links.append(Link("department=b", "task=2", True, ""))
    return network.picture(bodies, tasks, links, [{"label": "党委", "colour": "#b23a48"}], layout=layout)


def test_every_body_task_and_link_is_in_the_picture() -> None:
    found = drawn()
    assert [n["id"] for n in found.nodes] == ["department=a", "department=b", "task=1", "task=2"]
    assert [(e["from"], e["to"], e["strong"]) for e in found.edges] == [
        ("department=a", "task=1", True),
        ("department=b", "task=1", False),
        ("department=b", "task=2", True),
    ]


def test_nothing_moves_by_itself() -> None:
    options = drawn().options
    assert options["physics"]["enabled"] is False and options["edges"]["smooth"] is False and options["layout"]["improvedLayout"] is False
    assert all(isinstance(n["x"], float) and isinstance(n["y"], float) for n in drawn().nodes)


def test_two_lines_between_the_same_pair_are_both_drawn() -> None:
    """A body may lead and cooperate in one task; pyvis drops the second line of an undirected picture."""
    found = network.picture([Body("b", "甲", "甲", "#000000")], [Item("t", "1", "")], [Link("b", "t", True, ""), Link("b", "t", False, "")])
    assert len(found.edges) == 2


def test_the_page_names_no_other_machine() -> None:
    page = re.sub(r"<script>/\*\*.*?</script>", "", network.shell(), count=1, flags=re.S)  # the drawing library names its home in comments
    assert not re.findall(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", page)
    assert "default-src 'none'" in page


@pytest.mark.parametrize("script", sorted(p.name for p in STATIC.glob("*.js")))
def test_the_scripts_of_the_page_are_sound(script: str) -> None:
    """Every script parses in strict mode, and none builds markup or code out of text."""
    text = (STATIC / script).read_text(encoding="utf-8")
    assert '"use strict";' in text
    assert not re.findall(r"\beval\(|new Function|document\.write|</script|\b(?:fetch|XMLHttpRequest|WebSocket)\b", text)
    node = shutil.which("node")
    if node is None:
        left_out("there is no node to parse the scripts with")
    subprocess.run([node, "--check", str(STATIC / script)], check=True, capture_output=True, timeout=60)


def test_json_in_a_script_is_never_markup() -> None:
    found = network.script_safe({"label": HOSTILE, "end": "</script>\u2028"})
    assert "<" not in found and "\u2028" not in found
    assert json.loads(found) == {"label": HOSTILE, "end": "</script>\u2028"}


def test_tasks_stand_below_whoever_is_listed_first() -> None:
    at = {n["id"]: (n["x"], n["y"]) for n in drawn(Layout.GROUPED).nodes}
    assert at["department=a"][1] < at["task=1"][1] and at["department=b"][1] < at["task=2"][1]
    assert abs(at["task=2"][1] - at["department=b"][1]) < abs(at["task=2"][1] - at["department=a"][1])


def test_tasks_whose_first_body_is_not_drawn_have_a_heading_of_their_own() -> None:
    found = network.picture([], [Item("task=1", "1", "")], [], layout=Layout.GROUPED, rest="未画")
    assert [(n["kind"], n["label"]) for n in found.nodes] == [("head", "未画"), ("task", "1")]


@pytest.mark.parametrize("bodies, tasks", [(0, 0), (1, 1), (40, 300), (200, 2800)])
def test_no_two_cells_of_the_grouped_picture_meet(bodies: int, tasks: int) -> None:
    heads = [f"b{i}" for i in range(bodies)]
    found = positions.grouped(heads, {f"t{i}": heads[i * i % bodies] if i % 7 else None for i in range(tasks)}, "rest")
    every = [*found.bodies.values(), *found.tasks.values()]
    assert len({(round(x), round(y)) for x, y in every}) == len(every)
    assert all(abs(x) <= found.half_width and abs(y) <= found.half_height for x, y in every)


def test_between_bodies_there_is_one_line_for_two_that_share_tasks() -> None:
    bodies = [Body("a", "甲", "甲", "#000000"), Body("b", "乙", "乙", "#000000")]
    found = network.projection(bodies, [network.Tie("a", "b", 3, "甲与乙共同列名 3 项", "department=a&with=b")])
    assert [(e["from"], e["to"], e["count"], e["pick"]) for e in found.edges] == [("a", "b", 3, "department=a&with=b")]


def test_the_same_rows_give_the_same_picture() -> None:
    for layout in (Layout.RING, Layout.GROUPED):
        assert drawn(layout) == drawn(layout)


def test_an_empty_picture_can_be_drawn() -> None:
    assert network.picture([], [], []).payload()["nodes"] == []
