"""What every painter of a chart can do: say how high it must be, where its marks lie, and draw."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gcm_desktop.desktop.charts.looks import Looks
from gcm_desktop.domain.charts import Chart

_BACK: Final = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON: Final = (Qt.Key.Key_Right, Qt.Key.Key_Down)


class Drawing:
    """One chart in one look; the same marks on every ground it is drawn on."""

    def __init__(self, chart: Chart, looks: Looks) -> None:
        self.chart, self.looks = chart, looks

    def least(self, room: float) -> float:
        """Give the height it needs where ``room`` is offered; more than the room is scrolled."""
        raise NotImplementedError

    def natural(self) -> float:
        """Give the height it has on a picture of its own."""
        return self.least(0)

    def places(self, box: QRectF) -> tuple[QRectF, ...]:
        """Give the box of each mark, in which it is pointed at."""
        raise NotImplementedError

    def draw(self, painter: QPainter, box: QRectF, focus: int = -1) -> None:
        """Draw the marks; the one in focus is framed."""
        raise NotImplementedError

    def beside(self, place: int, key: Qt.Key) -> int:
        """Give the mark an arrow leads to; the first and the last stop."""
        step = 1 if key in _ON else -1 if key in _BACK else 0
        return min(max(place + step, 0), len(self.chart.marks) - 1)

    def frame(self, painter: QPainter, box: QRectF) -> None:
        """Frame the mark in focus."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.looks.color("ink"), 2))
        painter.drawRoundedRect(box, 3, 3)
