"""Sections and tasks of a document, where clauses belong, and what every stretch of the text was read as."""

from ingest.outline.coverage import goal_spans, parts
from ingest.outline.headings import sections
from ingest.outline.listed_indicators import indicator_lists
from ingest.outline.table_columns import names_tasks
from ingest.outline.table_forms import turned_tables
from ingest.outline.table_heads import note_head
from ingest.outline.table_rows import task_rows
from ingest.outline.task_spans import TaskSpan, task_name
from ingest.outline.tree import Outline, outline

__all__ = [
    "Outline",
    "TaskSpan",
    "goal_spans",
    "indicator_lists",
    "names_tasks",
    "note_head",
    "outline",
    "parts",
    "sections",
    "task_name",
    "task_rows",
    "turned_tables",
]
