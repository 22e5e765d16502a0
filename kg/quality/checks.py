"""What is odd in a plan itself: no error of reading, but something its drafters would want to look at.

a task without owner · a headline target that no task takes up · numbers that do not agree (4 个 beside 5 个) ·
numbers of items that jump or begin again · one body under two names · text that was not read · and those of kg.quality.owner_checks
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from kg.model import Plan, Target, Task, takes_up
from kg.quality.finding import Finding, cut, numeral, place_of
from kg.quality.owner_checks import dates, foreign_localities, lead_missing, signboards


def checks(plan: Plan) -> Iterator[Finding]:
    """Yield what is odd in a plan, check by check."""
    yield from evidence(plan)
    yield from unowned(plan)
    yield from headline(plan)
    yield from numbering(plan)
    yield from names(plan)
    yield from lead_missing(plan)
    yield from dates(plan)
    yield from foreign_localities(plan)
    yield from signboards(plan)
    yield from unread(plan)


def evidence(plan: Plan) -> Iterator[Finding]:
    """Yield facts whose characters are not what the text says there."""
    for task in plan.tasks:
        said = [(task.text, task.start, task.end)]
        said += [(owner.surface, owner.start, owner.end) for owner in task.owners]
        said += [(target.quote, target.start, target.end) for target in task.targets]
        said += [(goal.quote, goal.start, goal.end) for goal in task.goals]
        said += [(step.quote, step.start, step.end) for step in task.milestones]
        said += [(technology.surface, technology.start, technology.end) for technology in task.technologies]
        for words, start, end in said:
            if plan.text[start:end] != words:
                zh = f"{place_of(task)}：依据“{cut(words)}”与原文该处文字不符"
                yield Finding("violation", zh, task.id, start, end, f"{place_of(task)}: “{cut(words)}” is not what the text says there")


def unowned(plan: Plan) -> Iterator[Finding]:
    """Yield leaf tasks that nobody answers for: no owner of their own, of an item above, or of a document-wide rule."""
    if not any(task.owners for task in plan.tasks):
        if plan.tasks:
            yield Finding("info", "全文没有读出责任单位", "", None, None, "no body was read in the whole text")
        return
    if any(rule.rule == "default_owner" for rule in plan.conventions):
        return
    by_id = {task.id: task for task in plan.tasks}
    parents = {task.parent for task in plan.tasks}
    for task in plan.tasks:
        if task.id not in parents and not any(line.owners for line in _lineage(task, by_id)):
            yield Finding("warning", f"{place_of(task)}：没有责任单位", task.id, task.start, task.end, f"{place_of(task)}: nobody is named")


def headline(plan: Plan) -> Iterator[Finding]:
    """Yield headline targets that no task takes up with a number, and those whose number the tasks do not repeat."""
    for target in plan.targets:
        taken = [(task, own) for task in plan.tasks for own in task.targets if takes_up(own, target)]
        if not taken:
            en = f"no task takes up the headline target “{target.quote}” with a number"
            yield Finding("warning", f"总体目标“{target.quote}”未见任务以数量承接", "", target.start, target.end, en)
        elif not _agrees(target, [own for _, own in taken]):
            told = "；".join(f"{place_of(task)}“{own.quote}”" for task, own in taken)
            message = f"总体目标“{target.quote}”与{told}数字不同，口径待核对"
            en = f"the headline target “{target.quote}” and the numbers of tasks differ ({told}); do they count the same?"
            yield Finding("warning", message, taken[0][0].id, target.start, target.end, en)


def numbering(plan: Plan) -> Iterator[Finding]:
    """Yield jumps in the numbers of items, and a count through the document that begins again."""
    before: Task | None = None
    through = False
    for task in (task for task in plan.tasks if task.parent is None):
        last, number = numeral(before), numeral(task)
        if before is not None and last is not None and number is not None:
            if number > last + 1:
                yield Finding(
                    "info", f"序号从 {last} 跳到 {number}", task.id, task.start, task.end, f"the numbers jump from {last} to {number}"
                )
            elif number == 1 and through:
                en = f"{place_of(task)}: the numbers begin again from 1"
                yield Finding("info", f"{place_of(task)}：序号从 1 重起", task.id, task.start, task.end, en)
            through = (through and number != 1) or (number == last + 1 and task.section != before.section)
        before = task


def names(plan: Plan) -> Iterator[Finding]:
    """Yield bodies the plan calls by two names, and bodies named twice for one task in one role."""
    called: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for task in plan.tasks:
        met: set[tuple[str, str]] = set()
        for owner in task.owners:
            called[owner.iri].setdefault(owner.surface, (owner.start, owner.end))
            if (owner.iri, owner.role) in met:
                en = f"{place_of(task)}: “{owner.surface}” is named twice"
                yield Finding("info", f"{place_of(task)}：“{owner.surface}”重复列名", task.id, owner.start, owner.end, en)
            met.add((owner.iri, owner.role))
    for iri, surfaces in called.items():
        if len(told := {re.sub(r"\s", "", surface): place for surface, place in surfaces.items()}) > 1:
            place = list(told.values())[1]
            said = "、".join(f"“{name}”" for name in told)
            yield Finding("info", f"{said}视为同一单位", iri, *place, f"{said} are taken for one body")


def unread(plan: Plan) -> Iterator[Finding]:
    """Yield the text that no rule could place."""
    for passage in plan.unread:
        said = cut(passage.text)
        yield Finding("info", f"未读出：“{said}”（{passage.why}）", "", passage.start, passage.end, f"not read: “{said}” ({passage.why})")


def _lineage(task: Task, by_id: dict[str, Task]) -> Iterator[Task]:
    """Yield a task and the items above it."""
    seen: set[str] = set()
    line: Task | None = task
    while line is not None and line.id not in seen:
        seen.add(line.id)
        yield line
        line = by_id.get(line.parent or "")


def _agrees(above: Target, own: list[Target]) -> bool:
    """Tell whether the tasks' numbers, one of them or all together, say what the headline says or keep within its bound."""
    told = {target.value for target in own} | {sum(target.value for target in own)}
    if above.value in told:
        return True
    beyond = max(told) >= above.value if above.comparator in ("ge", "gt") else min(told) <= above.value
    return above.comparator in ("ge", "gt", "le") and beyond
