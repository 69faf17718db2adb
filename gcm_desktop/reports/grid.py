"""A ruled table being put together, and the cells that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table

from gcm_desktop.reports.fonts import BOLD, SERIF, markup, printable, width
from gcm_desktop.reports.model import CONFLICT
from gcm_desktop.reports.signs import Figure, Line, Text
from gcm_desktop.reports.styles import INK, RULE, SHADE, ruled, style

PAD: Final = 3.2
UNIT: Final = 16 * mm  # the column of units of measure
Cell: TypeAlias = Flowable | str


@dataclass(slots=True)
class Grid:
    """A table being put together: its lines, its widths and how it is to be drawn."""

    widths: list[float]
    head_rows: int = 0
    lines: list[list[Cell]] = field(default_factory=list)
    commands: list[tuple[object, ...]] = field(default_factory=list)
    joints: list[int] = field(default_factory=list)  # lines that stay with the one after them

    def head(self, *lines: list[Cell]) -> None:
        """Put the lines that every page repeats, and the row of column numbers under them."""
        numbers: list[Cell] = [centred(str(n)) for n in range(1, len(self.widths) + 1)]
        self.lines = [*lines, numbers]
        self.head_rows = len(self.lines)
        last = self.head_rows - 1
        self.commands += [
            ("BACKGROUND", (0, 0), (-1, last), SHADE),
            ("LINEBELOW", (0, last), (-1, last), 0.7, INK),
            ("VALIGN", (0, 0), (-1, last), "MIDDLE"),
            ("TOPPADDING", (0, last), (-1, last), 0.6),
            ("BOTTOMPADDING", (0, last), (-1, last), 1),
        ]

    def across(self, first: int, cell: Cell) -> None:
        """Put a line whose text runs from column ``first`` to the edge."""
        self.span(len(self.lines), first)
        self.lines.append([*[""] * first, cell, *[""] * (len(self.widths) - first - 1)])

    def story(self, first: int, text: str, name: str, indent: float = 0) -> None:
        """Put a text of any length across; a long one takes several lines of the table."""
        for number, piece in enumerate(pieces(text, 1500)):
            if not number:
                self.keep_with_next()
            self.across(first, Text(markup(piece), style(name, indent)))

    def span(self, line: int, first: int) -> None:
        """Let one cell of a line run to the edge."""
        self.commands.append(("SPAN", (first, line), (-1, line)))

    def keep_with_next(self) -> None:
        """Keep the last line on the page of the line that follows."""
        self.joints.append(len(self.lines) - 1)

    def table(self) -> Table:
        """Give the table: rows are never split, the head is repeated."""
        drawn = [
            ("VALIGN", (0, self.head_rows), (-1, -1), "TOP"),
            ("INNERGRID", (0, 0), (-1, -1), 0.25, RULE),
            ("BOX", (0, 0), (-1, -1), 0.7, INK),
            ("LEFTPADDING", (0, 0), (-1, -1), PAD),
            ("RIGHTPADDING", (0, 0), (-1, -1), PAD),
            ("TOPPADDING", (0, 0), (-1, -1), 0.9),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1.7),
            *self.commands,
            *(("NOSPLIT", (0, first), (0, last)) for first, last in self._runs()),
        ]
        return ruled(
            self.lines, self.widths, repeatRows=self.head_rows, drawn=drawn, splitInRow=0, spaceBefore=2
        )

    def _runs(self) -> Iterator[tuple[int, int]]:
        start: int | None = None
        held = set(self.joints)
        for line in range(len(self.lines)):
            if line in held and start is None:
                start = line
            elif line not in held and start is not None:
                yield start, line
                start = None


def small(text: str) -> Cell:
    """Give a short side text such as a unit of measure."""
    if not text:
        return ""
    if "\n" not in text and width(printable(text), SERIF, style("unit").fontSize) <= UNIT - 2 * PAD:
        return words_in(text, "unit", UNIT)
    return fitted(text, "unit", UNIT)


def words_in(text: str, name: str, wide: float, indent: float = 0, face: str = SERIF) -> Cell:
    """Give words of a style: on one line where they fit, else as a paragraph."""
    kind = style(name, indent)
    plain = printable(text)
    if "\n" not in plain and width(plain, face, kind.fontSize) <= wide - 2 * PAD - indent:
        return Line(plain, face, kind.fontSize, kind.leading, indent)
    lead, below, other = markup(text).partition("<br/>")
    return Text(f"<b>{lead}</b>{below}{other}" if face == BOLD else f"{lead}{below}{other}", kind)


def centred(text: str) -> Text:
    """Give a column number or another centred small text."""
    return Text(markup(text), style("head"))


def heads(names: Sequence[str], widths: Sequence[float]) -> list[Cell]:
    """Give the names of columns."""
    return [fitted(name, "head", wide) for name, wide in zip(names, widths, strict=True)]


def fitted(text: str, name: str, wide: float) -> Text:
    """Give a paragraph set smaller where its longest word is broader than the column."""
    size = float(style(name).fontSize)
    longest = max((width(printable(word), SERIF, size) for word in text.split()), default=0)
    room = wide - 2 * PAD
    if longest <= room:
        return Text(markup(text), style(name))
    smaller = max(6.3, size * room / longest - 0.01)
    return Text(f'<font size="{smaller:.2f}">{markup(text)}</font>', style(name))


def is_words(text: str, wide: float) -> bool:
    """Say whether a text is too long for its column and can be broken between words."""
    if CONFLICT in text or not any(letter.isalpha() for letter in text):
        return False
    return width(printable(text), BOLD, 8.5) > wide - 2 * PAD


def figure(text: str, wide: float, *, bold: bool = False, sign: str = "") -> Cell:
    """Give a number flush right, or words in small letters."""
    if not text:
        return ""
    if is_words(text, wide):
        return fitted(text, "words", wide)
    return Figure(text, BOLD if bold else SERIF, sign=sign)


def pieces(text: str, most: int) -> Iterator[str]:
    """Cut a text between words so that none of its pieces can outgrow a page."""
    piece: list[str] = []
    size = 0
    for word in re.findall(r"\S{1,200}\s*", text):
        cost = len(word) + 100 * word.count("\n")
        if piece and size + cost > most:
            yield "".join(piece).rstrip()
            piece, size = [], 0
        piece.append(re.sub(r"\n{3,}", "\n\n", word))
        size += cost
    yield "".join(piece).rstrip()
