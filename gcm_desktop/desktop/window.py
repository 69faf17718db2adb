"""Opens the program's window: the start page first, then the file that was chosen."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from gcm_desktop import assets
from gcm_desktop.app import people
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop import letters, screen_place, theme
from gcm_desktop.desktop.faults import Faults
from gcm_desktop.i18n import system_language, words

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow
    from gcm_desktop.desktop.start_page import StartPage


def application() -> QApplication:
    """Give the dressed application object, made on first use."""
    from PySide6.QtGui import QIcon

    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("GCM Desktop")
    app.setDesktopFileName("gcm-desktop")
    app.setWindowIcon(QIcon(str(assets.resource("icons", "gcm-desktop.svg"))))
    theme.apply(app, people.preference("theme", "light"), _zoom())
    letters.of(app)
    return app


def _zoom() -> int:
    text = people.preference("zoom", "100")
    return int(text) if text.isdecimal() else 100


class Program:
    """The start page and the window of the open file; one of the two is on screen."""

    def __init__(self) -> None:
        from gcm_desktop.desktop.start_page import StartPage

        language = people.preference("language") or system_language()
        self.start: StartPage = StartPage(words(language))
        self.start.opened.connect(self.show_desk)
        self.start.language_chosen.connect(lambda code: people.set_preference("language", code))
        self.window: MainWindow | None = None

    def show_start(self) -> None:
        """Show the start page, with the file just closed on top of its list."""
        if self.window is not None:
            self.window.deleteLater()
            self.window = None
        self.start.refresh()
        screen_place.bring_back(self.start)
        self.start.show()

    def show_desk(self, desk: Desk, wish: str = "") -> None:
        """Show an open file; ``wish`` is what the person came for."""
        from gcm_desktop.desktop.coordinator import show_first
        from gcm_desktop.desktop.main_window import MainWindow

        self.window = MainWindow(desk)
        self.window.files_wanted.connect(self.show_start)
        screen_place.bring_back(self.window)
        self.window.show()
        self.start.hide()
        if not wish:
            show_first(self.window)
        if wish == "receive":
            self.window.verbs.receive()
        elif wish == "period":
            self.window.verbs.begin_period()

    def keep(self) -> None:
        """Put everything that is being typed on the disk."""
        if self.window is not None:
            self.window.finish_typing()

    def tell_fault(self, reference: str) -> None:
        """Say that the program was at fault, and go on."""
        from gcm_desktop.desktop.dialogs.message import Message

        page = self.window or self.start
        text = page.words.say(
            "The program itself is at fault here. Everything saved before is safe, and you can go on. If it "
            "happens again, make a file for support and name {reference}.",
            reference=reference,
        )
        Message(
            page, page.words, page.words.say("Please look"), text, code=reference, icon="alert-circle"
        ).exec()


def run(path: Path | None = None, view_only: bool = False) -> int:
    """Open the window, with a file at once when one is named, perhaps only to look; gives the exit code."""
    app = application()
    program = Program()
    faults = Faults(program.keep, program.tell_fault)
    faults.watch()
    program.show_start()
    if path is not None:
        program.start.look_at(path) if view_only else program.start.open_path(path)
    return app.exec()
