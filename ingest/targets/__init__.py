"""What is to be reached: quantified targets, goals without a number, and tables of indicators."""

from ingest.targets.goal import goals
from ingest.targets.quantified import governed, targets

__all__ = [
    "goals",
    "governed",
    "targets",
]
