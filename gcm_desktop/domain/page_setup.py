"""How a page lies and where it is bound."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LEAST: Final = 12  # millimetres that every margin keeps: office printers do not reach farther
_SIDE: Final = 20  # the left margin of a page nobody binds
_BOUND: Final = 10  # millimetres more where a page is bound


class Orientation(StrEnum):
    """``own`` is how the paper lies by itself: upright for texts, across for many columns."""

    OWN = "own"
    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class Binding(StrEnum):
    """Where a stack of pages is bound: at the left, at the inner side of two-sided pages, or nowhere."""

    LEFT = "left"
    INNER = "inner"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PageSetup:
    """The choices about a page; the format is always A4."""

    orientation: Orientation = Orientation.OWN
    binding: Binding = Binding.LEFT

    def broad(self, own: bool) -> bool:
        """Say whether the page lies across; ``own`` is how it lies by itself."""
        return own if self.orientation is Orientation.OWN else self.orientation is Orientation.LANDSCAPE

    def margins(self, page: int) -> tuple[int, int]:
        """Give the left and the right margin of a page in millimetres; their sum is the same on all pages."""
        bound = _SIDE if self.binding is Binding.NONE else _SIDE + _BOUND
        if self.binding is Binding.INNER and page % 2 == 0:
            return LEAST, bound
        return bound, LEAST
