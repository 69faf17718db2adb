"""What a register row asks of a person: a date that reads both ways, and a row that is likely the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gcm_desktop.desktop import glyphs
from gcm_desktop.domain.duplicates import Likeness, Reason
from gcm_desktop.domain.printed_dates import PrintedDate, Reading
from gcm_desktop.i18n import Words, mark

REASONS: Final = {
    Reason.SAME_WORDS: mark("the same words"),
    Reason.LIKE_WORDS: mark("nearly the same words"),
    Reason.SAME_PARTNER: mark("the same partner"),
    Reason.SAME_DATE: mark("the same date"),
    Reason.DATE_BOTH_WAYS: mark("the same date, if it is read the other way"),
    Reason.OTHER_DATE: mark("another date"),
    Reason.SAME_NUMBER: mark("the same number"),
    Reason.OTHER_GOALS: mark("other goals"),
}
_ARROWS: Final = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class RegisterDoubts(QWidget):
    """Two quiet lines above the editor; each has its answers as buttons."""

    date_chosen = Signal(str)  # ISO
    joined = Signal(str)  # the row to keep
    wanted = Signal(str)  # a row to look at
    left = Signal()  # Esc

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._like = ""
        self._readings: tuple[Reading, ...] = ()
        self._date_text, self._like_text = QLabel(self), QLabel(self)
        self.readings = (QPushButton(self), QPushButton(self))
        self.join_button, self.show_button = QPushButton(self), QPushButton(self)
        self._date_line = _line(self, "calendar", self._date_text, self.readings)
        self._like_line = _line(self, "copy", self._like_text, (self.join_button, self.show_button))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._date_line)
        box.addWidget(self._like_line)
        for place, button in enumerate(self.readings):
            button.clicked.connect(lambda _=False, place=place: self._choose(place))
            button.installEventFilter(self)
        self.join_button.clicked.connect(lambda: self.joined.emit(self._like))
        self.show_button.clicked.connect(lambda: self.wanted.emit(self._like))
        self.show_doubts(None, (), "", None)

    def show_doubts(
        self, asked: PrintedDate | None, same: Sequence[Likeness], name: str, words: Words | None
    ) -> None:
        """Ask what is open about the row on screen; nothing open takes no room."""
        self._readings = asked.readings if asked else ()
        self._like = same[0].row if same else ""
        self._date_line.setVisible(asked is not None)
        self._like_line.setVisible(bool(same))
        self.setVisible(bool(asked or same))
        if words is None:
            return
        if asked:
            self._date_text.setText(words.say("«{text}» reads both ways. Which day is it?", text=asked.text))
            for number, (button, reading) in enumerate(zip(self.readings, self._readings, strict=True), 1):
                button.setText(f"{number}   {_in_full(words, reading)}")
        if same:
            reasons = ", ".join(words.say(REASONS[reason]) for reason in same[0].reasons)
            self._like_text.setText(
                words.say("Likely the same: {row} ({reasons})", row=name, reasons=reasons)
            )
            self.join_button.setText(words.say("Make one row of both"))
            self.show_button.setText(words.say("Show the other row"))

    def ask(self) -> bool:
        """Put the keyboard on the first reading; says whether there is one to choose."""
        if self._readings:
            self.readings[0].setFocus()
        return bool(self._readings)

    def _choose(self, place: int) -> None:
        self.date_chosen.emit(self._readings[place].iso)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """1 and 2 choose, arrows go between the two, Enter chooses, Esc leaves it open."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._readings:
            if event.text() in ("1", "2"):
                self._choose(int(event.text()) - 1)
                return True
            if event.key() in _ARROWS:
                self.readings[0 if watched is self.readings[1] else 1].setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.readings.index(watched))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)


def _line(parent: QWidget, icon: str, text: QLabel, buttons: Sequence[QPushButton]) -> QWidget:
    line = QWidget(parent)
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 8, 0)
    row.setSpacing(8)
    sign = QLabel(line)
    sign.setPixmap(glyphs.icon(icon, "warning", 18).pixmap(18, 18))
    row.addWidget(sign)
    row.addWidget(text, 1)
    text.setWordWrap(True)
    for button in buttons:
        button.setAutoDefault(False)
        row.addWidget(button)
    return line


def _in_full(words: Words, reading: Reading) -> str:
    parts = [part for part in (reading.iso, reading.end_iso) if part]
    return " – ".join(words.official_date(date.fromisoformat(part)) for part in parts)
