"""How much of each goal is answered: a band of narrow columns, one for each goal."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gcm_desktop.desktop.charts.drawing import Drawing
from gcm_desktop.desktop.charts.looks import CENTRE, hatch, write

_LEAST: Final = 40
_NATURAL: Final = 120
_NUMBER: Final = 16


class Band(Drawing):
    """A column a goal, filled from below; a full one is green and ticked, one nobody asks is hatched."""

    def least(self, room: float) -> float:
        """Give room for the columns and the numbers of the goals."""
        return self.looks.px(_LEAST)

    def natural(self) -> float:
        """Give it room on a picture of its own."""
        return self.looks.px(_NATURAL)

    def places(self, box: QRectF) -> tuple[QRectF, ...]:
        """Give the columns from left to right."""
        count = max(1, len(self.chart.marks))
        wide = box.width() / count
        return tuple(
            QRectF(box.left() + n * wide, box.top(), wide, box.height()).adjusted(1.5, 0, -1.5, 0)
            for n in range(count)
        )

    def draw(self, painter: QPainter, box: QRectF, focus: int = -1) -> None:
        """Draw column by column with the number of the goal below."""
        looks, number = self.looks, self.looks.px(_NUMBER)
        for place, (mark, column) in enumerate(zip(self.chart.marks, self.places(box), strict=True)):
            track = column.adjusted(1, 2, -1, -number)
            painter.fillRect(track, looks.color("sunken"))
            if mark.number is None:
                hatch(painter, track, looks.color("hatch"))
            else:
                high = track.height() * min(float(mark.number), 1.0)
                fill = looks.color("good") if mark.strong else looks.over(0.6)
                painter.fillRect(QRectF(track.left(), track.bottom() - high, track.width(), high), fill)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(looks.color("line_strong"), 1))
            painter.drawRect(track)
            below = QRectF(column.left(), column.bottom() - number, column.width(), number)
            goal = mark.label.partition(".")[0]
            sign = f"{goal} ✓" if mark.strong and looks.width(f"{goal} ✓", 11) < below.width() else goal
            write(painter, below, sign, CENTRE, looks.font(11), looks.color("muted"))
            if place == focus:
                self.frame(painter, column.adjusted(0, 1, 0, -1))
