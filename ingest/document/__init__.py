"""What is true of a text, whoever asks: its lines and their kinds, numbers before items, words, quantities and date expressions."""

from ingest.document.date_expressions import DateMention, Kind, Years, dates
from ingest.document.head_lines import BODY, DATE, NUMBER, HeadLine, bodies, date, dated, first_item, head
from ingest.document.line import Line, line_at, lines
from ingest.document.looks import look
from ingest.document.punctuation import is_wrapped, marks
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
    "Quantity",
    "Token",
    "Years",
    "alternation",
    "bodies",
    "date",
    "dated",
    "dates",
    "first_item",
    "head",
    "is_wrapped",
    "line_at",
    "lines",
    "look",
    "marks",
    "quantities",
    "record",
    "tag",
    "tokens",
    "words",
]
