"""What a server has against a statement or a connection, as one sentence of ours for a person."""

import re
import ssl
from collections.abc import Iterator

from kg.errors import ForeignDatabase, KgError, RefusedQuery, StoreUnreachable
from kg.sentences import failure

NO_ADDRESS = "{} is no Bolt address of a Neo4j; set NEO4J_URI, for example to bolt://localhost:7687"
PLACE = re.compile(r"\s*\(?\b(?:at )?line (\d+)(?:, column |:)(\d+)(?: \(offset: \d+\)\))?")
EXPECTED = re.compile(r"[:,] expected\b.*", re.DOTALL)  # forty key words help nobody
LOCKED = (
    "the embedded server lets nobody in: for half a minute after several wrong logins, or because server.json was changed while it ran;"
    " try again then, or end it with kg store stop"
)
HUNG_UP = "incomplete handshake"  # what a server that wants TLS does to whoever speaks without
ENCRYPTED = "encrypted connection"
SCHEMA = re.compile(r"\(:(\w+) \{")
STOPPED = "encountered a critical error"
TOO_LARGE = ("OutOfMemory", "heap budget", "arcadedb.queryMax")  # of Neo4j, of ArcadeDB


def unreachable(address: str, error: Exception, *, own: bool = False, database: str | None = None) -> KgError:
    """Say why a server cannot be reached; a password of the embedded server, which is our `own`, is nobody's setting."""
    from neo4j.exceptions import AuthError, ConfigurationError

    if own and isinstance(error, AuthError):
        return StoreUnreachable(LOCKED)
    if isinstance(error, AuthError) or "Unauthorized" in str(getattr(error, "code", "")):
        return StoreUnreachable(f"{address} refuses the user name or password; set NEO4J_USERNAME and NEO4J_PASSWORD")
    if isinstance(error, ConfigurationError | ValueError):
        return StoreUnreachable(NO_ADDRESS.format(address))
    if "DatabaseNotFound" in str(getattr(error, "code", "")):
        return failure(StoreUnreachable, "database.no-database", address=address, database=database)
    if key := _encryption(error):
        plain, encrypted = (f"{address.partition('://')[0].partition('+')[0]}{end}://" for end in ("", "+s"))
        return failure(StoreUnreachable, key, address=address, plain=plain, encrypted=encrypted, itself=encrypted.replace("+s", "+ssc"))
    return StoreUnreachable(f"{address} does not answer; is the server running, and is NEO4J_URI its address?")


def _encryption(error: BaseException) -> str | None:
    """Return the sentence where one side speaks TLS and the other does not, or its certificate is not trusted; None elsewhere."""
    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return "database.certificate"
    if any(ENCRYPTED in str(cause) for cause in causes):
        return "database.without-tls"
    return "database.with-tls" if any(HUNG_UP in str(cause) for cause in causes) else None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what led to it; of a group, what led to each of its errors."""
    if error is None:
        return
    yield error
    yield from _causes(error.__cause__ or error.__context__)
    for one in getattr(error, "exceptions", ()):
        yield from _causes(one)


def stopped(address: str, error: Exception) -> KgError | None:
    """Say that a Neo4j has stopped its database, which it does when it cannot write its log; None where it says nothing of the kind."""
    if STOPPED not in first_line(error):
        return None
    return StoreUnreachable(
        f"{address} has stopped its database after an error (a full disk, perhaps; its log names it): mend that, then start Neo4j again"
    )


def not_constrained(error: Exception) -> KgError | None:
    """Say what of somebody else's keeps Neo4j from making an iri unique: an index, or two nodes with one iri."""
    code, label = str(getattr(error, "code", "")), SCHEMA.search(first_line(error))
    if label and "IndexAlreadyExists" in code:
        return failure(ForeignDatabase, "database.index", label=label[1])
    if label and "ConstraintCreationFailed" in code:
        return failure(ForeignDatabase, "database.one-iri", label=label[1])
    return None


def refusal(address: str, database: str | None, error: Exception) -> KgError:
    """Say in one sentence what the server had against a statement."""
    code, message = str(getattr(error, "code", "")), first_line(error)
    if "DatabaseNotFound" in code or "Unauthorized" in code:
        return unreachable(address, error, database=database)
    if "TimedOut" in code or "Timeout" in code or "command.timeout" in message:
        return failure(RefusedQuery, "query.too-slow")
    if any(mark in f"{code} {message}" for mark in TOO_LARGE):
        return failure(RefusedQuery, "query.too-large")
    if "Forbidden" in code or "AccessMode" in code or "not allowed" in message:
        return failure(RefusedQuery, "query.changes")
    if "ParameterMissing" in code:
        return failure(RefusedQuery, "query.parameter", name=message.removeprefix("Expected parameter(s):").strip())
    place, reason = _place(message), EXPECTED.sub("", PLACE.sub("", message)).strip(" -:")
    if place is None:
        return failure(RefusedQuery, "query.wrong", reason=reason)
    return failure(RefusedQuery, "query.wrong-at", line=place[0], column=place[1], reason=reason)


def _place(message: str) -> tuple[int, int] | None:
    """Return the line and column a message names: ArcadeDB (line 1:24) counts columns from 0, Neo4j read an EXPLAIN in the line above."""
    found = PLACE.search(message)
    if found is None:
        return None
    line, column = int(found[1]), int(found[2])
    return (line - 1, column) if "(offset" in message else (line, column + 1)


def first_line(error: Exception) -> str:
    text = getattr(error, "message", None) or str(error)
    return str(text).strip().split("\n")[0]
