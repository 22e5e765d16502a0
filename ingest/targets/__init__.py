"""What is to be reached: quantified targets, goals without a number, and tables of indicators."""

from ingest.targets.cells import Amount, cell_targets, named_by_row, quantity_of_cell
from ingest.targets.goal import goals
from ingest.targets.indicator_lines import listed_targets
from ingest.targets.quantified import targets, targets_and_rest
from ingest.targets.yearly import governed

__all__ = [
    "Amount",
    "cell_targets",
    "goals",
    "governed",
    "listed_targets",
    "named_by_row",
    "quantity_of_cell",
    "targets",
    "targets_and_rest",
]
