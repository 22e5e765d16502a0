"""The command line as people script against it: what it prints where, and with which exit code it ends."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from kg import files
from kg.cli import entry as cli
from kg.graph import Store

PLAN = """青山县2024年河道治理工作要点
一、重点任务
1.清理河道五条，6月底前，完成淤泥外运。（责任单位：县水利局、县财政局）
2.建设观测站3个。（牵头单位：县气象局；配合单位：各乡镇人民政府）
"""


class Told(NamedTuple):
    code: int
    out: str
    err: str


Kg = Callable[..., Told]


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kg:
    def run(*words: str) -> Told:
        monkeypatch.setattr(sys, "argv", ["kg", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return Told(int(ended.value.code or 0), *capsys.readouterr())

    monkeypatch.setattr(cli, "_speak_utf8", lambda: None)  # the captured streams are UTF-8 already
    return run


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_extracts_one_json_object_a_document(kg: Kg, plan: Path) -> None:
    told = kg("extract", str(plan), str(files.SAMPLE))
    first, second = map(json.loads, told.out.splitlines())
    assert (told.code, first["schema"], first["source"]["path"]) == (0, "plan/1", str(plan))
    assert [[o["name"] for o in t["owners"]] for t in first["tasks"]] == [["县水利局", "县财政局"], ["县气象局", "各乡镇人民政府"]]
    assert len(second["tasks"]) == 25


def test_extracts_a_table_for_a_person(kg: Kg, plan: Path) -> None:
    told = kg("extract", str(plan), "--format", "table")
    assert "县气象局[牵头单位→牵头]" in told.out
    assert "6月底前 → 2024-06-30" in told.out


def test_prints_the_text_with_nothing_added(kg: Kg, plan: Path) -> None:
    assert kg("text", str(plan)).out == PLAN


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["extract", "nowhere.txt"], "nowhere.txt"),  # a missing path
        (["extract", "."], "."),  # a folder without documents
        (["ask", "who-owns-wat"], "who-owns-wat"),  # an unknown question
        (["extract", "--segmenter", "other", "x.txt"], "other"),  # wrong use
        (["cypher", "RETURN $a AS a", "a"], "key=value"),  # a parameter without a value
        (["load", "nowhere.txt"], "nowhere.txt"),
        (["evaluate", ".", "nowhere.txt"], "gold"),
    ],
)
def test_refuses_with_a_sentence_and_exit_code_2(
    kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    told = kg(*words)
    assert told.code == 2
    assert says in told.err
    assert "Traceback" not in told.err


def test_one_bad_file_does_not_lose_the_others(kg: Kg, plan: Path, tmp_path: Path) -> None:
    picture = tmp_path / "picture.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    told = kg("extract", str(picture), str(plan))
    assert told.code == 2
    assert len(told.out.splitlines()) == 1
    assert "picture.txt" in told.err


def test_a_text_that_is_no_plan_has_no_tasks_and_says_so(kg: Kg, tmp_path: Path) -> None:
    novel = tmp_path / "novel.txt"
    novel.write_text("那年冬天，河面结了冰。老人坐在门口，看雪落在院子里。\n他想起许多年前的一个早晨。\n", encoding="utf-8")
    told = kg("extract", str(novel))
    assert (told.code, json.loads(told.out)["tasks"]) == (0, [])
    assert "no tasks" in told.err


def test_builds_rdf_that_validates_and_loads_again(kg: Kg, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert kg("build", str(plan), "--out", str(out)).code == 0
    turtle = next(out.glob("*.ttl"))
    assert kg("validate", str(turtle)).code == 0
    assert kg("load", str(turtle)).code == 0
    assert "县气象局" in kg("ask", "department-tasks", "department=县气象局", "--format", "csv").out
    again = kg("load", str(plan))
    assert "unchanged" in again.err
    assert kg("remove", "青山县2024年河道治理工作要点").code == 0
    assert "青山县2024年河道治理工作要点" not in kg("documents").out


def test_counts_of_the_sample(kg: Kg, empty_library: Store) -> None:
    assert kg("load", str(files.SAMPLE)).code == 0
    told = kg(
        "cypher",
        "MATCH (d:Department)-[r:RESPONSIBLE_FOR]->(t:Task) RETURN count(DISTINCT d) AS departments, count(r) AS named",
        "--format",
        "json",
    )
    assert json.loads(told.out) == [{"departments": 22, "named": 123}]
    assert kg("remove", "（改写样例）浙江省元宇宙产业发展2023年工作要点").code == 0


def test_evaluates_against_a_folder_of_gold(kg: Kg, plan: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    owner = {"surface": "县水利局", "name": "县水利局", "role": "responsible", "kind": "unit"}
    task = {"starts": "清理河道五条", "owners": [owner, owner | {"surface": "县财政局", "name": "县财政局"}], "open": False, "targets": []}
    document = {"doc": "plan", "title": "青山县2024年河道治理工作要点", "tasks": [task], "document_targets": []}
    (gold / "plan.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    told = kg("evaluate", str(gold), str(plan), "--format", "json")
    scores = {row["field"]: row for row in json.loads(told.out) if row["document"] == "total"}
    assert (scores["owner name+role"]["recall"], scores["tasks"]["extra"]) == (1.0, 1)
    assert told.code == 1  # the second task is not in the gold


def test_an_unreachable_neo4j_is_exit_code_3(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    monkeypatch.setenv("NEO4J_PASSWORD", "no-such")
    told = kg("documents")
    assert (told.code, "127.0.0.1:1" in told.err) == (3, True)


def test_help_imports_nothing_heavy() -> None:
    heavy = "rdflib", "jieba", "streamlit", "neo4j", "pandas", "networkx", "lxml"
    code = f"import sys, kg.cli; print([m for m in {heavy!r} if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ | {"PYTHONUTF8": "1"})
    assert told.stdout.strip() == "[]"


def test_extracting_imports_no_graph_and_no_export(tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(PLAN, encoding="utf-8")
    heavy = "neo4j", "networkx", "numpy", "kg.export", "kg.graph"
    asked = f"from kg.cli.plans import app; app(['extract', {str(plan)!r}], standalone_mode=False)"
    code = f"import sys; {asked}; print([m for m in {heavy!r} if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ | {"PYTHONUTF8": "1"})
    assert told.stdout.splitlines()[-1] == "[]"


# ---------------------------------------------------------------- comparing two plans

NEXT_YEAR = PLAN.replace("2024年", "2025年").replace("观测站3个", "观测站5个").replace("、县财政局", "")


def test_compare_says_what_changed(kg: Kg, tmp_path: Path) -> None:
    for name, text in (("one.txt", PLAN), ("two.txt", NEXT_YEAR)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = kg("compare", str(tmp_path / "one.txt"), str(tmp_path / "two.txt"), "--format", "json")
    rows = [(row["change"], row["before"], row["after"]) for row in json.loads(found.out)]
    assert found.code == 0
    assert ("指标数值提高", "建设观测站3个", "建设观测站5个") in rows
    assert ("不再列名", "县财政局（负责）", None) in rows
    assert "2 tasks are in both" in found.err


def test_compare_with_itself_and_with_something_else(kg: Kg, tmp_path: Path) -> None:
    plan, other = tmp_path / "plan.txt", tmp_path / "other.txt"
    plan.write_text(PLAN, encoding="utf-8")
    other.write_text(
        "红岩县2024年文化惠民工作要点\n1.排演地方戏曲十场。（责任单位：县文旅局）\n2.修缮古桥两座。（责任单位：县文物局）\n",
        encoding="utf-8",
    )
    same, apart = kg("compare", str(plan), str(plan), "--format", "json"), kg("compare", str(plan), str(other))
    assert (same.code, json.loads(same.out), same.err.strip()) == (0, [], "nothing changed.")
    assert apart.code == 0
    assert "no task of the one is a task of the other" in apart.err


def test_compare_names_what_it_does_not_know(kg: Kg, tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(PLAN, encoding="utf-8")
    found = kg("compare", str(plan), "no-such-plan")
    assert (found.code, found.out) == (2, "")
    assert "no-such-plan" in found.err


@pytest.mark.parametrize("closed", ["1>&-", "2>&-", "1>&- 2>&-"])
def test_closed_handles_lose_nothing_but_the_words(closed: str, plan: Path) -> None:
    ended = subprocess.run(["sh", "-c", f"{sys.executable} -m kg.cli text {plan} {closed}"], capture_output=True, cwd=files.ROOT)
    assert (ended.returncode, b"Traceback" in ended.stderr + ended.stdout) == (0, False)


def test_a_user_without_a_home_is_told_to_set_kg_home(plan: Path) -> None:
    code = (
        "import platformdirs, sys; platformdirs.user_data_path = lambda *a, **k: exec('raise RuntimeError(1)');"
        " from kg.cli import main; sys.argv[1:] = ['documents']; main()"
    )
    environment = {name: value for name, value in os.environ.items() if name != "KG_HOME"}
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=files.ROOT)
    assert ended.returncode == 2 and "set KG_HOME" in ended.stderr


def test_compare_takes_documents_of_the_library_by_title(kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest.pipeline import read
    from kg import library

    monkeypatch.setenv("KG_HOME", str(tmp_path))
    for name, text in (("one.txt", PLAN), ("two.txt", NEXT_YEAR)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        library.keep(read(tmp_path / name))
    kept = kg("compare", "青山县2024年河道治理工作要点", "青山县2025年河道治理工作要点", "--format", "csv")
    files_ = kg("compare", str(tmp_path / "one.txt"), str(tmp_path / "two.txt"), "--format", "csv")
    assert kept.code == 0
    assert kept.out == files_.out
