"""What the pages say of a document, in sentences: only what it states, and 未载 where it is silent."""

from collections import Counter
from dataclasses import dataclass

from kg.ontology import MV, concept
from kg.ui.address import list_pick
from kg.ui.dossier import Assignment, Body, Everywhere, PlanView, Task
from kg.ui.language import named, say, written

MOST_PARTS = 3  # a sum of more parts than these is no longer read at a glance
MOST_NAMES = 4  # names in a sentence; the rest are a number
LEVELS = ("国家", "省", "市", "县")


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of a line: its words, and whether they say that something is missing."""

    text: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the strip: the number, what is smaller beside it, what it counts, where a click leads."""

    value: str
    small: str
    caption: str
    pick: str


def not_stated() -> str:
    """Return how the pages say that the text is silent."""
    return say("words.not_stated")


def about(dossier: PlanView) -> list[Said]:
    """Return region, level, type, issuer, number, date and the plan it rests on, as the line under the title."""
    facts = dossier.facts
    level = say(f"level.{facts['level']}") if facts["level"] in LEVELS else facts["level"]
    status = say(f"words.{facts['status']}") if facts["status"] in ("draft", "interpretation") else None
    line = [Said(str(k)) for k in (facts["region"], level, facts["type"], status) if k]
    return line + _issued(dossier) + _cited(dossier)


def _issued(dossier: PlanView) -> list[Said]:
    """Return who issued it, under what number and when; what is missing is told in one piece."""
    facts = dossier.facts
    issuers = "、".join(dossier.issuers)
    told = [
        (named(MV.issuer), f"{named(MV.issuer)}：{issuers}" if issuers else ""),  # of a place it is named as the place is
        (named(MV.documentNumber), facts["number"]),
        (named(MV.date), str(facts["issued"] or "")),
    ]
    said = [Said(str(value)) for _, value in told if value]
    missing = "、".join(name for name, value in told if not value)
    return said + ([Said(say("words.missing", names=missing), missing=True)] if missing else [])


def edition(dossier: PlanView) -> list[str]:
    """Return which text a document is: its number, draft or interpretation, the day of issue, whether it is in force."""
    facts = dossier.facts
    status = say(f"words.{facts['status']}") if facts["status"] in ("draft", "interpretation") else ""
    editions = facts.get("editions") or 1
    which = say("words.in_force" if facts["in_force"] else "words.not_in_force", count=editions) if editions > 1 else ""
    return [str(piece) for piece in (facts.get("number"), status, facts.get("issued"), which) if piece]


def _cited(dossier: PlanView) -> list[Said]:
    """Return the plan the document rests on, and whether it is loaded too."""
    basis = next((c for c in dossier.citations if c.kind != "mentions"), None)
    if basis is None:
        return []
    title = basis.title if basis.title.startswith("《") else f"《{basis.title}》"
    return [Said(say(f"words.{basis.kind}", title=title) + ("" if basis.loaded else say("words.not_loaded")))]


def strip(dossier: PlanView) -> list[Figure]:
    """Return the figures that tell a plan at a glance, each leading to its rows."""
    return [_tasks(dossier), _bodies(dossier), _namings(dossier), *_targets(dossier), _dates(dossier), _unread(dossier)]


def _tasks(dossier: PlanView) -> Figure:
    leaves = [t for t in dossier.tasks if t.leaf]
    parts = Counter(t.section[0] if t.section else "" for t in leaves)
    shown = 1 < len(parts) <= MOST_PARTS
    names = f"（{'＋'.join(dossier.headings.get(p, p) or say('words.rest') for p in parts)}）" if shown else ""
    above = len(dossier.tasks) - len(leaves)  # the list has them too
    small = ["＋".join(str(n) for n in parts.values())] if shown else []
    small += [say("words.above", count=above)] if above else []
    return Figure(str(len(leaves)), " ".join(small), named(MV.Task) + names, list_pick("tasks"))


def _bodies(dossier: PlanView) -> Figure:
    others = Counter(b.kind for b in dossier.bodies if b.kind != "department")
    kinds = (("locality", named(MV.Locality)), ("collective", say("words.classes")))
    small = [f"＋{others[kind]} {name}" for kind, name in kinds if others[kind]]
    caption = (
        say("words.bodies_and", bodies=named(MV.Department), others=named(MV.Collective)) if others["collective"] else named(MV.Department)
    )
    return Figure(str(len(dossier.departments)), " ".join(small), caption, list_pick("bodies"))


def _namings(dossier: PlanView) -> Figure:
    of = Counter(dossier.body[n.body].kind for n in dossier.namings)
    apart = len(of) > 1
    small = "＋".join(str(of[k]) for k in ("department", "locality", "collective") if of[k]) if apart else ""
    return Figure(str(len(dossier.namings)), small, say("words.namings"), list_pick("namings"))


def _targets(dossier: PlanView) -> list[Figure]:
    with_number = [t for t in dossier.targets if t.quantified]
    own = sum(t.holder == dossier.iri for t in with_number)
    without = len(unmeasured(dossier))
    goals = sum(not t.quantified for t in dossier.targets)
    return [
        Figure(f"{own} ＋ {len(with_number) - own}", "", say("words.targets"), list_pick("targets")),
        Figure(str(without), say("words.goals", count=goals) if goals else "", say("words.unmeasured"), list_pick("unmeasured")),
    ]


