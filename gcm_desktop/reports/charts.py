"""Charts on paper: bars, a line over periods, dots across units, tiles of the country.

Nothing hangs on colour: shades differ enough for a grey photocopy and every mark carries its figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from gcm_desktop.domain.charts import COLUMNS, PLACES, Chart, Mark, Scale, scale, shades
from gcm_desktop.i18n import BELOW, leading
from gcm_desktop.reports.fonts import BOLD, ITALIC, SERIF, printable, width
from gcm_desktop.reports.model import Picture, PictureKind
from gcm_desktop.reports.styles import INK, RULE, SHADE

_SIZE: Final = 8.0
_ROW: Final = 5.2 * mm
_TITLE: Final = 6 * mm
_BAR: Final = HexColor(0x9A9A96)
_STRONG: Final = HexColor(0x4A4A48)
_GREYS: Final = (HexColor(0xF4F4F1), HexColor(0xD2D2CD), HexColor(0xA5A5A0), HexColor(0x6A6A66))
_WHITE: Final = HexColor(0xFFFFFF)


class _ChartOnPaper(Flowable):
    """A chart as broad as its room; titles in words, figures as in the tables."""

    def __init__(self, chart: Chart, high: float) -> None:
        super().__init__()
        self.chart = chart
        self._high = high + _TITLE

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take the whole width offered."""
        self.width, self.height = available, self._high
        return self.width, self.height

    def draw(self) -> None:
        """Write the title, then what the kind of chart draws."""
        pen = self.canv
        pen.saveState()
        unit = printable(f", {self.chart.unit}" if self.chart.unit else "")
        room = self.width - width(unit, ITALIC, _SIZE)
        title = _one_line(self.chart.title, BOLD, _SIZE + 0.5, room)
        y = self.height - 4 * mm
        text(pen, 0, y, title, BOLD, _SIZE + 0.5)
        text(pen, width(title, BOLD, _SIZE + 0.5), y, unit, ITALIC, _SIZE)
        self.draw_marks(pen)
        pen.restoreState()

    def draw_marks(self, pen: Any) -> None:
        """Draw the marks below the title."""
        raise NotImplementedError


class Bars(_ChartOnPaper):
    """One bar a category, its name before it and its figure behind."""

    def __init__(self, chart: Chart) -> None:
        super().__init__(chart, len(chart.marks) * _ROW + 1 * mm)

    def draw_marks(self, pen: Any) -> None:
        """Draw the bars from one line at zero."""
        measure = scale(self.chart.numbers)
        names = min(
            self.width * 0.4, max(width(printable(m.label), SERIF, _SIZE) for m in self.chart.marks) + 4
        )
        figures = max(width(printable(mark.text), SERIF, _SIZE) for mark in self.chart.marks) + 6
        long = self.width - names - figures
        zero = names + long * measure.share(Decimal(0))
        y = self.height - _TITLE
        for mark in self.chart.marks:
            y -= _ROW
            name(pen, names - 4, y + 1.6 * mm, mark, names - 4)
            end = zero
            if mark.number is not None:
                end = names + long * measure.share(mark.number)
                bar(pen, min(zero, end), y + 0.9 * mm, abs(end - zero), _ROW - 1.8 * mm, mark.strong)
            text(pen, max(end, zero) + 3, y + 1.6 * mm, printable(mark.text), SERIF, _SIZE)
        pen.setStrokeColor(INK)
        pen.setLineWidth(0.5)
        pen.line(zero, y, zero, self.height - _TITLE)


