"""Who owns a task: every ownership clause of a text, and what looks like one but was not read."""

from ingest.owners.clause import clauses, owners_in_cell
from ingest.owners.convention import conventions
from ingest.owners.records import Clause, Context
from ingest.owners.spelling import one_spelling
from ingest.owners.unread import unplaced

__all__ = [
    "Clause",
    "Context",
    "clauses",
    "conventions",
    "one_spelling",
    "owners_in_cell",
    "unplaced",
]
