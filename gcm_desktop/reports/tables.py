"""The tables of a goal: for one unit, and for the nation with a column for every unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, TypeAlias

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Table

from gcm_desktop.i18n import Words
from gcm_desktop.reports.fonts import BOLD, SERIF, markup, printable, width
from gcm_desktop.reports.model import CONFLICT, SummaryGoal, SummaryRow, SummaryUnit
from gcm_desktop.reports.signs import INCOMPLETE, Figure
from gcm_desktop.reports.styles import INK, RULE, SHADE, style

UNITS_ABREAST: Final = 8  # columns of units on a broad page; more units go on in a further table
_INDENT: Final = 7.0
_PAD: Final = 3.2
_UNIT: Final = 16 * mm
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
        numbers: list[Cell] = [_centred(str(n)) for n in range(1, len(self.widths) + 1)]
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
            ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
            ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
            ("TOPPADDING", (0, 0), (-1, -1), 0.9),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1.7),
            *self.commands,
            *(("NOSPLIT", (0, first), (0, last)) for first, last in self._runs()),
        ]
        return Table(
            self.lines, self.widths, repeatRows=self.head_rows, style=drawn, splitInRow=0, spaceBefore=2
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


def unit_table(goal: SummaryGoal, words: Words, room: float, change: bool) -> Table:
    """Give a goal's table for one unit; ``change`` is the column of differences to the last period."""
    fixed = [13 * mm, 0.0, _UNIT, 17 * mm, *[13.5 * mm] * 3, 16 * mm, *[14 * mm] * change]
    fixed[1] = room - sum(fixed)
    grid = Grid(fixed)
    say = words.say
    names = [say("Code"), say("Indicator"), say("Unit of measure"), say("Total"), say("of which"), "", ""]
    names += [say("Previous period"), *[say("Change")] * change]
    sexes = ["", "", "", "", say("women"), say("men"), say("unknown")]
    sexes += [""] * (len(names) - len(sexes))
    grid.head(_heads(names, fixed), _heads(sexes, fixed))
    grid.commands += [("SPAN", (n, 0), (n, 1)) for n in range(len(names)) if n not in (4, 5, 6)]
    grid.commands.append(("SPAN", (4, 0), (6, 0)))
    for row in _rows(grid, goal.rows, words):
        others = [row.women, row.men, row.unknown, row.previous, *[row.change] * change]
        line = len(grid.lines)
        if _is_words(row.total, fixed[3]) and not any(others):
            grid.span(line, 3)
            answer: Cell = Paragraph(markup(row.total), style("part"))
        else:
            answer = _figure(row.total, fixed[3], bold=_leads(row))
        cells = [_figure(text, wide) for text, wide in zip(others, fixed[4:], strict=True)]
        grid.lines.append([*_names(row), answer, *cells])
    return grid.table()


def national_tables(
    goal: SummaryGoal, units: Sequence[SummaryUnit], words: Words, room: float
) -> Iterator[Table]:
    """Give a goal's tables for the nation: units side by side, the nation and its coverage last."""
    starts = [*range(0, len(units), UNITS_ABREAST)] or [0]
    for start, end in pairwise([*starts, len(units)]):
        yield _national_table(goal, units, (start, end), words, room)


def _national_table(
    goal: SummaryGoal, units: Sequence[SummaryUnit], part: tuple[int, int], words: Words, room: float
) -> Table:
    start, end = part
    last = end == len(units)
    columns = [15.5 * mm] * (end - start)
    sums = [19 * mm, 15 * mm] if last else []
    grid = Grid([13 * mm, 0.0, _UNIT, *columns, *sums])
    grid.widths[1] = room - sum(grid.widths)
    say = words.say
    names = [say("Code"), say("Indicator"), say("Unit of measure")]
    names += [unit.name for unit in units[start:end]]
    names += [say("National total"), say("Coverage")] if last else []
    codes = ["", "", "", *(unit.code for unit in units[start:end]), *[""] * len(sums)]
    grid.head(_heads(names, grid.widths), _heads(codes, grid.widths))
    merged = [n for n, code in enumerate(codes) if not code]
    if last:  # room for the sign that hangs after the last digit
        grid.commands.append(("RIGHTPADDING", (-2, grid.head_rows), (-2, -1), _PAD + 3.5))
    grid.commands += [("SPAN", (n, 0), (n, 1)) for n in merged]
    for row in _rows(grid, goal.rows, words):
        texts = (*row.by_unit, *[""] * len(units))[start:end]
        cells = [_figure(text, wide) for text, wide in zip(texts, columns, strict=True)]
        if last:
            sign = INCOMPLETE if row.incomplete else ""
            cells.append(_figure(row.total, sums[0] - 3.5, bold=_leads(row), sign=sign))
            cells.append(Paragraph(markup(row.coverage), style("figure")))
        grid.lines.append([*_names(row), *cells])
    return grid.table()


def _rows(grid: Grid, rows: Sequence[SummaryRow], words: Words) -> Iterator[SummaryRow]:
    """Give the rows that hold numbers; put subheads and notes around them."""
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        if row.kind == "heading":
            grid.across(1, Paragraph(markup(row.text), style("heading", _INDENT * row.depth)))
            grid.keep_with_next()
            continue
        yield row
        together = following is not None and following.kind in ("component", "result", "heading")
        if row.note:
            grid.keep_with_next()
            note = Paragraph(markup(words.say("Note: {text}", text=row.note)), style("note", _INDENT))
            grid.across(1, note)
        if together:
            grid.keep_with_next()


def _names(row: SummaryRow) -> list[Cell]:
    lead = row.kind == "indicator"
    text = f"<b>{markup(row.text)}</b>" if lead and not row.depth else markup(row.text)
    kind = "name" if lead else "part"
    code = Paragraph(f"<b>{markup(row.code)}</b>", style("unit")) if lead else _small(row.code)
    return [code, Paragraph(text, style(kind, _INDENT * row.depth)), _small(row.unit)]


def _leads(row: SummaryRow) -> bool:
    return row.kind in ("indicator", "result")


def _small(text: str) -> Cell:
    return _fitted(text, "unit", _UNIT) if text else ""


def _centred(text: str) -> Paragraph:
    return Paragraph(markup(text), style("head"))


def _heads(names: Sequence[str], widths: Sequence[float]) -> list[Cell]:
    """Give the names of columns."""
    return [_fitted(name, "head", wide) for name, wide in zip(names, widths, strict=True)]


def _fitted(text: str, name: str, wide: float) -> Paragraph:
    """Give a paragraph set smaller where its longest word is broader than the column."""
    size = float(style(name).fontSize)
    longest = max((width(printable(word), SERIF, size) for word in text.split()), default=0)
    room = wide - 2 * _PAD
    if longest <= room:
        return Paragraph(markup(text), style(name))
    smaller = max(5.5, size * room / longest - 0.01)
    return Paragraph(f'<font size="{smaller:.2f}">{markup(text)}</font>', style(name))


def _is_words(text: str, wide: float) -> bool:
    """Say whether a text is too long for its column and can be broken between words."""
    if CONFLICT in text or not any(letter.isalpha() for letter in text):
        return False
    return width(printable(text), BOLD, 8.5) > wide - 2 * _PAD


def _figure(text: str, wide: float, *, bold: bool = False, sign: str = "") -> Cell:
    if not text:
        return ""
    if _is_words(text, wide):
        return Paragraph(markup(text), style("unit"))
    return Figure(text, BOLD if bold else SERIF, sign=sign)
