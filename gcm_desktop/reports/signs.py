"""What is drawn rather than typed: figures with their signs, the carpet band, bookmarks."""

from __future__ import annotations

from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph

from gcm_desktop.reports.fonts import SERIF, markup, printable, width
from gcm_desktop.reports.model import CONFLICT
from gcm_desktop.reports.styles import CARPET, INK, OneLine, style

INCOMPLETE: Final = "*"
_SMALLEST = 5.5
_SIGN_WIDTH = 1.1  # of the conflict sign, in heights of the letters


class Figure(OneLine):
    """A number flush right on the first line of its cell; a sign hangs beyond the last digit."""

    height = 10.0

    def __init__(self, text: str, face: str = SERIF, size: float = 8.5, sign: str = "") -> None:
        super().__init__()
        self._conflict = CONFLICT in text
        self._text = "" if self._conflict else printable(text)
        self._face, self._size, self._sign = face, size, sign

    def draw_at(self, pen: Any, x: float, y: float, wide: float) -> None:
        """Draw on the line where the name of the row begins; a number that is too long is smaller."""
        right, line, size = x + wide, y + self.height - 8.7, self._size
        natural = width(self._text, self._face, size)
        if natural > wide > 0:
            size = max(_SMALLEST, size * wide / natural)
            natural = width(self._text, self._face, size)
        ink(pen, self._face, size)
        if self._conflict:
            draw_conflict(pen, right - size * _SIGN_WIDTH, line, size)
        else:
            pen.drawString(right - natural, line, self._text)
        if self._sign:
            ink(pen, SERIF, size)
            pen.drawString(right + 0.4, line, self._sign)


class Line(OneLine):
    """Words that fit on one line, drawn at once; most names of a table are such."""

    def __init__(self, text: str, face: str, size: float, leading: float, indent: float = 0) -> None:
        super().__init__()
        self._text, self._face, self._size, self._indent = text, face, size, indent
        self.height = leading

    def draw_at(self, pen: Any, x: float, y: float, wide: float) -> None:
        """Draw on the line a paragraph of the same style would use."""
        ink(pen, self._face, self._size)
        pen.drawString(x + self._indent, y + self.height - self._size, self._text)


class Text(Paragraph):
    """A paragraph that is broken into lines once for a width, however often it is asked."""

    _broken: tuple[float, float, float] | None = None

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Break the lines, or remember how they are broken."""
        if self._broken is None or self._broken[0] != available:
            wide, high = super().wrap(available, height)
            self._broken = (available, float(wide), float(high))
        return self._broken[1:]


def ink(pen: Any, face: str, size: float) -> None:
    """Take the ink and a face; what the pen already holds is not written again."""
    if pen._fillColorObj is not INK:
        pen.setFillColor(INK)
    if pen._fontname != face or pen._fontsize != size:
        pen.setFont(face, size)


def draw_conflict(pen: Any, x: float, y: float, size: float) -> None:
    """Draw two arrows against each other; a reader of the text layer gets the sign itself."""
    pen.saveState()
    # No face has the sign: an unseen character carries it, so that searching and copying find it.
    pen._code.append(f"/Span << /ActualText <FEFF{ord(CONFLICT):04X}> >> BDC")
    hidden = pen.beginText(x, y)
    hidden.setFont(SERIF, size)
    hidden.setTextRenderMode(3)
    hidden.textOut("\u2194")
    pen.drawText(hidden)
    pen._code.append("EMC")
    pen.setStrokeColor(INK)
    pen.setLineWidth(size * 0.085)
    long, tip = size * _SIGN_WIDTH * 0.9, size * 0.17
    for height, start, way in ((0.42, x, 1), (0.14, x + long, -1)):
        level, end = y + size * height, start + way * long
        pen.line(start, level, end, level)
        pen.line(end, level, end - way * tip, level + tip)
        pen.line(end, level, end - way * tip, level - tip)
    pen.restoreState()


class ConflictSign(Flowable):
    """The conflict sign as it stands in the legend."""

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take one line."""
        self.width, self.height = available, 10
        return self.width, self.height

    def draw(self) -> None:
        """Draw in the middle, as the other signs stand."""
        draw_conflict(self.canv, self.width / 2 - 4.4, 2, 8)


