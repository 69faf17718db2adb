"""The return on screen: its values, findings and counts, and the one way to change them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from gcm_desktop.app import acting, entering, figures, history, nil, periods
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.locking import lock_on
from gcm_desktop.desktop.rechecking import Findings, Rechecking
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.records import ActKind
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import BLANK, Value
from gcm_desktop.errors import Issue, UserError
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.app.figures import OverQuarters
    from gcm_desktop.domain.over_time import OverTime
    from gcm_desktop.store import Commit, Count

_CHECKPOINT_AFTER = 2000  # ms after the last commit


class OpenReturn(QObject):
    """One return of the open file; every view reads from it and hears what changed."""

    changed = Signal(object)  # frozenset of cell codes
    saved = Signal(object)  # moment of the COMMIT
    checked = Signal()
    refused = Signal(object)  # UserError
    held_back = Signal()  # somebody typed into a return that is open for reading

    def __init__(self, desk: Desk, key: ReturnKey, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.key = key
        self.words = words
        self.findings: Findings = {}  # by indicator, or N05 for the narrative of a goal
        self.corrected = False  # a closed return was opened again in this window
        self.touched: dict[str, datetime] = {}  # cells typed since the window opened
        self._rest = QTimer(self, singleShot=True, interval=_CHECKPOINT_AFTER)
        self._rest.timeout.connect(self.desk.file.checkpoint)
        self._rules = Rechecking(desk, key, self)
        self._rules.done.connect(self._on_checked)
        self.read()

    def read(self) -> None:
        """Read everything from the file again, after something else changed it."""
        desk, key = self.desk, self.key
        if not (desk.file.view_only or desk.file.archived(key)):
            desk.file.ensure_return(key)
        self.values: dict[str, Value] = dict(desk.file.cells(key))
        self.previous: Mapping[str, Value] = desk.previous(key)
        self.structure = self.previous or periods.structure(desk, key)
        self.closed = not self.corrected and periods.is_closed(desk, key)
        self.asked = desk.asked_codes(key)
        self.last_year: Mapping[str, Value] = desk.last_year(key)
        self.nils = nil.nils(desk, key)
        self._past: history.Past | None = None
        self._years: dict[str, OverQuarters] = {}
        self.counts: Mapping[int, Count] = self._count()
        self.was_sent = was_sent(desk, key)
        self.fresh = set(desk.file.typed(key)) if self.was_sent else set()  # changed since it was sent
        self.conflicts = desk.conflict_cells(key)
        self.accepted = acting.accepted_values(desk, key)  # stays beside what is edited later

    def read_again(self, cells: frozenset[str]) -> None:
        """Read everything again after something beside the page changed cells, and tell the views."""
        self.read()
        if (moment := self.last_saved) is not None:
            self.saved.emit(moment)
        self.changed.emit(cells)
        self.check_soon()

    def value(self, cell: str) -> Value:
        """Give what stands in a cell."""
        return self.values.get(cell, BLANK)

    def _count(self) -> Mapping[int, Count]:
        return nil.answered(self.desk.file.counts(self.key), self.nils)

    @property
    def past(self) -> history.Past:
        """Give the unit's earlier periods, read when first wanted."""
        if self._past is None:
            self._past = history.past(self.desk, self.key)
        return self._past

    def year_of(self, cell: str) -> OverTime | None:
        """Give what the quarters of the year make of a cell, read once for each indicator looked at."""
        code = parse_cell(cell)
        if code.kind is not CellKind.INDICATOR or code.indicator not in self.desk.catalogue.indicators:
            return None
        if code.indicator not in self._years:
            indicator = self.desk.catalogue.indicators[code.indicator]
            self._years[code.indicator] = figures.year_of(self.desk, self.key, indicator)
        return self._years[code.indicator].get(cell)

    def issues_of(self, cell: str) -> tuple[Issue, ...]:
        """Give the findings that point at one cell."""
        found = self.findings.get(parse_cell(cell).indicator or cell[:3], ())
        return tuple(issue for issue in found if issue.where.cell == cell)

    def enter(self, cell: str, text: str) -> bool:
        """Commit what was typed into a cell; says whether it is on the disk."""
        return self._do(lambda: entering.enter(self.desk, self.key, cell, text, self.value(cell)))

    def set_value(self, cell: str, value: Value) -> bool:
        """Commit a value as it is."""
        return self._do(lambda: entering.enter_value(self.desk, self.key, cell, value))

    def set_values(self, values: Mapping[str, Value], label: str) -> bool:
        """Commit several values as one step."""
        return self._do(lambda: entering.enter_many(self.desk, self.key, values, label))

    @property
    def only_read(self) -> bool:
        """Say whether no correction opens the return: archived, locked, or in a file that is only read."""
        file = self.desk.file
        return file.view_only or bool(file.archived(self.key)) or lock_on(self.desk, self.key) is not None

    def correct(self) -> None:
        """Open a sent return for typing again; what is typed becomes a new revision when it is sent."""
        if self.only_read:
            return
        self.corrected, self.closed = True, False

    def undo(self) -> frozenset[str]:
        """Take the last step back; gives the cells it touched."""
        return self._step(entering.undo)

    def redo(self) -> frozenset[str]:
        """Do the step taken back again; gives the cells it touched."""
        return self._step(entering.redo)

    def _step(self, verb: Callable[[Desk, ReturnKey], Commit | None]) -> frozenset[str]:
        if self.closed:
            self.held_back.emit()
            return frozenset()
        try:
            commit = verb(self.desk, self.key)
        except UserError as error:
            self.refused.emit(error)
            return frozenset()
        return self._take(commit) if commit else frozenset()

    def _do(self, verb: Callable[[], Commit]) -> bool:
        if self.closed:
            self.held_back.emit()
            return False
        try:
            commit = verb()
        except UserError as error:
            self.refused.emit(error)
            return False
        self._take(commit)
        return True

    def _take(self, commit: Commit) -> frozenset[str]:
        cells = frozenset(change.cell for change in commit.changes)
        if self.was_sent:
            self.fresh |= cells
        self.touched.update(dict.fromkeys(cells, commit.at))
        for change in commit.changes:
            self.values[change.cell] = change.new
            if change.new.is_blank:
                del self.values[change.cell]
            self._years.pop(parse_cell(change.cell).indicator, None)
        self.counts = self._count()
        self.saved.emit(commit.at)  # said first: it is on the disk already
        self.changed.emit(cells)
        self.check_soon()
        self._rest.start()
        return cells

    def check(self) -> None:
        """Hold the values against the rules before this returns."""
        self._rules.now(self.values)

    def check_soon(self) -> None:
        """Hold the values against the rules when the keyboard rests."""
        self._rules.soon(self.values)

    def _on_checked(self, found: Findings) -> None:
        if found != self.findings:
            self.findings = found
        self.checked.emit()

    @property
    def last_saved(self) -> datetime | None:
        """Give the moment of the last commit of this return."""
        return self.desk.file.last_saved(self.key)

    def finish(self) -> None:
        """Stop the clocks; the file is about to close or another return to open."""
        self._rules.stop()
        self._rest.stop()


def was_sent(desk: Desk, key: ReturnKey) -> bool:
    """Say whether any revision of a return was ever sent from here."""
    sent = {act.subject for act in desk.file.acts() if act.kind is ActKind.SENT}
    return any(f"revision:{revision}" in sent for revision in desk.file.revisions(key))
