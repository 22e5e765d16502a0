"""核对: the whole text with every fact marked, beside the list of facts; what was not read comes first."""

from collections.abc import Mapping, Sequence

from kg.ontology import MV
from kg.ui import controls, frame, reading, review
from kg.ui.dossier import PlanView
from kg.ui.frame import Table
from kg.ui.language import named, say
from kg.ui.markup import render
from kg.ui.review import MatterGroup
from kg.ui.reviewer import reviewer

QUERIES = ("page-namings", "page-targets", "page-technologies", "page-milestones", "page-tasks", "page-sections")


def page(dossier: PlanView) -> None:
    """Draw the text and what was read in it; of an edition that does not count, from the plan that the library keeps."""
    apart = reading.uncounted(dossier)
    dossier = reading.kept(dossier.iri) if apart else dossier
    unread = reading.unplaced(dossier.iri)
    found = review.groups(dossier, unread or ())
    counted = review.counts(found)
    frame.head(dossier, title=title(counted, kept=unread is not None), small=True)
    with frame.bar(say("review.question")):
        kind = controls.segments("facts", say("review.kinds"), _kinds(counted), default="all")
        if not apart:  # the queries behind the page find nothing of it
            frame.sources(QUERIES, {"document": dossier.iri})
        frame.downloads([table(dossier, found)], file=dossier.title, dossier=dossier)
    if apart:
        frame.not_counted()
    if not dossier.text:
        frame.sorry(say("review.notext"), what_next=say("review.notext_next"))
        return
    shown = review.kept(found, kind)
    html = render("review.html", segments=review.segments(dossier.text, found), groups=shown, kinds=[k for k in counted if counted[k]])
    reviewer(html, key="review")
    frame.twin(table(dossier, found))


def title(counted: Mapping[str, int], *, kept: bool) -> str:
    """Return how many facts were read, and how many stretches of the text were not."""
    facts = sum(n for kind, n in counted.items() if kind != "unread")
    if not kept:
        return say("review.title_unknown", facts=facts)
    return say("review.title_left" if counted["unread"] else "review.title", facts=facts, unread=counted["unread"])


def _kinds(counted: Mapping[str, int]) -> dict[str, str]:
    facts = {kind: f"{say(f'review.{kind}')} {count}" for kind, count in counted.items() if count}
    return {"all": say("review.all")} | facts


def table(dossier: PlanView, found: Sequence[MatterGroup]) -> Table:
    """Return every fact with the task it is of, its words in the text, and where they stand."""
    columns = (
        named(MV.number),
        named(MV.Task),
        say("review.kinds"),
        say("review.says"),
        say("review.quote"),
        say("review.from"),
        say("review.to"),
    )
    rows = [
        (g.number, g.name, say(f"review.{f.kind}"), f.said, dossier.text[f.mark.start : f.mark.end], f.mark.start + 1, f.mark.end)
        for g in found
        for f in g.facts
    ]
    return Table(say("page.review"), columns, rows)
