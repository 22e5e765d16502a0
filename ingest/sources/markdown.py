"""Markdown, as people and programs write it: headings, lists with their numbers, tables (of pipes, drawn, of HTML), HTML between.

markdown-it turns it into HTML, which the reader of web pages reads; what Markdown would not show as written is kept: a line break ends
a line, a list shows the number before each item, **甲。**乙 is bold although no blank follows it, and a pipe table without a rule below its
head, or with more cells than its head, is a table whole. Footnotes stand behind the text. Boxes that are ticked when an item is done are
left out.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from ingest.sources import dashed_tables, drawn_tables, html
from ingest.sources.page_numbers import page_numbers
from ingest.sources.source import BOXES, SourceText
from ingest.sources.text import decode
from kg.errors import UnreadableInput

if TYPE_CHECKING:
    from markdown_it.token import Token

# A heading, an item with a box to tick, or the line below the head of a pipe table.
_SIGNS = re.compile(
    r"^(?:#{1,6}[ \t]+\S|[ \t]*[-*+] \[[ xX]\][ \t]*\S|[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*$)",
    re.MULTILINE,
)
_BEGINNING = 100_000  # bytes
_BOLD = re.compile(r"(?<![*\\])\*\*(?![\s*])([^*\n]{1,200}?)(?<![\s\\])\*\*(?!\*)")
# A link leads to an address; [责任单位：A](二)… is a bracket with the next item behind it.
_LINK = re.compile(r"(?<![!\\])\[([^\[\]\n]*)\]\((?=[^()\s]*[./#:])[!-'*-~]+(?:\s+\"[^\"\n]*\")?\)")
# What is ticked when an item is done: - [ ] 甲, * [X] 甲, 1. [x] 甲, - ☐ 甲; ☑ 甲 without a sign of a list is an item of one too.
_TICKED = rf"[{BOXES}]\ufe0f?"
# What programs write above a text about it: of that the title is read.
_FRONT = re.compile(r"\A---[ \t]*\n((?:[^\n]*\n){1,40}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TITLE = re.compile(r"^title:[ \t]*[\"']?(\S[^\n]*?)[\"']?[ \t]*$", re.MULTILINE)
# A footnote, and the reference to one: [^1]: 含示范驿站5个。
_FOOTNOTE = re.compile(r"^\[\^[^\]\s]{1,40}\]:[ \t]*([^\n]*(?:\n(?:[ \t]{2,}|\t)\S[^\n]*)*)", re.MULTILINE)
_REFERENCE = re.compile(r"\[\^[^\]\s]{1,40}\](?!:)")
_BOX = re.compile(rf"^([ \t]*(?:[-*+]|\d{{1,9}}[.)])[ \t]+)(?:\\?\[[ xX√✓]?\\?\](?!\()|{_TICKED})[ \t]*(?=\S)", re.MULTILINE)
_DEFINED = re.compile(r"^:[ \t]{1,3}(?=\S)", re.MULTILINE)  # a line of a list of definitions: what is said of the line above
_BOX_ALONE = re.compile(rf"^([ \t]*){_TICKED}[ \t]*(?=\S)", re.MULTILINE)
_PIPES = re.compile(r"^[ \t]*\|[^\n]*\|[ \t]*\n(?:[ \t]*\|[^\n]*\|[ \t]*(?:\n|\Z))+", re.MULTILINE)
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")
_INSIDE_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL | re.IGNORECASE)
_EMPTY_LINES = re.compile(r"\n\s*\n")
# What OCR programs set as formulas: $85\%$, \(\geq 3\), $1 \sim 2$, $100\,\text{亿元}$; anything else stays as written.
_FORMULA = re.compile(r"\$([^$\n]{1,60})\$|\\\(([^\n]{1,60}?)\\\)")
_WORDS_OF_TEX = re.compile(r"\\(?:text|mathrm|textbf|mathbf)\s?\{([^{}\\]{0,40})\}")
_SIGNS_OF_TEX = {
    **{r"\geqslant": "≥", r"\geq": "≥", r"\ge": "≥", r"\leqslant": "≤", r"\leq": "≤", r"\le": "≤"},
    **{r"\%": "%", r"\sim": "～", r"\times": "×", r"\pm": "±", r"\cdot": "·", "~": "", r"\,": "", r"\;": "", r"\quad": ""},
}
_TEX = re.compile("|".join(re.escape(sign) + ("(?![a-z])" if sign[-1].isalpha() else "") for sign in _SIGNS_OF_TEX))
# A table that a line would make wider than this is none that a page shows.
_MOST_COLUMNS = 200
# A Markdown file of plans has a hundredth of this; read as Markdown, a text takes thirty times its size of memory.
_MOST_BYTES = 16 * 2**20
# Quotations and lists deeper than this are read as text of the page: markdown-it leaves out what is deeper than its own bound.
_DEEP = re.compile(r"^(?:(?:[ \t]*>){40,}|[ \t]{80,})", re.MULTILINE)
_DEEPEST = 200


def read(data: bytes, path: str) -> SourceText:
    """Return the text of a Markdown file; UnreadableInput where it or a table in it is larger than any of a plan."""
    if len(data) > _MOST_BYTES:
        raise UnreadableInput(f"{path}: more than {_MOST_BYTES // 2**20} MB of Markdown; divide it, or save it as .txt")
    return html.article_alone(rendered(decode(data, path), path), "md", data, path)


def is_markdown(data: bytes) -> bool:
    """Tell whether a text has the signs of Markdown: two headings or items with boxes, or the line that makes a pipe table."""
    if len(data) > _MOST_BYTES:
        return False
    found = [sign[0] for sign in _SIGNS.finditer(data[:_BEGINNING].decode("utf-8", "replace"))]
    return len(found) > 1 or any("|" in sign for sign in found)


def rendered(characters: str, path: str) -> str:
    """Return Markdown as HTML, with the numbers of lists in the text."""
    from markdown_it import MarkdownIt

    parser = (
        MarkdownIt("commonmark", {"breaks": True, "html": True, "maxNesting": _DEEPEST})
        .enable(["table", "strikethrough"])
        .disable(["code", "reference", "link"])
    )
    tokens = parser.parse(prepared(characters))
    _within_columns(tokens, path)
    _number(tokens)
    return str(parser.renderer.render(tokens, parser.options, {}))


def prepared(characters: str) -> str:
    """Return Markdown without page numbers and boxes to tick, and its bold, formulas and tables in a form that every parser reads alike."""
    kept = _FRONT.sub(_titled, "".join(_kept(characters.replace("\r\n", "\n").replace("\r", "\n"))))
    whole = _INSIDE_TABLE.sub(lambda found: _EMPTY_LINES.sub("\n", found[0]), _DEEP.sub("", _with_tables(kept)))
    notes = ["<br>".join(escape(line.strip()) for line in found[1].splitlines()) for found in _FOOTNOTE.finditer(whole)]
    whole = _DEFINED.sub("", _REFERENCE.sub("", _FOOTNOTE.sub("", whole)))
    whole = "\n\n".join([whole, *(f'<p class="footnotes">{note}</p>' for note in notes)])
    whole = _BOX_ALONE.sub(r"\1- ", _BOX.sub(r"\1", _LINK.sub(r"\1", whole)))
    return _BOLD.sub(r"<b>\1</b>", _FORMULA.sub(_formula, _PIPES.sub(_squared, whole)))


def _titled(found: re.Match[str]) -> str:
    """Return the title that stands above a text as its first line, unless the text has it."""
    title = _TITLE.search(found[1])
    return f"{title[1]}\n\n" if title and title[1] not in found.string[found.end() :] else ""


def _with_tables(characters: str) -> str:
    """Return Markdown with the tables that pandoc draws or marks by dashes as tables of HTML."""
    lines = characters.split("\n")
    found = [*drawn_tables.grids(lines), *dashed_tables.tables(lines)]
    for start, end, rows in sorted(found, key=lambda table: table[0], reverse=True):
        cells = ("".join(f"<td>{escape(cell.replace('**', ''))}</td>" for cell in row) for row in rows)
        lines[start:end] = ["", "<table>", *(f"<tr>{row}</tr>" for row in cells), "</table>", ""]
    return "\n".join(lines)


def _kept(characters: str) -> Iterator[str]:
    """Yield the text between page numbers."""
    last = 0
    for start, end in page_numbers(characters):
        yield characters[last:start]
        last = max(last, end)
    yield characters[last:]


def _squared(found: re.Match[str]) -> str:
    """Return a pipe table whose head and rule have as many columns as its widest row; what stands beyond the head would be left out."""
    rows = [_PIPE.split(line.strip())[1:-1] for line in found[0].splitlines() if not _RULE.fullmatch(line)]
    width = max((len(row) for row in rows), default=0)
    lines = ["|".join(["", *row, *[" "] * (width - len(row)), ""]) for row in rows]
    return "\n".join(["", *lines[:1], "|---" * width + "|", *lines[1:], "", ""])


def _formula(found: re.Match[str]) -> str:
    """Return a formula that only sets numbers and signs as plain text."""
    words = _WORDS_OF_TEX.sub(r"\1", found[1] or found[2])
    text = _TEX.sub(lambda sign: _SIGNS_OF_TEX[sign[0]], words)
    return found[0] if re.search(r"[\\^_{}]", text) else text.replace(" ", "")


def _within_columns(tokens: "list[Token]", path: str) -> None:
    """Refuse a table that is no table of a page."""
    columns = 0
    for token in tokens:
        columns = 0 if token.type == "tr_open" else columns + (token.type in ("th_open", "td_open"))
        if columns > _MOST_COLUMNS:
            raise UnreadableInput(f"{path}: a table has more than {_MOST_COLUMNS} columns, as no page shows; divide it")


def _number(tokens: "list[Token]") -> None:
    """Put the number of every item of a list before its text."""
    number = ""
    for token in tokens:
        if token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "inline" and number and token.children:
            first = token.children[0].copy(type="text", tag="", nesting=0, content=number, children=None, attrs={})
            token.children.insert(0, first)
            number = ""
