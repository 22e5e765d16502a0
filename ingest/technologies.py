"""Technologies named in a task: the vocabulary's terms (confirmed) and terms the text itself lists as such (candidates).

Bodies, parks, documents and policies are named by technologies too; there the word is part of a name, not a technology of the task:
    省大数据局   人工智能产业园   《……大数据发展条例》   智能制造研究院
A plan's own field, where the title names it, is what all its tasks are about and no technology of one of them: 元宇宙产业发展行动计划.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from ingest import discovery
from ingest.segment import tag
from kg.model import Technology
from kg.vocabulary.terms import Known, lexicon

TERM = "https://w3id.org/responsibility-graph/id/term/"
SHORT = 3  # characters of a label that may arise by chance between two words
KEPT_TITLES = 8  # the tasks of one document are read one after the other

Span = tuple[int, int]

_DOCUMENT_TITLE = re.compile(r"《[^《》]{1,80}》")
# What a known term may carry and still be the term: 物联网技术, 智能体产品, 算力调度平台
_TAIL = re.compile(
    r"(?:关键|核心|共性|基本|基础|重点)?(?:监测|调度|监管|管理|服务|运营|运维|公共|综合|一体化|应用|创新|测试|共享|协同|生产|检测)*"
    r"(?:技术|产品|应用|设备|装备|平台|系统|服务|软件|体系|网络)?"
)
_OPENING = re.compile(r"[^。：:\t]{0,200}")
# What makes of a term that the title names the plan's sector: 农机装备产业, 农机装备高端人才
_SECTOR = re.compile(r"(?:高端|专业|相关|重点|龙头)?(?:产业|行业|企业|领域|人才|市场|从业)")
# What makes of a field of the economy one of several, wherever it stands: 新材料、航空航天等优势产业
_SECTORS = re.compile(
    r"(?:、[^，。；：]{0,60}?等|[和与及][^，。；：、]{0,10}?等)?[^，。；：、]{0,6}?(?:产业|行业|企业|集群|领域|人才|市场|赛道)"
)
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
    found: list[Technology] = []
    for a, b in _open(start, end, closed):
        known = _known(text, a, b)
        new = _discovered(text, a, b, known, segmenter) if discover else []
        found += [_confirmed(text, k) for k in known if not any(c.start <= k.start and k.end <= c.end for c in new)]
        found += [_candidate(text, c) for c in new]
    return tuple(_unique(sorted(found, key=lambda t: t.start)))


def _discovered(text: str, start: int, end: int, known: Sequence[Known], segmenter: str) -> list[discovery.Candidate]:
    """Return the candidates that say more than the known terms in them, the longest first where two overlap."""
    found = {*_compounds(text, start, end)}
    new = discovery.candidates(text, start, end, known=[(k.start, k.end) for k in known], segmenter=segmenter)
    named = [h for h in _hits(text, start, end) if not discovery.is_field(h.term.name)]
    found.update(c for c in new if _says_more(text, c, named))
    kept: list[discovery.Candidate] = []
    for candidate in sorted(found, key=lambda c: (c.start - c.end, c.start, c.rule)):
        if all(candidate.end <= k.start or k.end <= candidate.start for k in kept):
            kept.append(candidate)
    return kept


def _compounds(text: str, start: int, end: int) -> Iterator[discovery.Candidate]:
    """Yield the known terms that a Latin one or the plan's own field narrows: GPU实时渲染, 元宇宙专用操作系统."""
    theme = _theme(_opening(text))
    for first, second in pairwise(_hits(text, start, end)):
        touching = text[first.end : second.start] in ("", "专用") and second.term.iri not in first.term.broader
        if touching and (discovery.is_field(first.term.name) or text[first.start : first.end].isascii()):
            yield discovery.Candidate(first.start, second.end, "compound")


def _says_more(text: str, candidate: discovery.Candidate, known: Sequence[Known]) -> bool:
    """Tell whether a candidate is a term of its own: 物联网技术 and 国产传感器 are not, the known term in them stands by itself."""
    inside = [k for k in known if k.start < candidate.end and candidate.start < k.end]
    if not inside:
        return True
    first, last = inside[0], inside[-1]
    if first.start < candidate.start or last.end > candidate.end or len(inside) > 1:
        return False
    wider = lexicon().term(text[last.end : candidate.end])  # GPU芯片
    if _TAIL.fullmatch(text, last.end, candidate.end) or (wider and wider.iri in last.term.broader):
        return discovery.holds_technical_word(text, candidate.start, first.start)
    return True


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


def _known(text: str, start: int, end: int) -> list[Known]:
    """Return the vocabulary's terms in text[start:end] that stand for a technology there."""
    theme = _theme(_opening(text))
    found: list[Known] = []
    for hit in _hits(text, start, end):
        repeats = found and found[-1].end == hit.start and hit.term.iri in found[-1].term.broader  # GPU芯片
        if not (repeats or _is_sector(text, hit, end, theme) or _NAME.match(text, hit.end, end) or _crosses_words(text, hit)):
            found.append(hit)
    return found


def _is_sector(text: str, hit: Known, end: int, theme: frozenset[str]) -> bool:
    """Tell whether a term stands for a part of the economy: the plan's own field, its sector, or a field among others."""
    if discovery.is_field(hit.term.name):
        return hit.term.iri in theme or _SECTORS.match(text, hit.end, end) is not None
    return hit.term.iri in theme and _SECTOR.match(text, hit.end, end) is not None


def _hits(text: str, start: int, end: int) -> Iterator[Known]:
    return (Known(hit.term, hit.start + start, hit.end + start) for hit in lexicon().find(text[start:end]))


def _crosses_words(text: str, hit: Known) -> bool:
    """Tell whether a short label only seems to stand there, its ends being parts of two other words: 存储能力 is no 储能."""
    if hit.end - hit.start > SHORT or text[hit.start].isascii():
        return False
    before, after = text[max(hit.start - 1, 0) : hit.start + 1], text[hit.end - 1 : hit.end + 1]
    return len(before) == len(after) == 2 and tag(before) is not None and tag(after) is not None


def _opening(text: str) -> str:
    """Return the first lines up to the first full stop, colon or table cell: a title is in them, if the text has one."""
    found = _OPENING.match(text)
    return found[0] if found else ""


@lru_cache(maxsize=KEPT_TITLES)
def _theme(opening: str) -> frozenset[str]:
    """Return the terms that the opening lines of a document name."""
    return frozenset(hit.term.iri for hit in lexicon().find(opening))


def forget_titles() -> None:
    """Forget which terms titles name: another vocabulary is in use."""
    _theme.cache_clear()


def _confirmed(text: str, known: Known) -> Technology:
    surface = text[known.start : known.end]
    return Technology(surface, known.term.name, known.term.iri, "confirmed", "vocabulary", known.start, known.end)


def _candidate(text: str, found: discovery.Candidate) -> Technology:
    surface = text[found.start : found.end]
    name = re.sub(r"\s", "", surface)
    iri = TERM + hashlib.sha256(name.encode()).hexdigest()[:16]
    return Technology(surface, name, iri, "candidate", found.rule, found.start, found.end)


def _unique(found: Sequence[Technology]) -> Iterator[Technology]:
    """Yield each technology where it is printed first; a shorter form of one printed before is the same: 元宇宙虚拟人 … 虚拟人."""
    seen: dict[str, str] = {}
    for technology in found:
        same = technology.surface in seen or any(iri == technology.iri and technology.surface in s for s, iri in seen.items())
        if not same:
            yield technology
        seen[technology.surface] = technology.iri or ""
