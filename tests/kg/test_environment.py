"""Machines as people have them: each folder of cases/environment, with the files that lie in it, does what its README expects."""

import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from stores import environment

from kg import files, library
from kg.graph import Store, embedded
from kg.ui import start
from tests.kg.test_cli import Kg, kg  # noqa: F401  # the fixture

pytestmark = pytest.mark.corpus

FOLDERS = {  # folder → what is tested of it
    "cli-csv": "test_csv_opens_in_excel",
    "clock-step": "test_a_clock_that_was_set_changes_nothing",
    "edited-copy": "test_a_corrected_copy_counts_nothing_twice",
    "excel-csv-in": "test_a_table_is_read_as_excel_saves_it",
    "http-proxy": "test_the_loopback_is_asked_without_a_proxy",
    "library-damaged": "test_a_damaged_folder_is_named_and_the_others_go_on",
    "locale-c-chinese-home": "test_a_folder_with_a_chinese_name_under_the_locale_c",
    "messages": "test_messages_say_what_is_wrong_and_no_password",  # what concerns a Neo4j: tests/kg/test_someone_elses_neo4j.py
    "no-home": "test_without_a_home_kg_home_is_named",
    "port-taken-later": "test_somebody_else_on_the_port_is_not_taken_for_the_app",
    "remove-by-what-is-printed": "test_a_document_is_removed_by_what_is_printed",
    "std-handles": "test_closed_handles_lose_nothing_but_the_words",
}


@pytest.fixture
def cases(corpus: Path) -> Path:
    return corpus / "cases" / "environment"


@pytest.fixture
def base(cases: Path) -> Path:
    """The plan that the cases load."""
    return cases / "edited-copy" / "base.txt"


def test_every_folder_has_a_test(cases: Path) -> None:
    assert {path.name for path in cases.iterdir()} == set(FOLDERS)
    assert set(FOLDERS.values()) <= set(globals())


def test_csv_opens_in_excel(kg: Kg) -> None:  # noqa: F811
    assert kg("questions", "--format", "excel").out.startswith("\ufeff")
    assert not kg("questions", "--format", "csv").out.startswith("\ufeff")


def test_a_clock_that_was_set_changes_nothing(kg: Kg, base: Path, empty_library: Store) -> None:  # noqa: F811
    assert kg("load", str(base)).code == 0
    place, before = embedded.folder() / "server.json", embedded.status().pid
    place.write_text(json.dumps({**json.loads(place.read_text()), "born": 5.0}))
    assert len(json.loads(kg("documents", "--format", "json").out)) == 1
    assert embedded.status().pid == before


def test_a_corrected_copy_counts_nothing_twice(kg: Kg, base: Path, empty_library: Store) -> None:  # noqa: F811
    told = kg("load", str(base), str(base.with_name("base2.txt")))
    assert told.code == 0 and "edition" in told.err
    tasks = json.loads(kg("ask", "department-tasks", "department=省经信厅", "--format", "json").out)
    assert len({row["task"] for row in tasks} if tasks and "task" in tasks[0] else tasks) == len(tasks) == 1


TABLES = ("utf8.csv", "bom.csv", "gbk.csv", "crlf.csv", "zh.csv", "date.csv", "issuer.csv", "utf16.txt")


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_read_as_excel_saves_it(kg: Kg, cases: Path, table: str) -> None:  # noqa: F811
    folder = cases / "excel-csv-in"
    told = kg("extract", str(folder / "plan.txt"), "--meta", str(folder / table))
    assert told.code == 0, told.err
    found = json.loads(told.out)
    assert (found["region"], found["issued"], found["plan_years"]) == ("浙江省", "2026-01-05", [2026, 2026])
    assert found["issuers"] == ["浙江省人民政府办公厅"]


@pytest.fixture
def refusing_proxy(cases: Path) -> Iterator[list[str]]:
    """A proxy that answers 503, as fakeproxy.py does, and the addresses it was asked for."""
    assert "send_response(503)" in (cases / "http-proxy" / "fakeproxy.py").read_text()
    asked: list[str] = []

    class Refusing(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # named by the library
            asked.append(self.path)
            self.send_response(503)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Refusing) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        before = dict(os.environ)
        os.environ.update(http_proxy=f"http://127.0.0.1:{proxy.server_port}", no_proxy="")
        yield asked
        os.environ.clear()
        os.environ.update(before)
        proxy.shutdown()


@pytest.fixture
def healthy() -> Iterator[int]:
    """The port of somebody who answers as an app does."""

    class Healthy(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # named by the library
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Healthy) as app:
        threading.Thread(target=app.serve_forever, daemon=True).start()
        yield app.server_port
        app.shutdown()


