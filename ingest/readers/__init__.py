"""From a file to plain text with a map back to the source: one reader a format, chosen by what the file holds."""

from pathlib import Path

from ingest.readers.source import SourceText, Table
from kg.errors import UnreadableInput

__all__ = ["SourceText", "Table", "read_text"]


def read_text(path: str | Path, data: bytes | None = None) -> SourceText:
    """Return the plain text of a document; `data` are its bytes where they are not in a file of that name."""
    from ingest.readers import text

    return text.read(_bytes(Path(path)) if data is None else data, str(path))


def _bytes(path: Path) -> bytes:
    """Return the bytes of a file, or say why there are none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableInput(f"{path}: there is no such file; check the name") from None
    except IsADirectoryError:
        raise UnreadableInput(f"{path}: this is a folder; name a file in it") from None
    except PermissionError:
        raise UnreadableInput(f"{path}: the file may not be read; change its permissions") from None
    except OSError as error:
        raise UnreadableInput(f"{path}: the file cannot be read ({error.strerror})") from None
