"""One figure over the periods: a line that breaks where a figure is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gcm_desktop.desktop.charts.drawing import Drawing
from gcm_desktop.desktop.charts.looks import CENTRE, RIGHT, Looks, hatch, write
from gcm_desktop.domain.charts import Chart, Scale, scale
from gcm_desktop.i18n import Words

_LEAST: Final = 120
_NATURAL: Final = 300
_FOOT: Final = 20
_HEAD: Final = 18  # above the highest tick, for its figure


class LineOverPeriods(Drawing):
    """One point a period on a measure from zero; figures beside the points as far as there is room."""

    def __init__(self, chart: Chart, looks: Looks, words: Words) -> None:
        super().__init__(chart, looks)
        self.words = words

    def least(self, room: float) -> float:
        """Give room enough to see up and down."""
        return self.looks.px(_LEAST)

    def natural(self) -> float:
        """Give it the shape of a picture."""
        return self.looks.px(_NATURAL)

    def _ticks(self, measure: Scale) -> list[str]:
        return [self.words.number(tick) for tick in measure.ticks]

    def _field(self, box: QRectF) -> QRectF:
        ticks = self._ticks(scale(self.chart.numbers))
        side = max((self.looks.width(tick, 11) for tick in ticks), default=0) + self.looks.px(8)
        return box.adjusted(side, self.looks.px(_HEAD), -self.looks.px(6), -self.looks.px(_FOOT))

    def places(self, box: QRectF) -> tuple[QRectF, ...]:
        """Give a column for each period, from head to foot."""
        field, count = self._field(box), max(1, len(self.chart.marks))
        wide = field.width() / count
        return tuple(QRectF(field.left() + n * wide, box.top(), wide, box.height()) for n in range(count))

    def draw(self, painter: QPainter, box: QRectF, focus: int = -1) -> None:
        """Draw the measure, the periods, the line and its points."""
        measure, field, places = scale(self.chart.numbers), self._field(box), self.places(box)
        if 0 <= focus < len(places):
            painter.fillRect(places[focus].adjusted(1, 0, -1, 0), self.looks.color("accent_soft"))
        self._measure(painter, measure, box, field)
        self._periods(painter, box, field, places)
        points = [self._point(measure, field, column, n) for n, column in enumerate(places)]
        self._line(painter, points)
        for place, point in enumerate(points):
            if point is not None:
                self._dot(painter, place, point)
        for place, left, top, words in self._figures(points, box, field):
            self._figure(painter, place, left, top, words)
        if 0 <= focus < len(places):
            self.frame(painter, places[focus].adjusted(1, 1, -1, -1))

    def _point(self, measure: Scale, field: QRectF, column: QRectF, place: int) -> QPointF | None:
        number = self.chart.marks[place].number
        if number is None:
            return None
        return QPointF(column.center().x(), field.bottom() - field.height() * measure.share(number))

    def _measure(self, painter: QPainter, measure: Scale, box: QRectF, field: QRectF) -> None:
        looks = self.looks
        for tick, words in zip(measure.ticks, self._ticks(measure), strict=True):
            y = field.bottom() - field.height() * measure.share(tick)
            painter.setPen(QPen(looks.color("line" if tick else "ink"), 1))
            painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
            side = QRectF(box.left(), y - looks.px(8), field.left() - box.left() - looks.px(6), looks.px(16))
            write(painter, side, words, RIGHT, looks.font(11), looks.color("muted"))

    def _periods(self, painter: QPainter, box: QRectF, field: QRectF, places: tuple[QRectF, ...]) -> None:
        """Write the periods, every second or third where they stand close; hatch those without a figure."""
        looks, marks = self.looks, self.chart.marks
        broadest = max((looks.width(mark.label, 11) for mark in marks), default=0) + looks.px(8)
        every = max(1, -(-int(broadest) // max(1, int(places[0].width()))))
        last = len(marks) - 1
        for place, (mark, column) in enumerate(zip(marks, places, strict=True)):
            if mark.number is None:
                inner = QRectF(column.left() + 3, field.top(), column.width() - 6, field.height())
                hatch(painter, inner, looks.color("hatch"))
                ground = QRectF(0, 0, looks.width(mark.text, 12) + looks.px(8), looks.px(18))
                ground.moveCenter(QPointF(column.center().x(), field.bottom() - looks.px(14)))
                if mark.text:
                    painter.fillRect(ground, looks.color("surface"))
                    write(painter, ground, mark.text, CENTRE, looks.font(12), looks.color("muted"))
            if (last - place) % every:
                continue
            wide = max(column.width() * every, broadest)
            label = QRectF(column.center().x() - wide / 2, field.bottom() + 2, wide, looks.px(_FOOT) - 2)
            if label.right() > box.right():
                label.moveRight(box.right())
            face = looks.font(11, "medium" if mark.strong else "regular")
            write(painter, label, mark.label, CENTRE, face, looks.color("ink" if mark.strong else "muted"))

    def _line(self, painter: QPainter, points: list[QPointF | None]) -> None:
        """Join neighbours only; a piece that leads to a sum in part is dashed."""
        for place, (one, other) in enumerate(zip(points, points[1:], strict=False)):
            if one is None or other is None:
                continue
            whole = not (self.chart.marks[place].partial or self.chart.marks[place + 1].partial)
            style = Qt.PenStyle.SolidLine if whole else Qt.PenStyle.DashLine
            painter.setPen(QPen(self.looks.color("accent"), self.looks.px(2), style))
            painter.drawLine(one, other)

    def _dot(self, painter: QPainter, place: int, point: QPointF) -> None:
        """A full point is a figure, an open one a sum in part; the period of the page is larger."""
        mark, looks = self.chart.marks[place], self.looks
        side = looks.px(5 if mark.strong else 3.8)
        painter.setPen(QPen(looks.color("accent"), looks.px(1.8)))
        painter.setBrush(looks.color("surface" if mark.partial else "accent"))
        painter.drawEllipse(point, side, side)

    def _figures(
        self, points: list[QPointF | None], box: QRectF, field: QRectF
    ) -> Iterator[tuple[int, float, float, str]]:
        """Give the figures there is room for: this period's first, then the others from right to left."""
        looks = self.looks
        taken: list[QRectF] = []
        order = sorted(range(len(points)), key=lambda n: (not self.chart.marks[n].strong, -n))
        for place in order:
            point, words = points[place], self.chart.marks[place].text
            if point is None:
                continue
            wide = looks.width(words, 12, "medium") + looks.px(4)
            left = min(max(point.x() - wide / 2, box.left()), box.right() - wide)
            low = point.y() + looks.px(26) > field.bottom()  # below it the words would touch the foot
            up = -looks.px(23) if low or self._is_crest(points, place) else looks.px(7)
            ground = QRectF(left, point.y() + up, wide, looks.px(16))
            if any(ground.intersects(other) for other in taken):
                continue
            taken.append(ground.adjusted(-2, 0, 2, 0))
            yield place, left, ground.top(), words

    @staticmethod
    def _is_crest(points: list[QPointF | None], place: int) -> bool:
        """Say whether a figure stands better above its point: not where the line comes down to it."""
        beside = (points[place - 1] if place else None, *points[place + 1 : place + 2])
        here = points[place]
        known = [point.y() for point in beside if point is not None]
        if here is None or not known:
            return True
        return min(known) > here.y() - 1 or (len(known) > 1 and max(known) > here.y())

    def _figure(self, painter: QPainter, place: int, left: float, top: float, words: str) -> None:
        looks = self.looks
        box = QRectF(left, top, looks.width(words, 12, "medium") + looks.px(4), looks.px(16))
        strong = self.chart.marks[place].strong
        write(painter, box.adjusted(-1, 0, 1, 0), words, CENTRE, looks.font(12, "medium"),
              looks.color("ink" if strong else "muted"))  # fmt: skip
