"""A button of the pane: a sign, the words for it, and its key."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gcm_desktop.desktop import theme

_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
_MIDDLE: Final = int(Qt.AlignmentFlag.AlignCenter)


class MarkButton(QAbstractButton):
    """One state or mark of the focused cell; checked while the cell has it."""

    def __init__(self, sign: str, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._sign = sign
        self._key = key
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def _room(self, width: int) -> QRect:
        return QRect(theme.px(34), 0, width - theme.px(34 + 32), 10_000)

    def _height(self, width: int) -> int:
        box = QFontMetrics(theme.font(13, "medium")).boundingRect(self._room(width), _LEFT, self.text())
        return max(theme.px(28), box.height() + theme.px(10))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height the words need at this width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Answer Qt."""
        return QSize(theme.px(160), self._height(max(self.width(), theme.px(160))))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw sign, words and key in one line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        focused = self.hasFocus()
        edge = "accent" if focused else "ink" if self.isChecked() else "line"
        painter.setPen(QPen(theme.color(edge), 2 if focused else 1))
        tinted = self.isChecked() or (self.underMouse() and self.isEnabled())
        painter.setBrush(theme.color("sunken" if tinted else "surface"))
        painter.drawRoundedRect(box, 4, 4)
        ink = theme.color("ink" if self.isEnabled() else "line_strong")
        painter.setPen(ink)
        painter.setFont(theme.font(15, "medium"))
        painter.drawText(QRect(theme.px(6), 0, theme.px(24), self.height()), _MIDDLE, self._sign)
        painter.setFont(theme.font(13, "medium" if self.isChecked() else "regular"))
        room = self._room(self.width())
        painter.drawText(QRect(room.left(), 0, room.width(), self.height()), _LEFT, self.text())
        painter.setPen(theme.color("muted"))
        painter.drawText(
            QRect(self.width() - theme.px(30), 0, theme.px(24), self.height()), _MIDDLE, self._key
        )
