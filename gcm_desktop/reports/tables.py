"""The tables of a goal: for one unit, and for the nation with a column for every unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Table

from gcm_desktop.i18n import Words
from gcm_desktop.reports.fonts import BOLD, ITALIC, SERIF, markup
from gcm_desktop.reports.grid import PAD, UNIT, Cell, Grid, figure, heads, is_words, pieces, small, words_in
from gcm_desktop.reports.model import SummaryGoal, SummaryRow, SummaryUnit
from gcm_desktop.reports.signs import INCOMPLETE, Text
from gcm_desktop.reports.styles import INK, style

UNITS_ABREAST: Final = 8  # columns of units on a page that lies across; more go on in a further table
_OF_UNIT: Final = 15.5 * mm
_NATION: Final = (19 * mm, 15 * mm)  # the national total and its coverage
_NAME: Final = 44 * mm  # an indicator's name has at least this much
_CODE: Final = 13 * mm
_INDENT: Final = 7.0
_LONGEST: Final = 60  # letters an answer may have in a column of figures


def unit_table(goal: SummaryGoal, words: Words, room: float, change: bool) -> Table:
    """Give a goal's table for one unit; ``change`` is the column of differences to the last period."""
    fixed = [_CODE, 0.0, UNIT, 17 * mm, 13.5 * mm, 13.5 * mm, 16 * mm, 16 * mm, *[14 * mm] * change]
    fixed[1] = room - sum(fixed)
    grid = Grid(fixed)
    say = words.say
    names = [say("Code"), say("Indicator"), say("Unit of measure"), say("Total"), say("of which"), "", ""]
    names += [say("Previous period"), *[say("Change")] * change]
    sexes = ["", "", "", "", say("women"), say("men"), say("unknown")]
    sexes += [""] * (len(names) - len(sexes))
    grid.head(heads(names, fixed), heads(sexes, fixed))
    grid.commands += [("SPAN", (n, 0), (n, 1)) for n in range(len(names)) if n not in (4, 5, 6)]
    grid.commands.append(("SPAN", (4, 0), (6, 0)))
    for row in _rows(grid, goal.rows, words):
        _unit_line(grid, row, words, change)
    _control_line(grid, goal, words)
    return grid.table()


def _unit_line(grid: Grid, row: SummaryRow, words: Words, change: bool) -> None:
    before = "" if _is_story(row.previous) else row.previous
    others = [row.women, row.men, row.unknown, before, *[row.change] * change]
    if is_words(row.total, grid.widths[3]) and not any(others) or _is_story(row.total):
        first, *more = pieces(row.total, 1000)
        grid.span(len(grid.lines), 3)
        grid.lines.append(
            [*_names(row, grid.widths[1]), Text(markup(first), style("part")), *[""] * len(others)]
        )
        for piece in more:
            grid.across(3, Text(markup(piece), style("part")))
    else:
        cells = [figure(text, wide) for text, wide in zip(others, grid.widths[4:], strict=True)]
        answer = figure(row.total, grid.widths[3], bold=_leads(row))
        grid.lines.append([*_names(row, grid.widths[1]), answer, *cells])
    if _is_story(row.previous):
        grid.story(3, words.say("Previous period: {text}", text=row.previous), "note")


def national_tables(
    goal: SummaryGoal, units: Sequence[SummaryUnit], words: Words, room: float
) -> Iterator[Table]:
    """Give a goal's tables for the nation: units side by side, the nation and its coverage last."""
    abreast = int((room - _CODE - UNIT - _NAME - sum(_NATION)) / _OF_UNIT)
    starts = [*range(0, len(units), min(UNITS_ABREAST, abreast))] or [0]
    for start, end in pairwise([*starts, len(units)]):
        yield _national_table(goal, units, (start, end), words, room)


