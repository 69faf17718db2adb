"""Send back with remarks: what is proposed, what is asked besides, and the workbook for the sender."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QWidget

from gcm_desktop.app import display, remarking
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.app.entering import known_cell
from gcm_desktop.app.remarking import Proposal, SentBack
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.ready import SIGNS
from gcm_desktop.desktop.dialogs.rows import Column, Line, LineTable
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.desktop.languages import NAMES
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words

_TICKED: Final = ("☐", "☑")


class TickTable(LineTable):
    """A list whose lines are ticked by Space, Enter or a click on the box."""

    def __init__(self, toggled: Callable[[Line], object]) -> None:
        super().__init__(toggled)
        self._toggled = toggled
        self.clicked.connect(lambda index: self._tick() if index.column() == 0 else None)

    def _tick(self) -> None:
        line = self.chosen_line()
        if line is not None:
            self._toggled(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick by Space."""
        if event.key() == Qt.Key.Key_Space:
            self._tick()
            return
        super().keyPressEvent(event)


class SendBackDialog(Sheet):
    """Lists the remarks proposed for a return; those ticked go into the workbook."""

    def __init__(
        self, desk: Desk, key: ReturnKey, words: Words, parent: QWidget | None = None, cell: str = ""
    ) -> None:
        super().__init__(words, parent, wide=True)
        self.desk = desk
        self.key = key
        self.gone: SentBack | None = None
        self.folder = desk.file.path.parent
        self.remarks: list[Proposal] = list(remarking.proposals(desk, key))
        self.ticked = {n for n, one in enumerate(self.remarks) if one.meant}
        self._build(cell)
        self.retranslate(words)
        self.table.setFocus()

    def _build(self, cell: str) -> None:
        self.counts = role(QLabel(), "heading")
        self.table = TickTable(self._toggle)
        self.own_row = QWidget()
        row = QHBoxLayout(self.own_row)
        row.setContentsMargins(0, 0, 0, 0)
        self.cell_label, self.text_label = QLabel(), QLabel()
        self.cell, self.text = QLineEdit(cell), QLineEdit()
        self.cell.setMaximumWidth(200)
        self.text.setMaxLength(500)
        self.cell_label.setBuddy(self.cell)
        self.text_label.setBuddy(self.text)
        self.add_button = self.button(self._add)
        for part in (self.cell_label, self.cell, self.text_label, self.text, self.add_button):
            row.addWidget(part, 1 if part is self.text else 0)
        self.place, self.outcome = role(QLabel(), "side"), QLabel()
        self.outcome.setWordWrap(True)
        self.outcome.setVisible(False)
        for widget in (self.counts, self.table, self.own_row, self.place, self.outcome):
            self.body.addWidget(widget, 1 if widget is self.table else 0)
        self.language_label, self.language = QLabel(), QComboBox()
        self.language_label.setBuddy(self.language)
        for code, name in NAMES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(remarking.language_of(self.desk, self.key)))
        self.all_button = self.button(self._toggle_all)
        self.folder_button = self.button(self._choose_folder, icon="folder")
        self.write_button = self.button(self.write, main=True, icon="send")
        for button in (self.language_label, self.language, self.all_button):
            self.buttons.addWidget(button)
        self.buttons.addWidget(self.folder_button)
        self.buttons.addWidget(self.write_button)

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        say = words.say
        name = unit_name(self.desk.catalogue, self.key.unit, words.code)
        self.head(say("Send back with remarks"), f"{name} · {words.period(self.key.period)}")
        self.cell_label.setText(say("Cell"))
        self.cell.setAccessibleName(say("Cell"))
        self.cell.setPlaceholderText("G05.02")
        self.text_label.setText(say("Your remark"))
        self.text.setAccessibleName(say("Your remark"))
        self.text.setPlaceholderText(say("What you ask the unit"))
        self.add_button.setText(say("Add"))
        self.language_label.setText(say("Language"))
        self.language.setAccessibleName(say("Language"))
        self.folder_button.setText(say("Folder…"))
        self.write_button.setText(say("Write the workbook"))
        self.table.setAccessibleName(say("Remarks"))
        self._show()

    def _show(self) -> None:
        say, number = self.words.say, self.words.number
        columns = (
            Column(say("Send")), Column(say("Cell"), share=6),
            Column(say("What is there"), share=3), Column(say("Remark"), share=8),
        )  # fmt: skip
        self.table.show_lines(columns, [self._line(n) for n in range(len(self.remarks))], keep=True)
        chosen, total = number(len(self.ticked)), number(len(self.remarks))
        self.counts.setText(say("Chosen: {n} of {total}", n=chosen, total=total))
        self.place.setText(say("The workbook goes to the folder {folder}", folder=str(self.folder)))
        self.all_button.setText(say("Choose none") if self.ticked else say("Choose all"))
        self.all_button.setEnabled(bool(self.remarks))
        self.write_button.setEnabled(bool(self.ticked))

    def _line(self, n: int) -> Line:
        one, words = self.remarks[n], self.words
        held = self.desk.file.cells(self.desk.registers_key(self.key.unit))
        value = {**held, **self.desk.file.cells(self.key)}.get(one.cell)
        there = display.shown(words, self.desk.catalogue, one.cell, value) if value else ""
        name = display.shown_cell(words, self.desk.catalogue, one.cell)
        code = f" ({one.code})" if one.code else ""
        ticked = n in self.ticked
        sign = SIGNS[one.severity] if one.code else Glyph.NOTE
        return Line((_TICKED[ticked], name, there, one.text.of(words.code) + code), n, sign, faint=not ticked)

    def _toggle(self, line: Line) -> None:
        self.ticked ^= {line.thing}
        self._show()

    def _toggle_all(self) -> None:
        self.ticked = set() if self.ticked else set(range(len(self.remarks)))
        self._show()

    def _add(self) -> None:
        """Add the remark a person wrote; its cell may be any of the form."""
        text, cell = self.text.text().strip(), self.cell.text().strip()
        if not text:
            self.text.setFocus()
            return
        try:
            cell = str(known_cell(self.desk.catalogue, cell))
        except UserError as error:
            show_error(self, self.words, error)
            self.cell.setFocus()
            return
        self.ticked.add(len(self.remarks))
        self.remarks.append(remarking.own(text, cell))
        self.text.clear()
        self._show()
        self.table.selectRow(len(self.remarks) - 1)
        self.text.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the remark adds it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            self.text.hasFocus() or self.cell.hasFocus()
        ):
            self._add()
            return
        super().keyPressEvent(event)

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.words.say("Choose a folder"), str(self.folder))
        if name:
            self.folder = Path(name)
            self._show()

    def write(self) -> None:
        """Write the workbook and record that the return was sent back."""
        say = self.words.say
        chosen = [one for n, one in enumerate(self.remarks) if n in self.ticked]
        out = self.folder / remarking.file_name(self.desk, self.key)
        language = self.language.currentData()
        try:
            self.gone = remarking.send_back(self.desk, out, self.key, chosen, language=language)
        except UserError as error:
            show_error(self, self.words, error)
            return
        count = self.words.number(len(self.gone.remarks))
        self.outcome.setText(say("Written: {file}", file=out.name) + " · " + say("Remarks: {n}", n=count))
        self.outcome.setVisible(True)
        self.close_button.setFocus()
