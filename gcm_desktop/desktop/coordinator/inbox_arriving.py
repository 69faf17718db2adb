"""The files that arrive: read beside the window, rehearsed one by one, taken after one confirmation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gcm_desktop.app import inbox_report
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.effects import Effect, Effects
from gcm_desktop.app.inbox import Entry, Inbox
from gcm_desktop.app.receiving import Found, Receiving
from gcm_desktop.app.unlocking import WRONG_PASSWORD, is_locked
from gcm_desktop.desktop.coordinator.inbox_effects import EffectList
from gcm_desktop.desktop.coordinator.inbox_table import FileTable, columns, line
from gcm_desktop.desktop.dialogs.change_list import ChangeList
from gcm_desktop.desktop.dialogs.message import ask, show_error
from gcm_desktop.desktop.dialogs.password import ask_password
from gcm_desktop.desktop.dialogs.plan_words import Tally
from gcm_desktop.desktop.dialogs.reply_lines import reply_lines
from gcm_desktop.desktop.dialogs.sheet import dress, role
from gcm_desktop.desktop.dropping import returns_in
from gcm_desktop.desktop.incoming import Incoming
from gcm_desktop.domain.merge import Change
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.desktop.coordinator.place import Place


class ArrivingPage(QWidget):
    """Files left, what the one in focus would do right."""

    taken = Signal()

    def __init__(self, desk: Desk, words: Words, place: Place) -> None:
        super().__init__(place)
        self.desk, self.words = desk, words
        self.inbox = Inbox(desk, Receiving(desk))
        self.incoming = Incoming(self)
        self.incoming.arrived.connect(self._arrived)
        self.incoming.progressed.connect(self._tell)
        self.incoming.finished.connect(self._finished)
        self.incoming.stopped.connect(self._stopped)
        self.report: inbox_report.Report | None = None
        self._steps: Iterator[Entry] | None = None  # of taking
        self._before: dict[Path, Sequence[Effect]] = {}
        self._later = QTimer(self)  # many files at once are shown once
        self._later.setSingleShot(True)
        self._later.setInterval(80)
        self._later.timeout.connect(self._show)
        self.setAcceptDrops(True)
        self._make()
        self._lay_out()
        place.window_of.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End what is under way before the window goes."""
        if event.type() == QEvent.Type.Close:
            self.incoming.wait()
            self.inbox.receiving.close()
            self._later.stop()
            self.effects.stop()
        return False

    # --- what stands where

    def _button(self, icon: str, *, main: bool = False) -> QPushButton:
        button = QPushButton()
        button.setAutoDefault(False)
        button.setProperty("main", main)
        dress(button, icon, "on_accent" if main else "ink")
        return button

    def _make(self) -> None:
        self.files_button = self._button("file-spreadsheet")
        self.folder_button = self._button("folder")
        self.hint = role(QLabel(), "side")
        self.progress = QProgressBar()
        self.stop_button = self._button("x")
        self.files = FileTable(
            {"Space": self.turn, "A": self.tick_good, "Delete": self.put_aside, "Enter": self.confirm}
        )
        self.files.selectionModel().currentRowChanged.connect(lambda *_: self._show_chosen())
        self.files.clicked.connect(lambda index: None if index.column() else self.turn())
        self.changes = ChangeList(self.desk.catalogue, self.words, narrow=True)
        self.effects = EffectList(self.desk, self.words, self._changes)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.keys = role(QLabel(), "side")
        self.report_button = self._button("printer")
        self.take_button = self._button("inbox", main=True)
        self.files_button.clicked.connect(self._choose_files)
        self.folder_button.clicked.connect(self._choose_folder)
        self.stop_button.clicked.connect(self.incoming.cancel)
        self.report_button.clicked.connect(lambda: self.print_report())
        self.take_button.clicked.connect(self.confirm)
        shortcut = QShortcut(QKeySequence("Ctrl+O"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._choose_files)
        for part in (self.progress, self.stop_button, self.report_button):
            part.setVisible(False)

    def _lay_out(self) -> None:
        top, foot = QHBoxLayout(), QHBoxLayout()
        for part in (self.files_button, self.folder_button, self.hint):
            top.addWidget(part)
        top.addStretch(1)
        top.addWidget(self.progress, 1)
        top.addWidget(self.stop_button)
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.report_button)
        foot.addWidget(self.take_button)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.changes)
        right.addWidget(self.effects)
        right.setSizes([300, 220])
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.files)
        self.split.addWidget(right)
        self.split.setSizes([700, 600])
        for split in (self.split, right):
            split.setChildrenCollapsible(False)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 10, 24, 14)
        page.setSpacing(10)
        page.addLayout(top)
        page.addWidget(self.split, 1)
        page.addWidget(self.keys)
        page.addLayout(foot)

    def retranslate(self, words: Words) -> None:
        """Write everything in another language."""
        self.words = words
        say = words.say
        self.files_button.setText(say("Files…"))
        self.files_button.setToolTip("Ctrl+O")
        self.folder_button.setText(say("Folder…"))
        self.hint.setText(say("or drop files and folders here"))
        self.stop_button.setText(say("Stop"))
        self.keys.setText(
            say("Space ticks a file, A all good ones, Delete puts one aside, Enter takes the ticked.")
        )
        self.report_button.setText(say("Print the report…"))
        self.files.setAccessibleName(say("Files"))
        self.changes.retranslate(words)
        self.effects.retranslate(words)
        self._show()

    def refresh(self) -> None:
        """Read the nation anew; what waits was rehearsed and is rehearsed again when it is taken."""
        self.effects.forget()

    def focus_list(self) -> None:
        """Give the keyboard to the files, or to the button that brings some."""
        (self.files if self.inbox.entries else self.files_button).setFocus()

    # --- reading

    @property
    def busy(self) -> bool:
        """Say whether files are being read or taken."""
        return self.incoming.busy or self._steps is not None

    def read(self, paths: Sequence[Path]) -> None:
        """Read files and folders; they come up one by one."""
        if self.busy or self.desk.file.view_only:
            return
        self._begin_reading()
        if not self.incoming.read(self.inbox.receiving, paths):
            self.summary.setText(self.words.say("There are no workbooks in what was chosen."))
            return
        self._show_busy(True)

    def _begin_reading(self) -> None:
        """Let the readers know the catalogues and files that are here by now."""
        receiving = Receiving(self.desk)
        receiving.unlocking = self.inbox.receiving.unlocking
        self.inbox.receiving = receiving

    def _arrived(self, path: Path, found: Found) -> None:
        self.inbox.add(path, found)
        if len(self.inbox.entries) == 1:
            self._show()
        elif not self._later.isActive():
            self._later.start()

    def _tell(self, done: int, of: int, name: str) -> None:
        self.progress.setRange(0, of)
        self.progress.setValue(done)
        self.progress.setFormat(self.words.say("{n} of {total}: {file}", n=done, total=of, file=name))

    def _finished(self) -> None:
        self.inbox.receiving.close()
        self._show_busy(False)
        self._show()
        self.focus_list()
        self._unlock()

    def _unlock(self) -> None:
        """Ask for the password of every locked workbook, and read those again."""
        again = []
        for entry in self.inbox.entries:
            error = entry.planned.error
            if error is not None and is_locked(error):
                wrong = error.code == WRONG_PASSWORD
                password = ask_password(self.words, entry.planned.name, wrong=wrong, parent=self)
                if password:
                    self.inbox.receiving.unlocking.give(entry.planned.path, password)
                    again.append(entry.planned.path)
        if again:
            self.read(again)

    def _stopped(self, error: object) -> None:
        if isinstance(error, UserError):
            show_error(self, self.words, error)
        elif isinstance(error, BaseException):
            raise error

    def _show_busy(self, on: bool) -> None:
        self.progress.setVisible(on)
        self.stop_button.setVisible(on and self._steps is None)
        self.hint.setVisible(not on)
        for part in (self.files_button, self.folder_button, self.take_button):
            part.setEnabled(not on)

    def _choose_files(self) -> None:
        say = self.words.say
        kinds = say("Workbooks") + " (*.xlsx *.ods *.xlsm)"
        names, _ = QFileDialog.getOpenFileNames(self, say("Receive returns"), "", kinds)
        if names:
            self.read([Path(name) for name in names])

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.words.say("Choose a folder"))
        if name:
            self.read([Path(name)])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if returns_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        event.acceptProposedAction()
        self.read(returns_in(event.mimeData()))

    # --- showing

    def _show(self) -> None:
        self._later.stop()
        entries, words = self.inbox.entries, self.words
        lines = [line(words, self.desk.catalogue, entry) for entry in entries]
        self.files.show_lines(columns(words), lines, keep=True)
        self.split.setVisible(bool(entries))
        self.keys.setVisible(bool(entries))
        self.take_button.setText(
            words.say("Take the ticked files: {n}", n=words.number(len(self.inbox.ticked)))
        )
        self.take_button.setEnabled(bool(self.inbox.ticked) and not self.busy)
        if not entries:
            self.summary.setText(words.say("Nothing is written before you confirm."))
        self._show_chosen()

    def _chosen(self) -> Entry | None:
        row = self.files.currentIndex().row()
        return self.inbox.entries[row] if 0 <= row < len(self.inbox.entries) else None

    def _show_chosen(self) -> None:
        entry = self._chosen()
        planned = entry.planned if entry else None
        waits = entry is not None and not entry.taken
        self.changes.show_plan(
            planned, reply_lines(self.words, self.desk, planned) if planned and waits else ()
        )
        self.effects.later()

    def _changes(self, every: bool) -> Sequence[Change]:
        """Give the changes whose effect is shown: of the file in focus, or of all that are ticked."""
        if every:
            return [change for entry in self.inbox.ticked for change in entry.planned.changes]
        entry = self._chosen()
        return entry.planned.changes if entry is not None and not entry.taken else ()

    # --- choosing

    def turn(self) -> None:
        """Tick the file in focus, or untick it."""
        entry = self._chosen()
        if entry is not None and entry.open and not self.busy:
            self.inbox.tick(self.inbox.entries.index(entry), not entry.ticked)
            self._show()

    def tick_good(self) -> None:
        """Tick every file that asks for nobody's eye, or untick them."""
        if not self.busy:
            self.inbox.tick_good()
            self._show()

    def put_aside(self) -> None:
        """Take the file in focus from the list; nothing of it was written."""
        entry = self._chosen()
        if entry is not None and not self.busy:
            self.inbox.remove(self.inbox.entries.index(entry))
            self._show()

    # --- taking

    def confirm(self) -> None:
        """Ask once, then take every ticked file."""
        ticked = self.inbox.ticked
        if not ticked or self.busy:
            return
        say, number = self.words.say, self.words.number
        title = say("Take the ticked files: {n}", n=number(len(ticked)))
        text = say(
            "New cells: {new}, changed: {changed}, conflicts: {conflicts}, unread: {unread}. Each file is "
            "taken whole or not at all, and can be withdrawn again.",
            new=number(sum(entry.counts.new for entry in ticked)),
            changed=number(sum(entry.counts.changed for entry in ticked)),
            conflicts=number(sum(entry.counts.conflicts for entry in ticked)),
            unread=number(sum(entry.counts.unread for entry in ticked)),
        )
        if ask(self, self.words, title, text, say("Take")):
            self.take()

    def take(self) -> None:
        """Take every ticked file, one transaction each, the window breathing between."""
        effects = Effects(self.desk)
        ticked = self.inbox.ticked
        self._before = {entry.planned.path: effects.of(entry.planned.changes) for entry in ticked}
        self._together = effects.of([change for entry in ticked for change in entry.planned.changes])
        self._waiting = len(ticked)
        self._steps = self.inbox.take()
        self._show_busy(True)
        QTimer.singleShot(0, self._take_next)

    def _take_next(self) -> None:
        assert self._steps is not None
        entry = next(self._steps, None)
        if entry is None:
            self._took()
            return
        left = len(self.inbox.ticked)
        self._tell(self._waiting - left, self._waiting, entry.planned.name)
        QTimer.singleShot(0, self._take_next)

    def _took(self) -> None:
        self._steps = None
        entries, words = self.inbox.entries, self.words
        effects = {
            entry.planned.read.digest: self._before[entry.planned.path]
            for entry in entries
            if entry.taken and entry.planned.read is not None and entry.planned.path in self._before
        }
        inbox_report.keep(self.desk, words, entries, effects)
        files = tuple(inbox_report.told(words, entry) for entry in entries)
        self.report = inbox_report.Report(files, inbox_report.figures(self._together))
        self._show_busy(False)
        self._show()
        self.summary.setText(_sentence(words, entries))
        self.report_button.setVisible(True)
        self.taken.emit()
        self.report_button.setFocus()

    def print_report(self, out: Path | None = None) -> None:
        """Write the report of what was taken as PDF."""
        if self.report is None:
            return
        if out is None:
            start = str(self.desk.file.path.with_name("inbox.pdf"))
            name, _ = QFileDialog.getSaveFileName(
                self, self.words.say("Print the report…"), start, "PDF (*.pdf)"
            )
            if not name:
                return
            out = Path(name)
        try:
            inbox_report.print_report(self.desk, self.report, out, self.words.code)
        except UserError as error:
            show_error(self, self.words, error)
            return
        self.summary.setText(self.words.say("Written: {file}", file=out.name))


def _sentence(words: Words, entries: Sequence[Entry]) -> str:
    """Say in one line what taking the files did."""
    tally = Tally()
    for entry in entries:
        if entry.taken:
            tally.files += 1
            tally.kinds.update(change.kind for change in entry.planned.changes)
        elif entry.refusal is not None or entry.planned.error is not None:
            tally.refused += 1
        elif not entry.open:
            tally.same += 1
    return tally.sentence(words)
