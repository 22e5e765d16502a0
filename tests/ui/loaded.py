"""Documents in a real store for the tests of the pages: the sample, and a plan whose names try to be HTML."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

from ingest.pipeline import read, read_source
from ingest.sources import read_text
from kg import files, library, rdf
from kg.graph import projection
from kg.graph.store import Store
from kg.iris import BASE
from kg.model import Plan
from kg.ontology import MV

HOSTILE = "<script>window.hacked=1</script>局"
HOSTILE_TITLE = "<img src=x onerror=window.hacked=1>工作要点"


def sample() -> Plan:
    """Return the sample as it is read."""
    return read(files.SAMPLE)


def hostile() -> Plan:
    """Return the sample with another title, and one body with a name that is a script."""
    plan = sample()
    first = plan.tasks[0]
    owner = replace(first.owners[0], name=HOSTILE, iri=f"{BASE}body/00000000000000ff", link="provisional")
    tasks = (replace(first, title=HOSTILE, owners=(owner, *first.owners[1:])), *plan.tasks[1:])
    agent = replace(plan.agents[0], iri=owner.iri, term=str(MV.Department), name=HOSTILE, short_name=HOSTILE)
    source = replace(plan.source, sha256="ab" * 32)
    return replace(plan, title=HOSTILE_TITLE, tasks=tasks, agents=(*plan.agents, agent), source=source)


def twin() -> Plan:
    """Return another document with the title of the sample."""
    plan = sample()
    return replace(plan, tasks=plan.tasks[:5], source=replace(plan.source, path="twin.txt", sha256="cd" * 32))


def many(count: int) -> list[Plan]:
    """Return small plans of towns of their own, each with two bodies that no other plan names."""
    return [_town(sample(), i) for i in range(count)]


def _town(plan: Plan, i: int) -> Plan:
    """Return the first task of a plan as the only one of another, with two bodies of its own for those it has."""
    first, agent = plan.tasks[0], plan.agents[0]
    names = [(f"{BASE}body/{2 * i + k + 256:016x}", f"第{i}镇{what}办") for k, what in enumerate(("建设", "财政"))]
    owners = tuple(replace(o, name=name, iri=iri, link="provisional") for o, (iri, name) in zip(first.owners[:2], names, strict=True))
    agents = tuple(replace(agent, iri=iri, term=str(MV.Department), name=name, short_name=name) for iri, name in names)
    title, source = f"第{i}镇工作要点", replace(plan.source, path=f"{i}.txt", sha256=f"{i + 4096:016x}".ljust(64, "0"))
    return replace(plan, title=title, tasks=(replace(first, owners=owners),), agents=(*plan.agents, *agents), targets=(), source=source)


CHINESE = re.compile("[\u3400-\u9fff]")
OWN = ("level", "type", "category", "term")  # words of the vocabularies, which the pages translate


def latin() -> Plan:
    """Return the sample with every Chinese sign of the document replaced by x, so that what is Chinese on a page is the page's own."""
    plan: Plan = _without_chinese(sample())
    return replace(plan, type=None, source=replace(plan.source, sha256="ef" * 32))


def _without_chinese(value: Any) -> Any:
    if isinstance(value, str):
        return CHINESE.sub("x", value)
    if isinstance(value, tuple):
        return tuple(_without_chinese(v) for v in value)
    if not is_dataclass(value):
        return value
    held: Any = value
    return replace(held, **{f.name: _without_chinese(getattr(held, f.name)) for f in fields(held) if f.name not in OWN})


def poem() -> Plan:
    """Return a text that is no plan."""
    return read_source(read_text("poem.txt", "春江潮水连海平，海上明月共潮生。\n".encode()), "poem.txt")


def load(store: Store, *plans: Plan) -> list[str]:
    """Keep and load plans; return their IRIs."""
    found = []
    for plan in plans:
        found.append(library.keep(plan).iri)
        store.load(projection.project(rdf.graph(plan)))
    return found
