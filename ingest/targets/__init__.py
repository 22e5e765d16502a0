"""What is to be reached: quantified targets, goals without a number, and tables of indicators."""

from ingest.targets.goal import goals
from ingest.targets.quantified import governed, targets, targets_and_rest

__all__ = [
    "goals",
    "governed",
    "targets",
    "targets_and_rest",
]
