"""Pictures of the main screens in the three languages."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from gcm_desktop.desktop.dialogs.printing import PrintDialog
from gcm_desktop.desktop.dialogs.receive import ReceiveDialog
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.desktop.start_page import StartPage
from gcm_desktop.i18n import LANGUAGES, words

SCREEN: Final = (1366, 768)  # the smallest screen the program is drawn for
_PATIENCE: Final = 120.0


def settle(until: Callable[[], bool] | None = None) -> None:
    """Let the window do what waits; with ``until``, as long as that takes."""
    end = time.monotonic() + _PATIENCE
    flags = QEventLoop.ProcessEventsFlag
    QApplication.processEvents()
    while until is not None and not until():
        if time.monotonic() > end:
            raise TimeoutError("the window did not come to rest")
        QApplication.processEvents(flags.WaitForMoreEvents | flags.AllEvents, 50)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


class Album:
    """Saves pictures into one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, screen: QWidget, name: str) -> None:
        """Save one picture."""
        settle()
        file = f"{name}.png"
        screen.grab().save(str(self.folder / file))
        self.names.append(file)

    def goal_pages(self, window: MainWindow) -> None:
        """Take a goal page, its written part and the bilateral agreements."""
        for language in LANGUAGES:
            window.set_language(language)
            window.show_goal(5)
            window.show_tab("indicators")
            window.grid.go_to("G05.01")
            self.take(window, f"goal_{language}")
            window.show_tab("narrative")
            self.take(window, f"narrative_{language}")
            window.show_tab("registers")
            self.take(window, f"register_{language}")
            window.show_tab("indicators")
        window.set_language("tk")

    def plan(self, dialog: ReceiveDialog) -> None:
        """Take the rehearsal before it is confirmed."""
        for language in LANGUAGES:
            dialog.retranslate(words(language))
            self.take(dialog, f"receive_{language}")

    def pages(self, dialog: PrintDialog) -> None:
        """Take the preview of the pages in each language."""
        for language in LANGUAGES:
            dialog.retranslate(words(language))
            dialog.choose_language(language)
            settle(lambda: not dialog.busy)
            self.take(dialog, f"print_{language}")

    def start(self) -> None:
        """Take the start page."""
        for language in LANGUAGES:
            page = StartPage(words(language))
            page.resize(*SCREEN)
            page.show()
            self.take(page, f"start_{language}")
            page.close()
            page.deleteLater()
