"""What a chart shows, as data: the same for page and window, with every figure as it is printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

#: Where the areas lie on a small picture of the country: column, row, columns broad; rough, north is up.
PLACES: Final = {
    "TM-D": (1, 0, 1),
    "TM-L": (3, 0, 1),
    "TM-B": (0, 1, 1),
    "TM-A": (1, 1, 2),
    "TM-M": (3, 1, 1),
    "TM-S": (1, 2, 1),
    "TM-AR": (2, 2, 1),
}
COLUMNS: Final = 4
_STEPS: Final = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing drawn: a bar, a point, a tile; without a number only its text stands there (… × or empty)."""

    label: str
    number: Decimal | None
    text: str
    source: str = ""  # where the figure comes from, for who asks
    area: str = ""  # code of the area, for tiles
    strong: bool = False  # the unit the page is about, or the nation
    hidden: bool = False  # a small count that is not published
    partial: bool = False  # a sum that lacks some of its parts


@dataclass(frozen=True, slots=True)
class Chart:
    """A title, the unit of measure and the marks in their order."""

    title: str
    unit: str
    marks: tuple[Mark, ...]

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """Give the numbers that are drawn."""
        return tuple(mark.number for mark in self.marks if mark.number is not None)

    @property
    def speaks(self) -> bool:
        """Say whether a picture says more than the figure alone: two numbers at least, not all zero."""
        return len(self.numbers) > 1 and any(self.numbers)


@dataclass(frozen=True, slots=True)
class Scale:
    """A measure with round steps; ``share`` says how far along it a number stands, from 0 to 1."""

    low: Decimal
    high: Decimal
    step: Decimal

    @property
    def ticks(self) -> tuple[Decimal, ...]:
        """Give the numbers written beside the measure."""
        count = int((self.high - self.low) / self.step)
        return tuple(self.low + self.step * n for n in range(count + 1))

    def share(self, number: Decimal) -> float:
        """Give how far along the measure a number stands."""
        return float((number - self.low) / (self.high - self.low))


def scale(numbers: Iterable[Decimal], ticks: int = 4) -> Scale:
    """Make a measure from zero that holds all the numbers, with about ``ticks`` round steps."""
    known = [Decimal(0), *numbers]
    low, high = min(known), max(known)
    if low == high:
        return Scale(Decimal(0), Decimal(1), Decimal(1))
    rough = (high - low) / ticks
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(each * power for each in _STEPS if each * power >= rough)
    return Scale(_down(low, step), -_down(-high, step), step)


def _down(number: Decimal, step: Decimal) -> Decimal:
    """Give the multiple of the step at or below a number."""
    whole = (number / step).to_integral_value(rounding="ROUND_FLOOR")
    return whole * step


def shades(chart: Chart, count: int = 4) -> dict[str, int]:
    """Sort the areas into up to ``count`` shades by rank, 0 the lightest; equal numbers share a shade."""
    ranked = sorted({mark.number for mark in chart.marks if mark.number is not None})
    if not ranked:
        return {}
    step = max(1, -(-len(ranked) // count))
    return {mark.area: ranked.index(mark.number) // step for mark in chart.marks if mark.number is not None}
