"""The units of one figure as bars: who gives how much, and who gives nothing."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
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
        return QSize(theme.px(260), theme.px(_ROW) * max(1, len(self.chart.marks)))

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
        for n, mark in enumerate(self.chart.marks):
            box = QRectF(0, n * theme.px(_ROW), self.width(), theme.px(_ROW))
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
        metrics = painter.fontMetrics()
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(name, int(left), metrics.elidedText(mark.label, elide, int(name.width())))
        room = wide * (1 - _NAME if empty else _VALUE)
        value = QRectF(inner.right() - room, inner.top(), room, inner.height())
        painter.setPen(theme.color("muted" if empty else "ink"))
        painter.drawText(value, int(right), metrics.elidedText(mark.text, elide, int(room)))
        if share is not None:
            start, length = inner.left() + wide * _NAME, wide * (1 - _NAME - _VALUE)
            low, high = sorted((zero, share))
            bar = QRectF(
                start + length * low, inner.top() + 7, max(1.0, length * (high - low)), inner.height() - 14
            )
            painter.fillRect(bar, theme.color("accent"))

    def event(self, event: QEvent) -> bool:
        """Tell value and source of the unit under the pointer."""
        if event.type() == QEvent.Type.ToolTip:
            where = self.mapFromGlobal(self.cursor().pos())
            row = where.y() // theme.px(_ROW)
            if 0 <= row < len(self.chart.marks):
                self.pointed.emit(row)
                QToolTip.showText(self.cursor().pos(), self.toolTip(), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the unit under the pointer."""
        self.take(int(event.position().y()) // theme.px(_ROW))

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
