"""Quiet lines above the page: what was recovered, and that a sent return is read until it is corrected."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gcm_desktop.app.locking import lock_on
from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.desktop.dialogs.closed_years import show_closed_years
from gcm_desktop.desktop.open_return import OpenReturn

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow


class Notice(QFrame):
    """One line with a sign and one button."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("notice", True)
        self._icon = icon
        self._sign, self.text, self.button = QLabel(self), QLabel(self), QPushButton(self)
        self.text.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)

    def say(self, text: str, verb: str) -> None:
        """Write the line and its button."""
        self._sign.setPixmap(
            glyphs.icon(self._icon, "accent", theme.px(18)).pixmap(theme.px(18), theme.px(18))
        )
        self.text.setText(text)
        self.text.setAccessibleName(text)
        self.button.setText(verb)


class Notices(QWidget):
    """The lines of one window; each is there only while it is true."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._sheet = sheet = window.sheet
        self.recovered, self.closed = Notice("history", self), Notice("lock", self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for notice in (self.recovered, self.closed):
            box.addWidget(notice)
        self.recovered.setVisible(bool(sheet.desk.file.recovered))
        self.recovered.button.clicked.connect(self.recovered.hide)
        self.closed.button.clicked.connect(self.correct)
        self.retranslate()

    def watch(self, sheet: OpenReturn) -> None:
        """Belong to another return."""
        self._sheet = sheet
        self.retranslate()

    def retranslate(self) -> None:
        """Write the lines in the language of the return."""
        words, desk = self._sheet.words, self._sheet.desk
        if desk.file.recovered:
            moment = words.moment(datetime.fromisoformat(desk.file.recovered).astimezone())
            text = words.say(
                "The program ended last time without closing this file. All saved by {moment} is here.",
                moment=moment,
            )
            self.recovered.say(text, words.say("OK"))
        self.refresh()

    def _say_why_closed(self) -> None:
        words, file = self._sheet.words, self._sheet.desk.file
        if file.archived(self._sheet.key):
            year = file.archived(self._sheet.key)
            text = words.say("This return lies in the archive of {year}. It is open for reading.", year=year)
            self.closed.say(text, f"{words.say('Closed years…')}   F5")
        elif file.archive_of:
            text = words.say(
                "This file is the archive of {year}. It is open for reading.", year=file.archive_of
            )
            self.closed.say(text, "")
        elif lock := lock_on(self._sheet.desk, self._sheet.key):
            person = lock.person.name if lock.person else "–"
            text = words.say("This return is locked by {person}. It is open for reading.", person=person)
            self.closed.say(text, "")
        elif file.view_only:
            self.closed.say(words.say("This file is open to look at. Nothing in it can be changed."), "")
        else:
            text = words.say("This return was sent. It is open for reading.")
            self.closed.say(text, f"{words.say('Correct')}   F5")
        self.closed.button.setVisible(bool(self.closed.button.text()) and not file.view_only)

    def refresh(self) -> None:
        """Show what is true now."""
        self._say_why_closed()
        self.closed.setVisible(self._sheet.closed)

    def correct(self) -> None:
        """Open a sent return for typing; what is typed becomes a new revision when it is sent again."""
        window = self._window
        if self._sheet.only_read:
            if self._sheet.desk.file.archived(self._sheet.key):
                show_closed_years(window)
            return
        cell = window.grid.current_code()
        self._sheet.correct()
        window.page.narrative.show_goal(window.page.goal)
        window.detail.refresh()
        self.refresh()
        window.foot.said.setText(
            self._sheet.words.say("Changes become a new revision when the return is sent again.")
        )
        if cell:
            window.grid.go_to(cell)
        window.page.focus_page()

    def say_closed(self) -> None:
        """Somebody typed into a sent return: say which key opens it."""
        if self._sheet.only_read:
            self._window.foot.said.setText(self.closed.text.text())
            return
        self._window.foot.said.setText(
            self._sheet.words.say("This return was sent. F5 opens it for a correction.")
        )
