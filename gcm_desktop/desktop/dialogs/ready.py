"""Ready to send: what is still open, a word of explanation where one is asked, and the Excel return."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QWidget

from gcm_desktop.app import checking, display, entering, periods, sending, wording
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.app.sending import Sent
from gcm_desktop.desktop.dialogs.message import ask, show_error
from gcm_desktop.desktop.dialogs.rows import Column, Line, LineTable
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.errors import Issue, Severity, UserError
from gcm_desktop.i18n import Words

SIGNS: Final = {
    Severity.ERROR: Glyph.ERROR,
    Severity.WARNING: Glyph.WARNING,
    Severity.COMMENT: Glyph.EXPLAIN,
    Severity.INFO: Glyph.INFO,
}
_ORDER: Final = (Severity.ERROR, Severity.WARNING, Severity.COMMENT, Severity.INFO)
_SHOWN: Final = 400


class ReadyDialog(Sheet):
    """Shows what is open and lets the return go."""

    sent = Signal(object)
    go_to = Signal(str)

    def __init__(self, desk: Desk, key: ReturnKey, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent, wide=True)
        self.desk = desk
        self.key = key
        self.gone: Sent | None = None
        self.folder = desk.file.path.parent
        self._build()
        self.retranslate(words)
        self.send_button.setFocus()

    def _build(self) -> None:
        self.counts = role(QLabel(), "heading")
        self.counts.setTextFormat(Qt.TextFormat.PlainText)
        self.table = LineTable(self._go)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_note())
        self.note_label = QLabel()
        self.note = QLineEdit()
        self.note_label.setBuddy(self.note)
        self.explain_button = self.button(self._explain)
        self.all_button = self.button(self._explain_all)
        self.note_row = QWidget()
        row = QHBoxLayout(self.note_row)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.note_label, self.note, self.explain_button, self.all_button):
            row.addWidget(part, 1 if part is self.note else 0)
        self.place = role(QLabel(), "side")
        self.outcome = QLabel()
        self.outcome.setWordWrap(True)
        self.outcome.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.outcome.setVisible(False)
        for widget in (self.counts, self.table, self.note_row, self.place, self.outcome):
            self.body.addWidget(widget, 1 if widget is self.table else 0)
        self.folder_button = self.button(self._choose_folder, icon="folder")
        self.go_button = self.button(lambda: self._go(self.table.chosen_line()))
        self.send_button = self.button(self.send, main=True, icon="send")
        for button in (self.go_button, self.folder_button, self.send_button):
            self.buttons.addWidget(button)

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        name = unit_name(self.desk.catalogue, self.key.unit, words.code)
        self.head(words.say("Ready to send"), f"{name} · {words.period(self.key.period)}")
        self.note_label.setText(words.say("Explanation"))
        self.note.setAccessibleName(words.say("Explanation"))
        self.explain_button.setText(words.say("Explain"))
        self.all_button.setText(words.say("Explain all of this kind"))
        self.folder_button.setText(words.say("Folder…"))
        self.go_button.setText(words.say("Go to the cell"))
        self.send_button.setText(words.say("Save as Excel file"))
        self.table.setAccessibleName(words.say("What is still open"))
        self._show()

    def _show(self) -> None:
        say, number = self.words.say, self.words.number
        found = sorted(
            checking.findings(self.desk, self.key, complete=True),
            key=lambda issue: _ORDER.index(issue.severity),
        )
        counts = self.desk.counts(self.key).values()
        filled, expected = sum(c.filled for c in counts), sum(c.expected for c in counts)
        kinds = Counter(issue.severity for issue in found)
        self.open_errors = kinds[Severity.ERROR]
        texts = (
            say("Filled: {filled} of {expected}", filled=number(filled), expected=number(expected)),
            say("errors: {n}", n=number(kinds[Severity.ERROR])),
            say("warnings: {n}", n=number(kinds[Severity.WARNING])),
            say("to explain: {n}", n=number(kinds[Severity.COMMENT])),
        )
        self.counts.setText("   ".join(texts))
        columns = (Column(say("Rule")), Column(say("Cell"), share=2), Column(say("What was found"), share=3))
        self.table.show_lines(columns, [self._line(issue) for issue in found[:_SHOWN]], keep=True)
        self.place.setText(say("The return goes to the folder {folder}", folder=str(self.folder)))
        self.go_button.setVisible(bool(found))
        self.note_row.setVisible(bool(found) and not periods.is_closed(self.desk, self.key))
        self._show_note()

    def _line(self, issue: Issue) -> Line:
        cell = display.shown_cell(self.words, self.desk.catalogue, issue.where.cell)
        text = wording.rule_sentence(self.words, self.desk.catalogue, issue)
        explained = bool(issue.facts.get("explained"))
        sign = Glyph.GOOD if explained else SIGNS[issue.severity]
        return Line((issue.code, cell, text), issue, sign, faint=explained)

    def _show_note(self) -> None:
        line = self.table.chosen_line()
        held = self.desk.file.cells(self.key).get(line.thing.where.cell) if line else None
        self.note.setText(held.note if held else "")

    def _explain(self) -> None:
        line = self.table.chosen_line()
        if line is not None:
            self._note([line.thing])

    def _explain_all(self) -> None:
        line = self.table.chosen_line()
        if line is not None:
            self._note(
                [other.thing for other in self.table.lines.lines if other.thing.code == line.thing.code]
            )

    def _note(self, issues: list[Issue]) -> None:
        text = self.note.text().strip()
        try:
            for cell in sorted({issue.where.cell for issue in issues}):
                entering.note(self.desk, self.key, cell, text)
        except UserError as error:
            show_error(self, self.words, error)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the explanation keeps it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.note.hasFocus():
            self._explain()
            return
        super().keyPressEvent(event)

    def _go(self, line: Line | None) -> None:
        if line is not None:
            self.accept()
            self.go_to.emit(line.thing.where.cell)

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.words.say("Choose a folder"), str(self.folder))
        if name:
            self.set_folder(Path(name))

    def set_folder(self, folder: Path) -> None:
        """Let the return go to another folder."""
        self.folder = folder
        self._show()

    def send(self) -> None:
        """Write the workbook; open errors are asked about, never forbidden."""
        say = self.words.say
        if self.open_errors:
            text = say(
                "{n} errors are still open. The head office will ask about them.",
                n=self.words.number(self.open_errors),
            )
            if not ask(self, self.words, say("Ready to send"), text, say("Send as it is")):
                return
        try:
            out = self.folder / sending.file_name(self.desk, self.key)
            self.gone = sending.export(self.desk, out, self.key.unit, self.key.period)
        except UserError as error:
            show_error(self, self.words, error)
            return
        text = (
            say("Written: {file}", file=out.name)
            + "\n"
            + say("Check code: {code}", code=self.gone.check_code)
        )
        self.outcome.setText(text)
        self.outcome.setVisible(True)
        self.close_button.setFocus()
        self.sent.emit(self.gone)
