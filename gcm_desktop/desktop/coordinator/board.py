"""The board: status first. Units down, goals across; filters on top; Enter goes to the cause."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout

from gcm_desktop.app import board
from gcm_desktop.app.board import NAMES, Board, Filter, Row, State
from gcm_desktop.app.board_periods import across
from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.desktop.coordinator import place_keys
from gcm_desktop.desktop.coordinator.board_model import SIGNS, BoardModel, PeriodsModel, SquareModel
from gcm_desktop.desktop.coordinator.board_table import BoardTable
from gcm_desktop.desktop.coordinator.board_verbs import BoardVerbs
from gcm_desktop.desktop.coordinator.confirm_line import ConfirmLine
from gcm_desktop.desktop.coordinator.place import Place
from gcm_desktop.desktop.dialogs.sheet import role
from gcm_desktop.desktop.keys import Command, command_of
from gcm_desktop.desktop.slices import Slices
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.i18n import Words, mark

if TYPE_CHECKING:
    from gcm_desktop.desktop.coordinator.shell import Shell
    from gcm_desktop.desktop.main_window import MainWindow

_ROOMY: Final = 1240  # from here on the filters are named
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
    keys_looking = place_keys.BOARD_LOOKING
    keys_told = place_keys.BOARD
    signs_told = tuple((icon, ink, NAMES[state]) for state, (icon, ink) in SIGNS.items())

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.desk = window.desk
        self.period = window.desk.period
        self.board = Board(self.period, (), ())
        self.boards: tuple[Board, ...] = ()
        self._standing: tuple[ReturnKey | None, int] | None = None
        self.errors: dict[ReturnKey, dict[int, int]] = {}
        self._checked: dict[ReturnKey, tuple[str, ...]] = {}  # the revisions that were checked
        self._slices = Slices(self)
        self.model = BoardModel(window.desk.catalogue, self.words)
        self.all = PeriodsModel(window.desk.catalogue, self.words)
        self.table = BoardTable(self.model, self)
        self.table.asked.connect(self.do)
        self.table.moved.connect(self._tell)
        self._counts: dict[Filter, str] = {}
        self.filters = {one: QToolButton(self) for one in Filter}
        self.by_state, self.side_by_side = QToolButton(self), QToolButton(self)
        self.chooser, self.goal = QComboBox(self), QComboBox(self)
        self.told, self.keys = role(QLabel(), "strong"), role(QLabel(), "side")
        self.confirm = ConfirmLine(self)
        self.verbs = BoardVerbs(self)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.chooser)
        top.addWidget(self.goal)
        for chooser in (self.chooser, self.goal):
            chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            chooser.setMinimumContentsLength(19)
        for button in (*self.filters.values(), self.side_by_side, self.by_state):
            button.setProperty("state", True)
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            if button is not self.side_by_side:
                button.clicked.connect(lambda: self._show())
            if button is self.side_by_side:
                top.addStretch(1)
            top.addWidget(button)
        self.side_by_side.clicked.connect(lambda: self._turn())
        self.chooser.activated.connect(lambda _: self._choose())
        self.goal.activated.connect(lambda _: self._choose_goal())
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

    def printed(self) -> tuple[str, str]:
        """Begin with how complete the period on screen is."""
        return "completeness", self.period

    @property
    def shell(self) -> Shell:
        """Give the places around."""
        from gcm_desktop.desktop.coordinator.shell import Shell

        found = self.window_of.centralWidget()
        assert isinstance(found, Shell)
        return found

    def enter(self) -> None:
        """Read the board and take the focus."""
        self.period = self.desk.period
        self.refresh()
        if not self.table.currentIndex().isValid():
            self.table.stand(0, 1)
        self.table.setFocus()

    def refresh(self) -> None:
        """Read the counts and acts again; then check what changed, one return at a time."""
        self.model.words = self.all.words = self.words
        self._slices.begin(self._reading())
        self._slices.step()

    def _reading(self) -> Generator[None, None, None]:
        """Read in slices, the period on screen at once; then check, and read again what that found."""
        yield from self._gathering()
        boards = self.boards if self._beside else (self.board,)
        if (yield from self._checking([row for one in reversed(boards) for row in one.rows])):
            yield from self._gathering()

    def _gathering(self) -> Generator[None, None, None]:
        if not self._beside:
            self.board = board.board(self.desk, self.period, self.errors)
            self._show()
            yield
            return
        boards = []
        for one in board.boards(self.desk, self.errors):
            boards.append(one)
            yield
        self.boards = tuple(boards)
        self._show()

    def _checking(self, rows: Sequence[Row]) -> Generator[None, None, bool]:
        found = False
        for row in rows:
            if not row.whole.here or row.key not in self.desk.file.returns():
                continue
            heads = (*self.desk.file.heads(row.key), *sorted(self.desk.file.typed(row.key)))
            if self._checked.get(row.key) == heads:
                continue
            self.errors[row.key] = board.errors_of(self.desk, row.key)
            self._checked[row.key] = heads
            found = True
            yield
        return found

    @property
    def busy(self) -> bool:
        """Say whether returns are still being checked."""
        return self._slices.busy

    def hideEvent(self, event: QHideEvent) -> None:
        """Check nothing while another place is shown."""
        self._slices.stop()
        super().hideEvent(event)

    @property
    def _beside(self) -> bool:
        """Say whether all periods stand side by side."""
        return self.side_by_side.isChecked()

    @property
    def squares(self) -> SquareModel:
        """Give what the table shows: one period, or all of them."""
        return self.all if self._beside else self.model

    def _turn(self) -> None:
        """Put all periods side by side, for the goal in focus, or go back to one period."""
        index = self.table.currentIndex()
        row, goal = self.table.squares.row(index), self.table.squares.goal(index.column())
        if self._beside:
            self.goal.setCurrentIndex(max(0, self.goal.findData(goal)))
        elif row is not None and row.key.period != self.period:
            self.go_to_period(row.key.period)
        self._standing = (row.key if row is not None else None, goal)
        self.refresh()
        self.table.setFocus()

    def _show(self) -> None:
        here = self.table.currentIndex()
        row = self.table.squares.row(here)
        key, column = (row.key if row is not None else None), max(here.column(), 1)
        if self._standing is not None:  # the other kind of board was on screen
            key, goal = self._standing
            column = self.model.column_of(goal)
            self._standing = None
        wanted = frozenset(one for one, button in self.filters.items() if button.isChecked())
        if self._beside:
            goal = self.goal.currentData() or 0
            together = across(self.boards)
            self.all.show(together, goal, wanted, self.by_state.isChecked())
            counts = together.counts(goal)
        else:
            self.model.show(self.board, wanted, self.by_state.isChecked())
            counts = self.board.counts()
        if self.table.squares is not self.squares:
            self.table.show_model(self.squares)
        self.table.fit()
        self.table.stand(*(self.squares.place_of(key, column) or (max(here.row(), 0), column)))
        self._counts = {one: self.words.number(count) for one, count in counts.items()}
        self._write_filters()
        self.goal.setVisible(self._beside)
        self.chooser.setVisible(not self._beside)
        self._tell()

    def _write_filters(self) -> None:
        """Name the filters where there is room; in less the sign stands for the name, which is in the tip."""
        roomy = self.width() >= theme.px(_ROOMY)
        for one, button in self.filters.items():
            text, state = _FILTERS[one]
            name, count = self.words.say(text), self._counts.get(one, "")
            button.setText(f" {name}  {count}" if roomy else f" {count}")
            button.setToolTip(name)
            button.setAccessibleName(f"{name}  {count}")
            button.setIcon(glyphs.icon(SIGNS[state][0], SIGNS[state][1], 15))
        self.by_state.setText(f"{self.words.say('Sort by state')}  S" if roomy else "S")
        self.side_by_side.setText(f"{self.words.say('All periods')}  T" if roomy else "T")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the filters to the new width."""
        super().resizeEvent(event)
        self._write_filters()

    def _tell(self) -> None:
        index = self.table.currentIndex()
        self.told.setText(self.table.squares.told(index) if index.isValid() else "")

    def retranslate(self) -> None:
        """Write everything in the language of the window."""
        say = self.words.say
        self.table.setAccessibleName(say("Board"))
        self.chooser.setAccessibleName(say("Reporting period"))
        self.chooser.clear()
        for period in board.periods_of(self.desk):
            self.chooser.addItem(self.words.period(period), period)
        self.chooser.setCurrentIndex(self.chooser.findData(self.period))
        for button, text in ((self.by_state, say("Sort by state")), (self.side_by_side, say("All periods"))):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._fill_goals()
        go = say("Enter goes to the cause · F1 keys and signs")
        more = say("A accept · R send back · L lock or unlock · D another deadline · P call sheet")
        self.keys.setText(f"{go} · {say('P call sheet')}" if self.view_only else f"{go} · {more}")
        self.confirm.retranslate(self.words)
        self.refresh()

    def _fill_goals(self) -> None:
        """Offer the whole return and every goal for the board of all periods."""
        held = max(0, self.goal.currentIndex())
        short = {goal.number: goal.short.of(self.words.code) for goal in self.desk.catalogue.goals}
        self.goal.setAccessibleName(self.words.say("Goal"))
        self.goal.clear()
        self.goal.addItem(self.words.say("Whole return"), 0)
        for block in self.desk.catalogue.blocks:
            for goal in block.goals:
                self.goal.addItem(f"{goal}. {short[goal]}", goal)
        self.goal.setCurrentIndex(held)

    def _choose(self) -> None:
        self.go_to_period(str(self.chooser.currentData()))
        self.refresh()
        self.table.setFocus()

    def _choose_goal(self) -> None:
        self._show()
        self.table.setFocus()

    def go_to_period(self, period: str) -> None:
        """Let a period be the one on screen, here and in the other places."""
        self.period = period
        self.chooser.setCurrentIndex(self.chooser.findData(period))
        self.desk.show(self.desk.unit, period)

    def step(self, step: int) -> None:
        """Go to the period beside; the first and the last stop. Side by side, to the goal beside."""
        chooser = self.goal if self._beside else self.chooser
        place = chooser.currentIndex() + step
        if 0 <= place < chooser.count():
            chooser.setCurrentIndex(place)
            self._choose_goal() if self._beside else self._choose()

    # What the keys do

    def do(self, key: str) -> None:
        """Do what a key asks of the square in focus."""
        index = self.table.currentIndex()
        row, square = self.table.squares.row(index), self.table.squares.square(index)
        if key in ("S", "T"):
            (self.by_state if key == "S" else self.side_by_side).click()
            return
        if row is None:
            return
        if key == "Enter":
            self.verbs.go_to_cause(row, square)
        elif key == "P":
            self.verbs.print_call_sheet(row)
        elif self.view_only:
            self.confirm.tell(self.words.say("This file is open to look at. Nothing in it can be changed."))
        else:
            self.verbs.record(key, row, square)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+PgUp and PgDn go to the period beside, or to the goal beside."""
        command = command_of(event)
        if command in (Command.NEXT_GOAL, Command.PREVIOUS_GOAL):
            self.step(1 if command is Command.NEXT_GOAL else -1)
        else:
            super().keyPressEvent(event)
