"""What leaves the program: tables for people, workbooks, a plan in words, RDF as files."""

from kg.export.briefing import brief
from kg.export.changes import COLUMNS as CHANGE_COLUMNS
from kg.export.changes import ChangeRow, change_rows
from kg.export.neo4j_import import write_import
from kg.export.rdf_files import write
from kg.export.sheets import workbook
from kg.export.tables import Format, cell_text, rendered

__all__ = [
    "CHANGE_COLUMNS",
    "ChangeRow",
    "Format",
    "brief",
    "cell_text",
    "change_rows",
    "rendered",
    "workbook",
    "write",
    "write_import",
]
