"""Files that come in: each gets a line of words, one that cannot be read never costs another, a copy is asked about."""

import io
import zipfile
from collections.abc import Iterator

import pytest
from stores import forget_all

from kg import library
from kg.graph import Store
from kg.ui import incoming
from kg.ui.incoming import Arrival
from kg.ui.views import incoming as page
from kg.ui.worker import Reader

PLAN = """某省低空经济发展2031年工作要点
一、主要任务
1.建设起降平台，建成3个起降点。（责任单位：省科技厅、省交通运输厅）
2.办好推介大会。（责任单位：省商务厅）
"""
NAMELESS = """一、主要任务
1.建设起降平台。（责任单位：省科技厅）
"""
COPY = PLAN.replace("办好推介大会", "办好推介大会和论坛")


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """A process that reads, ended with the module."""
    found = Reader()
    yield found
    found.close()


@pytest.fixture
def kept(embedded_store: Store) -> Iterator[Store]:
    """An empty store and library, empty again afterwards."""
    forget_all()
    yield embedded_store
    forget_all()


def packed(name: str, data: bytes) -> bytes:
    """Return a zip with one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, data)
    return out.getvalue()


REFUSED = [
    # a path in the name, in either spelling
    ("../../etc/要点.txt", b"x", "路径"),
    ("C:\\要点.txt", b"x", "路径"),
    # nothing in it
    ("空.txt", b"", "没有文字"),
    # a zip that unpacks to a thousand times its size
    ("bomb.zip", packed("bomb.txt", b"0" * (4 * 2**20)), "大得不像文件"),
    # a zip in a zip
    ("套.zip", packed("inner.zip", packed("a.txt", b"x")), "压缩包里还有压缩包"),
    # bytes that are no document
    ("坏.docx", b"PK\x03\x04nothing", "损坏"),
]


@pytest.mark.parametrize(("name", "data", "words"), REFUSED)
def test_what_cannot_be_read_is_a_sentence(reader: Reader, kept: Store, name: str, data: bytes, words: str) -> None:
    (found,) = incoming.received(reader, kept, name, data)
    assert found.iri is None and words in found.refused and "/tmp" not in found.detail
    assert library.kept() == ()


def test_a_file_that_is_too_large_is_not_opened() -> None:
    assert "64 MB" in (incoming.unwelcome("要点.txt", 65 * 2**20) or "")
    assert incoming.unwelcome("要点.txt", 64 * 2**20) is None


def test_a_plan_is_loaded_and_its_name_is_the_name_it_came_with(reader: Reader, kept: Store) -> None:
    (found,) = incoming.received(reader, kept, "要点.txt", PLAN.encode())
    assert (found.title, found.tasks, found.owners, found.unread) == ("某省低空经济发展2031年工作要点", 2, 3, 0)
    assert library.find(found.iri or "").source == "要点.txt"
    (again,) = incoming.received(reader, kept, "另名.txt", PLAN.encode())
    assert page.note(again) == "与已载入的完全相同，没有重复载入" or again.fresh  # the name of its file is a fact of the graph


def test_a_zip_gives_a_line_for_each_document(reader: Reader, kept: Store) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("一.txt", PLAN)
        package.writestr("二.docx", "no document")
    found = list(incoming.received(reader, kept, "汇编.zip", out.getvalue()))
    assert [(a.file.split("/")[0], a.iri is not None) for a in found] == [("汇编.zip", True), ("汇编.zip", False)]


def test_a_copy_of_a_loaded_plan_is_asked_about(reader: Reader, kept: Store) -> None:
    (first,) = incoming.received(reader, kept, "要点.txt", PLAN.encode())
    (copy,) = incoming.received(reader, kept, "要点（修正）.txt", COPY.encode())
    assert copy.alike == ("《某省低空经济发展2031年工作要点》",) and "不同版本" in page.note(copy)
    chosen = incoming.decided(kept, copy, "replace")
    assert (chosen.alike, chosen.counted) == ((), True)
    works = library.works_kept()
    assert works[first.iri or ""].counted.iri == copy.iri
    incoming.decided(kept, copy, "both")
    assert len({work.counted.iri for work in library.works_kept().values()}) == 2


def test_what_the_text_does_not_say_can_be_said(reader: Reader, kept: Store) -> None:
    (found,) = incoming.received(reader, kept, "无题.txt", NAMELESS.encode())
    assert found.missing == ("title", "region", "year")
    said = {"title": '某计划，带逗号"和引号', "region": "浙江省", "year": "2024"}
    (again,) = incoming.received(reader, kept, "无题.txt", NAMELESS.encode(), said)
    assert (again.iri, again.title, again.about[0], again.missing) == (found.iri, said["title"], "浙江省", ())
    (wrong,) = incoming.received(reader, kept, "无题.txt", NAMELESS.encode(), {"year": "去年"})
    assert wrong.iri is None and wrong.refused.startswith("读不了")


def test_the_process_that_ends_is_started_again(reader: Reader, kept: Store) -> None:
    reader.warm()
    reader.close()
    (found,) = incoming.received(reader, kept, "要点.txt", PLAN.encode())
    assert found.iri is not None


def test_what_needs_a_person_comes_first() -> None:
    good, copy, bad = Arrival("好", "iri", tasks=1), Arrival("似", "iri", alike=("甲",)), Arrival("坏", refused="x")
    assert page.ordered([good, copy, bad]) == [bad, copy, good]
    assert page.title([good, copy, bad]) == "3 份：2 份已载入，1 份读不了"
