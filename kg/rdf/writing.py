"""From a Plan to the statements of its graph: document, sections and tasks, every fact with its evidence, and who the owners are."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from rdflib import RDF, Graph, URIRef

from kg.model import DEFAULT_ROLE, Citation, Convention, Goal, Owner, Plan, Section, Target, Task, Technology, takes_up, tasks_bound
from kg.ontology import MV
from kg.rdf import agents
from kg.rdf.fields import DOCUMENT, DOCUMENT_FACTS, FIELDS, SOURCE, TASK_FACTS, Kind, encode
from kg.rdf.naming import cited_iri, document_iri, part_iri, term_iri
from kg.rdf.statements import Statement, Statements, graph_of
from kg.register import identified


def graph(plan: Plan) -> Graph:
    """Return the graph of a plan; `kg.rdf.plan` gives the same plan back."""
    made = graph_of(statements(plan))
    made.bind("mv", MV.Document.removesuffix("Document"))
    return made


def statements(plan: Plan) -> list[Statement]:
    """Return the statements of a plan's graph."""
    plan = identified(plan)
    writer = _Writer(plan)
    writer.document()
    for position, task in enumerate(plan.tasks, 1):
        writer.task(task, position)
    writer.default_owners()
    writer.servings()
    return writer.statements.found


