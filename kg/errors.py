"""What can go wrong, each as one sentence for a person: what, where, what to do."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of the command line."""

    DONE = 0
    BELOW = 1  # a violated shape, a score under its threshold
    REFUSED = 2  # wrong use, unreadable input, a refused query
    UNREACHABLE = 3  # the store cannot be reached or refuses the password


class KgError(Exception):
    """An error with a sentence for a person, in Chinese (`zh`) where the app shows it; `code` is what the command line exits with."""

    code = Exit.REFUSED

    def __init__(self, sentence: str, *, zh: str | None = None) -> None:
        super().__init__(sentence)
        self.zh = zh


class UnreadableInput(KgError):
    """A file or folder that cannot be read as a document."""


class UnknownTerm(KgError):
    """A name that the ontology, the question library or the library of documents does not know."""


class InvalidValue(KgError):
    """A value that does not fit what it is for: a parameter, a setting, a date."""


class RefusedQuery(KgError):
    """A query that is wrong, writes, reaches outside the graph or takes too long."""


class StoreUnreachable(KgError):
    """The graph database does not answer, or refuses the password."""

    code = Exit.UNREACHABLE


class ClusterFailed(KgError):
    """A Dask scheduler that does not answer, or has no workers."""


class ForeignDatabase(KgError):
    """The database holds somebody else's data under our labels; nothing was written."""


class NotWritable(KgError):
    """A folder, file or port that is in the way or may not be written."""
