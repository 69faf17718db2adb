"""The files that arrived: each can be withdrawn from the whole and put back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from gcm_desktop.app import merging
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop.dialogs.import_lines import import_columns, import_line
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.reason import ask_reason
from gcm_desktop.desktop.dialogs.rows import LineTable
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.store import ImportRecord, Receipt


class ImportsDialog(Sheet):
    """Lists the imports, the latest first."""

    changed = Signal()

    def __init__(self, desk: Desk, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent, wide=True)
        self.desk = desk
        self.table = LineTable(lambda _line: self._turn())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._consider())
        self.empty = role(QLabel(), "side")
        self.report = QLabel()
        self.report.setWordWrap(True)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.report)
        self.turn_button = self.button(self._turn, main=True)
        self.save_button = self.button(self._save, icon="download")
        self.buttons.addWidget(self.save_button)
        self.buttons.addWidget(self.turn_button)
        self.retranslate(words)
        self.table.setFocus()

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        lead = words.say("A withdrawn file counts as if it had never come; nothing of it is lost.")
        self.head(words.say("Received files"), lead)
        self.empty.setText(words.say("No file was received yet."))
        self.save_button.setText(words.say("Save the original…"))
        self.table.setAccessibleName(words.say("Received files"))
        self._show()

    def _show(self) -> None:
        found = sorted(merging.imports(self.desk), key=lambda record: record.at, reverse=True)
        lines = [import_line(self.words, self.desk.catalogue, record) for record in found]
        self.table.show_lines(import_columns(self.words), lines, keep=True)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        self._consider()

    def _consider(self) -> None:
        line = self.table.chosen_line()
        say = self.words.say
        out = line is not None and line.thing.withdrawn
        self.turn_button.setEnabled(line is not None)
        self.save_button.setEnabled(line is not None)
        self.turn_button.setText(say("Put back") if out else say("Withdraw"))

    def _save(self) -> None:
        """Write the file in focus out again, byte for byte as it came."""
        line = self.table.chosen_line()
        if line is None:
            return
        record: ImportRecord = line.thing
        start = str(self.desk.file.path.with_name(record.name))
        name, _ = QFileDialog.getSaveFileName(self, self.words.say("Save the original…"), start)
        if name:
            self.save_to(Path(name))

    def save_to(self, out: Path) -> None:
        """Write the file in focus to a place chosen."""
        line = self.table.chosen_line()
        if line is None:
            return
        try:
            merging.save_original(self.desk, line.thing, out)
        except UserError as error:
            show_error(self, self.words, error)
            return
        self.report.setText(self.words.say("Written: {file}", file=out.name))

    def _turn(self) -> None:
        """Withdraw the file in focus, or put it back."""
        line = self.table.chosen_line()
        if line is None:
            return
        record: ImportRecord = line.thing
        say = self.words.say
        verb = say("Put back") if record.withdrawn else say("Withdraw")
        lead = (
            say(
                "The values of «{file}» count again, and the decisions that rest on them wake.",
                file=record.name,
            )
            if record.withdrawn
            else say(
                "The values of «{file}» stop counting, and the decisions that rest on them sleep.",
                file=record.name,
            )
        )
        resting = merging.resting_on(self.desk, record)
        if resting:
            lead += "\n" + say("Decisions it touches: {cells}", cells=self._cells(record, resting))
        reason = ask_reason(self.words, f"{verb}: {record.name}", lead, verb, self)
        if reason is None:
            return
        try:
            move = merging.put_back if record.withdrawn else merging.withdraw
            receipt = move(self.desk, record.id, reason)
        except UserError as error:
            show_error(self, self.words, error)
            return
        self._show()
        self._tell(record, receipt)
        self.changed.emit()

    def _tell(self, record: ImportRecord, receipt: Receipt) -> None:
        say, number = self.words.say, self.words.number
        parts = [say("Cells changed: {n}", n=number(len(receipt.changes)))]
        if receipt.suspended:
            parts.append(
                say("Decisions that sleep now: {cells}", cells=self._cells(record, receipt.suspended))
            )
        if receipt.woken:
            parts.append(
                say("Decisions that are awake again: {cells}", cells=self._cells(record, receipt.woken))
            )
        self.report.setText(" · ".join(parts))

    def _cells(self, record: ImportRecord, decisions: Iterable[str]) -> str:
        """Name the cells that decisions are about."""
        held = {id_: one for key in record.keys for id_, one in self.desk.file.revisions(key).items()}
        return ", ".join(sorted({cell for id_ in decisions if id_ in held for cell in held[id_].sets}))
