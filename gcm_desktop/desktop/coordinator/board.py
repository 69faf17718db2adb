"""The board: status first. Units down, goals across; filters on top; Enter goes to the cause."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout

from gcm_desktop.app import acting, board
from gcm_desktop.app.board import Filter, Row, Square, State
from gcm_desktop.app.locking import lock_on
from gcm_desktop.desktop import glyphs
from gcm_desktop.desktop.coordinator.board_table import SIGNS, BoardModel, BoardTable
from gcm_desktop.desktop.coordinator.confirm_line import ConfirmLine
from gcm_desktop.desktop.coordinator.place import Place
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.reason import ask_reason
from gcm_desktop.desktop.dialogs.sheet import role
from gcm_desktop.desktop.keys import Command, command_of
from gcm_desktop.desktop.problems import go_to_blank, problem_cells
from gcm_desktop.domain.cells import parse_cell
from gcm_desktop.domain.records import ActKind
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words, mark

if TYPE_CHECKING:
    from gcm_desktop.desktop.coordinator.shell import Shell
    from gcm_desktop.desktop.main_window import MainWindow

_FILTERS: Final = {
    Filter.MISSING: (mark("Missing"), State.MISSING),
    Filter.LATE: (mark("Late"), State.LATE),
    Filter.PROBLEMS: (mark("With problems"), State.PROBLEMS),
    Filter.CONFLICTS: (mark("Conflicts"), State.CONFLICT),
    Filter.TO_ACCEPT: (mark("To accept"), State.TO_ACCEPT),
}


class BoardPlace(Place):
    """One period at a glance."""

    name = "board"
    icon = "layout-grid"

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.desk = window.desk
        self.period = window.desk.period
        self.errors: dict[ReturnKey, dict[int, int]] = {}
        self._checked: dict[ReturnKey, tuple[str, ...]] = {}  # the revisions that were checked
        self._steps: Generator[None, None, None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)
        self.model = BoardModel(window.desk.catalogue, self.words)
        self.table = BoardTable(self.model, self)
        self.table.asked.connect(self.do)
        self.table.moved.connect(self._tell)
        self.filters = {one: QToolButton(self) for one in Filter}
        self.by_state = QToolButton(self)
        self.chooser = QComboBox(self)
        self.head, self.told, self.keys = (
            role(QLabel(), "title"),
            role(QLabel(), "strong"),
            role(QLabel(), "side"),
        )
        self.confirm = ConfirmLine(self)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.head)
        top.addWidget(self.chooser)
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for button in (*self.filters.values(), self.by_state):
            button.setProperty("state", True)
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.clicked.connect(lambda: self._show())
            if button is self.by_state:
                top.addStretch(1)
            top.addWidget(button)
        self.chooser.activated.connect(lambda _: self._choose())
        self.told.setMinimumHeight(22)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 16, 8)
        box.setSpacing(6)
        box.addLayout(top)
        box.addWidget(self.table, 1)
        box.addWidget(self.told)
        box.addWidget(self.confirm)
        box.addWidget(self.keys)

    @staticmethod
    def title(words: Words) -> str:
        """Name the place for the bar."""
        return words.say("Board")

    @property
    def shell(self) -> Shell:
        """Give the places around."""
        from gcm_desktop.desktop.coordinator.shell import Shell

        found = self.window_of.centralWidget()
        assert isinstance(found, Shell)
        return found

    @property
    def view_only(self) -> bool:
        """Say whether nothing can be changed."""
        return self.desk.file.view_only

    def enter(self) -> None:
        """Read the board and take the focus."""
        self.period = self.desk.period
        self.refresh()
        if not self.table.currentIndex().isValid():
            self.table.stand(0, 1)
        self.table.setFocus()

    def refresh(self) -> None:
        """Read the counts and acts again; then check what changed, one return at a time."""
        self.model.words = self.words
        self.board = board.board(self.desk, self.period, self.errors)
        self._show()
        self._steps = self._checking()
        self._timer.start()

    def _checking(self) -> Generator[None, None, None]:
        found = False
        for row in self.board.rows:
            if not row.whole.here or row.key not in self.desk.file.returns():
                continue
            heads = (*self.desk.file.heads(row.key), *sorted(self.desk.file.typed(row.key)))
            if self._checked.get(row.key) == heads:
                continue
            self.errors[row.key] = board.errors_of(self.desk, row.key)
            self._checked[row.key] = heads
            found = True
            yield
        if found:
            self.board = board.board(self.desk, self.period, self.errors)
            self._show()

    def _step(self) -> None:
        try:
            if self._steps is not None:
                next(self._steps)
        except StopIteration:
            self._steps = None
            self._timer.stop()

    @property
    def busy(self) -> bool:
        """Say whether returns are still being checked."""
        return self._steps is not None

    def hideEvent(self, event: QHideEvent) -> None:
        """Check nothing while another place is shown."""
        self._timer.stop()
        self._steps = None
        super().hideEvent(event)

    def _show(self) -> None:
        here = self.table.currentIndex()
        row = self.model.row(here)
        wanted = frozenset(one for one, button in self.filters.items() if button.isChecked())
        self.model.show(self.board, wanted, self.by_state.isChecked())
        self.table.fit()
        places = [n for n, one in enumerate(self.model.rows) if row is not None and one.key == row.key]
        self.table.stand(places[0] if places else max(here.row(), 0), max(here.column(), 1))
        counts = self.board.counts()
        for one, button in self.filters.items():
            text, state = _FILTERS[one]
            button.setText(f" {self.words.say(text)}  {self.words.number(counts[one])}")
            button.setIcon(glyphs.icon(SIGNS[state][0], SIGNS[state][1], 15))
        self._tell()

    def _tell(self) -> None:
        index = self.table.currentIndex()
        self.told.setText(self.model.told(index) if index.isValid() else "")

    def retranslate(self) -> None:
        """Write everything in the language of the window."""
        say = self.words.say
        self.head.setText(say("Board"))
        self.table.setAccessibleName(say("Board"))
        self.chooser.setAccessibleName(say("Reporting period"))
        self.chooser.clear()
        for period in board.periods_of(self.desk):
            self.chooser.addItem(self.words.period(period), period)
        self.chooser.setCurrentIndex(self.chooser.findData(self.period))
        self.by_state.setText(f"{say('Sort by state')}  S")
        go = say("Enter goes to the cause · F1 keys and signs")
        more = say("A accept · R send back · L lock or unlock · D another deadline · P call sheet")
        self.keys.setText(f"{go} · {say('P call sheet')}" if self.view_only else f"{go} · {more}")
        self.confirm.retranslate(self.words)
        self.refresh()

    def _choose(self) -> None:
        self.period = str(self.chooser.currentData())
        self.desk.show(self.desk.unit, self.period)
        self.refresh()
        self.table.setFocus()

    # What the keys do

    def do(self, key: str) -> None:
        """Do what a key asks of the square in focus."""
        index = self.table.currentIndex()
        row, square = self.model.row(index), self.model.square(index)
        if key == "S":
            self.by_state.click()
            return
        if row is None:
            return
        if key == "Enter":
            self.go_to_cause(row, square)
        elif key == "P":
            self.print_call_sheet(row)
        elif not self.view_only:
            verbs: dict[str, Callable[[Row, Square], None]] = {
                "A": self.accept, "R": self.send_back, "L": self.lock, "D": self.give_other_day
            }  # fmt: skip
            if self._named():
                verbs[key](row, square)

    def _named(self) -> bool:
        if self.desk.maker is None:
            self.window_of.verbs.change_person()
        return self.desk.maker is not None

    def go_to_cause(self, row: Row, square: Square) -> None:
        """Go where the square can be put right."""
        if square.state is State.CONFLICT and "differences" in self.shell.buttons:
            self.shell.show_place("differences")
            _narrow(self.shell.stack.currentWidget(), row, square.goal)
            return
        if not square.here:
            self.print_call_sheet(row)
            return
        window = self.window_of
        window.show_return(row.unit, self.period)
        self.shell.show_place("goals")
        goal = square.goal or next(
            (one for one, part in row.squares.items() if part.state is square.state), 0
        )
        if goal:
            window.show_goal(goal)
        if square.state is State.PROBLEMS:
            window.sheet.check()
            cells = sorted(cell for cell in problem_cells(window.sheet) if parse_cell(cell).goal == goal)
            if cells:
                window.go_to(cells[0])
        elif square.filled < square.expected and square.state in (State.LATE, State.DRAFT):
            go_to_blank(window)

    def accept(self, row: Row, square: Square) -> None:
        """Ask on one line, then record that the return or goal is accepted."""
        if not square.here:
            self.confirm.tell(self.words.say("Nothing was received here yet."))
            return
        about = self._about(row, square)
        text = self.words.say("Accept {what}?", what=about)
        if square.conflicts or square.problems:
            n = square.conflicts + square.problems
            text = self.words.say("Accept {what} although {n} things are open?", what=about, n=n)
        self.confirm.ask(text, self.words.say("Accept"), lambda: self._act("accept", row, square, ""))

    def _about(self, row: Row, square: Square) -> str:
        name = self.model.name(self.table.currentIndex())
        return f"{name} — {self.words.say('Goal {number}', number=square.goal)}" if square.goal else name

    def _act(self, verb: str, row: Row, square: Square, reason: str) -> None:
        try:
            acting.act(self.desk, verb, row.key, reason, goal=square.goal)
        except UserError as error:
            show_error(self, self.words, error)
        self.refresh()
        self.table.setFocus()

    def send_back(self, row: Row, square: Square) -> None:
        """Choose the remarks and write the workbook for the sender."""
        from gcm_desktop.desktop.dialogs.send_back import SendBackDialog

        if not square.here or row.key not in self.desk.file.returns():
            self.confirm.tell(self.words.say("Nothing was received here yet."))
            return
        try:
            SendBackDialog(self.desk, row.key, self.words, self).exec()
        except UserError as error:
            show_error(self, self.words, error)
        self.refresh()
        self.table.setFocus()

    def lock(self, row: Row, square: Square) -> None:
        """Lock, or lift a lock by name and reason."""
        about, say = self._about(row, square), self.words.say
        goal = square.goal if acting.standing_of(self.desk, row.key).kind is not ActKind.LOCKED else 0
        if lock_on(self.desk, row.key, goal) is None:
            text = say("Lock {what}? Nothing in it can be changed until somebody unlocks it.", what=about)
            self.confirm.ask(text, say("Lock"), lambda: self._act("lock", row, square, ""))
            return
        lead = say("The reason stays on record with your name.")
        reason = ask_reason(self.words, say("Unlock {what}", what=about), lead, say("Unlock"), self)
        if reason:
            whole = square if goal else row.whole
            self._act("unlock", row, whole, reason)

    def give_other_day(self, row: Row, square: Square) -> None:
        """Give a unit another day, or change the day for everyone."""
        from gcm_desktop.desktop.coordinator.deadline_dialog import DeadlineDialog

        if DeadlineDialog(self.desk, row.key, self.words, self).exec():
            self.refresh()
        self.table.setFocus()

    def print_call_sheet(self, row: Row) -> None:
        """Show the call sheet of the unit before it is printed."""
        from gcm_desktop.desktop.dialogs.printing import PrintDialog

        PrintDialog(self.desk, self.words, self, unit=row.unit, kind="call-sheet").exec()
        self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 says what the signs mean."""
        if command_of(event) is Command.HELP:
            from gcm_desktop.desktop.coordinator.board_legend import BoardLegend

            BoardLegend(self.words, self).exec()
        else:
            super().keyPressEvent(event)


def _narrow(place: object, row: Row, goal: int) -> None:
    """Narrow the differences to one unit and goal."""
    for chooser, wanted in ((getattr(place, "unit", None), row.unit), (getattr(place, "goal", None), goal)):
        if isinstance(chooser, QComboBox):
            found = [n for n in range(chooser.count()) if chooser.itemData(n) == wanted]
            chooser.setCurrentIndex(found[0] if found else 0)
