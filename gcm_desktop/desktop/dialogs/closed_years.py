"""The years that are over: each can move to an archive file beside, and come back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from gcm_desktop.app import archiving
from gcm_desktop.app.archiving import ClosedYear
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop.dialogs.message import ask, show_error
from gcm_desktop.desktop.dialogs.rows import Column, Line, LineTable
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow
    from gcm_desktop.store import ArchiveInfo


def show_closed_years(window: MainWindow) -> None:
    """Show the years that are over, and read the file again afterwards."""
    window.finish_typing()
    dialog = ClosedYearsDialog(window.desk, window.words, window)
    dialog.exec()
    if dialog.moved:
        window.show_return(window.sheet.key.unit, window.sheet.key.period)


class ClosedYearsDialog(Sheet):
    """Lists the years, the earliest first; ``moved`` says whether one left or came back."""

    def __init__(self, desk: Desk, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent, wide=True)
        self.desk, self.moved = desk, False
        self.table = LineTable(lambda _line: self._turn())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._consider())
        self.empty = role(QLabel(), "side")
        self.empty.setWordWrap(True)
        self.report = QLabel()
        self.report.setWordWrap(True)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.report)
        self.turn_button = self.button(self._turn, main=True)
        self.buttons.addWidget(self.turn_button)
        self.resize(920, 520)
        self.retranslate(words)
        self.table.setFocus()

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        lead = words.say(
            "A year that is over can move to an archive file beside this one. Its figures stay here to be "
            "looked back at, and the year can be brought back."
        )
        self.head(words.say("Closed years"), lead)
        self.empty.setText(words.say("This file has no year that is over."))
        self.table.setAccessibleName(words.say("Closed years"))
        self._show()

    def _show(self) -> None:
        say = self.words.say
        lines = [*map(self._away_line, archiving.archives(self.desk))]
        if not self.desk.file.view_only:
            lines += map(self._closed_line, archiving.closed_years(self.desk))
        lines.sort(key=lambda line: line.texts[0])
        columns = (
            Column(say("Year")), Column(say("Returns"), right=True), Column(say("Where"), share=2),
            Column(say("Still open"), share=2),
        )  # fmt: skip
        self.table.show_lines(columns, lines, keep=True)
        self.table.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self._consider()

    def _away_line(self, away: ArchiveInfo) -> Line:
        where = self.words.say("in the archive «{file}»", file=away.name)
        return Line((away.year, self.words.number(len(away.keys)), where, ""), away, Glyph.GOOD)

    def _closed_line(self, closed: ClosedYear) -> Line:
        say, number = self.words.say, self.words.number
        counts = (
            (len(closed.unsent), say("not sent: {n}", n=number(len(closed.unsent)))),
            (closed.conflicts, say("conflicts: {n}", n=number(closed.conflicts))),
            (closed.unread, say("unread: {n}", n=number(closed.unread))),
        )
        open_ = " · ".join(text for count, text in counts if count)
        sign = Glyph.GOOD if closed.is_settled else Glyph.WARNING
        return Line((closed.year, number(len(closed.keys)), say("in this file"), open_), closed, sign)

    def _consider(self) -> None:
        line = self.table.chosen_line()
        say = self.words.say
        here = line is None or isinstance(line.thing, ClosedYear)
        self.turn_button.setVisible(line is not None)
        self.turn_button.setText(say("Archive") if here else say("Bring back"))

    def _turn(self) -> None:
        """Archive the year in focus, or bring it back."""
        line = self.table.chosen_line()
        if line is None:
            return
        try:
            done = self._archive(line.thing) if isinstance(line.thing, ClosedYear) else self._back(line.thing)
        except UserError as error:
            show_error(self, self.words, error)
            return
        if done:
            self.moved = True
            self._show()
            self.report.setText(done)
            self.table.setFocus()

    def _archive(self, closed: ClosedYear) -> str:
        say = self.words.say
        text = say(
            "The returns of {year} move to a file beside this one. It is proved before anything leaves.",
            year=closed.year,
        )
        if not closed.is_settled:
            text += " " + say("Something is still open in this year; it moves as it is.")
        if not ask(self, self.words, say("Archive a year"), text, say("Archive")):
            return ""
        with _Waiting():
            made = archiving.archive(self.desk, closed.year, confirmed=True)
        return say("The year {year} lies in «{file}» now.", year=closed.year, file=made.name)

    def _back(self, away: ArchiveInfo) -> str:
        say = self.words.say
        path = archiving.archive_place(self.desk, away)
        if not path.exists():
            name, _ = QFileDialog.getOpenFileName(
                self, say("Choose the archive «{file}»", file=away.name), str(path.parent),
                say("Data files") + " (*.gcm)",
            )  # fmt: skip
            if not name:
                return ""
            path = Path(name)
        with _Waiting():
            keys = archiving.bring_back(self.desk, away.year, path)
        return say("The year {year} is back; returns: {count}.", year=away.year, count=len(keys))


class _Waiting:
    """Shows that the program works while a file is written."""

    def __enter__(self) -> None:
        QApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))

    def __exit__(self, *_: object) -> None:
        QApplication.restoreOverrideCursor()
