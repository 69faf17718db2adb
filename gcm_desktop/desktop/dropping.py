"""Returns and tables of data dropped on the window are read and rehearsed as if they had been chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QDropEvent

from gcm_desktop.app.receiving import TABLES

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow

_KINDS: Final = (".xlsx", ".ods", ".xlsm", *TABLES)


class Dropping(QObject):
    """Listens to what is dropped anywhere on a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take workbooks, tables of data and folders; anything else falls through."""
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.Drop) or not isinstance(event, QDropEvent):
            return False
        found = returns_in(event.mimeData())
        if not found:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:  # the dialog comes once the hand is off the mouse
            QTimer.singleShot(0, lambda: self._window.verbs.receive(found))
        return True


def returns_in(dropped: QMimeData) -> tuple[Path, ...]:
    """Give the workbooks, tables of data and folders among what is dropped."""
    paths = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
    return tuple(path for path in paths if path.suffix.lower() in _KINDS or path.is_dir())