class _Writer:
    """The statements of one plan while they are written."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.statements = Statements()
        self.add = self.statements.add
        self.iri = document_iri(plan)
        self.read = {section.path: section for section in plan.sections}
        self.sections: dict[tuple[str, ...], URIRef] = {}
        self.agents = {agent.iri: agent for agent in plan.agents}
        self.parents = {task.parent for task in plan.tasks if task.parent is not None}

    def document(self) -> None:
        """Write the document itself and the facts that hang on it."""
        plan = self.plan
        self.values(self.iri, DOCUMENT, plan)
        self.values(self.iri, SOURCE, replace(plan.source, path=_file_name(plan.source.path)))
        self.add(self.iri, RDF.type, MV.Plan)
        for property_, year in zip((MV.firstYear, MV.lastYear), plan.plan_years or (), strict=False):
            self.add(self.iri, property_, year)
        self.add(self.iri, MV.unreadCount, len(plan.unread))
        for rule in [c.rule for c in plan.conventions if c.rule.startswith("lead_")][:1]:
            self.add(self.iri, MV.leadRule, rule)
        for field, kind in DOCUMENT_FACTS.items():
            self.facts(self.iri, kind, "", getattr(plan, field))
        for rank, (name, iri) in enumerate(zip(plan.issuers, plan.issued_by, strict=True), 1):
            self.issuer(name, iri, rank)

    def issuer(self, name: str, iri: str, rank: int) -> None:
        """Write one body that issued the document."""
        issuing = part_iri(self.iri, "issuing", rank)
        self.add(issuing, RDF.type, MV.Issuing)
        self.add(issuing, MV.issuedDocument, self.iri)
        self.add(issuing, MV.issuerName, name)
        self.add(issuing, MV.rank, rank)
        self.add(issuing, MV.issuer, self.agent(iri))

    def task(self, task: Task, position: int) -> None:
        """Write a task, its position in the outline and its facts."""
        iri = part_iri(self.iri, "task", task.id)
        self.add(self.iri, MV.hasTask, iri)
        self.add(iri, RDF.type, MV.Task)
        self.add(iri, MV.position, position)
        self.add(iri, MV.leaf, task.id not in self.parents)
        self.values(iri, FIELDS[Task], task)
        section = self.section(task.section) if task.section else None
        if section is not None:
            self.add(iri, MV.underSection, section)
        above = section if task.parent is None else part_iri(self.iri, "task", task.parent)
        if above is not None:
            self.add(iri, MV.partOf, above)
        for field, kind in TASK_FACTS.items():
            self.facts(iri, kind, f"{task.id}.", getattr(task, field))

    def section(self, path: tuple[str, ...]) -> URIRef:
        """Return the section of a path of headings, written with those above it when it is first met."""
        if path not in self.sections:
            above = self.section(path[:-1]) if path[:-1] else self.iri
            ordinal = len(self.sections) + 1
            self.sections[path] = iri = part_iri(self.iri, "section", ordinal)
            self.add(iri, RDF.type, MV.Section)
            self.add(iri, MV.partOf, above)
            self.add(iri, MV.ordinal, ordinal)
            self.add(iri, MV.heading, path[-1])
            self.values(iri, FIELDS[Section], self.read.get(path) or Section(path, "", None, path[-1]))
        return self.sections[path]

    def facts(self, subject: URIRef, kind: Kind, prefix: str, records: Iterable[Any]) -> None:
        """Write the facts of one kind that hang on a document or task, in their order."""
        for position, record in enumerate(records, 1):
            iri = part_iri(self.iri, kind.segment, f"{prefix}{position}")
            self.add(iri, RDF.type, kind.term)
            self.add(iri, MV.position, position)
            self.add(*((iri, kind.relation, subject) if kind.inverse else (subject, kind.relation, iri)))
            self.values(iri, FIELDS[type(record)], record)
            self.ends(iri, record)
            if "start" not in FIELDS[type(record)]:
                self.evidence(iri, record.start, record.end)

    def ends(self, iri: URIRef, record: Any) -> None:
        """Write what a fact points to beyond its own values: a body, a technology, another document; whether a target has a number."""
        if isinstance(record, Owner):
            self.add(iri, MV.agent, self.agent(record.iri))
        elif isinstance(record, Technology):
            self.add(iri, MV.technology, agents.describe_technology(self.statements, record.iri or term_iri(record.name), record.name))
            if record.iri is None:
                self.add(iri, MV.minted, True)
        elif isinstance(record, Convention):
            if record.iri is not None:
                self.add(iri, MV.boundOwner, self.agent(record.iri))
        elif isinstance(record, Citation):
            self.add(iri, MV.cited, self.cited(record.title))
        elif isinstance(record, Target | Goal):
            self.add(iri, MV.quantified, isinstance(record, Target))

    def cited(self, title: str) -> URIRef:
        """Return the IRI of a document that is named, described when it is first met."""
        iri = cited_iri(title)
        if not self.statements.described(iri):
            self.add(iri, RDF.type, MV.CitedDocument)
            self.add(iri, MV.documentTitle, title)
        return iri

    def default_owners(self) -> None:
        """Write the responsibilities that document-wide rules add to the tasks they bind."""
        positions: dict[str, int] = {}
        for number, convention in enumerate(self.plan.conventions, 1):
            for task in tasks_bound(self.plan, convention):
                positions[task.id] = positions.get(task.id, 0) + 1
                self.conventional(task, convention, number, positions[task.id])

    def conventional(self, task: Task, convention: Convention, number: int, position: int) -> None:
        """Write one responsibility a rule adds; the evidence is the rule's own words."""
        name = convention.name or ""
        iri = part_iri(self.iri, "responsibility", f"{task.id}.c{position}")
        self.add(iri, RDF.type, MV.ConventionalResponsibility)
        self.add(iri, MV.forTask, part_iri(self.iri, "task", task.id))
        self.add(iri, MV.agent, self.agent(convention.iri or ""))
        self.add(iri, MV.byConvention, part_iri(self.iri, "convention", number))
        self.add(iri, MV.role, encode("role", convention.role or DEFAULT_ROLE))
        self.add(iri, MV.roleBasis, "convention")
        self.add(iri, MV.mode, "joint")
        self.add(iri, MV.part, 1 + max((o.part for o in task.owners), default=0))
        self.add(iri, MV.rank, len(task.owners) + position)
        self.add(iri, MV.surface, name)
        self.evidence(iri, convention.start, convention.end)

    def servings(self) -> None:
        """Write which task targets may take up which headline target: a proposal from their words, for a person to confirm."""
        for number, above in enumerate(self.plan.targets, 1):
            for task in self.plan.tasks:
                for position, own in enumerate(task.targets, 1):
                    if takes_up(own, above):
                        self.serving(f"{task.id}.{position}", str(number))

    def serving(self, own: str, above: str) -> None:
        """Write one proposal, from a task's target to the document's."""
        iri = part_iri(self.iri, "serving", f"{own}-{above}")
        self.add(iri, RDF.type, MV.Serving)
        self.add(iri, MV.servedBy, part_iri(self.iri, "target", own))
        self.add(iri, MV.serves, part_iri(self.iri, "target", above))
        self.add(iri, MV.state, "proposed")
        self.add(iri, MV.basis, "words")

    def agent(self, iri: str) -> URIRef:
        """Return the IRI of a body, described in the graph when it is first met."""
        agents.write_agent(self.statements, self.agents[iri])
        return URIRef(iri)

    def evidence(self, iri: URIRef, start: int, end: int) -> None:
        """Write the evidence of a fact; facts with the same span share it."""
        place = part_iri(self.iri, "evidence", f"{start}-{end}")
        self.add(iri, MV.evidence, place)
        if not self.statements.described(place):
            self.add(place, RDF.type, MV.Evidence)
            self.add(place, MV.start, start)
            self.add(place, MV.end, end)
            self.add(place, MV.exact, self.plan.text[start:end])

    def values(self, iri: URIRef, fields: dict[str, URIRef], record: Any) -> None:
        """Write the plain values of a record; what is None is left out."""
        for field, property_ in fields.items():
            value = getattr(record, field)
            if value is not None:
                self.add(iri, property_, encode(field, value))


def _file_name(path: str) -> str:
    """Return the name of a file without its folders: where it lay on somebody's machine is no fact of the document."""
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]
