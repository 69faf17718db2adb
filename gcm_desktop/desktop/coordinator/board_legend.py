"""The keys and signs of the board on one panel."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gcm_desktop.app.board import NAMES
from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.desktop.coordinator.board_table import SIGNS
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.keys import Command, command_of
from gcm_desktop.i18n import Words, mark

_KEYS: Final = (
    ("← → ↑ ↓", mark("from square to square")),
    ("Enter", mark("go to the cause")),
    ("A", mark("accept the return, or the goal in focus")),
    ("R", mark("send back with remarks")),
    ("L", mark("lock, or unlock with a reason")),
    ("D", mark("another deadline")),
    ("P", mark("print the call sheet")),
    ("S", mark("sort by state")),
)


class BoardLegend(Sheet):
    """What the keys do and what the signs mean."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        for line, (key, text) in enumerate(_KEYS):
            grid.addWidget(role(QLabel(key), "strong"), line, 0)
            grid.addWidget(QLabel(words.say(text)), line, 1)
        for line, (state, (icon, ink)) in enumerate(SIGNS.items()):
            picture = QLabel()
            side = theme.px(18)
            picture.setPixmap(glyphs.icon(icon, ink, 18).pixmap(side, side))
            grid.addWidget(picture, line, 2)
            grid.addWidget(QLabel(words.say(NAMES[state])), line, 3)
        self.body.addLayout(grid)
        self.retranslate(words)
        self.head(words.say("Keys and signs"), words.say("In a square: what is wrong, and filled of all."))
        self.close_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 again closes it."""
        if command_of(event) is Command.HELP:
            self.reject()
        else:
            super().keyPressEvent(event)
