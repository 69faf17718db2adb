"""Charts of the figures: the ten that matter, the country, the periods, a breakdown and the units."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gcm_desktop.app.dashboard import Card, Picture, Table, View
from gcm_desktop.app.dashboard_nation import national_view
from gcm_desktop.app.dashboard_unit import UnitView
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.charts.view import ChartView
from gcm_desktop.desktop.dashboard_frame import Frame
from gcm_desktop.desktop.dashboard_marks import Marks
from gcm_desktop.desktop.keys import Command, command_of, letter_of
from gcm_desktop.desktop.slices import Slices
from gcm_desktop.domain.periods import Period, parse_period
from gcm_desktop.domain.units import ReportingUnit
from gcm_desktop.i18n import Words, fold

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow

_CHARTS: Final = 4


class Dashboard(QWidget):
    """One page of charts about one figure at a time; everything is walked by keys."""

    left = Signal()  # back to the goals
    command_wanted = Signal(object)  # a key of the goals
    answer_wanted = Signal(object, str)  # ReturnKey and cell

    def __init__(self, window: MainWindow, unit: ReportingUnit | None, period: str) -> None:
        super().__init__(window)
        self.setProperty("page", True)
        self.window_of = window
        self.unit, self.period = unit, period
        self._within = parse_period(period)
        self.view: View | None = None
        self.code = ""
        self._table: tuple[str, str] = ("", "")  # the breakdown wanted: list and part
        self._seen: tuple[object, ...] = ()
        self._reading = Slices(self)
        self._reading.done.connect(self._take_view)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        self.frame = Frame(window.desk.national, self)
        self.marks = Marks(self)
        self.charts = [ChartView(self.marks.tell, self) for _ in range(_CHARTS)]
        self.band = ChartView(self.marks.tell, self)
        self.band.framed = False
        self.frame.add_band(self.band)
        self.active = self.charts[0]
        self.enlarged = False
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        frame = self.frame
        self.grid = QGridLayout()
        self.grid.setSpacing(theme.px(8))
        right = QVBoxLayout()
        right.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(8))
        right.setSpacing(theme.px(6))
        right.addLayout(frame.filled)
        right.addLayout(frame.head)
        right.addWidget(frame.nothing, 1)
        right.addWidget(self._scrolled(), 1)
        right.addWidget(frame.strip)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(frame.side)
        below.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(frame.bar)
        whole.addLayout(below, 1)

    def _scrolled(self) -> QScrollArea:
        """Let the charts be scrolled where the window is too low for them."""
        area, body = QScrollArea(self), QWidget()
        body.setProperty("clear", True)
        body.setLayout(self.grid)
        self.grid.setContentsMargins(0, 0, 0, 0)
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area = area
        return area

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words of the buttons out where there is no room for them."""
        super().resizeEvent(event)
        self._write_bar()

    def _connect(self) -> None:
        frame = self.frame
        frame.list.chosen.connect(self.show_figure)
        frame.list.entered.connect(self._enter_charts)
        frame.search.textChanged.connect(lambda _: self._fill_list())
        frame.search.returnPressed.connect(self._first_found)
        frame.earlier.clicked.connect(lambda: self._go(parse_period(self.period).previous))
        frame.later.clicked.connect(lambda: self._go(parse_period(self.period).following))
        frame.year.clicked.connect(self._turn_year)
        frame.units.activated.connect(lambda _: self._choose_unit())
        frame.tables.activated.connect(lambda _: self._choose_table())
        frame.copy.clicked.connect(self.marks.copy)
        frame.save.clicked.connect(self.marks.save)
        frame.back.clicked.connect(self.left)
        for chart in (*self.charts, self.band):
            self.marks.watch(chart)

    # --- words

    @property
    def words(self) -> Words:
        """Give the words on screen."""
        return self.window_of.words

    def retranslate(self) -> None:
        """Write everything in the language of the window."""
        self.frame.retranslate(self.words)
        self._write_bar()
        self._show()

    def _write_bar(self) -> None:
        self.frame.write_period(self.words, self.period, self.width())
        self.frame.fill_units(self.words, self.window_of.desk, self.period, self.unit)

    # --- reading

    def look_at(self, unit: ReportingUnit | None, period: str) -> None:
        """Show another unit or period."""
        self.unit, self.period = unit, period
        self._write_bar()
        if self.isVisible():
            self.refresh()

    def enter(self) -> None:
        """Read what changed and take the focus."""
        self.retranslate()
        self.refresh()
        self.frame.list.setFocus()

    def changed(self) -> None:
        """Read again when the keyboard rests; a page nobody sees reads when it is shown."""
        if self.isVisible():
            self._later.start()

    def refresh(self) -> None:
        """Read the figures, unless nothing changed."""
        desk = self.window_of.desk
        now = (desk.file.last_change(), self.unit, self.period)
        if now == self._seen and self.view is not None:
            return
        self._seen = now
        if self.unit is not None:
            self._reading.stop()
            self._take_view(UnitView(desk, self.unit, self.period))
            return
        self._reading.begin(national_view(desk, self.period))
        self.frame.say(self.words.say("Reading the returns…"))

    @property
    def reading(self) -> bool:
        """Say whether returns are still being read."""
        return self._reading.busy

    def _take_view(self, view: View) -> None:
        self.view = view
        self.frame.say("")
        self._show()

    def rest(self) -> None:
        """Look at the file no more."""
        self._later.stop()
        if self._reading.busy:
            self._reading.stop()
            self._seen = ()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on reading where a minimised window stopped."""
        super().showEvent(event)
        self._later.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop reading for a page nobody sees."""
        super().hideEvent(event)
        self.rest()

    # --- showing

    def _show(self) -> None:
        if self.view is None:
            return
        self._fill_list()
        codes = self.frame.list.codes
        if self.code not in codes and not self.frame.search.text():
            self.code = codes[0] if codes else ""
            self.frame.list.choose(self.code)
        self.band.show_picture(self.view.filled(self.words), self.words)
        self.frame.write_filled(self.words, self.view.counted)
        self.show_figure(self.code)

    def _fill_list(self) -> None:
        if self.view is not None:
            self.frame.list.fill(self._sections(self.view), self.code)

    def _sections(self, view: View) -> Iterator[tuple[str, list[Card]]]:
        """Give the ten figures and all others by goal, or what the search finds."""
        words, catalogue = self.words, view.catalogue
        wanted = fold(self.frame.search.text().strip()).split()
        if not wanted and (cards := view.cards(words)):
            yield words.say("The figures that matter"), list(cards)
        titles = {goal.number: goal.short.of(words.code) for goal in catalogue.goals}
        goals: dict[int, list[Card]] = {}
        for indicator in view.indicators:
            names = fold(" ".join((indicator.code, indicator.name.tk, indicator.name.ru, indicator.name.en)))
            if all(part in names for part in wanted):
                goals.setdefault(indicator.goal, []).append(view.card(words, indicator))
        for goal, cards_of_goal in goals.items():
            yield f"{goal}. {titles[goal]}", cards_of_goal

    def _first_found(self) -> None:
        if codes := self.frame.list.codes:
            self.frame.list.choose(codes[0])
            self.frame.list.setFocus()

    def show_figure(self, code: str) -> None:
        """Show the charts of a figure."""
        view = self.view
        if view is None or (code and code not in view.catalogue.indicators):
            return
        self.code = code or self.code
        self.frame.show_nothing(
            "" if self.code else self.words.say("Nothing is asked of this unit in this period.")
        )
        if not self.code:
            self._arrange(())
            return
        indicator = view.catalogue.indicators[self.code]
        self.frame.write_head(view.head(self.words, indicator))
        tables = view.tables(indicator)
        table = self._wanted_table(tables)
        names = [view.table_name(self.words, indicator, each) for each in tables]
        self.frame.fill_tables(names, tables.index(table) if table is not None else -1)
        self._arrange(view.pictures(self.words, indicator, table))
        focused = next((chart for chart in (*self.charts, self.band) if chart.hasFocus()), None)
        if focused is None:
            self.frame.hint(self.words)
        else:
            focused.take(focused.place)

    def _wanted_table(self, tables: tuple[Table, ...]) -> Table | None:
        """Give the breakdown looked at last where this figure has it too, else the fullest one."""
        view = self.view
        if view is None or not tables:
            return None
        same = [table for table in tables if (table.dim, str(table.part)) == self._table]
        return (
            same[0] if same else max(tables, key=lambda one: sum(cell in view.values for cell in one.cells))
        )

    def _arrange(self, pictures: tuple[Picture, ...]) -> None:
        """Lay the charts out two by two; a last one alone has the whole breadth."""
        while self.grid.count():
            self.grid.takeAt(0)
        shown = self.charts[: len(pictures)]
        for chart, picture in zip(shown, pictures, strict=True):
            chart.show_picture(picture, self.words)
        if self.active not in (*shown, self.band):
            self.active = self.charts[0]
        large = self.enlarged and self.active in shown
        for place, chart in enumerate(shown):
            if large:
                if chart is self.active:
                    self.grid.addWidget(chart, 0, 0, 2, 2)
                continue
            alone = place == len(shown) - 1 and place % 2 == 0
            self.grid.addWidget(chart, place // 2, place % 2, 1, 2 if alone else 1)
        for chart in self.charts:
            chart.setVisible(chart in shown and (not large or chart is self.active))
        for line in (0, 1):
            self.grid.setRowStretch(line, 1 if line == 0 or len(shown) > 2 else 0)
            self.grid.setColumnStretch(line, 1)

    # --- choosing

    def _go(self, period: Period | None) -> None:
        if period is not None:
            self.look_at(self.unit, period.text)

    def _turn_year(self) -> None:
        now = parse_period(self.period)
        if now.quarters:
            back = self._within.text if self._within.year == now.year else now.quarters[-1].text
            self.look_at(self.unit, back)
        elif now.year:
            self._within = now
            self.look_at(self.unit, f"{now.year:04d}")

    def _choose_unit(self) -> None:
        unit = self.frame.units.currentData()
        self.look_at(unit if isinstance(unit, ReportingUnit) else None, self.period)

    def _choose_table(self) -> None:
        if self.view is None or not self.code:
            return
        tables = self.view.tables(self.view.catalogue.indicators[self.code])
        table = tables[self.frame.tables.currentIndex()]
        self._table = (table.dim, str(table.part))
        self.show_figure(self.code)

    # --- charts

    def show_goal(self, goal: int) -> None:
        """Choose the first figure of a goal."""
        codes = [one.code for one in self.view.indicators if one.goal == goal] if self.view else []
        self.frame.search.clear()
        if codes and self.frame.list.choose(codes[0]):
            self.frame.list.setFocus()

    def _enter_charts(self) -> None:
        active = self.active if self.active is not self.band else self.charts[0]
        if active.isVisible():
            active.setFocus()

    def enlarge(self) -> None:
        """Give the chart in focus all the room, or all charts theirs again."""
        self.enlarged = not self.enlarged
        active = self.active
        self.show_figure(self.code)
        if active.isVisible():
            active.setFocus()

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the page; those of the goals lead back to them."""
        command = command_of(event)
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if command is Command.SEARCH:
            self.frame.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.frame.search.selectAll()
        elif command in (Command.NEXT_GOAL, Command.PREVIOUS_GOAL):
            (self.frame.later if command is Command.NEXT_GOAL else self.frame.earlier).click()
        elif command is Command.COPY:
            self.marks.copy()
        elif control and letter_of(event) == "S":
            self.marks.save()
        elif command is Command.WHY:
            self.marks.open(self.active, self.active.place)
        elif event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.enlarge()
        elif event.key() == Qt.Key.Key_Escape:
            self._step_out()
        elif command is not None and self.window_of.desk.national:
            super().keyPressEvent(event)
        elif command is not None:
            self.command_wanted.emit(command)
        else:
            super().keyPressEvent(event)

    def _step_out(self) -> None:
        """Esc makes a large chart small, leaves the charts for the list, and the list for the goals."""
        if self.enlarged:
            self.enlarge()
        elif not self.frame.list.hasFocus():
            self.frame.search.clear()
            self.frame.list.setFocus()
        else:
            self.left.emit()
