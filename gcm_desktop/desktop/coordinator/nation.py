"""The place of the nation: every figure with its coverage, and what it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
)

from gcm_desktop.app.nation import Line, Overview, overview
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.coordinator import place_keys
from gcm_desktop.desktop.coordinator.nation_pane import NationPane
from gcm_desktop.desktop.coordinator.nation_table import NationTable, Wanted
from gcm_desktop.desktop.coordinator.place import Place
from gcm_desktop.desktop.dialogs.sheet import role
from gcm_desktop.desktop.keys import Command, command_of
from gcm_desktop.desktop.period_steps import name_period_steps
from gcm_desktop.desktop.slices import Slices
from gcm_desktop.domain.periods import Period, parse_period
from gcm_desktop.domain.units import ReportingUnit, return_of
from gcm_desktop.i18n import Words, fold

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow

_PANE: Final = 344


class NationPlace(Place):
    """Goals and indicators left, the units of the one in focus right."""

    name = "nation"
    icon = "map"
    keys_looking = keys_told = place_keys.NATION

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.period = window.desk.period or window.sheet.key.period
        self._within = parse_period(self.period)  # what the year was turned on from
        self._overview: Overview | None = None
        self._seen = (-1, "")  # what the overview was made of
        self._reading = Slices(self)
        self._reading.done.connect(self._take_overview)
        self.table = NationTable(self.words, self)
        self.pane = NationPane(self.words, self)
        self._make_bar()
        self._lay_out()
        self.table.line_chosen.connect(self._show_line)
        self.table.folded.connect(self._show)
        self.table.entered.connect(self._enter_pane)
        self.pane.opened.connect(self._open_return)
        self.retranslate()

    @staticmethod
    def title(words: Words) -> str:
        """Name the place for the bar."""
        return words.say("Nation")

    def printed(self) -> tuple[str, str]:
        """Begin with the review of the period on screen."""
        return "review", self.period

    # The bar

    def _make_bar(self) -> None:
        self.earlier, self.later = QToolButton(), QToolButton()
        self.shown = role(QLabel(), "goal")
        self.year = QToolButton()
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.goal = QComboBox()
        self.incomplete, self.differing = QToolButton(), QToolButton()
        self.busy = role(QLabel(), "side")
        for button in (self.year, self.incomplete, self.differing):
            button.setProperty("state", True)
            button.setCheckable(True)
        self.incomplete.clicked.connect(self._show)
        self.differing.clicked.connect(self._show)
        self.earlier.clicked.connect(lambda: self._go(parse_period(self.period).previous))
        self.later.clicked.connect(lambda: self._go(parse_period(self.period).following))
        self.year.clicked.connect(self._turn_year)
        self.search.textChanged.connect(lambda _: self._show())
        self.search.returnPressed.connect(self.table.setFocus)
        self.goal.currentIndexChanged.connect(lambda _: self._show())

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 10, 12, 8)
        bar.setSpacing(8)
        for part in (self.earlier, self.shown, self.later, self.year):
            bar.addWidget(part)
        bar.addSpacing(12)
        bar.addWidget(self.search, 2)
        bar.addWidget(self.goal, 2)
        bar.addWidget(self.incomplete)
        bar.addWidget(self.differing)
        self.goal.setMinimumContentsLength(10)
        self.goal.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(bar)
        left.addWidget(self.busy)
        left.addWidget(self.table, 1)
        rule = QFrame(self)
        rule.setProperty("side", "right")
        rule.setFixedWidth(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(left, 1)
        whole.addWidget(rule)
        whole.addWidget(self.pane)
        self.busy.setContentsMargins(14, 0, 0, 6)

    def retranslate(self) -> None:
        """Write everything in the language of the window."""
        words = self.words
        say = words.say
        name_period_steps(words, self.earlier, self.later)
        self.year.setText(say("Whole year"))
        self.search.setPlaceholderText(say("Search an indicator"))
        self.search.setAccessibleName(say("Search an indicator"))
        self.incomplete.setText(say("Incomplete only"))
        self.differing.setText(say("State bodies differ"))
        self.table.setAccessibleName(say("National figures"))
        self.table.speak(words)
        self.goal.setAccessibleName(say("Goal"))
        self._fill_goals()
        self.pane.setFixedWidth(theme.px(_PANE))
        self.pane.retranslate(words)
        self._write_period()
        self._show()

    def _fill_goals(self) -> None:
        catalogue, held = self.window_of.desk.catalogue, max(0, self.goal.currentIndex())
        titles = {goal.number: goal.title.of(self.words.code) for goal in catalogue.goals}
        self.goal.blockSignals(True)
        self.goal.clear()
        self.goal.addItem(self.words.say("All goals"), 0)
        for number in self.window_of.goals():
            self.goal.addItem(f"{number}. {titles[number]}", number)
        self.goal.setCurrentIndex(held)
        self.goal.blockSignals(False)

    def _write_period(self) -> None:
        self.shown.setText(self.words.period(self.period))
        now = parse_period(self.period)
        self.earlier.setEnabled(now.previous is not None)
        self.later.setEnabled(now.following is not None)
        self.year.setEnabled(now.year > 0 and not now.is_cited)
        self.year.setChecked(bool(now.quarters))

    # The period

    def _go(self, period: Period | None) -> None:
        if period is not None:
            self.period = period.text
            self._write_period()
            self._gather()

    def _turn_year(self) -> None:
        now = parse_period(self.period)
        if now.quarters:
            back = self._within.text if self._within.year == now.year else now.quarters[-1].text
            self._go(parse_period(back))
        elif now.year:
            self._within = now
            self._go(parse_period(f"{now.year:04d}"))

    # Reading

    def enter(self) -> None:
        """Read what changed and take the focus."""
        self._gather()
        self.table.setFocus()

    def refresh(self) -> None:
        """Read again after something changed the file."""
        self._gather()

    @property
    def reading(self) -> bool:
        """Say whether the returns are still being read."""
        return self._reading.busy

    def _gather(self) -> None:
        """Begin to read the period, unless that is what is shown."""
        now = (self.window_of.desk.file.last_change(), self.period)
        if now == self._seen and self._overview is not None:
            return
        self._seen = now
        self._reading.begin(overview(self.window_of.desk, self.period))
        self.busy.setText(self.words.say("Reading the returns…"))

    def _take_overview(self, found: Overview) -> None:
        self._overview = found
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop reading for a page nobody sees."""
        super().hideEvent(event)
        if self._reading.busy:
            self._reading.stop()
            self._seen = (-1, "")

    # Showing

    def _wanted(self) -> Wanted:
        goal = self.goal.currentData() or 0
        return Wanted(
            fold(self.search.text().strip()), goal, self.incomplete.isChecked(), self.differing.isChecked()
        )

    def _show(self) -> None:
        if self._overview is None:
            return
        self.table.show_overview(self._overview, self._wanted(), self.words)
        say = self.words.say
        nothing = not self.table.lines.lines
        here = self._overview.nation.received
        if nothing:
            self.busy.setText(say("Nothing fits what is wanted."))
        elif not here:
            self.busy.setText(say("No unit has answered for this period yet."))
        else:
            self.busy.clear()
        self.busy.setVisible(nothing or not here)

    def _show_line(self, line: Line | None) -> None:
        if self._overview is not None:
            self.pane.show_line(self._overview, line)

    def _enter_pane(self) -> None:
        if self.pane.bars.chart.marks and self.pane.bars.isVisibleTo(self):
            self.pane.bars.setFocus()

    def _open_return(self, unit: ReportingUnit) -> None:
        """Show the indicator in the return of a unit; of a year, in the last quarter that is here."""
        from gcm_desktop.desktop.coordinator.shell import GOALS, Shell

        line = self.table.current_line
        if line is None:
            return
        window = self.window_of
        now = parse_period(self.period)
        here = set(window.desk.file.readable())
        among = [each.text for each in (now, *now.quarters) if return_of(unit, each.text) in here]
        window.show_return(unit, among[-1] if among else self.period)
        shell = window.centralWidget()
        if isinstance(shell, Shell):
            shell.show_place(GOALS)
        window.go_to_indicator(line.indicator)

    def _show_why(self) -> None:
        """Show what each unit gives to the figure in focus, and from which file."""
        from gcm_desktop.desktop.dialogs.why import show_why_nation

        line = self.table.current_line
        if line is not None and line.cell:
            show_why_nation(self.window_of, line.cell, self.period)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+F searches, Ctrl+PgUp and PgDown change the period, Esc comes back to the table."""
        command = command_of(event)
        if command is Command.SEARCH:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()
        elif command in (Command.NEXT_GOAL, Command.PREVIOUS_GOAL):
            way = self.later if command is Command.NEXT_GOAL else self.earlier
            way.click()
        elif command is Command.WHY:
            self._show_why()
        elif event.key() == Qt.Key.Key_Escape:
            self.table.setFocus()
        else:
            super().keyPressEvent(event)
