"""Receive: drop files, see per file and per cell what they would do, confirm once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QSplitter, QWidget

from gcm_desktop.app.desk import Desk
from gcm_desktop.app.receiving import Found, Planned, Receiving, found_files
from gcm_desktop.app.unlocking import WRONG_PASSWORD, is_locked
from gcm_desktop.desktop import cause_lines
from gcm_desktop.desktop.dialogs.change_list import ChangeList
from gcm_desktop.desktop.dialogs.files_sheet import FilesSheet
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.password import ask_password
from gcm_desktop.desktop.dialogs.plan_words import Tally, plan_columns, plan_line
from gcm_desktop.desktop.dialogs.reply_lines import reply_lines
from gcm_desktop.desktop.dialogs.rows import LineTable
from gcm_desktop.desktop.dialogs.sheet import role
from gcm_desktop.desktop.long_work import Stopped
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words


class ReceiveDialog(FilesSheet):
    """Reads files in the worker, shows the rehearsal, and takes them after one confirmation."""

    taken = Signal()

    def __init__(
        self, desk: Desk, words: Words, parent: QWidget | None = None, paths: Sequence[Path] = ()
    ) -> None:
        super().__init__(words, parent)
        self.desk = desk
        self.receiving = Receiving(desk)
        self.plan: tuple[Planned, ...] = ()
        self.tally = Tally()
        self._waiting: list[Planned] = []
        self._unrehearsed: list[tuple[Path, Found]] = []
        self._rehearsed: list[Planned] = []
        self._taken: set[Path] = set()
        self._taking = False
        self.finished_taking = False
        self._work.done.connect(self._rehearse)
        self._work.stopped.connect(self._stopped)
        self._build()
        self.retranslate(words)
        if paths:
            QTimer.singleShot(0, lambda: self.read(paths))

    def _build(self) -> None:
        row = QHBoxLayout()
        self.files_button = self.button(self._choose_files, icon="file-spreadsheet")
        self.folder_button = self.button(self._choose_folder, icon="folder")
        self.hint = role(QLabel(), "side")
        self.stop_button = self.button(self._work.cancel, icon="x")
        self.stop_button.setVisible(False)
        for part in (self.files_button, self.folder_button, self.hint):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.progress, 1)
        row.addWidget(self.stop_button)
        self.body.addLayout(row)
        self.files = LineTable()
        self.files.selectionModel().currentRowChanged.connect(lambda *_: self._show_changes())
        self.changes = ChangeList(self.desk.catalogue, self.words)
        self.split = QSplitter()
        self.split.setOrientation(self.split.orientation().Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.files)
        self.split.addWidget(self.changes)
        self.split.setSizes([300, 230])
        self.body.addWidget(self.split, 1)
        self.report = QLabel()
        self.report.setWordWrap(True)
        self.report.setVisible(False)
        self.body.addWidget(self.report)
        self.take_button = self.button(self._take, main=True)
        self.buttons.addWidget(self.take_button)

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        lead = words.say("Nothing is written before you confirm. A copy of the file is made first.")
        self.head(words.say("Receive returns"), lead)
        self.files_button.setText(words.say("Files…"))
        self.folder_button.setText(words.say("Folder…"))
        self.hint.setText(words.say("or drop files and folders here"))
        self.stop_button.setText(words.say("Stop"))
        self.files.setAccessibleName(words.say("Files"))
        self.take_button.setText(words.say("Merge"))
        self.changes.retranslate(words)
        self._show()

    @property
    def busy(self) -> bool:
        """Say whether files are being read or taken."""
        return self._work.busy or bool(self._rehearsed or self._unrehearsed) or self._taking

    def read(self, paths: Sequence[Path]) -> None:
        """Read files and folders in the worker; what is known already stays in the list."""
        if self.busy:
            return
        files = found_files([path for path in paths if not path.name.startswith(("~$", ".~lock"))])
        if not files:
            self.report.setText(self.words.say("There are no workbooks in what was chosen."))
            self.report.setVisible(True)
            return
        self._busy(True)
        self._run(files, self.receiving.read_each)

    def _rehearse(self, found: object) -> None:
        assert isinstance(found, list)
        paths = {path for path, _ in found}
        open_ = [planned for planned in self.plan if planned.path not in self._taken | paths]
        self._unrehearsed, self._rehearsed = list(found), []
        self._rehearse_next(open_)

    def _rehearse_next(self, before: list[Planned]) -> None:
        """Rehearse one file as it would look after those before it, the window breathing between."""
        if not self._unrehearsed:
            self._show_rehearsed(tuple(self._rehearsed))
            return
        one = self._unrehearsed.pop(0)
        self._rehearsed += self.receiving.plan_read([one], (*before, *self._rehearsed))
        QTimer.singleShot(0, lambda: self._rehearse_next(before))

    def _show_rehearsed(self, new: tuple[Planned, ...]) -> None:
        self._busy(False)
        self._rehearsed = []
        paths = {planned.path for planned in new}
        self._taken -= paths
        self.plan = (*(planned for planned in self.plan if planned.path not in paths), *new)
        self.tally = Tally()
        self.report.setVisible(False)
        self._show()
        self.files.setFocus()
        if self.take_button.isEnabled():
            self.take_button.setFocus()
        self._unlock(new)

    def _unlock(self, new: Sequence[Planned]) -> None:
        """Ask for the password of every locked file just read, and read those again."""
        again = []
        for planned in new:
            error = planned.error
            if error is not None and is_locked(error):
                wrong = error.code == WRONG_PASSWORD
                password = ask_password(self.words, planned.name, wrong=wrong, parent=self)
                if password:
                    self.receiving.unlocking.give(planned.path, password)
                    again.append(planned.path)
        if again:
            self.read(again)

    def _stopped(self, error: object) -> None:
        self._busy(False)
        if isinstance(error, Stopped):
            return
        if isinstance(error, UserError):
            show_error(self, self.words, error)
            return
        assert isinstance(error, BaseException)
        raise error

    def _busy(self, on: bool) -> None:
        self.progress.setVisible(on)
        self.stop_button.setVisible(on)
        self.hint.setVisible(not on)
        for part in (self.files_button, self.folder_button, self.take_button):
            part.setEnabled(not on)

    def _show(self) -> None:
        lines = [
            plan_line(self.words, self.desk.catalogue, planned, taken=planned.path in self._taken)
            for planned in self.plan
        ]
        self.files.show_lines(plan_columns(self.words), lines, keep=True)
        open_ = (planned for planned in self.plan if planned.path not in self._taken)
        self.take_button.setEnabled(any(planned.takes for planned in open_))
        self._show_changes()

    def _show_changes(self) -> None:
        line = self.files.chosen_line()
        planned: Planned | None = line.thing if line else None
        taken = planned is not None and planned.path in self._taken
        replies = reply_lines(self.words, self.desk, planned) if planned and not taken else ()
        causes = cause_lines.of_planned(self.words, self.desk, planned if not taken else None)
        self.changes.show_plan(planned, replies, causes)

    def _choose_files(self) -> None:
        say = self.words.say
        names, _ = QFileDialog.getOpenFileNames(
            self,
            say("Receive returns"),
            "",
            say("Returns and tables of data") + " (*.xlsx *.ods *.xlsm *.csv)",
        )
        if names:
            self.read([Path(name) for name in names])

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.words.say("Choose a folder"))
        if name:
            self.read([Path(name)])

    def _take(self) -> None:
        """Take every file that brings something, one transaction each, the window breathing between."""
        self.tally = Tally()
        self._waiting = [planned for planned in self.plan if planned.path not in self._taken]
        self._taking, self.finished_taking = True, False
        self._busy(True)
        self.stop_button.setVisible(False)
        QTimer.singleShot(0, self._take_next)

    def _take_next(self) -> None:
        if not self._waiting:
            self._finish()
            return
        planned = self._waiting.pop(0)
        self._tell(len(self.plan) - len(self._waiting) - 1, len(self.plan), planned.name)
        try:
            receipt = self.receiving.take(planned)
            self.tally.add(planned, receipt)
            if receipt is not None:
                self._taken.add(planned.path)
                done = replace(planned, changes=receipt.changes)
                self.plan = tuple(done if one is planned else one for one in self.plan)
        except UserError as error:
            self.tally.refused += 1
            show_error(self, self.words, error)
        QTimer.singleShot(0, self._take_next)

    def _finish(self) -> None:
        self._busy(False)
        self._show()
        self.report.setText(self.tally.sentence(self.words))
        self.report.setVisible(True)
        self._taking, self.finished_taking = False, True
        self.close_button.setFocus()
        self.taken.emit()

    def _close_reader(self) -> None:
        self._unrehearsed = []
        self.receiving.close()
