"""What the words of the scheme mv:TechnologyForms say of a stretch of text: head noun, verb, product, technical word."""

import re
from dataclasses import dataclass
from functools import cache

from ingest.document import tag
from ingest.technologies.mentions import any_of
from kg.ontology import forms
from kg.register import any_form

SHORTEST, LONGEST = 3, 20  # characters of a candidate: shorter ones are common words, longer ones descriptions
LEAST_ACTIVITY = 5  # characters of an activity that is a technology: 运维管理 is none
VERBS = ("v", "vn", "vd")  # tags of words that may introduce an item


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of the scheme, compiled."""

    trigger: re.Pattern[str]
    closing: re.Pattern[str]
    certain: re.Pattern[str]
    opening: re.Pattern[str]
    leading: re.Pattern[str]
    leads: re.Pattern[str]
    heads: re.Pattern[str]
    technical: re.Pattern[str]
    technical_end: re.Pattern[str]
    device_end: re.Pattern[str]
    never: re.Pattern[str]
    never_listed: re.Pattern[str]
    weak: frozenset[str]
    weak_heads: frozenset[str]
    strong_heads: frozenset[str]
    processes: tuple[str, ...]
    products: frozenset[str]
    stops: frozenset[str]
    modifier: re.Pattern[str]
    general: re.Pattern[str]


def holds_technical_word(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end] holds a word that makes its neighbours technical: 轻量化, 分布式."""
    return compiled().technical.search(text, start, end) is not None


def is_technical_word(word: str) -> bool:
    """Tell whether a word is or holds one that makes its neighbours technical."""
    return compiled().technical.search(word) is not None


def is_head(word: str) -> bool:
    """Tell whether a word heads terms: 终端, 芯片."""
    return compiled().heads.fullmatch(word) is not None


def is_leading(word: str) -> bool:
    """Tell whether a word is made of verbs and other words that stand before terms: 支持, 大力发展."""
    return word in compiled().stops or compiled().leads.fullmatch(word) is not None


def leading_verb(word: str) -> int:
    """Return the length of the verb that a word no dictionary has begins with: 做大 in 做大铝, which the segmenter did not part."""
    verb = _opening_verb().match(word)
    return verb.end() if verb and verb.end() < len(word) else 0


def is_verb(word: str) -> bool:
    """Tell whether a word of several characters is a verb or another word that stands before terms: 支持, though 支持软件 is a word too."""
    return len(word) > 1 and (word in compiled().stops or tag(word) in VERBS)


def ends_in_product(term: str) -> bool:
    """Tell whether a term is one of things: 锂电池, not 云计算."""
    return any(term.endswith(head) for head in (*compiled().products, *compiled().strong_heads))


def may_be_term(term: str) -> bool:
    """Tell whether a stretch has the shape of a term: no common word, no ending that rules it out."""
    return _has_shape(term) and tag(term) is None


def may_be_listed(term: str, *, certain: bool) -> bool:
    """Tell whether an item among technologies may be one, also a word of the dictionary for a product or a process: 特种橡胶, 人机交互.

    Where only technologies stand in a list, a device is one too (控制器), and what is done by technical means (热场均匀性评估).
    """
    if not _has_shape(term, LEAST_ACTIVITY if certain else 0):
        return False
    named = ends_in_product(term) or term.endswith(compiled().processes)
    return tag(term) is None or named or (certain and compiled().device_end.search(term) is not None)


def _has_shape(term: str, activity: int = 0) -> bool:
    """Tell whether a stretch is long enough, not general and not ended by what is none; an activity may be one from some length on."""
    if not SHORTEST <= len(term) <= LONGEST or not term[0].isalnum() or re.search(r"[、\s“”（）]", term):
        return False
    never = compiled().never_listed if activity and len(term) >= activity else compiled().never
    return not compiled().general.fullmatch(term) and not never.search(term)


@cache
def _opening_verb() -> re.Pattern[str]:
    return re.compile(any_of(forms("TechnologyForms", "verbForm"), "opens"))


