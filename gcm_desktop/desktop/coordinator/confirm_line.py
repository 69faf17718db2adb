"""One line that asks before something is put on record: Enter confirms, Esc leaves it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from gcm_desktop.desktop.keys import is_enter
from gcm_desktop.i18n import Words


class ConfirmLine(QFrame):
    """Hidden until something is asked; the focus comes back to where it was."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("notice", True)
        self.text, self.yes, self.no = QLabel(self), QPushButton(self), QPushButton(self)
        self.yes.setProperty("main", True)
        self.text.setWordWrap(True)
        self._do: Callable[[], None] | None = None
        self._from: QWidget | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        self.yes.clicked.connect(lambda: self._confirm())
        self.no.clicked.connect(lambda: self.leave())
        self.hide()

    def retranslate(self, words: Words) -> None:
        """Write the buttons in another language; a question asked in the old one is left."""
        self.no.setText(words.say("Cancel"))
        self.hide()

    def ask(self, text: str, verb: str, do: Callable[[], None]) -> None:
        """Ask; ``do`` happens when the verb is chosen."""
        self._do, self._from = do, self.window().focusWidget()
        self.text.setText(text)
        self.text.setAccessibleName(text)
        self.yes.setText(verb)
        self.yes.setVisible(True)
        self.no.setVisible(True)
        self.show()
        self.yes.setFocus()

    def tell(self, text: str) -> None:
        """Say something that needs no answer."""
        self._do = None
        self.text.setText(text)
        self.yes.hide()
        self.no.hide()
        self.show()

    def _confirm(self) -> None:
        do, self._do = self._do, None
        self.leave()
        if do is not None:
            do()

    def leave(self) -> None:
        """Ask no more."""
        self._do = None
        self.hide()
        if self._from is not None:
            self._from.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter confirms wherever the focus is in the line, Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif is_enter(event):
            focused = self.focusWidget()
            self.leave() if focused is self.no else self._confirm()
        else:
            super().keyPressEvent(event)
