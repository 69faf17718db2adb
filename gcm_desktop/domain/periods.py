"""SDMX time: years, half-years, quarters, months, days, spans and *undated*."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from gcm_desktop.errors import UserError

_PATTERN = re.compile(
    r"(?P<year>\d{4})(?:-S(?P<half>[12])|-Q(?P<quarter>[1-4])|-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?P<span>/P[1-9]\d{0,2}[YMD])?)?)?",
    re.ASCII,
)
UNDATED: Final = "undated"
_YEARS: Final = (1900, 2200)  # the first and the last that can be written


class Frequency(StrEnum):
    """What kind of period it is."""

    YEAR = "A"
    HALF = "S"
    QUARTER = "Q"
    MONTH = "M"
    DAY = "D"
    SPAN = "span"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One period; ``part`` is the number of the half, quarter or month, 0 for a year."""

    text: str
    frequency: Frequency
    year: int = 0
    part: int = 0

    def __str__(self) -> str:
        """Give the SDMX text."""
        return self.text

    @property
    def is_cited(self) -> bool:
        """Say whether figures of it are only cited: shown and traced, never summed over time."""
        return self.frequency in (Frequency.SPAN, Frequency.UNDATED, Frequency.DAY)

    @property
    def previous(self) -> Period | None:
        """Give the period before, or none for spans, days, undated figures and the first year known."""
        return self._moved(-1)

    @property
    def following(self) -> Period | None:
        """Give the period after, or none for spans, days, undated figures and the last year known."""
        return self._moved(1)

    @property
    def year_before(self) -> Period | None:
        """Give the same period of the last year, or none where there is no such period."""
        return self._moved(-_PER_YEAR.get(self.frequency, 0))

    def _moved(self, steps: int) -> Period | None:
        parts = _PER_YEAR.get(self.frequency)
        if parts is None:
            return None
        year, part = divmod(self.year * parts + max(self.part - 1, 0) + steps, parts)
        if not _YEARS[0] <= year <= _YEARS[1]:
            return None
        return parse_period(f"{year:04d}" if parts == 1 else _text(self.frequency, year, part + 1))

    @property
    def quarters(self) -> tuple[Period, ...]:
        """Give the four quarters of a year, nothing for other periods."""
        if self.frequency is not Frequency.YEAR:
            return ()
        return tuple(parse_period(f"{self.year:04d}-Q{n}") for n in range(1, 5))

    @property
    def last_day(self) -> date:
        """Give the last day, the end of validity for areas; undated figures end today's calendar."""
        months = {Frequency.YEAR: 12, Frequency.HALF: self.part * 6, Frequency.QUARTER: self.part * 3}
        month = months.get(self.frequency, self.part or 12)
        if self.frequency is Frequency.UNDATED:
            return date.max
        if self.frequency in (Frequency.DAY, Frequency.SPAN):
            return date.fromisoformat(self.text[:10])
        first_of_next = date(self.year + month // 12, month % 12 + 1, 1)
        return date.fromordinal(first_of_next.toordinal() - 1)


_PER_YEAR = {Frequency.YEAR: 1, Frequency.HALF: 2, Frequency.QUARTER: 4, Frequency.MONTH: 12}


def _text(frequency: Frequency, year: int, part: int) -> str:
    if frequency is Frequency.MONTH:
        return f"{year:04d}-{part:02d}"
    return f"{year:04d}-{frequency.value}{part}"


def parse_period(text: str) -> Period:
    """Read SDMX time such as 2026-Q3, 2019-01-01/P18M or undated; raises UserError E202."""
    if text == UNDATED:
        return Period(text, Frequency.UNDATED)
    match = _PATTERN.fullmatch(text)
    if not match or not _YEARS[0] <= int(match["year"]) <= _YEARS[1]:
        raise UserError("E202", period=text)
    year = int(match["year"])
    if match["half"]:
        return Period(text, Frequency.HALF, year, int(match["half"]))
    if match["quarter"]:
        return Period(text, Frequency.QUARTER, year, int(match["quarter"]))
    if not match["month"]:
        return Period(text, Frequency.YEAR, year)
    try:
        date(year, int(match["month"]), int(match["day"] or 1))
    except ValueError:
        raise UserError("E202", period=text) from None
    if match["span"]:
        return Period(text, Frequency.SPAN, year, int(match["month"]))
    frequency = Frequency.DAY if match["day"] else Frequency.MONTH
    return Period(text, frequency, year, int(match["month"]))