@cache
def compiled() -> Forms:
    hypernyms, heads = forms("TechnologyForms", "labelForm"), forms("TechnologyForms", "suffixForm")
    verbs, words = forms("TechnologyForms", "verbForm"), forms("TechnologyForms", "surfaceForm")
    weak, strong, product, process = (any_of(heads, notation) for notation in ("weak", "strong", "product", "process"))
    means, technical = any_of(words, "means"), any_of(words, "technical")
    no_person = f"(?!{any_form('NamePerson')})"
    no_ability = rf"(?!(?:和[\u4e00-\u9fff]{{2,4}})?(?:{any_form('NameAbility')}))"  # 计算和存储能力 names no technology
    done = any_of(forms("TechnologyContexts", "suffixForm"), "behind")
    first = "".join(
        sorted({word[0] for word in (*words, *heads)} | {"等"})
    )  # looked for before the alternatives are tried: four times as fast
    actor = f"{any_form('NamePerson')}|{any_of(forms('TechnologyContexts', 'suffixForm'), 'sector')}"
    attributed = f"(?:{any_form('GeneralAttributes')})(?:{any_form('TechniqueNouns')})"
    opening, leading, modifiers = any_of(verbs, "opens"), any_of(verbs, "leads"), any_of(forms("TechnologyForms", "prefixForm"))
    return Forms(
        trigger=re.compile(rf"(?=[{first}])(?:等|{means}|{strong}|{weak}|{process}|{product}|(?:{technical})[^，。；：、]{{0,10}}、)"),
        closing=re.compile(
            rf"等(?![离])(?:[\d一二三四五六七八九十]+[个项款类种大])?(?:(?:[^的等、，。；：“”（）\d]|\d+(?=[A-Za-z])){{0,8}}?(?P<head>{any_of(hypernyms)}){no_person}{no_ability}|(?=(?:{done})*(?:[。；，,;\n]|$)))"
        ),
        certain=re.compile(
            rf"等(?:(?:[A-Za-z0-9]+|{any_form('GeneralAttributes')})*(?:{any_of(hypernyms, 'certain')})|[^域业面节]*(?:{attributed}))"
        ),
        opening=re.compile(rf".*(?:{opening}|(?:{actor})(?:{leading}))(?=.)"),
        leading=re.compile(rf"(?:(?!等[离])(?:{opening}|{leading}))+(?=.)"),
        leads=re.compile(rf"(?:{opening}|{leading})+"),
        heads=re.compile(rf"(?:{strong}|{weak}|{process}|{product}){no_person}{_taught()}{no_ability}"),
        technical=re.compile(technical),
        technical_end=re.compile(rf"(?:{strong}|{any_form('TechniqueNouns')})$"),
        device_end=re.compile(rf"(?:(?!{any_form('DocumentMaterials')})(?:{product})|{any_of(forms('DeviceEndings', 'suffixForm'))})$"),
        never=re.compile(rf"(?:{any_of(heads, 'never')}|{any_of(heads, 'activity')})$"),
        never_listed=re.compile(rf"(?:{any_of(heads, 'never')})$"),
        modifier=re.compile(modifiers),
        general=re.compile(rf"(?:{modifiers})+(?:{any_form('GeneralAttributes')})*(?:{weak}|{product})"),
        weak=frozenset(word for word, notation in hypernyms.items() if notation == "weak"),
        weak_heads=frozenset(word for word, notation in heads.items() if notation in ("weak", "process", "product")),
        strong_heads=frozenset(word for word, notation in heads.items() if notation == "strong"),
        processes=tuple(word for word, notation in heads.items() if notation == "process"),
        products=frozenset(word for word, notation in heads.items() if notation == "product"),
        stops=frozenset(verbs),
    )


def _taught() -> str:
    """Return the pattern that bars what a school teaches: 某技术与工程专业."""
    field, related, major, subject = (any_form("TaughtSubjects", part) for part in ("field", "related", "major", "subject"))
    return f"(?!(?:与|和|及)?(?:{field})?类?等?(?:{related})?(?:(?:{major})(?![化的级])|{subject}))"
