"""What 待会商事项 and its slides say of a matter: what it is about and whom it concerns."""

from kg.analysis import Matter
from kg.ui import words
from kg.ui.dossier import PlanView, Target
from kg.ui.language import say


def text(dossier: PlanView, matter: Matter) -> str:
    """Return what a matter is about: figures as printed, the technology, else the task."""
    if matter.targets:
        return " ／ ".join(_quoted(dossier, dossier.target[iri]) for iri in matter.targets)
    if matter.technologies:
        return "、".join(dict.fromkeys(t.name for t in dossier.technologies if t.iri in matter.technologies))
    return "；".join(f"{dossier.task[t].mark} {dossier.task[t].name}" for t in matter.tasks)


def _quoted(dossier: PlanView, target: Target) -> str:
    """Return a figure as printed, with the number of its task."""
    task = dossier.task.get(target.holder)
    return f"“{target.quote}”" + (say("matters.of_task", mark=task.mark) if task else say("matters.headline"))


def whom(dossier: PlanView, matter: Matter) -> str:
    """Return the bodies a matter concerns; of a technology, which of them share no task."""
    if matter.apart:
        return "；".join(say("matters.apart", one=dossier.body[a].name, other=dossier.body[b].name) for a, b in matter.apart)
    return words.names([dossier.body[b] for b in matter.bodies])
