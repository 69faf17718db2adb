"""The files that arrive: read beside the window, rehearsed one by one, taken after one confirmation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from gcm_desktop.app import inbox_report
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.effects import Effect, Effects
from gcm_desktop.app.inbox import Entry, Inbox
from gcm_desktop.app.receiving import Found, Receiving
from gcm_desktop.app.unlocking import WRONG_PASSWORD, is_locked
from gcm_desktop.desktop import cause_lines
from gcm_desktop.desktop.coordinator.inbox_again import Again
from gcm_desktop.desktop.coordinator.inbox_frame import ArrivingFrame
from gcm_desktop.desktop.coordinator.inbox_table import columns, line
from gcm_desktop.desktop.dialogs.message import ask, show_error
from gcm_desktop.desktop.dialogs.password import ask_password
from gcm_desktop.desktop.dialogs.plan_words import Tally
from gcm_desktop.desktop.dialogs.reply_lines import reply_lines
from gcm_desktop.desktop.dropping import returns_in
from gcm_desktop.desktop.incoming import Incoming
from gcm_desktop.domain.merge import Change
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.desktop.coordinator.place import Place


class ArrivingPage(ArrivingFrame):
    """Files left, what the one in focus would do right."""

    taken = Signal()

    def __init__(self, desk: Desk, words: Words, place: Place) -> None:
        keys = {"Space": self.turn, "A": self.tick_good, "Delete": self.put_aside, "Enter": self.confirm}
        super().__init__(desk, words, place, keys, self._changes)
        self.inbox = Inbox(desk, Receiving(desk))
        self.incoming = Incoming(self)
        self.incoming.arrived.connect(self._arrived)
        self.incoming.progressed.connect(self._tell)
        self.incoming.finished.connect(self._finished)
        self.incoming.stopped.connect(self._stopped)
        self.again = Again(self.inbox, self)
        self.again.done.connect(self._looked_again)
        self.report: inbox_report.Report | None = None
        self._steps: Iterator[Entry] | None = None  # of taking
        self._before: dict[Path, Sequence[Effect]] = {}
        self._explained: Entry | None = None  # whose changes are shown
        self._laying = False  # the files are being laid out, nobody chose one
        self._later = QTimer(self)  # many files at once are shown once
        self._later.setSingleShot(True)
        self._later.setInterval(80)
        self._later.timeout.connect(self._show)
        self.setAcceptDrops(True)
        self._connect()
        place.window_of.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End what is under way before the window goes."""
        if event.type() == QEvent.Type.Close:
            self.incoming.wait()
            self.inbox.receiving.close()
            self._steps = None
            self._later.stop()
            self.again.stop()
            self.effects.stop()
        return False

    def _connect(self) -> None:
        self.files.selectionModel().currentRowChanged.connect(
            lambda *_: None if self._laying else self._show_chosen()
        )
        self.files.clicked.connect(lambda index: None if index.column() else self.turn())
        self.files_button.clicked.connect(self._choose_files)
        self.open_key.activated.connect(self._choose_files)
        self.folder_button.clicked.connect(self._choose_folder)
        self.stop_button.clicked.connect(self.incoming.cancel)
        self.report_button.clicked.connect(lambda: self.print_report())
        self.take_button.clicked.connect(self.confirm)

    def retranslate(self, words: Words) -> None:
        """Write everything in another language."""
        self.write_texts(words)
        self.summary.setText(
            words.say("Nothing is written before you confirm.") if self.inbox.entries else ""
        )
        self._show()

    def refresh(self) -> None:
        """Read the nation anew, and rehearse again what waits where the file has changed."""
        self.effects.forget()
        if not self.busy:
            self.again.start()

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
            self._show_files()
        if not self._later.isActive():
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
        kinds = say("Returns and tables of data") + " (*.xlsx *.ods *.xlsm *.csv)"
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
        self._show_files()
        self._show_chosen()

    def _show_files(self) -> None:
        """Show the files alone: the first stands there before it is explained."""
        entries, words = self.inbox.entries, self.words
        lines = [line(words, self.desk.catalogue, entry) for entry in entries]
        self._laying = True
        self.files.show_lines(columns(words), lines, keep=True)
        self._laying = False
        self.split.setVisible(bool(entries))
        self.drop_area.setVisible(not entries)
        self.hint.setVisible(bool(entries) and not self.busy)
        self.keys.setVisible(bool(entries))
        self.take_button.setText(
            words.say("Take the ticked files: {n}", n=words.number(len(self.inbox.ticked)))
        )
        self.take_button.setEnabled(bool(self.inbox.ticked) and not self.busy)
        if not entries:
            self.summary.clear()
        elif not self.summary.text():
            self.summary.setText(words.say("Nothing is written before you confirm."))

    def _chosen(self) -> Entry | None:
        row = self.files.currentIndex().row()
        return self.inbox.entries[row] if 0 <= row < len(self.inbox.entries) else None

    def _show_chosen(self) -> None:
        entry = self._chosen()
        if self.incoming.busy and (entry is None or entry is self._explained):
            return  # more files come in below what is explained already
        self._explained = entry
        planned = entry.planned if entry else None
        waits = entry is not None and not entry.taken
        replies = reply_lines(self.words, self.desk, planned) if planned and waits else ()
        causes = cause_lines.of_planned(self.words, self.desk, planned if waits else None)
        self.changes.show_plan(planned, replies, causes)
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
        """Ask once, then take every ticked file; what does something else by now is shown first."""
        if not self.inbox.ticked or self.busy or self.again.finish():
            return
        ticked = self.inbox.ticked
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

    def _looked_again(self, moved: list[Entry]) -> None:
        """Show what does something else by now; the confirmation waits for another key."""
        if not moved:
            return
        self.effects.forget()
        self._show()
        count = self.words.number(len(moved))
        said = self.words.say("Files looked at again that do something else now: {n}.", n=count)
        self.summary.setText(f"{said} {self.words.say('Look at the new effect, then confirm.')}")
        self.files.selectRow(self.inbox.entries.index(moved[0]))

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
        if self._steps is None:  # the window went
            return
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
            entry.planned.digest: self._before[entry.planned.path]
            for entry in entries
            if entry.taken and entry.planned.digest and entry.planned.path in self._before
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
