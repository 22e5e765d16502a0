"""Where the vocabulary's terms stand for a technology, and where they are part of something else.

a body, a park, a contest named by one    省大数据局   人工智能产业园   智能制造大赛
a document                                《……大数据发展条例》 (its title is not read at all)
the plan's own field or sector            元宇宙 in 元宇宙产业发展行动计划; 工业机器人产业 where the title names 工业机器人
a field of the economy among others       节能环保、电子信息等优势产业 (not so 生物医药, a technology there too)
what is new as such                       新技术、新工艺、新材料
what is asked of a field                  提高节能环保要求
two other words that touch                存储能力 is no 储能
another thing of the same letters         MR beside CT, MaaS beside buses

The words that make these are forms of the scheme mv:TechnologyContexts in ontology/technologies.ttl.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.document import Document, tag
from kg.ontology import Term, forms
from kg.register import Known, any_form, lexicon

SHORT = 3  # characters of a label that may arise by chance between two words
LONGEST_VERB = 4  # characters of a verb before a term
OPENING = 200  # characters a title is looked for in

Theme = frozenset[str]  # the IRIs of the terms that a title names

_LINES = re.compile(r"[^。：:\t]*")


@dataclass(frozen=True, slots=True)
class Contexts:
    """The forms of the scheme, compiled: each pattern reads what follows a term."""

    name: re.Pattern[str]
    sector: re.Pattern[str]
    sectors: re.Pattern[str]
    tail: re.Pattern[str]
    fields: frozenset[str]
    economy: frozenset[str]
    substances: frozenset[str]
    ambiguous: frozenset[str]
    behind_verb: re.Pattern[str]
    beside_field: re.Pattern[str]


def hits(text: str, start: int, end: int) -> list[Known]:
    """Return every term of the vocabulary that text[start:end] prints, whatever it stands for there."""
    return [Known(hit.term, hit.start + start, hit.end + start) for hit in lexicon().find(text[start:end])]


def technologies_among(text: str, found: Sequence[Known], end: int, theme: Theme) -> Iterator[Known]:
    """Yield the terms that stand for a technology; `end` is where the stretch ends that they were found in."""
    last = None
    for hit in found:
        if _is_doubtful(text, hit, found) or _is_sector(text, hit, end, theme) or _names(text, hit, end) or _straddles_two_words(text, hit):
            continue
        if not _repeats(hit, last):
            yield hit
            last = hit


def is_field(known: Known) -> bool:
    """Tell whether a term names a field: 元宇宙, 节能环保."""
    return known.term.name in _contexts().fields or known.term.name in _contexts().economy


def is_theme(known: Known, theme: Theme) -> bool:
    """Tell whether a term is the field that the text's title names."""
    return is_field(known) and known.term.iri in theme


def is_generic_suffix(text: str, known: Known, end: int) -> bool:
    """Tell whether a term's continuation to `end` is still the term: 物联网技术, 算力调度平台, GPU芯片."""
    wider = lexicon().term(text[known.end : end])
    return _contexts().tail.fullmatch(text, known.end, end) is not None or (wider is not None and is_wider(wider, known.term))


def is_where_applied(text: str, start: int, end: int) -> bool:
    """Tell whether the list text[start:end] names where something is applied: 在轨道巡检、桥梁监测等领域的推广应用."""
    return text.endswith("在", 0, start) and _applied().match(text, end) is not None


def is_substance(word: str) -> bool:
    """Tell whether a word ends the name of a substance: 锰, 酸."""
    return word in _contexts().substances


def is_wider(term: Term, narrow: Term) -> bool:
    """Tell whether a term stands above another one."""
    return term.iri in lexicon().wider(narrow)


def _is_doubtful(text: str, hit: Known, found: Sequence[Known]) -> bool:
    """Tell whether an ambiguous abbreviation may mean another thing: MR in a list with CT is no mixed reality, 公交MaaS no model service.

    It means the technology beside a term of its field, next to another technology in a list, or right behind a verb.
    """
    surface = text[hit.start : hit.end]
    if surface not in _contexts().ambiguous or any(surface != text[o.start : o.end] and _family(hit) & _family(o) for o in found):
        return False
    listed = any(text[a:b] == "、" for o in found for a, b in ((o.end, hit.start), (hit.end, o.start)))
    return not (listed or _contexts().behind_verb.search(text, max(hit.start - LONGEST_VERB, 0), hit.start))


def _family(hit: Known) -> frozenset[str]:
    return lexicon().wider(hit.term) | {hit.term.iri}


