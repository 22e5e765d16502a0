"""What leaves the program: tables for people, a plan in words, RDF as files."""

from kg.export.briefing import brief
from kg.export.rdf_files import write
from kg.export.tables import Format, cell_text, rendered

__all__ = [
    "Format",
    "brief",
    "cell_text",
    "rendered",
    "write",
]
