"""Writes a summary as PDF: whole or not at all, and the same bytes for the same summary."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer, Table

from gcm_desktop.i18n import Words
from gcm_desktop.reports import fonts
from gcm_desktop.reports.charts import pictures
from gcm_desktop.reports.closing import closing
from gcm_desktop.reports.codes import code_page
from gcm_desktop.reports.fonts import markup
from gcm_desktop.reports.head import facts, head, title_of
from gcm_desktop.reports.model import Summary, SummaryGoal
from gcm_desktop.reports.page import build, text_width
from gcm_desktop.reports.short_head import short_head
from gcm_desktop.reports.signs import Heading
from gcm_desktop.reports.styles import ruled, style
from gcm_desktop.reports.tables import national_tables, unit_table
from gcm_desktop.reports.writing import put


def write_summary(summary: Summary, path: Path) -> int:
    """Write the summary to ``path`` and give how many pages it has; raises UserError E501 or E502."""
    document, pages = _made(summary)
    put(document, path)
    return pages


def _made(summary: Summary) -> tuple[bytes, int]:
    fonts.register()
    words = summary.words
    room = text_width(summary)
    return build(summary, words, title_of(summary, words), _story(summary, words, room))


def _story(summary: Summary, words: Words, room: float) -> Iterator[Flowable]:
    yield from _head(summary, words, room)
    yield from _goals(summary, words, room)
    yield from closing(summary, words, room)
    yield from code_page(summary.codes, summary.coded, words)


def _head(summary: Summary, words: Words, room: float) -> Iterator[Flowable]:
    if summary.headed:
        yield from head(summary, words, room)
    else:
        yield from short_head(summary, title_of(summary, words), facts(summary, words), room)


def _goals(summary: Summary, words: Words, room: float) -> Iterator[Flowable]:
    block = ""
    change = any(row.change for goal in summary.goals for row in goal.rows)
    for goal in summary.goals:
        yield CondPageBreak(55 * mm)
        if goal.block != block:
            block = goal.block
            yield Spacer(0, 2 * mm)
            yield Heading(block, "block", f"block{goal.number}", 0)
            yield Spacer(0, 1 * mm)
        yield _goal_heading(goal, words, room)
        if goal.rows or not summary.part:
            yield from _tables(summary, goal, words, room, change)
        yield from pictures(goal.pictures)
        for heading, text in goal.narrative:
            yield CondPageBreak(15 * mm)
            yield Paragraph(markup(heading), style("story"))
            yield Paragraph(markup(text), style("justified"))
        yield Spacer(0, 5 * mm)


def _tables(
    summary: Summary, goal: SummaryGoal, words: Words, room: float, change: bool
) -> Iterator[Flowable]:
    if summary.national:
        yield from national_tables(goal, summary.units, words, room)
    else:
        yield unit_table(goal, words, room, change)


def _goal_heading(goal: SummaryGoal, words: Words, room: float) -> Table:
    title = words.say("Goal {number}. {title}", number=goal.number, title=goal.title)
    share = words.say("filled {done} of {all}", done=goal.filled, all=goal.expected)
    wide = 40 * mm
    return ruled(
        [[Heading(title, "goal", f"goal{goal.number}", 1), Paragraph(markup(share), style("share"))]],
        [room - wide, wide],
        drawn=[
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
            ("BOTTOMPADDING", (1, 0), (1, 0), 1.2),  # both stand on one line
        ],
    )
