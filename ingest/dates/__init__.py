"""The dates of a task: its own deadline, or milestones inside its text."""

from ingest.dates.cells import StepCell, cell_milestones
from ingest.dates.deadlines import deadline, milestones

__all__ = [
    "StepCell",
    "cell_milestones",
    "deadline",
    "milestones",
]
