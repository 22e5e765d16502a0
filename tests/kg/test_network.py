"""The picture: what pyvis is given, and a page that asks nothing of any network and reads no name as HTML."""

import json
import re

from kg.picture import network
from kg.picture.network import Body, Item, Link

HOSTILE = "<script>alert(1)</script>局"
WORDS = {"title": "甲</script><b>", "note": "注", "footer": "脚", "file": "文件"}


def drawn() -> network.Picture:
    bodies = [Body("department=a", HOSTILE, HOSTILE, "#0b57ad"), Body("department=b", "乙", "乙局", "#b23a48", round=True)]
    tasks = [Item("task=1", "1", "1　做事"), Item("task=2", "2", "2　做另一件事")]
    links = [Link("department=a", "task=1", True, "首列"), Link("department=b", "task=1", False, "")]
    links.append(Link("department=b", "task=2", True, ""))
    return network.picture(bodies, tasks, links, [{"label": "党委", "colour": "#b23a48"}])


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


def test_a_name_is_never_markup() -> None:
    page = network.standalone(drawn(), WORDS)
    assert HOSTILE not in page
    assert "<title>甲&lt;/script&gt;&lt;b&gt;</title>" in page
    inline = re.search(r"const inline = (\{.*\});", page)
    assert inline is not None
    assert json.loads(inline[1])["graph"]["nodes"][0]["label"] == HOSTILE


def test_an_empty_picture_can_be_drawn() -> None:
    assert network.picture([], [], []).payload()["nodes"] == []
