"""From the name of a body, a place or a technology to what the registers know of it."""

from kg.register.bodies import Description, central_names, describe, link, scope, subordination, ties
from kg.register.kinds import either, head, kind, locality, longest_first, territory_words
from kg.register.technologies import Known, lexicon, own_vocabulary

__all__ = [
    "Description",
    "Known",
    "central_names",
    "describe",
    "either",
    "head",
    "kind",
    "lexicon",
    "link",
    "locality",
    "longest_first",
    "own_vocabulary",
    "scope",
    "subordination",
    "territory_words",
    "ties",
]
