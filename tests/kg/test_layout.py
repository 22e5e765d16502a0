"""Where things stand: on the ellipse, apart from each other, and the same every time."""

import math
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.picture import positions as layout

POINTS = st.lists(st.tuples(st.floats(-300, 300), st.floats(-300, 300)), max_size=40)


@given(st.integers(0, 120))
def test_bodies_stand_on_the_ellipse_each_on_a_height_of_its_own(count: int) -> None:
    ring = layout.ring(count, 300, 320)
    assert all(math.isclose((x / 300) ** 2 + (y / 320) ** 2, 1, abs_tol=1e-9) for x, y in ring)
    for side in ([p for p in ring if p[0] > 0], [p for p in ring if p[0] < 0]):
        heights = sorted(y for _, y in side)
        assert all(b - a > 1 for a, b in pairwise(heights))


def test_bodies_go_clockwise_from_the_top() -> None:
    ring = layout.ring(6, 100, 100)
    assert [x > 0 for x, _ in ring] == [True] * 3 + [False] * 3
    assert [y for _, y in ring[:3]] == sorted(y for _, y in ring[:3])
    assert [y for _, y in ring[3:]] == sorted((y for _, y in ring[3:]), reverse=True)


@settings(deadline=None, max_examples=30)
@given(POINTS)
def test_tasks_settle_inside_and_apart(pulled: list[layout.Point]) -> None:
    found = layout.settle(pulled, 20, (240, 256))
    assert all(math.hypot(x / 240, y / 256) <= 1 + 1e-9 for x, y in found)
    pairs = [(a, b) for i, a in enumerate(found) for b in found[:i]]
    assert all(math.dist(a, b) > 12 for a, b in pairs)  # circles of radius 6 do not cover each other
    assert found == layout.settle(pulled, 20, (240, 256))


def test_the_first_listed_pulls_harder() -> None:
    bodies = [str(i) for i in range(8)]
    near = layout.places(bodies, {"t": ["1", "6"]})
    at = near.tasks["t"]
    assert math.dist(at, near.bodies["1"]) < math.dist(at, near.bodies["6"])


def test_many_tasks_get_less_room_but_never_none() -> None:
    bodies = [str(i) for i in range(30)]
    few, many = (layout.places(bodies, {str(i): ["1"] for i in range(n)}).gap for n in (10, 400))
    assert many < few == layout.WIDEST_GAP
    assert many >= layout.NARROWEST_GAP
