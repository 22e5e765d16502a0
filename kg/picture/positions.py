"""Where bodies and tasks stand in a picture of who is named for what.

ring: bodies stand on an ellipse in protocol order, clockwise from the top, each on a height of its own so that no two names meet.
Tasks are pulled to the bodies named for them, the first-listed pulls harder, and are then moved apart until none covers another.
grouped: each body heads a cell with the tasks it is listed first in, cell under cell in protocol order, column after column.
Positions are pixels of a frame whose middle is (0, 0). Nothing is random: the same plan looks the same tomorrow.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Point = tuple[float, float]

HALF_WIDTH = 300.0  # the ellipse of a picture 860 px wide, less the names left and right
HALF_HEIGHT = 320.0
ROW = 19.0  # what a name of 14 px needs in height
FIRST_PULL = 2.2  # a first-listed body pulls about as hard as two others
INWARD = 0.7  # tasks stand this far out between the middle and the bodies they belong to
INSIDE = 0.8  # and never nearer the ellipse than this
WIDEST_GAP = 48.0  # between two task circles; less where there are many
NARROWEST_GAP = 17.0
ROUNDS = 160  # after these the pictures of 25 to 300 tasks no longer change
FEWER_ROUNDS_FROM, FEWER_ROUNDS = 600, 40  # of many tasks a round is slow, and the eye no longer follows a single one
CELL, HEAD, IN_A_ROW, STEP = 236.0, 27.0, 6, 36.0  # px: width of a cell, its heading, tasks a row, from task to task
ASPECT = 1.5  # of the grouped picture: about what a screen leaves beside the panel


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything stands: the half axes of the ellipse, the bodies, the tasks, the room a task has."""

    half_width: float
    half_height: float
    gap: float
    bodies: dict[str, Point]
    tasks: dict[str, Point]


def places(bodies: Sequence[str], tasks: Mapping[str, Sequence[str]]) -> Places:
    """Place the bodies in the order given, and each task by the bodies named for it (first-listed first)."""
    half_height = max(HALF_HEIGHT, ROW * len(bodies) / 4)
    half_width = HALF_WIDTH * half_height / HALF_HEIGHT
    at = dict(zip(bodies, ring(len(bodies), half_width, half_height), strict=True))
    gap = _gap(len(tasks), half_width, half_height)
    pulled = [_pull([at[b] for b in named if b in at]) for named in tasks.values()]
    settled = settle(pulled, gap, (half_width * INSIDE, half_height * INSIDE))
    return Places(half_width, half_height, gap, at, dict(zip(tasks, settled, strict=True)))


def grouped(bodies: Sequence[str], tasks: Mapping[str, str | None], rest: str) -> Places:
    """Place each task in the cell of the body it is listed first under; those of nobody shown stand in a last cell, headed `rest`."""
    cells: dict[str, list[str]] = {b: [] for b in bodies}
    for task, body in tasks.items():
        cells.setdefault(body if body in cells else rest, []).append(task)
    columns = _columns({head: _tall(len(members)) for head, members in cells.items()})
    half_width, half_height = max(len(columns), 1) * CELL / 2, max((sum(c.values()) for c in columns), default=HEAD) / 2
    heads: dict[str, Point] = {}
    at: dict[str, Point] = {}
    for i, column in enumerate(columns):
        y = -half_height
        for head, tall in column.items():
            corner = (i * CELL - half_width + STEP / 2, y + HEAD / 2)
            heads[head] = corner
            at |= {t: _slot(corner, j) for j, t in enumerate(cells[head])}
            y += tall
    return Places(half_width, half_height, STEP, heads, {t: at[t] for t in tasks})


def _tall(tasks: int) -> float:
    """Return how high a cell is."""
    return HEAD + STEP * math.ceil(tasks / IN_A_ROW) + (8.0 if tasks else 0.0)


