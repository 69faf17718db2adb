"""Keys and signs on one panel, reachable by F1."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gcm_desktop.app.key_card import GROUPS, KEYPAD, SIGNS
from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.desktop.full_text import label
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.desktop.keys import Command, command_of
from gcm_desktop.i18n import Words, mark

_GLYPHS: Final = {
    "not_available": Glyph.NOT_AVAILABLE,
    "not_applicable": Glyph.NOT_APPLICABLE,
    "unread": Glyph.UNREAD,
    "error": Glyph.ERROR,
    "warning": Glyph.WARNING,
    "explain": Glyph.EXPLAIN,
    "good": Glyph.GOOD,
    "conflict": Glyph.CONFLICT,
    "note": Glyph.NOTE,
    "changed": Glyph.CHANGED,
}
_COLUMNS: Final = ((0, 3), (1,))  # the groups of the card, by the column they stand in
_MARKS: Final = 3  # the group of marks, which the keypad has as well
_LAST: Final = (2,)  # stands below the signs


class Legend(QDialog):
    """What the keys do and what the signs mean, as on the printed card."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.say("Keys and legend"))
        box = QVBoxLayout(self)
        box.setContentsMargins(32, 24, 32, 24)
        box.setSpacing(16)
        lists = QHBoxLayout()
        lists.setSpacing(40)
        for groups in _COLUMNS:
            lists.addLayout(_column(*(_keys(words, group) for group in groups)))
        lists.addLayout(_column(_signs(words), *(_keys(words, group) for group in _LAST)))
        box.addLayout(lists)
        close = QPushButton(words.say("Close"))
        close.setProperty("main", True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        box.addLayout(foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 again closes it."""
        if command_of(event) is Command.HELP:
            self.accept()
        else:
            super().keyPressEvent(event)


def _column(*lists: QGridLayout) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(16)
    for one in lists:
        box.addLayout(one)
    box.addStretch(1)
    return box


def _keys(words: Words, group: int) -> QGridLayout:
    name, lines = GROUPS[group]
    if group == _MARKS:
        name = mark("With the numeric keypad or without")
    pad = {told: (key,) for key, told in KEYPAD.items()} if group == _MARKS else {}
    grid = _grid(words.say(name))
    for line, (named, text) in enumerate(lines, 1):
        keys = (*pad.get(text, ()), *named)
        key = QLabel("   ".join(keys))
        key.setFont(theme.font(13, "medium"))
        grid.addWidget(key, line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_told(words.say(text)), line, 1)
    return grid


def _signs(words: Words) -> QGridLayout:
    grid = _grid(words.say("Signs"))
    for line, (sign, text) in enumerate(SIGNS, 1):
        picture = QLabel()
        picture.setPixmap(glyphs.pixmap(_GLYPHS[sign], theme.px(16)))
        grid.addWidget(picture, line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_told(words.say(text)), line, 1)
    return grid


def _told(text: str) -> QLabel:
    told = label()
    told.setMinimumWidth(theme.px(200))
    told.setText(text)
    return told


def _grid(title: str) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    head = QLabel(title)
    head.setProperty("role", "heading")
    grid.addWidget(head, 0, 0, 1, 2)
    return grid
