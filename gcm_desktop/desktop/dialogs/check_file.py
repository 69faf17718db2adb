"""Check a workbook before it is sent: the sentences of the coordinator, sheet by sheet and cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QWidget

from gcm_desktop.app import checking_file, display, wording
from gcm_desktop.app.checking_file import Checked, Checking, Found
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.receiving import found_files
from gcm_desktop.app.unlocking import WRONG_PASSWORD, is_locked
from gcm_desktop.desktop.dialogs.files_sheet import FilesSheet
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.password import ask_password
from gcm_desktop.desktop.dialogs.ready import SIGNS
from gcm_desktop.desktop.dialogs.rows import Column, Line, LineTable
from gcm_desktop.desktop.dialogs.sheet import role
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.desktop.long_work import Stopped
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.exchange import ReadReturn

_SHOWN = 400  # more lines than a person reads; the saved list holds all


class CheckDialog(FilesSheet):
    """Reads workbooks and shows what the coordinator would say; nothing is kept of them."""

    def __init__(
        self, desk: Desk | None, words: Words, parent: QWidget | None = None, paths: Sequence[Path] = ()
    ) -> None:
        super().__init__(words, parent)
        self.checking = Checking(desk)
        self.done_files: tuple[Checked, ...] = ()
        self._found: dict[Path, ReadReturn | UserError | None] = {}
        self._work.done.connect(self._judge)
        self._work.stopped.connect(self._stopped)
        self._build()
        self.retranslate(words)
        self.files_button.setFocus()
        if paths:
            QTimer.singleShot(0, lambda: self.read(paths))

    def _build(self) -> None:
        row = QHBoxLayout()
        self.files_button = self.button(self._choose, icon="file-spreadsheet")
        self.hint = role(QLabel(), "side")
        row.addWidget(self.files_button)
        row.addWidget(self.hint)
        row.addStretch(1)
        row.addWidget(self.progress, 1)
        self.body.addLayout(row)
        self.report = QLabel()
        self.report.setWordWrap(True)
        self.table = LineTable()
        self.body.addWidget(self.report)
        self.body.addWidget(self.table, 1)
        self.body.addStretch(0)
        self.save_button = self.button(self._save, main=True)
        self.buttons.addWidget(self.save_button)

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        say = words.say
        lead = say("A workbook is read as the coordinator reads it; nothing is kept or sent.")
        self.head(say("Check a workbook"), lead)
        self.files_button.setText(say("Files…"))
        self.hint.setText(say("or drop files and folders here"))
        self.save_button.setText(say("Save the list…"))
        self.table.setAccessibleName(say("What was found"))
        self._show()

    def read(self, paths: Sequence[Path]) -> None:
        """Read workbooks in the worker and show what was found."""
        if self._work.busy:
            return
        files = found_files(paths)
        if not files:
            self.report.setText(self.words.say("There are no workbooks in what was chosen."))
            return
        self._found = dict.fromkeys(files)
        self._read_each(files)

    def _read_each(self, files: Sequence[Path]) -> None:
        self._busy(True)
        self._run(files, self._each)

    def _each(self, files: Sequence[Path]) -> Iterator[tuple[Path, ReadReturn | UserError]]:
        yield from ((path, self.checking.read(path)) for path in files)

    def _busy(self, on: bool) -> None:
        self.progress.setVisible(on)
        self.hint.setVisible(not on)
        self.files_button.setEnabled(not on)
        self.save_button.setEnabled(not on and bool(self.done_files))

    def _judge(self, found: object) -> None:
        assert isinstance(found, list)
        self._found |= found
        self.done_files = tuple(self.checking.judge(path, read) for path, read in self._found.items() if read)
        self._busy(False)
        self._show()
        if again := [path for path, read in found if self._unlocked(path, read)]:
            self._read_each(again)
            return
        (self.table if self.table.lines.lines else self.close_button).setFocus()

    def _unlocked(self, path: Path, read: ReadReturn | UserError) -> bool:
        """Ask for the password of a locked workbook; says whether there is one to try."""
        if not (isinstance(read, UserError) and is_locked(read)):
            return False
        password = ask_password(self.words, path.name, wrong=read.code == WRONG_PASSWORD, parent=self)
        if password:
            self.checking.unlocking.give(path, password)
        return bool(password)

    def _stopped(self, error: object) -> None:
        self._busy(False)
        if isinstance(error, Stopped):
            return
        assert isinstance(error, BaseException)
        raise error

    def _show(self) -> None:
        say = self.words.say
        lines = [line for checked in self.done_files for line in self._lines(checked)]
        columns = (
            Column(say("Rule")), Column(say("Sheet")), Column(say("Place")), Column(say("Cell"), share=5),
            Column(say("What is there"), share=2), Column(say("Expected"), share=2),
            Column(say("What was found"), share=6),
        )  # fmt: skip
        self.table.show_lines(columns, lines[:_SHOWN])
        self.table.setVisible(bool(lines))
        self.save_button.setEnabled(bool(self.done_files))
        self.report.setVisible(bool(self.done_files))
        heads = [self._head(checked) for checked in self.done_files]
        self.report.setText("\n".join(heads))

    def _head(self, checked: Checked) -> str:
        said = checking_file.head(self.words, self.checking.catalogue, checked)
        if checked.error is not None:
            return said
        count = len(checked.findings)
        found = self.words.say("Findings: {n}", n=self.words.number(count))
        return f"{said} {found if count else self.words.say('Nothing was found.')}"

    def _lines(self, checked: Checked) -> list[Line]:
        if checked.error is not None:
            text = wording.sentence(self.words, checked.error)
            return [Line((checked.error.code, "", "", checked.path.name, "", "", text), None, Glyph.ERROR)]
        return [self._line(one) for one in checked.findings]

    def _line(self, one: Found) -> Line:
        words, catalogue = self.words, self.checking.catalogue
        texts = (
            one.issue.code,
            one.sheet,
            one.ref,
            display.shown_cell(words, catalogue, one.cell) if one.cell else "",
            checking_file.shown_found(words, catalogue, one),
            checking_file.shown_expected(words, one),
            checking_file.told(words, catalogue, one),
        )
        return Line(texts, one, SIGNS[one.severity])

    def _choose(self) -> None:
        say = self.words.say
        names, _ = QFileDialog.getOpenFileNames(
            self, say("Check a workbook"), "", say("Workbooks") + " (*.xlsx *.xlsm *.ods)"
        )
        if names:
            self.read([Path(name) for name in names])

    def _save(self) -> None:
        if not self.done_files:
            return
        say = self.words.say
        start = str(self.done_files[0].path.with_suffix(".txt"))
        name, _ = QFileDialog.getSaveFileName(self, say("Save the list…"), start, say("Text") + " (*.txt)")
        if name:
            self.save_to(Path(name if name.lower().endswith(".txt") else f"{name}.txt"))

    def save_to(self, out: Path) -> None:
        """Write the list as text, to be kept or printed."""
        try:
            checking_file.save_list(self.words, self.checking.catalogue, self.done_files, out)
        except UserError as error:
            show_error(self, self.words, error)
            return
        self.report.setText(self.words.say("Written: {file}", file=out.name))

    def _close_reader(self) -> None:
        self.checking.close()