class LineOverPeriods(_ChartOnPaper):
    """One point a period; where a figure is missing the line is broken, never drawn through."""

    def __init__(self, chart: Chart, high: float = 34 * mm) -> None:
        super().__init__(chart, high)

    def draw_marks(self, pen: Any) -> None:
        """Draw the measure, the line and the points with their figures."""
        measure, foot = scale(self.chart.numbers), 5.5 * mm
        high = self.height - _TITLE - foot - 4 * mm
        side = self._measure(pen, measure, foot, high)
        step = (self.width - side - 10 * mm) / max(1, len(self.chart.marks) - 1)
        before: tuple[float, float] | None = None
        for place, mark in enumerate(self.chart.marks):
            x = side + 3 * mm + place * step
            label = fitted(mark.label, SERIF, 7, max(step, 14 * mm) - 2)
            text(pen, x - width(label, SERIF, 7) / 2, 1.4 * mm, label, SERIF, 7)
            if mark.number is None:
                before = None
                sign = printable(mark.text)
                text(pen, x - width(sign, SERIF, _SIZE) / 2, foot + 2, sign, SERIF, _SIZE)
                continue
            here = (x, foot + high * measure.share(mark.number))
            pen.setStrokeColor(_STRONG)
            pen.setLineWidth(1.1)
            if before:
                pen.line(*before, *here)
            before = here
        self._points(pen, measure, side, step, foot, high)

    def _measure(self, pen: Any, measure: Scale, foot: float, high: float) -> float:
        ticks = [printable(f"{tick:f}") for tick in measure.ticks]
        side = max(width(tick, SERIF, 7) for tick in ticks) + 5
        for tick, number in zip(ticks, measure.ticks, strict=True):
            y = foot + high * measure.share(number)
            pen.setStrokeColor(RULE if number else INK)
            pen.setLineWidth(0.25 if number else 0.5)
            pen.line(side, y, self.width, y)
            text(pen, side - 3 - width(tick, SERIF, 7), y - 2.3, tick, SERIF, 7)
        return side

    def _points(self, pen: Any, measure: Scale, side: float, step: float, foot: float, high: float) -> None:
        for place, mark in enumerate(self.chart.marks):
            if mark.number is None:
                continue
            x, y = side + 3 * mm + place * step, foot + high * measure.share(mark.number)
            pen.setFillColor(_STRONG if mark.strong else _WHITE)
            pen.setStrokeColor(_STRONG)
            pen.setLineWidth(1)
            pen.circle(x, y, 2, fill=1)
            figure = printable(mark.text)
            left = min(max(x - width(figure, SERIF, 7) / 2, side), self.width - width(figure, SERIF, 7))
            pen.setFillColor(_WHITE)
            pen.rect(left - 0.5, y + 3.2, width(figure, SERIF, 7) + 1, 6.5, stroke=0, fill=1)
            text(pen, left, y + 4, figure, SERIF, 7)


class Dots(_ChartOnPaper):
    """One row a unit, its figure as a dot on a common measure."""

    def __init__(self, chart: Chart) -> None:
        super().__init__(chart, len(chart.marks) * _ROW + 2 * mm)

    def draw_marks(self, pen: Any) -> None:
        """Draw a fine line a unit and the dot on it."""
        measure = scale(self.chart.numbers)
        names = min(
            self.width * 0.4, max(width(printable(m.label), SERIF, _SIZE) for m in self.chart.marks) + 4
        )
        figures = max(width(printable(mark.text), SERIF, _SIZE) for mark in self.chart.marks) + 8
        long = self.width - names - figures
        y = self.height - _TITLE
        for mark in self.chart.marks:
            y -= _ROW
            middle = y + _ROW / 2
            name(pen, names - 4, middle - 2.6, mark, names - 4)
            pen.setStrokeColor(SHADE)
            pen.setLineWidth(0.7)
            pen.line(names, middle, names + long, middle)
            if mark.number is not None:
                x = names + long * measure.share(mark.number)
                pen.setFillColor(_STRONG if mark.strong else _WHITE)
                pen.setStrokeColor(_STRONG)
                pen.circle(x, middle, 2.4, fill=1)
            text(pen, names + long + 5, middle - 2.6, printable(mark.text), SERIF, _SIZE)


