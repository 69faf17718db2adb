"""What stands on the page of arriving files, and where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.desktop.coordinator.inbox_effects import EffectList
from gcm_desktop.desktop.coordinator.inbox_table import FileTable
from gcm_desktop.desktop.dialogs.change_list import ChangeList
from gcm_desktop.desktop.dialogs.sheet import dress, role
from gcm_desktop.domain.merge import Change
from gcm_desktop.i18n import Words


class DropArea(QFrame):
    """The empty inbox: a dashed frame that says what can be dropped here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture, self.text, self.more = QLabel(), role(QLabel(), "heading"), role(QLabel(), "side")
        box = QVBoxLayout(self)
        box.addStretch(1)
        for label in (self.picture, self.text, self.more):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(label)
        box.addStretch(1)

    def write(self, text: str, more: str) -> None:
        """Say it in another language, and draw the sign in the colours of the theme."""
        side = theme.px(40)
        self.picture.setPixmap(glyphs.icon("inbox", "muted", 40).pixmap(side, side))
        self.text.setText(text)
        self.more.setText(more)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed frame."""
        painter = QPainter(self)
        painter.setPen(QPen(theme.color("line_strong"), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 6, 6)


class ArrivingFrame(QWidget):
    """Files left; right the cells of the one in focus and what it does to the nation."""

    def __init__(
        self,
        desk: Desk,
        words: Words,
        parent: QWidget,
        keys: Mapping[str, Callable[[], object]],
        changes: Callable[[bool], Sequence[Change]],
    ) -> None:
        super().__init__(parent)
        self.desk, self.words = desk, words
        self.files_button = self._button("file-spreadsheet")
        self.folder_button = self._button("folder")
        self.hint = role(QLabel(), "side")
        self.drop_area = DropArea()
        self.progress = QProgressBar()
        self.stop_button = self._button("x")
        self.files = FileTable(keys)
        self.changes = ChangeList(desk.catalogue, words, narrow=True)
        self.effects = EffectList(desk, words, changes)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.keys = role(QLabel(), "side")
        self.report_button = self._button("printer")
        self.take_button = self._button("inbox", main=True)
        self.open_key = QShortcut(QKeySequence("Ctrl+O"), self)
        self.open_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for part in (self.progress, self.stop_button, self.report_button):
            part.setVisible(False)
        self._lay_out()

    def _button(self, icon: str, *, main: bool = False) -> QPushButton:
        button = QPushButton()
        button.setAutoDefault(False)
        button.setProperty("main", main)
        dress(button, icon, "on_accent" if main else "ink")
        return button

    def _lay_out(self) -> None:
        top, foot = QHBoxLayout(), QHBoxLayout()
        for part in (self.files_button, self.folder_button, self.hint):
            top.addWidget(part)
        top.addStretch(1)
        top.addWidget(self.progress, 1)
        top.addWidget(self.stop_button)
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.report_button)
        foot.addWidget(self.take_button)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.changes)
        right.addWidget(self.effects)
        right.setSizes([300, 220])
        right.setContentsMargins(8, 0, 0, 0)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.files)
        self.split.addWidget(right)
        self.split.setSizes([700, 600])
        for split in (self.split, right):
            split.setChildrenCollapsible(False)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 10, 24, 14)
        page.setSpacing(10)
        page.addLayout(top)
        page.addWidget(self.drop_area, 1)
        page.addWidget(self.split, 1)
        page.addWidget(self.keys)
        page.addLayout(foot)

    def write_texts(self, words: Words) -> None:
        """Write everything that does not depend on the files."""
        self.words = words
        say = words.say
        self.files_button.setText(say("Files…"))
        self.files_button.setToolTip("Ctrl+O")
        self.folder_button.setText(say("Folder…"))
        self.hint.setText(say("or drop files and folders here"))
        self.drop_area.write(
            say("Drop the returns here, files or whole folders"),
            say("Each is checked and rehearsed first. Nothing is written before you confirm."),
        )
        self.stop_button.setText(say("Stop"))
        self.keys.setText(
            say("Space ticks a file, A all good ones, Delete puts one aside, Enter takes the ticked.")
        )
        self.report_button.setText(say("Print the report…"))
        self.files.setAccessibleName(say("Files"))
        self.changes.retranslate(words)
        self.effects.retranslate(words)
