"""The earlier periods of a return that the same file holds, under today's codes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from gcm_desktop.domain.history import usual
from gcm_desktop.domain.periods import Period, parse_period
from gcm_desktop.domain.rules import number_in
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import Value

if TYPE_CHECKING:
    from gcm_desktop.app.desk import Desk

_FARTHEST: Final = 12  # periods looked back at

Past = Mapping[str, Mapping[str, Value]]  # period -> values, oldest first


def past(desk: Desk, key: ReturnKey) -> Past:
    """Give the unit's earlier returns of the same kind of period, oldest first."""
    if key.is_register:
        return {}
    now = parse_period(key.period)
    if now.is_cited:
        return {}
    held = [other for other in desk.file.readable() if _is_earlier(other, key, now)]
    held.sort(key=lambda other: _place(parse_period(other.period)))
    return {other.period: desk.values_today(other) for other in held[-_FARTHEST:]}


def _is_earlier(other: ReturnKey, key: ReturnKey, now: Period) -> bool:
    if other.is_register or other.unit != key.unit:
        return False
    then = parse_period(other.period)
    return then.frequency is now.frequency and _place(then) < _place(now)


def _place(period: Period) -> tuple[int, int]:
    return period.year, period.part


def figures(earlier: Past, cell: str) -> dict[str, Decimal]:
    """Give the numbers a cell had, by period, oldest first."""
    return {
        period: number
        for period, values in earlier.items()
        if (number := number_in(values, cell)) is not None
    }


def usual_figures(earlier: Past, cell: str) -> tuple[Decimal, Decimal] | None:
    """Give the lowest and highest usual figure of a cell, once enough periods are known."""
    return usual(list(figures(earlier, cell).values()))
