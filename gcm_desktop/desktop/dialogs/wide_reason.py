"""One reason for a cell, a table, an indicator or a goal at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from gcm_desktop.app import reasoning
from gcm_desktop.app.display import STATES
from gcm_desktop.app.page import PageRow
from gcm_desktop.app.reasoning import REASONS, Reach
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.domain.values import State, Value
from gcm_desktop.i18n import Words, mark

_REACHES: Final = {
    Reach.CELL: mark("this cell"),
    Reach.TABLE: mark("this table"),
    Reach.INDICATOR: mark("this indicator"),
    Reach.GOAL: mark("the whole goal"),
}


class WideReasonDialog(Sheet):
    """Asks how far, why, and with which note; says how many cells it will fill before it does."""

    def __init__(self, sheet: OpenReturn, rows: Sequence[PageRow], cell: str, parent: QWidget) -> None:
        super().__init__(sheet.words, parent)
        self._sheet = sheet
        self._rows = rows
        self._cell = cell
        self._reaches = QButtonGroup(self)
        self._reasons = QButtonGroup(self)
        self.reaches = {reach: QRadioButton() for reach in Reach}
        self.reasons = {state: QRadioButton() for state in REASONS}
        self.note = QLineEdit()
        self.count = role(QLabel(), "heading")
        self._where, self._why, self._note_head = (role(QLabel(), "side") for _ in range(3))
        self._build()
        self.write_button = self.button(self._write, main=True)
        self.buttons.addWidget(self.write_button)
        self.retranslate(sheet.words)
        self._begin()

    def _build(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(32)
        for head, group, buttons in (
            (self._where, self._reaches, list(self.reaches.values())),
            (self._why, self._reasons, list(self.reasons.values())),
        ):
            column = QVBoxLayout()
            column.addWidget(head)
            for button in buttons:
                group.addButton(button)
                button.toggled.connect(lambda _: self._show())
                column.addWidget(button)
            column.addStretch(1)
            columns.addLayout(column)
        self.note.setMaxLength(500)
        self._note_head.setBuddy(self.note)
        self.body.addLayout(columns)
        self.body.addWidget(self._note_head)
        self.body.addWidget(self.note)
        self.body.addWidget(self.count)
        self.body.addStretch(1)

    def _begin(self) -> None:
        """Stand on the narrowest reach that has something to fill."""
        self.reasons[State.NOT_COLLECTED].setChecked(True)
        open_ = [reach for reach in Reach if self._cells(reach)]
        for reach, button in self.reaches.items():
            button.setEnabled(reach in open_)
        first = self.reaches[open_[0] if open_ else Reach.GOAL]
        first.setChecked(True)
        first.setFocus()
        self._show()

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        self.head(
            words.say("One reason for many cells"),
            words.say("Only blank cells are filled; what was typed stays. One undo takes it all back."),
        )
        self._where.setText(words.say("Where"))
        self._why.setText(words.say("Reason"))
        self._note_head.setText(words.say("Note for each of them, if wanted"))
        self.note.setAccessibleName(words.say("Note"))
        for reach, button in self.reaches.items():
            button.setText(words.say(_REACHES[reach]))
        for number, (state, button) in enumerate(self.reasons.items(), 1):
            button.setText(f"{number}  {words.say(STATES[state])}")
        self.write_button.setText(words.say("Write the reason"))
        self._show()

    def _chosen(self) -> tuple[Reach, State]:
        reach = next((reach for reach, button in self.reaches.items() if button.isChecked()), Reach.GOAL)
        reasons = (state for state, button in self.reasons.items() if button.isChecked())
        return reach, next(reasons, State.NOT_COLLECTED)

    def _cells(self, reach: Reach, reason: State = State.NOT_COLLECTED) -> dict[str, Value]:
        cells = reasoning.covered(self._rows, self._cell, reach)
        sheet = self._sheet
        return reasoning.reasoned(sheet.values, cells, reason, self.note.text(), sheet.conflicts)

    def _show(self) -> None:
        n = len(self._cells(self._chosen()[0]))
        self.count.setText(
            self.words.count(n, "{n} blank cell will be filled", "{n} blank cells will be filled")
        )
        if hasattr(self, "write_button"):
            self.write_button.setEnabled(n > 0)

    def _write(self) -> None:
        reach, reason = self._chosen()
        if self._sheet.set_values(self._cells(reach, reason), self.words.say("One reason for many cells")):
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2, 3 choose the reason, Enter writes it."""
        place = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2}.get(Qt.Key(event.key()))
        if place is not None and not self.note.hasFocus():
            self.reasons[REASONS[place]].setChecked(True)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.write_button.isEnabled():
            self._write()
        else:
            super().keyPressEvent(event)
