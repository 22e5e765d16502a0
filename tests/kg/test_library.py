"""The library: what is kept is whole, comes back as it was, and survives an interrupted writer."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg import library, rdf
from kg.errors import NotWritable, UnknownTerm
from tests.kg.plans import SMALL, TEXT, bare

MORNING, EVENING = datetime(2024, 5, 1, 8, tzinfo=UTC), datetime(2024, 5, 1, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KG_HOME", str(tmp_path))
    return tmp_path


def test_what_is_kept_comes_back() -> None:
    kept = library.keep(SMALL, now=MORNING)
    assert kept.iri == str(rdf.document_iri(SMALL))
    assert library.text(kept.iri) == TEXT
    assert library.plan(kept.key) == SMALL
    assert library.kept() == (kept,)
    assert [p.name for p in sorted((library.folder() / kept.key).iterdir())] == ["graph.nq", "meta.json", "text.txt"]


def test_the_same_plan_again_keeps_its_time_and_a_changed_one_takes_its_place() -> None:
    library.keep(SMALL, now=MORNING)
    assert library.keep(SMALL, now=EVENING).loaded == MORNING.isoformat()
    changed = library.keep(replace(SMALL, title="改名的要点"), now=EVENING)
    assert (changed.loaded, changed.title) == (EVENING.isoformat(), "改名的要点")
    assert library.kept() == (changed,)


@pytest.mark.parametrize(
    "name",
    [
        str(rdf.document_iri(SMALL)),  # the IRI
        str(rdf.document_iri(SMALL)).rpartition("/")[2],  # the folder
        str(rdf.document_iri(SMALL)).rpartition("/")[2][:6],  # the beginning of the hash
        SMALL.title,  # the title
    ],
)
def test_a_document_is_found_by(name: str) -> None:
    kept = library.keep(SMALL, now=MORNING)
    assert library.find(name) == kept


def test_an_unknown_document_names_the_nearest() -> None:
    library.keep(SMALL, now=MORNING)
    with pytest.raises(UnknownTerm, match="did you mean 浙江省虚实融合产业2024年工作要点"):
        library.find("浙江省虚实融合产业2023年工作要点")


def test_a_forgotten_document_is_gone() -> None:
    kept = library.keep(SMALL, now=MORNING)
    assert library.forget(kept.iri) == kept
    assert library.kept() == ()
    assert [p.name for p in library.folder().iterdir()] == [".lock"]


def test_a_text_with_carriage_returns_and_nothing_in_it() -> None:
    for text in ("", "一\r\n二\r", "\u2028行\x0b"):
        kept = library.keep(bare(text), now=MORNING)
        assert library.text(kept.key) == text
        assert library.plan(kept.key) == bare(text)


def test_an_interrupted_writer_leaves_the_old_folder_or_the_new_one() -> None:
    kept = library.keep(SMALL, now=MORNING)
    place = library.folder() / kept.key
    place.replace(place.with_name(f".replaced-{kept.key}"))  # killed between the two renames
    (library.folder() / f".partial-{kept.key}-1").mkdir()  # killed while writing
    other = library.keep(bare("别的"), now=EVENING)
    assert library.kept() == (kept, other)
    assert not list(library.folder().glob(".partial-*")) + list(library.folder().glob(".replaced-*"))


def test_a_file_in_the_way_is_one_sentence(home: Path) -> None:
    (home / "library").write_text("in the way")
    with pytest.raises(NotWritable, match="set KG_HOME"):
        library.keep(SMALL, now=MORNING)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


@pytest.mark.parametrize(
    ("name", "harm", "anew"),
    [
        ("meta.json", lambda path: path.write_bytes(b""), True),  # what a power loss leaves without fsync
        ("meta.json", lambda path: path.write_text('{"iri": "x"}'), True),  # a field less
        ("meta.json", Path.unlink, True),
        ("text.txt", lambda path: path.write_bytes(b""), True),  # the RDF holds the text
        ("text.txt", _cut, True),
        ("graph.nq", lambda path: path.write_bytes(b""), False),
        ("graph.nq", _cut, False),
    ],
)
def test_a_damaged_folder_is_made_anew_or_set_aside_and_the_others_go_on(name: str, harm: Callable[[Path], None], anew: bool) -> None:
    other, kept = library.keep(bare("别的"), now=MORNING), library.keep(SMALL, now=MORNING)
    harm(library.folder() / kept.key / name)
    assert library.kept() == (other,)
    assert library.damaged() == (library.folder() / kept.key,)
    (sentence,) = library.mend()
    assert kept.key in sentence and ("made anew" in sentence) is anew
    assert library.damaged() == () and library.mend() == ()
    assert library.plan(other.key) == bare("别的")
    assert {k.iri for k in library.kept()} == {other.iri, kept.iri} if anew else {other.iri}
    assert (library.folder() / f".damaged-{kept.key}").is_dir() is not anew
    assert library.keep(SMALL, now=EVENING).iri == kept.iri  # loading it again is always possible


@contextmanager
def files_at_most(size: int) -> Iterator[None]:
    """Let the system refuse to write more than so many bytes into a file, as a full disk does."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(os.name == "nt", reason="no limit of the size of a file here")
def test_a_full_disk_is_one_sentence_and_costs_nothing_that_was_kept() -> None:
    kept = library.keep(SMALL, now=MORNING)
    long = bare("别的" * 5000)
    with files_at_most(8000), pytest.raises(NotWritable, match="cannot be written"):
        library.keep(long, now=EVENING)
    assert library.kept() == (kept,) and library.damaged() == ()
    assert library.keep(long, now=EVENING) in library.kept()
    assert not list(library.folder().glob(".partial-*"))


def test_of_two_who_remove_one_document_the_second_is_told_so() -> None:
    for _ in range(5):
        kept = library.keep(SMALL, now=MORNING)
        with ThreadPoolExecutor(2) as pool:
            ended = [removal.exception() for removal in [pool.submit(library.forget, kept.iri) for _ in range(2)]]
        assert sorted(type(error).__name__ for error in ended) == ["NoneType", "UnknownTerm"]
