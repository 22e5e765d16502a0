"""One body, two spellings inside one document: 省网信办 beside 省委网信办.

Party organs are printed with and without 委; where a document has both, the whole name stands for both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.owners.records import Context
from kg.model import Owner, Task
from kg.register import link

LEVELS = "省市县区州盟旗"


def one_spelling(tasks: Sequence[Task], context: Context) -> tuple[Task, ...]:
    """Return the tasks with every body of two spellings under its whole name."""
    whole = short_to_whole({o.name for t in tasks for o in t.owners})
    if not whole:
        return tuple(tasks)
    return tuple(replace(t, owners=tuple(_renamed(o, whole, context) for o in t.owners)) for t in tasks)


def short_to_whole(names: Iterable[str]) -> dict[str, str]:
    """Return the names that stand with 委 after the level too, and that name.

    >>> short_to_whole(["省网信办", "省委网信办", "省科技厅"])
    {'省网信办': '省委网信办'}
    """
    known = set(names)
    return {n: f"{n[0]}委{n[1:]}" for n in sorted(known) if n[:1] in LEVELS and n and f"{n[0]}委{n[1:]}" in known}


def _renamed(owner: Owner, whole: dict[str, str], context: Context) -> Owner:
    if owner.name not in whole:
        return owner
    name = whole[owner.name]
    linked = link(name, region=context.region, level=context.level, issued=context.issued)
    return replace(owner, name=name, iri=linked.iri, link=linked.link)
