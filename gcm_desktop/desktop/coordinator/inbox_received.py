"""The files that were received: what each brought, out and back, its letter, report and paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from gcm_desktop.app import display, inbox, inbox_report, letters, merging
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop.coordinator.inbox_table import KeyedTable
from gcm_desktop.desktop.dialogs.import_lines import import_columns, import_line
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.plan_words import KINDS
from gcm_desktop.desktop.dialogs.reason import ask_reason
from gcm_desktop.desktop.dialogs.rows import Column, Line, LineTable
from gcm_desktop.desktop.dialogs.sheet import dress, role
from gcm_desktop.domain.merge import Change, Current
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.desktop.coordinator.place import Place
    from gcm_desktop.store import ImportRecord

_SHOWN = 300


class ReceivedPage(QWidget):
    """Imports left, the latest first; right, what would change if the one in focus went out or came back."""

    changed = Signal()

    def __init__(self, desk: Desk, words: Words, place: Place) -> None:
        super().__init__(place)
        self.desk, self.words = desk, words
        keys = {"W": self.withdraw, "P": self.put_back, "Enter": self.compare}
        keys |= {"L": self.write_letter, "R": self.print_report, "S": self.save}
        self.table = KeyedTable(keys)
        self.empty = role(QLabel(), "side")
        self.heading = role(QLabel(), "strong")
        self.preview = LineTable()
        self.report = QLabel()
        self.report.setWordWrap(True)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(60)
        self._later.timeout.connect(self._show_chosen)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._later.start())
        self._make_buttons()
        self._lay_out()

    def _make_buttons(self) -> None:
        self.turn_button = self._button("archive", self._turn)
        self.paper_button = self._button("stamp", self.compare)
        self.letter_button = self._button("file-text", lambda: self.write_letter())
        self.report_button = self._button("printer", lambda: self.print_report())
        self.save_button = self._button("download", lambda: self.save())
        self.buttons = (
            self.turn_button, self.paper_button, self.letter_button, self.report_button, self.save_button,
        )  # fmt: skip

    def _button(self, icon: str, pressed: Callable[[], object]) -> QPushButton:
        button = QPushButton()
        button.setAutoDefault(False)
        dress(button, icon)
        button.clicked.connect(lambda: pressed())
        return button

    def _lay_out(self) -> None:
        right = QWidget()
        side = QVBoxLayout(right)
        side.setContentsMargins(8, 0, 0, 0)
        side.addWidget(self.heading)
        side.addWidget(self.preview, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.table)
        self.split.addWidget(right)
        self.split.setSizes([760, 480])
        self.split.setChildrenCollapsible(False)
        foot = QHBoxLayout()
        for button in self.buttons:
            foot.addWidget(button)
        foot.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 10, 24, 14)
        page.setSpacing(10)
        page.addWidget(self.empty)
        page.addWidget(self.split, 1)
        page.addWidget(self.report)
        page.addLayout(foot)

    def retranslate(self, words: Words) -> None:
        """Write everything in another language."""
        self.words = words
        say = words.say
        self.empty.setText(say("No file was received yet."))
        self.paper_button.setText(say("Compare with paper…"))
        self.paper_button.setToolTip("Enter")
        self.letter_button.setText(say("Letter…"))
        self.report_button.setText(say("Print the report…"))
        self.save_button.setText(say("Save the original…"))
        for button, key in ((self.letter_button, "L"), (self.report_button, "R"), (self.save_button, "S")):
            button.setToolTip(key)
        self.table.setAccessibleName(say("Received files"))
        self.preview.setAccessibleName(say("Changes"))
        if self.desk.file.view_only:
            self.report.setText(say("This file is open to look at. Nothing in it can be changed."))
        self.refresh()

    def focus_list(self) -> None:
        """Give the keyboard to the list."""
        self.table.setFocus()

    def refresh(self) -> None:
        """Read the imports again."""
        found = sorted(merging.imports(self.desk), key=lambda record: record.at, reverse=True)
        lines = [import_line(self.words, self.desk.catalogue, record, tall=True) for record in found]
        self.table.show_lines(import_columns(self.words, 3), lines, keep=True)
        self.split.setVisible(bool(found))
        self.empty.setVisible(not found)
        self._show_chosen()

    def _record(self) -> ImportRecord | None:
        chosen = self.table.chosen_line()
        return chosen.thing if chosen is not None else None

    def _key(self) -> ReturnKey | None:
        record = self._record()
        return next((key for key in record.keys if not key.is_register), None) if record else None

    def _show_chosen(self) -> None:
        self._later.stop()
        record, key, say = self._record(), self._key(), self.words.say
        out = record is not None and record.withdrawn
        edits = record is not None and not self.desk.file.view_only
        self.turn_button.setEnabled(edits)
        self.turn_button.setVisible(not self.desk.file.view_only)
        self.turn_button.setText(say("Put back") if out else say("Withdraw"))
        self.turn_button.setToolTip("P" if out else "W")
        self.paper_button.setEnabled(key is not None)
        self.letter_button.setEnabled(key is not None and letters.can_write(self.desk, key))
        self.save_button.setEnabled(record is not None)
        self.report_button.setEnabled(record is not None and bool(self.desk.file.report(record.id)))
        self.heading.setText(say("If it were put back:") if out else say("If it were withdrawn:"))
        changes = inbox.would_change(self.desk, record) if record is not None else ()
        self._show_changes(changes)

    def _show_changes(self, changes: Sequence[Change]) -> None:
        say = self.words.say
        columns = (
            Column(say("Change")), Column(say("Cell"), share=3), Column(say("Here now"), right=True, share=2),
            Column(say("Then"), right=True, share=2),
        )  # fmt: skip
        lines = [self._change(change) for change in changes[:_SHOWN]]
        if len(changes) > _SHOWN:
            more = say("and further cells: {n}", n=self.words.number(len(changes) - _SHOWN))
            lines.append(Line(("", more, "", ""), None, faint=True))
        self.preview.show_lines(columns, lines)

    def _change(self, change: Change) -> Line:
        word, sign = KINDS[change.kind]
        cell = display.shown_cell(self.words, self.desk.catalogue, change.cell)
        texts = (
            self.words.say(word),
            cell,
            self._value(change.cell, change.old),
            self._value(change.cell, change.new),
        )
        return Line(texts, change, sign)

    def _value(self, cell: str, now: Current) -> str:
        texts = (display.shown(self.words, self.desk.catalogue, cell, one.value) for one in now.candidates)
        return " ⇄ ".join(text or "—" for text in texts)

    # --- what the keys and buttons do

    def withdraw(self) -> None:
        """Take the file in focus out, with a reason; one that is out stays so."""
        record = self._record()
        if record is not None and not record.withdrawn:
            self._turn()

    def put_back(self) -> None:
        """Put the file in focus back, with a reason; one that counts stays so."""
        record = self._record()
        if record is not None and record.withdrawn:
            self._turn()

    def _turn(self) -> None:
        record, say = self._record(), self.words.say
        if record is None or self.desk.file.view_only:
            return
        verb = say("Put back") if record.withdrawn else say("Withdraw")
        changes = inbox.would_change(self.desk, record)
        lead = say("Cells that change: {n}", n=self.words.number(len(changes)))
        resting = merging.resting_on(self.desk, record)
        if resting:
            lead += "\n" + say("Decisions it touches: {n}", n=self.words.number(len(resting)))
        reason = ask_reason(self.words, f"{verb}: {record.name}", lead, verb, self)
        if reason is None:
            return
        try:
            move = merging.put_back if record.withdrawn else merging.withdraw
            receipt = move(self.desk, record.id, reason)
        except UserError as error:
            show_error(self, self.words, error)
            return
        self.report.setText(say("Cells changed: {n}", n=self.words.number(len(receipt.changes))))
        self.changed.emit()
        self.refresh()
        self.focus_list()

    def compare(self) -> None:
        """Hold the return of the file in focus against its signed page."""
        from gcm_desktop.desktop.dialogs.paper import PaperDialog

        key = self._key()
        if key is not None:
            dialog = PaperDialog(self.desk, key, self.words, self)
            dialog.accepted_return.connect(self.changed)
            dialog.exec()
            self.refresh()
            self.focus_list()

    def _target(self, title: str, name: str, kinds: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(self, title, str(self.desk.file.path.with_name(name)), kinds)
        return Path(chosen) if chosen else None

    def write_letter(self, out: Path | None = None) -> None:
        """Write the letter about the return of the file in focus."""
        key = self._key()
        if key is None or not letters.can_write(self.desk, key):
            return
        name = f"{key.unit}_{key.period}_letter.pdf".replace("/", "-")
        out = out or self._target(self.words.say("Letter…"), name, "PDF (*.pdf)")
        if out is not None:
            self._write(out, lambda path: letters.print_letter(self.desk, path, key, self.words.code))

    def print_report(self, out: Path | None = None) -> None:
        """Write the report that stayed with the file in focus."""
        record = self._record()
        report = inbox_report.kept(self.desk, record) if record is not None else None
        if record is None or report is None:
            return
        name = f"{Path(record.name).stem}_report.pdf"
        out = out or self._target(self.words.say("Print the report…"), name, "PDF (*.pdf)")
        if out is not None:
            self._write(out, lambda path: inbox_report.print_report(self.desk, report, path, self.words.code))

    def save(self, out: Path | None = None) -> None:
        """Write the file in focus out again, byte for byte as it came."""
        record = self._record()
        if record is None:
            return
        out = out or self._target(self.words.say("Save the original…"), record.name, "")
        if out is not None:
            self._write(out, lambda path: merging.save_original(self.desk, record, path))

    def _write(self, out: Path, write: Callable[[Path], object]) -> None:
        try:
            write(out)
        except UserError as error:
            show_error(self, self.words, error)
            return
        self.report.setText(self.words.say("Written: {file}", file=out.name))
