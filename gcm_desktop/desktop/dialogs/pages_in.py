"""Read a return from scanned pages: its codes are found beside the window, shown, confirmed once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from gcm_desktop.app import paper_codes
from gcm_desktop.app.data_arriving import DataPlan
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop.dialogs.data_in import DataInDialog
from gcm_desktop.desktop.long_work import Progress
from gcm_desktop.i18n import Words


class PagesInDialog(DataInDialog):
    """The return the pages hold, and what would change."""

    def __init__(
        self, desk: Desk, paths: Sequence[Path], words: Words, parent: QWidget | None = None
    ) -> None:
        self._paths = tuple(paths)
        super().__init__(desk, self._paths[0], words, parent)

    def _title(self, words: Words) -> str:
        return words.say("Read a return from a signed page")

    def _reading(self) -> Callable[[Progress], object]:
        return lambda _progress: paper_codes.scan(self._paths)

    def _planned(self, found: object) -> DataPlan:
        assert isinstance(found, bytes)
        planned, _ = paper_codes.plan(self.desk, self._paths, found)
        return planned
