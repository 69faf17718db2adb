"""The board across periods: every unit down, every period across, for one goal or the whole return."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gcm_desktop.app.board import Board, Filter, Row, Square
from gcm_desktop.domain.units import ReportingUnit


@dataclass(frozen=True)
class Line:
    """One unit with its returns by period; a period it was not asked for is missing."""

    unit: ReportingUnit
    rows: Mapping[str, Row]

    def square(self, period: str, goal: int) -> Square:
        """Give one square; goal 0 is the whole return."""
        row = self.rows.get(period)
        if row is None:
            return Square(goal)
        return row.squares.get(goal, Square(goal)) if goal else row.whole

    def waits(self, goal: int) -> frozenset[Filter]:
        """Give everything that waits in some period."""
        return frozenset().union(*(self.square(period, goal).waits for period in self.rows))


@dataclass(frozen=True)
class Across:
    """All periods of a national file side by side."""

    periods: tuple[str, ...]
    lines: tuple[Line, ...]
    totals: Mapping[str, Mapping[int, Square]]

    def counts(self, goal: int) -> dict[Filter, int]:
        """Count the returns in which something waits."""
        found = Counter(
            one for line in self.lines for period in line.rows for one in line.square(period, goal).waits
        )
        return {one: found[one] for one in Filter}


def across(boards: Iterable[Board]) -> Across:
    """Put boards side by side; units stand as the latest period has them, those of the past after them."""
    by_period = {board.period: board for board in boards}
    found: dict[ReportingUnit, dict[str, Row]] = {}
    for board in reversed(by_period.values()):
        for row in board.rows:
            found.setdefault(row.unit, {})[board.period] = row
    lines = tuple(Line(unit, rows) for unit, rows in found.items())
    return Across(tuple(by_period), lines, {period: board.totals() for period, board in by_period.items()})
