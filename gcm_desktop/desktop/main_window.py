"""The officer's window: the way through the goals, the page, and the pane beside it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from gcm_desktop.app import keeping, people, periods
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop import screen_place, soundness, theme
from gcm_desktop.desktop.bars import FootBar, TopBar
from gcm_desktop.desktop.beside import Beside
from gcm_desktop.desktop.coordinator import wrapped
from gcm_desktop.desktop.detail import DetailPane
from gcm_desktop.desktop.dropping import Dropping
from gcm_desktop.desktop.goal_page import GoalPage
from gcm_desktop.desktop.goal_view import GoalGrid
from gcm_desktop.desktop.keys import Command, command_of
from gcm_desktop.desktop.menus import fill_main_menu, fill_place_menu, pop_under
from gcm_desktop.desktop.navigator import Navigator
from gcm_desktop.desktop.notices import Notices
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.desktop.places import Places
from gcm_desktop.desktop.problems import go_to_blank, go_to_problem, next_problem
from gcm_desktop.desktop.verbs import Verbs
from gcm_desktop.desktop.zooming import Zooming
from gcm_desktop.domain.units import ReportingUnit, ReturnKey
from gcm_desktop.i18n import Words, words

_LEFT: Final = 236
_RIGHT: Final = 280
_ROOMY: Final = 1160  # from here on the pane stands beside the page; in less room it comes when asked for


class MainWindow(QMainWindow):
    """One open file."""

    files_wanted = Signal()  # back to the start page
    language_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.verbs = Verbs(self)
        self._to_start = True
        self._closed = False
        self.sheet = self._open(periods.first_return(desk))
        self.top = TopBar(self.sheet, self)
        self.foot = FootBar(self.sheet, self)
        self.navigator = Navigator(self.sheet, self)
        self.places = Places(self)
        self.navigator.add_foot(self.places)
        self.notices, self.zooming = Notices(self), Zooming(self)
        self._page_box = QVBoxLayout()
        self.page = GoalPage(self.sheet, self)
        self.detail = DetailPane(self.sheet, self)
        self._lay_out()
        self._connect_bars()
        self._connect_sheet()
        self._connect_page()
        self.setMinimumSize(1024, 600)
        self._write_title()
        self.dropping = Dropping(self)
        self.show_goal(self._first_goal())
        self._go_back()
        self.sheet.check_soon()
        soundness.watch(self)

    def _lay_out(self) -> None:
        self.navigator.setFixedWidth(theme.px(_LEFT))
        self.detail.setFixedWidth(theme.px(_RIGHT))
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self._page_box.setContentsMargins(0, 0, 0, 0)
        self._page_box.setSpacing(0)
        self._page_box.addWidget(self.notices)
        self._page_box.addWidget(self.page, 1)
        middle.addWidget(self.navigator)
        middle.addLayout(self._page_box, 1)
        middle.addWidget(self.detail)
        body = QWidget(self)
        body.setProperty("page", True)
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.top)
        self.beside = Beside(self, middle)
        box.addWidget(self.beside, 1)
        box.addWidget(self.foot)
        self.setCentralWidget(wrapped(self, body))

    # What is open

    @property
    def words(self) -> Words:
        """Give the words on screen."""
        return self.sheet.words

    @property
    def grid(self) -> GoalGrid:
        """Give the grid of the goal page."""
        return self.page.grid

    def _open(self, key: ReturnKey) -> OpenReturn:
        return OpenReturn(self.desk, key, words(self.desk.language), self)

    def _first_goal(self) -> int:
        """Begin where the blocks begin, with a goal that asks something."""
        order = self.goals()
        return next((goal for goal in order if self._expected(goal)), order[0])

    def _go_back(self) -> None:
        """After the program ended without closing the file, stand where the last answer was typed."""
        cell = keeping.last_cell(self.desk, self.sheet.key) if self.desk.file.recovered else ""
        if cell:
            self.go_to(cell)

    def goals(self) -> list[int]:
        """Give the goals in the order of the blocks."""
        return [goal for block in self.desk.catalogue.blocks for goal in block.goals]

    def _expected(self, goal: int) -> int:
        count = self.sheet.counts.get(goal)
        return count.expected if count else 0

    def show_return(self, unit: ReportingUnit, period: str) -> None:
        """Show another return of the file."""
        self.finish_typing()
        self.desk.show(unit, period)
        goal = self.page.goal
        self.sheet.finish()
        self.sheet.deleteLater()
        self.sheet = self._open(self.desk.key(unit, period))
        for part in (self.top, self.foot, self.navigator, self.detail, self.notices, self.beside):
            part.watch(self.sheet)
        old = self.page
        self.page = GoalPage(self.sheet, self)
        self._page_box.replaceWidget(old, self.page)
        old.hide()
        old.deleteLater()
        self._connect_sheet()
        self._connect_page()
        self._write_title()
        self.show_goal(goal)
        self.sheet.check_soon()

    # Where the window stands

    def show_goal(self, goal: int) -> None:
        """Show the page of a goal with the focus in its first cell."""
        self.finish_typing()
        self.page.show_goal(goal)
        self.navigator.show_goal(goal)
        if self.page.tab != "registers":
            self.page.focus_page()

    def show_tab(self, name: str) -> None:
        """Show indicators, narrative or registers of the goal."""
        self.page.show_tab(name)

    def go_to(self, cell: str) -> None:
        """Put the focus into a cell, wherever it is."""
        from gcm_desktop.domain.cells import CellKind, parse_cell

        code = parse_cell(cell)
        if code.kind is CellKind.NARRATIVE:
            self.show_goal(code.goal)
            self.show_tab("narrative")
            self.page.narrative.fields[code.section].edit.setFocus()
        elif code.kind is CellKind.REGISTER:
            self.show_tab("registers")
        else:
            self.show_tab("indicators")
            self.grid.go_to(cell)

    def go_to_indicator(self, code: str) -> None:
        """Put the focus into the first cell of an indicator."""
        indicator = self.desk.catalogue.indicators[code]
        self.page.tabs.setCurrentIndex(0)
        if self.page.goal != indicator.goal:
            self.show_goal(indicator.goal)
        cell = next((cell for cell in self.grid.page.cells() if cell.startswith(code)), "")
        if cell:
            self.grid.go_to(cell)
        self.grid.setFocus()

    def step_goal(self, step: int) -> None:
        """Go to the goal beside; the first and the last stop."""
        order = self.goals()
        place = order.index(self.page.goal) + step
        if 0 <= place < len(order):
            self.show_goal(order[place])

    # Wiring

    def _connect_bars(self) -> None:
        top, foot, places = self.top, self.foot, self.places
        top.language_chosen.connect(self.set_language)
        top.menu.clicked.connect(lambda: pop_under(top.menu, fill_main_menu, self))
        top.place.clicked.connect(lambda: pop_under(top.place, fill_place_menu, self))
        top.check.clicked.connect(self.check)
        top.print.clicked.connect(self.verbs.print)
        top.ready.clicked.connect(self.verbs.ready)
        top.person.clicked.connect(self.verbs.change_person)
        foot.next_wanted.connect(lambda: self.command(Command.NEXT_PROBLEM))
        foot.blank_wanted.connect(lambda: self.command(Command.NEXT_EMPTY))
        foot.keys_wanted.connect(self.verbs.show_keys)
        self.navigator.goal_chosen.connect(self.show_goal)
        self.navigator.indicator_chosen.connect(self.go_to_indicator)
        self.navigator.left.connect(lambda: self.page.focus_page())
        self.detail.left.connect(self._leave_pane)
        self.detail.marked.connect(lambda command: self.grid.mark(command))
        self.detail.asked_for.connect(self.command)
        places.receive.clicked.connect(lambda: self.verbs.receive())
        self.zooming.watch(self)
        places.imports.clicked.connect(self.verbs.show_imports)
        places.conflicts.clicked.connect(self.verbs.show_conflicts)

    def _connect_sheet(self) -> None:
        self.detail.watch(self.sheet)
        self.sheet.refused.connect(self.verbs.show_error)
        self.sheet.held_back.connect(self.notices.say_closed)

    def _connect_page(self) -> None:
        grid = self.page.grid
        grid.moved.connect(self.detail.show_cell)
        grid.note_wanted.connect(lambda: self._enter_pane(note=True))
        grid.pane_wanted.connect(lambda: self._enter_pane(note=False))
        grid.goal_wanted.connect(self.show_goal)
        grid.asked_for.connect(self.command)
        self.page.asked_for.connect(self.command)
        self.page.register_saved.connect(self.top.show_saved)
        self.page.refused.connect(self.verbs.show_error)
        self.page.tab_changed.connect(lambda _: self._fit_pane())
        self.page.tab_changed.connect(lambda _: self.zooming.watch(self.page))
        self.zooming.watch(self.page)

    def _enter_pane(self, *, note: bool) -> None:
        self.detail.show()
        if note:
            self.detail.edit_note()
        else:
            self.detail.enter()

    def _leave_pane(self) -> None:
        self.page.focus_page()
        self._fit_pane()

    def _fit_pane(self) -> None:
        roomy = self.width() >= theme.px(_ROOMY)
        self.detail.setVisible(roomy and self.page.tab == "indicators")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page the room of the pane where there is little."""
        super().resizeEvent(event)
        self._fit_pane()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no field kept."""
        command = command_of(event)
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if command is not None:
            self.command(command)
        elif event.key() == Qt.Key.Key_F10:
            self.verbs.change_person()
        elif event.key() == Qt.Key.Key_F5 and self.sheet.closed:
            self.notices.correct()
        elif alt and event.key() in (Qt.Key.Key_2, Qt.Key.Key_3):
            tab = "narrative" if event.key() == Qt.Key.Key_2 else "registers"
            self.show_tab("indicators" if self.page.tab == tab else tab)
        else:
            super().keyPressEvent(event)

    def command(self, command: Command) -> None:
        """Do what a key of the window asks."""
        if command in (Command.NEXT_GOAL, Command.PREVIOUS_GOAL):
            self.step_goal(1 if command is Command.NEXT_GOAL else -1)
        elif command is Command.SEARCH:
            self.navigator.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.navigator.search.selectAll()
        elif command is Command.HELP:
            self.verbs.show_keys()
        elif command is Command.WHY:
            self.verbs.show_why()
        elif command is Command.NEXT_PROBLEM:
            go_to_problem(self)
        elif command is Command.NEXT_EMPTY:
            go_to_blank(self)
        elif command in (Command.UNDO, Command.REDO):
            self._step_back(command)
        elif command is Command.CONTROL and self.page.tab == "indicators":
            self.page.control.enter()
        elif command is Command.REASON and self.page.tab == "indicators":
            self.verbs.give_reason()
        elif command is Command.NIL:
            self.verbs.say_nil()
        elif command is Command.READY:
            self.verbs.ready()

    def _step_back(self, command: Command) -> None:
        if self.page.tab == "registers":
            self.page.registers.step_back(command)
            return
        cells = self.sheet.undo() if command is Command.UNDO else self.sheet.redo()
        if cell := next(iter(sorted(cells)), ""):
            self.go_to(cell)

    # Verbs

    def finish_typing(self) -> None:
        """Put everything that is being typed on the disk."""
        if hasattr(self, "page"):
            self.page.save()
            self.detail.save()

    def check(self) -> None:
        """Hold the return against the rules and go to the first finding."""
        self.finish_typing()
        self.sheet.check()
        cell = next_problem(self.sheet, self.goals(), "")
        if cell:
            self.go_to(cell)
        self.foot.said.setText("" if cell else self.words.say("Nothing to mend in what is filled"))

    def refresh(self) -> None:
        """Read everything again after something else changed the file."""
        cell = self.grid.current_code()
        self.sheet.read()
        self.page.show_goal(self.page.goal)
        if cell:
            self.grid.go_to(cell)
        self.navigator.refresh()
        self.notices.refresh()
        self.places.refresh()
        self.top.refresh()
        self.sheet.check_soon()

    # Language and look

    def set_language(self, code: str) -> None:
        """Write the whole window in another language; the focus stays in its cell."""
        self.finish_typing()
        self.desk.language = code
        people.set_preference("language", code)
        self.sheet.words = words(code)
        self.retranslate()
        self.language_chosen.emit(code)

    def retranslate(self) -> None:
        """Write every part anew."""
        self._write_title()
        for part in (self.top, self.navigator, self.notices, self.places, self.page, self.detail, self.foot):
            part.retranslate()

    def set_look(self, name: str, zoom: int) -> None:
        """Wear another theme or zoom from now on."""
        self.finish_typing()
        self.zooming.wear(name, zoom)

    def fit(self) -> None:
        """Give every part its width at the present zoom."""
        self.navigator.setFixedWidth(theme.px(_LEFT))
        self.detail.setFixedWidth(theme.px(_RIGHT))
        self.top.setFixedHeight(theme.px(56))
        self.foot.setFixedHeight(theme.px(34))
        self._fit_pane()
        self.retranslate()

    def _write_title(self) -> None:
        self.setWindowTitle(f"{self.desk.file.path.stem} — GCM Desktop")

    def to_start(self) -> None:
        """Close the file and go back to the start page."""
        self._to_start = True
        self.close()

    def quit(self) -> None:
        """Close the file and the program."""
        self._to_start = False
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Put everything on the disk, close the file with its verified copy, and go back to the start."""
        event.accept()
        if self._closed:
            return
        self._closed = True
        screen_place.remember(self)
        self.finish_typing()
        self.sheet.finish()
        for part in (self.top, self.navigator, self.detail, self.page):
            part.rest()
        self.desk.close()
        if self._to_start:
            self.files_wanted.emit()
