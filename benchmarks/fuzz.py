"""Ten thousand damaged documents: no exception, none over five seconds, no character lost, no offset wrong.

python -m benchmarks fuzz        the number of documents is FUZZ_DOCUMENTS (default 10,000), the seed FUZZ_SEED (default 1)
"""

import hashlib
import os
import random
import time
from collections.abc import Callable

from benchmarks.measuring import row, texts
from ingest.pipeline import read_source
from ingest.sources.source import SourceText, printable
from kg.model import Plan

SLOWEST = 5.0  # seconds a document may take


def cut(text: str, chance: random.Random) -> str:
    """Cut a stretch out."""
    a, b = sorted(chance.choices(range(len(text) + 1), k=2))
    return text[:a] + text[b:]


def double(text: str, chance: random.Random) -> str:
    """Repeat a stretch."""
    a, b = sorted(chance.choices(range(len(text) + 1), k=2))
    return text[:b] + text[a:b] * 3 + text[b:]


def shuffle(text: str, chance: random.Random) -> str:
    """Shuffle the characters of a stretch."""
    a = chance.randrange(len(text) + 1)
    piece = list(text[a : a + 400])
    chance.shuffle(piece)
    return text[:a] + "".join(piece) + text[a + 400 :]


def unclose(text: str, chance: random.Random) -> str:
    """Take all brackets of one kind away."""
    return text.translate({ord(c): None for c in chance.choice(["（(", "）)", "〔〕", "《》", "：:", "\n"])})


def open_many(text: str, chance: random.Random) -> str:
    """Open brackets by the hundred thousand."""
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice("（(〔《责任单位：") * 100_000 + text[at:]


def scatter(text: str, chance: random.Random) -> str:
    """Scatter control characters, surrogates, labels, numbers of 400 digits."""
    grains = ["\0", "\ud800", "\ufffd", "责任单位：", "9" * 400, "（", "、", "\t", "\r", "20", "一、", "牵头", "％", "百", "到2025年"]
    pieces = list(text)
    for _ in range(50):
        pieces.insert(chance.randrange(len(pieces) + 1), chance.choice(grains))
    return "".join(pieces)


def misread(text: str, chance: random.Random) -> str:
    """Read the bytes of one encoding as another's."""
    return text.encode("gb18030", "replace").decode(chance.choice(["utf-8", "latin-1", "utf-16-le"]), "replace")


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (cut, double, shuffle, unclose, scatter, misread)


def mutated(text: str, chance: random.Random) -> str:
    """Damage a text one to three times; now and then with brackets without end."""
    for _ in range(chance.randint(1, 3)):
        text = chance.choice(MUTATIONS)(text, chance)
    return open_many(text, chance) if chance.random() < 0.002 else text


def faults(plan: Plan) -> list[str]:
    """Return what is wrong with a plan: offsets beside their surface, parts with a hole."""
    text = plan.text
    found = [f"owner {o.surface}" for t in plan.tasks for o in t.owners if text[o.start : o.end] != o.surface]
    found += [f"target {x.quote}" for t in plan.tasks for x in t.targets if text[x.start : x.end] != x.quote]
    found += [f"technology {x.surface}" for t in plan.tasks for x in t.technologies if text[x.start : x.end] != x.surface]
    ends = [0, *(p.end for p in plan.parts)]
    if [p.start for p in plan.parts] != ends[:-1] or ends[-1] != len(text):
        found.append("parts do not cover the text")
    return found


def read(text: str, name: str) -> Plan:
    """Read a text as if it were a file of that name."""
    return read_source(SourceText(text, "txt", hashlib.sha256(text.encode()).hexdigest()), name)


def main() -> None:
    """Print how many documents were read, the slowest, and every fault."""
    count = int(os.environ.get("FUZZ_DOCUMENTS", "10000"))
    chance = random.Random(int(os.environ.get("FUZZ_SEED", "1")))
    found = [text for text in texts() if len(text) < 40_000]
    slowest = 0.0
    bad: list[str] = []
    for i in range(count):
        text = printable(mutated(chance.choice(found), chance))
        start = time.perf_counter()
        plan = read(text, f"{i}.txt")
        slowest = max(slowest, time.perf_counter() - start)
        bad += [f"document {i}: {fault}" for fault in faults(plan)]
    row("damaged documents read", f"{count}, {len(bad)} faults", "0 faults")
    row("the slowest", f"{slowest:.2f} s", f"≤ {SLOWEST:.0f} s")
    print("\n".join(bad[:20]))
