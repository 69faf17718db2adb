"""The measures of a page: how it lies, its margins, and the frame its text stands in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from gcm_desktop.domain.page_setup import PageSetup
from gcm_desktop.reports.styles import BOTTOM, TOP

Draw = Callable[[Any, Any], None]
_SIDES: Final = ("odd", "even")


class Geometry:
    """A4 upright or across; the room for text is equally broad on every page."""

    def __init__(self, setup: PageSetup, broad: bool) -> None:
        self._setup = setup
        self.wide, self.high = (float(side) for side in (landscape(A4) if setup.broad(broad) else A4))
        self.room = self.wide - sum(self.margins(1))

    @property
    def size(self) -> tuple[float, float]:
        """Give width and height."""
        return self.wide, self.high

    @property
    def broad(self) -> bool:
        """Say whether the page lies across."""
        return self.wide > self.high

    def margins(self, page: int) -> tuple[float, float]:
        """Give the left and the right margin of a page in points."""
        left, right = self._setup.margins(page)
        return float(left * mm), float(right * mm)

    def left(self, page: int) -> float:
        """Give where the text of a page begins."""
        return self.margins(page)[0]

    def right(self, page: int) -> float:
        """Give where the text of a page ends."""
        return self.wide - self.margins(page)[1]

    def furnish(self, document: BaseDocTemplate, begin: Draw, end: Draw | None = None) -> None:
        """Give a document its odd and even pages, one after the other."""
        drawn = {"onPage": begin, **({"onPageEnd": end} if end else {})}
        odd, even = (PageTemplate(name, [self._frame(n)], **drawn) for n, name in enumerate(_SIDES, start=1))
        document.addPageTemplates([odd, even])
        document.handle_nextPageTemplate([even.id, odd.id])  # what follows the first page, round and round

    def _frame(self, page: int) -> Frame:
        room = self.high - float(TOP + BOTTOM)
        return Frame(self.left(page), BOTTOM, self.room, room, 0, 0, 0, 0, id="text", showBoundary=0)
