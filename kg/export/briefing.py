"""A plan for a person to read in a terminal: what was found, task by task, and what was not read."""

from collections.abc import Iterator

from kg.model import Owner, Plan, Target, Task, Unread

ROLES = {"lead": "牵头", "responsible": "责任", "cooperate": "配合", "guide": "指导", "implement": "落实"}
FIRST_WORDS = 40  # characters of a task or an unread stretch that a line shows


def brief(plan: Plan) -> str:
    """Return the plan as lines: metadata, tasks with owners, targets, dates and technologies, conventions, what was not read."""
    return "\n".join([*_head(plan), *(line for task in plan.tasks for line in _task(task)), *_rest(plan), ""])


def _head(plan: Plan) -> Iterator[str]:
    where = " · ".join(x or "原文未载" for x in (plan.region, plan.level, plan.type, plan.number, plan.issued))
    yield f"{plan.source.path}"
    yield f"{plan.title or '（原文未载标题）'}"
    yield f"  {where}"
    yield f"  发文机关：{'、'.join(plan.issuers) or '原文未载'}"
    for cited in plan.cites:
        yield f"  引用（{cited.kind}）：{cited.title}"
    owned = sum(1 for task in plan.tasks if task.owners)
    named = sum(len(task.owners) for task in plan.tasks)
    yield f"  任务 {len(plan.tasks)}，其中有责任单位 {owned}；列名 {named} 次；未读出 {len(plan.unread)} 处"
    for rule in plan.conventions:
        yield f"  全文约定（{rule.rule}）：{rule.name or ''} {plan.text[rule.start : rule.end]}"
    for target in plan.targets:
        yield f"  总体目标：{_target(target)}"
    for goal in plan.goals:
        yield f"  无量化目标：{goal.quote}"


def _task(task: Task) -> Iterator[str]:
    yield f"{task.id}\t{task.number} {_first(task.title or task.text.removeprefix(task.number))}"
    if task.owners:
        yield f"\t责任：{'；'.join(_owner(o) for o in task.owners)}{'（等，未列全）' if task.open else ''}"
    if task.deadline:
        yield f"\t时限：{task.deadline}{_due(task.due)}"
    for milestone in task.milestones:
        yield f"\t节点：{milestone.quote}{_due(milestone.due)}"
    for target in task.targets:
        yield f"\t指标：{_target(target)}"
    for goal in task.goals:
        yield f"\t无量化：{goal.quote}"
    if task.technologies:
        yield f"\t技术：{'、'.join(t.surface + ('' if t.status == 'confirmed' else '?') for t in task.technologies)}"


def _owner(owner: Owner) -> str:
    unsure = "（未登记）" if owner.link == "provisional" else ""
    kind = "（集合）" if owner.kind == "collective" else unsure
    return f"{owner.name}[{owner.label or '未标'}→{ROLES[owner.role]}]{kind}"


def _target(target: Target) -> str:
    high = f"–{target.high:g}" if target.high is not None else ""
    return f"{target.quote}（{target.comparator} {target.value:g}{high}{target.unit}{_due(target.due)}）"


def _due(due: str | None) -> str:
    return f" → {due}" if due else ""


def _rest(plan: Plan) -> Iterator[str]:
    if plan.unread:
        yield "未读出："
        yield from map(_unread, plan.unread)


def _unread(found: Unread) -> str:
    return f"\t[{found.start}:{found.end}] {_first(found.text)}  — {found.why}"


def _first(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= FIRST_WORDS else flat[:FIRST_WORDS] + "…"
