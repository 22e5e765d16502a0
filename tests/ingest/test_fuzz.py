"""Damaged documents: no exception, no character lost, every surface where its offsets say; a short run of benchmarks/fuzz.py."""

import random
import time

import pytest

from benchmarks import fuzz
from ingest.sources.source import printable
from kg import files

DOCUMENTS = 120
CHANCE = random.Random(20231)
SAMPLE = files.SAMPLE.read_text(encoding="utf-8")
DAMAGED = [printable(fuzz.mutated(SAMPLE, CHANCE)) for _ in range(DOCUMENTS)]
WORST = {
    "brackets without end": "（" * 1_000_000,
    "labels without end": "（责任单位：" * 100_000,
    "one line": "推进甲项目建设，" * 25_000,
    "digits": "建成" + "9" * 400 + "个站点。（责任单位：市甲局）",
    "control characters": "".join(map(chr, range(32))) * 500,
    "numbers": "1." * 50_000,
    "names": "市甲局、" * 50_000,
    "titles": "《" * 100_000,
    "dates": "2023年6月底前，" * 20_000,
}


@pytest.mark.parametrize("text", DAMAGED, ids=range(DOCUMENTS))
def test_reads_damaged_documents(text: str) -> None:
    assert fuzz.faults(fuzz.read(text, "damaged.txt")) == []


@pytest.mark.parametrize("text", WORST.values(), ids=WORST)
def test_reads_the_worst_in_time(text: str) -> None:
    start = time.process_time()
    assert fuzz.faults(fuzz.read(text, "worst.txt")) == []
    assert time.process_time() - start < 4 * fuzz.SLOWEST  # quadratic work on these would take minutes, a busy machine does not
