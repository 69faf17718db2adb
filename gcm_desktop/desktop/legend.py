"""Keys and signs on one panel, reachable by F1."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.desktop.keys import Command, command_of
from gcm_desktop.i18n import Words, mark

KEYS: Final = (
    ("Enter", mark("next cell down the column")),
    ("Shift+Enter", mark("back up the column")),
    ("← →", mark("along the row")),
    ("/   F7", mark("not available")),
    ("*   F8", mark("not applicable")),
    ("+   F9", mark("about, at least, more than, almost")),
    ("-   F2", mark("note")),
    ("Delete", mark("make the cell blank")),
    ("Esc", mark("leave the cell as it was")),
    ("Tab", mark("to the details and back")),
    ("Ctrl+Enter", mark("next empty cell")),
    ("F4   Alt+4", mark("next problem")),
    ("F6   Ctrl+PgDn", mark("next goal")),
    ("Ctrl+PgUp", mark("previous goal")),
    ("Alt+1 … Alt+3", mark("keys; narrative; registers")),
    ("F3   Alt+5", mark("one reason for many cells")),
    ("Shift+F3   Alt+6", mark("nil return")),
    ("F11   Alt+7", mark("control total")),
    ("F5   F12", mark("correct a sent return; ready to send")),
    ("Ctrl+F", mark("search")),
    ("Ctrl+Z   Ctrl+Y", mark("undo; redo")),
    ("Ctrl+C   Ctrl+V", mark("copy; paste, many cells after a look")),
    ("Alt+← →", mark("fold and open a table")),
    ("Ctrl+ +   −   0", mark("larger; smaller; plain size")),
    ("F10", mark("who is at the keyboard")),
)
SIGNS: Final = (
    (Glyph.NOT_AVAILABLE, mark("not available, on hatching")),
    (Glyph.NOT_APPLICABLE, mark("not applicable")),
    (Glyph.UNREAD, mark("unread: what was written is kept, not yet a value")),
    (Glyph.ERROR, mark("error: correct it before sending")),
    (Glyph.WARNING, mark("warning: look at it again")),
    (Glyph.EXPLAIN, mark("to explain: write a note")),
    (Glyph.GOOD, mark("explained, or all right")),
    (Glyph.CONFLICT, mark("conflict: two answers, decide one")),
    (Glyph.CHANGED, mark("changed since the return was sent")),
    (Glyph.NOTE, mark("has a note")),
)


class Legend(QDialog):
    """Two lists side by side: what the keys do, what the signs mean."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.say("Keys and legend"))
        box = QVBoxLayout(self)
        box.setContentsMargins(32, 24, 32, 24)
        box.setSpacing(16)
        lists = QHBoxLayout()
        lists.setSpacing(48)
        lists.addLayout(self._keys(words))
        lists.addLayout(self._signs(words))
        box.addLayout(lists)
        close = QPushButton(words.say("Close"))
        close.setProperty("main", True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        box.addLayout(foot)

    def _keys(self, words: Words) -> QGridLayout:
        grid = _grid(words.say("Keys"))
        for line, (key, text) in enumerate(KEYS, 1):
            name = QLabel(key)
            name.setFont(theme.font(13, "medium"))
            grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(QLabel(words.say(text)), line, 1)
        return grid

    def _signs(self, words: Words) -> QGridLayout:
        grid = _grid(words.say("Signs"))
        for line, (glyph, text) in enumerate(SIGNS, 1):
            sign = QLabel()
            sign.setPixmap(glyphs.pixmap(glyph, theme.px(16)))
            grid.addWidget(sign, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(QLabel(words.say(text)), line, 1)
        grid.setRowStretch(len(SIGNS) + 1, 1)
        return grid

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 again closes it."""
        if command_of(event) is Command.HELP:
            self.accept()
        else:
            super().keyPressEvent(event)


def _grid(title: str) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    head = QLabel(title)
    head.setProperty("role", "heading")
    grid.addWidget(head, 0, 0, 1, 2)
    return grid
