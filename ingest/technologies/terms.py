"""Technologies named in a task: the vocabulary's terms (confirmed) and terms the text itself shows to be one (candidates).

A candidate replaces the known terms in it where it says more than they do (GPU实时渲染, 分布式架构中间件); where it only praises or
carries one (国产传感器, 物联网技术) the known term stands by itself: the shortest self-standing term as printed.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.document import Document
from ingest.sources import Span
from ingest.technologies import discovery, mentions, word_forms
from ingest.technologies.boundaries import bounded
from ingest.technologies.discovery import Candidate
from ingest.technologies.lists import beside_known
from ingest.technologies.mentions import Theme
from kg.iris import term_iri
from kg.model import Technology
from kg.ontology import forms
from kg.register import Known

LEAST_PARTS = 2  # known terms that make one item of a list
BESIDE = 12  # characters from a term to the mark of the list it is in

_JOINT = re.compile("[与和及或的]")
_DOCUMENT_TITLE = re.compile(r"《[^《》]{1,80}》")


def technologies(
    document: Document, start: int, end: int, *, exclude: Sequence[Span] = (), discover: bool = True
) -> tuple[Technology, ...]:
    """Return the technologies of text[start:end] outside `exclude`, each once, in printed order."""
    text, theme = document.text, mentions.theme(document)
    closed = sorted([*exclude, *(m.span() for m in _DOCUMENT_TITLE.finditer(text, start, end))])
    found: list[Technology] = []
    for a, b in _open(start, end, closed):
        found_here = bounded(document, mentions.hits(text, a, b))
        hits = found_here.terms
        known = list(mentions.technologies_among(text, hits, b, theme))
        longer = [Candidate(*span, "compound") for span in found_here.longer if word_forms.may_be_term(text[slice(*span)])]
        longer += [Candidate(*span, "head") for span in found_here.crossed if word_forms.may_be_term(text[slice(*span)])]
        new = _longest({*_discovered(document, (a, b), hits, known, theme), *longer}) if discover else []
        found += [_confirmed(text, k) for k in _outside(known, new)]
        found += [_candidate(text, c) for c in new]
    return tuple(_unique(sorted(found, key=lambda t: t.start)))


def _open(start: int, end: int, closed: Sequence[Span]) -> Iterator[Span]:
    """Yield the stretches of start:end that no closed span covers."""
    at = start
    for a, b in closed:
        if a > at:
            yield at, min(a, end)
        at = max(at, b)
        if at >= end:
            return
    yield at, end


def _discovered(document: Document, span: Span, hits: Sequence[Known], known: Sequence[Known], theme: Theme) -> list[Candidate]:
    """Return the candidates that say more than the known terms in them, in order."""
    kept: list[Candidate] = []
    text = document.text
    compounds = [c.start for c in _compounds(text, hits, theme)]
    listed = [k.start for k in known if _in_list(text, k)]
    for a, b in discovery.clauses(text, *span, marks=[*compounds, *listed]):
        printed, technical = _within(hits, a, b), _within(known, a, b)
        found = set(_compounds(text, printed, theme))
        spans = [(k.start, k.end) for k in technical]
        new = [*discovery.candidates(document, a, b, known=spans), *beside_known(text, a, b, known=spans)]
        found.update(c for c in new if _is_narrower_term(document, c, printed))
        kept += _longest(found)
    return kept


def _in_list(text: str, known: Known) -> bool:
    """Tell whether a list's mark stands near a term, so that other terms may stand beside it."""
    return text.find("、", known.end, known.end + BESIDE) >= 0 or text.rfind("、", max(known.start - BESIDE, 0), known.start) >= 0


def _within(hits: Sequence[Known], start: int, end: int) -> Sequence[Known]:
    """Return the terms of a sorted list that begin in start:end."""
    return hits[bisect_left(hits, start, key=_start) : bisect_left(hits, end, key=_start)]


def _start(known: Known) -> int:
    return known.start


def _compounds(text: str, hits: Sequence[Known], theme: Theme) -> Iterator[Candidate]:
    """Yield the known terms that another one narrows: GPU实时渲染, 元宇宙专用操作系统, 存算一体芯片."""
    for first, second in pairwise(hits):
        if _is_tied(first, second):
            continue
        between = text[first.end : second.start]
        if ((not between or between in forms("TechnologyJoints", "surfaceForm")) and _narrows(text, first, theme)) or (
            not between and word_forms.ends_in_product(text[second.start : second.end])
        ):
            yield Candidate(first.start, second.end, "compound")


