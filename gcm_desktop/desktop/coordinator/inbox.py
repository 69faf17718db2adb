"""The inbox: drop the morning's files, see what each would do, confirm once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout

from gcm_desktop.desktop.coordinator import place_keys
from gcm_desktop.desktop.coordinator.inbox_arriving import ArrivingPage
from gcm_desktop.desktop.coordinator.inbox_received import ReceivedPage
from gcm_desktop.desktop.coordinator.place import Place
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gcm_desktop.desktop.main_window import MainWindow


class InboxPlace(Place):
    """Two pages: the files that arrive, and those that were received."""

    name: ClassVar[str] = "inbox"
    icon: ClassVar[str] = "inbox"
    keys_looking = place_keys.INBOX_LOOKING
    keys_told = place_keys.INBOX

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.arriving = ArrivingPage(window.desk, window.words, self)
        self.received = ReceivedPage(window.desk, window.words, self)
        self.pages = QStackedWidget(self)
        self.switches: list[QToolButton] = []
        row = QHBoxLayout()
        row.setContentsMargins(24, 10, 24, 0)
        for at, page in enumerate((self.arriving, self.received)):
            self.pages.addWidget(page)
            row.addWidget(self._switch(at))
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(row)
        box.addWidget(self.pages, 1)
        self.arriving.taken.connect(self._changed)
        self.received.changed.connect(self._changed)
        self.switches[0].setChecked(True)
        if self.view_only:  # nothing is received into a file that is only looked at
            for switch in self.switches:
                switch.hide()
            self.pages.setCurrentIndex(1)
        self.retranslate()

    def _switch(self, at: int) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("segment", True)
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setShortcut(f"Alt+{2 + at}")
        button.clicked.connect(lambda: self.show_page(at))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.switches.append(button)
        return button

    def show_page(self, at: int) -> None:
        """Show the files that arrive (0) or those that were received (1)."""
        at = 1 if self.view_only else at
        self.switches[at].setChecked(True)
        self.pages.setCurrentIndex(at)
        if at:
            self.received.refresh()
        (self.received if at else self.arriving).focus_list()

    def read(self, paths: Sequence[Path]) -> None:
        """Read files and folders, as when they are dropped here."""
        self.show_page(0)
        if paths:
            self.arriving.read(paths)

    def _changed(self) -> None:
        self.window_of.refresh()

    @staticmethod
    def title(words: Words) -> str:
        """Name the place for the bar."""
        return words.say("Inbox")

    def enter(self) -> None:
        """Take the focus; what waits stays as it was left."""
        self.refresh()
        self.show_page(self.pages.currentIndex())

    def refresh(self) -> None:
        """Read again what the file holds."""
        self.arriving.refresh()
        self.received.refresh()

    def retranslate(self) -> None:
        """Write everything in the language of the window."""
        words = self.words
        for button, text in zip(
            self.switches, (words.say("Arriving files"), words.say("Received files")), strict=True
        ):
            button.setText(text)
        for button, key in zip(self.switches, ("Alt+2", "Alt+3"), strict=True):
            button.setToolTip(key)
            button.setShortcut(key)
        self.arriving.retranslate(words)
        self.received.retranslate(words)


def shown_inbox(window: MainWindow) -> InboxPlace | None:
    """Go to the inbox of a national file; an office's file has none."""
    from gcm_desktop.desktop.coordinator.shell import Shell

    shell = window.centralWidget()
    if not isinstance(shell, Shell):
        return None
    shell.show_place(InboxPlace.name)
    place = shell.stack.currentWidget()
    return place if isinstance(place, InboxPlace) else None
