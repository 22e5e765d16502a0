"""What is true of a text whoever asks, found once and carried from step to step of the reading."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from ingest.document import brackets, bullets, date_expressions, head_lines, letterhead, punctuation, quantity, segmentation, site_record
from ingest.document.date_expressions import DateMention, Years
from ingest.document.head_lines import HeadLine
from ingest.document.line import Line, line_at, lines
from ingest.document.line_kinds import Role, role
from ingest.document.occurrences import Occurrences
from ingest.document.punctuation import Marks
from ingest.document.quantity import Quantity
from ingest.document.segmentation import Token
from ingest.document.site_record import Entry
from ingest.sources import Bullet, SourceText, Span


class Document:
    """A text with the way back to its file, and what its lines, brackets, words, numbers and dates are.

    Each part is found when it is first asked for and kept; whoever reads a Document changes nothing in it. Spans are offsets into `text`.
    `segmenter` says which program cuts the text into words.
    """

    def __init__(self, source: SourceText, *, segmenter: str = "jieba") -> None:
        self.source, self.text, self.segmenter = source, source.text, segmenter
        self._words: dict[Span, Sequence[Token]] = {}

    @cached_property
    def lines(self) -> Sequence[Line]:
        """The lines in order; together they cover the text."""
        return tuple(lines(self.text))

    @cached_property
    def line_starts(self) -> Sequence[int]:
        """Where the lines begin, blanks included."""
        return tuple(line.begin for line in self.lines)

    def line_at(self, offset: int) -> int:
        """Return the index of the line in which an offset lies."""
        return line_at(self.lines, self.line_starts, offset)

    @cached_property
    def line_roles(self) -> Sequence[Role | None]:
        """What each line is where it is no part of a task: furniture, metadata, the closing sentence; else None."""
        return tuple(None if line.blank else self._role(line) for line in self.lines)

    def _role(self, line: Line) -> Role | None:
        return "furniture" if self.in_footnote(line.start) else role(self.text[line.start : line.end])

    def in_footnote(self, offset: int) -> bool:
        """Tell whether a character stands in a footnote."""
        return any(start <= offset < end for start, end in self.source.footnotes)

    @cached_property
    def full_line(self) -> int | None:
        """From how many characters on a line is full, where lines break inside sentences as on a page; else None."""
        return punctuation.full_line(self.text)

    @cached_property
    def marks(self) -> Marks:
        """The marks that end sentences and clauses in this text, hard-wrapped or not."""
        return punctuation.marks(wrapped=self.full_line is not None)

    @cached_property
    def brackets(self) -> Sequence[Span]:
        """The brackets that belong together, each with its marks, by their start."""
        return brackets.bracket_pairs(self.text)

    @cached_property
    def bullets(self) -> Sequence[Bullet]:
        """The items of lists without numbers, in order."""
        return bullets.list_items(self.text, self.source.bullets)

    @cached_property
    def quoted_titles(self) -> Sequence[Span]:
        """The outermost stretches in 《》, without the marks."""
        return tuple(brackets.quoted_titles(self.text))

    @cached_property
    def head(self) -> Sequence[HeadLine]:
        """The lines before the first item, those of the letterhead as furniture."""
        return letterhead.without_letterhead(self._head, letterhead.letterhead(self._head))

    @cached_property
    def letterhead(self) -> Sequence[HeadLine]:
        """The lines that say whose paper the document is printed on."""
        found = letterhead.letterhead(self._head)
        return self._head[found.start : found.stop]

    @cached_property
    def _head(self) -> Sequence[HeadLine]:
        return tuple(head_lines.head(self.text))

    @cached_property
    def first_item(self) -> int:
        """Where the first item begins, also in a text that is one single line."""
        return head_lines.first_item(self.text, self.head)

    @cached_property
    def signature(self) -> Sequence[HeadLine]:
        """The lines of the first signature, the last of which is its date."""
        return tuple(head_lines.dated(self.text, self.head))

    @cached_property
    def site_record(self) -> dict[str, Entry]:
        """The fields of the record that a site prints above the document, by name."""
        return site_record.record(self.text, self.head[-1].end) if self.head else {}

    def dates(self, start: int, end: int, *, years: Years) -> list[DateMention]:
        """Return the date expressions of text[start:end] in order; `years` are the first and last year of the plan."""
        return date_expressions.resolved(self._dates.within(start, end), years)

    def quantities(self, start: int, end: int) -> Iterator[Quantity]:
        """Yield the quantities of text[start:end] in order."""
        return quantity.resolved(self.text, start, self._quantities.within(start, end))

    def words(self, start: int, end: int) -> Sequence[Token]:
        """Return the words of text[start:end] with their tags."""
        span = (start, end)
        if span not in self._words:
            self._words[span] = segmentation.tokens(self.text, start, end, segmenter=self.segmenter)
        return self._words[span]

    @cached_property
    def _dates(self) -> Occurrences:
        return Occurrences(date_expressions.expressions(), self.text)

    @cached_property
    def _quantities(self) -> Occurrences:
        return Occurrences(quantity.expressions(), self.text)
