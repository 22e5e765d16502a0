"""Who owns a task: every ownership clause of a text, and what looks like one but was not read."""

from ingest.owners.clause import owners_in_cell, ownership
from ingest.owners.convention import conventions
from ingest.owners.names import is_body, is_of_state, is_sentence, level_word
from ingest.owners.persons import is_person
from ingest.owners.records import Clause, Context, Ownership
from ingest.owners.tick_marks import is_tick, legend, words_of_ownership

__all__ = [
    "Clause",
    "Context",
    "Ownership",
    "conventions",
    "is_body",
    "is_of_state",
    "is_person",
    "is_sentence",
    "is_tick",
    "legend",
    "level_word",
    "owners_in_cell",
    "ownership",
    "words_of_ownership",
]
