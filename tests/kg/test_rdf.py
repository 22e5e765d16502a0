"""Plan ↔ RDF: exact both ways in every form, deterministic, ASCII IRIs, no blank nodes, rules added and taken out again."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, RDFS, BNode, Dataset, Graph, Literal, Namespace, URIRef

from ingest.outline import task_name
from ingest.owners.convention import direction, role_asked
from ingest.pipeline import read
from kg import rdf
from kg.errors import UnreadableInput
from kg.files import ROOT, SAMPLE
from kg.model import Convention, Milestone, Owner, Part, Plan, Section, Source, Target, Task
from kg.ontology.terms import MV, NAMESPACE
from kg.rdf import statements
from kg.rdf.statements import Day, Value
from kg.register import identified
from tests.kg.plans import SMALL, TEXT, bare

OA = Namespace("http://www.w3.org/ns/oa#")
TURTLE = rdf.turtle(SMALL)


def test_the_plan_comes_back() -> None:
    assert rdf.plan(rdf.graph(SMALL)) == SMALL


@pytest.mark.parametrize(
    ("suffix", "content"),
    [(".ttl", TURTLE), (".nq", "".join(rdf.nquads([SMALL]))), (".jsonld", rdf.jsonld(SMALL))],
    ids=["turtle", "nquads", "jsonld"],
)
def test_the_plan_comes_back_from_each_form(suffix: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / f"plan{suffix}"
    path.write_text(content, encoding="utf-8")
    (graph,) = rdf.parse(path)
    assert rdf.plan(graph) == SMALL


def test_many_documents_in_one_file_stay_apart(tmp_path: Path) -> None:
    path = tmp_path / "plans.nq"
    path.write_text("".join(rdf.nquads([SMALL, bare("别的")])), encoding="utf-8")
    assert sorted((rdf.plan(graph) for graph in rdf.parse(path)), key=lambda plan: len(plan.text)) == [bare("别的"), SMALL]


def test_iris_are_ascii_and_nothing_is_blank() -> None:
    nodes = {node for triple in rdf.graph(SMALL) for node in triple}
    assert not [node for node in nodes if isinstance(node, BNode)]
    assert all(node.isascii() for node in nodes if isinstance(node, URIRef))


def test_every_term_is_of_the_ontology() -> None:
    used = {str(node) for triple in rdf.graph(SMALL) for node in triple if str(node).startswith(NAMESPACE)}
    assert [MV[term.removeprefix(NAMESPACE)] for term in used]


@pytest.mark.parametrize("form", ["turtle", "jsonld"])
def test_another_process_writes_the_same_bytes(form: str) -> None:
    asked = f"from kg import rdf; from tests.kg.plans import SMALL; import sys; sys.stdout.buffer.write(rdf.{form}(SMALL).encode())"
    runs = {
        subprocess.run(
            [sys.executable, "-c", asked], capture_output=True, check=True, cwd=ROOT, env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_evidence_says_the_very_characters() -> None:
    graph = rdf.graph(SMALL)
    for evidence in graph.subjects(RDF.type, MV.Evidence):
        start, end, exact = (graph.value(evidence, property_) for property_ in (MV.start, MV.end, MV.exact))
        assert isinstance(start, Literal) and isinstance(end, Literal)
        assert TEXT[start.toPython() : end.toPython()] == str(exact)


def test_evidence_is_a_selector_of_the_web_annotation_vocabulary() -> None:
    ontology = Graph().parse(ROOT / "ontology" / "metaverse.ttl")
    assert {OA.TextPositionSelector, OA.TextQuoteSelector} <= set(ontology.objects(MV.Evidence, RDFS.subClassOf))


def by_convention(plan: Plan) -> list[tuple[str, str, str]]:
    """Return (task, name, role) of what document-wide rules added."""
    graph = rdf.graph(plan)
    found = []
    for node in graph.subjects(RDF.type, MV.ConventionalResponsibility):
        task, agent = graph.value(node, MV.forTask), graph.value(node, MV.agent)
        role = str(graph.value(node, MV.role)).removeprefix(NAMESPACE)
        found.append((str(graph.value(task, MV.taskId)), str(graph.value(agent, MV.name)), role))
    assert rdf.plan(graph) == identified(plan)
    return sorted(found)


def ruled(text: str, words: str, name: str = "各市人民政府") -> Plan:
    """Return a plan of two tasks and a child whose text states a rule."""
    start = text.index(words)
    lines = [(text.index(line), line) for line in text.splitlines()]
    spans = [(at_, at_ + len(line), line) for at_, line in lines if line[0].isdigit()]
    tasks = tuple(Task(str(n), n, line[:2], None, (), None, line, a, b) for n, (a, b, line) in enumerate(spans, 1))
    return replace(
        bare(text),
        tasks=tasks,
        conventions=(Convention("default_owner", name, start, start + len(words), role_asked(words), direction(words)),),
    )


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("以下任务均需各市落实\n1.甲\n2.乙\n", "以下任务均需各市落实", ["1", "2"]),  # above all tasks
        ("1.甲。以下任务均需各市落实\n2.乙\n", "以下任务均需各市落实", ["2"]),  # inside a task: those below it
        ("1.甲\n2.乙\n以上任务均需各市落实\n", "以上任务均需各市落实", ["1", "2"]),  # below them
        ("1.甲\n2.乙，各市配合，下同\n3.丙\n", "各市配合，下同", ["3"]),
    ],
)
def test_a_rule_binds(text: str, words: str, expected: list[str]) -> None:
    assert [task for task, _, _ in by_convention(ruled(text, words))] == expected


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("以下均需各市落实", "implement"),
        ("以下均由各市配合", "cooperate"),
        ("以下均涉及各市", "implement"),  # no verb of ownership: it is for them to carry out
    ],
)
def test_the_role_a_rule_gives(words: str, role: str) -> None:
    assert by_convention(ruled(f"{words}\n1.甲\n", words)) == [("1", "各市人民政府", role)]


def test_a_rule_adds_nothing_to_parents_and_to_tasks_that_print_the_owner() -> None:
    assert by_convention(SMALL) == [("三.2", "各市人民政府", "implement")]
    plan = ruled("以下均需各市落实\n1.甲（各市人民政府）\n", "以下均需各市落实")
    start = plan.text.index("各市人民政府")
    printed = Owner(
        "各市人民政府",
        "各市人民政府",
        "https://w3id.org/responsibility-graph/id/body/0",
        "provisional",
        "responsible",
        "stated",
        None,
        "joint",
        1,
        1,
        "collective",
        start,
        start + 6,
    )
    assert by_convention(replace(plan, tasks=(replace(plan.tasks[0], owners=(printed,)),))) == []


def test_the_rule_s_own_words_are_the_evidence() -> None:
    graph = rdf.graph(SMALL)
    (added,) = graph.subjects(RDF.type, MV.ConventionalResponsibility)
    evidence = graph.value(added, MV.evidence)
    assert str(graph.value(evidence, MV.exact)) == "以下任务均需各市人民政府落实，不再列出"


def test_a_heading_is_number_and_name() -> None:
    graph = rdf.graph(SMALL)
    told = [tuple(str(graph.value(node, p)) for p in (MV.number, MV.numeral, MV.name)) for node in graph.subjects(RDF.type, MV.Section)]
    assert sorted(told) == [("三、", "三", "组织实施"), ("二、", "二", "主要任务"), ("（一）", "一", "夯实底座")]


def test_a_heading_whose_number_nobody_read_is_a_name() -> None:
    graph = rdf.graph(replace(SMALL, sections=()))
    told = {str(graph.value(node, MV.name)) for node in graph.subjects(RDF.type, MV.Section)}
    assert told == {"二、主要任务", "（一）夯实底座", "三、组织实施"} and not set(graph.objects(None, MV.numeral)) & {Literal("二")}


@pytest.mark.parametrize(
    ("text", "number", "title", "expected"),
    [
        ("1.布局算力中心。建设平台。", "1.", None, "布局算力中心"),
        ("1.布局算力中心（责任单位：某局）", "1.", None, "布局算力中心"),
        ("推进应用，做好示范", "", None, "推进应用"),
        ("1.布局算力中心。", "1.", "算力", "算力"),
        ("1.2023年，建成示范区3个。", "1.", None, "2023年，建成示范区3个"),  # a date alone is no name
        ("对成效明显的市（地、州、盟）、县，给予奖励。", "", None, "对成效明显的市（地、州、盟）、县"),  # a bracket inside a name
        ("。", "", None, "。"),
    ],
)
def test_a_task_is_called(text: str, number: str, title: str | None, expected: str) -> None:
    assert task_name(title, text, number) == expected


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.ttl", "@prefix mv: <"),  # cut off
        ("other.ttl", "<a:b> <a:c> <a:d> ."),  # RDF of something else
        ("empty.nq", ""),
        ("binary.ttl", "\x00\x01"),
    ],
)
def test_other_files_are_refused_in_a_sentence(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(UnreadableInput, match=name):
        list(rdf.parse(tmp_path / name))


def test_a_graph_of_two_documents_is_no_plan() -> None:
    with pytest.raises(UnreadableInput, match="2 documents"):
        rdf.plan(rdf.graph(SMALL) + rdf.graph(bare("x")))


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SPAN = st.tuples(st.integers(0, 50), st.integers(0, 50))
VALUES = st.one_of(st.integers(), st.floats(allow_nan=False), st.just(10**400))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw plans whose words, spans and numbers are anything at all."""
    text = draw(WORDS)
    source = Source(
        draw(WORDS.filter(lambda name: not set(name) & set("/\\"))), draw(st.text("0123456789abcdef", min_size=64, max_size=64)), "txt"
    )
    steps = st.builds(
        lambda q, d, s, deed: Milestone(q, d, *s, *deed),
        WORDS,
        st.sampled_from([None, "2024-02-29", "2024-02-30"]),
        SPAN,
        st.sampled_from([(), ("建成平台", 3, 7)]),
    )
    target = st.builds(lambda q, v, h, s: Target(q, v, h, "range", "个", q, "", None, *s), WORDS, VALUES, st.none() | VALUES, SPAN)
    ids = draw(st.lists(WORDS, unique=True, max_size=4))
    tasks = tuple(
        Task(
            id=id_,
            ordinal=draw(st.integers(0, 9)),
            number=draw(WORDS),
            parent=draw(st.sampled_from([None, *ids[:n]])),
            section=tuple(draw(st.lists(WORDS, max_size=2))),
            title=draw(st.none() | WORDS),
            text=draw(WORDS),
            numeral=draw(st.none() | WORDS),
            start=0,
            end=5,
            milestones=tuple(draw(st.lists(steps, max_size=2))),
            targets=tuple(draw(st.lists(target, max_size=2))),
        )
        for n, id_ in enumerate(ids)
    )
    paths = dict.fromkeys(task.section[:depth] for task in tasks for depth in range(1, len(task.section) + 1))
    sections = tuple(Section(path, draw(WORDS), draw(st.none() | WORDS), draw(WORDS)) for path in paths)
    issuers, parts = tuple(draw(st.lists(WORDS, max_size=2))), (Part("x", 0, 1),)
    return Plan(source, text, title=draw(st.none() | WORDS), issuers=issuers, tasks=tasks, parts=parts, sections=sections)


