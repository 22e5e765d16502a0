"""The IRIs of the graph: the only place that makes one, and the only place that takes one apart.

    document/<16 hex digits of the source's SHA-256>      document/…/task/12      document/…/evidence/40-52
    cited/<digest of the title>      work/<digest of its key>      term/<digest of the name>
    department/<digest of region and name>    a body that a type explains      body/<digest of region and name>    any other
    tie/<digest of two bodies>
All begin with BASE and are ASCII; the same words always give the same IRI.

>>> document_key(part_iri(document_iri("ab" * 32), "task", "2.1"))
'abababababababab'
>>> part_key(part_iri(document_iri("ab" * 32), "task", "2.1"))
'2.1'
"""

import hashlib
from urllib.parse import quote, unquote

BASE = "https://w3id.org/responsibility-graph/id/"
KEY_DIGITS = 16  # hexadecimal digits of a hash in an IRI
_DOCUMENT = BASE + "document/"
_DEPARTMENT = BASE + "department/"
_BODY = BASE + "body/"


def digest(name: str) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of a name."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:KEY_DIGITS]


def document_iri(sha256: str) -> str:
    """Return the IRI of a document, made of the hash of its source; 16 digits of it are enough."""
    return _DOCUMENT + quote(sha256[:KEY_DIGITS], safe="")


def part_iri(document: str, kind: str, key: object) -> str:
    """Return the IRI of a thing inside a document: …/task/12, …/responsibility/12.3, …/evidence/40-52."""
    return f"{document}/{kind}/{quote(str(key), safe='')}"


def cited_iri(title: str) -> str:
    """Return the IRI of a document that is only named: made of its title."""
    return f"{BASE}cited/{digest(title)}"


def work_iri(key: str) -> str:
    """Return the IRI of a work: made of its number, or of title, region and years."""
    return f"{BASE}work/{digest(key)}"


def term_iri(name: str) -> str:
    """Return the IRI of a technology that the vocabulary does not have: made of its name."""
    return f"{BASE}term/{digest(name)}"


def department_iri(key: str) -> str:
    """Return the IRI of a registered body that is no entry of the shipped register: made of its region and name."""
    return f"{_DEPARTMENT}{digest(key)}"


def body_iri(key: str) -> str:
    """Return the IRI of a locality, a class of bodies, or a body nobody knows: made of its region and name."""
    return f"{_BODY}{digest(key)}"


def is_registered(iri: str) -> bool:
    """Return whether the IRI of a body is one that an entry or a type of the register explains."""
    return not iri.startswith(_BODY)


def tie_iri(member: str, above: str) -> str:
    """Return the IRI of the statement that a body belongs to another: made of both."""
    return f"{BASE}tie/{digest(f'{member}|{above}')}"


def is_ours(iri: str) -> bool:
    """Return whether an IRI names a node of this program."""
    return iri.startswith(BASE)


def is_document(iri: str) -> bool:
    """Return whether an IRI is that of a document itself."""
    return iri.startswith(_DOCUMENT) and "/" not in iri[len(_DOCUMENT) :]


def document_key(iri: str) -> str:
    """Return the key of the document that an IRI is or lies in: the digits of its hash; '' where it lies in none."""
    return iri[len(_DOCUMENT) :].partition("/")[0] if iri.startswith(_DOCUMENT) else ""


def part_kind(iri: str) -> str:
    """Return what kind of thing an IRI is inside its document: task of …/task/2.1; '' for the document itself and what lies in none."""
    return "" if is_document(iri) or not document_key(iri) else iri.rsplit("/", 2)[1]


def part_key(iri: str) -> str:
    """Return the key of a thing inside its document: 2.1 of …/task/2.1."""
    return unquote(iri.rpartition("/")[2])


def local(iri: str) -> str:
    """Return an IRI of ours without BASE, as an address carries it; another one whole."""
    return iri.removeprefix(BASE)


def absolute(name: str) -> str:
    """Return the IRI that `local` shortened."""
    return name if "://" in name else BASE + name
