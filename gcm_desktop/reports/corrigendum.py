"""The corrigendum: the cells that changed since a page was sent, numbered, with who changed them and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from gcm_desktop.i18n import Words
from gcm_desktop.reports import fonts
from gcm_desktop.reports.closing import check_code, signatures
from gcm_desktop.reports.fonts import BOLD, markup
from gcm_desktop.reports.grid import Cell, Grid, figure, heads, pieces, words_in
from gcm_desktop.reports.head import title_of
from gcm_desktop.reports.model import Summary
from gcm_desktop.reports.page import build, text_width
from gcm_desktop.reports.short_head import short_head
from gcm_desktop.reports.signs import Text
from gcm_desktop.reports.styles import style
from gcm_desktop.reports.writing import put

_NUMBER: Final = 9 * mm
_CODE: Final = 16 * mm
_VALUE: Final = 24 * mm
_WHO: Final = 34 * mm
_WHY: Final = 50 * mm
_NAME: Final = 46 * mm  # what an indicator's name has on an upright page
_LONGEST: Final = 60  # letters of an answer that still stands in a column


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell: what was sent, what holds now, who changed it and why."""

    goal: int
    code: str
    name: str
    old: str
    new: str
    who: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Corrigendum:
    """Everything that stands on the corrigendum; ``sent`` names the revision and its day."""

    cover: Summary
    sent: str
    lines: tuple[Correction, ...]


def write_corrigendum(paper: Corrigendum, path: Path) -> int:
    """Write the corrigendum to ``path`` and give how many pages it has; raises UserError E501 or E502."""
    fonts.register()
    cover = paper.cover
    words, room = cover.words, text_width(cover)
    story: list[Flowable] = [*_head(paper, words, room), _table(paper, words, room), Spacer(0, 3 * mm)]
    told = words.say("Pages without a changed cell stay as they were and are not printed again.")
    end = [*check_code(cover, words), *signatures(cover, words)]
    story += [Text(markup(told), style("note")), KeepTogether([Spacer(0, 7 * mm), *end])]
    document, pages = build(cover, words, title_of(cover, words), story)
    put(document, path)
    return pages


def _head(paper: Corrigendum, words: Words, room: float) -> Iterator[Flowable]:
    cover, say = paper.cover, words.say
    facts = [
        (say("Reporting period"), cover.period),
        (say("Area"), cover.area),
        (say("Corrects"), paper.sent),
        (say("Changed cells"), words.number(len(paper.lines))),
    ]
    yield from short_head(cover, title_of(cover, words), facts, room)


def _table(paper: Corrigendum, words: Words, room: float) -> Table:
    say = words.say
    tight = min(1.0, (room - _NAME) / (_NUMBER + _CODE + 2 * _VALUE + _WHO + _WHY))
    widths = [_NUMBER, _CODE, 0.0, *(wide * tight for wide in (_VALUE, _VALUE, _WHO, _WHY))]
    widths[2] = room - sum(widths)
    grid = Grid(widths)
    names = ["№", say("Code"), say("Indicator"), say("Sent"), say("Corrected"), say("Who"), say("Why")]
    grid.head(heads(names, widths))
    for number, line in enumerate(paper.lines, start=1):
        _line(grid, number, line, words)
    return grid.table()


def _line(grid: Grid, number: int, line: Correction, words: Words) -> None:
    told = [words.say("see below") if _is_long(text) else text for text in (line.old, line.new)]
    cells: list[Cell] = [
        figure(text or "–", grid.widths[3], bold=not n) for n, text in enumerate(reversed(told))
    ]
    why, *more = pieces(line.why, 300)
    grid.lines.append(
        [
            words_in(str(number), "unit", _NUMBER),
            words_in(line.code, "unit", _CODE, face=BOLD),
            words_in(line.name, "part", grid.widths[2]),
            *reversed(cells),
            words_in(line.who, "small", grid.widths[5]),
            Text(markup(why), style("small")),
        ]
    )
    for piece in more:
        grid.across(6, Text(markup(piece), style("small")))
    for label, text in ((words.say("Sent"), line.old), (words.say("Corrected"), line.new)):
        if _is_long(text):
            grid.story(2, f"{label}: {text}", "note")


def _is_long(text: str) -> bool:
    return len(text) > _LONGEST
