"""What a graph lacks to be complete (shapes), and what is odd in its plan (checks)."""

from kg.quality.checks import checks
from kg.quality.finding import Finding
from kg.quality.validation import render_report, report

__all__ = [
    "Finding",
    "checks",
    "render_report",
    "report",
]