def _repeats(hit: Known, last: Known | None) -> bool:
    """Tell whether a term only repeats the narrower one it touches: GPU芯片."""
    return last is not None and last.end == hit.start and is_wider(hit.term, last.term)


def _is_sector(text: str, hit: Known, end: int, theme: Theme) -> bool:
    """Tell whether a term stands for a part of the economy: the plan's own field, its sector, or a field among others."""
    if is_field(hit):
        return hit.term.iri in theme or _is_economic(text, hit, end) or _says_little(text, hit)
    return hit.term.iri in theme and _contexts().sector.match(text, hit.end, end) is not None


def _is_economic(text: str, hit: Known, end: int) -> bool:
    """Tell whether a field of the economy stands there as one, alone or among others: 节能环保产业."""
    return hit.term.name in _contexts().economy and _contexts().sectors.match(text, hit.end, end) is not None


def _says_little(text: str, hit: Known) -> bool:
    """Tell whether a field stands beside what is new as such or only says of what something is asked.

    新材料 in 新技术、新工艺、新材料, not in 新能源、新材料      节能环保 in 节能环保要求
    """
    return _contexts().beside_field.match(text, hit.end) is not None or any(
        text.endswith(f"{word}、", 0, hit.start) for word in forms("NoveltyNouns", "surfaceForm")
    )


def _names(text: str, hit: Known, end: int) -> bool:
    """Tell whether a term is the beginning of a body's, park's or event's name."""
    return _contexts().name.match(text, hit.end, end) is not None


def _straddles_two_words(text: str, hit: Known) -> bool:
    """Tell whether a short label only seems to stand there, its ends being parts of two other words."""
    if hit.end - hit.start > SHORT or text[hit.start].isascii():
        return False
    before, after = text[max(hit.start - 1, 0) : hit.start + 1], text[hit.end - 1 : hit.end + 1]
    return len(before) == len(after) == 2 and tag(before) is not None and tag(after) is not None


def theme(document: Document) -> Theme:
    """Return the terms that the title names: the lines before the first item, colon, table cell and the line of the first full stop."""
    text = document.text
    found = _LINES.match(text, 0, min(document.first_item, OPENING))
    end = found.end() if found else 0
    title = text[: text.rfind("\n", 0, end) + 1 if text[end : end + 1] == "。" else end]
    return frozenset(hit.term.iri for hit in lexicon().find(title))


@cache
def _applied() -> re.Pattern[str]:
    """Match what follows the fields in which something is applied."""
    return re.compile(rf"[^，。；：、\n]{{0,6}}?(?:{any_form('ApplicationNouns')})")


@cache
def another() -> re.Pattern[str]:
    """Match a word that makes another thing of the term before it: 机 of 喷灌机."""
    return re.compile(any_of(forms("TechnologyContexts", "suffixForm"), "another"))


@cache
def _contexts() -> Contexts:
    ends, between = forms("TechnologyContexts", "suffixForm"), forms("TechnologyContexts", "surfaceForm")
    prefixes = forms("TechnologyForms", "prefixForm")
    sector = f"(?:{any_of(ends, 'sector')})(?!化)"  # 产业化 is done with a technology
    return Contexts(
        name=re.compile(rf"(?:(?!{any_of(between, 'activity')})[\u4e00-\u9fff]){{0,2}}(?:{any_of(between)})*(?:{any_of(ends, 'name')})"),
        sector=re.compile(rf"(?:{any_of(forms('TechnologyContexts', 'prefixForm'))})?(?:{sector})"),
        sectors=re.compile(rf"(?:、[^，。；：]{{0,60}}?等|[和与及][^，。；：、]{{0,10}}?等)?[^，。；：、]{{0,6}}?(?:{sector})"),
        tail=re.compile(rf"(?:{any_of(forms('TechnologyContexts', 'labelForm'))})*(?:{any_of(ends, 'carried')})?"),
        fields=frozenset(word for word, notation in prefixes.items() if notation == "field"),
        economy=frozenset(word for word, notation in prefixes.items() if notation == "economy"),
        substances=frozenset(word for word, notation in ends.items() if notation == "substance"),
        ambiguous=frozenset(word for word, notation in ends.items() if notation == "ambiguous"),
        behind_verb=re.compile(rf"(?:{any_of(forms('TechnologyForms', 'verbForm'))})$"),
        beside_field=re.compile(rf"、(?:{any_form('NoveltyNouns')})|(?:{any_form('FieldAttributes')})"),
    )


def any_of(table: Iterable[str] | dict[str, str], notation: str | None = None) -> str:
    """Return a pattern for any form of a table, of one notation or of all, the longest first."""
    words = [w for w in table if notation is None or (isinstance(table, dict) and table[w] == notation)]
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