class Heading(Paragraph):
    """A paragraph that is also a bookmark of the document."""

    def __init__(self, text: str, name: str, key: str, level: int) -> None:
        super().__init__(markup(text), style(name))
        self._mark = (printable(text).replace("\n", " "), key, level)

    def draw(self) -> None:
        """Draw the words and set the bookmark where they stand."""
        title, key, level = self._mark
        self.canv.bookmarkHorizontal(key, 0, self.height + 4)
        self.canv.addOutlineEntry(title, key, level, closed=level == 0)
        super().draw()


class CarpetBand(Flowable):
    """The one ornament: a narrow band of carpet göls; it reads the same printed in grey."""

    _HEIGHT = 7 * mm

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take the whole width of the page's text."""
        self.width, self.height = available, self._HEIGHT
        return self.width, self.height

    def draw(self) -> None:
        """Draw borders, teeth, and as many göls as fit."""
        pen = self.canv
        pen.saveState()
        pen.setStrokeColor(CARPET)
        pen.setFillColor(CARPET)
        for level, thick in ((0.4, 0.9), (self.height - 0.4, 0.9), (2.2, 0.3), (self.height - 2.2, 0.3)):
            pen.setLineWidth(thick)
            pen.line(0, level, self.width, level)
        count = round(self.width / (10.2 * mm))
        step = self.width / count
        for number in range(count):
            self._gol(step * (number + 0.5), self.height / 2)
        for number in range(1, count):
            self._star(step * number, self.height / 2)
        pen.restoreState()

    def _gol(self, x: float, y: float) -> None:
        wide, high = 3.75 * mm, 2.4 * mm
        self._octagon(x, y, wide, high, fill=1)
        pen = self.canv
        pen.setFillColorRGB(1, 1, 1)
        self._octagon(x, y, wide - 1.3, high - 1.3, fill=1)
        pen.setFillColor(CARPET)
        for way in (-1, 1):  # two quarters filled and two empty, as on a Teke göl
            self._octagon_quarter(x, y, (wide - 2.4) * way, (high - 2.4) * way)
            self._diamond(x - way * wide * 0.42, y + way * high * 0.36, 0.5 * mm, 0.4 * mm)
        pen.setFillColorRGB(1, 1, 1)
        self._diamond(x, y, 1.35 * mm, 0.95 * mm)
        pen.setFillColor(CARPET)
        self._diamond(x, y, 0.75 * mm, 0.5 * mm)

    def _octagon(self, x: float, y: float, wide: float, high: float, fill: int) -> None:
        cut = high * 0.45
        corners = ((wide, high - cut), (wide - cut * 1.6, high))
        points = [
            *((x + a, y + b) for a, b in corners),
            *((x - a, y + b) for a, b in reversed(corners)),
            *((x - a, y - b) for a, b in corners),
            *((x + a, y - b) for a, b in reversed(corners)),
        ]
        self._shape(points, fill)

    def _octagon_quarter(self, x: float, y: float, wide: float, high: float) -> None:
        cut = high * 0.45
        side = (wide, high - cut), (wide - cut * 1.6 * (1 if wide * high > 0 else -1), high)
        self._shape([(x, y), (x + wide, y), *((x + a, y + b) for a, b in side), (x, y + high)], 1)

    def _star(self, x: float, y: float) -> None:
        self._diamond(x, y, 0.9 * mm, 1.5 * mm)
        for way in (-1, 1):
            self._diamond(x, y + way * 1.75 * mm, 0.45 * mm, 0.45 * mm)

    def _diamond(self, x: float, y: float, wide: float, high: float) -> None:
        self._shape([(x + wide, y), (x, y + high), (x - wide, y), (x, y - high)], 1)

    def _shape(self, points: list[tuple[float, float]], fill: int) -> None:
        path = self.canv.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.close()
        self.canv.drawPath(path, stroke=0, fill=fill)
