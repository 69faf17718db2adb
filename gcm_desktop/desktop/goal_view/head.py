"""The heads of the columns, in as many lines as their words need."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from gcm_desktop.desktop import theme
from gcm_desktop.desktop.goal_view.model import Column

_WRAP: Final = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignVCenter)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight)


class PageHead(QHeaderView):
    """Draws the heads where the figures below them end."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one head."""
        painter.save()
        painter.fillRect(rect, theme.color("paper"))
        painter.setPen(theme.color("line_strong"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(theme.color("muted"))
        painter.setFont(theme.font(12, "medium"))
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        left = theme.px(16 if section == Column.CODE else 6)
        room = rect.adjusted(left, 0, -theme.px(10), -1)
        painter.drawText(room, _WRAP | (_LEFT if section < Column.TOTAL else _RIGHT), text)
        painter.restore()
