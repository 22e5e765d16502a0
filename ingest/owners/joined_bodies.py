"""The bodies in one piece of a list, which joiners and 等 part: A和B, A等部门, A会同有关部门."""

from ingest.owners.names import is_body, is_named, scope_note
from ingest.owners.separators import SHORTEST_LINE, lead_in, trimmed
from ingest.owners.wording import compact, wording


def bodies(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], bool]:
    """Return the spans of the bodies in one piece and whether it leaves the list open.

    A等      A等部门      A等国务院相关部门及各地区      A和B      A会同有关部门
    """
    start, end = trimmed(text, start, end)
    start = lead_in().match(text, start, end).end()  # type: ignore[union-attr]  # it matches nothing too
    at = text.find("等", start + 1, end)
    while at >= 0 and not _closes(text, start, at, end):
        at = text.find("等", at + 1, end)
    if at < 0:
        return _together(text, start, end)
    named, _ = _together(text, start, at)
    more = _after_open(text, at + 1, end)
    return named + (_together(text, more, end)[0] if more is not None else []), True


def _closes(text: str, start: int, at: int, end: int) -> bool:
    """Tell whether 等 closes a list here: a body (or a word long enough) before it, nothing, a class of bodies or a joiner after it."""
    before, rest = compact(text[start:at]), compact(text[at + 1 : end])
    if not (is_body(before) or any(is_body(compact(text[s:e])) for s, e in _together(text, start, at)[0])):
        long_enough = len(before) > SHORTEST_LINE or before in wording().organs  # 公安、消防等部门
        return is_named(before) and (rest == "" or (long_enough and _generic(rest)))
    return rest == "" or rest.startswith(wording().joiners) or _after_open(text, at + 1, end) is not None or _generic(rest)


def _generic(rest: str) -> bool:
    return rest.endswith(wording().open_ends)


def _after_open(text: str, start: int, end: int) -> int | None:
    """Return where the list goes on after 等 or 等部门 (等和各省级人民政府), None where it ends."""
    for joiner in wording().ands:
        at = text.find(joiner, start, end)
        while at >= 0:
            between, rest = compact(text[start:at]), compact(text[at + len(joiner) : end])
            if (between == "" or _generic(between)) and is_body(rest) and not rest.startswith(wording().open_ends):
                return at + len(joiner)
            at = text.find(joiner, at + 1, end)
    return None


def _together(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], bool]:
    """Return the bodies that 和, 与, 及 or 会同 joins in a piece; the word inside a name (文化和旅游厅) joins nothing."""
    start, end = trimmed(text, start, end)
    if start >= end:
        return [], False
    for joiner in wording().joiners:
        at = text.find(joiner, start + 2, end)
        while at >= 0:
            left, right = compact(text[start:at]), compact(text[at + len(joiner) : end])
            if joiner not in wording().ands and is_body(left) and right.startswith(wording().open_starts):
                return [(start, at)], True
            if not _within_function(text, at, joiner) and _joins(left, right):
                more, opened = _together(text, at + len(joiner), end)
                return [*_together(text, start, at)[0], *more], opened
            at = text.find(joiner, at + 1, end)
    return [_noted(text, start, end)], False


def _within_function(text: str, at: int, joiner: str) -> bool:
    """Tell whether a joiner belongs to a function: 各地方工业和信息化主管部门 is one class of bodies."""
    around = ((text.rfind(w, max(0, at - len(w)), at + len(w)), w) for w in wording().organs if joiner in w)
    return any(0 <= begin == at - w.find(joiner) for begin, w in around)


def _joins(left: str, right: str) -> bool:
    """Tell whether two strings are bodies of their own: 部门和单位 and 党委和政府 are one."""
    if right.startswith(wording().open_ends) or right in wording().area_heads or not is_body(right):
        return False
    if is_body(left, strong=True) or left.endswith(wording().open_ends):
        return True
    return right.startswith("各") and is_body(left)


def _noted(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of a name without the note on its scope that closes it: （含…，下同）."""
    found = scope_note().search(text[start:end])
    return (start, start + found.start()) if found and found.start() > 1 else (start, end)
