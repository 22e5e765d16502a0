"""The glossary of the documentation, from the labels of the ontology; `python -m kg.ontology.glossary` brings docs/glossary.md up to date.

What docs/glossary.md has under "Other terms" is written by hand and stays.
"""

from collections.abc import Iterable
from pathlib import Path

from kg.ontology.records import OntologyTerm
from kg.ontology.terms import NAMESPACE, entries

OTHERS = "## Other terms"
HEAD = """# Glossary

What things are called in Chinese, in English, in the ontology (`mv:`), and in the property graph. Made from `ontology/metaverse.ttl` by
`python -m kg.ontology.glossary`; change the label there and make it anew.
"""


def glossary() -> str:
    """Return the terms as Markdown: classes, relations and properties, schemes of words."""
    schemes = {f"{NAMESPACE}{(term.scheme or '').removeprefix(NAMESPACE)}" for term in entries().values()}
    terms = sorted((term for term in entries().values() if not term.scheme), key=lambda term: _local(term).lower())
    named = [term for term in terms if term.iri not in schemes]
    parts = (
        _section("Classes", (term for term in named if _local(term)[0].isupper())),
        _section("Relations and properties", (term for term in named if _local(term)[0].islower() and _in_graph(term))),
        _section("Schemes of words", (term for term in terms if term.iri in schemes)),
    )
    return "\n".join((HEAD, *parts))


def _section(title: str, terms: Iterable[OntologyTerm]) -> str:
    rows = "".join(f"| {t.label_zh} | {t.label_en} | `mv:{_local(t)}` | {_in_graph(t)} |\n" for t in terms)
    return f"## {title}\n\n| 中文 | English | ontology | property graph |\n|---|---|---|---|\n{rows}"


def _local(term: OntologyTerm) -> str:
    return term.iri.removeprefix(NAMESPACE)


def _in_graph(term: OntologyTerm) -> str:
    """Return what a term becomes in the property graph: a node label, a relationship type, a property; empty for none of them."""
    names = (f":{term.node_label}" if term.node_label else None, term.relationship_type, term.property_name)
    return " ".join(f"`{name}`" for name in names if name)


def main() -> None:
    """Write the terms into docs/glossary.md, before the part that is written by hand."""
    page = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
    _, mark, by_hand = page.read_text(encoding="utf-8").partition(OTHERS)
    page.write_text(f"{glossary()}\n{mark}{by_hand}", encoding="utf-8")


if __name__ == "__main__":
    main()
