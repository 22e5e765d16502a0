"""Technologies named in a task: the vocabulary's terms (confirmed) and terms the text itself lists as such (candidates).

Bodies, parks, documents and policies are named by technologies too; there the word is part of a name, not a technology of the task:
    省大数据局   人工智能产业园   《……大数据发展条例》   智能制造研究院
A plan's own field, where the title names it, is what all its tasks are about and no technology of one of them: 元宇宙产业发展行动计划.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ingest import discovery
from kg.model import Technology
from kg.vocabulary.terms import Known, lexicon

TERM = "https://w3id.org/responsibility-graph/id/term/"
TITLE_LINES = 4  # a title stands in the first lines; a long one is broken over two or three
KEPT_TITLES = 8  # the tasks of one document are read one after the other

Span = tuple[int, int]

_DOCUMENT_TITLE = re.compile(r"《[^《》]{1,80}》")
# What may stand between a technology and the word that makes a name of it: 人工智能（杭州）创新发展试验区
_NAME = re.compile(
    r"(?:(?!创新|技术|产业|应用|研发|推广|示范|发展|建设|领域)[\u4e00-\u9fff]){0,2}"
    r"(?:产业|技术|科技|创新|应用|发展|管理|服务|数据|示范|先导|试验|融合|研究|综合)*"
    r"(?:局|厅|委员会|管理局|集团|公司|协会|学会|商会|联盟|联合会|学院|研究院|研究所|研究中心|实验室|产业园区?|科技园区?|园区|小镇|新城|试验区|先导区|示范区"
    r"|开发区|基地|基金|专班|领导小组|办公室|大赛|大会|论坛|博览会|峰会)"
)


def technologies(
    text: str, start: int, end: int, *, exclude: Sequence[Span] = (), segmenter: str = "jieba", discover: bool = True
) -> tuple[Technology, ...]:
    """Return the technologies of text[start:end] outside `exclude`, each once, in printed order."""
    closed = sorted([*exclude, *(m.span() for m in _DOCUMENT_TITLE.finditer(text, start, end))])
    known = [k for a, b in _open(start, end, closed) for k in _known(text, a, b)]
    found = [_confirmed(text, k) for k in known]
    if discover:
        taken = [(k.start, k.end) for k in known]
        for a, b in _open(start, end, closed):
            found += [_candidate(text, c) for c in discovery.candidates(text, a, b, known=taken, segmenter=segmenter)]
    return tuple(_unique(sorted(found, key=lambda t: (t.start, -t.end))))


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


def _known(text: str, start: int, end: int) -> Iterator[Known]:
    """Yield the vocabulary's terms in text[start:end] that stand for a technology there."""
    theme = _theme(text[: _title_end(text)])
    for hit in lexicon().find(text[start:end]):
        found = Known(hit.term, hit.start + start, hit.end + start)
        if hit.term.iri not in theme and not _NAME.match(text, found.end, end):
            yield found


def _title_end(text: str) -> int:
    at = 0
    for _ in range(TITLE_LINES):
        at = text.find("\n", at) + 1 or len(text)
    return min(at, 200)


@lru_cache(maxsize=KEPT_TITLES)
def _theme(opening: str) -> frozenset[str]:
    """Return the fields (terms with nothing broader) that the opening lines of a document name."""
    return frozenset(hit.term.iri for hit in lexicon().find(opening) if not hit.term.broader)


def _confirmed(text: str, known: Known) -> Technology:
    surface = text[known.start : known.end]
    return Technology(surface, known.term.name, known.term.iri, "confirmed", "vocabulary", known.start, known.end)


def _candidate(text: str, found: discovery.Candidate) -> Technology:
    surface = text[found.start : found.end]
    name = re.sub(r"\s", "", surface)
    iri = TERM + hashlib.sha256(name.encode()).hexdigest()[:16]
    return Technology(surface, name, iri, "candidate", found.rule, found.start, found.end)


def _unique(found: Sequence[Technology]) -> Iterator[Technology]:
    """Yield each technology where it is printed first."""
    seen: set[str] = set()
    for technology in found:
        if technology.surface not in seen:
            seen.add(technology.surface)
            yield technology
