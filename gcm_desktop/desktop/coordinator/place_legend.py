"""The keys and signs of one place on one panel; F1 shows it and takes it away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel

from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.desktop.coordinator.place import Place
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.full_text import label
from gcm_desktop.desktop.keys import MENU_KEY, Command, command_of
from gcm_desktop.i18n import Words, mark

#: The same in every place.
_EVERYWHERE: Final = (
    ("Ctrl+1 … Ctrl+6", mark("from place to place")),
    (MENU_KEY, mark("menu")),
    ("Ctrl+P", mark("print")),
    ("F10", mark("who is at the keyboard")),
    ("Ctrl++   Ctrl+-   Ctrl+0", mark("larger; smaller; plain size")),
)


class PlaceLegend(Sheet):
    """What the keys do and what the signs mean."""

    def __init__(self, words: Words, place: Place) -> None:
        super().__init__(words, place)
        keys = place.keys_looking if place.view_only else place.keys_told
        row = QHBoxLayout()
        row.setSpacing(32)
        row.addLayout(_keys(words, (*keys, *_EVERYWHERE)))
        if place.signs_told:
            row.addLayout(_signs(words, place.signs_told))
        self.body.addLayout(row)
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


def _keys(words: Words, keys: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = _grid()
    for line, (key, text) in enumerate(keys):
        grid.addWidget(role(QLabel(key), "strong"), line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_told(words.say(text)), line, 1)
    return grid


def _signs(words: Words, signs: Sequence[tuple[str, str, str]]) -> QGridLayout:
    grid = _grid()
    for line, (icon, ink, text) in enumerate(signs):
        picture = QLabel()
        side = theme.px(18)
        picture.setPixmap(glyphs.icon(icon, ink, 18).pixmap(side, side))
        grid.addWidget(picture, line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_told(words.say(text)), line, 1)
    grid.setRowStretch(len(signs), 1)
    return grid


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    return grid


def _told(text: str) -> QLabel:
    told = label()
    told.setMinimumWidth(theme.px(230))
    told.setText(text)
    return told
