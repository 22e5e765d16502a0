"""What a reader may run: the words before anything is sent, and real servers for what the words let through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InvalidValue, RefusedQuery
from kg.graph import guard
from kg.graph.projection import NodeRow, Projection
from kg.graph.store import Store
from kg.iris import BASE

DOCUMENT = f"{BASE}document/{'0' * 16}"

REFUSED = (
    ("CREATE (n:Task) RETURN n", "change the graph"),
    ("create (:Task)", "change the graph"),
    ("MATCH (n) SET n.name = 'x' RETURN n", "change the graph"),
    ("MATCH (n) REMOVE n.name", "change the graph"),
    ("MATCH (n) DELETE n", "change the graph"),
    ("MATCH (n) DETACH DELETE n", "change the graph"),
    ("MERGE (n:Task {iri: 'x'})", "change the graph"),
    ("MATCH (n) FOREACH (x IN [1] | SET n.a = x)", "change the graph"),
    ("CREATE INDEX FOR (n:Task) ON (n.name)", "change the graph"),
    ("DROP CONSTRAINT x", "change the graph"),
    ("MATCH (n)/**/DELETE/**/n", "change the graph"),  # a comment for a space
    ("LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line", "LOAD CSV"),
    ("LOAD CSV WITH HEADERS FROM 'http://127.0.0.1:1/x.csv' AS line RETURN line", "LOAD CSV"),
    ("WITH 1 AS a load // a comment between\n csv FROM 'file:///x' AS b RETURN b", "LOAD CSV"),
    ("CALL dbms.listConfig()", "dbms.listConfig"),
    ("CALL dbms.listConfig", "dbms.listConfig"),  # without brackets
    ("CALL `dbms`.`listConfig`() YIELD name RETURN name", "dbms.listConfig"),
    ("CALL db.createLabel('X')", "db.createLabel"),
    ("MATCH (n) CALL apoc.load.json('file:///x') YIELD value RETURN value", "apoc.load.json"),
    ("RETURN apoc.text.join(['a'], 'b') AS x", "apoc.text.join"),  # a function of an extension
    ("SHOW USERS", "administration"),
    ("SHOW INDEXES", "administration"),
    ("TERMINATE TRANSACTIONS 'x'", "administration"),
    ("USE system MATCH (n) RETURN n", "administration"),
    ("STOP DATABASE neo4j", "administration"),
    ("ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'", "change the graph"),
    ("MATCH (n) CALL (n) { SET n.a = 1 } IN TRANSACTIONS OF 10 ROWS", "change the graph"),
    ("UNWIND [1] AS x CALL (x) { RETURN 1 AS y } IN TRANSACTIONS RETURN y", "IN TRANSACTIONS"),
    ("UNWIND [1] AS x CALL (x) { RETURN 1 AS y } IN 3 CONCURRENT TRANSACTIONS RETURN y", "IN TRANSACTIONS"),
    ("EXPLAIN MATCH (n) RETURN n", "without EXPLAIN"),
    ("PROFILE MATCH (n) RETURN n", "without PROFILE"),
    ("CYPHER 5 MATCH (n) RETURN n", "without CYPHER"),
    ("MATCH (n) RETURN n; MATCH (m) RETURN m", "several statements"),
    ("MATCH (n) // a comment ends at a carriage return too\rDELETE n", "change the graph"),
    ("RETURN 1; // and then\nRETURN 2", "several statements"),
    ("\\u0043REATE (n)", "backslash"),
    ("", "empty"),
    (" ; // nothing\n", "empty"),
    ("RETURN 1 //" + " " * guard.LONGEST, "characters"),
)

LET_THROUGH = (
    "RETURN 'CREATE (n); DELETE' AS text",  # a text is no key word
    "RETURN \"SET\" AS text, 'it\\'s; done' AS other",  # escaped quotation marks
    "MATCH (n) WHERE n.set = 1 RETURN n.delete AS create",  # names of properties and columns
    "MATCH (n:Create)-[:DELETE|SET]->(m:Show) RETURN count(*) AS n",  # labels and types
    "RETURN {set: 1, create: 2} AS map, $create AS given",  # keys and parameters
    "MATCH (n) RETURN n.`drop; it` AS `delete`",  # quoted names
    "// CREATE a comment; it says nothing\nRETURN 1 AS one /* DELETE */;",
    "CALL db.labels()",
    "CALL db.labels() YIELD label RETURN label ORDER BY label",
    "MATCH (n) CALL (n) { RETURN 1 AS one } RETURN one",
    "RETURN date.truncate('month', date('2023-05-06')) AS month",
    "MATCH (n) WHERE n.start IN [1] RETURN n.start AS start, n.end AS end ORDER BY start, end",
    "RETURN 1 AS one UNION ALL RETURN 2 AS one",
    "UNWIND [1, 2] AS x WITH x WHERE x IN [2] RETURN x",
)

PLAINLY_WRONG = (
    ("RETRUN 1", "line 1, column 1"),
    ("MATCH (n)\nRETURN n LIMT 3", "line 2"),
    ("MATCH (n) RETURN foo(n) AS x", "foo"),
    ("MATCH (n) RETURN m", "m"),
    ("RETURN $missing AS x", "missing"),
)


@pytest.mark.parametrize(("query", "words"), REFUSED)
def test_refuses_what_is_no_question(query: str, words: str) -> None:
    with pytest.raises(RefusedQuery) as refused:
        guard.check(query)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("query", LET_THROUGH)
def test_lets_questions_through(query: str, store: Store) -> None:
    store.read(query, {"create": 1})


@pytest.mark.parametrize(("query", "words"), PLAINLY_WRONG)
def test_says_what_is_wrong_and_where(query: str, words: str, store: Store) -> None:
    with pytest.raises(RefusedQuery) as refused:
        store.read(query)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


BEHIND_THE_WORDS = tuple(query for query, words in REFUSED if words not in ("empty", "characters", "several statements", "backslash"))
HARMLESS = ("apoc.text.join", "db.labels", "SHOW INDEXES", "EXPLAIN", "PROFILE MATCH", "CYPHER 5", "{ RETURN 1 AS y }", "TERMINATE")
"""They change nothing and reach nowhere: the words refuse them, for one of the servers lets them through."""


@pytest.mark.parametrize("query", [query for query in BEHIND_THE_WORDS if not any(words in query for words in (*HARMLESS, "apoc.load"))])
def test_servers_refuse_it_too_whatever_the_words_miss(query: str, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.load(Projection(DOCUMENT, "1", (NodeRow(("Document",), DOCUMENT, {"title": "一份文件"}, False),), ()))
    monkeypatch.setattr(guard, "check", lambda query: None)
    with pytest.raises(RefusedQuery):
        store.read(query)


@pytest.mark.parametrize("query", ["UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(*) AS n"])
def test_ends_an_endless_product(query: str, store: Store) -> None:
    with pytest.raises(RefusedQuery, match="time limit"):
        store.read(query, seconds=1)
    assert store.read("RETURN 1 AS one").rows == [(1,)]


def test_refuses_what_takes_too_much_memory(embedded_store: Store) -> None:
    with pytest.raises(RefusedQuery, match="more memory"):
        embedded_store.read("UNWIND range(1, 1000) AS a UNWIND range(1, 1000) AS b WITH collect([a, b]) AS pairs RETURN size(pairs) AS n")
    assert embedded_store.read("RETURN 1 AS one").rows == [(1,)]


def test_cuts_off_an_endless_answer(store: Store) -> None:
    rows = store.read("UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN a, b", limit=5)
    assert (len(rows.rows), rows.cut) == (5, True)


def test_refuses_a_plan_with_an_operator_of_no_question() -> None:
    plan = {"operatorType": "ProduceResults@neo4j", "children": [{"operatorType": "LoadCSV@neo4j", "args": {}, "children": []}]}
    with pytest.raises(RefusedQuery, match="LoadCSV"):
        guard.check_plan("r", plan)
    with pytest.raises(RefusedQuery):
        guard.check_plan("rw", {"operatorType": "ProduceResults@neo4j"})
    guard.check_plan("r", {"operatorType": "ProduceResults@neo4j", "children": [{"operatorType": "VarLengthExpand(Pruning,BFS)@neo4j"}]})


@given(st.text(max_size=80))
def test_never_fails_but_with_a_sentence(query: str) -> None:
    try:
        guard.check(query)
    except RefusedQuery as refused:
        assert str(refused)


@given(st.text(alphabet=st.characters(exclude_characters="'\\"), max_size=40))
def test_a_text_never_counts_as_words(text: str) -> None:
    guard.check(f"RETURN '{text}' AS text")


DEEP = (
    "RETURN " + "(" * 5000 + "1" + ")" * 5000 + " AS n",
    "RETURN " + "[" * 300 + "]" * 300 + " AS n",
    "RETURN " + "NOT " * 1000 + "true AS n",
    "RETURN " + "- " * 1000 + "1 AS n",
)


@pytest.mark.parametrize("query", DEEP)
def test_refuses_what_servers_do_not_end_reading(query: str) -> None:
    with pytest.raises(RefusedQuery, match="nested deeper"):
        guard.check(query)


UNSENDABLE = ({"p": 10**26}, {"p": [1, {"q": -(2**63) - 1}]}, {"p": "\ud800"}, {"p": {"\udfff": 1}})


@pytest.mark.parametrize("parameters", UNSENDABLE)
def test_refuses_parameters_that_cannot_be_sent(parameters: dict[str, object]) -> None:
    with pytest.raises(InvalidValue, match=r"^p "):
        guard.check_parameters(parameters)


def test_lets_through_what_can_be_sent() -> None:
    guard.check_parameters({"p": [2**63 - 1, -(2**63), "𠀀", None, True, {"a": [1.5]}]})
    with pytest.raises(InvalidValue):
        guard.check("RETURN '\ud800' AS x")
