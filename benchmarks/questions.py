"""Every shipped question over 10,000 tasks in 250 plans, on the embedded server: the median of several runs."""

import math
import statistics
from typing import Any

from benchmarks.loading import PLANS, TASKS, load, synthetic_plan
from benchmarks.measuring import RUNS, row
from benchmarks.servers import embedded_store
from benchmarks.store import seconds_of
from kg.errors import RefusedQuery
from kg.graph import Query, Store, ask, queries
from kg.iris import BASE

GIVEN: dict[str, Any] = {  # a value for each parameter that a query must have
    "body": f"{BASE}body/7",
    "department": f"{BASE}body/7",
    "other": f"{BASE}body/8",
    "one": f"{BASE}body/7",
    "document": f"{BASE}document/{7:016x}",
    "task": f"{BASE}document/{7:016x}/task/3",
    "technology": f"{BASE}term/7",
    "line": f"{BASE}line/7",
    "day": "2030-12-31",
}
PAIRS = "overlap-pairs"
AIMS = {"one entity": "≤ 20 ms", PAIRS: "≤ 400 ms", "question": "≤ 2,000 ms", "page": ""}


def main() -> None:
    """Print a row for each query; those of one entity name a body, a task or a document."""
    with embedded_store() as store:
        load(store, [synthetic_plan(n) for n in range(PLANS)])
        print(f"{PLANS * TASKS:,} tasks in {PLANS} plans")
        one = [_measured(store, query) for query in queries().values() if _of_one_entity(query)]
        row(f"the {len(one)} queries of one entity, median", f"{1000 * statistics.median(one):.0f} ms", AIMS["one entity"])
        for query in queries().values():
            if not _of_one_entity(query):
                _measured(store, query)


def _measured(store: Store, query: Query) -> float:
    """Print the median of several runs of a query, which is warm then; return it, without end where the server ended the query."""
    given = {p.name: GIVEN[p.name] for p in query.parameters if p.required}
    aim = AIMS[query.name if query.name in AIMS else "one entity" if _of_one_entity(query) else query.kind]
    try:
        rows = ask(store, query.name, given).rows
        median = statistics.median(seconds_of(lambda: ask(store, query.name, given)) for _ in range(RUNS))
    except RefusedQuery as error:
        row(query.name, str(error), aim)
        return math.inf
    row(query.name, f"{1000 * median:.0f} ms; {len(rows):,} rows", aim)
    return median


def _of_one_entity(query: Query) -> bool:
    return any(p.required and p.name != "day" for p in query.parameters)


if __name__ == "__main__":
    main()
