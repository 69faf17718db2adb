"""What a cell of the page looks like: figures, signs and words, apart from how they are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Final

from gcm_desktop.app import page
from gcm_desktop.app.display import PRECISIONS, STATES, shown, shown_number
from gcm_desktop.app.page import PageRow, RowKind
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.domain.catalogue import Indicator, ValueType
from gcm_desktop.domain.rules import number_of
from gcm_desktop.domain.values import BLANK, Precision, State, Value
from gcm_desktop.errors import Issue, Severity
from gcm_desktop.i18n import Words

#: Answers that are words, not figures: they need the width of the whole row.
WIDE: Final = frozenset({ValueType.TEXT, ValueType.STAGE})


class Ink(Enum):
    """How a figure is drawn."""

    NOTHING = 0
    ANSWER = 1  # a field to type into
    COMPUTED = 2  # grey, never focusable
    QUIET = 3  # the previous period and the change
    OPEN = 4  # the empty row of an open list


@dataclass(frozen=True, slots=True)
class CellLook:
    """One figure with its signs."""

    ink: Ink
    text: str = ""
    state: State = State.BLANK
    worst: Glyph | None = None  # of the findings
    fits: bool | None = None  # a sum against its total
    noted: bool = False
    conflict: bool = False
    fresh: bool = False  # changed since the return was sent
    words: bool = False  # left-aligned text


NOTHING: Final = CellLook(Ink.NOTHING)
_SEVERITY: Final = {
    Severity.ERROR: Glyph.ERROR,
    Severity.WARNING: Glyph.WARNING,
    Severity.COMMENT: Glyph.EXPLAIN,
    Severity.INFO: Glyph.INFO,
}


def worst(issues: Iterable[Issue]) -> Glyph | None:
    """Give the sign of the gravest finding; what a note explains is all right."""
    issues = tuple(issues)
    found = {issue.severity for issue in issues}
    if found == {Severity.INFO} and any(issue.facts.get("explained") for issue in issues):
        return Glyph.GOOD
    return next((glyph for severity, glyph in _SEVERITY.items() if severity in found), None)


def answer(sheet: OpenReturn, cell: str, indicator: Indicator) -> CellLook:
    """Give the look of a cell people type into."""
    value = sheet.value(cell)
    return CellLook(
        Ink.ANSWER,
        shown(sheet.words, sheet.desk.catalogue, cell, value),
        value.state,
        worst(sheet.issues_of(cell)),
        noted=bool(value.note),
        conflict=cell in sheet.conflicts,
        fresh=cell in sheet.fresh,
        words=indicator.value_type in WIDE,
    )


def figure(sheet: OpenReturn, row: PageRow, column: int) -> CellLook:
    """Give the look of a computed figure; a sum says whether it meets its total."""
    catalogue = sheet.desk.catalogue
    number = page.computed(catalogue, row, sheet.values, column)
    if number is None:
        return NOTHING
    fits = None
    if row.kind is RowKind.TABLE:
        checks = page.part_sums(catalogue, catalogue.indicators[row.indicator], sheet.values)
        fits = next((c.fits for c in checks if c.dim == row.dim and c.part is row.part), None)
    return CellLook(Ink.COMPUTED, shown_number(sheet.words, number), fits=fits)


def earlier(sheet: OpenReturn, row: PageRow, values: Mapping[str, Value]) -> CellLook:
    """Give the look of an earlier period."""
    cell = row.cells[0]
    if cell and not row.computed:
        value = values.get(cell, BLANK)
        return CellLook(Ink.QUIET, shown(sheet.words, sheet.desk.catalogue, cell, value))
    number = page.computed(sheet.desk.catalogue, row, values)
    return CellLook(Ink.QUIET, shown_number(sheet.words, number))


def change(sheet: OpenReturn, row: PageRow) -> CellLook:
    """Give the change against the period before, in per cent, or in points where the figure is a share."""
    now, before = (_number(sheet, row, values) for values in (sheet.values, sheet.previous))
    if now is None or before is None or now == before:
        return NOTHING if now is None or before is None else CellLook(Ink.QUIET, "0")
    unit = sheet.desk.catalogue.indicators[row.indicator].unit
    if row.kind is RowKind.RESULT and unit == "PT":
        return CellLook(Ink.QUIET, _signed(sheet.words, now - before, points=True))
    if before == 0:
        return NOTHING
    return CellLook(Ink.QUIET, _signed(sheet.words, (now - before) * 100 / abs(before)))


def _signed(words: Words, number: Decimal, points: bool = False) -> str:
    places = 1 if points or abs(number) < 10 else 0
    rounded = round(number, places)
    sign = "+" if rounded > 0 else "\u2212" if rounded < 0 else ""
    text = words.number(abs(rounded), 1) if points else words.percent(abs(rounded), None)
    return sign + text


def _number(sheet: OpenReturn, row: PageRow, values: Mapping[str, Value]) -> Decimal | None:
    if row.computed:
        return page.computed(sheet.desk.catalogue, row, values)
    return number_of(values.get(row.cells[0])) if row.cells[0] else None


def in_words(words: Words, look: CellLook, value: Value) -> str:
    """Say a cell's state for those who hear the screen, and for the tip."""
    if look.conflict:
        return words.say("conflict: decide it first")
    if value.state is State.VALUE:
        sign = words.say(PRECISIONS[value.precision]) if value.precision is not Precision.EXACT else ""
        return f"{look.text} {sign}".strip()
    return words.say(STATES[value.state])
