"""The goal sheet: one goal with all units side by side, its figures as dots, and what the units tell."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer

from gcm_desktop.i18n import Words
from gcm_desktop.reports import fonts
from gcm_desktop.reports.charts import pictures
from gcm_desktop.reports.fonts import markup
from gcm_desktop.reports.head import rule_of, title_of
from gcm_desktop.reports.legend import legend
from gcm_desktop.reports.model import Picture, Summary, SummaryGoal
from gcm_desktop.reports.page import build, signs_of, text_width
from gcm_desktop.reports.short_head import short_head
from gcm_desktop.reports.signs import Heading
from gcm_desktop.reports.styles import ruled, style
from gcm_desktop.reports.tables import national_tables
from gcm_desktop.reports.writing import put

_BETWEEN: Final = 10 * mm


def write_goal_sheet(sheet: Summary, path: Path) -> int:
    """Write the sheet of the one goal in ``sheet`` and give how many pages it has; E501 or E502."""
    fonts.register()
    words, room = sheet.words, text_width(sheet)
    document, pages = build(sheet, words, title_of(sheet, words), [*_story(sheet, words, room)])
    put(document, path)
    return pages


def _story(sheet: Summary, words: Words, room: float) -> Iterator[Flowable]:
    yield from short_head(sheet, title_of(sheet, words), _facts(sheet, words), room)
    for goal in sheet.goals:
        yield Heading(goal.block, "block", f"block{goal.number}", 0)
        title = words.say("Goal {number}. {title}", number=goal.number, title=goal.title)
        yield Heading(title, "goal", f"goal{goal.number}", 1)
        yield from national_tables(goal, sheet.units, words, room)
        yield from _charts(goal, room)
        yield from _told(goal)
    yield CondPageBreak(35 * mm)
    yield Heading(words.say("Legend"), "section", "legend", 0)
    yield legend(words, room, signs_of(sheet))


def _facts(sheet: Summary, words: Words) -> list[tuple[str, str]]:
    say = words.say
    here = sum(unit.received for unit in sheet.units)
    facts = [
        (say("Reporting period"), sheet.period),
        (say("Area"), sheet.area),
        (say("Completeness"), say("filled {done} of {all}", done=sheet.filled, all=sheet.expected)),
        (say("Coverage"), say("{received} of {total} units", received=here, total=len(sheet.units))),
    ]
    if missing := [unit.name for unit in sheet.units if not unit.received]:
        facts.append((say("Not received"), "; ".join(missing)))
    return facts + rule_of(sheet, words)


def _charts(goal: SummaryGoal, room: float) -> Iterator[Flowable]:
    """Give the charts two abreast: the paper lies on its side."""
    speaking = [one for one in goal.pictures if one.chart.speaks]
    half = (room - _BETWEEN) / 2
    for left, right in zip_longest(speaking[::2], speaking[1::2]):
        line = [_chart(left), "", _chart(right)]
        drawn = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ]
        yield ruled([line], [half, _BETWEEN, half], drawn=drawn, splitInRow=0)


def _chart(picture: Picture | None) -> list[Flowable]:
    return list(pictures([picture])) if picture is not None else []


def _told(goal: SummaryGoal) -> Iterator[Flowable]:
    for heading, text in goal.narrative:
        yield CondPageBreak(15 * mm)
        yield Paragraph(markup(heading), style("story"))
        yield Paragraph(markup(text), style("justified"))
    yield Spacer(0, 4 * mm)
