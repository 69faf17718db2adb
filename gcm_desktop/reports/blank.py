"""Writes a form to fill in by hand: one goal or the whole return."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer, Table

from gcm_desktop import i18n
from gcm_desktop.i18n import Words
from gcm_desktop.reports import fonts
from gcm_desktop.reports.boxes import CountryCode, DateBoxes, NumberBox, Ticks, WritingLines
from gcm_desktop.reports.closing import signatures
from gcm_desktop.reports.fonts import BOLD, ITALIC, SERIF, markup
from gcm_desktop.reports.form import BlankForm, FormGoal, FormRow
from gcm_desktop.reports.grid import Cell, Grid, heads, words_in
from gcm_desktop.reports.head import form_head, title_of
from gcm_desktop.reports.page import build, text_width
from gcm_desktop.reports.signs import Heading, Text
from gcm_desktop.reports.styles import INK, SHADE, ruled, style
from gcm_desktop.reports.writing import put

_INDENT: Final = 7.0
_COLUMNS: Final = (16 * mm, 0.0, 27 * mm, 20 * mm, 20 * mm, 18 * mm)
_NARRATIVE_LINES: Final = 2
_TEXT_LINES: Final = 2


def write_blank(form: BlankForm, path: Path) -> int:
    """Write the form to ``path`` and give how many pages it has; raises UserError E501 or E502."""
    fonts.register()
    words, cover = i18n.words(form.cover.language), form.cover
    room = text_width(cover)
    story: list[Flowable] = [*form_head(cover, words, room), *_guide(words, room), *_goals(form, words, room)]
    last = [story.pop() for _ in range(2)][::-1]  # signatures never stand alone on a page
    story.append(KeepTogether([*last, *signatures(cover, words)]))
    document, pages = build(cover, words, title_of(cover, words), story)
    put(document, path)
    return pages


def _guide(words: Words, room: float) -> Iterator[Flowable]:
    """Say how the boxes are filled in."""
    say = words.say
    signs = (
        ("0", say("no cases")),
        ("…", say("no data; write the reason beside the box")),
        ("×", say("not to be filled in")),
        ("≈ 120", say("about")),
        ("≥ 120", say("at least")),
        ("> 120", say("more than")),
    )
    told = say(
        "Write one figure in each box. Strike a wrong figure through once and write the right one beside it. "
        "An empty box means that no answer was given."
    )
    pairs = [[*_sign(*left), *_sign(*right)] for left, right in zip(signs[:3], signs[3:], strict=True)]
    sign = 16 * mm
    legend = ruled(
        pairs,
        [sign, room / 2 - sign] * 2,
        drawn=[("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5)],
    )
    drawn = [("BOX", (0, 0), (-1, -1), 0.7, INK), ("BACKGROUND", (0, 0), (-1, 0), SHADE)]
    yield ruled([[Text(markup(told), style("label"))], [legend]], [room], drawn=drawn)
    yield Spacer(0, 5 * mm)


def _sign(sign: str, meaning: str) -> tuple[Flowable, Flowable]:
    return Text(f"<b>{markup(sign)}</b>", style("head")), Text(markup(meaning), style("small"))


def _goals(form: BlankForm, words: Words, room: float) -> Iterator[Flowable]:
    block = ""
    for goal in form.goals:
        yield CondPageBreak(70 * mm)
        if goal.block != block:
            block = goal.block
            yield Spacer(0, 2 * mm)
            yield Heading(block, "block", f"block{goal.number}", 0)
            yield Spacer(0, 1 * mm)
        title = words.say("Goal {number}. {title}", number=goal.number, title=goal.title)
        yield Heading(title, "goal", f"goal{goal.number}", 1)
        yield _table(goal, words, room)
        yield Spacer(0, 1.5 * mm)
        yield _control_total(goal, words, room)
        for heading in goal.narrative:
            lines = WritingLines(_NARRATIVE_LINES)
            yield KeepTogether([Text(markup(heading), style("story")), lines])
        yield Spacer(0, 6 * mm)


def _table(goal: FormGoal, words: Words, room: float) -> Table:
    grid = Grid(list(_COLUMNS))
    grid.widths[1] = room - sum(grid.widths)
    say = words.say
    names = [say("Code"), say("Indicator"), say("Total"), say("of which"), "", ""]
    grid.head(
        heads(names, grid.widths),
        heads(["", "", "", say("women"), say("men"), say("unknown")], grid.widths),
    )
    grid.commands += [("SPAN", (n, 0), (n, 1)) for n in (0, 1, 2)]
    grid.commands += [("SPAN", (3, 0), (5, 0)), *_open_answers(grid.head_rows)]
    for row, following in pairwise((*goal.rows, None)):
        if row is not None:
            _line(grid, row, words)
            if following is not None and (row.kind == "heading" or following.kind in ("component", "result")):
                grid.keep_with_next()
    return grid.table()


def _open_answers(first: int) -> list[tuple[object, ...]]:
    """Give the answers the whole room of their cells."""
    return [
        ("LEFTPADDING", (2, first), (-1, -1), 0),
        ("RIGHTPADDING", (2, first), (-1, -1), 0),
        ("TOPPADDING", (2, first), (-1, -1), 0),
        ("BOTTOMPADDING", (2, first), (-1, -1), 0),
        ("VALIGN", (0, first), (-1, -1), "MIDDLE"),
    ]


def _line(grid: Grid, row: FormRow, words: Words) -> None:
    at = len(grid.lines)
    if row.kind == "heading":
        grid.commands += [("SPAN", (1, at), (-1, at)), ("TOPPADDING", (0, at), (-1, at), 2)]
        grid.commands.append(("BOTTOMPADDING", (0, at), (-1, at), 3))
        name = words_in(row.text, "heading", sum(grid.widths[1:]), _INDENT * row.depth, ITALIC)
        grid.lines.append(["", name, "", "", "", ""])
        return
    grid.lines.append([_code(row), _name(row), *_answer(row, words)])
    _frame(grid, row, at)


def _frame(grid: Grid, row: FormRow, at: int) -> None:
    """Draw the boxes to write in heavier, and shade what nobody writes in."""
    if row.kind == "country":
        grid.commands += [("TOPPADDING", (0, at), (1, at), 0), ("BOTTOMPADDING", (0, at), (1, at), 0)]
    if row.answer != "number":
        grid.span(at, 2)
        if row.answer == "none":
            grid.commands.append(("BACKGROUND", (2, at), (-1, at), SHADE))
        return
    beside = any(row.boxes[1:])
    thick = 1.1 if row.kind in ("indicator", "component") else 0.7
    grid.commands.append(("BOX", (2, at), (-1 if beside else 2, at), thick, INK))
    if not beside:
        grid.span(at, 3)
        grid.commands.append(("BACKGROUND", (3, at), (-1, at), SHADE))


def _code(row: FormRow) -> Cell:
    if row.kind == "country":
        return CountryCode()
    return words_in(row.code, "unit", _COLUMNS[0], face=BOLD if row.kind == "indicator" else SERIF)


def _name(row: FormRow) -> Cell:
    if row.kind == "country":
        return WritingLines(1)
    lead = row.kind == "indicator"
    text = f"<b>{markup(row.text)}</b>" if lead else markup(row.text)
    if row.unit:
        text += f' <font size="7.5"><i>({markup(row.unit)})</i></font>'
    return Text(text, style("name" if lead else "part", _INDENT * row.depth))


def _answer(row: FormRow, words: Words) -> list[Cell]:
    if row.answer == "number":
        return [NumberBox() if box else "" for box in row.boxes]
    return [_wide_answer(row, words), "", "", ""]


def _wide_answer(row: FormRow, words: Words) -> Cell:
    if row.told:
        return Text(markup(row.told), style("note", 4))
    if row.answer == "yes_no":
        return Ticks((words.say("Yes"), words.say("No")), abreast=True)
    if row.answer == "date":
        return DateBoxes()
    if row.answer == "choice":
        return Ticks(row.choices, abreast=False)
    return WritingLines(_TEXT_LINES) if row.answer == "text" else ""


def _control_total(goal: FormGoal, words: Words, room: float) -> Flowable:
    """Give the box for the sum of all figures of the goal, which the program computes as well."""
    told = words.say(
        "Control total of goal {number}: the sum of all figures written above, totals and parts alike",
        number=goal.number,
    )
    return ruled(
        [[Text(markup(told), style("control")), NumberBox()]],
        [room - 58 * mm, 58 * mm],
        drawn=[
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("BOX", (1, 0), (1, 0), 1.4, INK),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ("LEFTPADDING", (1, 0), (1, 0), 0),
            ("RIGHTPADDING", (1, 0), (1, 0), 0),
            ("NOSPLIT", (0, 0), (-1, -1)),
        ],
    )
