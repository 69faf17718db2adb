"""The units of one figure as bars: who gives how much, and who gives nothing."""

from __future__ import annotations

from itertools import accumulate
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gcm_desktop.desktop import theme
from gcm_desktop.domain.charts import Chart, Mark, scale

_ROW: Final = 26
_NAME: Final = 0.46  # of the width
_VALUE: Final = 0.22


class UnitBars(QWidget):
    """One bar for each unit; arrows walk, Enter opens the return."""

    pointed = Signal(int)  # the number of the unit
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = Chart("", "", ())
        self.row = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Answer Qt."""
        return QSize(theme.px(260), max(theme.px(_ROW), sum(self._heights())))

    def _heights(self) -> list[int]:
        """Give every row the lines its name needs."""
        metrics = QFontMetrics(theme.font(13))
        room = QRect(0, 0, int((self.width() - theme.px(16)) * _NAME) - 6, 1000)
        wrap = int(Qt.TextFlag.TextWordWrap)
        names = (metrics.boundingRect(room, wrap, mark.label).height() for mark in self.chart.marks)
        return [max(theme.px(_ROW), high + theme.px(8)) for high in names]

    def _row_at(self, y: float) -> int:
        """Give the row under the pointer; past the last one, the number of rows."""
        below = accumulate(self._heights())
        return next((row for row, low in enumerate(below) if y < low), len(self.chart.marks))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height the names need at this width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def show_chart(self, chart: Chart) -> None:
        """Show other figures."""
        self.chart = chart
        self.row = min(self.row, max(0, len(chart.marks) - 1))
        self.setAccessibleName("; ".join(f"{mark.label}: {mark.text}" for mark in chart.marks))
        self.updateGeometry()
        self.update()

    def take(self, row: int) -> None:
        """Put the focus on a unit."""
        if 0 <= row < len(self.chart.marks):
            self.row = row
            self.update()
            self.pointed.emit(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars on one measure."""
        painter = QPainter(self)
        measure = scale(self.chart.numbers)
        zero = measure.share(measure.low * 0)
        heights = self._heights()
        for n, (mark, top) in enumerate(zip(self.chart.marks, accumulate(heights, initial=0), strict=False)):
            box = QRectF(0, top, self.width(), heights[n])
            if n == self.row:
                painter.fillRect(box, theme.color("accent_soft" if self.hasFocus() else "sunken"))
            if n == self.row and self.hasFocus():
                painter.fillRect(QRectF(0, box.top(), 3, box.height()), theme.color("accent"))
            share = None if mark.number is None else measure.share(mark.number)
            self._draw(painter, box, mark, zero, share)

    def _draw(self, painter: QPainter, box: QRectF, mark: Mark, zero: float, share: float | None) -> None:
        inner = box.adjusted(theme.px(8), 0, -theme.px(8), 0)
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("ink"))
        wide = inner.width()
        empty = share is None
        name = QRectF(inner.left(), inner.top(), wide * _NAME - 6, inner.height())
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        wrap = int(Qt.TextFlag.TextWordWrap)
        painter.drawText(name, int(left) | wrap, mark.label)
        room = wide * (1 - _NAME if empty else _VALUE)
        value = QRectF(inner.right() - room, inner.top(), room, inner.height())
        painter.setPen(theme.color("muted" if empty else "ink"))
        painter.drawText(value, int(right) | wrap, mark.text)
        if share is not None:
            start, length = inner.left() + wide * _NAME, wide * (1 - _NAME - _VALUE)
            low, high = sorted((zero, share))
            bar = QRectF(start + length * low, inner.center().y() - 6, max(1.0, length * (high - low)), 12)
            painter.fillRect(bar, theme.color("accent"))

    def event(self, event: QEvent) -> bool:
        """Tell value and source of the unit under the pointer."""
        if event.type() == QEvent.Type.ToolTip:
            where = self.mapFromGlobal(self.cursor().pos())
            row = self._row_at(where.y())
            if 0 <= row < len(self.chart.marks):
                self.pointed.emit(row)
                QToolTip.showText(self.cursor().pos(), self.toolTip(), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the unit under the pointer."""
        self.take(self._row_at(event.position().y()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the return of the unit."""
        self.opened.emit(self.row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk and open."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.take(self.row + (1 if event.key() == Qt.Key.Key_Down else -1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chart.marks:
            self.opened.emit(self.row)
        else:
            super().keyPressEvent(event)
