"""What a document says about itself: title, number, issuers, dates, years, region, level, kind, status, and what it cites."""

from ingest.metadata.extraction import Metadata, metadata
from ingest.metadata.title_core import core, series

__all__ = [
    "Metadata",
    "core",
    "metadata",
    "series",
]
