"""Figures as a publication holds them: where each stands, what it is, and whether it was shown."""

from __future__ import annotations

from typing import Final, NamedTuple

#: The subject of a figure that is the sum of the declared units.
NATION_SUM: Final = "_T"


class Figure(NamedTuple):
    """Where a figure stands: whose it is (a unit, or the nation's sum), when, and which cell."""

    subject: str
    period: str
    cell: str

    @property
    def indicator(self) -> str:
        """Give the indicator it belongs to."""
        return self.cell.partition("|")[0]


class Shown(NamedTuple):
    """What a figure was, as canonical text, and whether the publication showed it."""

    value: str
    shown: bool