class Tiles(_ChartOnPaper):
    """The country as tiles in their rough places; darker is more, the figure stands in each."""

    def __init__(self, chart: Chart, tile_high: float = 12 * mm) -> None:
        rows = 1 + max(row for _, row, _ in PLACES.values())
        self._tile = tile_high
        super().__init__(chart, rows * tile_high + 1 * mm)

    def draw_marks(self, pen: Any) -> None:
        """Draw a tile an area; the area the page is about has a thick frame."""
        drawn = shades(self.chart)
        wide = min(self.width / COLUMNS, 40 * mm)
        for mark in sorted(self.chart.marks, key=lambda mark: mark.strong):
            if mark.area not in PLACES:
                continue
            column, row, broad = PLACES[mark.area]
            x = column * wide
            y = self.height - _TITLE - (row + 1) * self._tile
            self._one(pen, mark, (x, y, broad * wide), drawn.get(mark.area))

    def _one(self, pen: Any, mark: Mark, place: tuple[float, float, float], shade: int | None) -> None:
        x, y, wide = place
        pen.setFillColor(_WHITE if shade is None else _GREYS[shade])
        pen.setStrokeColor(INK if mark.strong else RULE)
        pen.setLineWidth(1.6 if mark.strong else 0.5)
        pen.rect(x + 1, y + 1, wide - 2, self._tile - 2, fill=1)
        ink = _WHITE if shade == len(_GREYS) - 1 else INK
        label = fitted(mark.label, SERIF, 7.5, wide - 6)
        text(pen, x + (wide - width(label, SERIF, 7.5)) / 2, y + self._tile - 11, label, SERIF, 7.5, ink)
        figure = fitted(mark.text, BOLD, 9, wide - 6)
        text(pen, x + (wide - width(figure, BOLD, 9)) / 2, y + 5, figure, BOLD, 9, ink)


def pictures(found: Iterable[Picture]) -> Iterator[Flowable]:
    """Give the charts of a goal, each whole on its page."""
    for picture in found:
        if not picture.chart.speaks:
            continue
        yield Spacer(0, 3 * mm)
        yield _KINDS[picture.kind](picture.chart)


_KINDS: Final[dict[PictureKind, type[Bars] | type[LineOverPeriods] | type[Dots]]] = {
    "bars": Bars,
    "line": LineOverPeriods,
    "dots": Dots,
}


def bar(pen: Any, x: float, y: float, wide: float, high: float, strong: bool) -> None:
    """Draw one bar; the one the page is about is dark."""
    pen.setFillColor(_STRONG if strong else _BAR)
    pen.rect(x, y, max(wide, 0.6), high, stroke=0, fill=1)


def name(pen: Any, right: float, y: float, mark: Mark, room: float) -> None:
    """Write a name against the bar or dot it belongs to; the one the page is about is bold."""
    face = BOLD if mark.strong else SERIF
    label = fitted(mark.label, face, _SIZE, room)
    text(pen, right - width(label, face, _SIZE), y, label, face, _SIZE)


def text(pen: Any, x: float, y: float, words: str, face: str, size: float, ink: Color = INK) -> None:
    """Write printable words on the base line ``y``."""
    pen.setFillColor(ink)
    pen.setFont(face, size)
    pen.drawString(x, y, words)


def _one_line(title: str, face: str, size: float, room: float) -> str:
    """Give a title in both languages where they fit on a line, else in the first as far as it fits."""
    both = printable(title.replace(BELOW, " / "))
    return both if width(both, face, size) <= room else fitted(leading(title), face, size, room)


def fitted(words: str, face: str, size: float, room: float) -> str:
    """Give words that fit into the room, shortened at a word where they do not; the table has them whole."""
    whole = printable(words)
    if width(whole, face, size) <= room:
        return whole
    parts = whole.split()
    while len(parts) > 1 and width(" ".join(parts) + " …", face, size) > room:
        parts.pop()
    short = " ".join(parts) + " …"
    while len(short) > 2 and width(short, face, size) > room:
        short = short[:-2] + "…"
    return short
