"""What is read in the background before somebody asks: the answers over all documents, for the state of the graph that is there."""

import threading
import time

import pytest
from loaded import load, sample
from stores import emptied, forget_all

from kg.graph import Store
from kg.ui import reading
from kg.ui.preparing import EVERYWHERE, NAME, Preparation

AT_ONCE, PATIENCE = 0.0, 30.0  # seconds


def held(revision: str) -> dict[str, int]:
    """Return how many rows of each answer are held for a state of the graph: where they are not, the graph as it is now gives them."""
    return {name: len(reading._answer(name, tuple(parameters.items()), revision)) for name, parameters in EVERYWHERE}


def until_read(preparation: Preparation, revision: str) -> None:
    """Wait until a state of the graph was read and nothing is being read any more."""
    end = time.monotonic() + PATIENCE
    while preparation.of != revision or any(t.name == NAME for t in threading.enumerate()):
        assert time.monotonic() < end, preparation.of
        time.sleep(0.05)


@pytest.fixture
def loaded(embedded_store: Store) -> Store:
    """A store with the sample."""
    forget_all()
    reading.again()
    load(embedded_store, sample())
    return embedded_store


def test_what_was_read_before_is_there_when_the_graph_is_empty(loaded: Store) -> None:
    preparation = Preparation(AT_ONCE)
    preparation.read()
    assert preparation.of == loaded.revision()
    documents = tuple(sorted(reading.by_iri()))
    emptied(loaded)
    found = held(str(preparation.of))
    assert found["page-body-tasks"] > 10 and found["page-bodies"] > 10 and found["page-due"] > 0 and found["page-technology-counts"] > 0
    reading._answer.clear()  # who is named together would be counted from the graph as it is now
    assert [reading._together_in(documents, by, str(preparation.of)).overlap.tasks for by in ("body", "line")] == [25, 25]


def test_a_graph_that_changed_is_read_when_nobody_looks(loaded: Store) -> None:
    preparation = Preparation(AT_ONCE)
    preparation.read()
    emptied(loaded)
    preparation.seen(loaded.revision())
    until_read(preparation, loaded.revision())


def test_nothing_begins_before_the_first_reading(loaded: Store) -> None:
    preparation = Preparation(AT_ONCE)
    preparation.seen(loaded.revision())
    assert preparation.of is None and not any(t.name == NAME for t in threading.enumerate())
