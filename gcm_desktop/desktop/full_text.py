"""Labels whose words are always shown whole."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from gcm_desktop.desktop import theme


class FullText(QLabel):
    """Words that are always shown whole: in a scrolled pane Qt would squeeze or stretch them."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(False)
        self.setSizePolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height the words need at this width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Answer Qt."""
        fixed = self.minimumWidth() if self.minimumWidth() == self.maximumWidth() else 0
        width = fixed or max(self.width(), theme.px(60))
        return QSize(fixed or theme.px(60), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Answer Qt."""
        return self.sizeHint()


def label(role: str = "") -> FullText:
    """Make an empty label that wears a role of the style sheet."""
    made = FullText()
    if role:
        made.setProperty("role", role)
    return made
