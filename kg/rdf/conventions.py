"""Which tasks a default-owner rule binds.

以下任务均需各市落实，不再列出     the tasks that stand after the rule
以上任务均需各市落实             the tasks that begin before it
"""

from collections.abc import Iterator

from kg.model import Convention, Plan, Role, Task

DEFAULT_ROLE: Role = "implement"  # what 以下均需各市落实 asks for, where the rule's words name no role


def added(plan: Plan, convention: Convention) -> Iterator[Task]:
    """Yield the leaf tasks a rule adds its owner to: those it binds that do not print the same owner themselves."""
    if convention.rule != "default_owner" or convention.name is None:
        return
    parents = {task.parent for task in plan.tasks}
    backwards = convention.direction == "before"
    for task in plan.tasks:
        bound = task.start < convention.start if backwards else task.start >= convention.start
        if bound and task.id not in parents and all(owner.name != convention.name for owner in task.owners):
            yield task
