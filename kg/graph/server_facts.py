"""What is kept of the embedded server in its folder: server.json with passwords, ports and process, readable by its owner alone."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

DATABASE = "responsibility"
ROOT, READER = "root", "reader"
OPEN, EMPTIED = "open", "emptied"  # files beside server.json: what the next start, and whoever fills the graph, is to know


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """What server.json keeps: passwords for good, ports and process of the last start."""

    root_password: str
    reader_password: str
    bolt: int = 0
    http: int = 0
    pid: int = 0


def read_facts(where: Path) -> ServerFacts | None:
    """Return what server.json says, or None where there is none (or half of one from a full disk)."""
    try:
        kept = json.loads((where / "server.json").read_text(encoding="utf-8"))
        return ServerFacts(**{name: value for name, value in kept.items() if name in ServerFacts.__slots__})
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def write_facts(where: Path, facts: ServerFacts) -> ServerFacts:
    """Keep facts in server.json, readable by its owner alone, whole or not at all."""
    part = where / "server.json.part"
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(asdict(facts), file)
    part.replace(where / "server.json")
    return facts


def new_facts() -> ServerFacts:
    """Make new passwords; the next start makes users of them."""
    return ServerFacts(secrets.token_urlsafe(24), secrets.token_urlsafe(24))