@pytest.mark.corpus
def test_real_plans_come_back(corpus: Path) -> None:
    paths = sorted((corpus / "corpus" / "docs").glob("*.txt"))[::12]  # every twelfth: the forms differ by source, not by number
    assert paths
    for path in paths:
        plan = read(path)
        assert rdf.plan(rdf.graph(plan)) == replace(plan, source=replace(plan.source, path=path.name)), path.name


@given(plans())
def test_any_plan_comes_back(plan: Plan) -> None:
    assert rdf.plan(rdf.graph(plan)) == identified(plan)


@given(WORDS)
def test_any_text_survives_turtle_and_nquads(text: str) -> None:
    plan = bare(text)
    for content, form in ((rdf.turtle(plan), "turtle"), ("".join(rdf.nquads([plan])), "nquads")):
        found = Graph()
        for triple in _triples(content, form):
            found.add(triple)
        assert rdf.plan(found) == plan


def _triples(content: str, form: str) -> list[tuple[object, object, object]]:
    from rdflib import Dataset

    read = Dataset().parse(data=content.encode(), format=form)
    return [quad[:3] for quad in read.quads()]


def test_the_lines_of_n_quads_are_sorted() -> None:
    lines = "".join(rdf.nquads([SMALL])).splitlines()
    assert lines == sorted(set(lines)) and len(lines) > 100


