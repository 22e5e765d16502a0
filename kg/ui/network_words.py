"""What 责任网络 and its slides say of the picture: what is drawn, what is lit, what is left out, where it is from."""

from collections import Counter
from collections.abc import Sequence

from kg.ui import address, evidence, words
from kg.ui.dossier import Body, PlanView, Task
from kg.ui.language import say
from kg.ui.shown import Shown


def nodes(chosen: address.Pick) -> list[str]:
    """Return what is lit in the picture: single nodes, not cells or pairs."""
    return [pick for pick in address.lit(chosen) if pick.count("=") == 1]


def title(dossier: PlanView, seen: Shown, chosen: address.Pick) -> str:
    """Return what the picture shows, in words and numbers: what is counted is what is lit."""
    if chosen.body and chosen.other:
        one, other = dossier.body[chosen.body], dossier.body[chosen.other]
        both = seen.of_body(one.iri) & seen.of_body(other.iri)
        every = len(evidence.shared(dossier, one.iri, other.iri))
        return say("network.pair", one=one.name, other=other.name, count=every) + _of_which(len(both), every, "tasks")
    if chosen.task:
        return _task_title(dossier, seen, dossier.task[chosen.task], chosen.body)
    if chosen.body:
        return _body_title(dossier, seen, dossier.body[chosen.body])
    most = say("network.most", count=len(seen.hidden)) if seen.hidden else ""
    return say("network.finding", bodies=_counted(seen.bodies), tasks=len(seen.tasks), most=most)


def _of_which(drawn_: int, every: int, measure: str) -> str:
    """Return how many of them (tasks or bodies) the picture draws, where that is not all."""
    return "" if drawn_ == every else say(f"network.drawn_{measure}", count=drawn_)


def _task_title(dossier: PlanView, seen: Shown, task: Task, body: str | None) -> str:
    named_for = dossier.owners[task.iri]
    count = len({n.body for n in named_for})
    placed = next((words.placed(dossier, n) for n in named_for if n.body == body), None)
    told = {"mark": task.mark, "task": task.name, "count": count, "rest": _of_which(len(seen.of_task(task.iri)), count, "bodies")}
    if body and placed:
        return say("network.of_cell", body=dossier.body[body].name, placed=placed, **told)
    return say("network.of_task", **told)


def _body_title(dossier: PlanView, seen: Shown, body: Body) -> str:
    """Return for how many tasks a body is named, and with whom; who is hidden is not counted."""
    every, drawn_ = len(dossier.work[body.iri]), len(seen.of_body(body.iri))
    beside = [b for b in seen.bodies if b.iri in seen.beside(body.iri)]
    apart = say("network.apart", count=len(seen.hidden)) if seen.hidden else ""
    told = say("network.beside", bodies=_counted(beside), apart=apart) if beside else say("network.alone", apart=apart)
    return say("network.of_body", body=body.name, count=every, rest=_of_which(drawn_, every, "tasks"), beside=told)


def _counted(bodies: Sequence[Body]) -> str:
    """Return how many bodies there are, of each kind: 9 个单位、1 类集合单位."""
    of = Counter(b.kind for b in bodies)
    told = [say(f"network.{kind}", count=of[kind]) for kind in ("department", "locality", "collective") if of[kind]]
    return say("network.comma").join(told) or say("network.department", count=0)


def left_out(dossier: PlanView, seen: Shown, *, signs: str = "circles", more: Sequence[str] = ()) -> str:
    """Return what the signs mean (numbers in circles or boxes), what the picture leaves out, and what more there is to say."""
    silent = "" if dossier.leads_stated else say("network.silent")
    told = [say(f"network.{signs}", strong=words.strongest(dossier), silent=silent)]
    told += [say("network.hidden", names=words.names(seen.hidden))] if seen.hidden else []
    told += [_around(dossier, seen)] if seen.too_large or seen.middle else []
    missing = len(dossier.owned) - len(seen.tasks)
    told += [say("network.undrawn", count=missing)] if missing else []
    return "".join(say("network.sentence", words=piece) for piece in (*told, *more)).rstrip(" ")


def _around(dossier: PlanView, seen: Shown) -> str:
    """Return around what is drawn, and of how large a whole where that is too large."""
    name = _name(dossier, seen.middle)
    if not seen.too_large:
        return say("network.around", name=name)
    return say("network.first_around", nodes=seen.nodes, name=name, count=len(seen.bodies) + len(seen.tasks))


def _name(dossier: PlanView, iri: str | None) -> str:
    """Return the name of a body, or the number of a task."""
    if iri in dossier.body:
        return dossier.body[iri].name
    return words.item(dossier.task[iri].mark) if iri in dossier.task else ""


def footer(dossier: PlanView, *, leads: bool = True) -> str:
    """Return where the picture is from, and what it is not; with `leads` also whether the text states who leads."""
    said = (dossier.notice, say("network.made"), f"《{dossier.title}》", *words.edition(dossier), words.leads(dossier)[0] if leads else "")
    return " · ".join(piece for piece in said if piece)
