"""From the name of a body, a place or a technology to what the registers know of it."""

from kg.register.bodies import Description, describe, link, scope, ties
from kg.register.technologies import Known, lexicon, own_vocabulary

__all__ = [
    "Description",
    "Known",
    "describe",
    "lexicon",
    "link",
    "own_vocabulary",
    "scope",
    "ties",
]
