"""A register as a table with a filter and a small editor below; every field is saved by itself."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gcm_desktop.app import entering, registers
from gcm_desktop.app.display import shown
from gcm_desktop.desktop import glyphs
from gcm_desktop.desktop.keys import command_of
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.domain.catalogue import Register, RegisterField
from gcm_desktop.domain.values import BLANK
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import fold

_FIRST: Final = "BA"
_SHOWN_COLUMNS: Final = 6  # the rest stand in the editor below
_AS_PRINTED: Final = ("partner_name", "date_text")  # what the document says beside what it means
_ROW: Final = int(Qt.ItemDataRole.UserRole)
_OF_THE_FIELD: Final = ("undo", "redo", "copy", "paste", "cut", "next empty")


class RegisterPage(QWidget):
    """The registers of the unit on screen."""

    saved = Signal(object)  # moment of the COMMIT
    refused = Signal(object)  # UserError
    asked_for = Signal(object)

    def __init__(self, sheet: OpenReturn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._row = ""
        self._editors: dict[str, QWidget] = {}
        self.choice, self.filter = QComboBox(self), QLineEdit(self)
        self.table = QTableWidget(self)
        self.add_button, self.remove_button = QPushButton(self), QPushButton(self)
        self._count = QLabel(self)
        self._build()
        self.watch(sheet)

    def _build(self) -> None:
        self._count.setProperty("role", "side")
        self.filter.setClearButtonEnabled(True)
        self.filter.addAction(glyphs.icon("filter", "muted", 16), QLineEdit.ActionPosition.LeadingPosition)
        self.filter.textChanged.connect(self._fill)
        self.choice.currentIndexChanged.connect(self._on_choice)
        self.add_button.setIcon(glyphs.icon("plus"))
        self.add_button.clicked.connect(self.add_row)
        self.remove_button.setProperty("flat", True)
        self.remove_button.clicked.connect(self.remove_row)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.choice)
        head.addWidget(self.filter, 1)
        head.addWidget(self._count)
        head.addWidget(self.add_button)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(True)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.itemSelectionChanged.connect(self._on_row)
        self._form = QGridLayout()
        self._form.setContentsMargins(0, 0, 8, 0)
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(6)
        inner = QWidget(self)
        inner.setProperty("clear", True)
        inner.setLayout(self._form)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 12, 16, 8)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.table, 3)
        box.addWidget(self._scroll, 2)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.remove_button)
        box.addLayout(foot)

    def watch(self, sheet: OpenReturn) -> None:
        """Belong to another return, and so to another unit."""
        self._sheet = sheet
        self.retranslate()

    @property
    def register(self) -> Register:
        """Give the register on screen."""
        return self._sheet.desk.catalogue.registers[self.choice.currentData() or _FIRST]

    def retranslate(self) -> None:
        """Write everything in the language of the return."""
        words = self._sheet.words
        self.filter.setPlaceholderText(words.say("Filter"))
        self.filter.setAccessibleName(words.say("Filter"))
        self.add_button.setText(words.say("Add a row"))
        self.remove_button.setText(words.say("Delete the row"))
        self.choice.setAccessibleName(words.say("Registers"))
        held = self.choice.currentData() or _FIRST
        self.choice.blockSignals(True)
        self.choice.clear()
        for register in self._sheet.desk.catalogue.registers.values():
            self.choice.addItem(register.name.of(words.code), register.code)
        self.choice.setCurrentIndex(max(self.choice.findData(held), 0))
        self.choice.blockSignals(False)
        self._on_choice()

    def first(self) -> None:
        """Put the keyboard into the table, or on the button where it is empty."""
        (self.table if self.table.rowCount() else self.add_button).setFocus()

    # The table

    def _on_choice(self) -> None:
        self._make_editors()
        self._fill()

    def _fields(self) -> tuple[RegisterField, ...]:
        fields = self.register.fields
        own = [field for field in fields if field.kind != "goals" and field.code not in _AS_PRINTED]
        return tuple(own[:_SHOWN_COLUMNS])

    def _fill(self) -> None:
        sheet, words = self._sheet, self._sheet.words
        wanted = fold(self.filter.text().strip())
        fields = self._fields()
        self.table.blockSignals(True)
        self.table.setRowCount(0)
        self.table.setColumnCount(len(fields))
        self.table.setHorizontalHeaderLabels([field.name.of(words.code) for field in fields])
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        for row in registers.rows(sheet.desk, self.register.code, sheet.key.unit):
            texts = {
                field.code: shown(
                    words, sheet.desk.catalogue, row.cell(field.code), row.values.get(field.code, BLANK)
                )
                for field in self.register.fields
            }
            if wanted and wanted not in fold(" ".join(texts.values())):
                continue
            self._add_line(row.row, [texts[field.code] for field in fields])
        head = self.table.horizontalHeader()
        for column, field in enumerate(fields):
            stretch = field.kind == "text"
            modes = QHeaderView.ResizeMode
            head.setSectionResizeMode(column, modes.Stretch if stretch else modes.ResizeToContents)
        self.table.blockSignals(False)
        n = self.table.rowCount()
        self._count.setText(words.count(n, "{n} row", "{n} rows"))
        self._select(self._row)

    def _add_line(self, row: str, texts: list[str]) -> None:
        place = self.table.rowCount()
        self.table.insertRow(place)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setData(_ROW, row)
            self.table.setItem(place, column, item)

    def _select(self, row: str) -> None:
        for place in range(self.table.rowCount()):
            first = self.table.item(place, 0)
            if first is not None and first.data(_ROW) == row:
                self.table.selectRow(place)
                break
        else:
            if self.table.rowCount() and not row:
                self.table.selectRow(0)
        self._show_row()

    def _on_row(self) -> None:
        items = self.table.selectedItems()
        self._row = str(items[0].data(_ROW)) if items else ""
        self._show_row()

    # The editor

    def _make_editors(self) -> None:
        while self._form.count():
            item = self._form.takeAt(0)
            if widget := item.widget() if item else None:
                widget.hide()
                widget.deleteLater()
        self._editors = {}
        self._row = ""
        language = self._sheet.words.code
        for number, field in enumerate(self.register.fields):
            label = QLabel(field.name.of(language))
            label.setProperty("role", "side")
            editor = self._make_editor(field)
            editor.setAccessibleName(label.text())
            editor.installEventFilter(self)
            label.setBuddy(editor)
            line, column = divmod(number, 2)
            self._form.addWidget(label, line * 2, column)
            self._form.addWidget(editor, line * 2 + 1, column)
            self._editors[field.code] = editor

    def _make_editor(self, field: RegisterField) -> QWidget:
        catalogue, language = self._sheet.desk.catalogue, self._sheet.words.code
        if field.kind == "code" and field.codelist in catalogue.codelists:
            combo = QComboBox()
            combo.addItem("", "")
            for code in catalogue.codelists[field.codelist].codes:
                combo.addItem(code.name.of(language), code.code)
            combo.activated.connect(lambda _, field=field: self.save(field))
            return combo
        line = QLineEdit()
        if field.kind == "country":
            names = sorted(name.of(language) for name in catalogue.countries.values())
            completer = QCompleter(QStringListModel(names, line), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
        line.editingFinished.connect(lambda field=field: self.save(field))
        return line

    def _show_row(self) -> None:
        sheet = self._sheet
        key = sheet.desk.registers_key(sheet.key.unit)
        held = sheet.desk.file.cells(key) if self._row and key in sheet.desk.file.returns() else {}
        for field in self.register.fields:
            editor = self._editors[field.code]
            cell = registers.register_cell(self.register.code, self._row or "x", field.code)
            value = held.get(cell, BLANK)
            if isinstance(editor, QComboBox):
                editor.setCurrentIndex(max(editor.findData(value.text), 0))
            elif isinstance(editor, QLineEdit):
                editor.setText(shown(sheet.words, sheet.desk.catalogue, cell, value))
            editor.setEnabled(bool(self._row))
        self.remove_button.setEnabled(bool(self._row))

    def save(self, field: RegisterField) -> None:
        """Put one field on the disk when it changed."""
        sheet = self._sheet
        if not self._row:
            return
        key = sheet.desk.registers_key(sheet.key.unit)
        cell = registers.register_cell(self.register.code, self._row, field.code)
        held = sheet.desk.file.cells(key).get(cell, BLANK) if key in sheet.desk.file.returns() else BLANK
        text = self._text_of(field)
        if text == held.text:
            return
        try:
            commit = entering.enter(sheet.desk, key, cell, text)
        except UserError as error:
            self.refused.emit(error)
            return
        self._show_line(field)
        self.saved.emit(commit.at)

    def save_focused(self) -> None:
        """Put the field that is being typed in on the disk."""
        for field in self.register.fields:
            if self._editors[field.code].hasFocus():
                self.save(field)

    def rest(self) -> None:
        """The file is about to close: a field that loses the keyboard afterwards saves nothing."""
        self._row = ""

    def _text_of(self, field: RegisterField) -> str:
        editor = self._editors[field.code]
        if isinstance(editor, QComboBox):
            return str(editor.currentData() or "")
        text = editor.text().strip() if isinstance(editor, QLineEdit) else ""
        if field.kind == "country":
            return self._country(text)
        if field.kind == "date":
            from gcm_desktop.domain.entries import read_date

            return read_date(text) or text
        return text

    def _country(self, text: str) -> str:
        """Give the code of a country named in any of the languages; other names stay as they are."""
        wanted = fold(text)
        for code, name in self._sheet.desk.catalogue.countries.items():
            if wanted and wanted in (fold(code), fold(name.tk), fold(name.ru), fold(name.en)):
                return code
        return text

    def _show_line(self, field: RegisterField) -> None:
        """Show the new text in the table without losing the place."""
        shown_codes = [known.code for known in self._fields()]
        items = self.table.selectedItems()
        if not items or items[0].data(_ROW) != self._row:
            self._fill()
        elif field.code in shown_codes:
            editor = self._editors[field.code]
            text = editor.currentText() if isinstance(editor, QComboBox) else editor.text()  # type: ignore[attr-defined]
            shown = self.table.item(items[0].row(), shown_codes.index(field.code))
            if shown is not None:
                shown.setText(text)

    def add_row(self) -> None:
        """Begin a row; it exists from its first field on."""
        self.table.clearSelection()
        self._row = registers.new_row_id()
        self.table.blockSignals(True)
        self._add_line(self._row, [""] * self.table.columnCount())
        self.table.selectRow(self.table.rowCount() - 1)
        self.table.scrollToBottom()
        self.table.blockSignals(False)
        self._show_row()
        self._editors[self.register.fields[0].code].setFocus()

    def remove_row(self) -> None:
        """Empty every field of the row; undo brings it back."""
        row, self._row = self._row, ""
        registers.remove_row(self._sheet.desk, self.register.code, row, self._sheet.key.unit)
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the next field, Esc to the table; keys of the window go to the window."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            command = command_of(event)
            if command is not None and command.value not in _OF_THE_FIELD:
                self.asked_for.emit(command)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._show_row()
                self.table.setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(watched, QLineEdit):
                self.focusNextChild()
                return True
        return super().eventFilter(watched, event)
