"""The rest of the first page: the ten figures that matter and the country with the unit marked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Paragraph, Spacer

from gcm_desktop.i18n import Words
from gcm_desktop.reports.charts import Tiles
from gcm_desktop.reports.fonts import BOLD, markup, printable, width
from gcm_desktop.reports.model import KeyFigure, Summary
from gcm_desktop.reports.signs import Heading, Line
from gcm_desktop.reports.styles import RULE, ruled, style

_FIGURE: Final = 26 * mm
_SIZE: Final = 13.0


def front(summary: Summary, facts: Flowable, words: Words, room: float) -> Iterator[Flowable]:
    """Give what fills the first page below the title; goals begin on the next one."""
    yield facts
    if not summary.key_figures:
        yield Spacer(0, 4 * mm)
        return
    told: list[Flowable] = [
        Spacer(0, 2 * mm),
        Heading(words.say("The figures that matter"), "section", "figures", 0),
        _cards(summary.key_figures, words, room),
    ]
    if summary.country is not None:
        told += [Spacer(0, 3 * mm), Tiles(summary.country, 9 * mm)]
    yield KeepTogether(told)
    yield PageBreak()


def _cards(figures: tuple[KeyFigure, ...], words: Words, room: float) -> Flowable:
    """Give two columns of figures, read down the first and then the second."""
    half = (len(figures) + 1) // 2
    lines = []
    for left, right in zip_longest(figures[:half], figures[half:]):
        lines.append([*_card(left, words), "", *_card(right, words)])
    name = (room - 5 * mm) / 2 - _FIGURE
    return ruled(
        lines,
        [_FIGURE, name, 5 * mm, _FIGURE, name],
        drawn=[
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            *[("LINEBELOW", (n, 0), (n + 1, -1), 0.25, RULE) for n in (0, 3)],
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ("TOPPADDING", (0, 0), (-1, -1), 1.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ],
        splitInRow=0,
    )


def _card(one: KeyFigure | None, words: Words) -> list[Flowable | str]:
    if one is None:
        return ["", ""]
    text = printable(one.figure)
    size = min(_SIZE, _SIZE * (_FIGURE - 4) / max(width(text, BOLD, _SIZE), 1))
    beside = ", ".join(
        filter(None, (one.unit, one.change and words.say("change: {change}", change=one.change)))
    )
    lines: list[Flowable] = [Paragraph(markup(f"{one.code}\u00a0 {one.name}"), style("small"))]
    if beside:
        lines.append(Paragraph(f"<i>{markup(beside)}</i>", style("small")))
    return [Line(text, BOLD, size, _SIZE + 2), lines]
