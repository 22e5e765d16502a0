"""How well plans are read: the table of README.md, from the annotated documents."""

from benchmarks.measuring import ROOT, shared
from ingest.batch import supplied
from ingest.evaluation import coverage, evaluate, figure, gold_documents, gold_links, gold_technologies
from ingest.pipeline import read


def main() -> None:
    """Print precision, recall and F1 a field over all annotated documents, and the least each must reach."""
    golds = gold_documents(shared() / "gold")
    held = coverage()
    folder = ROOT / "tests" / "gold"
    links, given = gold_links(folder), supplied(str(folder / "regions.csv"))
    names = sorted({*golds, *(row.document for row in links)})
    plans = (read(shared() / "corpus" / "docs" / f"{name}.txt", meta=given.get(f"{name}.txt")) for name in names)
    found = evaluate(golds, plans, held, links, gold_technologies(folder))
    print(f"{len(golds)} annotated documents\n\n| field | P | R | F1 | counted | least |\n|---|---|---|---|---|---|")
    for name, score in found.total().items():
        least = f"{held.least[name]:g}" if name in held.least else ""
        shares = f"{score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f}"
        print(f"| {name} | {shares} | {score.hits + score.missed} | {least}{' (P)' if figure(name, score) != score.f1 else ''} |")
