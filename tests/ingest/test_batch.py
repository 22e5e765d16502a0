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


TABLES = (  # how a table is written, in which encoding: all say the same of one document
    ("file,region,year,issuers,issued\n03.txt,漯河市,2024,甲局、乙局,2024-03-05\n", "utf-8-sig"),
    ("文件,地区,年份,发文机关,印发日期\r\n03.txt,漯河市,2024年,甲局;乙局,2024/3/5\r\n", "gbk"),  # Excel's CSV
    ("文件\t地区\t年份\t发文机关\t成文日期\r\n03.txt\t漯河市\t2024\t甲局、乙局\t2024/3/5 0:00\r\n", "utf-16"),  # Excel's Unicode text
    ("File;Region;Year;Issuer;Issued\n\n03.txt; 漯河市;2024;甲局、乙局;2024年3月5日\n;;;;\n", "utf-8"),  # where the comma divides decimals
)


@pytest.mark.parametrize(("text", "encoding"), TABLES)
def test_a_table_is_read_as_spreadsheets_write_it(text: str, encoding: str, folder: Path, tmp_path: Path) -> None:
    meta = tmp_path / "meta.csv"
    meta.write_bytes(text.encode(encoding))
    found = next(read_all([str(folder / "03.txt")], ReadOptions(meta=str(meta))))
    assert isinstance(found, Plan)
    assert (found.region, found.plan_years, found.issuers, found.issued) == ("漯河市", (2024, 2024), ("甲局", "乙局"), "2024-03-05")


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("issued", "2024年3月", "no day of issue; write it as 2024-03-31"),
        ("issued", "2024/2/30", "no day of issue"),
        ("year", "去年", "no year; write 2023 or 2023-2025"),
        ("备注", "旧", "allowed are issued, issuers, level"),
    ],
)
def test_what_is_wrong_in_a_table_costs_no_other_document(column: str, value: str, words: str, folder: Path, tmp_path: Path) -> None:
    meta = tmp_path / "meta.csv"
    meta.write_text(f"file,{column}\n03.txt,{value}\n", encoding="utf-8")
    wrong, right = read_all([str(folder / "03.txt"), str(folder / "04.txt")], ReadOptions(meta=str(meta)))
    assert isinstance(wrong, Failure) and words in wrong.sentence
    assert isinstance(right, Plan)


def test_refuses_a_table_that_names_no_files(tmp_path: Path) -> None:
    meta = tmp_path / "meta.csv"
    meta.write_text("title\n甲\n", encoding="utf-8")
    with pytest.raises(InvalidValue, match="column file"):
        supplied(str(meta))
