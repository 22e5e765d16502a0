"""What is true of a text, whoever asks: its lines and their kinds, brackets, words, quantities and date expressions.

    document = Document(source)      document.lines  .head  .brackets  .marks      document.dates(start, end, years=…)

`dates` reads a value by itself, such as a table cell.
"""

from ingest.document.brackets import CLOSING, OPENING, SHAPE
from ingest.document.bullets import DASHES, DOTS
from ingest.document.date_expressions import DateMention, Years, dates
from ingest.document.document import Document
from ingest.document.head_lines import HeadLine
from ingest.document.letterhead import and_others
from ingest.document.line import Line
from ingest.document.line_kinds import DATE, NUMBER, LineKind, bodies, body_name, date, line_kind, role, set_close, signed_by
from ingest.document.punctuation import FINAL, Marks
from ingest.document.quantity import REACH_BACK, Quantity, alternation, fractions
from ingest.document.segmentation import UNKNOWN, Token, tag, words
from ingest.document.site_record import Entry

__all__ = [
    "CLOSING",
    "DASHES",
    "DATE",
    "DOTS",
    "FINAL",
    "NUMBER",
    "OPENING",
    "REACH_BACK",
    "SHAPE",
    "UNKNOWN",
    "DateMention",
    "Document",
    "Entry",
    "HeadLine",
    "Line",
    "LineKind",
    "Marks",
    "Quantity",
    "Token",
    "Years",
    "alternation",
    "and_others",
    "bodies",
    "body_name",
    "date",
    "dates",
    "fractions",
    "line_kind",
    "role",
    "set_close",
    "signed_by",
    "tag",
    "words",
]
