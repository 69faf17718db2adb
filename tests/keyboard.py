"""Where keys go: a test types only when the window it means has the keyboard."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.main_window import MainWindow


def has_keyboard(window: QWidget) -> bool:
    """Say whether a field of this very window has the focus; an earlier one may still be about to go."""
    focus = QApplication.focusWidget()
    return focus is not None and focus.window() is window.window()


@contextmanager
def shown(qtbot: QtBot, application: QApplication, desk: Desk) -> Iterator[MainWindow]:
    """Show the window of a desk, with the keyboard in it; it is closed afterwards."""
    if not application.styleSheet() or theme.current().zoom != 100:
        theme.apply(application)
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: has_keyboard(window))
    try:
        yield window
    finally:
        window.close()
