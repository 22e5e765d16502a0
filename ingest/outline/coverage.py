"""What every stretch of the text was read as; the parts cover the text without a hole or overlap.

title       the document's own title                       metadata   number, issuer, date and signature lines
addressee   各市人民政府，省直各单位：                           preamble   what stands before the first item
heading     an item that only groups, its number and title      body       text under a heading that is no task
goals       工作目标, 主要目标 and what stands under them          task       a task with its clauses
table       header and category cells of a table of tasks       closing    what stands after the last item
furniture   contacts, footers, lists of annexes, 由…负责解释       unread     what no rule could place
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ingest.document import Document
from ingest.outline.tree import Outline, goals_heading
from ingest.sources import Span
from kg.model import Part
from kg.register import any_form

LONGEST_LINE = 700  # characters of a line that are looked at: addressees of provinces are the longest


@cache
def _addressee() -> re.Pattern[str]:
    """Match a line that names whom a document is for: 各市人民政府，省直各单位：."""
    body = f"{any_form('LineBody')}|{any_form('OwnerHeadNoun')}|{any_form('NameResident')}|{any_form('Areas', 'class', 'zones')}"
    return re.compile(rf"^.{{0,400}}(?:[各会]|{body})[^。]{{0,200}}[：:]$")


@cache
def _purpose() -> re.Pattern[str]:
    """Match what a line says that announces the text below it: 为了…，制定以下措施：."""
    return re.compile(f"{any_form('AnnouncedWords')}|为[了贯深认全进切更积加推促]")


@dataclass(frozen=True, slots=True)
class Layer:
    """Stretches of one kind, in order and apart from one another; `apart` keeps neighbours as parts of their own."""

    kind: str
    spans: tuple[Span, ...]
    apart: bool = False


def parts(document: Document, found: Outline, *, title: Span | None, number: Span | None, unread: Iterable[Span]) -> tuple[Part, ...]:
    """Return the parts of a text in order."""
    headings = _headings(found)
    layers = [
        Layer("task", tuple(_apart((t.start, t.end) for t in found.tasks)), apart=True),
        Layer("title", tuple(_apart([title] if title else []))),
        Layer("metadata", tuple(_apart([number] if number else []))),
        Layer("unread", tuple(_apart(sorted(unread)))),
        Layer("heading", tuple(_apart(headings)), apart=True),
        Layer("goals", tuple(_apart(goal_spans(found)))),
        *_lines(document, found),
    ]
    return tuple(_joined(document.text, _swept(layers, len(document.text))))


def goal_spans(found: Outline) -> list[Span]:
    """Return the stretches under headings such as 工作目标, each with everything under it; also 整治目标：…, the goals in its own line."""
    spans: list[Span] = []
    for item in found.items:
        name = re.split("[：:]", item.title or item.heading)[0]
        if goals_heading().search(name) and (not spans or item.start >= spans[-1][1]):
            spans.append((item.start, item.last))
    return spans


def _headings(found: Outline) -> list[Span]:
    """Return number and title of the items that are no tasks."""
    tasks = {t.start for t in found.tasks}
    return [(i.start, min(i.end, max(i.body, i.start + len(i.heading) + 1))) for i in found.items if i.start not in tasks]


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans in order, each cut where the one before it ends."""
    last = 0
    for start, end in spans:
        start = max(start, last)
        if start < end:
            yield start, end
            last = end


def _lines(document: Document, found: Outline) -> list[Layer]:
    """Return the lines by kind: what they look like, else where they stand."""
    kinds: dict[str, list[Span]] = {}
    last = max([t.end for t in found.tasks] + [i.end for i in found.items if i.end < len(document.text)], default=0)
    last = max(last, found.items[-1].body if found.items else 0)
    for k, line in enumerate(document.lines):
        if line.blank:
            continue
        kind = _line_kind(document, k, found, last)
        kinds.setdefault(kind, []).append((line.start, line.end))
    return [Layer(kind, tuple(spans)) for kind, spans in sorted(kinds.items())]


def _line_kind(document: Document, k: int, found: Outline, last: int) -> str:
    line, seen = document.lines[k], document.line_roles[k]
    printed = document.text[line.start : min(line.end, line.start + LONGEST_LINE)]
    if seen in ("furniture", "metadata"):
        return str(seen)
    before = line.start < found.first
    if before and _addressee().match(printed) and not _purpose().search(printed):
        return "addressee"
    if "\t" in printed and found.tasks and found.tasks[0].id.startswith("t"):
        return "table"
    return "preamble" if before else "closing" if found.tasks and line.start >= last else "body"


def _swept(layers: Sequence[Layer], end: int) -> Iterator[tuple[str, int, int, bool]]:
    """Yield the stretches between all borders with the first layer that holds each; blanks in no layer have kind ''."""
    borders = sorted({0, end, *(x for layer in layers for span in layer.spans for x in span)})
    at = [0] * len(layers)
    for start, stop in pairwise(borders):
        yield _first_layer(layers, at, start, stop)


def _first_layer(layers: Sequence[Layer], at: list[int], start: int, stop: int) -> tuple[str, int, int, bool]:
    found_kind = None
    for k, layer in enumerate(layers):
        while at[k] < len(layer.spans) and layer.spans[at[k]][1] <= start:
            at[k] += 1
        if found_kind is None and at[k] < len(layer.spans) and layer.spans[at[k]][0] <= start:
            found_kind = (layer.kind, start, stop, layer.apart and layer.spans[at[k]][0] == start)
    return found_kind or ("", start, stop, False)


def _joined(text: str, stretches: Iterable[tuple[str, int, int, bool]]) -> Iterator[Part]:
    """Yield parts: neighbours of one kind together, blanks with what stands before them."""
    kind, begin, end = "", 0, 0
    for found, start, stop, apart in stretches:
        if found not in ("task", "unread") and text[start:stop].isspace():
            found, apart = "", False
        if (found == "" or found == kind) and not apart and kind:
            end = stop
            continue
        if kind or (end > begin and found):
            yield Part(kind or "furniture", begin, end)
            begin = start
        kind, end = found, stop
    if end > begin:
        yield Part(kind or "furniture", begin, end)
