"""What the keys of the board do: go to the cause, and put on record what is said of a return."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from gcm_desktop.app import acting
from gcm_desktop.app.board import Row, Square, State
from gcm_desktop.app.locking import lock_on
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.reason import ask_reason
from gcm_desktop.desktop.problems import go_to_blank, problem_cells
from gcm_desktop.domain.cells import parse_cell
from gcm_desktop.domain.records import ActKind
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.desktop.coordinator.board import BoardPlace


class BoardVerbs:
    """The verbs of one board."""

    def __init__(self, place: BoardPlace) -> None:
        self._place = place
        self.desk = place.desk

    def _say(self, text: str, **facts: object) -> str:
        return self._place.words.say(text, **facts)

    def record(self, key: str, row: Row, square: Square) -> None:
        """Put on record what a key says of a square, by the name of who is at the keyboard."""
        acts: dict[str, Callable[[Row, Square], None]] = {
            "A": self.accept, "R": self.send_back, "L": self.lock, "D": self.give_other_day
        }  # fmt: skip
        if self._named():
            acts[key](row, square)

    def _named(self) -> bool:
        if self.desk.maker is None:
            self._place.window_of.verbs.change_person()
        return self.desk.maker is not None

    def go_to_cause(self, row: Row, square: Square) -> None:
        """Go where the square can be put right."""
        if square.state is State.CONFLICT and "differences" in self._place.shell.buttons:
            self._place.shell.show_place("differences")
            _narrow(self._place.shell.stack.currentWidget(), row, square.goal)
            return
        if not square.here:
            self.print_call_sheet(row)
            return
        window = self._place.window_of
        window.show_return(row.unit, row.key.period)
        self._place.shell.show_place("goals")
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
            self._place.confirm.tell(self._say("Nothing was received here yet."))
            return
        about = self._about(row, square)
        text = self._say("Accept {what}?", what=about)
        if square.conflicts or square.problems:
            n = square.conflicts + square.problems
            text = self._say("Accept {what} although {n} things are open?", what=about, n=n)
        self._place.confirm.ask(text, self._say("Accept"), lambda: self._act("accept", row, square, ""))

    def _about(self, row: Row, square: Square) -> str:
        name = self._place.table.squares.name(self._place.table.currentIndex())
        if row.key.period != self._place.period:
            name = f"{name}, {self._place.words.period(row.key.period)}"
        return f"{name} — {self._say('Goal {number}', number=square.goal)}" if square.goal else name

    def _act(self, verb: str, row: Row, square: Square, reason: str) -> None:
        try:
            acting.act(self.desk, verb, row.key, reason, goal=square.goal)
        except UserError as error:
            show_error(self._place, self._place.words, error)
        self._place.refresh()
        self._place.table.setFocus()

    def send_back(self, row: Row, square: Square) -> None:
        """Choose the remarks and write the workbook for the sender."""
        from gcm_desktop.desktop.dialogs.send_back import SendBackDialog

        if not square.here or row.key not in self.desk.file.returns():
            self._place.confirm.tell(self._say("Nothing was received here yet."))
            return
        try:
            SendBackDialog(self.desk, row.key, self._place.words, self._place).exec()
        except UserError as error:
            show_error(self._place, self._place.words, error)
        self._place.refresh()
        self._place.table.setFocus()

    def lock(self, row: Row, square: Square) -> None:
        """Lock, or lift a lock by name and reason."""
        about, say = self._about(row, square), self._say
        goal = square.goal if acting.standing_of(self.desk, row.key).kind is not ActKind.LOCKED else 0
        if lock_on(self.desk, row.key, goal) is None:
            text = say("Lock {what}? Nothing in it can be changed until somebody unlocks it.", what=about)
            self._place.confirm.ask(text, say("Lock"), lambda: self._act("lock", row, square, ""))
            return
        lead = say("The reason stays on record with your name.")
        reason = ask_reason(
            self._place.words, say("Unlock {what}", what=about), lead, say("Unlock"), self._place
        )
        if reason:
            whole = square if goal else row.whole
            self._act("unlock", row, whole, reason)

    def give_other_day(self, row: Row, square: Square) -> None:
        """Give a unit another day, or change the day for everyone."""
        from gcm_desktop.desktop.coordinator.deadline_dialog import DeadlineDialog

        if DeadlineDialog(self.desk, row.key, self._place.words, self._place).exec():
            self._place.refresh()
        self._place.table.setFocus()

    def print_call_sheet(self, row: Row) -> None:
        """Show the call sheet of the unit before it is printed."""
        from gcm_desktop.desktop.dialogs.printing import PrintDialog

        self._place.go_to_period(row.key.period)
        PrintDialog(self.desk, self._place.words, self._place, unit=row.unit, kind="call-sheet").exec()
        self._place.table.setFocus()


def _narrow(place: object, row: Row, goal: int) -> None:
    """Narrow the differences to one unit and goal."""
    for chooser, wanted in ((getattr(place, "unit", None), row.unit), (getattr(place, "goal", None), goal)):
        if isinstance(chooser, QComboBox):
            found = [n for n in range(chooser.count()) if chooser.itemData(n) == wanted]
            chooser.setCurrentIndex(found[0] if found else 0)
