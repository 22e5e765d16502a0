"""Who owns a task: every ownership clause of a text, and what looks like one but was not read."""

from ingest.owners.clause import clauses, owners_in_cell
from ingest.owners.convention import conventions
from ingest.owners.names import is_body
from ingest.owners.records import Clause, Context
from ingest.owners.tick_marks import is_tick, legend, words_of_ownership
from ingest.owners.unread import unplaced

__all__ = [
    "Clause",
    "Context",
    "clauses",
    "conventions",
    "is_body",
    "is_tick",
    "legend",
    "owners_in_cell",
    "unplaced",
    "words_of_ownership",
]