@given(plans())
def test_lines_say_what_the_graph_says(plan: Plan) -> None:
    assert list(rdf.nquads([plan])) == list(rdf.quads(rdf.graph(plan), rdf.document_iri(plan)))


@pytest.mark.parametrize("plan", [SMALL, read(SAMPLE)], ids=["small", "sample"])
def test_lines_of_a_plan_say_what_its_graph_says(plan: Plan) -> None:
    assert list(rdf.nquads([plan])) == list(rdf.quads(rdf.graph(plan), rdf.document_iri(plan)))


@pytest.mark.parametrize(
    "value",
    [
        1,
        True,  # equal to 1 for Python, another value in RDF
        False,
        0,
        -3,
        10**25,
        1.0,
        0.1,
        1e22,  # written with an exponent
        1e-7,
        Day("2025-12-31"),
        "2025-12-31",  # text that looks like a day
        "",
        "产值达到1000亿元",
        '带"引号"和\\反斜线',
        "一行\n又一行\r\n\t制表",
        "\x00\x1f\x7f 控制字符",
        "\u3000全角空格\u00a0",
        "\u2028\u2029\ufeff",
        "𠮷野家",  # beyond the basic plane
        URIRef("https://example.org/a"),
    ],
)
def test_a_value_is_written_as_rdflib_has_it(value: Value) -> None:
    said = [(MV.Task, MV.name, value)]
    name = URIRef("https://example.org/graph")
    lines = statements.lines(said, name)
    assert lines == list(rdf.quads(statements.graph_of(said), name))
    read = {quad[:3] for quad in Dataset().parse(data="".join(lines).encode(), format="nquads").quads()}
    assert read == set(statements.graph_of(said))


@pytest.mark.parametrize("path", ["/data/somebody/机密/small.txt", "C:\\Users\\somebody\\small.txt", "plans.zip/small.txt", "small.txt"])
def test_where_a_file_lay_is_not_told(path: str) -> None:
    moved = replace(SMALL, source=replace(SMALL.source, path=path))
    assert rdf.plan(rdf.graph(moved)) == SMALL
    assert "somebody" not in rdf.turtle(moved)