def _national_table(
    goal: SummaryGoal, units: Sequence[SummaryUnit], part: tuple[int, int], words: Words, room: float
) -> Table:
    start, end = part
    last = end == len(units)
    columns = [_OF_UNIT] * (end - start)
    sums = list(_NATION) if last else []
    grid = Grid([_CODE, 0.0, UNIT, *columns, *sums])
    grid.widths[1] = room - sum(grid.widths)
    say = words.say
    names = [say("Code"), say("Indicator"), say("Unit of measure")]
    names += [unit.name for unit in units[start:end]]
    names += [say("National total"), say("Coverage")] if last else []
    codes = ["", "", "", *(unit.code for unit in units[start:end]), *[""] * len(sums)]
    grid.head(heads(names, grid.widths), heads(codes, grid.widths))
    merged = [n for n, code in enumerate(codes) if not code]
    if last:  # room for the sign that hangs after the last digit
        grid.commands.append(("RIGHTPADDING", (-2, grid.head_rows), (-2, -1), PAD + 3.5))
    grid.commands += [("SPAN", (n, 0), (n, 1)) for n in merged]
    for row in _rows(grid, goal.rows, words):
        texts = (*row.by_unit, *[""] * len(units))[start:end]
        told = [words.say("see below") if _is_story(text) else text for text in texts]
        cells = [figure(text, wide) for text, wide in zip(told, columns, strict=True)]
        if last:
            sign = INCOMPLETE if row.incomplete else ""
            total = words.say("see below") if _is_story(row.total) else row.total
            cells.append(figure(total, sums[0] - 3.5, bold=_leads(row), sign=sign))
            cells.append(Text(markup(row.coverage), style("figure")))
        grid.lines.append([*_names(row, grid.widths[1]), *cells])
        for unit, text in zip(units[start:end], texts, strict=True):
            if _is_story(text):
                grid.story(1, f"{unit.name}: {text}", "note", _INDENT)
        if last and _is_story(row.total):
            grid.story(1, f"{words.say('National total')}: {row.total}", "note", _INDENT)
    if last:
        _control_line(grid, goal, words)
    return grid.table()


def _rows(grid: Grid, rows: Sequence[SummaryRow], words: Words) -> Iterator[SummaryRow]:
    """Give the rows that hold numbers; put subheads and notes around them."""
    for row, following in zip_longest(rows, rows[1:]):
        if row.kind == "heading":
            room = sum(grid.widths[1:])
            grid.across(1, words_in(row.text, "heading", room, _INDENT * row.depth, ITALIC))
            grid.keep_with_next()
            continue
        yield row
        together = following is not None and following.kind in ("component", "result", "heading")
        if row.note:
            note = words.say("Note {number}: {text}", number=row.note_number, text=row.note)
            grid.story(1, note, "note", _INDENT)
        if together:
            grid.keep_with_next()


def _names(row: SummaryRow, wide: float) -> list[Cell]:
    lead = row.kind == "indicator"
    face = BOLD if lead and not row.depth else SERIF
    text = words_in(row.text, "name" if lead else "part", wide, _INDENT * row.depth, face)
    code = words_in(row.code, "unit", _CODE, face=BOLD) if lead else small(row.code)
    return [code, text, small(row.unit)]


def _leads(row: SummaryRow) -> bool:
    return row.kind in ("indicator", "result")


def _is_story(text: str) -> bool:
    """Say whether an answer is too long for any column of figures."""
    return len(text) > _LONGEST


def _control_line(grid: Grid, goal: SummaryGoal, words: Words) -> None:
    """End the goal with the two numbers that prove it; a publication has none."""
    if not goal.check:
        return

    def told(own: Words) -> str:
        total = own.say(
            "Control total of goal {number}: {total}", number=goal.number, total=goal.control_total or "–"
        )
        return f"{markup(total)}; <b>{markup(own.say('check: {digits}', digits=goal.check))}</b>"

    grid.keep_with_next()
    grid.commands.append(("LINEABOVE", (0, len(grid.lines)), (-1, len(grid.lines)), 0.7, INK))
    grid.across(0, Text(words.each(told, "<br/>"), style("control")))
