"""What the buttons around the page do: each opens its own dialog and reads the file again afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, qVersion
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from gcm_desktop.app import people, periods, supporting
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow


class Verbs(QObject):
    """The verbs of one window; dialogs are imported when first wanted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        shortcut = QShortcut(window)
        shortcut.setKeys([QKeySequence("Ctrl+P"), QKeySequence("Ctrl+З")])  # the same place on the keyboard
        shortcut.activated.connect(self.print)

    def print(self) -> None:
        """Show the pages before they are printed."""
        from gcm_desktop.desktop.coordinator import Shell
        from gcm_desktop.desktop.dialogs.printing import PrintDialog

        self._window.finish_typing()
        window, key, shell = self._window, self._window.sheet.key, self._window.centralWidget()
        place = shell.place if isinstance(shell, Shell) else None
        if place is None:
            PrintDialog(window.desk, window.words, window, unit=key.unit, period=key.period).exec()
            return
        kind, period = place.printed()  # the places are about the nation
        PrintDialog(window.desk, window.words, window, kind=kind, period=period).exec()

    def ready(self) -> None:
        """Show what is open and write the return."""
        from gcm_desktop.desktop.dialogs.ready import ReadyDialog

        self._window.finish_typing()
        dialog = ReadyDialog(self._window.desk, self._window.sheet.key, self._window.words, self._window)
        dialog.go_to.connect(self._window.go_to)
        dialog.exec()
        self._window.refresh()

    def give_reason(self) -> None:
        """Write one reason into many blank cells as one step."""
        from gcm_desktop.desktop.dialogs.wide_reason import WideReasonDialog

        sheet, grid = self._window.sheet, self._window.grid
        self._window.finish_typing()
        if sheet.closed:
            sheet.held_back.emit()
            return
        WideReasonDialog(sheet, grid.page.rows, grid.current_code(), self._window).exec()
        grid.setFocus()

    def say_nil(self) -> None:
        """Say that the goal or the whole return has nothing to report, or take that back."""
        from gcm_desktop.desktop.dialogs.nil import NilDialog

        window = self._window
        window.finish_typing()
        if window.sheet.closed:
            window.sheet.held_back.emit()
            return
        if window.desk.maker is None:
            self.change_person()
        if window.desk.maker is not None and NilDialog(window.sheet, window.page.goal, window).exec():
            window.refresh()

    def receive(self, paths: Sequence[Path] = ()) -> None:
        """Receive returns from files; those named are read at once."""
        from gcm_desktop.desktop.coordinator.inbox import shown_inbox
        from gcm_desktop.desktop.dialogs.receive import ReceiveDialog

        self._window.finish_typing()
        if (inbox := shown_inbox(self._window)) is not None:
            inbox.read(paths)
            return
        ReceiveDialog(self._window.desk, self._window.words, self._window, paths).exec()
        self._window.refresh()

    def show_imports(self) -> None:
        """Show the files that arrived."""
        from gcm_desktop.desktop.coordinator.inbox import shown_inbox
        from gcm_desktop.desktop.dialogs.imports import ImportsDialog

        self._window.finish_typing()
        if (inbox := shown_inbox(self._window)) is not None:
            inbox.show_page(1)
            return
        ImportsDialog(self._window.desk, self._window.words, self._window).exec()
        self._window.refresh()

    def show_conflicts(self) -> None:
        """Show what has to be decided: in a national file a place of its own."""
        from gcm_desktop.desktop.coordinator import Shell
        from gcm_desktop.desktop.dialogs.conflicts import ConflictsDialog

        window = self._window
        window.finish_typing()
        shell = window.centralWidget()
        if isinstance(shell, Shell) and "differences" in shell.buttons:
            shell.show_place("differences")
            return
        ConflictsDialog(window.desk, window.words, window).exec()
        window.refresh()

    def show_why(self) -> None:
        """Show where the figure in focus comes from."""
        from gcm_desktop.desktop.dialogs.why import why_here

        why_here(self._window)

    def begin_period(self) -> None:
        """Begin a return for another period of the unit on screen."""
        from gcm_desktop.desktop.dialogs.new_period import NewPeriodDialog

        window = self._window
        window.finish_typing()
        unit = window.sheet.key.unit
        dialog = NewPeriodDialog(window.desk, unit, window.words, window)
        if dialog.exec():
            periods.begin(window.desk, unit, dialog.period)
            window.show_return(unit, dialog.period)

    def make_support_file(self) -> None:
        """Write the file for support where the person says; it goes nowhere by itself."""
        from gcm_desktop.desktop.dialogs.message import tell

        window, say = self._window, self._window.words.say
        window.finish_typing()
        title = say("Make a file for support…")
        start = str(window.desk.file.path.with_name("GCM Desktop support.zip"))
        name, _ = QFileDialog.getSaveFileName(window, title, start, "ZIP (*.zip)")
        if not name:
            return
        target = Path(name if name.lower().endswith(".zip") else f"{name}.zip")
        try:
            supporting.make_support_file(target, window.desk, {"Qt": qVersion() or ""})
        except UserError as error:
            self.show_error(error)
            return
        text = say(
            "«{file}» holds versions, settings, what happened to which cell and the last faults. No answer, "
            "note or name is in it. Nothing was sent; give it to those who help you.",
            file=target.name,
        )
        tell(window, window.words, title, text)

    def change_person(self) -> None:
        """Ask who is at the keyboard."""
        from gcm_desktop.desktop.coordinator import Shell
        from gcm_desktop.desktop.dialogs.person import ask_person

        person = ask_person(self._window.words, self._window)
        if person is not None:
            self._window.desk.maker = people.maker(person)
            self._window.top.retranslate()
            if isinstance(shell := self._window.centralWidget(), Shell):
                shell.bar.retranslate()

    def show_keys(self) -> None:
        """Show the keys and the legend of what is on screen."""
        from gcm_desktop.desktop.coordinator import Shell
        from gcm_desktop.desktop.legend import Legend

        shell = self._window.centralWidget()
        if isinstance(shell, Shell) and shell.show_keys():
            return
        Legend(self._window.words, self._window).exec()

    def show_error(self, error: UserError) -> None:
        """Say calmly what was found and what to do."""
        from gcm_desktop.desktop.dialogs.message import show_error

        show_error(self._window, self._window.words, error)
