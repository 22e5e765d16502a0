"""A load that is killed, meets another or a removal: the next load leaves the graph of an undisturbed one (long: benchmarks)."""

import random
from pathlib import Path

import pytest

from benchmarks import kill_rounds
from kg.graph import Store


@pytest.mark.parametrize("name", sorted(kill_rounds.DISTURBANCES))
def test_a_disturbed_load_leaves_the_same_graph(name: str, embedded_store: Store, tmp_path: Path) -> None:
    plans = kill_rounds.made_plans(tmp_path, 3)
    assert kill_rounds.disturbed(plans, kill_rounds.DISTURBANCES[name], random.Random(name))
    kill_rounds.emptied()


def test_sees_a_graph_that_differs(embedded_store: Store, tmp_path: Path) -> None:
    plans = kill_rounds.made_plans(tmp_path, 2)
    kill_rounds.emptied()
    kill_rounds.loading(plans[:1]).wait()
    one = kill_rounds.dump()
    kill_rounds.loading(plans).wait()
    assert kill_rounds.dump() != one
    kill_rounds.emptied()
