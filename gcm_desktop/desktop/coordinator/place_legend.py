"""The keys and signs of one place on one panel; F1 shows it and takes it away."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel

from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.desktop.coordinator.place import Place
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.full_text import label
from gcm_desktop.desktop.keys import MENU_KEY, Command, command_of
from gcm_desktop.i18n import Words, mark

#: The same in every place.
_EVERYWHERE: Final = (
    ("Ctrl+1 … Ctrl+5", mark("from place to place")),
    (MENU_KEY, mark("menu")),
    ("F10", mark("who is at the keyboard")),
    ("Ctrl++   Ctrl+-   Ctrl+0", mark("larger; smaller; plain size")),
)


class PlaceLegend(Sheet):
    """What the keys do and what the signs mean."""

    def __init__(self, words: Words, place: Place) -> None:
        super().__init__(words, place)
        keys = place.keys_looking if place.view_only else place.keys_told
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for line, (key, text) in enumerate((*keys, *_EVERYWHERE)):
            grid.addWidget(role(QLabel(key), "strong"), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_told(words.say(text)), line, 1)
        for line, (icon, ink, text) in enumerate(place.signs_told):
            picture = QLabel()
            side = theme.px(18)
            picture.setPixmap(glyphs.icon(icon, ink, 18).pixmap(side, side))
            grid.setColumnStretch(3, 1)
            grid.addWidget(picture, line, 2)
            grid.addWidget(_told(words.say(text)), line, 3)
        self.body.addLayout(grid)
        self.retranslate(words)
        self.head(words.say("Keys and signs"), place.title(words))
        self.adjustSize()
        self.close_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 again closes it."""
        if command_of(event) is Command.HELP:
            self.reject()
        else:
            super().keyPressEvent(event)


def _told(text: str) -> QLabel:
    told = label()
    told.setMinimumWidth(theme.px(230))
    told.setText(text)
    return told
