"""What a server has against a statement or a connection, as one sentence of ours for a person."""

import re

from kg.errors import KgError, RefusedQuery, StoreUnreachable
from kg.graph import guard

NO_ADDRESS = "{} is no Bolt address of a Neo4j; set NEO4J_URI, for example to bolt://localhost:7687"
TOO_SLOW = "查询超过时限，已停止；请限制路径长度，或者少问一些。"
PLACE = re.compile(r"\s*\(?\b(?:at )?line (\d+)(?:, column |:)(\d+)(?: \(offset: \d+\)\))?")
EXPECTED = re.compile(r"[:,] expected\b.*", re.DOTALL)  # forty key words help nobody
TOO_LARGE = ("OutOfMemory", "heap budget", "arcadedb.queryMax")  # of Neo4j, of ArcadeDB


def unreachable(address: str, error: Exception) -> KgError:
    import neo4j.exceptions as failure

    if isinstance(error, failure.AuthError) or "Unauthorized" in str(getattr(error, "code", "")):
        return StoreUnreachable(f"{address} refuses the user name or password; set NEO4J_USERNAME and NEO4J_PASSWORD")
    if isinstance(error, failure.ConfigurationError | ValueError):
        return StoreUnreachable(NO_ADDRESS.format(address))
    if "DatabaseNotFound" in str(getattr(error, "code", "")):
        return StoreUnreachable(f"{address} has no such database; set NEO4J_DATABASE")
    return StoreUnreachable(f"{address} does not answer; is the server running, and is NEO4J_URI its address?")


def refusal(error: Exception) -> KgError:
    """Say in one sentence what the server had against a statement."""
    code, message = str(getattr(error, "code", "")), first_line(error)
    if "DatabaseNotFound" in code or "Unauthorized" in code:
        return unreachable("the server", error)
    if "TimedOut" in code or "Timeout" in code or "command.timeout" in message:
        return RefusedQuery("the query took longer than the time limit and was ended; bound its paths, or ask for less", zh=TOO_SLOW)
    if any(mark in f"{code} {message}" for mark in TOO_LARGE):
        return RefusedQuery(
            "the query needs more memory than the server gives one query; bound its paths, or ask for less",
            zh="查询需要的内存超过一次查询的上限；请限制路径长度，或者少问一些。",
        )
    if "Forbidden" in code or "AccessMode" in code or "not allowed" in message:
        return RefusedQuery("the query would change the graph or the server; queries here only read", zh=guard.CHANGES)
    if "ParameterMissing" in code:
        name = message.removeprefix("Expected parameter(s):").strip()
        return RefusedQuery(f"a parameter is missing: {name}", zh=f"缺少参数：{name}")
    place, reason = _place(message), EXPECTED.sub("", PLACE.sub("", message)).strip(" -:")
    return RefusedQuery(f"the query is wrong{place}: {reason}", zh=f"查询有误{_place_zh(place)}：{reason}")


def _place(message: str) -> str:
    """Return the place a message names, in words: ArcadeDB (line 1:24) counts columns from 0, Neo4j read an EXPLAIN in the line above."""
    found = PLACE.search(message)
    if found is None:
        return ""
    line, column = int(found[1]), int(found[2])
    return f" at line {line - 1}, column {column}" if "(offset" in message else f" at line {line}, column {column + 1}"


def _place_zh(place: str) -> str:
    return re.sub(r" at line (\d+), column (\d+)", r"（第 \1 行第 \2 列）", place)


def first_line(error: Exception) -> str:
    text = getattr(error, "message", None) or str(error)
    return str(text).strip().split("\n")[0]