def unmeasured(dossier: PlanView) -> tuple[Task, ...]:
    """Return the tasks without a number to reach."""
    measured = {t.holder for t in dossier.targets if t.quantified}
    return tuple(t for t in dossier.tasks if t.leaf and t.iri not in measured)


def _dates(dossier: PlanView) -> Figure:
    count = len(dossier.milestones) + sum(t.deadline is not None for t in dossier.tasks)
    return Figure(str(count), "", named(MV.Milestone), list_pick("dates"))


def _unread(dossier: PlanView) -> Figure:
    return Figure("—" if dossier.unread is None else str(dossier.unread), "", say("words.unread"), list_pick("unread"))


def leads(dossier: PlanView) -> tuple[str, str]:
    """Return whether a lead is stated at all, in bold, and what the numbers of the matrix mean."""
    total, stated = len(dossier.owned), dossier.leads_stated
    if not total:
        return (say("words.nobody"), say("words.nothing_drawn"))
    if not stated:
        labels = "、".join(f"“{name}”" for name, _ in Counter(n.label for n in dossier.namings if n.label).most_common(2))
        return (say("words.no_lead"), say("words.only_labels", labels=labels) if labels else say("words.only_order"))
    by_rule = sum(n.role == "lead" and n.basis == "convention" for n in dossier.namings)
    how = say("words.lead_by_rule" if by_rule >= stated else "words.lead_stated", count=stated)
    return (how, say("words.lead_rest", count=total - stated) if stated < total else say("words.lead_all"))


def place(dossier: PlanView, task: Task) -> str:
    """Return where a task stands: the headings above it, its printed number, the characters of the text."""
    number = say("words.item", mark=task.numeral or task.number) if task.number else say("words.unnumbered")
    return " · ".join(p for p in (" › ".join(task.section), number, say("words.characters", start=task.start + 1, end=task.end)) if p)


def item(mark: str) -> str:
    """Return how a sentence names a task by what the pages show as its number: 第 4 项."""
    return say("words.item", mark=mark)


def task_facts(dossier: PlanView, task: Task) -> str:
    """Return in sentences who is named and how, and what the task does not state."""
    named_for = dossier.owners[task.iri]
    targets = [t for t in dossier.targets if t.holder == task.iri]
    measured = sum(t.quantified for t in targets)
    dates = [m for m in dossier.milestones if m.task == task.iri]
    number = say("words.measured", count=measured) if measured else say("words.no_number")
    when = say("words.deadline", words=task.deadline) if task.deadline else _milestones(len(dates))
    return f"{_named(dossier, named_for)}{say('words.open_list') if task.open else ''}{number}{when}"


def _milestones(count: int) -> str:
    return say("words.milestones", count=count) if count else say("words.no_deadline")


def _named(dossier: PlanView, named_for: tuple[Assignment, ...]) -> str:
    """Return how many are named, under what printed label, who leads or stands first."""
    if not named_for:
        return say("words.no_owner")
    labels = "、".join(dict.fromkeys(f"“{n.label}”" for n in named_for if n.label))
    leading = "、".join(dossier.body[n.body].name for n in named_for if n.role == "lead")
    shown = [dossier.body[n.body].name for n in named_for if dossier.printed(n)]
    silent = say("words.first_listed", name=shown[0]) if shown else say("words.by_rule")
    printed = say("words.labels", labels=labels) if labels else ""
    owners = say("words.owners", count=len({n.body for n in named_for}))
    return f"{owners}{printed}{say('words.leading', names=leading) if leading else silent}"


def body_facts(dossier: PlanView, body: Body) -> str:
    """Return for how many tasks a body is named, how often first or as lead."""
    work = dossier.work[body.iri]
    strong = sum(dossier.strong(n) for n in work)
    said = say("words.body", count=len(work), how=strongest(dossier), strong=strong)
    return said + ("" if dossier.leads_stated else say("words.first_is_no_lead"))


def everywhere(found: Everywhere | None) -> str:
    """Return in words in how many documents, and for how many tasks in all, a body is named."""
    if found is None:
        return say("panel.profile")
    return say("panel.only_here") if found.documents <= 1 else say("panel.everywhere", documents=found.documents, tasks=found.tasks)


def strongest(dossier: PlanView) -> str:
    """Return what is drawn strongest: the lead where the text states one, else whoever is listed first."""
    return named(MV.lead) if dossier.leads_stated else say("words.first")


def rank(dossier: PlanView, naming: Assignment) -> str:
    """Return the printed place of a body, or a dot where it is not printed on the task."""
    return str(naming.rank) if dossier.printed(naming) else "·"


def placed(dossier: PlanView, naming: Assignment) -> str:
    """Return in words how a body stands on a task: its printed place, or that a document-wide rule adds it."""
    return say("words.place", rank=naming.rank) if dossier.printed(naming) else say("words.not_printed")


def role(naming: Assignment) -> str:
    """Return a role in the ontology's word."""
    return written(concept(MV.Roles, naming.role))


def names(bodies: tuple[Body, ...] | list[Body]) -> str:
    """Return names in a sentence, the first few and how many more."""
    told = "、".join(b.name for b in bodies[:MOST_NAMES])
    return told if len(bodies) <= MOST_NAMES else say("words.and_more", names=told, count=len(bodies))
