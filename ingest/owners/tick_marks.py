"""What the marks in a matrix of tasks and bodies stand for, as a line near it says.

★为牵头单位，√为配合单位      注：“●”表示牵头，“○”表示参与      牵头单位用★标注      a cell that holds the word itself: 牵头
"""

import re
from functools import cache, lru_cache

from ingest.owners.wording import compact, label_role, wording
from kg.register import any_form

TICKS = "√✓✔☑★☆●○◎◉■□▲△◆◇*※∨VvＶYyＹ"


def is_tick(cell: str) -> bool:
    """Tell whether a cell is nothing but a mark, or a word that gives a role: √, ★, 牵头."""
    return (len(cell) == 1 and cell in TICKS) or cell in _roles()


def legend(text: str, mark: str) -> str | None:
    """Return the label that a mark stands for: itself where it is a word, what a line says of it, None where nothing does."""
    if mark in _roles():
        return mark
    found = re.search(f"{re.escape(mark)}{_said()}(?P<role>{_stems()})", text) or re.search(
        f"(?P<role>{_stems()}){_with()}{re.escape(mark)}", text
    )
    return compact(found["role"]) if found else None


@lru_cache(maxsize=16)
def meaning(text: str, mark: str) -> str | None:
    """Return what a line says of a mark beside names, with a word between: ★为牵头单位, 标△的为配合单位; ★牵头单位：A says nothing of ★."""
    means, using = any_form("MarkMeanings"), any_form("MarkMeanings", kind="prefixForm")
    behind = rf"{re.escape(mark)}[”\"』」）)\]]?\s*(?:{means})+[“\"『「]?(?P<role>{_stems()})"
    ahead = rf"(?P<role>{_stems()})(?:{any_form('LabelHeads')})?(?:{using})+(?<![^标注记明]为)[“\"『「（(]?{re.escape(mark)}"
    found = re.search(behind, text) or re.search(ahead, text)
    return compact(found["role"]) if found else None


def words_of_ownership() -> frozenset[str]:
    """Return the words that say who does something: 牵头, 负责, 责任, 配合, 参与 and what is made of them."""
    return frozenset(w for w in {*wording().stems, *wording().verbs} if 2 <= len(w) <= 4)


@cache
def _said() -> str:
    """Return the pattern between a mark and what it stands for: ★为, “●”表示, ○——."""
    return rf"[”\"』」）)\]]?\s*(?:[:：=＝—–\-]|{any_form('MarkMeanings')})*\s*[“\"『「]?"


@cache
def _with() -> str:
    """Return the pattern between what a mark stands for and the mark: 单位用★."""
    return rf"(?:{any_form('LabelHeads')})?(?:[:：]|{any_form('MarkMeanings', kind='prefixForm')})*\s*[“\"（(『「]?"


@cache
def _roles() -> frozenset[str]:
    """Return the words that give a role when they stand alone in a cell."""
    table = wording()
    return frozenset(w for w in {*table.stems, *table.labels, *table.verbs} if label_role(w) and 2 <= len(w) <= 4)


@cache
def _stems() -> str:
    words = sorted({*wording().stems, *wording().labels}, key=lambda w: (-len(w), w))
    return "|".join(map(re.escape, words))