def test_the_loopback_is_asked_without_a_proxy(refusing_proxy: list[str], healthy: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "PATIENCE", 5.0)
    assert start.answers(healthy)
    assert refusing_proxy == []


def test_somebody_else_on_the_port_is_not_taken_for_the_app(cases: Path, healthy: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "somebody else's data" in (cases / "port-taken-later" / "README.md").read_text("utf-8")
    monkeypatch.setattr(start, "PATIENCE", 0.5)
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"]) as app:
        assert not start.answers(healthy, app)
        app.kill()


def test_a_damaged_folder_is_named_and_the_others_go_on(kg: Kg, base: Path, cases: Path, empty_library: Store) -> None:  # noqa: F811
    assert kg("load", str(base)).code == 0
    (kept,) = library.kept()
    (library.folder() / kept.key / "meta.json").write_bytes(b"")
    told = kg("load", str(cases / "excel-csv-in" / "plan.txt"))
    assert told.code == 0 and kept.key in told.err and "damaged" in told.err
    assert len(json.loads(kg("documents", "--format", "json").out)) == 2
    assert kg("store", "repair").code == 0


def test_a_document_is_removed_by_what_is_printed(kg: Kg, base: Path, empty_library: Store) -> None:  # noqa: F811
    assert kg("load", str(base)).code == 0
    heads, _, row = kg("documents").out.splitlines()[:3]
    cells = dict(zip(heads.split(), row.split(), strict=False))
    (listed,) = json.loads(kg("documents", "--format", "json").out)
    assert listed["tasks"] == 3 and listed["hash"] == cells["hash"]
    assert kg("remove", cells["hash"]).code == 0
    assert kg("documents", "--format", "json").out.strip() == "[]"


def command(*words: str, **changed: str | None) -> "subprocess.CompletedProcess[str]":
    """Run kg in a process of its own, with another environment."""
    with environment(None):
        variables = {name: value for name, value in {**os.environ, **changed}.items() if value is not None}
    paths = os.pathsep.join([str(files.ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    program = [sys.executable, "-m", "kg.cli", *words]
    return subprocess.run(program, capture_output=True, text=True, encoding="utf-8", env={**variables, "PYTHONPATH": paths})


def test_a_folder_with_a_chinese_name_under_the_locale_c(base: Path, tmp_path: Path) -> None:
    home = tmp_path / "a folder" / "中文 家"
    try:
        told = command("load", str(base), LC_ALL="C", KG_HOME=str(home), PYTHONUTF8=None, LANG=None)
        assert told.returncode == 0, told.stderr
        assert "浙江省数字经济2026年工作要点" in told.stderr
    finally:
        embedded.stop(home / "server")


def test_messages_say_what_is_wrong_and_no_password(kg: Kg, cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    found = json.loads(kg("extract", str(cases / "messages" / "trad.txt")).out)
    assert found["tasks"] and found["title"] == "浙江省数字经济2026年工作要点"
    monkeypatch.setenv("NEO4J_URI", "bolt://somebody:topsecret@127.0.0.1:1")
    told = kg("documents")
    assert told.code == 3 and "topsecret" not in told.err and "127.0.0.1:1" in told.err
    alone = command("documents", NEO4J_URI="bolt://127.0.0.1:1")
    assert (alone.returncode, len(alone.stderr.strip().splitlines())) == (3, 1)  # and not a line of the driver's


def test_without_a_home_kg_home_is_named(base: Path) -> None:
    nobody = "import os, pwd, sys; os.environ.pop('HOME', None); pwd.getpwuid = lambda _: {}['no such user'];"
    code = f"{nobody} from kg.cli import main; sys.argv[1:] = ['extract', {str(base)!r}]; main()"
    variables = {name: value for name, value in os.environ.items() if name not in ("HOME", "KG_HOME", "XDG_DATA_HOME")}
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=variables, cwd=files.ROOT)
    assert (told.returncode, "set KG_HOME" in told.stderr, "RuntimeError" in told.stderr) == (2, True, False)


@pytest.mark.parametrize("closed", ["1>&-", "2>&-", "1>&- 2>&-"])
def test_closed_handles_lose_nothing_but_the_words(closed: str, base: Path) -> None:
    ended = subprocess.run(["sh", "-c", f'"{sys.executable}" -m kg.cli text "{base}" {closed}'], capture_output=True, cwd=files.ROOT)
    assert (ended.returncode, b"Traceback" in ended.stderr + ended.stdout) == (0, False)
