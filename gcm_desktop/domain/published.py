"""Figures as a publication holds them: where each stands, what it is, and whether it was shown."""

from __future__ import annotations

from enum import IntEnum
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


class How(IntEnum):
    """What a publication did with a figure; one *aside* was no part of it, yet adds up with what was."""

    HIDDEN = 0
    SHOWN = 1
    ASIDE = 2


class Kept(NamedTuple):
    """What a figure was, as canonical text, and what the publication did with it."""

    value: str
    how: How
