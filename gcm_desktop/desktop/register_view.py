"""A register as a table with filters and a small editor below; every field is saved by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gcm_desktop.app import entering, registers
from gcm_desktop.app.register_fields import AS_PRINTED, open_question, question
from gcm_desktop.desktop import glyphs
from gcm_desktop.desktop.keys import Command, command_of
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.desktop.register_bringing import RegisterBringing
from gcm_desktop.desktop.register_doubts import RegisterDoubts
from gcm_desktop.desktop.register_form import RegisterForm
from gcm_desktop.desktop.register_list import RegisterList, Shown
from gcm_desktop.domain.catalogue import Register, RegisterField
from gcm_desktop.domain.duplicates import likely_same
from gcm_desktop.domain.printed_dates import PrintedDate
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import mark

if TYPE_CHECKING:
    from gcm_desktop.store import Commit

_FIRST: Final = "BA"
_SHOWN: Final = {
    Shown.ALL: mark("All rows"),
    Shown.GOAL: mark("Rows of this goal"),
    Shown.OPEN: mark("Dates to settle"),
}
_OF_THE_FIELD: Final = (Command.COPY, Command.PASTE, Command.CUT, Command.NEXT_EMPTY)


class RegisterPage(QWidget):
    """The registers of the unit on screen."""

    saved = Signal(object)  # moment of the COMMIT
    refused = Signal(object)  # UserError
    asked_for = Signal(object)

    def __init__(self, sheet: OpenReturn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._row = ""
        self.goal = 0
        self.choice, self.filter, self.shown = QComboBox(self), QLineEdit(self), QComboBox(self)
        self.table = RegisterList(self)
        self.doubts, self.form = RegisterDoubts(self), RegisterForm(self)
        self.add_button, self.bring_button = QPushButton(self), QPushButton(self)
        self.remove_button = QPushButton(self)
        self.bringing = RegisterBringing(self)
        self._count = QLabel(self)
        self._build()
        self._connect()
        self.watch(sheet)

    def _build(self) -> None:
        self._count.setProperty("role", "side")
        self.filter.setClearButtonEnabled(True)
        self.filter.addAction(glyphs.icon("filter", "muted", 16), QLineEdit.ActionPosition.LeadingPosition)
        self.add_button.setIcon(glyphs.icon("plus"))
        self.bring_button.setIcon(glyphs.icon("download"))
        self.remove_button.setProperty("flat", True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.choice)
        head.addWidget(self.filter, 1)
        head.addWidget(self.shown)
        head.addWidget(self._count)
        head.addWidget(self.bring_button)
        head.addWidget(self.add_button)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.form)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 12, 16, 8)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.table, 3)
        box.addWidget(self.doubts)
        box.addWidget(scroll, 3)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.remove_button)
        box.addLayout(foot)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._fill)
        self.choice.activated.connect(self._on_choice)
        self.shown.activated.connect(self._fill)
        self.add_button.clicked.connect(self.add_row)
        self.bring_button.clicked.connect(
            lambda: self.bringing.offer(self._sheet, self.register, self.bring_button)
        )
        self.bringing.brought.connect(self.saved)
        self.bringing.brought.connect(lambda _: self._fill())
        self.bringing.refused.connect(self.refused)
        self.remove_button.clicked.connect(self.remove_row)
        self.table.row_chosen.connect(self._on_row)
        self.form.left.connect(self._save_code)
        self.form.left_form.connect(self._leave)
        self.doubts.left.connect(self._leave)
        self.doubts.date_chosen.connect(self._choose_date)
        self.doubts.joined.connect(self._join)
        self.doubts.wanted.connect(self._look_at)
        for part in (self.choice, self.filter, self.shown, self.table, *self.findChildren(QPushButton)):
            part.installEventFilter(self)

    def watch(self, sheet: OpenReturn) -> None:
        """Belong to another return, and so to another unit."""
        self._sheet = sheet
        self.retranslate()

    def show_goal(self, goal: int) -> None:
        """Begin new rows under this goal, and show its rows where only those are wanted."""
        self.goal = goal
        if self._kind is Shown.GOAL:
            self._fill()

    @property
    def register(self) -> Register:
        """Give the register on screen."""
        return self._sheet.desk.catalogue.registers[self.choice.currentData() or _FIRST]

    @property
    def _kind(self) -> Shown:
        return Shown(self.shown.currentData() or Shown.ALL)

    @property
    def _editors(self) -> dict[str, QWidget]:
        return self.form.editors

    def retranslate(self) -> None:
        """Write everything in the language of the return."""
        words = self._sheet.words
        self.filter.setPlaceholderText(words.say("Filter"))
        self.filter.setAccessibleName(words.say("Filter"))
        self.add_button.setText(words.say("Add a row"))
        self.bring_button.setText(words.say("Bring in…"))
        self.remove_button.setText(words.say("Delete the row"))
        self.choice.setAccessibleName(words.say("Registers"))
        self.shown.setAccessibleName(words.say("Rows shown"))
        names = [(own.name.of(words.code), own.code) for own in self._sheet.desk.catalogue.registers.values()]
        _refill(self.choice, names, self.choice.currentData() or _FIRST)
        _refill(
            self.shown, [(words.say(text), kind) for kind, text in _SHOWN.items()], self.shown.currentData()
        )
        self.choice.setMaximumWidth(300)
        self._on_choice()

    def first(self) -> None:
        """Put the keyboard into the table, or on the button where it is empty."""
        (self.table if self.table.rowCount() else self.add_button).setFocus()

    # The table

    def _on_choice(self) -> None:
        self._row = ""
        self.form.build(self._sheet, self.register)
        self._fill()

    def _fill(self) -> None:
        self.table.fill(self._sheet, self.register, self.filter.text(), self._kind, self.goal)
        n = self.table.rowCount()
        self._count.setText(self._sheet.words.count(n, "{n} row", "{n} rows"))
        self._row = self.table.choose(self._row)
        self._show_row()

    def _on_row(self, row: str) -> None:
        if row != self._row:
            self._row = row
            self._show_row()

    def _show_row(self) -> None:
        texts = self.table.texts.get(self._row, {})
        self.form.show_row(self._sheet, self.register, self._row, texts)
        self.remove_button.setEnabled(bool(self._row))
        asked = self._asked()
        others = {row: held for row, held in self.table.texts.items() if row != self._row}
        same = likely_same(self.register, texts, others) if texts else ()
        name = self.table.name(same[0].row) if same else ""
        self.doubts.show_doubts(asked[1] if asked else None, same, name, self._sheet.words)
        QTimer.singleShot(0, self.table.show_chosen)  # when the table has the room it keeps

    def _asked(self) -> tuple[str, PrintedDate] | None:
        """Give the first date of the row that reads both ways and its field."""
        texts = self.table.texts.get(self._row, {})
        if asked := open_question(texts):
            return AS_PRINTED, asked
        for field in self.register.fields:
            if field.kind == "date" and (asked := question(texts.get(field.code, ""))):
                return field.code, asked
        return None

    # Saving

    def _do(self, step: Callable[[], Commit | None]) -> bool:
        """Do one step on the file, and show what is there now; says whether it is on the disk."""
        try:
            commit = step()
        except UserError as error:
            self.refused.emit(error)
            return False
        if commit is not None:
            self.saved.emit(commit.at)
        self.table.reread()
        return True

    def _save_code(self, code: str) -> None:
        for field in self.register.fields:
            if field.code == code:
                self.save(field)

    def save(self, field: RegisterField) -> None:
        """Put one field on the disk when it changed, with what it fills besides itself."""
        text = self.form.typed(field.code) if self._row else None
        if text is None or text == self.table.texts.get(self._row, {}).get(field.code, ""):
            return
        desk, unit, row = self._sheet.desk, self._sheet.key.unit, self._row
        goal = f"G{self.goal:02d}" if self.goal else ""
        by_enter = self.form.focused() == field.code
        if self._do(lambda: registers.enter_field(desk, self.register.code, row, field, text, unit, goal)):
            self._show_row()
            if by_enter and field.kind in ("date", "text") and self._asked_in(field.code):
                self.doubts.ask()

    def _asked_in(self, code: str) -> bool:
        asked = self._asked()
        return asked is not None and (asked[0] == code or code == "date")

    def save_focused(self) -> None:
        """Put the field that is being typed in on the disk."""
        self._save_code(self.form.focused())

    def rest(self) -> None:
        """The file is about to close: a field that loses the keyboard afterwards saves nothing."""
        self._row = ""

    def _choose_date(self, iso: str) -> None:
        asked, desk, unit = self._asked(), self._sheet.desk, self._sheet.key.unit
        if asked is not None and self._do(
            lambda: registers.choose_date(desk, self.register.code, self._row, asked[0], iso, unit)
        ):
            self.form.editors[asked[0]].setFocus()
            self._show_row()
            self.form.focusNextChild()

    def _join(self, other: str) -> None:
        row, desk, unit = self._row, self._sheet.desk, self._sheet.key.unit
        if self._do(lambda: registers.join_rows(desk, self.register.code, row, other, unit)):
            self._row = other
            self._fill()
            self.table.setFocus()

    def _look_at(self, row: str) -> None:
        if row not in self.table.places:
            self.filter.clear()
            self.shown.setCurrentIndex(0)
        self._row = row
        self._fill()

    def add_row(self) -> None:
        """Begin a row; it exists from its first field on."""
        self._row = registers.new_row_id()
        self.table.begin(self._row)
        self._show_row()
        self.form.editors[self.table.columns[0].code].setFocus()

    def remove_row(self) -> None:
        """Empty every field of the row; undo brings it back."""
        row, self._row = self._row, self.table.neighbour(self._row)
        desk, unit = self._sheet.desk, self._sheet.key.unit
        self._do(lambda: registers.remove_row(desk, self.register.code, row, unit))
        self._fill()
        self.first()

    # Keys

    def _leave(self) -> None:
        self._show_row()
        self.table.setFocus()

    def step_back(self, command: Command) -> None:
        """Undo or redo the last step of the registers."""
        key = self._sheet.desk.registers_key(self._sheet.key.unit)
        step = entering.undo if command is Command.UNDO else entering.redo
        if key in self._sheet.desk.file.returns():
            self._do(lambda: step(self._sheet.desk, key))
            self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys no part kept: undo is of the registers here."""
        command = command_of(event)
        if command in (Command.UNDO, Command.REDO):
            self.step_back(command)
        elif event.key() == Qt.Key.Key_Insert:
            self.add_row()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on the table goes to the editor; keys of the window go to the window."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        command = command_of(event)
        if command in (Command.UNDO, Command.REDO):
            if isinstance(watched, QLineEdit) and _types_here(watched, command):
                return False
            self.step_back(command)
            return True
        if command is not None and command not in _OF_THE_FIELD:
            self.asked_for.emit(command)
            return True
        if watched is self.table and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._row:
            self.form.editors[self.table.columns[0].code].setFocus()
            return True
        return super().eventFilter(watched, event)


def _types_here(line: QLineEdit, command: Command) -> bool:
    return line.isUndoAvailable() if command is Command.UNDO else line.isRedoAvailable()


def _refill(combo: QComboBox, entries: Sequence[tuple[str, object]], held: object) -> None:
    combo.blockSignals(True)
    combo.clear()
    for text, data in entries:
        combo.addItem(text, data)
    combo.setCurrentIndex(max(next((n for n, (_, data) in enumerate(entries) if data == held), 0), 0))
    combo.blockSignals(False)
