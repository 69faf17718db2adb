"""What was published from the file: when, what, by whom, and how many figures it hid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from gcm_desktop.app import publications
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.publishing import largest
from gcm_desktop.app.veiling import rule
from gcm_desktop.desktop.dialogs.rows import Column, Line, LineTable
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow


class PublicationsDialog(Sheet):
    """Lists the publications, the latest first."""

    def __init__(self, desk: Desk, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent, wide=True)
        self.desk = desk
        self.table = LineTable(lambda _line: None)
        self.empty = role(QLabel(), "side")
        self.body.addWidget(self.empty)
        self.body.addWidget(self.table, 1)
        self.retranslate(words)
        self.table.setFocus()

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        say = words.say
        self.head(say("Publications"), rule(words, largest(self.desk.catalogue)))
        self.empty.setText(say("Nothing was published from this file yet."))
        self.table.setAccessibleName(say("Publications"))
        columns = (
            Column(say("Paper"), share=3), Column(say("Unit"), share=2), Column(say("Period")),
            Column(say("Published")), Column(say("Hidden figures"), right=True), Column(say("Person")),
        )  # fmt: skip
        found = [
            Line((one.what, one.unit, one.period, one.moment, one.hidden, one.person), kept, Glyph.GOOD)
            for kept, one in publications.lines(self.desk, words)
        ]
        self.table.show_lines(columns, found, keep=True)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)


def show_publications(window: MainWindow) -> None:
    """Show what was published from the file on screen."""
    PublicationsDialog(window.desk, window.words, window).exec()
