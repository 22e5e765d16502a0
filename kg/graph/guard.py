"""What a reader may run: one statement that only asks the graph.

READ access alone stops neither LOAD CSV nor the commands of administration on Neo4j, and ArcadeDB does not enforce it.
So `check` looks at the words before anything is sent, and `check_plan` at what Neo4j itself says it is going to do
(EXPLAIN: the kind of the query and its operators, of which only those named here pass). On the embedded server the words
are only for a clear sentence: there the reader's user may do nothing but read.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import InvalidValue, RefusedQuery
from kg.sentences import failure

DEEPEST = 200  # brackets in brackets, and signs or key words one after the other; servers take minutes to read more, or never end
WIDEST = 2**63  # the servers keep whole numbers in 64 bits
LONGEST = 100_000  # characters; the longest question of the library has some 2,000

WRITING = "CREATE MERGE INSERT SET DELETE NODETACH DETACH REMOVE FOREACH DROP ALTER RENAME GRANT DENY REVOKE"
WRITES = frozenset(WRITING.split())
COMMANDS = frozenset(("SHOW", "TERMINATE", "USE", "START", "STOP", "ENABLE", "DEALLOCATE", "REALLOCATE", "DRYRUN"))
PREFIXES = frozenset(("EXPLAIN", "PROFILE", "CYPHER"))
PROCEDURES = frozenset(("db.labels", "db.relationshiptypes", "db.propertykeys"))
NAMESPACES = frozenset(("date", "datetime", "localdatetime", "time", "localtime", "duration", "point", "vector"))
"""Functions of these namespaces are Cypher's own; those of others (apoc, gds) can reach anywhere and run on one server only."""

READING = """
    AllNodesScan Anti AntiConditionalApply AntiSemiApply Apply Argument AssertSameNode AssertSameRelationship CacheProperties
    CartesianProduct ConditionalApply DirectedAllRelationshipsScan DirectedRelationshipByElementIdSeek DirectedRelationshipByIdSeek
    DirectedRelationshipIndexContainsScan DirectedRelationshipIndexEndsWithScan DirectedRelationshipIndexScan
    DirectedRelationshipIndexSeek DirectedRelationshipIndexSeekByRange DirectedRelationshipTypeScan
    DirectedRelationshipUniqueIndexSeek DirectedUnionRelationshipTypesScan Distinct Eager EagerAggregation EmptyResult EmptyRow
    Expand Filter IntersectionNodeByLabelsScan LetAntiSemiApply LetSelectOrAntiSemiApply LetSelectOrSemiApply LetSemiApply
    LeftOuterHashJoin Limit ExhaustiveLimit MultiNodeIndexSeek NodeByElementIdSeek NodeByIdSeek NodeByLabelScan
    NodeLeftOuterHashJoin NodeRightOuterHashJoin
    NodeCountFromCountStore NodeHashJoin NodeIndexContainsScan NodeIndexEndsWithScan NodeIndexScan NodeIndexSeek
    NodeIndexSeekByRange NodeUniqueIndexSeek NodeUniqueIndexSeekByRange NullifyMetadata Optional OptionalExpand OrderedAggregation
    OrderedDistinct OrderedUnion PartialSort PartialTop PathPropagatingBFS ProduceResults ProjectEndpoints Projection
    RelationshipCountFromCountStore Repeat RightOuterHashJoin RollUpApply SelectOrAntiSemiApply SelectOrSemiApply SemiApply
    ShortestPath Skip Sort StatefulShortestPath SubtractionNodeByLabelsScan Top Top1WithTies TriadicBuild TriadicFilter
    TriadicSelection UndirectedAllRelationshipsScan UndirectedRelationshipByElementIdSeek UndirectedRelationshipByIdSeek
    UndirectedRelationshipIndexContainsScan UndirectedRelationshipIndexEndsWithScan UndirectedRelationshipIndexScan
    UndirectedRelationshipIndexSeek UndirectedRelationshipIndexSeekByRange UndirectedRelationshipTypeScan
    UndirectedRelationshipUniqueIndexSeek UndirectedUnionRelationshipTypesScan Union UnionNodeByLabelsScan Unwind ValueHashJoin
    VarLengthExpand
"""
OPERATORS = frozenset(READING.split())
"""The operators of Neo4j that only read the graph and compute."""

