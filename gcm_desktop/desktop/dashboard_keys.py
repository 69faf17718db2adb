"""What the keys of the charts do, told by F1."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.full_text import label
from gcm_desktop.desktop.keys import Command, command_of
from gcm_desktop.i18n import Words, mark

#: The keys, and what each does; the same in a national file and in that of one unit.
KEYS: Final = (
    ("↑  ↓", mark("another figure")),
    ("Enter  →", mark("to its charts")),
    ("←  →  ↑  ↓", mark("from mark to mark")),
    ("Enter  Shift+F1", mark("where a figure comes from")),
    ("Tab", mark("next chart")),
    ("Space", mark("one chart large, or all again")),
    ("Ctrl+PgUp  Ctrl+PgDn", mark("period before; period after")),
    ("Ctrl+F", mark("search")),
    ("Ctrl+C  Ctrl+S", mark("copy or save the picture")),
    ("Esc", mark("back")),
)


class ChartKeys(Sheet):
    """The keys of the charts of one unit's file; a national file has them among its places."""

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(words, parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for line, (key, told) in enumerate(KEYS):
            grid.addWidget(role(QLabel(key), "strong"), line, 0, Qt.AlignmentFlag.AlignTop)
            text = label()
            text.setText(words.say(told))
            grid.addWidget(text, line, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.retranslate(words)
        self.head(words.say("Keys and signs"), words.say("Charts"))
        self.close_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 again closes it."""
        if command_of(event) is Command.HELP:
            self.reject()
        else:
            super().keyPressEvent(event)
