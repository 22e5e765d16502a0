"""Where sentences and clauses end, in running text and in text whose lines break inside sentences.

Sentences end at 。；！？ and hard line ends, clauses also at ，： but not inside 1,200; a date governs to the next 。, over ； as well.
A text is wrapped where most lines end in the middle of a sentence and are equally long, as copies from PDF are; there a line end is hard
only behind a final mark, before an indent, and before what begins a new item (一、 （二） 3. 责任单位).
"""

import re
from dataclasses import dataclass
from functools import cache
from statistics import median

from ingest.sources import ITEM_NUMBER
from kg.register import any_form

SHORTEST_LINE = 15  # characters; shorter lines are headings and rests
FEWEST_LINES = 12  # lines a text must have before their lengths say anything
OPEN_LINES = 0.6  # share of lines that end inside a sentence: measured .74 and more in wrapped texts
EVEN_LINES = 0.7  # share of those within EVEN characters of their median: measured .74 and more, below .6 elsewhere but in lists of names
EVEN = 3
NARROWEST = 20  # characters of a wrapped line; lists of names are narrower
FINAL = "。；;：:！!？?）)】〕”.…"


@dataclass(frozen=True, slots=True)
class Marks:
    """The expressions that find the ends of sentences, of clauses, and of what a date governs."""

    sentence: re.Pattern[str]
    clause: re.Pattern[str]
    period: re.Pattern[str]


@cache
def marks(*, wrapped: bool) -> Marks:
    """Return the marks that end sentences and clauses in a text; `wrapped` says that its lines break inside sentences."""
    line = rf"(?:(?<=[{FINAL}])\n+|\n+(?=[　 ]|{_item()}))" if wrapped else r"\n"
    comma = r"(?<![0-9])[，,]|[，,](?![0-9]{3})"
    return Marks(
        sentence=re.compile(rf"[。；;！!？?\t]|{line}"),
        clause=re.compile(rf"[。；;！!？?\t：:]|{comma}|{line}"),
        period=re.compile(rf"[。！!？?\t]|{line}"),
    )


def _item() -> str:
    """Return the pattern of what begins a new item: a number, 责任单位：, 牵头：, 附件."""
    label = f"(?:{any_form('Roles', kind='prefixForm')})(?:{any_form('LabelHeads')})?[:：]"
    return rf"\s*(?:{ITEM_NUMBER}|{label}|附\s*件|[—·●])"


def full_line(text: str) -> int | None:
    """Return from how many characters on a line is full, where lines break inside sentences as a page shows them; else None."""
    lines = [line for line in map(str.strip, text.split("\n")) if len(line) >= SHORTEST_LINE]
    lengths = [len(line) for line in lines if line[-1] not in FINAL]
    if len(lines) < FEWEST_LINES or len(lengths) < OPEN_LINES * len(lines):
        return None
    middle = median(lengths)
    even = sum(abs(n - middle) <= EVEN for n in lengths) >= EVEN_LINES * len(lengths)
    return int(middle) - EVEN if middle >= NARROWEST and even else None
