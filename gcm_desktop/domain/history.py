"""What is usual for a figure, told by the unit's own earlier periods."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from statistics import median
from typing import Final

PERIODS: Final = 3  # fewer say nothing about what is usual
_SPREAD: Final = Decimal("1.4826")  # makes the median distance comparable with a standard deviation
_TIMES: Final = 3
_LEAST: Final = Decimal(20)  # units a small figure may move without a word


def usual(numbers: Sequence[Decimal]) -> tuple[Decimal, Decimal] | None:
    """Give the lowest and highest usual figure, robust against one odd period; nothing from too few."""
    if len(numbers) < PERIODS:
        return None
    middle = median(numbers)
    distance = median([abs(number - middle) for number in numbers])
    reach = max(distance * _SPREAD * _TIMES, _LEAST)
    low, high = middle - reach, middle + reach
    if low < 0 <= min(numbers):
        low = Decimal(0)
    return _short(low), _short(high)


def _short(number: Decimal) -> Decimal:
    """Take the noise off: a limit is shown with one decimal at most."""
    rounded = round(number, 1)
    return rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded
