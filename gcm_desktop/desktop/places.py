"""What leads elsewhere from the goals: receiving, the files that arrived, what is to be decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from gcm_desktop.desktop import glyphs

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow


class Places(QFrame):
    """Quiet buttons under the goals; the last one counts what waits for a person."""

    refreshed = Signal()  # something else changed the file

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.charts, self.receive = QPushButton(self), QPushButton(self)
        self.imports, self.conflicts = QPushButton(self), QPushButton(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 6, 8, 0)
        box.setSpacing(0)
        line = QFrame(self)
        line.setProperty("rule", True)
        box.addWidget(line)
        box.addSpacing(4)
        for button in (self.charts, self.receive, self.imports, self.conflicts):
            button.setProperty("flat", True)
            button.setProperty("row", True)
            box.addWidget(button)
        self.retranslate()

    def retranslate(self) -> None:
        """Write everything in the language of the return."""
        words = self._window.words
        self.charts.setText(f" {words.say('Charts')}")
        self.charts.setToolTip("Ctrl+6")
        self.charts.setIcon(glyphs.icon("chart", "muted"))
        self.receive.setText(f" {words.say('Receive returns')}")
        self.receive.setIcon(glyphs.icon("inbox", "muted"))
        self.imports.setText(f" {words.say('Received files')}")
        self.imports.setIcon(glyphs.icon("history", "muted"))
        self.refresh()

    def refresh(self) -> None:
        """Count what waits for a person."""
        file, words = self._window.desk.file, self._window.words
        n = len(file.conflicts()) + len(file.unread())
        text = words.say("To decide: {n}", n=words.number(n)) if n else words.say("Nothing to decide")
        self.conflicts.setText(f" {text}")
        self.conflicts.setIcon(glyphs.icon("git-merge", "conflict" if n else "muted"))
        self.receive.setVisible(not file.view_only)
        self.imports.setVisible(bool(file.imports()) or file.national)
        self.conflicts.setVisible(bool(n) or file.national)
        self.refreshed.emit()


def shows_goals(window: MainWindow) -> bool:
    """Say whether the goals of a return are on screen, not their charts or a place of the coordinator."""
    from gcm_desktop.desktop.coordinator.shell import GOALS, Shell

    shell = window.centralWidget()
    if isinstance(shell, Shell):
        return shell.shown == GOALS
    return not window.beside.shows_charts
