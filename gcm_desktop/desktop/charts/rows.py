"""Rows with a name and a figure: bars of categories, dots of units."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from gcm_desktop.desktop.charts.drawing import Drawing
from gcm_desktop.desktop.charts.looks import LEFT, RIGHT, hatch, write
from gcm_desktop.domain.charts import Mark, scale

_LOWEST: Final = 19  # a row, so that its words can be read
_HIGHEST: Final = 56
_THICKEST: Final = 22  # a bar
_DRAWN: Final = 27  # a row of a picture of its own
_NAMES: Final = 0.46  # of the width, at most
_AIR: Final = 8


class Rows(Drawing):
    """One row a mark: its name, its place on a common measure, its figure."""

    def least(self, room: float) -> float:
        """Give as much as the rows need; where they must be scrolled, the last one seen is seen whole."""
        count, lowest = len(self.chart.marks), self.looks.px(_LOWEST)
        fitting = int(room // lowest)
        return count * (lowest if count <= fitting or not fitting else room / fitting)

    def natural(self) -> float:
        """Give the rows some air."""
        return len(self.chart.marks) * self.looks.px(_DRAWN)

    def places(self, box: QRectF) -> tuple[QRectF, ...]:
        """Give the rows from top to bottom."""
        count = max(1, len(self.chart.marks))
        high = min(max(box.height() / count, self.looks.px(_LOWEST)), self.looks.px(_HIGHEST))
        return tuple(
            QRectF(box.left(), box.top() + n * high, box.width(), high) for n in range(len(self.chart.marks))
        )

    def draw(self, painter: QPainter, box: QRectF, focus: int = -1) -> None:
        """Draw row by row on one measure from zero."""
        marks, looks = self.chart.marks, self.looks
        measure = scale(self.chart.numbers)
        air = looks.px(_AIR)
        names = min(box.width() * _NAMES, max(map(self._name_width, marks), default=0) + air + 3)
        told = [looks.width(mark.text, 12, "medium") for mark in marks if mark.number is not None]
        figures = min(box.width() * 0.3, max(told, default=0) + air)
        track = QRectF(box.left() + names, 0, max(20.0, box.width() - names - figures - air), 0)
        zero = track.left() + track.width() * measure.share(Decimal(0))
        for place, (mark, row) in enumerate(zip(marks, self.places(box), strict=True)):
            if place == focus:
                painter.fillRect(row, looks.color("accent_soft"))
            ink = looks.color("ink" if mark.number is not None else "muted")
            name = QRectF(row.left(), row.top(), names - air, row.height())
            write(painter, name, mark.label, RIGHT, self._face(mark), ink)
            if mark.number is None:
                rest = QRectF(
                    track.left() + air / 2, row.top(), row.right() - track.left() - air, row.height()
                )
                write(painter, rest, mark.text, LEFT, looks.font(12), ink)
                continue
            end = track.left() + track.width() * measure.share(mark.number)
            self.mark(painter, mark, QRectF(track.left(), row.top(), track.width(), row.height()), zero, end)
            beside = self.figure_at(track, zero, end) + air * 0.75
            text = QRectF(beside, row.top(), row.right() - beside, row.height())
            write(painter, text, mark.text, LEFT, looks.font(12, "medium"), ink)
        self.base(painter, box, zero)
        if 0 <= focus < len(marks):
            self.frame(painter, self.places(box)[focus].adjusted(1, 1, -1, -1))

    def _face(self, mark: Mark) -> QFont:
        return self.looks.font(12, "medium" if mark.strong else "regular")

    def _name_width(self, mark: Mark) -> float:
        return self.looks.width(mark.label, 12, "medium" if mark.strong else "regular")

    def figure_at(self, track: QRectF, zero: float, end: float) -> float:
        """Give where the figure begins."""
        return max(zero, end)

    def base(self, painter: QPainter, box: QRectF, zero: float) -> None:
        """Draw what stands behind all rows."""

    def mark(self, painter: QPainter, mark: Mark, row: QRectF, zero: float, end: float) -> None:
        """Draw one mark."""
        raise NotImplementedError


class Bars(Rows):
    """One bar a category, from one line at zero."""

    def base(self, painter: QPainter, box: QRectF, zero: float) -> None:
        """Draw the line at zero."""
        places = self.places(box)
        if places:
            painter.setPen(QPen(self.looks.color("ink"), 1))
            painter.drawLine(QPointF(zero, places[0].top()), QPointF(zero, places[-1].bottom()))

    def mark(self, painter: QPainter, mark: Mark, row: QRectF, zero: float, end: float) -> None:
        """Draw the bar; a sum in part is hatched in its frame."""
        inset = max(row.height() * 0.2, (row.height() - self.looks.px(_THICKEST)) / 2)
        low, high = sorted((zero, end))
        bar = QRectF(low, row.top() + inset, max(1.0, high - low), row.height() - 2 * inset)
        fill = self.looks.fill(strong=mark.strong)
        if not mark.partial:
            painter.fillRect(bar, fill)
            return
        painter.fillRect(bar, self.looks.color("surface"))
        hatch(painter, bar, fill)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(fill, 1))
        painter.drawRect(bar)


class Dots(Rows):
    """One row a unit, its figure as a dot on a common measure."""

    def figure_at(self, track: QRectF, zero: float, end: float) -> float:
        """All figures stand below each other at the right."""
        return track.right()

    def mark(self, painter: QPainter, mark: Mark, row: QRectF, zero: float, end: float) -> None:
        """Draw a fine line and the dot on it; a figure in part is an open ring."""
        looks, middle = self.looks, row.center().y()
        painter.setPen(QPen(looks.color("line"), 1))
        painter.drawLine(QPointF(row.left(), middle), QPointF(row.right(), middle))
        painter.setPen(QPen(looks.fill(strong=mark.strong), 2))
        painter.drawLine(QPointF(zero, middle), QPointF(end, middle))
        painter.setPen(QPen(looks.color("accent"), 1.6))
        painter.setBrush(looks.color("surface") if mark.partial else looks.fill(strong=True))
        painter.drawEllipse(QPointF(end, middle), looks.px(4.5), looks.px(4.5))
