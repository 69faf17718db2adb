"""The signs of print: one table of them, for the foot of every page and for the legend at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table

from gcm_desktop.i18n import Words, mark
from gcm_desktop.reports.fonts import BOLD, SERIF, markup, printable, width
from gcm_desktop.reports.model import CONFLICT, HIDDEN
from gcm_desktop.reports.signs import INCOMPLETE, ConflictSign, Text, draw_conflict
from gcm_desktop.reports.styles import INK, ruled, style

_SMALL: Final = 7.0
_GAP: Final = 9.0
_BLANK: Final = "\u00a0"


@dataclass(frozen=True, slots=True)
class PrintSign:
    """A sign, what the foot of a page says of it (nothing for some), and what the legend says."""

    sign: str
    short: str
    told: str

    def sign_in(self, words: Words) -> str:
        """Write the sign as the first language writes numbers."""
        return words.alone.number(Decimal(0), 1) if self is TINY else self.sign


NO_DATA: Final = PrintSign("…", mark("no data"), mark("no data: not collected or not available"))
CLOSED: Final = PrintSign("×", mark("not to be filled in"), mark("not to be filled in"))
NONE: Final = PrintSign("–, 0", mark("no cases"), mark("no cases"))
TINY: Final = PrintSign("0.0", mark("less than half the unit shown"), mark("less than half the unit shown"))
NOT_PUBLISHED: Final = PrintSign(
    HIDDEN, mark("small count, not published"), mark("small count, not published")
)
EMPTY: Final = PrintSign("", "", mark("empty cell: no answer was given"))
DISPUTED: Final = PrintSign(
    CONFLICT, mark("conflict, not decided"), mark("conflict: no value until it is decided")
)
ABOUT: Final = PrintSign("≈", "", mark("about"))
AT_LEAST: Final = PrintSign("≥", "", mark("at least"))
MORE: Final = PrintSign(">", "", mark("more than"))
PARTIAL: Final = PrintSign(INCOMPLETE, "", mark("sum of the units received only"))


def signs(*, national: bool = False, published: bool = False, blank: bool = False) -> tuple[PrintSign, ...]:
    """Give the signs a paper may hold; a form to fill in has no conflicts."""
    hidden = (NOT_PUBLISHED,) if published else ()
    if blank:
        return (NO_DATA, CLOSED, NONE)
    sums = (PARTIAL,) if national else ()
    return (NO_DATA, CLOSED, NONE, TINY, *hidden, EMPTY, DISPUTED, ABOUT, AT_LEAST, MORE, *sums)


def foot_legend(
    pen: Any, words: Words, place: tuple[float, float], room: float, shown: tuple[PrintSign, ...]
) -> None:
    """Write on one line what the signs mean, set smaller where the line is too long."""
    told = [(one.sign_in(words), printable(words.say(one.short))) for one in shown if one.short]
    natural = sum(_wide(sign) + width(text, SERIF, _SMALL) + _GAP for sign, text in told) - _GAP
    size = min(_SMALL, _SMALL * room / natural)
    x, y = place
    pen.setFillColor(INK)
    for sign, text in told:
        if sign == CONFLICT:
            draw_conflict(pen, x, y, size)
        else:
            pen.setFont(BOLD, size)
            pen.drawString(x, y, sign)
        x += _wide(sign) * size / _SMALL
        pen.setFont(SERIF, size)
        pen.drawString(x, y, text)
        x += (width(text, SERIF, _SMALL) + _GAP) * size / _SMALL


def _wide(sign: str) -> float:
    """Give the room a sign takes with the space after it."""
    return _SMALL * 1.4 if sign == CONFLICT else width(sign, BOLD, _SMALL) + 3


def legend(words: Words, room: float, shown: tuple[PrintSign, ...]) -> Table:
    """Say in two columns what every sign in a cell means."""
    entries = [[*_entry(one, words)] for one in shown]
    half = (len(entries) + 1) // 2
    entries += [["", ""]] * (2 * half - len(entries))
    lines = [[*left, *right] for left, right in zip(entries[:half], entries[half:], strict=True)]
    sign = 12 * mm
    plain = [
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 1.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    return ruled(lines, [sign, room / 2 - sign] * 2, drawn=plain, hAlign="LEFT")


def _entry(one: PrintSign, words: Words) -> Iterator[Flowable]:
    if one.sign == CONFLICT:
        yield ConflictSign()
    else:
        yield Text(f"<b>{markup(one.sign_in(words) or _BLANK)}</b>", style("head"))
    yield Text(markup(words.say(one.told)), style("small"))
