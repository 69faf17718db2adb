"""The page of one goal: its head, and the tabs indicators, narrative and registers."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from gcm_desktop.desktop.control_bar import ControlBar
from gcm_desktop.desktop.goal_view import GoalGrid
from gcm_desktop.desktop.keys import Command
from gcm_desktop.desktop.narrative import NarrativePage
from gcm_desktop.desktop.nil_strip import NilStrip
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.desktop.register_view import RegisterPage

TABS: Final = ("indicators", "narrative", "registers")


class GoalPage(QWidget):
    """Everything of one goal that can be filled."""

    tab_changed = Signal(str)
    register_saved = Signal(object)  # moment of the COMMIT
    refused = Signal(object)  # UserError
    asked_for = Signal(object)  # a Command no field kept

    def __init__(self, sheet: OpenReturn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("page", True)
        self._sheet = sheet
        self.goal = 0
        self._number, self._title, self._count = QLabel(self), QLabel(self), QLabel(self)
        self._number.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._title.setWordWrap(True)
        self._title.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._count.setProperty("role", "side")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for _ in TABS:
            self.tabs.addTab("")
        self.tabs.currentChanged.connect(self._on_tab)
        self.grid = GoalGrid(sheet, self)
        self.narrative = NarrativePage(sheet, self)
        self.narrative.asked_for.connect(self.asked_for)
        self._registers: RegisterPage | None = None  # made when first wanted: it has many fields
        self._empty = QLabel(self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("role", "side")
        self.control = ControlBar(sheet, self)
        self.nil = NilStrip(sheet, self)
        indicators = QStackedWidget(self)
        indicators.addWidget(self._with_control())
        indicators.addWidget(self._empty)
        self._indicators = indicators
        self._stack = QStackedWidget(self)
        for widget in (indicators, self.narrative):
            self._stack.addWidget(widget)
        head = QHBoxLayout()
        head.setContentsMargins(16, 14, 16, 2)
        head.setSpacing(12)
        head.addWidget(self._number)
        head.addWidget(self._title, 1)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self._count)
        line = QFrame(self)
        line.setProperty("rule", True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addLayout(row)
        box.addWidget(line)
        box.addWidget(self.nil)
        box.addWidget(self._stack, 1)
        self._connect(sheet)

    def _with_control(self) -> QWidget:
        """Put the control total below the grid."""
        both = QWidget(self)
        box = QVBoxLayout(both)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.grid, 1)
        box.addWidget(self.control)
        return both

    def _connect(self, sheet: OpenReturn) -> None:
        sheet.changed.connect(lambda _: self.refresh())
        self.control.left.connect(self.grid.setFocus)
        self.control.asked_for.connect(self.asked_for)
        self.control.refused.connect(self.refused)
        self.nil.taking_back.connect(lambda: self.asked_for.emit(Command.NIL))

    @property
    def registers(self) -> RegisterPage:
        """Give the page of the registers."""
        if self._registers is None:
            made = RegisterPage(self._sheet, self)
            made.saved.connect(self.register_saved)
            made.refused.connect(self.refused)
            made.asked_for.connect(self.asked_for)
            made.show_goal(self.goal)
            self._stack.addWidget(made)
            self._registers = made
        return self._registers

    def save(self) -> None:
        """Put everything that is being typed on the disk."""
        self.grid.editing.commit()
        self.control.save()
        self.narrative.save_all()
        if self._registers is not None:
            self._registers.save_focused()

    def rest(self) -> None:
        """Look at the file no more: it is about to close."""
        if self._registers is not None:
            self._registers.rest()

    def show_goal(self, goal: int) -> None:
        """Show a goal from its top."""
        self.goal = goal
        self.control.save()
        self.grid.show_goal(goal)
        self.control.show_page(goal, self.grid.page.rows)
        self.nil.show_goal(goal)
        self.narrative.show_goal(goal)
        if self._registers is not None:
            self._registers.show_goal(goal)
        self._indicators.setCurrentIndex(0 if self.grid.page.rows else 1)
        self._write()

    def show_tab(self, name: str) -> None:
        """Show one of the three tabs with the keyboard in it."""
        self.tabs.setCurrentIndex(TABS.index(name))
        self.focus_page()

    @property
    def tab(self) -> str:
        """Give the tab on screen."""
        return TABS[max(self.tabs.currentIndex(), 0)]

    def focus_page(self) -> None:
        """Put the keyboard into what is on screen."""
        if self.tab == "narrative":
            self.narrative.first()
        elif self.tab == "registers":
            self.registers.first()
        else:
            self.grid.setFocus()

    def _on_tab(self, place: int) -> None:
        self.grid.editing.commit()
        self.narrative.save_all()
        self._stack.setCurrentWidget(
            self.registers if TABS[place] == "registers" else self._stack.widget(place)
        )
        self.tab_changed.emit(self.tab)

    def retranslate(self) -> None:
        """Write everything in the language of the return; the focus stays."""
        self.grid.retranslate()
        self.control.retranslate()
        self.nil.refresh()
        self.narrative.retranslate()
        if self._registers is not None:
            self._registers.retranslate()
        self._write()

    def _write(self) -> None:
        words = self._sheet.words
        names = (words.say("Indicators"), words.say("Narrative"), words.say("Registers"))
        for place, name in enumerate(names):
            if self.tabs.tabText(place) != name:
                self.tabs.setTabText(place, name)
        self.tabs.updateGeometry()
        self.tabs.setAccessibleName(words.say("Parts of the goal"))
        goal = next((g for g in self._sheet.desk.catalogue.goals if g.number == self.goal), None)
        self._number.setText(str(self.goal))
        self._title.setText(goal.title.of(words.code) if goal else "")
        role = "long goal" if len(self._title.text()) > 70 else "goal"
        for label in (self._number, self._title):
            if label.property("role") != role:  # dressing a label anew is the dearest part of a switch
                label.setProperty("role", role)
                label.style().unpolish(label)
                label.style().polish(label)
        self.grid.setAccessibleName(f"{self.goal} {self._title.text()}")
        self._empty.setText(words.say("Nothing is asked here in this period."))
        self.refresh()

    def refresh(self) -> None:
        """Count what is filled."""
        words, count = self._sheet.words, self._sheet.counts.get(self.goal)
        if count is None or not count.expected:
            self._count.clear()
            return
        done, all_ = words.number(count.filled), words.number(count.expected)
        self._count.setText(words.say("filled {done} of {all}", done=done, all=all_))
