"""What the menu offers about remarks: send back, read and answer, and check a workbook before it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from gcm_desktop.app import answering
from gcm_desktop.desktop import glyphs
from gcm_desktop.desktop.places import shows_goals

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow


def add_remarks(menu: QMenu, window: MainWindow) -> None:
    """Add the entries that make sense for the return on screen."""
    say = window.words.say
    key = window.sheet.key
    goals, edits = shows_goals(window), not window.desk.file.view_only
    if goals and edits and window.desk.national and key in window.desk.file.returns():
        _add(menu, "send", say("Send back with remarks…"), lambda: send_back(window))
    if goals and answering.asked(window.desk, key):
        _add(menu, "message", say("Remarks…"), lambda: show_remarks(window))
    _add(menu, "check-circle", say("Check a workbook…"), lambda: check_workbooks(window))


def send_back(window: MainWindow) -> None:
    """Send the return on screen back to its unit."""
    from gcm_desktop.desktop.dialogs.send_back import SendBackDialog

    window.finish_typing()
    if window.desk.maker is None:
        window.verbs.change_person()
    cell = window.grid.current_code()
    SendBackDialog(window.desk, window.sheet.key, window.words, window, cell).exec()
    window.refresh()


def show_remarks(window: MainWindow) -> None:
    """Show the remarks on the return on screen."""
    from gcm_desktop.desktop.dialogs.remarks import RemarksDialog

    window.finish_typing()
    dialog = RemarksDialog(window.desk, window.sheet.key, window.words, window)
    wanted: list[str] = []
    dialog.go_to.connect(wanted.append)
    dialog.exec()
    window.refresh()
    for cell in wanted:
        window.go_to(cell)


def check_workbooks(window: MainWindow, paths: Sequence[Path] = ()) -> None:
    """Check workbooks with what the open file knows of the unit's past."""
    from gcm_desktop.desktop.dialogs.check_file import CheckDialog

    window.finish_typing()
    CheckDialog(window.desk, window.words, window, paths).exec()


def _add(menu: QMenu, icon: str, text: str, verb: object) -> None:
    action = QAction(glyphs.icon(icon, "muted", 18), text, menu)
    action.triggered.connect(lambda: verb())  # type: ignore[operator]
    menu.addAction(action)
