"""The user's own bodies and places: read as a spreadsheet saves them, won over the shipped, every fault with its line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import InvalidValue
from kg.iris import BASE
from kg.register.bodies import link
from kg.register.identity import key
from kg.register.own import faults_of, kind_of
from kg.register.place_rows import PlaceRow, user_places
from kg.register.user_bodies import bodies_in, known_lines

LUOHE = "漯河市"
TABLE = (
    "name,full_name,region,line,labels\n"
    "市数字办,漯河市数字化发展办公室,漯河市,数据,市数字化办、市数字化发展办公室\n"
    "# 说明\n"
    "之江未来院,,,科技,未来院\n"
)


def written(folder: Path, text: str, name: str = "own.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_spreadsheet_s_file_is_read(encoding: str, ending: str, tmp_path: Path) -> None:
    own = bodies_in([written(tmp_path, TABLE.replace("\n", ending), encoding=encoding)])
    assert own.faults == ()
    found = own.meant("市数字化办", LUOHE, None)
    assert found is not None
    assert (found.full_name, found.region, found.level) == ("漯河市数字化发展办公室", LUOHE, "市")
    assert found.lines == (known_lines()["数据"],)


@pytest.mark.parametrize(
    ("name", "region", "expected"),
    [
        ("市数字办", LUOHE, "市数字办"),
        ("漯河市数字办", "河南省", "市数字办"),  # the place in the name
        ("漯河市数字化发展办公室", "河南省", "市数字办"),
        ("市数字办", "洛阳市", None),  # another city's
        ("未来院", "洛阳市", "之江未来院"),  # without a region everywhere
        ("市财政局", LUOHE, None),
    ],
)
def test_a_name_means_the_user_s_body_where_it_is(name: str, region: str, expected: str | None, tmp_path: Path) -> None:
    found = bodies_in([written(tmp_path, TABLE)]).meant(name, region, None)
    assert (found.name if found else None) == expected


def test_a_body_of_a_type_keeps_the_iri_it_had_before_it_was_added(tmp_path: Path) -> None:
    found = bodies_in([written(tmp_path, "name,region,full_name\n市城管局,漯河市,漯河市城市管理局\n")]).meant("市城管局", LUOHE, None)
    assert found is not None
    assert found.iri == link("市城管局", region=LUOHE, level="市", issued=None).iri
    assert found.iri.isascii()


def test_a_name_is_meant_while_it_lasts(tmp_path: Path) -> None:
    own = bodies_in([written(tmp_path, "name,region,valid_to\n市数字办,漯河市,2024-01-31\n")])
    assert own.meant("市数字办", LUOHE, "2023-05-01") is not None
    assert own.meant("市数字办", LUOHE, "2025-05-01") is None


@pytest.mark.parametrize("day", ["2024-03-05", "2024/3/5", "2024年3月5日", "2024/3/5 0:00"])
def test_columns_with_chinese_names_and_days_as_a_spreadsheet_writes_them(day: str, tmp_path: Path) -> None:
    text = f"名称;全称;地区;条线;别名;起用日期\n市数字办;漯河市数字化发展办公室;漯河市;数据;市数字化办;{day}\n"
    own = bodies_in([written(tmp_path, text)])
    assert own.faults == ()
    assert [own.meant("市数字化办", LUOHE, day) is not None for day in ("2024-03-04", "2024-03-05")] == [False, True]


def test_excel_s_unicode_text(tmp_path: Path) -> None:
    own = bodies_in([written(tmp_path, TABLE.replace(",", "\t").replace("\n", "\r\n"), encoding="utf-16")])
    assert own.faults == ()
    assert own.meant("市数字化办", LUOHE, None) is not None


def test_turtle_as_the_shipped_register_has_it(tmp_path: Path) -> None:
    text = (
        "@prefix mv: <https://w3id.org/responsibility-graph/ontology#> .\n"
        f"<{BASE}department/own-x> a mv:Department ; mv:name '市数字办' ; mv:fullName '漯河市数字化发展办公室' ; mv:region '漯河市' ;\n"
        "    mv:category mv:government ; mv:level '市' ; mv:order 3400 .\n"
    )
    found = bodies_in([written(tmp_path, text, "own.ttl")]).meant("市数字办", LUOHE, None)
    assert found is not None
    assert (found.iri, found.order) == (f"{BASE}department/own-x", 3400)


@pytest.mark.parametrize(
    ("text", "name", "line", "words"),
    [
        ("name,line\n市甲办,数剧\n", "own.csv", 2, "数剧 is no line"),
        ("name,category\n市甲办,政府机关\n", "own.csv", 2, "政府机关 is no category"),
        ("name,region\n\n市甲办,火星市\n", "own.csv", 3, "火星市 is no place"),
        ("name,valid_from\n市甲办,2024年\n", "own.csv", 2, "2024年 is no day"),
        ("name,region\n,漯河市\n", "own.csv", 2, "no name"),
        ("name,colour\n市甲办,红\n", "own.csv", 1, "colour is no column"),
        ("full_name\n市甲办\n", "own.csv", 1, "no column `name`"),
        ("name,region,labels\n市甲办,漯河市,市数字办\n市乙办,漯河市,市数字办\n", "own.csv", 3, "taken for neither"),
        ("@prefix mv: <", "own.ttl", 1, "not Turtle"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, name: str, line: int, words: str, tmp_path: Path) -> None:
    (fault,) = bodies_in([written(tmp_path, text, name)]).faults
    assert (fault.line, words in fault.sentence) == (line, True)


def test_a_label_of_two_bodies_is_one_sentence_with_both(tmp_path: Path) -> None:
    own = bodies_in([written(tmp_path, "name,region,labels\n市甲办,漯河市,市数字办\n市乙办,漯河市,市数字办\n")])
    (fault,) = own.faults
    assert "市甲办" in fault.sentence
    assert "市乙办" in fault.sentence
    assert own.meant("市数字办", LUOHE, None) is None


def test_places_of_the_user_s_own(tmp_path: Path) -> None:
    path = written(tmp_path, "name,kind,parent,also\n赣东新区,新区,上饶市,赣东、赣东区\n")
    (row,) = user_places([path])
    assert isinstance(row, PlaceRow)
    assert (row.line, row.cells["also"]) == (2, "赣东 赣东区")
    assert faults_of("places", [path]) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name,kind,parent\n赣东新区,新区,火星市\n", "火星市"),
        ("name,level\n赣东新区,乡\n", "乡 is no level"),
        ("name,parent\n赣东新区,上饶市\n", "needs a level"),
        ("name,kind,parent\n赣东新区,新区,赣东新区\n", "赣东新区 lies in 赣东新区, which is a circle"),
    ],
)
def test_a_place_that_cannot_be(text: str, words: str, tmp_path: Path) -> None:
    (fault,) = faults_of("places", [written(tmp_path, text)])
    assert words in fault


def test_places_that_lie_in_each_other(tmp_path: Path) -> None:
    found = faults_of("places", [written(tmp_path, "name,kind,parent\n赣东新区,新区,赣西新区\n赣西新区,新区,赣东新区\n")])
    assert [("line 2" in one, "line 3" in one) for one in found] == [(True, False), (False, True)]
    assert "赣东新区 lies in 赣西新区 lies in 赣东新区" in found[0]


def test_a_quotation_mark_that_nothing_closes_is_no_cell(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match=r"own\.csv, line 3: not a line of a CSV"):
        faults_of("bodies", [written(tmp_path, 'name,region\n"市甲办,漯河市\n市乙办,漯河市\n', "own.csv")])


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (TABLE, "a.csv", "bodies"),
        ("name,kind,parent\n甲,新区,乙市\n", "a.csv", "places"),
        ("名称,全称,地区,别名\n甲办,,乙市,\n", "a.csv", "bodies"),
        ("名称;类别;上级;别名\n甲;新区;乙市;\n", "a.csv", "places"),
        ("数智底座,数智化底座\n", "a.csv", "technologies"),
        ("", "a.ttl", "bodies"),
    ],
)
def test_what_a_file_holds_is_told_by_its_first_line(text: str, name: str, kind: str, tmp_path: Path) -> None:
    assert kind_of(written(tmp_path, text, name)) == kind


def kg(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"KG_HOME": str(home), "PYTHONUTF8": "1"}
    return subprocess.run([sys.executable, "-m", "kg.cli", *words], capture_output=True, text=True, encoding="utf-8", env=env, check=False)


def test_the_user_s_own_win_from_the_command_line_to_the_plan(tmp_path: Path) -> None:
    home = tmp_path / "home"
    bodies = written(
        tmp_path, "name,full_name,region,line\n区数字办,赣东新区数字办公室,赣东新区,数据\n省科技厅,浙江省某科技厅,浙江省,科技\n"
    )
    places = written(tmp_path, "name,kind,parent\n赣东新区,新区,上饶市\n", "places.csv")
    text = "浙江省算力行动方案\n一、建设平台\n1.建设算力平台。（责任单位：省科技厅、赣东新区数字办）\n"
    plan = written(tmp_path, text, "plan.txt")
    assert kg(home, "vocabulary", "add", "places", str(places)).returncode == 0
    added = kg(home, "vocabulary", "add", "bodies", str(bodies))
    assert (added.returncode, "省科技厅 means 省科技厅 here and 浙江省科学技术厅" in added.stderr) == (0, True)
    again = kg(home, "vocabulary", "add", "bodies", str(bodies))
    assert (again.returncode, "kept already" in again.stderr) == (2, True)
    assert kg(home, "vocabulary", "check").returncode == 1
    read = json.loads(kg(home, "extract", str(plan)).stdout)
    assert [o["link"] for t in read["tasks"] for o in t["owners"]] == ["exact", "exact"]
    assert {a["full_name"] for a in read["agents"]} == {"赣东新区数字办公室", "浙江省某科技厅"}


def test_keys_do_not_hang_on_the_user_s_files() -> None:
    assert key("市数字办", LUOHE) == "漯河市|市数字办"
