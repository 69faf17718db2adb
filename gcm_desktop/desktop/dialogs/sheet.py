"""The shape every dialog has: a title, one line below it, a body, and buttons with one main among them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.i18n import Words


def role(label: QLabel, name: str) -> QLabel:
    """Give a label its place in the page: title, heading, side or code (the style sheet knows them)."""
    label.setProperty("role", name)
    return label


def main_button(button: QPushButton) -> QPushButton:
    """Make a button the one main button of its screen."""
    button.setProperty("main", True)
    button.setDefault(True)
    button.setAutoDefault(True)
    return button


def dress(button: QPushButton, icon: str, ink: str = "ink") -> None:
    """Give a button an icon with a little air between it and the word."""
    side, air = theme.px(18), theme.px(6)
    plain = glyphs.icon(icon, ink).pixmap(QSize(side, side))
    ratio = plain.devicePixelRatio()
    aired = QPixmap(round((side + air) * ratio), round(side * ratio))
    aired.setDevicePixelRatio(ratio)
    aired.fill(Qt.GlobalColor.transparent)
    painter = QPainter(aired)
    painter.drawPixmap(0, 0, plain)
    painter.end()
    button.setIcon(QIcon(aired))
    button.setIconSize(QSize(side + air, side))


class Sheet(QDialog):
    """A dialog with room for a body; subclasses fill ``body`` and say their words in ``retranslate``."""

    def __init__(self, words: Words, parent: QWidget | None = None, *, wide: bool = False) -> None:
        super().__init__(parent)
        self.words = words
        self.title = role(QLabel(), "title")
        self.title.setWordWrap(True)
        self.lead = role(QLabel(), "side")
        self.lead.setWordWrap(True)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.close_button = self.button(self.reject)
        self._arrange(wide)

    def _arrange(self, wide: bool) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 20, 24, 20)
        page.setSpacing(8)
        page.addWidget(self.title)
        page.addWidget(self.lead)
        page.addSpacing(8)
        page.addLayout(self.body, 1)
        page.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.close_button)
        row.addStretch(1)
        row.addLayout(self.buttons)
        page.addLayout(row)
        self.setSizeGripEnabled(wide)
        self.resize(*((1180, 660) if wide else (600, 420)))

    def button(self, pressed: Callable[[], object], *, main: bool = False, icon: str = "") -> QPushButton:
        """Make a button that knows what it does; its words come in ``retranslate``."""
        made = QPushButton()
        made.setAutoDefault(False)
        made.clicked.connect(lambda: pressed())
        if main:
            main_button(made)
        if icon:
            dress(made, icon, "on_accent" if main else "ink")
        return made

    def retranslate(self, words: Words) -> None:
        """Say everything again in another language; subclasses add their own parts."""
        self.words = words
        self.close_button.setText(words.say("Close"))

    def head(self, title: str, lead: str = "") -> None:
        """Set the title and the line below it."""
        self.title.setText(title)
        self.lead.setText(lead)
        self.lead.setVisible(bool(lead))
        self.setWindowTitle(title)
