"""The store keeps what was loaded, whatever the order, on the embedded server and on Neo4j alike."""

import os
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ForeignDatabase, InvalidValue
from kg.graph.projection import NodeRow, Projection, RelationshipRow
from kg.graph.store import Loaded, Store, open_store
from kg.iris import BASE

D1, D2 = f"{BASE}document/{'1' * 16}", f"{BASE}document/{'2' * 16}"
BUREAU, OFFICE, LINE = f"{BASE}department/jingxin", f"{BASE}department/wangxin", f"{BASE}line/gongye"


def projection(
    document: str, *, bureau: str = "省经信厅", line: bool = True, office: bool = True, tasks: int = 2, revision: str = "r1"
) -> Projection:
    """A document with tasks; each is owned by a bureau that is in a line, and by an office where it is asked for."""
    shared = [node("Department:Owner", BUREAU, name=bureau)] + [node("Line", LINE, name="工业和信息化")] * line
    shared += [node("Department:Owner", OFFICE, name="省委网信办")] * office
    own = [NodeRow(("Document",), document, {"iri": document, "title": document[-1], "sha256": "0" * 64, "number": None}, False)]
    rows = [RelationshipRow("IN_LINE", BUREAU, LINE, None, {})] * line
    for n in range(tasks):
        task = f"{document}/task/{n}"
        own.append(NodeRow(("Task",), task, {"iri": task, "ordinal": n, "name": f"任务{n}"}, False))
        rows.append(RelationshipRow("HAS_TASK", document, task, None, {}))
        owners = [BUREAU] + [OFFICE] * office
        rows += [RelationshipRow("RESPONSIBLE_FOR", o, task, f"{task}/r{i}", {"rank": i, "label": None}) for i, o in enumerate(owners)]
    return Projection(document, revision, (*own, *shared), tuple(rows))


def node(labels: str, iri: str, **properties: Any) -> NodeRow:
    return NodeRow(tuple(labels.split(":")), iri, {"iri": iri, **properties}, True)


def graph(store: Store) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Everything in the database, bookkeeping included, in a total order."""
    nodes = store.read("MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties ORDER BY n.iri").rows
    query = "MATCH (a)-[r]->(b) RETURN a.iri AS a, type(r) AS type, b.iri AS b, properties(r) AS p ORDER BY a, type, b, r.iri"
    return [(sorted(labels), properties) for labels, properties in nodes], store.read(query).rows


def test_loads_what_a_projection_says(store: Store) -> None:
    assert store.load(projection(D1)) == Loaded(True, 6, 7)
    rows = store.read("MATCH (d:Department)-[r:RESPONSIBLE_FOR]->(t:Task) RETURN d.name AS d, t.name AS t, r.rank AS n ORDER BY t, n")
    assert rows.columns == ("d", "t", "n")
    assert rows.rows == [("省经信厅", "任务0", 0), ("省委网信办", "任务0", 1), ("省经信厅", "任务1", 0), ("省委网信办", "任务1", 1)]
    assert not rows.cut


def test_loading_again_changes_nothing(store: Store) -> None:
    store.load(projection(D1))
    before = graph(store)
    assert store.load(projection(D1)) == Loaded(False, 6, 7)
    assert graph(store) == before


def test_a_new_revision_replaces_the_old_one(store: Store) -> None:
    store.load(projection(D1, tasks=3))
    store.load(projection(D1, tasks=1, line=False, office=False, revision="r2"))
    changed = graph(store)
    store.remove(D1)
    store.load(projection(D1, tasks=1, line=False, office=False, revision="r2"))
    assert graph(store) == changed
    assert store.read("MATCH (n:Line) RETURN n").rows == []


VERSIONS = (  # what the second document says otherwise of what it shares with the first
    projection(D2),  # nothing
    projection(D2, bureau="省工业和信息化厅"),  # another name
    projection(D2, line=False),  # no line
    replace(projection(D2), nodes=(*projection(D2, office=False).nodes, node("Collective:Owner", OFFICE, name="各部门"))),  # another class
)


@pytest.mark.parametrize("other", VERSIONS, ids=["same", "name", "line", "class"])
def test_the_order_of_loading_does_not_matter(store: Store, other: Projection) -> None:
    third = projection(f"{BASE}document/{'3' * 16}")
    graphs = []
    for order in ((projection(D1), other, third), (other, third, projection(D1)), (third, projection(D1), other)):
        for one in order:
            store.load(one)
        graphs.append((graph(store), store.revision()))
        for one in order:
            store.remove(one.document)
    assert graphs[0] == graphs[1] == graphs[2]


@pytest.mark.parametrize("other", VERSIONS, ids=["same", "name", "line", "class"])
def test_removing_leaves_what_the_others_say(store: Store, other: Projection) -> None:
    store.load(projection(D1))
    alone, revision = graph(store), store.revision()
    store.load(other)
    assert store.revision() != revision
    assert store.remove(other.document)
    assert [n for n in graph(store)[0] if n[0] != ["ResponsibilityGraph"]] == [n for n in alone[0] if n[0] != ["ResponsibilityGraph"]]
    assert graph(store)[1] == alone[1]
    assert store.revision() == revision


def test_the_majority_decides_whatever_the_order(embedded_store: Store) -> None:
    renamed = projection(f"{BASE}document/{'3' * 16}", bureau="一个少数名称")
    for order in ((projection(D1), projection(D2), renamed), (renamed, projection(D2), projection(D1))):
        for one in order:
            embedded_store.load(one)
        assert embedded_store.read("MATCH (d:Department {iri: $iri}) RETURN d.name AS d", {"iri": BUREAU}).rows == [("省经信厅",)]
        embedded_store.remove(D1)
        embedded_store.remove(D2)
        assert embedded_store.read("MATCH (d:Department {iri: $iri}) RETURN d.name AS d", {"iri": BUREAU}).rows == [("一个少数名称",)]
        embedded_store.remove(renamed.document)


def test_removing_the_last_leaves_nothing(store: Store) -> None:
    store.load(projection(D1))
    assert store.remove(D1)
    assert not store.remove(D1)
    assert store.read("MATCH (n) WHERE NOT n:ResponsibilityGraph RETURN n").rows == []
    assert store.revision() == "0" * 16


def test_names_the_loaded_documents(store: Store) -> None:
    cited = node("Document", f"{BASE}cited/1", title="只被引用的文件")
    store.load(replace(projection(D2), nodes=(*projection(D2).nodes, cited)))
    store.load(projection(D1))
    assert [d["iri"] for d in store.documents()] == [D1, D2]
    assert store.revisions() == {D1: "r1", D2: "r1"}


def test_refuses_rows_that_are_not_ours(store: Store) -> None:
    foreign = NodeRow(("Task",), "https://example.org/1", {}, False)
    with pytest.raises(InvalidValue, match="example"):
        store.load(replace(projection(D1), nodes=(*projection(D1).nodes, foreign)))
    dangling = RelationshipRow("HAS_TASK", D1, f"{D1}/task/99", None, {})
    with pytest.raises(InvalidValue, match="task/99"):
        store.load(replace(projection(D1), relationships=(dangling,)))
    assert store.documents() == []


def test_gives_values_as_plain_data(store: Store) -> None:
    store.load(projection(D1, tasks=1))
    query = "MATCH p = (d:Document)-[r:HAS_TASK]->(t) RETURN d, r, p, date('2023-12-31') AS day, [1, null, 2.5] AS list"
    d, r, p, day, values = store.read(query).rows[0]
    assert (d["labels"], d["properties"]["title"]) == (["Document"], "1")
    assert r == {"type": "HAS_TASK", "properties": {}, "start": D1, "end": f"{D1}/task/0"} == p["relationships"][0]
    assert ([n["labels"] for n in p["nodes"]], day, values) == ([["Document"], ["Task"]], "2023-12-31", [1, None, 2.5])


def test_cuts_off_after_the_limit(store: Store) -> None:
    rows = store.read("UNWIND range(1, 100) AS n RETURN n", limit=10)
    assert (len(rows.rows), rows.cut) == (10, True)
    assert not store.read("UNWIND range(1, 10) AS n RETURN n", limit=10).cut


def test_a_store_is_found_again(store: Store) -> None:
    store.load(projection(D1))
    with open_store() as other:
        assert other.kind == store.kind
        assert other.revision() == store.revision()


LOADER = """
import sys
from kg.graph.store import open_store
sys.path.insert(0, sys.argv[1])
from test_store import large
with open_store() as store:
    print("begin", flush=True)
    store.load(large(sys.argv[2]))
    print("end", flush=True)
