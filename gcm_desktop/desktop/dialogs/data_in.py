"""Take a table of data in: read beside the window, shown return by return, confirmed once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLabel, QSplitter, QWidget

from gcm_desktop.app import data_arriving
from gcm_desktop.app.data_arriving import DataPlan
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.receiving import Planned
from gcm_desktop.desktop.dialogs.change_list import ChangeList
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.plan_words import STATUS, plan_columns, plan_line
from gcm_desktop.desktop.dialogs.rows import LineTable
from gcm_desktop.desktop.dialogs.sheet import Sheet
from gcm_desktop.desktop.long_work import LongWork, Progress, Stopped
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words


class DataInDialog(Sheet):
    """The returns a table speaks of above, what would change in the chosen one below."""

    taken = Signal()

    def __init__(self, desk: Desk, path: Path, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent, wide=True)
        self.desk, self.path = desk, path
        self.plan: DataPlan | None = None
        self.finished_taking = False
        self.files = LineTable()
        self.files.selectionModel().currentRowChanged.connect(lambda *_: self._show_changes())
        self.changes = ChangeList(desk.catalogue, words)
        self.split = QSplitter()
        self.split.setOrientation(self.split.orientation().Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.files)
        self.split.addWidget(self.changes)
        self.split.setSizes([190, 340])
        self.body.addWidget(self.split, 1)
        self.report = QLabel()
        self.report.setWordWrap(True)
        self.body.addWidget(self.report)
        self.take_button = self.button(self._take, main=True)
        self.buttons.addWidget(self.take_button)
        self._work = LongWork(self)
        self._work.done.connect(self._rehearse)
        self._work.stopped.connect(self._stopped)
        self.retranslate(words)
        QTimer.singleShot(0, self._read)

    @property
    def busy(self) -> bool:
        """Say whether the table is being read."""
        return self._work.busy

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        lead = words.say("Nothing is written before you confirm. A copy of the file is made first.")
        self.head(self._title(words), lead)
        self.files.setAccessibleName(words.say("Returns"))
        self.take_button.setText(words.say("Merge"))
        self.changes.retranslate(words)
        self._show()

    def _title(self, words: Words) -> str:
        return words.say("Take a table of data in")

    def _read(self) -> None:
        self._work.start(self._reading())

    def _reading(self) -> Callable[[Progress], object]:
        """Give what reads the table beside the window."""
        path, versions, current = self.path, self.desk.file.held_versions(), self.desk.catalogue
        return lambda _progress: data_arriving.read(path, versions, current)

    def _planned(self, found: object) -> DataPlan:
        """Rehearse what was read."""
        from gcm_desktop.exchange.observations import ReadData

        assert isinstance(found, ReadData)
        return data_arriving.plan(self.desk, found, self.path)

    def _rehearse(self, found: object) -> None:
        try:
            self.plan = self._planned(found)
        except UserError as error:
            self._stopped(error)
            return
        self._show()
        (self.take_button if self.take_button.isEnabled() else self.close_button).setFocus()

    def _stopped(self, error: object) -> None:
        if isinstance(error, Stopped):
            return
        if not isinstance(error, UserError):
            assert isinstance(error, BaseException)
            raise error
        show_error(self, self.words, error)
        self.reject()

    def _show(self) -> None:
        plan = self.plan
        lines = [plan_line(self.words, self.desk.catalogue, one) for one in self._returns()]
        self.files.show_lines(plan_columns(self.words), lines, keep=True)
        self.take_button.setEnabled(plan is not None and plan.takes and not self.finished_taking)
        if plan is not None and not self.finished_taking:
            count = self.words.number(plan.observations)
            state = self.words.say(STATUS[plan.status][0])
            self.report.setText(
                self.words.say(
                    "{file}: {state}, {count} observations.", file=plan.name, state=state, count=count
                )
            )
        self._show_changes()

    def _returns(self) -> tuple[Planned, ...]:
        """Give the returns, with the remarks about the whole table on the first."""
        if self.plan is None:
            return ()
        if not self.plan.returns:
            return (Planned(self.path, self.plan.name, self.plan.status, issues=self.plan.issues),)
        first, *others = self.plan.returns
        return (replace(first, issues=self.plan.issues), *others)

    def _show_changes(self) -> None:
        line = self.files.chosen_line()
        self.changes.show_plan(line.thing if line else None)

    def _take(self) -> None:
        if self.plan is None:
            return
        try:
            receipt = data_arriving.take(self.desk, self.plan)
        except UserError as error:
            show_error(self, self.words, error)
            return
        self.finished_taking = True
        count = self.words.number(len(receipt.changes) if receipt else 0)
        self._show()
        self.report.setText(
            self.words.say("{name}: {count} cells changed.", name=self.plan.name, count=count)
        )
        self.close_button.setFocus()
        self.taken.emit()

    def done(self, result: int) -> None:
        """Wait for the reading with the dialog."""
        self._work.wait()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for the reading with the window."""
        self._work.wait()
        super().closeEvent(event)
