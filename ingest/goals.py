"""Goals without a number: 打造一批示范场景, 形成若干解决方案, 实现乡镇全覆盖. They are never among the targets."""

from collections.abc import Sequence

from kg.model import Goal


def goals(text: str, start: int, end: int, *, exclude: Sequence[tuple[int, int]] = ()) -> tuple[Goal, ...]:
    """Return the goals without a number of text[start:end] in order; `exclude` are the spans of ownership clauses."""
    return ()
