"""The small editor below a register's table: one editor for every field, most needed first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QLabel, QLineEdit, QWidget

from gcm_desktop.app.display import shown
from gcm_desktop.app.register_fields import AS_PRINTED, DERIVED, goals_in_figures
from gcm_desktop.app.registers import register_cell
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.domain.catalogue import Register, RegisterField
from gcm_desktop.domain.values import BLANK, State, Value

_COLUMNS: Final = 3
_LONG: Final = ("title", "subject", "name", "text", "content", "note", "results", "participants")
_FILLED: Final = frozenset(DERIVED) - {"date", "date_end"}  # what a printed date says besides its days


class RegisterForm(QWidget):
    """The fields of one row; what is typed is told when a field is left."""

    left = Signal(str)  # code of a field that may have changed
    left_form = Signal()  # Esc

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clear", True)
        self.editors: dict[str, QWidget] = {}
        self._shown: dict[str, str] = {}  # what each line was last filled with
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)

    def build(self, sheet: OpenReturn, register: Register) -> None:
        """Make the editors of another register or language."""
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.editors = {}
        place = 0
        for field in in_order(register):
            width = min(2 if field.code in _LONG else 1, _COLUMNS)
            if place % _COLUMNS + width > _COLUMNS:
                place += _COLUMNS - place % _COLUMNS
            self._place(sheet, field, place, width)
            place += width
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)

    def _place(self, sheet: OpenReturn, field: RegisterField, place: int, width: int) -> None:
        label = QLabel(field.name.of(sheet.words.code), self)
        label.setProperty("role", "side")
        editor = self._make(sheet, field)
        editor.setAccessibleName(label.text())
        editor.installEventFilter(self)
        label.setBuddy(editor)
        line, column = divmod(place, _COLUMNS)
        self._grid.addWidget(label, line * 2, column, 1, width)
        self._grid.addWidget(editor, line * 2 + 1, column, 1, width)
        if self.isVisible():
            editor.show()  # at once, so that it can take the keyboard
        self.editors[field.code] = editor

    def _make(self, sheet: OpenReturn, field: RegisterField) -> QWidget:
        catalogue, language = sheet.desk.catalogue, sheet.words.code
        if field.kind == "code" and field.codelist in catalogue.codelists:
            combo = QComboBox(self)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.addItem("", "")
            for code in catalogue.codelists[field.codelist].codes:
                combo.addItem(code.name.of(language), code.code)
            combo.activated.connect(self._on_left)
            return combo
        line = QLineEdit(self)
        if field.kind == "country":
            names = sorted(name.of(language) for name in catalogue.countries.values())
            completer = QCompleter(QStringListModel(names, line), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
            line.returnPressed.connect(self._on_return)  # while the list of names is open
        elif field.kind == "goals":
            line.setPlaceholderText(sheet.words.say("Numbers of goals, such as 5 21"))
        elif field.code == AS_PRINTED:
            line.setPlaceholderText(sheet.words.say("As the document has it"))
        line.editingFinished.connect(self._on_left)
        return line

    def _on_left(self) -> None:
        editor = self.sender()
        self.left.emit(next((code for code, own in self.editors.items() if own is editor), ""))

    def _on_return(self) -> None:
        if self.focused():
            self.focusNextChild()

    def show_row(self, sheet: OpenReturn, register: Register, row: str, texts: Mapping[str, str]) -> None:
        """Fill the editors from a row; without one they wait."""
        for field in register.fields:
            editor = self.editors[field.code]
            text = texts.get(field.code, "")
            if isinstance(editor, QComboBox):
                editor.setCurrentIndex(max(editor.findData(text), 0))
            elif isinstance(editor, QLineEdit):
                cell = register_cell(register.code, row or "x", field.code)
                value = Value(State.VALUE, text) if text else BLANK
                words = shown(sheet.words, sheet.desk.catalogue, cell, value)
                words = goals_in_figures(words) if field.kind == "goals" else words
                self._shown[field.code] = words
                if editor.text() != words:
                    editor.setText(words)
            editor.setEnabled(bool(row))

    def typed(self, field: str) -> str | None:
        """Give what stands in a field, or nothing where it is as it was shown."""
        editor = self.editors[field]
        if isinstance(editor, QComboBox):
            return str(editor.currentData() or "")
        text = editor.text().strip() if isinstance(editor, QLineEdit) else ""
        return None if text == self._shown.get(field, "") else text

    def focused(self) -> str:
        """Give the field with the keyboard, or nothing."""
        return next((code for code, editor in self.editors.items() if editor.hasFocus()), "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the next field, Esc to the table."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.left_form.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if isinstance(watched, QLineEdit) and (completer := watched.completer()):
                    completer.popup().hide()
                self.left.emit(self.focused())
                if self.focused():  # nothing was asked meanwhile
                    self.focusNextChild()
                return True
        return super().eventFilter(watched, event)


def in_order(register: Register) -> list[RegisterField]:
    """Give the fields as a person fills them: what names the row, its date and goals, then the rest."""

    def rank(field: RegisterField) -> int:
        if field.key and field.kind != "date":
            return 0
        if field.code in (AS_PRINTED, "date", "date_end") or field.kind == "goals":
            return 1
        return 3 if field.code in _FILLED else 2

    return sorted(register.fields, key=rank)
