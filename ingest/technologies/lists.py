"""What stands in a list with technologies and is one.

推广水肥一体化、性诱捕器、生物农药             no 等 closes the list; most of its items are known or hold a technical word
基于蛋白质结构预测、虚拟筛选开展分子设计         a list between 基于, 运用 or 叠加 and the verb it serves
应用超高压灭菌、色选机、人工挑选          where few are technical, those that are and what ends like a device
支持碳化硅外延、离子束抛光产业化               what is done with the last item is no part of it
推动骨修复支架、人工关节的随访和量产         nor what is of it
运用无人机反制、电子围栏、远程识别技术         技术 behind the last item is said of all
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.sources import Span
from ingest.technologies import enumerations, word_forms
from ingest.technologies.discovery import Candidate
from ingest.technologies.mentions import any_of
from kg.ontology import forms

LEAST = 2  # items of a list that must be technical: one may be there by chance
SHARE = 2  # and one of so many

MADE = "化"  # ends what is done to a thing: 高密化
LONGEST_BOUNDED = 10  # characters of an item that is taken whole with the known term in it; longer ones describe

_MODAL = re.compile("[都须]")  # 企业都要安装脱硫设施 is a sentence
_PARTICLE = re.compile(r"[的中为和与及在其或等]")


def beside_known(text: str, start: int, end: int, *, known: Sequence[Span]) -> Iterator[Candidate]:
    """Yield the items of a clause's list that no rule knows and that stand beside technologies; a list that 等 closes is none of these."""
    first = text.find("、", start, end)
    if first < 0 or text.find("等", first, end) >= 0 or not enumerations.is_technical(text, (start, end), known):
        return
    begin = text.rfind("、", start, end) + 1
    if _describes(text, begin, end, known):
        return
    last = _end(text, begin, end, known)
    items = [item for item in enumerations.items(text, start, last) if item[0] < item[1]]
    technical = [item for item in items if enumerations.is_technical(text, item, known)]
    devices = [item for item in items if item not in technical and enumerations.ends_like_device(text, item)] if technical else []
    named = text.startswith(tuple(forms("TechniqueNouns", "surfaceForm")), last)
    if len(technical) >= (1 if named else LEAST) and (named or len(technical) * SHARE >= len(items)):
        listed = items
    else:
        alike = [*technical, *devices]
        listed = alike if len(alike) >= LEAST and len(alike) * SHARE >= len(items) else []
    yield from (Candidate(item[0], item[1], "enumeration") for item in listed if _is_new(text, item, known))


def _describes(text: str, start: int, end: int, known: Sequence[Span]) -> bool:
    """Tell whether a list says how something is: 打造云边协同、异构互通、普惠泛在的算力体系, but 离子束抛光的研发."""
    of = text.find("的", start, end)
    if of < 0 or _names_thing(text, start, of, known):
        return False
    return _behind().fullmatch(text, of + 1, end) is None


def _names_thing(text: str, start: int, end: int, known: Sequence[Span]) -> bool:
    """Tell whether text[start:end] ends in a known technology or a product."""
    return word_forms.ends_in_product(text[start:end]) or any(b == end for _, b in known)


def _is_new(text: str, item: Span, known: Sequence[Span]) -> bool:
    """Tell whether an item is a term that no rule knows; one that holds a known term is one only between two marks: 、太赫兹通信、."""
    start, end = item
    over = [(a, b) for a, b in known if start < b and a < end]
    if over and (not _between_marks(text, item) or any(a < start or end < b for a, b in over)):
        return False
    bare = "\n" not in text[start - 1 : start] + text[end : end + 1] and not text[start:end].endswith(MADE)
    return bare and not _MODAL.search(text, start, end) and word_forms.may_be_term(text[start:end])


def _between_marks(text: str, item: Span) -> bool:
    """Tell whether a list's marks bound an item on both sides, so that nothing else can be in it."""
    start, end = item
    if not text[start - 1 : start] == text[end : end + 1] == "、" or end - start > LONGEST_BOUNDED:
        return False
    return not _PARTICLE.search(text, start, end) and not _words_before().search(text, start, end)


def _end(text: str, start: int, end: int, known: Sequence[Span]) -> int:
    """Return where the last item of a list ends: before the verb that the list serves, without what is done with it or is of it."""
    of = text.find("的", start, end)
    end = of if of >= 0 and (_names_thing(text, start, of, known) or _behind().fullmatch(text, of + 1, end)) else end
    verb = _verbs().search(text, start + 1, end)
    end = verb.start() if verb else end
    done = _behind().search(text, start, end)
    return done.start() if done else end


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(any_of(forms("TechnologyForms", "verbForm"), "opens"))


@cache
def _words_before() -> re.Pattern[str]:
    """Every word that stands before technologies and is no part of one."""
    return re.compile("|".join(re.escape(word) for word in forms("TechnologyForms", "verbForm") if len(word) > 1))


@cache
def _behind() -> re.Pattern[str]:
    ends = forms("TechnologyContexts", "suffixForm")
    return re.compile(rf"(?:{any_of(ends, 'behind')}|{any_of(ends, 'carried')})+$")
