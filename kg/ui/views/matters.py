"""待会商事项: what the plan gives a joint meeting to discuss, each with its sentence; a person strikes out what is none."""

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import parse_qsl

from kg.analysis import Matter, agenda
from kg.ontology import MV
from kg.ui import controls, frame, matter_words, reading, struck
from kg.ui.address import body_pick, lit, task_pick
from kg.ui.board import board
from kg.ui.dossier import PlanView
from kg.ui.frame import Table
from kg.ui.language import named, say
from kg.ui.markup import render

QUERIES = ("page-tasks", "page-namings", "page-targets", "page-technologies", "page-milestones", "page-sections")
STRIKE = "strike"  # a click that is told to the file of a person's decisions and never stands in an address


def page(dossier: PlanView) -> None:
    """Draw the matters, kind by kind."""
    found = reading.matters(dossier.iri)
    out = struck.struck()
    proposed = agenda(found, struck=out)
    chosen = frame.pick(dossier)
    frame.head(dossier, title=title(found, proposed), small=True)
    with frame.bar(say("matters.question"), ("", say("matters.about"))):
        kinds = {"agenda": say("matters.agenda", count=len(agenda(found))), "all": say("matters.all", count=len(found))}
        shown = found if controls.segments("facts", say("matters.kinds"), kinds, default="agenda") == "all" else agenda(found)
        frame.sources(QUERIES, {"document": dossier.iri})
        frame.downloads([table(dossier, shown, out)], file=dossier.title, dossier=dossier)
    if not shown:
        apart = reading.uncounted(dossier)
        if not dossier.tasks and not apart and frame.nothing(dossier):
            return
        why, then = ("review.uncounted", "review.uncounted_next") if apart else ("matters.none", "matters.none_next")
        frame.sorry(say(why), what_next=say(then))
        return
    with frame.beside(frame.panel(dossier, chosen, otherwise=render("matters_side.html"))):
        board(render("matters.html", kinds=picture(dossier, shown, out)), key="matters", look="matters", on=lit(chosen), act=_struck)
    frame.twin(table(dossier, shown, out))


def _struck(click: str) -> bool:
    """Strike out what a click says, or take it back; return whether the click was such a one."""
    said = dict(parse_qsl(click))
    if STRIKE not in said:
        return False
    struck.strike(said[STRIKE])
    return True


def title(found: Sequence[Matter], proposed: Sequence[Matter]) -> str:
    """Return how many matters are proposed, and how many more there are to look at."""
    return say("matters.title", proposed=len(proposed), others=len(found) - len(agenda(found)))


def picture(dossier: PlanView, found: Sequence[Matter], out: Collection[str]) -> list[dict[str, Any]]:
    """Return the matters by kind as rows."""
    kinds = ((named(kind), list(rows)) for kind, rows in groupby(found, key=lambda m: m.kind))
    return [{"label": kind, "count": len(rows), "rows": [row(dossier, m, m.key in out) for m in rows]} for kind, rows in kinds]


def row(dossier: PlanView, matter: Matter, is_struck: bool) -> dict[str, Any]:
    """Return a matter as a row: what it is about, whom, where a click leads."""
    return {
        "text": matter_words.text(dossier, matter),
        "who": matter_words.whom(dossier, matter),
        "pick": click(matter),
        "strike": f"{STRIKE}={matter.key}",
        "struck": is_struck,
    }


def click(matter: Matter) -> str:
    """Return the click that opens the sentence of a matter."""
    if matter.apart:
        return body_pick(*matter.apart[0])
    return task_pick(matter.tasks[0], matter.bodies[0] if len(matter.bodies) == 1 else None) if matter.tasks else ""


def table(dossier: PlanView, found: Sequence[Matter], out: Collection[str]) -> Table:
    """Return every matter with the bodies, the sentences that say so, and whether it was struck out."""
    columns = (say("matters.kinds"), say("page.matters"), named(MV.Owner), named(MV.number), named(MV.text), say("matters.struck"))
    rows = [
        (
            named(m.kind),
            matter_words.text(dossier, m),
            matter_words.whom(dossier, m),
            _marks(dossier, m),
            _sentences(dossier, m),
            say("matters.yes") if m.key in out else "",
        )
        for m in found
    ]
    return Table(say("page.matters"), columns, rows)


def _marks(dossier: PlanView, matter: Matter) -> str:
    return "、".join(dossier.task[t].mark for t in matter.tasks)


def _sentences(dossier: PlanView, matter: Matter) -> str:
    """Return the text of the tasks, or the printed targets of the document itself."""
    quotes: Mapping[str, str] = {t.iri: t.quote for t in dossier.targets}
    return "\n".join([dossier.task[t].text for t in matter.tasks] or [quotes[t] for t in matter.targets])
