"""What the pages say of a document, in sentences: only what it states, and 未载 where it is silent."""

from collections import Counter
from dataclasses import dataclass

from kg.ontology import MV, concept, label
from kg.ui.address import list_pick
from kg.ui.dossier import Assignment, Body, PlanView, Task

NOT_STATED = "原文未载"
MOST_PARTS = 3  # a sum of more parts than these is no longer read at a glance
MOST_NAMES = 4  # names in a sentence; the rest are a number
CITED = {"implements": "依据", "amends": "修改", "replaces": "替代", "mentions": "提及"}
STATUS = {"draft": "征求意见稿", "interpretation": "政策解读"}
LEVELS = {"国家": "国家级", "省": "省级", "市": "市级", "县": "县级"}


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


def about(dossier: PlanView) -> list[Said]:
    """Return region, level, type, issuer, number, date and the plan it rests on, as the line under the title."""
    facts = dossier.facts
    kinds = [facts["region"], LEVELS.get(facts["level"] or "", facts["level"]), facts["type"], STATUS.get(facts["status"] or "")]
    line = [Said(k) for k in kinds if k]
    return line + _issued(dossier) + _cited(dossier)


def _issued(dossier: PlanView) -> list[Said]:
    """Return who issued it, under what number and when; what is missing is told in one piece."""
    facts = dossier.facts
    told = [
        (label(MV.issuer), "、".join(dossier.issuers)),
        (label(MV.documentNumber), facts["number"]),
        (label(MV.date), str(facts["issued"] or "")),
    ]
    said = [Said(str(value)) for _, value in told if value]
    missing = [name for name, value in told if not value]
    return said + ([Said(f"{'、'.join(missing)}：{NOT_STATED}", missing=True)] if missing else [])


def _cited(dossier: PlanView) -> list[Said]:
    """Return the plan the document rests on, and whether it is loaded too."""
    basis = next((c for c in dossier.citations if c.kind != "mentions"), None)
    if basis is None:
        return []
    title = basis.title if basis.title.startswith("《") else f"《{basis.title}》"
    return [Said(f"{CITED.get(basis.kind, '')}{title}{'' if basis.loaded else '（未载入）'}")]


def strip(dossier: PlanView) -> list[Figure]:
    """Return the figures that tell a plan at a glance, each leading to its rows."""
    return [_tasks(dossier), _bodies(dossier), _namings(dossier), *_targets(dossier), _dates(dossier), _unread(dossier)]


def _tasks(dossier: PlanView) -> Figure:
    leaves = [t for t in dossier.tasks if t.leaf]
    parts = Counter(t.section[0] if t.section else "" for t in leaves)
    shown = 1 < len(parts) <= MOST_PARTS
    names = f"（{'＋'.join(_bare(p) or '其余' for p in parts)}）" if shown else ""
    return Figure(str(len(leaves)), "＋".join(str(n) for n in parts.values()) if shown else "", label(MV.Task) + names, list_pick("tasks"))


def _bare(heading: str) -> str:
    """Return a heading without its number: 二、主要任务 is 主要任务."""
    return heading.split("、", 1)[-1] if "、" in heading[:4] else heading


def _bodies(dossier: PlanView) -> Figure:
    others = Counter(b.kind for b in dossier.bodies if b.kind != "department")
    small = [f"＋{others[kind]} {name}" for kind, name in (("locality", label(MV.Locality)), ("collective", "类")) if others[kind]]
    caption = label(MV.Department) + (f"与{label(MV.Collective)}" if others["collective"] else "")
    return Figure(str(len(dossier.departments)), " ".join(small), caption, list_pick("bodies"))


def _namings(dossier: PlanView) -> Figure:
    of = Counter(dossier.body[n.body].kind for n in dossier.namings)
    apart = len(of) > 1
    small = "＋".join(str(of[k]) for k in ("department", "locality", "collective") if of[k]) if apart else ""
    return Figure(str(len(dossier.namings)), small, "列名", list_pick("namings"))


def _targets(dossier: PlanView) -> list[Figure]:
    with_number = [t for t in dossier.targets if t.quantified]
    own = sum(t.holder == dossier.iri for t in with_number)
    without = len(unmeasured(dossier))
    goals = sum(not t.quantified for t in dossier.targets)
    return [
        Figure(f"{own} ＋ {len(with_number) - own}", "", "总体＋任务量化指标", list_pick("targets")),
        Figure(str(without), f"定性 {goals} 条" if goals else "", "任务无量化指标", list_pick("unmeasured")),
    ]


def unmeasured(dossier: PlanView) -> tuple[Task, ...]:
    """Return the tasks without a number to reach."""
    measured = {t.holder for t in dossier.targets if t.quantified}
    return tuple(t for t in dossier.tasks if t.leaf and t.iri not in measured)


