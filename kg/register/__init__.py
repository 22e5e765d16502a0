"""From the name of a body, a place or a technology to what the registers know of it."""

from kg.register.agents import identified
from kg.register.bodies import central_names, describe, link, scope, subordination, ties
from kg.register.kinds import either, head, kind, locality, longest_first, territory_words
from kg.register.misread import near_names
from kg.register.places import (
    Place,
    PlaceLevel,
    is_common_word,
    leading_place,
    place,
    place_contradictions,
    place_names,
    places_named,
    province_of_number,
    provinces,
    written_in_full,
)
from kg.register.technologies import Known, lexicon, own_vocabulary

__all__ = [
    "Known",
    "Place",
    "PlaceLevel",
    "central_names",
    "describe",
    "either",
    "head",
    "identified",
    "is_common_word",
    "kind",
    "leading_place",
    "lexicon",
    "link",
    "locality",
    "longest_first",
    "near_names",
    "own_vocabulary",
    "place",
    "place_contradictions",
    "place_names",
    "places_named",
    "province_of_number",
    "provinces",
    "scope",
    "subordination",
    "territory_words",
    "ties",
    "written_in_full",
]