TOKEN = re.compile(
    r"""(?P<skip>\s+|//[^\r\n]*|/\*.*?\*/)
    |(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    |(?P<quoted>`(?:[^`]|``)*`)
    |(?P<word>[^\W\d]\w*)
    |(?P<number>\d[\w.]*)
    |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class QueryToken:
    """A piece of a query: its kind (text, quoted, word, number, sign, or the end), and how it is written."""

    kind: str
    text: str

    @property
    def key(self) -> str:
        """How it compares with a key word: capitals, and nothing for what is no word."""
        return self.text.upper() if self.kind == "word" else ""


END = QueryToken("end", "")


def tokens(query: str) -> Iterator[QueryToken]:
    """Yield the pieces of a query without spaces and comments."""
    for found in TOKEN.finditer(query):
        kind = found.lastgroup or "sign"
        if kind != "skip":
            yield QueryToken(kind, found.group())


def check(query: str) -> None:
    """Raise RefusedQuery with one sentence where the words of a query do more than ask the graph.

    A key word as a name (n.set, :Show, $create, {start: 1}, AS start) is no key word.
    """
    _check_text(query, "the query")
    if len(query) > LONGEST:
        raise failure(RefusedQuery, "query.too-long", count=len(query), most=LONGEST)
    found = list(tokens(query))
    while found and found[-1].text == ";":
        found.pop()
    if not found:
        raise failure(RefusedQuery, "query.empty")
    _check_depth(found)
    _check_signs(found)
    for place, token in enumerate(found):
        before = found[place - 1] if place else END
        if token.kind in ("word", "quoted") and before.text not in (".", ":", "|", "&", "!", "$"):
            _check_word(found[place:], before)
            _check_call(found[place:], before)


def check_parameters(parameters: Mapping[str, Any]) -> None:
    """Raise InvalidValue where a parameter cannot be sent: p=99999999999999999999, half a character."""
    for name, value in parameters.items():
        for part in _parts(value):
            if isinstance(part, int) and not -WIDEST <= part < WIDEST:
                raise InvalidValue(f"{name} is too large a number; the graph keeps whole numbers of 64 bits")
            if isinstance(part, str):
                _check_text(part, name)


def _parts(value: Any) -> Iterator[Any]:
    """Yield the plain values in a value, list by list, without recursion."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list | tuple):
            waiting += one
        else:
            yield one


def _check_text(text: str, where: str) -> None:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise failure(InvalidValue, "query.half-character", where=where)


def _check_depth(found: list[QueryToken]) -> None:
    """Refuse brackets in brackets, and chains of one word or sign (NOT NOT …, - - …), deeper than servers read in good time."""
    depth = deepest = run = longest = 0
    before = ""
    for token in found:
        depth += (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}"))
        run = run + 1 if (token.key or token.text) == before else 1
        before = token.key or token.text
        deepest, longest = max(deepest, depth), max(longest, run)
    if max(deepest, longest) > DEEPEST:
        raise failure(RefusedQuery, "query.nested", most=DEEPEST)


def _check_signs(found: list[QueryToken]) -> None:
    for token in found:
        if token.kind == "sign" and token.text == ";":
            raise failure(RefusedQuery, "query.several")
        if token.kind == "sign" and token.text == "\\":
            raise failure(RefusedQuery, "query.backslash")


def _check_word(rest: list[QueryToken], before: QueryToken) -> None:
    """Refuse the word at the head of `rest` where it begins something that is no question."""
    word, after = rest[0].key, rest[1] if len(rest) > 1 else END
    begins = after.kind in ("word", "quoted", "number", "text") or after.text in ("(", "{")
    first = before is END or before.text in ("{", "}") or before.key in ("UNION", "ALL")
    if word in WRITES and begins and before.key != "AS":
        raise failure(RefusedQuery, "query.word-changes", word=word)
    if word in COMMANDS and first and after.text != ":":
        raise failure(RefusedQuery, "query.command", word=word)
    if word in PREFIXES and before is END and begins:
        raise failure(RefusedQuery, "query.prefix", word=word)
    if word == "LOAD" and after.key == "CSV":
        raise failure(RefusedQuery, "query.load-csv")
    if word == "IN" and "TRANSACTIONS" in (after.key, *(t.key for t in rest[2:4] if after.kind != "sign")):
        raise failure(RefusedQuery, "query.in-transactions")


def _check_call(rest: list[QueryToken], before: QueryToken) -> None:
    """Refuse a procedure or a function, at the head of `rest`, that is not named above."""
    name, bracket = _dotted(rest)
    if before.key == "CALL" and rest[0].text not in ("(", "{"):
        if name.lower() not in PROCEDURES:
            raise failure(RefusedQuery, "query.procedure", name=name, known=sorted(PROCEDURES))
    elif bracket and "." in name and name.split(".")[0].lower() not in NAMESPACES:
        raise failure(RefusedQuery, "query.function", name=name)


def _dotted(rest: list[QueryToken]) -> tuple[str, bool]:
    """Return the name at the head of a list, with its dots, and whether a bracket follows: apoc.load.json( …"""
    name: list[str] = []
    for token in rest:
        if token.kind not in ("word", "quoted") and token.text != ".":
            return "".join(name), token.text == "("
        if name and token.text != "." and name[-1] != ".":
            break
        name.append(token.text.strip("`"))
    return "".join(name), False


def check_plan(query_type: str | None, plan: Mapping[str, Any] | None) -> None:
    """Raise RefusedQuery where Neo4j's own account of a query (its type and tree of operators) is not that of a question."""
    if query_type != "r" or plan is None:
        raise failure(RefusedQuery, "query.changes")
    for operator, arguments in operators(plan):
        if operator == "ProcedureCall" and _procedure(arguments).lower() in PROCEDURES:
            continue
        if operator not in OPERATORS:
            raise failure(RefusedQuery, "query.operator", operator=operator)


def operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the operators of a plan with their arguments: VarLengthExpand(Pruning)@neo4j is VarLengthExpand."""
    yield re.split(r"[(@]", plan["operatorType"])[0], plan.get("args", {})
    for child in plan.get("children", ()):
        yield from operators(child)


def _procedure(arguments: Mapping[str, Any]) -> str:
    return str(arguments.get("Details", "")).split("(")[0].strip()