def _slot(corner: Point, place: int) -> Point:
    """Return where a task stands below the heading of its cell."""
    return (corner[0] + STEP * (place % IN_A_ROW) + 6, corner[1] + HEAD + STEP * (place // IN_A_ROW) + 2)


def _columns(tall: Mapping[str, float]) -> list[dict[str, float]]:
    """Return cells in columns of about one height, in their order."""
    total = sum(tall.values())
    count = max(1, round(math.sqrt(ASPECT * total / CELL)))
    columns: list[dict[str, float]] = [{}]
    for head, height in tall.items():
        if columns[-1] and sum(columns[-1].values()) + height / 2 > total / count and len(columns) < count:
            columns.append({})
        columns[-1][head] = height
    return columns


def ring(count: int, half_width: float, half_height: float) -> list[Point]:
    """Return points on an ellipse, clockwise from the top, with equal steps in height on either side."""
    right = (count + 1) // 2
    return [_on(half_width, half_height, i, right, 1) for i in range(right)] + [
        _on(half_width, half_height, count - right - 1 - i, count - right, -1) for i in range(count - right)
    ]


def _on(half_width: float, half_height: float, step: int, steps: int, side: int) -> Point:
    """Return the point of one step down one side."""
    down = 2 * (step + 0.35) / (steps - 0.3) - 1 if steps > 1 else 0.0
    return (side * half_width * math.sqrt(max(0.0, 1 - down * down)), down * half_height)


def _gap(count: int, half_width: float, half_height: float) -> float:
    """Return how far apart the middles of task circles stand."""
    room = math.sqrt(math.pi * half_width * half_height * 0.3 / max(count, 1))
    return min(WIDEST_GAP, max(NARROWEST_GAP, room))


def _pull(at: Sequence[Point]) -> Point:
    """Return where the bodies of a task draw it; the middle where none is shown."""
    if not at:
        return (0.0, 0.0)
    weights = [FIRST_PULL] + [1.0] * (len(at) - 1)
    total = sum(weights)
    return (
        INWARD * sum(x * w for (x, _), w in zip(at, weights, strict=True)) / total,
        INWARD * sum(y * w for (_, y), w in zip(at, weights, strict=True)) / total,
    )


def settle(pulled: Sequence[Point], gap: float, inside: Point) -> list[Point]:
    """Move points apart until they keep `gap`, each staying near where it is pulled and inside the ellipse."""
    at = [(x + 3 * math.cos(2.4 * i), y + 3 * math.sin(2.4 * i)) for i, (x, y) in enumerate(pulled)]
    rounds = FEWER_ROUNDS if len(at) >= FEWER_ROUNDS_FROM else ROUNDS
    for round_ in range(rounds):
        at = _apart(at, gap)
        back = 0.04 if round_ < rounds * 0.8 else 0.0
        at = [_inside((x + (u - x) * back, y + (v - y) * back), inside) for (x, y), (u, v) in zip(at, pulled, strict=True)]
    return at


def _apart(at: Sequence[Point], gap: float) -> list[Point]:
    """Push every pair that is too near half the missing way each."""
    moved = [list(p) for p in at]
    for i, j in _near(at, gap):
        dx, dy = moved[i][0] - moved[j][0], moved[i][1] - moved[j][1]
        far = math.hypot(dx, dy) or 0.01
        if far < gap:
            push = (gap - far) / far / 2
            for sign, k in ((1, i), (-1, j)):
                moved[k][0] += sign * dx * push
                moved[k][1] += sign * dy * push
    return [(x, y) for x, y in moved]


def _near(at: Sequence[Point], gap: float) -> Iterator[tuple[int, int]]:
    """Yield pairs of points in the same or neighbouring cells of a grid as wide as the gap."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, (x, y) in enumerate(at):
        cells[(math.floor(x / gap), math.floor(y / gap))].append(i)
    for (column, row), here in cells.items():
        around = [j for a in (-1, 0, 1) for b in (-1, 0, 1) for j in cells.get((column + a, row + b), ())]
        yield from ((i, j) for i in here for j in around if i < j)


def _inside(point: Point, half: Point) -> Point:
    """Return the point, drawn back onto the ellipse where it lies outside."""
    out = math.hypot(point[0] / half[0], point[1] / half[1])
    return point if out <= 1 else (point[0] / out, point[1] / out)
