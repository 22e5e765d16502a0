"""What is true of a text, whoever asks: its lines and their kinds, numbers before items, words, quantities and date expressions."""

from ingest.document.date_expressions import DateMention, Kind, Years, dates
from ingest.document.head_lines import HeadLine, dated, first_item, head
from ingest.document.line import Line, line_at, lines
from ingest.document.line_kinds import BODY, DATE, NUMBER, LineKind, bodies, date, line_kind, role, set_close, signed_by
from ingest.document.punctuation import full_line, marks
from ingest.document.quantity import REACH_BACK, Quantity, alternation, quantities
from ingest.document.segmentation import Token, tag, tokens, words
from ingest.document.site_record import Entry, record

__all__ = [
    "BODY",
    "DATE",
    "NUMBER",
    "REACH_BACK",
    "DateMention",
    "Entry",
    "HeadLine",
    "Kind",
    "Line",
    "LineKind",
    "Quantity",
    "Token",
    "Years",
    "alternation",
    "bodies",
    "date",
    "dated",
    "dates",
    "first_item",
    "full_line",
    "head",
    "line_at",
    "line_kind",
    "lines",
    "marks",
    "quantities",
    "record",
    "role",
    "set_close",
    "signed_by",
    "tag",
    "tokens",
    "words",
]
