"""The one ornament: a narrow band of carpet göls, drawn as vectors."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

_FIELD: Final = QColor("#8A1C2C")
_DEEP: Final = QColor("#5E121E")
_IVORY: Final = QColor("#F3EBDD")
_NIGHT: Final = QColor("#26303F")
_BRICK: Final = QColor("#C4633F")


def octagon(middle: QPointF, width: float, height: float) -> QPolygonF:
    """Give the eight corners of a göl around its middle, a little flattened as on a carpet."""
    x, y, cut = width / 2, height / 2, 0.29
    corners = (
        (-x + width * cut, -y),
        (x - width * cut, -y),
        (x, -y + height * cut),
        (x, y - height * cut),
        (x - width * cut, y),
        (-x + width * cut, y),
        (-x, y - height * cut),
        (-x, -y + height * cut),
    )
    return QPolygonF([QPointF(middle.x() + dx, middle.y() + dy) for dx, dy in corners])


def diamond(middle: QPointF, width: float, height: float) -> QPolygonF:
    """Give a diamond around its middle."""
    corners = ((0.0, -height / 2), (width / 2, 0.0), (0.0, height / 2), (-width / 2, 0.0))
    return QPolygonF([QPointF(middle.x() + dx, middle.y() + dy) for dx, dy in corners])


def paint_gol(painter: QPainter, box: QRectF) -> None:
    """Draw one göl: an octagon in ivory, quartered in two colours, with a small star inside."""
    middle, width, height = box.center(), box.width(), box.height()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_IVORY)
    painter.drawPolygon(octagon(middle, width, height))
    inner = octagon(middle, width * 0.84, height * 0.8)
    for number, colour in enumerate((_NIGHT, _BRICK, _NIGHT, _BRICK)):
        painter.save()
        right, below = number in (1, 2), number in (2, 3)
        quarter = QRectF(
            middle.x() if right else middle.x() - width, middle.y() if below else middle.y() - height,
            width, height,
        )  # fmt: skip
        painter.setClipRect(quarter, Qt.ClipOperation.IntersectClip)
        painter.setBrush(colour)
        painter.drawPolygon(inner)
        painter.restore()
    painter.setBrush(_IVORY)
    painter.drawPolygon(octagon(middle, width * 0.4, height * 0.46))
    painter.setBrush(_FIELD)
    painter.drawPolygon(diamond(middle, width * 0.26, height * 0.32))


def paint_band(painter: QPainter, area: QRectF) -> None:
    """Fill ``area`` with a row of göls between two toothed borders."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(area, _FIELD)
    border = max(4.0, area.height() * 0.14)
    for top, down in ((area.top(), True), (area.bottom() - border, False)):
        _paint_teeth(painter, QRectF(area.left(), top, area.width(), border), points_down=down)
    row = area.adjusted(0, border * 1.25, 0, -border * 1.25)
    step = row.height() * 2.1
    count = int(area.width() / step) + 2
    start = area.center().x() - step * (count // 2)
    for number in range(count + 1):
        middle = QPointF(start + number * step, row.center().y())
        paint_gol(
            painter, QRectF(middle.x() - row.height() * 0.62, row.top(), row.height() * 1.24, row.height())
        )
        painter.setBrush(_IVORY)
        between = QPointF(middle.x() + step / 2, middle.y())
        painter.drawPolygon(diamond(between, row.height() * 0.46, row.height() * 0.66))
        painter.setBrush(_NIGHT)
        painter.drawPolygon(diamond(between, row.height() * 0.22, row.height() * 0.34))


def _paint_teeth(painter: QPainter, area: QRectF, *, points_down: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(area, _DEEP)
    painter.setBrush(_IVORY)
    side = area.height()
    base, tip = (area.top(), area.bottom() - 1) if points_down else (area.bottom(), area.top() + 1)
    x = area.left()
    while x < area.right():
        tooth = [QPointF(x, base), QPointF(x + side, base), QPointF(x + side / 2, tip)]
        painter.drawPolygon(QPolygonF(tooth))
        x += side * 1.5


class CarpetBand(QWidget):
    """A band of carpet across the top of the start page."""

    def __init__(self, height: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give the band its height."""
        return QSize(400, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the band."""
        painter = QPainter(self)
        paint_band(painter, QRectF(self.rect()))
        painter.end()


class Mark(QWidget):
    """The application's mark: one göl."""

    def __init__(self, side: int = 56, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the göl on its field."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_FIELD)
        painter.drawPolygon(octagon(QRectF(self.rect()).center(), self.width(), self.height()))
        paint_gol(painter, QRectF(self.rect()).adjusted(5, 7, -5, -7))
        painter.end()