def _dates(dossier: PlanView) -> Figure:
    count = len(dossier.milestones) + sum(t.deadline is not None for t in dossier.tasks)
    return Figure(str(count), "", label(MV.Milestone), list_pick("dates"))


def _unread(dossier: PlanView) -> Figure:
    return Figure("—" if dossier.unread is None else str(dossier.unread), "", "处未读出", list_pick("unread"))


def leads(dossier: PlanView) -> tuple[str, str]:
    """Return whether a lead is stated at all, in bold, and what the numbers of the matrix mean."""
    total, stated = len(dossier.owned), dossier.leads_stated
    if not total:
        return ("未读出列名主体", "，没有可画的责任关系。")
    if not stated:
        labels = "、".join(f"“{name}”" for name, _ in Counter(n.label for n in dossier.namings if n.label).most_common(2))
        printed = f"原文只写{labels}，" if labels else ""
        return ("未载明牵头", f"；{printed}格内数字是列名次序，不代表主次。")
    by_rule = sum(n.role == "lead" and n.basis == "convention" for n in dossier.namings)
    how = "依据原文的全文规则" if by_rule >= stated else "原文"
    rest = f"，其余 {total - stated} 项未载明" if stated < total else ""
    return (f"{how}载明牵头 {stated} 项", f"{rest}；格内数字是列名次序。")


def place(dossier: PlanView, task: Task) -> str:
    """Return where a task stands: the headings above it, its printed number, the characters of the text."""
    pieces = [
        " › ".join(task.section),
        f"第 {task.number.rstrip('.．、')} 项" if task.number else "",
        f"原文第 {task.start + 1:,}–{task.end:,} 字",
    ]
    return " · ".join(p for p in pieces if p)


def task_facts(dossier: PlanView, task: Task) -> str:
    """Return in sentences who is named and how, and what the task does not state."""
    named = dossier.owners[task.iri]
    targets = [t for t in dossier.targets if t.holder == task.iri]
    measured = sum(t.quantified for t in targets)
    dates = [m for m in dossier.milestones if m.task == task.iri]
    number = f"量化指标 {measured} 项" if measured else "未载量化指标"
    when = f"时限：{task.deadline}" if task.deadline else f"时间节点 {len(dates)} 个" if dates else "未载时限"
    return f"{_named(dossier, named)}{'列名未尽（“等”），实际不止这些。' if task.open else ''}{number}，{when}。"


def _named(dossier: PlanView, named: tuple[Assignment, ...]) -> str:
    """Return how many are named, under what printed label, who leads or stands first."""
    if not named:
        return "未载责任单位。"
    labels = list(dict.fromkeys(f"“{n.label}”" for n in named if n.label))
    leading = [dossier.body[n.body].name for n in named if n.role == "lead"]
    shown = [dossier.body[n.body].name for n in named if dossier.printed(n)]
    first = f"牵头：{'、'.join(leading)}" if leading else f"未载明牵头；首列：{shown[0]}" if shown else "此项未印责任单位，据全文规则加上"
    printed = f"原文标签{'、'.join(labels)}，" if labels else ""
    return f"{len({n.body for n in named})} 个主体列名，{printed}{first}。"


def body_facts(dossier: PlanView, body: Body) -> str:
    """Return for how many tasks a body is named, how often first or as lead."""
    work = dossier.work[body.iri]
    strong = sum(dossier.strong(n) for n in work)
    how = strongest(dossier)
    return f"列名 {len(work)} 项，其中{how} {strong} 项。" + ("" if dossier.leads_stated else "首列不等于牵头。")


def strongest(dossier: PlanView) -> str:
    """Return what is drawn strongest: the lead where the text states one, else whoever is listed first."""
    return label(MV.lead) if dossier.leads_stated else "首列"


def rank(dossier: PlanView, naming: Assignment) -> str:
    """Return the printed place of a body, or a dot where it is not printed on the task."""
    return str(naming.rank) if dossier.printed(naming) else "·"


def placed(dossier: PlanView, naming: Assignment) -> str:
    """Return in words how a body stands on a task: its printed place, or that a document-wide rule adds it."""
    return f"列第 {naming.rank} 位" if dossier.printed(naming) else "未印在此项，据全文规则加上"


def role(naming: Assignment) -> str:
    """Return a role in the ontology's word."""
    return concept(MV.Roles, naming.role).label_zh


def names(bodies: tuple[Body, ...] | list[Body]) -> str:
    """Return names in a sentence, the first few and how many more."""
    told = "、".join(b.name for b in bodies[:MOST_NAMES])
    return told + (f"等 {len(bodies)} 个" if len(bodies) > MOST_NAMES else "")
