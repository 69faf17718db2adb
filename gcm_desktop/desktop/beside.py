"""The goals of a return, and in the same room its charts: Ctrl+6 goes there and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLayout, QStackedWidget, QWidget

from gcm_desktop.desktop.keys import Command
from gcm_desktop.domain.units import ReturnKey

if TYPE_CHECKING:
    from gcm_desktop.desktop.dashboard import Dashboard
    from gcm_desktop.desktop.main_window import MainWindow
    from gcm_desktop.desktop.open_return import OpenReturn

KEY: Final = "Ctrl+6"


class Beside(QStackedWidget):
    """Shows the goals or the charts; in a national file the charts is a place of its own."""

    def __init__(self, window: MainWindow, goals: QLayout) -> None:
        super().__init__(window)
        self._window = window
        self.charts: Dashboard | None = None
        page = QWidget(self)
        page.setLayout(goals)
        goals.setContentsMargins(0, 0, 0, 0)
        self.addWidget(page)
        window.places.charts.clicked.connect(self.show_charts)
        if window.desk.national:
            return
        shortcut = QShortcut(QKeySequence(KEY), window)
        shortcut.activated.connect(self.turn)
        for asked in (window.top.check.clicked, window.top.ready.clicked):
            asked.connect(self.leave)
        for wanted in (window.foot.next_wanted, window.foot.blank_wanted):
            wanted.connect(self.leave)
        window.navigator.goal_chosen.connect(self.leave)
        window.language_chosen.connect(lambda _: self._retranslate())
        window.zooming.worn.connect(self._retranslate)
        window.places.refreshed.connect(self._changed)
        self.watch(window.sheet)

    @property
    def shows_charts(self) -> bool:
        """Say whether the charts is on screen."""
        return self.charts is not None and self.currentWidget() is self.charts

    def watch(self, sheet: OpenReturn) -> None:
        """Follow another return."""
        if self._window.desk.national:
            return
        sheet.changed.connect(lambda _: self._changed())
        if self.charts is not None:
            self.charts.look_at(sheet.key.unit, sheet.key.period)

    def _changed(self) -> None:
        if self.charts is not None:
            self.charts.changed()

    def _retranslate(self) -> None:
        if self.charts is not None:
            self.charts.retranslate()

    def turn(self) -> None:
        """Go to the charts, or back."""
        if self.shows_charts:
            self.leave()
        else:
            self.show_charts()

    def show_charts(self) -> None:
        """Show the figures of the return on screen."""
        from gcm_desktop.desktop.coordinator import Shell
        from gcm_desktop.desktop.dashboard import Dashboard

        self._window.finish_typing()
        if isinstance(shell := self._window.centralWidget(), Shell):
            shell.show_place("charts")
            return
        if self.charts is None:
            key = self._window.sheet.key
            self.charts = Dashboard(self._window, key.unit, key.period)
            self.charts.left.connect(self.leave)
            self.charts.command_wanted.connect(self._command)
            self.charts.answer_wanted.connect(self._go_to)
            self.addWidget(self.charts)
            self._window.zooming.watch(self.charts)
        self.setCurrentWidget(self.charts)
        self.charts.enter()

    def leave(self) -> None:
        """Go back to the goals."""
        if self.shows_charts:
            self.setCurrentIndex(0)
            self._window.page.focus_page()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the charts before a key shows another page of the goal."""
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F5 or (alt and event.key() in (Qt.Key.Key_2, Qt.Key.Key_3)):
            self.leave()
        super().keyPressEvent(event)

    def _command(self, command: Command) -> None:
        """Do what a key of the goals asks, where it is done."""
        if command is Command.HELP:
            from gcm_desktop.desktop.dashboard_keys import ChartKeys

            ChartKeys(self._window.words, self).exec()
            return
        self.leave()
        self._window.command(command)

    def _go_to(self, key: ReturnKey, cell: str) -> None:
        self.leave()
        if key != self._window.sheet.key:
            self._window.show_return(key.unit, key.period)
        self._window.go_to(cell)
