"""RDF that is none, or another program's, or no longer what `kg build` wrote: a sentence each, and the other files are loaded."""

import http.server
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg import library, rdf
from kg.errors import KgError
from kg.graph import Store
from tests.kg.plans import SMALL
from tests.kg.test_cli import Kg, kg, plan  # noqa: F401  # the fixtures

TURTLE, QUADS, JSONLD = rdf.turtle(SMALL), "".join(rdf.nquads([SMALL])), rdf.jsonld(SMALL)
BODY = SMALL.tasks[0].owners[0]


def changed(name: str, text: str, *, old: str, new: str) -> tuple[str, bytes]:
    assert old in text
    return name, text.replace(old, new).encode()


BAD = (  # the file, what is said of it
    (("photo.ttl", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256))), "it is no text"),
    (("photo.jsonld", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256))), "it is no text"),
    (("cut.ttl", TURTLE.encode()[: len(TURTLE) // 2 + 1]), "breaks off"),
    (("cut.nq", QUADS.encode()[:-40]), "a line is written wrongly"),
    (("cut.jsonld", JSONLD.encode()[: len(JSONLD) // 2]), "is no JSON"),
    (("page.ttl", b"<!DOCTYPE html><html><body>404</body></html>"), "line 1 is written wrongly"),
    (("empty.ttl", b""), "no document of the responsibility graph"),
    (("person.ttl", b'<http://example.org/me> <http://xmlns.com/foaf/0.1/name> "Wang" .'), "no document of the responsibility graph"),
    (("list.nt", b'<http://example.org/me> <http://xmlns.com/foaf/0.1/name> "Wang" .\n'), "no document of the responsibility graph"),
    (("owl.rdf", b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'), "in a form that is not read here"),
    (changed("space.ttl", TURTLE, old=f"<{BODY.iri}>", new="<https://example.org/a body>"), "a character that no IRI does"),
    (changed("space.nq", QUADS, old=f"<{BODY.iri}>", new="<https://example.org/a body>"), "a line is written wrongly"),
    (changed("edited.ttl", TURTLE, old=f'mv:surface "{BODY.surface}"', new='mv:surface "县某局"'), "does not stand at"),
    (changed("lacking.ttl", TURTLE, old="mv:taskId", new="mv:note"), "a Task without id"),
    (("nothing.ttl", None), "No such file"),
)


@pytest.mark.parametrize(("file", "words"), BAD, ids=[file[0] for file, _ in BAD])
def test_is_a_sentence_with_the_file(file: tuple[str, bytes | None], words: str, tmp_path: Path) -> None:
    path = tmp_path / file[0]
    if file[1] is not None:
        path.write_bytes(file[1])
    (told,) = rdf.plans(path)
    assert isinstance(told, KgError)
    assert str(path) in str(told) and words in str(told) and "\n" not in str(told)


def test_lines_that_break_off_anywhere_are_said_to_be_wrong(tmp_path: Path) -> None:
    path, last = tmp_path / "cut.nq", QUADS.rstrip().rpartition("\n")[2]
    blanks = [at for at, sign in enumerate(last) if sign == " "][:3]  # behind each of the terms
    for end in [1, *(at + beside for at in blanks for beside in (-1, 0, 1, 2))]:
        path.write_text(QUADS.rstrip()[: end - len(last)], encoding="utf-8")
        (told,) = rdf.plans(path)
        assert isinstance(told, KgError)
        assert "a line is written wrongly" in str(told), last[:end]


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A server of contexts on this machine, and what it was asked for."""
    paths: list[str] = []

    class Contexts(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # named by the library
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"@context": {}}')

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Contexts) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/context.jsonld", paths
        server.shutdown()


REMOTE: tuple[Callable[[str], object], ...] = (  # where an address of a context may stand
    lambda address: {"@context": address, "@id": "urn:a"},
    lambda address: {"@context": [{"a": "urn:a"}, address], "@id": "urn:a", "a": "甲"},
    lambda address: {"@context": {"@version": 1.1, "@import": address}, "@id": "urn:a"},
    lambda address: {"@context": {"a": {"@id": "urn:a", "@context": address}}, "@id": "urn:a", "a": {"@id": "urn:b"}},
    lambda address: [{"@id": "urn:a", "urn:b": {"@context": address, "@id": "urn:c"}}],
)


@pytest.mark.parametrize("made", REMOTE)
def test_no_context_is_fetched(made: Callable[[str], object], asked: tuple[str, list[str]], tmp_path: Path) -> None:
    address, paths = asked
    path = tmp_path / "remote.jsonld"
    path.write_text(json.dumps(made(address)), encoding="utf-8")
    (told,) = rdf.plans(path)
    assert address in str(told) and "nothing is fetched" in str(told)
    assert paths == []


@pytest.mark.parametrize("command", ["load", "validate"])
def test_the_other_files_go_on(command: str, kg: Kg, plan: Path, tmp_path: Path, empty_library: Store) -> None:  # noqa: F811
    (tmp_path / "cut.ttl").write_bytes(BAD[2][0][1] or b"")
    (tmp_path / "small.nq").write_text(QUADS.replace(BODY.iri, "https://example.org/a b") + "", encoding="utf-8")
    (tmp_path / "whole.nq").write_text(QUADS, encoding="utf-8")
    told = kg(command, *(str(tmp_path / name) for name in ("cut.ttl", "small.nq", "whole.nq")), str(plan))
    assert told.code == 2 and "cut.ttl" in told.err and "small.nq" in told.err
    assert command == "validate" or len(empty_library.documents()) == len(library.kept()) == 2


def test_one_of_two_documents_in_a_file_is_read(tmp_path: Path) -> None:
    other = QUADS.replace(SMALL.source.sha256, "0" * 64).replace(SMALL.source.sha256[:16], "0" * 16)
    broken = "".join(line for line in other.splitlines(keepends=True) if "fullText" not in line)
    (tmp_path / "two.nq").write_text(QUADS + broken, encoding="utf-8")
    found = sorted(rdf.plans(tmp_path / "two.nq"), key=lambda one: isinstance(one, KgError))
    assert found[0] == SMALL and "two.nq" in str(found[1])


def test_a_circle_of_broader_technologies_in_a_file_is_not_in_the_graph(kg: Kg, tmp_path: Path, empty_library: Store) -> None:  # noqa: F811
    text = "青山县2024年数字经济工作要点\n一、重点任务\n1.推进深度学习应用。（责任单位：县经信局）\n"
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    assert kg("build", str(tmp_path / "plan.txt"), "--out", str(tmp_path / "built")).code == 0
    (built,) = (tmp_path / "built").glob("*.ttl")
    narrow, broad = (f"<https://w3id.org/responsibility-graph/id/technology/{name}>" for name in ("deep-learning", "machine-learning"))
    assert f"mv:broader {broad}" in built.read_text("utf-8")
    built.write_text(built.read_text("utf-8") + f"\n{broad} mv:broader {narrow} .\n", encoding="utf-8")
    assert kg("load", str(built)).code == 0
    assert empty_library.read("MATCH (t:Technology)-[:BROADER]->(b) RETURN count(*) AS n").rows[0][0] >= 1
    assert empty_library.read("MATCH (t:Technology)-[:BROADER*1..6]->(t) RETURN count(*) AS n").rows == [(0,)]
