"""The line above a page that has nothing to report: who said so, when and why."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from gcm_desktop.app import nil
from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.domain.records import Act
from gcm_desktop.i18n import Words


class NilStrip(QFrame):
    """Shown while a nil return holds for the goal or for the whole return."""

    taking_back = Signal()

    def __init__(self, sheet: OpenReturn, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("bar", True)
        self._sheet = sheet
        self._goal = 0
        self._sign, self._said = QLabel(self), QLabel(self)
        self._said.setWordWrap(True)
        self.button = QPushButton(self)
        self.button.setProperty("flat", True)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.taking_back)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.addWidget(self._sign)
        row.addWidget(self._said, 1)
        row.addWidget(self.button)
        self.hide()
        sheet.changed.connect(lambda _: self.refresh())

    def show_goal(self, goal: int) -> None:
        """Belong to another goal."""
        self._goal = goal
        self.refresh()

    @property
    def said(self) -> str:
        """Give what the line says."""
        return self._said.text()

    def refresh(self) -> None:
        """Say what holds now, and where figures say otherwise."""
        sheet, words = self._sheet, self._sheet.words
        place = self._goal if self._goal in sheet.nils else nil.WHOLE
        act = sheet.nils.get(place)
        self.setVisible(act is not None)
        if act is None:
            return
        full = nil.figures_in(sheet.values, self._goal)
        text = told(words, act, whole=place == nil.WHOLE)
        if full:
            text += " " + words.say(
                "Figures stand here all the same: take the nil return back, or delete them."
            )
        self._said.setText(text)
        self._sign.setPixmap(glyphs.pixmap(Glyph.WARNING if full else Glyph.GOOD, theme.px(14)))
        self.button.setText(f"{words.say('Take back…')}   Shift+F3")


def told(words: Words, act: Act, *, whole: bool) -> str:
    """Say who reported nothing, when and why."""
    facts = {
        "name": act.person.name if act.person else "–",
        "day": words.date(date.fromisoformat(act.date)) if act.date else "–",
        "reason": act.reason,
    }
    if whole:
        return words.say("Nil return for the whole return: {reason} ({name}, {day}).", **facts)
    return words.say("Nil return for this goal: {reason} ({name}, {day}).", **facts)
