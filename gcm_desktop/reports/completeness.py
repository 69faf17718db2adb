"""The completeness report: units by goals, filled of asked, and what is missing named."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table

from gcm_desktop.i18n import Words
from gcm_desktop.reports import fonts
from gcm_desktop.reports.fonts import BOLD, SERIF, markup, printable, width
from gcm_desktop.reports.grid import Cell, centred, pieces
from gcm_desktop.reports.head import title_of
from gcm_desktop.reports.model import Summary
from gcm_desktop.reports.page import build, text_width
from gcm_desktop.reports.short_head import short_head
from gcm_desktop.reports.signs import Heading, Line, Text
from gcm_desktop.reports.styles import INK, RULE, SHADE, ruled, style
from gcm_desktop.reports.writing import put

_NAME: Final = 36 * mm
_SUM: Final = 17 * mm
_GOAL: Final = 7.4 * mm  # a column of a goal has at least this much
_SHADES: Final = ((1.0, 0xFFFFFF), (0.67, 0xECECE8), (0.34, 0xDADAD5), (0.0, 0xC6C6C0))


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit with (filled, asked) of every goal in the order of the columns; ``state`` in words."""

    name: str
    state: str
    counts: tuple[tuple[int, int], ...]

    @property
    def total(self) -> tuple[int, int]:
        """Give filled and asked over all goals."""
        return sum(done for done, _ in self.counts), sum(asked for _, asked in self.counts)


@dataclass(frozen=True, slots=True)
class Missing:
    """What one unit has not answered: (goal, what is missing there)."""

    name: str
    goals: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Completeness:
    """Everything that stands on the report."""

    cover: Summary
    goals: tuple[int, ...]
    lines: tuple[UnitLine, ...]
    missing: tuple[Missing, ...]


def write_completeness(report: Completeness, path: Path) -> int:
    """Write the report to ``path`` and give how many pages it has; raises UserError E501 or E502."""
    fonts.register()
    cover = report.cover
    words, room = cover.words, text_width(cover)
    story = [*_head(report, words, room), *_matrices(report, words, room), *_lists(report, words, room)]
    document, pages = build(cover, words, title_of(cover, words), story)
    put(document, path)
    return pages


def _head(report: Completeness, words: Words, room: float) -> Iterator[Flowable]:
    cover, say = report.cover, words.say
    done, asked = (sum(line.total[n] for line in report.lines) for n in (0, 1))
    whole = sum(line.total[0] == line.total[1] for line in report.lines)
    facts = [
        (say("Reporting period"), cover.period),
        (say("Area"), cover.area),
        (say("Completeness"), say("filled {done} of {all}", done=done, all=asked)),
        (
            say("Complete returns"),
            say("{received} of {total} units", received=whole, total=len(report.lines)),
        ),
    ]
    yield from short_head(cover, title_of(cover, words), facts, room)


def _matrices(report: Completeness, words: Words, room: float) -> Iterator[Flowable]:
    """Give the goals in as many tables as they need; an upright page takes half of them abreast."""
    abreast = int((room - _NAME - 2 * _SUM) / _GOAL)
    count = max(1, math.ceil(len(report.goals) / abreast))
    each = math.ceil(len(report.goals) / count)
    for start in range(0, max(1, len(report.goals)), max(1, each)):
        yield _matrix(report, slice(start, start + each), words, room)
        yield Spacer(0, 3 * mm)


def _matrix(report: Completeness, part: slice, words: Words, room: float) -> Table:
    say, goals = words.say, report.goals[part]
    last = part.stop >= len(report.goals)
    wide = min((room - _NAME - (1 + last) * _SUM) / max(1, len(goals)), 14 * mm)
    widths = [_NAME, _SUM, *[wide] * len(goals), *[_SUM] * last]
    head: list[Cell] = [centred(say("Reporting unit")), centred(say("State"))]
    head += [centred(str(goal)) for goal in goals]
    head += [centred(say("Total"))] * last
    lines: list[list[Cell]] = [head]
    drawn: list[tuple[object, ...]] = [
        ("BACKGROUND", (0, 0), (-1, 0), SHADE),
        ("LINEBELOW", (0, 0), (-1, 0), 0.7, INK),
        ("INNERGRID", (0, 0), (-1, -1), 0.25, RULE),
        ("BOX", (0, 0), (-1, -1), 0.7, INK),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 1.5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 1.5),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    for row, line in enumerate(report.lines, start=1):
        cells: list[Cell] = [Text(markup(line.name), style("small")), centred(line.state)]
        for column, count in enumerate(line.counts[part], start=2):
            cells.append(_count(count, wide))
            if count[1]:
                drawn.append(("BACKGROUND", (column, row), (column, row), _shade(*count)))
        cells += [_count(line.total, _SUM, BOLD)] * last
        lines.append(cells)
    return ruled(lines, widths, repeatRows=1, drawn=drawn, splitInRow=0, spaceBefore=2)


def _count(count: tuple[int, int], wide: float, face: str = SERIF) -> Cell:
    """Write filled of asked in the middle; nothing where nothing is asked."""
    done, asked = count
    if not asked:
        return ""
    text = printable(f"{done}/{asked}")
    size = min(7.5, 7.5 * (wide - 4) / max(width(text, face, 7.5), 1))
    return Line(text, face, size, 9, max(0.0, (wide - 3 - width(text, face, size)) / 2))


def _shade(done: int, asked: int) -> HexColor:
    share = done / asked
    return HexColor(next(shade for least, shade in _SHADES if share >= least))


def _lists(report: Completeness, words: Words, room: float) -> Iterator[Flowable]:
    told = words.say("The darker a field, the less is filled; an empty field is not asked.")
    yield Text(markup(told), style("note"))
    yield CondPageBreak(40 * mm)
    yield Heading(words.say("What is missing"), "section", "missing", 0)
    if not report.missing:
        yield Text(markup(words.say("Every question is answered.")), style("text"))
    for number, unit in enumerate(report.missing):
        yield CondPageBreak(25 * mm)
        yield Heading(unit.name, "goal", f"missing{number}", 1)
        lines = [
            [
                Text(f"<b>{markup(goal)}</b>" if not place else "", style("small")),
                Text(markup(piece), style("small")),
            ]
            for goal, text in unit.goals
            for place, piece in enumerate(pieces(text, 900))
        ]
        drawn = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.25, RULE),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 1.2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
        ]
        yield ruled(lines, [22 * mm, room - 22 * mm], drawn=drawn, splitInRow=0)
        yield Spacer(0, 3 * mm)
