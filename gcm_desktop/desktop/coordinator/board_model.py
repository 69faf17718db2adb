"""What stands in the squares of the board: goals of one period across, or all periods of one goal."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from gcm_desktop.app import deadlines
from gcm_desktop.app.board import NAMES, Board, Filter, Row, Square, State
from gcm_desktop.app.board_periods import Across, Line
from gcm_desktop.app.desk import unit_name
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.units import ReportingUnit, ReturnKey
from gcm_desktop.i18n import Words

AnyIndex = QModelIndex | QPersistentModelIndex
UNIT: Final = 0
WHOLE: Final = 1
FIRST_GOAL: Final = 2
NAME_WIDTH: Final = 216
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)

#: The sign of a state and its colour.
SIGNS: Final = {
    State.CONFLICT: ("git-merge", "conflict"),
    State.LATE: ("history", "error"),
    State.MISSING: ("circle-dashed", "muted"),
    State.PROBLEMS: ("alert-circle", "warning"),
    State.RETURNED: ("message", "info"),
    State.DRAFT: ("edit", "muted"),
    State.TO_ACCEPT: ("circle-dot", "accent"),
    State.CHECKED: ("clipboard-check", "info"),
    State.ACCEPTED: ("check", "good"),
    State.LOCKED: ("lock", "good"),
}


class SquareModel(QAbstractTableModel):
    """Units down, a name before each row, a last row of totals."""

    fixed: tuple[int, ...] = (NAME_WIDTH,)  # the widths of the first columns; the others share the rest
    least = 41  # the least width of a square

    def __init__(self, catalogue: Catalogue, words: Words) -> None:
        super().__init__()
        self._catalogue, self.words = catalogue, words
        self.wanted: frozenset[Filter] = frozenset()

    # What a kind of board says of itself

    def unit(self, row: int) -> ReportingUnit | None:
        """Give the unit of a row; nothing for the totals."""
        raise NotImplementedError

    def row(self, index: AnyIndex) -> Row | None:
        """Give the return a square belongs to; nothing for the totals."""
        raise NotImplementedError

    def square(self, index: AnyIndex) -> Square:
        """Give what stands in a square."""
        raise NotImplementedError

    def goal(self, column: int) -> int:
        """Give the goal of a column; 0 for the whole return."""
        raise NotImplementedError

    def place_of(self, key: ReturnKey | None, column: int) -> tuple[int, int] | None:
        """Give row and column of a return, the column kept where it may be; nothing where it is not."""
        raise NotImplementedError

    def _heading(self, section: int) -> str:
        raise NotImplementedError

    def _about_column(self, column: int) -> str:
        """Say in words what a column is."""
        raise NotImplementedError

    # What they share

    def faint(self, index: AnyIndex) -> bool:
        """Say whether a filter leaves a square out."""
        if not self.wanted or self.unit(index.row()) is None:
            return False
        return not self.square(index).waits & self.wanted

    def name(self, index: AnyIndex) -> str:
        """Name the unit of a row."""
        unit = self.unit(index.row())
        if unit is None:
            return self.words.say("All units")
        return unit_name(self._catalogue, unit, self.words.code)

    def count(self, square: Square) -> str:
        """Write the count beside the sign: what is wrong, where something is."""
        number = square.conflicts or (square.problems if square.state is State.PROBLEMS else 0)
        return self.words.number(number) if number else ""

    def share(self, square: Square) -> str:
        """Write how much of a square is answered."""
        if square.state is State.NOT_ASKED:
            return ""
        return f"{square.filled}/{square.expected}"

    def told(self, index: AnyIndex) -> str:
        """Say a square in words, as the line below the table and a screen reader do."""
        say, square, row = self.words.say, self.square(index), self.row(index)
        parts = [self.name(index), self._about_column(index.column()), say(NAMES[square.state])]
        if square.expected:
            parts.append(say("filled {done} of {all}", done=square.filled, all=square.expected))
        counts = (
            (square.conflicts, say("conflicts: {n}", n=square.conflicts)),
            (square.unread, say("unread: {n}", n=square.unread)),
            (square.errors, say("errors: {n}", n=square.errors)),
            (square.remarks, say("remarks without an answer: {n}", n=square.remarks)),
            (square.changed, say("changed since accepted: {n}", n=square.changed)),
        )
        parts += [text for number, text in counts if number]
        if square.disagree:
            parts.append(say("people said different things; the stricter holds"))
        if row is not None and row.deadline is not None and not square.goal:
            parts.append(say("until {date}", date=self.words.date(row.deadline)))
            if row.other_day is not None:
                parts.append(deadlines.told(self.words, row.other_day))
        return " · ".join(part for part in parts if part)

    def data(self, index: AnyIndex, role: int = 0) -> Any:
        """Give the words of a square; the delegate draws it."""
        if role in (_TIP, _ACCESSIBLE):
            return self.told(index)
        if role == _DISPLAY:
            return self.name(index) if index.column() == UNIT else self.share(self.square(index))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Give the heads of the columns, their names in full as tips."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _DISPLAY:
            return self.words.say("Unit") if section == UNIT else self._heading(section)
        if role == _TIP and section != UNIT:
            return self._about_column(section)
        if role == _ALIGN:
            side = Qt.AlignmentFlag.AlignLeft if section == UNIT else Qt.AlignmentFlag.AlignHCenter
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class BoardModel(SquareModel):
    """One period: the whole return, then every goal."""

    fixed = (NAME_WIDTH, 76)

    def __init__(self, catalogue: Catalogue, words: Words) -> None:
        super().__init__(catalogue, words)
        self.board = Board("", (), ())
        self.rows: tuple[Row, ...] = ()
        self._totals: dict[int, Square] = {}
        self._titles: dict[int, str] = {}

    def show(self, board: Board, wanted: frozenset[Filter], by_state: bool) -> None:
        """Show a board, narrowed to what is wanted; rows stand in the catalogue's order or by state."""
        self.beginResetModel()
        self.board, self.wanted = board, wanted
        rows = [row for row in board.rows if not wanted or row.waits & wanted]
        if by_state:
            order = list(State)
            rows.sort(key=lambda row: (order.index(row.whole.state), -row.whole.conflicts))
        self.rows = tuple(rows)
        self._totals = board.totals()
        short = {goal.number: goal.short for goal in self._catalogue.goals}
        self._titles = {goal: short[goal].of(self.words.code) for goal in board.goals}
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Give the units and the totals."""
        return 0 if parent.isValid() else len(self.rows) + 1

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Give the unit, the whole return and the goals."""
        return FIRST_GOAL + len(self.board.goals)

    def unit(self, row: int) -> ReportingUnit | None:
        """Give the unit of a row; nothing for the totals."""
        return self.rows[row].unit if 0 <= row < len(self.rows) else None

    def goal(self, column: int) -> int:
        """Give the goal of a column; 0 for the whole return."""
        return self.board.goals[column - FIRST_GOAL] if column >= FIRST_GOAL else 0

    def row(self, index: AnyIndex) -> Row | None:
        """Give the unit's row; nothing for the totals."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def square(self, index: AnyIndex) -> Square:
        """Give what stands in a square."""
        row, goal = self.row(index), self.goal(index.column())
        if row is None:
            return self._totals.get(goal, Square(goal))
        return row.squares.get(goal, Square(goal)) if goal else row.whole

    def faint(self, index: AnyIndex) -> bool:
        """Say whether a filter leaves a square out; the whole return stays."""
        return index.column() >= FIRST_GOAL and super().faint(index)

    def place_of(self, key: ReturnKey | None, column: int) -> tuple[int, int] | None:
        """Give row and column of a return."""
        found = next((n for n, row in enumerate(self.rows) if row.key == key), None)
        return None if found is None else (found, column)

    def column_of(self, goal: int) -> int:
        """Give the column of a goal; 0 is the whole return."""
        return FIRST_GOAL + self.board.goals.index(goal) if goal in self.board.goals else WHOLE

    def _heading(self, section: int) -> str:
        return self.words.say("Return") if section == WHOLE else str(self.goal(section))

    def _about_column(self, column: int) -> str:
        goal = self.goal(column)
        if not goal:
            return ""
        return f"{self.words.say('Goal {number}', number=goal)}. {self._titles.get(goal, '')}"


class PeriodsModel(SquareModel):
    """All periods side by side, for one goal or the whole return."""

    least = 84

    def __init__(self, catalogue: Catalogue, words: Words) -> None:
        super().__init__(catalogue, words)
        self.all = Across((), (), {})
        self.lines: tuple[Line, ...] = ()
        self.shown_goal = 0

    def show(self, all_: Across, goal: int, wanted: frozenset[Filter], by_state: bool) -> None:
        """Show one goal, or the whole return, over the periods, narrowed to what is wanted."""
        self.beginResetModel()
        self.all, self.shown_goal, self.wanted = all_, goal, wanted
        lines = [line for line in all_.lines if not wanted or line.waits(goal) & wanted]
        if by_state and all_.periods:
            order, last = list(State), all_.periods[-1]
            lines.sort(key=lambda line: order.index(line.square(last, goal).state))
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Give the units and the totals."""
        return 0 if parent.isValid() else len(self.lines) + 1

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Give the unit and the periods."""
        return WHOLE + len(self.all.periods)

    def unit(self, row: int) -> ReportingUnit | None:
        """Give the unit of a row; nothing for the totals."""
        return self.lines[row].unit if 0 <= row < len(self.lines) else None

    def goal(self, column: int) -> int:
        """Give the goal that is shown."""
        return self.shown_goal

    def period(self, column: int) -> str:
        """Give the period of a column."""
        return self.all.periods[column - WHOLE] if WHOLE <= column <= len(self.all.periods) else ""

    def row(self, index: AnyIndex) -> Row | None:
        """Give the return a square belongs to."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        return self.lines[index.row()].rows.get(self.period(index.column()))

    def square(self, index: AnyIndex) -> Square:
        """Give what stands in a square."""
        period = self.period(index.column())
        if index.row() < len(self.lines):
            return self.lines[index.row()].square(period, self.shown_goal)
        return self.all.totals.get(period, {}).get(self.shown_goal, Square(self.shown_goal))

    def place_of(self, key: ReturnKey | None, column: int) -> tuple[int, int] | None:
        """Give row and column of a return."""
        found = [n for n, line in enumerate(self.lines) if key is not None and line.unit == key.unit]
        if key is None or not found or key.period not in self.all.periods:
            return None
        return found[0], WHOLE + self.all.periods.index(key.period)

    def _heading(self, section: int) -> str:
        return self.words.period_short(self.period(section))

    def _about_column(self, column: int) -> str:
        period = self.period(column)
        return self.words.period(period) if period else ""
