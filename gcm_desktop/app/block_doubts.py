"""What may be wrong with a block as a whole: a row off, women and men swapped, larger than the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from gcm_desktop.app import block_frame
from gcm_desktop.app.landing import NOWHERE, Doubt, DoubtKind, Ground, PastePlan, Placing
from gcm_desktop.app.page import part_sums
from gcm_desktop.domain.cells import parse_cell
from gcm_desktop.domain.rules import number_of
from gcm_desktop.domain.values import Value


def doubts(ground: Ground, laid: PastePlan, previous: Mapping[str, Value], hidden: int) -> tuple[Doubt, ...]:
    """Give the warnings about a block as it is laid now."""
    found = [_shifted(ground, laid), _swapped(ground, laid, previous)]
    if laid.outside:
        found.append(Doubt(DoubtKind.LARGER, laid.outside))
    if hidden:
        found.append(Doubt(DoubtKind.HIDDEN, hidden))
    return tuple(doubt for doubt in found if doubt is not None)


def _shifted(ground: Ground, laid: PastePlan) -> Doubt | None:
    """Names decide where there are any; then headings; then the sums of the tables."""
    frame, placing = laid.frame, laid.placing
    start = ground.target.row + placing.down
    away = block_frame.belongs(frame, frame.body(laid.block), ground.target.rows, start)
    if away:
        return _down(away, replace(placing, down=placing.down + away))
    across = _by_headings(ground, laid)
    if across:
        return Doubt(DoubtKind.SHIFTED_ACROSS, mended=replace(placing, across=placing.across + across))
    return _by_sums(ground, laid)


def _down(away: int, mended: Placing) -> Doubt:
    kind = DoubtKind.SHIFTED_DOWN if away < 0 else DoubtKind.SHIFTED_UP
    return Doubt(kind, abs(away), mended)


def _by_headings(ground: Ground, laid: PastePlan) -> int:
    first = ground.target.column + laid.placing.across
    told = [(place, first + n) for n, place in enumerate(laid.frame.meanings) if place >= 0]
    steps = {place - here for place, here in told}
    return steps.pop() if len(steps) == 1 else 0


def _by_sums(ground: Ground, laid: PastePlan) -> Doubt | None:
    """Look for a neighbouring place where the sums of the block come out."""
    right, wrong = _sums(ground, laid)
    if laid.frame.labels or (right and not wrong):
        return None
    placing = laid.placing
    for down, across in (
        (_step(ground, placing.down, -1), 0),
        (_step(ground, placing.down, 1), 0),
        (0, -1),
        (0, 1),
    ):
        if not (down or across) or not 0 <= ground.target.column + placing.across + across < 4:
            continue
        moved = replace(placing, down=placing.down + down, across=placing.across + across)
        other = ground.lay(laid.block, laid.frame, moved)
        fits, fails = _sums(ground, other)
        if fails or fits <= right or len(other.changes) < len(laid.changes):
            continue
        return _down(down, moved) if down else Doubt(DoubtKind.SHIFTED_ACROSS, mended=moved)
    return None


def _step(ground: Ground, down: int, step: int) -> int:
    """Give how far the next row to type in is, above or below."""
    rows, row = ground.target.rows, ground.target.row + down + step
    while 0 <= row < len(rows):
        if not rows[row].computed and any(rows[row].cells):
            return row - ground.target.row - down
        row += step
    return 0


def _sums(ground: Ground, laid: PastePlan) -> tuple[int, int]:
    """Count the tables it touches that add up, and those that do not; one part alone proves nothing."""
    values = {**ground.values, **laid.changes}
    found = []
    for code in {parse_cell(cell).indicator for cell in laid.changes}:
        own = {cell: value for cell, value in values.items() if cell.startswith(code)}
        for check in part_sums(ground.catalogue, ground.catalogue.indicators[code], own):
            parts = [
                cell
                for cell in own
                if number_of(own[cell]) and any(dim == check.dim for dim, _ in parse_cell(cell).breakdown)
            ]
            if len(parts) > 1:
                found.append(check.fits)
    return found.count(True), found.count(False)


def _swapped(ground: Ground, laid: PastePlan, previous: Mapping[str, Value]) -> Doubt | None:
    """Women and men the other way round, by the headings or by what the period before had."""
    frame, placing = laid.frame, laid.placing
    first = ground.target.column + placing.across
    told = {first + n: place for n, place in enumerate(frame.meanings) if place >= 0}
    mended = replace(placing, swapped=not placing.swapped)
    want = {1: 2, 2: 1} if not placing.swapped else {1: 1, 2: 2}
    if told.get(1) == want[1] and told.get(2) == want[2]:
        return Doubt(DoubtKind.SWAPPED, mended=mended)
    if {told.get(1), told.get(2)} == {1, 2}:
        return None  # the headings say it is right
    rows = [
        pair for row in {item.row for item in laid.landings} if (pair := _pair(ground, laid, previous, row))
    ]
    if len(rows) < 2 or any((f > m) is (was_f > was_m) for f, m, was_f, was_m in rows):
        return None
    straight = sum(abs(f - was_f) + abs(m - was_m) for f, m, was_f, was_m in rows)
    crossed = sum(abs(f - was_m) + abs(m - was_f) for f, m, was_f, was_m in rows)
    return Doubt(DoubtKind.SWAPPED, len(rows), mended) if crossed * 2 < straight else None


Figures = tuple[Decimal, Decimal, Decimal, Decimal]


def _pair(ground: Ground, laid: PastePlan, previous: Mapping[str, Value], row: int) -> Figures | None:
    """Give women and men of a row, now and in the period before, where both differ both times."""
    if row == NOWHERE:
        return None
    _, women, men, _ = ground.target.rows[row].cells
    f, m = (number_of(laid.changes.get(cell)) for cell in (women, men))
    was_f, was_m = (number_of(previous.get(cell)) for cell in (women, men))
    if f is None or m is None or was_f is None or was_m is None or f == m or was_f == was_m:
        return None
    return f, m, was_f, was_m
