"""Figures over plans: 500 departments on 10,000 tasks, the sample, two plans of 100 tasks, and the matrix from the store."""

import os
import tempfile
import time
from collections.abc import Callable
from typing import Any, TypeVar

import psutil

from benchmarks.measuring import row
from benchmarks.plans import named
from kg import files
from kg.analysis import (
    Assignment,
    BodyFacts,
    PlanFacts,
    TaskFacts,
    TwoMode,
    communities,
    compare,
    core,
    meetings,
    network,
    of_plan,
    of_rows,
    overlap,
    two_mode,
)
from kg.analysis import align as alignment
from kg.analysis import matters as matters_of

TASKS, DEPARTMENTS, OWNERS = 10_000, 500, 5
SMALL_TASKS = 100
WORDS = "推进建设平台数据港口技术人才标准金融渔业航运监测研发示范企业项目园区"
T = TypeVar("T")


def main() -> None:
    """Print the table."""
    graph = two_mode(synthetic(TASKS, DEPARTMENTS))
    _pairs(graph)
    _positions(graph)
    _sample()
    _comparison()
    _store()


def _pairs(graph: TwoMode) -> None:
    seconds, found = _timed(lambda: overlap([graph]))
    size = f"{len(found.bodies)} departments × {found.tasks:,} tasks"
    row(f"all pairs, both models: {size}", f"{seconds:.1f} s; {found.possible:,} pairs, {len(found.meeting):,} meet", "≤ 10 s")
    row("memory of the process", f"{psutil.Process().memory_info().rss / 2**20:.0f} MB", "≤ 1,000 MB")
    seconds, _ = _timed(lambda: meetings([graph]))
    row("the matrix alone", f"{seconds:.2f} s", "≤ 0.5 s")


def _positions(graph: TwoMode) -> None:
    from kg.analysis.position import betweenness, constraint, effective_size

    seconds, made = _timed(lambda: network([graph]))
    ties, _ = _timed(lambda: (constraint(made.weights), effective_size(made.weights)))
    row("degree, strength, constraint, effective size", f"{seconds + ties:.2f} s", "≤ 2 s")
    seconds, (share, error) = _timed(lambda: betweenness([graph]))
    worst = error[share.argmax()] / share.max()
    row("betweenness by sampled pivots", f"{seconds:.1f} s; standard error of the highest {worst:.1%}", "≤ 15 s")
    small = two_mode(synthetic(1_500, DEPARTMENTS))
    seconds, _ = _timed(lambda: betweenness([small]))
    row(f"betweenness, exact: {len(small.bodies)} departments × 1,500 tasks", f"{seconds:.1f} s", "≤ 15 s")
    row("core and periphery", f"{_timed(lambda: core(made))[0]:.2f} s")
    row("groups", f"{_timed(lambda: communities([graph]))[0]:.1f} s")


def _sample() -> None:
    from ingest.pipeline import read

    facts = of_plan(read(files.SAMPLE))
    seconds, _ = _timed(lambda: (overlap([two_mode(facts)]), matters_of(facts)))
    row("the sample: pairs and matters to discuss", f"{1000 * seconds:.0f} ms", "≤ 200 ms")


def _comparison() -> None:
    one, other = (worded(SMALL_TASKS, step) for step in (7, 8))
    seconds, _ = _timed(lambda: compare(one, other))
    row(f"compare two plans of {SMALL_TASKS} tasks", f"{seconds:.2f} s; {len(alignment(one, other).pairs)} aligned", "≤ 1 s")


def _store() -> None:
    """Load a plan of the same size into an embedded server of its own, and read the matrix from it."""
    from benchmarks.store import synthetic as projected
    from kg.graph import ask, open_store
    from kg.graph import embedded as server

    def asked(name: str) -> list[dict[str, Any]]:
        found = ask(store, f"page-all-{name}")
        return [dict(zip(found.columns, values, strict=True)) for values in found.rows]

    with tempfile.TemporaryDirectory(prefix="kg-bench-", ignore_cleanup_errors=True) as folder:
        os.environ["KG_HOME"] = folder
        os.environ.pop("NEO4J_URI", None)
        try:
            with open_store() as store:
                store.load(projected(TASKS, DEPARTMENTS))
                seconds, rows = _timed(lambda: {name: asked(name) for name in ("plans", "bodies")}, time.perf_counter)
                row("rows of all plans from the store", f"{seconds:.2f} s; {len(rows['bodies']):,} bodies")
                seconds, _ = _timed(lambda: [meetings([two_mode(facts)]) for facts in of_rows(rows)])
                row("the matrix from these rows", f"{seconds:.2f} s", "≤ 0.5 s")
        finally:
            server.stop()


def synthetic(tasks: int, departments: int) -> PlanFacts:
    """Return a plan with five departments a task on average, some of them far more often named than others."""
    every = list(named(tasks, OWNERS, departments))
    return PlanFacts(
        iri="plan",
        title="合成文件",
        tasks=tuple(_task(n, "") for n in range(tasks)),
        bodies=tuple(BodyFacts(f"body/{b}", f"部门{b}", "department") for b in range(departments)),
        namings=tuple(_assignment(n, body, rank) for n, bodies in enumerate(every) for rank, body in enumerate(bodies, 1)),
    )


def worded(tasks: int, step: int) -> PlanFacts:
    """Return a plan whose tasks have texts of 150 characters; those of two steps have most words in common."""
    made = synthetic(tasks, 30)
    texts = ("".join(WORDS[(n * 31 + k * k * (1 + n % 5) + (k // 40) * step) % len(WORDS)] for k in range(150)) for n in range(tasks))
    return PlanFacts(made.iri, made.title, tasks=tuple(_task(n, t) for n, t in enumerate(texts)), bodies=made.bodies, namings=made.namings)


def _task(number: int, text: str) -> TaskFacts:
    return TaskFacts(f"plan/task/{number}", f"{number}", f"{number}.", text, text, (), None, None, None, False, True, 0, len(text))


def _assignment(task: int, body: int, rank: int) -> Assignment:
    return Assignment(f"plan/task/{task}", f"body/{body}", "responsible", "stated", None, "joint", 1, rank, "", 0, 0)


def _timed(work: Callable[[], T], clock: Callable[[], float] = time.process_time) -> tuple[float, T]:
    """Return the CPU seconds of a call in this process, or its wall seconds by time.perf_counter, and what it gave."""
    start = clock()
    found = work()
    return clock() - start, found


if __name__ == "__main__":
    main()
