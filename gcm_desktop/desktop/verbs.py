"""What the buttons around the page do: each opens its own dialog and reads the file again afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gcm_desktop.app import people
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow


class Verbs(QObject):
    """The verbs of one window; dialogs are imported when first wanted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def print(self) -> None:
        """Show the pages before they are printed."""
        from gcm_desktop.desktop.dialogs.printing import PrintDialog

        self._window.finish_typing()
        window = self._window
        PrintDialog(window.desk, window.words, window, unit=window.sheet.key.unit).exec()

    def ready(self) -> None:
        """Show what is open and write the return."""
        from gcm_desktop.desktop.dialogs.ready import ReadyDialog

        self._window.finish_typing()
        dialog = ReadyDialog(self._window.desk, self._window.sheet.key, self._window.words, self._window)
        dialog.go_to.connect(self._window.go_to)
        dialog.exec()
        self._window.refresh()

    def receive(self) -> None:
        """Receive returns from files."""
        from gcm_desktop.desktop.dialogs.receive import ReceiveDialog

        self._window.finish_typing()
        ReceiveDialog(self._window.desk, self._window.words, self._window).exec()
        self._window.refresh()

    def show_imports(self) -> None:
        """Show the files that arrived."""
        from gcm_desktop.desktop.dialogs.imports import ImportsDialog

        self._window.finish_typing()
        ImportsDialog(self._window.desk, self._window.words, self._window).exec()
        self._window.refresh()

    def show_conflicts(self) -> None:
        """Show what has to be decided."""
        from gcm_desktop.desktop.dialogs.conflicts import ConflictsDialog

        self._window.finish_typing()
        ConflictsDialog(self._window.desk, self._window.words, self._window).exec()
        self._window.refresh()

    def change_person(self) -> None:
        """Ask who is at the keyboard."""
        from gcm_desktop.desktop.dialogs.person import ask_person

        person = ask_person(self._window.words, self._window)
        if person is not None:
            self._window.desk.maker = people.maker(person)
            self._window.top.retranslate()

    def show_keys(self) -> None:
        """Show the keys and the legend."""
        from gcm_desktop.desktop.legend import Legend

        Legend(self._window.words, self._window).exec()

    def show_error(self, error: UserError) -> None:
        """Say calmly what was found and what to do."""
        from gcm_desktop.desktop.dialogs.message import show_error

        show_error(self._window, self._window.words, error)
