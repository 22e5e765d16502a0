"""The dates of a task: its own deadline, or milestones inside its text."""

from ingest.dates.deadlines import deadline, milestones

__all__ = [
    "deadline",
    "milestones",
]
