"""A load that is killed, meets another or a removal: the next load leaves the graph of an undisturbed one (long: benchmarks)."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from stores import environment

from benchmarks import kill_rounds
from benchmarks.kill_rounds import Dump
from kg.graph import Store


@pytest.fixture(scope="module")
def peace(embedded: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[Path], Dump, float]]:
    """Plans, the graph of an undisturbed load of them, and the seconds it took."""
    plans = kill_rounds.made_plans(tmp_path_factory.mktemp("plans"), 3)
    with environment(None):
        yield plans, *kill_rounds.undisturbed(plans)
        kill_rounds.emptied()


@pytest.mark.parametrize("name", sorted(kill_rounds.DISTURBANCES))
def test_a_disturbed_load_leaves_the_same_graph(name: str, embedded_store: Store, peace: tuple[list[Path], Dump, float]) -> None:
    plans, expected, seconds = peace
    assert kill_rounds.disturbed(plans, kill_rounds.DISTURBANCES[name], random.Random(name), expected, seconds)


def test_sees_a_graph_that_differs(embedded_store: Store, peace: tuple[list[Path], Dump, float]) -> None:
    plans, expected, _ = peace
    kill_rounds.emptied()
    kill_rounds.loading(plans[:2]).wait()
    assert kill_rounds.dump() != expected
