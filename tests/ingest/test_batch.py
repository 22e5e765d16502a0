"""Many documents: in order, the same with two processes as with one, none lost to another's fault."""

from pathlib import Path

import pytest

from ingest.batch import Failure, ReadOptions, read_all, supplied
from kg.errors import InvalidValue
from kg.model import Plan

PLAN = "{name}县2024年防汛工作要点\n1.检修泵站{count}座。（责任单位：县水利局）\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for count in range(3, 15):
        (tmp_path / f"{count:02d}.txt").write_text(PLAN.format(name="青山", count=count), encoding="utf-8")
    (tmp_path / "09.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    return tmp_path


def test_two_processes_read_what_one_reads_in_the_same_order(folder: Path) -> None:
    alone = list(read_all([str(folder)], ReadOptions()))
    assert list(read_all([str(folder)], ReadOptions(), jobs=2)) == alone
    assert [type(found) for found in alone].count(Failure) == 1
    assert [found.tasks[0].targets[0].value for found in alone if isinstance(found, Plan)] == [3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14]


def test_keeps_to_the_documents_wanted(folder: Path) -> None:
    found = read_all([str(folder)], ReadOptions(), only=frozenset({"04", "05"}))
    assert [Path(plan.source.path).stem for plan in found if isinstance(plan, Plan)] == ["04", "05"]


def test_what_a_person_supplies_stands_for_what_the_text_does_not_say(folder: Path, tmp_path: Path) -> None:
    meta = tmp_path / "meta.csv"
    meta.write_text("file,region,year\n03.txt,云岭省青山县,2024-2025\n", encoding="utf-8-sig")
    first = next(read_all([str(folder / "03.txt")], ReadOptions(meta=str(meta))))
    assert isinstance(first, Plan)
    assert (first.region, first.plan_years) == ("云岭省青山县", (2024, 2025))


def test_refuses_a_table_that_names_no_files(tmp_path: Path) -> None:
    meta = tmp_path / "meta.csv"
    meta.write_text("title\n甲\n", encoding="utf-8")
    with pytest.raises(InvalidValue, match="column file"):
        supplied(str(meta))
