"""The three languages of the program as three words to choose from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

NAMES: Final = {"tk": "Türkmençe", "ru": "Русский", "en": "English"}  # each in its own language


def language_button(code: str, chosen: Callable[[str], object], parent: QWidget) -> QToolButton:
    """Make the small button of a language, two letters with its name behind them."""
    button = QToolButton(parent)
    button.setText(code)
    button.setProperty("segment", True)
    button.setCheckable(True)
    button.setToolTip(NAMES[code])
    button.setAccessibleName(NAMES[code])
    button.clicked.connect(lambda: chosen(code))
    return button


class LanguageWords(QWidget):
    """Türkmençe · Русский · English; the chosen one is underlined."""

    chosen = Signal(str)

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._group = QButtonGroup(self)
        self.parts: dict[str, QToolButton] = {}
        for code, name in NAMES.items():
            part = QToolButton()
            part.setText(name)
            part.setCheckable(True)
            part.setProperty("segment", True)
            part.setAccessibleName(name)
            part.clicked.connect(lambda _=False, code=code: self.chosen.emit(code))
            self._group.addButton(part)
            self.parts[code] = part
            row.addWidget(part)
        row.addStretch(1)
        self.set_language(language)

    @property
    def language(self) -> str:
        """Give the language chosen."""
        return next((code for code, part in self.parts.items() if part.isChecked()), "tk")

    def set_language(self, language: str) -> None:
        """Show another language as chosen without saying so."""
        self.parts.get(language, self.parts["tk"]).setChecked(True)
