"""How well plans were read and their names linked: precision, recall and F1 a field against annotated documents."""

from ingest.evaluation.comparison import COLUMNS, Evaluation, evaluate, figure, figures
from ingest.evaluation.gold import Coverage, Gold, coverage, gold_documents, gold_links, gold_technologies
from ingest.evaluation.scores import Difference, Score

__all__ = [
    "COLUMNS",
    "Coverage",
    "Difference",
    "Evaluation",
    "Gold",
    "Score",
    "coverage",
    "evaluate",
    "figure",
    "figures",
    "gold_documents",
    "gold_links",
    "gold_technologies",
]
