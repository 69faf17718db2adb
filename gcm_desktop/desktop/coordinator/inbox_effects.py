"""What a file, or all that are ticked, would do to the nation: figure, before, after, units."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gcm_desktop.app import inbox_report
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.effects import Effects
from gcm_desktop.desktop.dialogs.rows import Column, Line, LineTable
from gcm_desktop.desktop.dialogs.sheet import role
from gcm_desktop.domain.merge import Change
from gcm_desktop.i18n import Words

_SHOWN = 300  # more lines than a person reads; the report has the rest


class EffectList(QWidget):
    """The national figures that would move; worked out when the hand rests."""

    def __init__(
        self,
        desk: Desk,
        words: Words,
        changes: Callable[[bool], Sequence[Change]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._words, self._changes = desk, words, changes
        self._effects = Effects(desk)
        self.heading = role(QLabel(), "strong")
        self.scope = QComboBox()
        self.scope.currentIndexChanged.connect(lambda _: self.later())
        self.count = role(QLabel(), "side")
        self.table = LineTable()
        row = QHBoxLayout()
        row.addWidget(self.heading)
        row.addWidget(self.scope)
        row.addWidget(self.count)
        row.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 4, 0, 0)
        page.setSpacing(6)
        page.addLayout(row)
        page.addWidget(self.table, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(60)
        self._rest.timeout.connect(self.show_now)

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        self._words = words
        say = words.say
        self.heading.setText(say("National figures"))
        self.scope.blockSignals(True)
        chosen = max(self.scope.currentIndex(), 0)
        self.scope.clear()
        self.scope.addItems([say("this file"), say("all ticked files")])
        self.scope.setCurrentIndex(chosen)
        self.scope.blockSignals(False)
        self.scope.setAccessibleName(say("National figures"))
        self.table.setAccessibleName(say("National figures"))
        self.later()

    def forget(self) -> None:
        """Read the nation anew: the file has changed."""
        self._effects = Effects(self._desk)
        self.later()

    def later(self) -> None:
        """Work it out once the hand rests."""
        self._rest.start()

    @property
    def waiting(self) -> bool:
        """Say whether something is still to be worked out."""
        return self._rest.isActive()

    def stop(self) -> None:
        """Work out nothing more."""
        self._rest.stop()

    def show_now(self) -> None:
        """Show what would move."""
        self._rest.stop()
        words, say = self._words, self._words.say
        found = inbox_report.figures(self._effects.of(self._changes(self.scope.currentIndex() == 1)))
        columns = (
            Column(say("Figure"), share=4), Column(say("Before"), right=True, share=1),
            Column(say("After"), right=True, share=1), Column(say("Coverage"), right=True, share=2),
        )  # fmt: skip
        lines = [Line(inbox_report.figure_line(self._desk, words, one), one) for one in found[:_SHOWN]]
        self.table.show_lines(columns, lines)
        self.count.setText(say("Lines: {n}", n=words.number(len(found))))
