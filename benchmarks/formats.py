"""Office files of a hundred pages, a text of fifty megabytes and the longest plan: the seconds to the plain text, and to the plan."""

import time
from collections.abc import Callable
from typing import Any

from benchmarks.measuring import row
from ingest.pipeline import MOST_CHARACTERS, read_source
from ingest.sources import read_text
from tests.ingest import made, made_ofd

PAGES = 100
LINES_A_PAGE = 24
TASK = "推进示范项目建设，完善配套设施，完成改造任务，形成可以推广的做法并及时总结。（责任单位：市发展改革委、市财政局）"
LARGE = 50 * 2**20  # bytes


def main() -> None:
    """Print a line a format."""
    paragraphs = ["某市项目建设工作要点", *(f"{i}.{TASK}" for i in range(1, PAGES * LINES_A_PAGE // 2))]
    files = {
        "docx": (made.docx("".join(made.p(text) for text in paragraphs)), "≤ 2 s"),
        "pdf": (made.pdf(paragraphs), "≤ 6 s"),
        "ofd": (made_ofd.ofd(made_ofd.pages(paragraphs)), "≤ 6 s"),
    }
    for suffix, (data, aim) in files.items():
        text, seconds = timed(lambda d=data, s=suffix: read_text(f"plan.{s}", d))
        row(f"{suffix} of {PAGES} pages, {len(text.text):,} characters: text", f"{seconds:.2f} s", aim)
        plan, seconds = timed(lambda t=text, s=suffix: read_source(t, f"plan.{s}"))
        row(f"{suffix}: plan of {len(plan.tasks):,} tasks", f"{seconds:.2f} s")
    large = ("这一段文字里没有任务。\n" * (LARGE // 34)).encode()
    text, seconds = timed(lambda: read_text("large.txt", large))
    row(f"txt of {len(large) / 2**20:.0f} MB: text", f"{seconds:.2f} s")
    longest = read_text("long.txt", text.text[:MOST_CHARACTERS].encode())
    _, seconds = timed(lambda: read_source(longest, "long.txt"))
    row(f"txt of {MOST_CHARACTERS:,} characters: plan without tasks", f"{seconds:.1f} s")


def timed(call: Callable[[], Any]) -> tuple[Any, float]:
    """Return what a call gives, and its seconds."""
    start = time.perf_counter()
    found = call()
    return found, time.perf_counter() - start
