"""A finding of a check, and how its place is called."""

import re
from dataclasses import dataclass
from typing import Any, Literal

from kg.model import Task
from kg.sentences import sentence

Severity = Literal["violation", "warning", "info"]
_QUOTED = 30  # characters of the text a message shows


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found: how grave, in Chinese words, the IRI or task id it is about, its place in the text, in English words."""

    severity: Severity
    message_zh: str
    focus: str
    start: int | None
    end: int | None
    message_en: str = ""


def finding(severity: Severity, key: str, focus: str, span: tuple[int | None, int | None], /, **values: Any) -> Finding:
    """Return what a check found, in the sentences check.<key> of the catalogue."""
    zh, en = (sentence(f"check.{key}", language, **values) for language in ("zh", "en"))
    return Finding(severity, zh, focus, *span, en)


def place_of(task: Task) -> str:
    """Return where a task stands, for a person: 第 8 项; 三、组织实施 第 1 项."""
    number = numeral(task)
    top = f"{task.section[0]} " if task.section and number is not None and str(number) != task.id else ""
    return f"{top}第 {number} 项" if number is not None else f"“{cut(task.title or task.text)}”"


def numeral(task: Task | None) -> int | None:
    """Return the number a task is printed with, where it is an Arabic one: 1. （12） 3、"""
    return int(task.numeral) if task is not None and task.numeral and task.numeral.isdecimal() else None


def cut(words: str) -> str:
    """Return words on one line, the first of them where they are many."""
    flat = re.sub(r"\s+", " ", words).strip()
    return flat if len(flat) <= _QUOTED else flat[:_QUOTED] + "…"