def _is_tied(first: Known, second: Known) -> bool:
    """Tell whether one of two terms is the wider one, so that the two together say no more than each: 人工智能大模型."""
    return mentions.is_wider(second.term, first.term) or mentions.is_wider(first.term, second.term)


def _narrows(text: str, known: Known, theme: Theme) -> bool:
    """Tell whether a term narrows whatever follows it: the plan's own field, or a Latin term."""
    return mentions.is_theme(known, theme) or text[known.start : known.end].isascii()


def _is_narrower_term(document: Document, candidate: Candidate, hits: Sequence[Known]) -> bool:
    """Tell whether a candidate is a term of its own, beside the known term in it."""
    text = document.text
    over = [h for h in hits if h.start < candidate.end and candidate.start < h.end]
    if any((h.start, h.end) == (candidate.start, candidate.end) for h in over):
        return False
    inside = [h for h in over if not mentions.is_field(h)]
    if not inside:
        return True
    known = inside[0]
    if _is_one_item(text, candidate, inside):
        return True
    if (
        len(inside) > 1
        or known.start < candidate.start
        or known.end > candidate.end
        or text[known.end : candidate.end][:1] in ("与", "和", "及")
    ):
        return False  # 边缘计算与变电站 are two things
    if not mentions.is_generic_suffix(text, known, candidate.end):
        return True
    narrows = (
        candidate.rule in ("head", "enumeration")
        and known.end == candidate.end
        and discovery.names_kind(document, candidate.start, known.start)
    )
    return narrows or word_forms.holds_technical_word(text, candidate.start, known.start)


def _is_one_item(text: str, candidate: Candidate, inside: Sequence[Known]) -> bool:
    """Tell whether an item of a list is one thing that several known terms describe: 玻璃纤维增强土工格栅.

    云计算和大数据 is two, 元宇宙专用传感器 and GPU芯片 say no more than one of their terms.
    """
    if candidate.rule != "enumeration" or len(inside) < LEAST_PARTS:
        return False
    if (inside[0].start, inside[-1].end) != (candidate.start, candidate.end) or _is_tied(inside[0], inside[-1]):
        return False
    between = text[inside[0].end : inside[-1].start]
    if not between and not word_forms.ends_in_product(text[inside[-1].start : inside[-1].end]):
        return False  # 超滤微滤 is two without their mark
    return not _JOINT.search(between) and between not in forms("TechnologyJoints", "surfaceForm")


def _longest(found: set[Candidate]) -> list[Candidate]:
    """Return the candidates of a clause of which none lies over another, the longest kept, in order."""
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (c.start - c.end, c.start, c.rule)):
        if all(candidate.end <= k.start or k.end <= candidate.start for k in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.start)


def _outside(known: Sequence[Known], candidates: Sequence[Candidate]) -> Iterator[Known]:
    """Yield the known terms that no candidate covers; both are in order."""
    covering = iter(candidates)
    candidate = next(covering, None)
    for k in known:
        while candidate is not None and candidate.end <= k.start:
            candidate = next(covering, None)
        if candidate is None or k.start < candidate.start or k.end > candidate.end:
            yield k


def _confirmed(text: str, known: Known) -> Technology:
    surface = text[known.start : known.end]
    return Technology(surface, known.term.name, known.term.iri, "confirmed", "vocabulary", known.start, known.end)


def _candidate(text: str, found: Candidate) -> Technology:
    surface = text[found.start : found.end]
    name = re.sub(r"\s", "", surface)
    return Technology(surface, name, term_iri(name), "candidate", found.rule, found.start, found.end)


def _unique(found: Sequence[Technology]) -> Iterator[Technology]:
    """Yield each technology where it is printed first; a shorter form of one printed before is the same: 元宇宙虚拟人 … 虚拟人."""
    seen: set[str] = set()
    printed: dict[str | None, list[str]] = {}
    compounds: list[str] = []
    for technology in found:
        surface, same = technology.surface, printed.setdefault(technology.iri, [])
        if surface not in seen and not any(surface in longer for longer in same) and not any(c.endswith(surface) for c in compounds):
            yield technology
        seen.add(surface)
        same.append(surface)
        if technology.rule == "compound":
            compounds.append(surface)
