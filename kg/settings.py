"""What the environment decides: the server, where things are kept, the corpus of the tests.

NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE   a Neo4j of the user's own; without NEO4J_URI the embedded server
KG_HOME     where the library, the embedded server and the caches live (default: the platform's data folder)
KG_CORPUS   for the tests: the folder with corpus/ and gold/ (default: ../shared)
"""

import os
from dataclasses import dataclass
from pathlib import Path

from kg.errors import NotWritable


@dataclass(frozen=True, slots=True)
class Server:
    """A Neo4j named by the environment."""

    uri: str
    username: str
    password: str
    database: str | None


def server() -> Server | None:
    """Return the Neo4j that NEO4J_URI names, or None for the embedded server."""
    uri = os.environ.get("NEO4J_URI", "").strip()
    if not uri:
        return None
    return Server(
        uri=uri,
        username=os.environ.get("NEO4J_USERNAME", "neo4j"),
        password=os.environ.get("NEO4J_PASSWORD", ""),
        database=os.environ.get("NEO4J_DATABASE") or None,
    )


def home() -> Path:
    """Return the folder where everything is kept; it is made by whoever first writes into it.

    Raises NotWritable where neither KG_HOME nor the system names one.
    """
    named = os.environ.get("KG_HOME", "").strip()
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    try:
        return user_data_path("responsibility-graph", appauthor=False)
    except RuntimeError:  # no HOME, and the system knows no such user
        raise NotWritable("this user has no home folder; set KG_HOME to a folder that can be written") from None


def cache() -> Path:
    """Return the private folder of compiled vocabularies and dictionaries."""
    return home() / "cache"
