"""Tells a person when the look at a large file, which runs behind the window, finds damage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow

_EVERY: Final = 500  # milliseconds


def watch(window: MainWindow) -> None:
    """Ask now and then until the look is over; say it once where the file is damaged."""
    timer = QTimer(window)
    timer.setInterval(_EVERY)

    def ask() -> None:
        file = window.desk.file
        if not file.soundness.done:
            return
        timer.stop()
        if file.damaged:
            window.verbs.show_error(UserError("E305", file=file.path.name))

    timer.timeout.connect(ask)
    if not window.desk.file.soundness.done:
        timer.start()