"""


def large(revision: str) -> Projection:
    """A document whose loading takes long enough to be killed in the middle."""
    return projection(D1, tasks=1500, revision=revision)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
@pytest.mark.parametrize("seconds", [0.05, 0.4])
def test_a_loader_killed_in_the_middle_leaves_the_old_facts_or_the_new(store: Store, seconds: float) -> None:
    store.load(projection(D1, tasks=3))
    old = graph(store)
    code = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", LOADER, str(Path(__file__).parent), "r2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=code) as loader:
        assert loader.stdout and loader.stdout.readline() == "begin\n"
        time.sleep(seconds)
        loader.kill()
    assert graph(store) == old or store.revisions() == {D1: "r2"}
    assert store.load(large("r3")).changed
    after = graph(store)
    store.remove(D1)
    store.load(large("r3"))
    assert graph(store) == after


def test_two_loaders_at_a_time_leave_what_one_after_the_other_does(store: Store) -> None:
    ones = [projection(f"{BASE}document/{n:016x}", bureau=f"名称{n % 2}", tasks=4) for n in range(4)]
    threads = [threading.Thread(target=store.load, args=(one,)) for one in ones]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    together = graph(store)
    for one in ones:
        store.remove(one.document)
    for one in reversed(ones):
        store.load(one)
    assert graph(store) == together


@pytest.mark.neo4j
def test_leaves_other_peoples_data_alone(neo4j_store: Store) -> None:
    write = neo4j_store._connection.writer().execute_query
    write("CREATE (:Department {name: '别人的'})-[:HAS_TASK]->(:Thing {iri: 'urn:x'})")
    try:
        neo4j_store.load(projection(D1))
        neo4j_store.remove(D1)
        assert neo4j_store.read("MATCH (a:Department)-[r]->(b:Thing) RETURN a.name AS a, b.iri AS b").rows == [("别人的", "urn:x")]
    finally:
        write("MATCH (n) WHERE n:Thing OR n.name = '别人的' DETACH DELETE n")


@pytest.mark.neo4j
@pytest.mark.parametrize("label", ["Document", "Task", "Section"])
def test_refuses_a_database_where_our_labels_are_anothers(neo4j_store: Store, label: str) -> None:
    write = neo4j_store._connection.writer().execute_query
    write(f"CREATE (:{label} {{name: '别人的'}})")
    try:
        with open_store() as store, pytest.raises(ForeignDatabase, match=label):
            store.load(projection(D1))
        assert neo4j_store.documents() == []
    finally:
        write(f"MATCH (n:{label}) DETACH DELETE n")
