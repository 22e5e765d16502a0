"""From the name of a body, a place or a technology to what the registers know of it."""

from kg.register.agents import identified
from kg.register.bodies import central_names, describe, firm_names, link, scope, subordination, ties
from kg.register.branches import is_branch
from kg.register.kinds import head, kind, locality, territory_words
from kg.register.misread import near_names
from kg.register.names import party_names, without_place
from kg.register.near import near_bodies
from kg.register.own import OwnEntry, faults_of, keep, kind_of, kinds_kept, own_clashes, own_entries
from kg.register.place_checks import place_contradictions
from kg.register.places import (
    Place,
    PlaceLevel,
    is_common_word,
    leading_place,
    place,
    place_names,
    places_named,
    province_of_number,
    provinces,
    written_in_full,
)
from kg.register.technologies import Known, lexicon, own_vocabulary
from kg.register.user_bodies import known_categories, known_lines
from kg.register.user_files import column_names, csv_text, delimiter, user_paths, values, written_day
from kg.register.word_patterns import any_form, either, longest_first

__all__ = [
    "Known",
    "OwnEntry",
    "Place",
    "PlaceLevel",
    "any_form",
    "central_names",
    "column_names",
    "csv_text",
    "delimiter",
    "describe",
    "either",
    "faults_of",
    "firm_names",
    "head",
    "identified",
    "is_branch",
    "is_common_word",
    "keep",
    "kind",
    "kind_of",
    "kinds_kept",
    "known_categories",
    "known_lines",
    "leading_place",
    "lexicon",
    "link",
    "locality",
    "longest_first",
    "near_bodies",
    "near_names",
    "own_clashes",
    "own_entries",
    "own_vocabulary",
    "party_names",
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
    "user_paths",
    "values",
    "without_place",
    "written_day",
    "written_in_full",
]
