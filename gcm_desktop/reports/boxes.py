"""What is written into by hand: boxes for figures, ticks, dates and lines for words."""

from __future__ import annotations

from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from gcm_desktop.reports.fonts import SERIF, printable, width
from gcm_desktop.reports.styles import INK, RULE

BOX: Final = 8.4 * mm  # high enough for figures written by hand
_GAP: Final = 0.7 * mm
_TICK: Final = 5 * mm
_LABEL: Final = 8.5


class _Drawn(Flowable):
    """A flowable as broad as its cell and as high as it says."""

    def __init__(self, high: float) -> None:
        super().__init__()
        self._high = high

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take the whole width of the cell."""
        self.width, self.height = available, self._high
        return self.width, self.height

    def _pen(self, line: float = 0.6) -> Any:
        pen = self.canv
        pen.setStrokeColor(INK)
        pen.setFillColor(INK)
        pen.setLineWidth(line)
        return pen


class NumberBox(_Drawn):
    """Room for one figure; the lines of the table are its box."""

    def __init__(self) -> None:
        super().__init__(BOX)

    def draw(self) -> None:
        """Leave the paper white."""


class Ticks(_Drawn):
    """A small box to tick before each choice; long lists go one below the other."""

    def __init__(self, choices: tuple[str, ...], abreast: bool) -> None:
        super().__init__(BOX if abreast else len(choices) * (_TICK + 2.4 * mm) + 1.6 * mm)
        self._choices, self._abreast = choices, abreast

    def draw(self) -> None:
        """Draw the boxes with their names."""
        pen = self._pen()
        x, y = _GAP, self.height - _TICK - 1.7 * mm
        for choice in self._choices:
            text = printable(choice)
            pen.rect(x, y, _TICK, _TICK)
            room = self.width - x - _TICK - 3 * mm
            size = min(_LABEL, _LABEL * room / max(width(text, SERIF, _LABEL), 1))
            pen.setFont(SERIF, size)
            pen.drawString(x + _TICK + 1.6 * mm, y + 1.4 * mm, text)
            if self._abreast:
                x += _TICK + width(text, SERIF, _LABEL) + 9 * mm
            else:
                y -= _TICK + 2.4 * mm


class DateBoxes(_Drawn):
    """Eight boxes for day, month and year."""

    def __init__(self) -> None:
        super().__init__(BOX)

    def draw(self) -> None:
        """Draw two, two and four boxes with points between."""
        pen, x = self._pen(), _GAP
        for group in (2, 2, 4):
            if x > _GAP:
                pen.circle(x + 1.2 * mm, _GAP + 1.2 * mm, 0.35 * mm, fill=1)
                x += 2.4 * mm
            for _ in range(group):
                pen.rect(x, _GAP, 6.6 * mm, BOX - 2 * _GAP)
                x += 6.6 * mm


class WritingLines(_Drawn):
    """Lines for words."""

    def __init__(self, count: int) -> None:
        super().__init__(count * BOX)
        self._count = count

    def draw(self) -> None:
        """Draw the lines, each high enough to write on."""
        pen = self._pen(0.4)
        pen.setStrokeColor(RULE)
        for number in range(self._count):
            y = self.height - (number + 1) * BOX + 1.2 * mm
            pen.line(_GAP, y, self.width - _GAP, y)


class CountryCode(_Drawn):
    """Three small boxes for the letters of a country."""

    def __init__(self) -> None:
        super().__init__(BOX)

    def draw(self) -> None:
        """Draw the boxes side by side."""
        pen = self._pen(0.4)
        side = min(4.6 * mm, (self.width - 2 * _GAP) / 3)
        for number in range(3):
            pen.rect(_GAP + number * side, 1.2 * mm, side, BOX - 2.4 * mm)
