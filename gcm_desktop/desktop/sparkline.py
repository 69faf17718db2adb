"""A small line of what a figure was in earlier periods, this one at its end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gcm_desktop.desktop import theme

_HEIGHT: Final = 34
_ROOM: Final = 6  # for the dots at the ends


class Sparkline(QWidget):
    """Draws the figures from left to right; the usual range lies behind them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: tuple[float, ...] = ()
        self._usual: tuple[float, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, figures: Sequence[float], usual: tuple[float, float] | None, said: str) -> None:
        """Show these figures, oldest first; fewer than two draw no line."""
        self._figures = tuple(figures)
        self._usual = usual
        self.setVisible(len(self._figures) > 1)
        self.setToolTip(said)
        self.setAccessibleName(said)
        self.update()

    @property
    def figures(self) -> tuple[float, ...]:
        """Give what is drawn."""
        return self._figures

    def sizeHint(self) -> QSize:
        """Answer Qt."""
        return QSize(theme.px(120), theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the range, the line and the last dot."""
        if len(self._figures) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.px(_ROOM)
        box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        known = (*self._figures, *(self._usual or ()))
        low, high = min(known), max(known)

        def height(figure: float) -> float:
            share = 0.5 if high == low else (figure - low) / (high - low)
            return box.bottom() - share * box.height()

        if self._usual is not None:
            bottom, top = (height(limit) for limit in self._usual)
            painter.fillRect(
                QRectF(box.left(), top, box.width(), max(bottom - top, 1)), theme.color("sunken")
            )
        step = box.width() / (len(self._figures) - 1)
        points = [QPointF(box.left() + n * step, height(figure)) for n, figure in enumerate(self._figures)]
        path = QPainterPath(points[0])
        for point in points[1:]:
            path.lineTo(point)
        painter.setPen(QPen(theme.color("muted"), 1.5))
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("ink"))
        painter.drawEllipse(points[-1], 3, 3)
