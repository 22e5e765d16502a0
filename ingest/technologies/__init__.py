"""Technologies named in a task: terms of the vocabulary (confirmed) and discovered ones (candidates)."""

from ingest.technologies.terms import technologies

__all__ = [
    "technologies",
]
