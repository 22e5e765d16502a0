"""Documents made of a string, for tests of what is read in running text."""

from collections.abc import Sequence

from ingest.document import Document
from ingest.sources.source import SourceTable, SourceText, sha256


def document(text: str, *, tables: Sequence[SourceTable] = (), segmenter: str = "jieba") -> Document:
    """Return the document of a text, with its tables."""
    return Document(SourceText(text, "txt", sha256(text.encode("utf-8", "surrogatepass")), tables=tuple(tables)), segmenter=segmenter)
