"""What a recogniser was unsure of: each fact carries the doubt of its characters; names that may be misread are offered, never taken."""

import json

import pytest

from ingest.pipeline import read_source
from ingest.sources.source import Doubt, SourceText
from kg import rdf
from kg.model import Plan, plan_from_json, plan_json
from kg.sentences import sentence

TITLE = "浙江省量子产业2025年工作要点\n一、重点任务\n"
TASK = "1.推进中试线建设，新增示范场景12个以上。（责任单位：{}、省教育厅）\n"


def plan(owner: str, unsure: str, doubt: float) -> Plan:
    """Return the plan of a scan in which one stretch was read unsurely and the rest surely."""
    text = TITLE + TASK.format(owner)
    start = text.index(unsure)
    end = start + len(unsure)
    doubts = (Doubt(0, start, 0.0), Doubt(start, end, doubt), Doubt(end, len(text), 0.01))
    return read_source(SourceText(text, "png", "0" * 64, doubts=doubts), "scan.png", discover=False)


@pytest.mark.parametrize(
    ("unsure", "owners", "targets"),
    [
        ("财政", [0.4, 0.01], [0.0]),  # inside a name
        ("12个", [0.01, 0.01], [0.4]),  # inside a target
        ("推进", [0.01, 0.01], [0.01]),  # in neither
    ],
)
def test_a_fact_has_the_doubt_of_its_least_sure_character(unsure: str, owners: list[float], targets: list[float]) -> None:
    (task,) = (task for task in plan("省财政厅", unsure, 0.4).tasks if task.owners)
    assert [owner.doubt for owner in task.owners] == owners
    assert [target.doubt for target in task.targets] == targets


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("省财攻厅", "省财政厅"),  # in the middle
        ("省科支厅", "省科技厅"),
        ("肖财政厅", "省财政厅"),  # at the beginning
        ("省财政斤", "省财政厅"),  # at the end
        ("省发展政革委", "省发展改革委"),
        ("省财厅", "省财政厅"),  # one is missing inside it
        ("省财政", "省财政厅"),  # … at its end
        ("省财政政厅", "省财政厅"),  # one too many
        ("省发展改改革委", "省发展改革委"),
    ],
)
def test_a_name_one_character_from_a_known_one_is_offered(name: str, offered: str) -> None:
    found = plan(name, name, 0.3)
    assert name in [owner.surface for task in found.tasks for owner in task.owners]  # it is not taken for the other
    (told,) = (passage for passage in found.unread if f"“{offered}”" in passage.why)
    assert found.text[told.start : told.end] == told.text == name


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("省教育厅、 财政厅", ["财政厅"]),  # the recogniser found nothing where 省 is printed
        ("省教育厅，  财政厅、 公安厅", ["财政厅", "公安厅"]),
        ("省教育厅、财政厅", []),
        (" 省教育厅、财政厅", []),  # behind the label it is how labels are set
    ],
)
def test_an_empty_place_before_a_name_is_told(clause: str, told: list[str]) -> None:
    assert [u.text for u in plan(clause, "推进", 0.0).unread if u.why == sentence("unread.empty-place")] == told


@pytest.mark.parametrize("name", ["省财政厅", "省量子产业联盟"])
def test_known_names_and_names_like_no_other_are_not_told(name: str) -> None:
    assert not plan(name, name, 0.3).unread


def test_doubts_survive_json_and_rdf() -> None:
    found = plan("省财攻厅", "财攻", 0.35)
    held = json.loads(json.dumps(plan_json(found)))
    assert held["source"]["scanned"] is True
    assert plan_from_json(held, found.text) == found
    assert rdf.plan(rdf.graph(found)) == found


def test_a_text_says_nothing_of_doubt() -> None:
    text = TITLE + TASK.format("省财攻厅")
    held = plan_json(read_source(SourceText(text, "txt", "0" * 64), "plan.txt", discover=False))
    assert "scanned" not in held["source"] and "doubt" not in held["tasks"][0]["owners"][0] and not held["unread"]
