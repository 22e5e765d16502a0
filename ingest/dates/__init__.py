"""The dates of a task: its own deadline, or milestones inside its text."""

from ingest.dates.cells import Step, cell_milestones
from ingest.dates.deadlines import deadline, milestones

__all__ = [
    "Step",
    "cell_milestones",
    "deadline",
    "milestones",
]
