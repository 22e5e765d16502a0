"""Web pages: the article alone, without menus, tools and footers; tables kept as tables.

The article is the element that sites of governments mark as such (#UCAP-CONTENT, .TRS_Editor, #zoom …), else the smallest one that
holds most of the page's running text. What stands in hidden elements, menus and scripts is left out; text that is struck through is left
out and said.
"""

import re
from functools import cache
from typing import Any

from ingest.sources.builder import TextBuilder, cell, tidy
from ingest.sources.html_tables import DEEPEST, SPACE, grid, is_block, is_struck, is_table, struck_cell
from ingest.sources.source import SourceText, within_bounds
from ingest.sources.text import decode
from ingest.sources.title_form import is_title
from kg.errors import UnreadableInput
from kg.register import any_form
from kg.sentences import sentence

# Where the content systems of government sites put the article, likeliest first.
_ARTICLES = """
    #UCAP-CONTENT .article-content #zoomcon #info_cont #zoom .TRS_Editor .TRS_UEDITOR .trs_editor_view .pages_content .xxgk_content .wzcon
    .news_cont .article_con .articleCon .content_article .bt-content #article #artibody article #js_content
"""
_LEFT_OUT = "script,style,noscript,template,iframe,svg,button,select,input,nav,header,footer,form,[hidden],[aria-hidden=true]"
# The number that refers to a footnote, and the footnotes themselves, as Word, LibreOffice and pandoc write them.
_REFERENCES = "a.footnote-ref,a[role=doc-noteref],a.sdfootnoteanc,a.sdendnoteanc,a[style*=mso-footnote-id][name^=_ftnref]"
_FOOTNOTES = re.compile(
    r"^(?:sdfootnote|sdendnote|ftn|edn)\d+$|\bfootnotes\b|\bdoc-(?:footnote|endnotes)\b|mso-element:\s*(?:foot|end)note"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"))
_WEIGHT = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
# An article has at least this much of the page's running text.
_MOST_OF_IT = 0.8
_SHORTEST = 120
# An article that prints its title does so before its body begins.
_BEGINNING = 1_500
_DEEPEST_PARSED = 2_000
# Elements that must be closed, so that counting them gives a depth.
_NESTING = re.compile(r"</?(?:div|span|section|article|blockquote|font|center|[biua]|em|strong|ul|ol|dl|table)\b[^<>]*>", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


@cache
def _site() -> re.Pattern[str]:
    """Return the pattern of what parts the title of a page from the name of its site: 关于……的通知 - 某市人民政府门户网站."""
    return re.compile(rf"\s*[-_|—–]+\s*(?=[^-_|—–]*(?:{any_form('SiteNames')})[^-_|—–]*$)")


def read(data: bytes, path: str) -> SourceText:
    """Return the article of a web page."""
    within_bounds(len(data), path)
    return article_of(characters(data, path), "html", data, path)


def article_of(markup: str, kind: str, data: bytes, path: str) -> SourceText:
    """Return the article of a page; `data` are the bytes of the file it was in, `kind` its format."""
    page, body = _parsed(markup, path)
    heading = _heading(page)
    _leave_out(page, body)
    writer = Writer(TextBuilder("paragraph"))
    found = article(body)
    writer.head(heading, found)
    writer.write(found)
    return writer.draft.source(kind, data, path)


def article_alone(markup: str, kind: str, data: bytes, path: str) -> SourceText:
    """Return all the text of markup that holds an article and nothing else."""
    page, body = _parsed(markup, path)
    _leave_out(page, body)
    writer = Writer(TextBuilder("paragraph"))
    writer.write(body)
    return writer.draft.source(kind, data, path)


def _parsed(markup: str, path: str) -> tuple[Any, Any]:
    """Return a page and its body."""
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(flattened(markup))
    if page.body is None:
        raise UnreadableInput(f"{path}: the web page is empty; save it anew")
    return page, page.body


def flattened(markup: str) -> str:
    """Return markup without the tags of elements nested deeper than any page's: the parser looks up through all that are open."""
    if markup.count("<") < 2 * _DEEPEST_PARSED:
        return markup
    depth = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal depth
        closing = found[0].startswith("</")
        deep = depth > _DEEPEST_PARSED if closing else depth >= _DEEPEST_PARSED
        depth = max(0, depth + (-1 if closing else 1))
        return "" if deep else found[0]

    return _NESTING.sub(kept, markup)


def _heading(page: Any) -> str | None:
    """Return the title a page gives its article, where it has the form of one: in <meta name="ArticleTitle">, <h1> or <title>."""
    metas = [node.attributes.get("content") or "" for node in page.css("meta[name=ArticleTitle]")]
    names = [_site().split(node.text(deep=True))[0] for node in page.css("title")]
    for said in metas + [node.text(deep=True) for node in page.css("h1")] + names:
        text = cell(said)
        if is_title(text):
            return text
    return None


def _leave_out(page: Any, body: Any) -> None:
    """Take out what is no running text: scripts, menus, forms, and what is hidden (a whole page that a script will show stays)."""
    for node in page.css(f"{_LEFT_OUT},{_REFERENCES}"):
        node.decompose()
    most = len(body.text(deep=True)) // 2
    for node in page.css("[style]"):
        if _HIDDEN.search(node.attributes.get("style") or "") and len(node.text(deep=True)) < most:
            node.decompose()


def characters(data: bytes, path: str) -> str:
    """Return a page's characters; what it says of its own encoding counts where the bytes agree (gb2312 is read as GB18030)."""
    said = _CHARSET.search(data[:4096])
    name = said[1].decode("ascii").lower() if said else ""
    encoding = "gb18030" if name in ("gb2312", "gbk", "gb18030") else name
    if encoding in ("gb18030", "big5", "utf-8"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass
    return decode(data, path)


def article(body: Any) -> Any:
    """Return the element that holds the article."""
    whole = _running(body)
    for selector in _ARTICLES.split():
        found = max(body.css(selector), key=_running, default=None)
        if found is not None and _running(found) >= max(_SHORTEST, _MOST_OF_IT * 0.5 * whole):
            return found
    return _densest(body, whole)


def _densest(body: Any, whole: int) -> Any:
    """Return the innermost element that still holds most of the running text."""
    at = body
    for _ in range(DEEPEST):
        inner = max((child for child in at.iter() if child.tag not in ("p", "table")), key=_running, default=None)
        if inner is None or _running(inner) < max(_SHORTEST, _MOST_OF_IT * whole):
            break
        at = inner
    return at


def _running(node: Any) -> int:
    """Return how much running text an element holds: its characters without those of links."""
    links = sum(len(link.text(deep=True)) for link in node.css("a"))
    return len(SPACE.sub("", node.text(deep=True))) - links


class Writer:
    """The way through an article, a paragraph at a time."""

    def __init__(self, draft: TextBuilder) -> None:
        """Begin before the first paragraph."""
        self.draft = draft
        self.place = 0
        self._pieces: list[tuple[str, bool]] = []
        self._lists = 0
        self._is_struck = False

    def head(self, heading: str | None, article: Any) -> None:
        """Write the page's title above an article that does not begin with it."""
        if heading and heading not in cell(article.text(deep=True)[:_BEGINNING]).replace(" ", ""):
            self._pieces.append((heading, False))
            self._end()

    def write(self, node: Any) -> None:
        """Write an element and what is in it."""
        self._inside(node, heavy=False, depth=0)
        self._end()

    def _inside(self, node: Any, *, heavy: bool, depth: int) -> None:
        """Collect the text below an element; a block begins and ends a paragraph."""
        if depth > DEEPEST:
            self._pieces.append((node.text(deep=True), heavy))
            return
        for child in node.iter(include_text=True):
            if child.tag == "-text":
                self._text(child, heavy=heavy)
            elif child.tag == "br":
                self._end()
            elif is_struck(child):
                self._is_struck = self._is_struck or bool(child.text(deep=True).strip())
            elif child.tag == "table" and is_table(child):
                self._end()
                self._table(child)
            elif is_block(child):
                self._block(child, heavy=heavy, depth=depth)
            else:
                self._inside(child, heavy=heavy or _heavy(child), depth=depth + 1)

    def _text(self, node: Any, *, heavy: bool) -> None:
        """Collect a text; in <pre> each of its lines is a paragraph."""
        lines = (node.text_content or "").split("\n") if node.parent.tag == "pre" else [node.text_content or ""]
        for count, line in enumerate(lines):
            if count:
                self._end()
            self._pieces.append((line, heavy))

    def _block(self, node: Any, *, heavy: bool, depth: int) -> None:
        """Write an element that begins and ends a paragraph; of an item of a list, and of a footnote, say that it is one."""
        self._end()
        start, listed = self.draft.length, node.tag == "li"
        self._lists += listed
        self._inside(node, heavy=heavy or _heavy(node), depth=depth + 1)
        self._end()
        if listed:
            self.draft.bullet(start, self._lists)
        if _is_footnote(node):
            self.draft.footnote(start)
        self._lists -= listed

    def _end(self) -> None:
        """Write the paragraph collected so far, white space folded, if it holds anything."""
        text, bold = "", []
        for piece, heavy in self._pieces:
            folded = tidy(SPACE.sub(" ", piece))
            folded = folded.lstrip(" ") if not text or text.endswith(" ") else folded
            if heavy and folded.strip():
                bold.append((len(text), len(text) + len(folded)))
            text += folded
        self._pieces = []
        text = text.rstrip()
        if text.strip():
            self.place += 1
            self.draft.paragraph(text, self.place, [(start, min(end, len(text))) for start, end in bold])
            self.draft.note(self.draft.last, sentence("unread.struck-text") if self._is_struck else "")
            self._is_struck = False

    def _table(self, table: Any) -> None:
        """Write a table: cells that span rows are repeated in each, those that span columns are followed by empty ones."""
        whole = grid(table)
        kept = [at for at, row in enumerate(whole) if any(row)]
        width = max((len(whole[at]) for at in kept), default=0)
        self.place += 1
        spans = self.draft.table([whole[at] + [""] * (width - len(whole[at])) for at in kept], [self.place] * len(kept))
        said = grid(table, struck_cell) if any(is_struck(node) for node in table.css("del,s,strike,[style]")) else []
        for at, row in zip(kept, spans, strict=True):
            for span, why in zip(row, said[at] if said else (), strict=False):
                self.draft.note(span, why)


def _is_footnote(node: Any) -> bool:
    """Tell whether an element holds footnotes."""
    return any(_FOOTNOTES.search(node.attributes.get(name) or "") for name in ("id", "class", "role", "style"))


def _heavy(node: Any) -> bool:
    """Tell whether an element sets its text bold."""
    return node.tag in _BOLD or bool(_WEIGHT.search(node.attributes.get("style") or ""))
