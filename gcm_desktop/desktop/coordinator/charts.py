"""The place of the charts: the figures of the nation, or of one unit, as charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from gcm_desktop.desktop.coordinator.place import Place
from gcm_desktop.desktop.dashboard import Dashboard
from gcm_desktop.desktop.dashboard_keys import KEYS
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow


class ChartsPlace(Place):
    """Charts of the nation first; any unit can be chosen."""

    name = "charts"
    icon = "chart"
    keys_told = KEYS
    keys_looking = KEYS

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.page = Dashboard(window, None, window.desk.period or window.sheet.key.period)
        self.page.answer_wanted.connect(self._go_to)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.page)
        self.page.retranslate()

    @staticmethod
    def title(words: Words) -> str:
        """Name the place for the bar."""
        return words.say("Charts")

    def enter(self) -> None:
        """Read what changed and take the focus."""
        self.page.enter()

    def refresh(self) -> None:
        """Read again after something changed the file."""
        self.page.refresh()

    def retranslate(self) -> None:
        """Write everything in the language of the window."""
        self.page.retranslate()

    def _go_to(self, key: ReturnKey, cell: str) -> None:
        """Show an answer on the goal page of its return."""
        from gcm_desktop.desktop.coordinator.shell import GOALS, Shell

        window = self.window_of
        window.show_return(key.unit, key.period)
        shell = window.centralWidget()
        if isinstance(shell, Shell):
            shell.show_place(GOALS)
        window.go_to(cell)
