"""The recent files as rows: unit, period, how much is filled, when it was saved last."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QWidget

from gcm_desktop.app.desk import unit_name
from gcm_desktop.app.people import RecentFile
from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.units import parse_unit
from gcm_desktop.i18n import Words

AnyIndex = QModelIndex | QPersistentModelIndex
_HEIGHT: Final = 76


class RecentFiles(QAbstractListModel):
    """The files that were open last."""

    def __init__(self, catalogue: Catalogue, words: Words) -> None:
        super().__init__()
        self.catalogue = catalogue
        self.words = words
        self.files: tuple[RecentFile, ...] = ()

    def show(self, files: tuple[RecentFile, ...]) -> None:
        """Show other files."""
        self.beginResetModel()
        self.files = files
        self.endResetModel()

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        self.words = words
        if self.files:
            self.dataChanged.emit(self.index(0), self.index(len(self.files) - 1))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Give the number of files."""
        return 0 if parent.isValid() else len(self.files)

    def data(self, index: AnyIndex, role: int = 0) -> Any:
        """Give the words a screen reader says; the row is drawn by its delegate."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            file = self.files[index.row()]
            return ". ".join((self.title(file), self.period(file), self.share(file), self.saved(file)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.files[index.row()].path
        return None

    def title(self, file: RecentFile) -> str:
        """Name the unit, or the nation."""
        if not file.unit:
            return self.words.say("National file")
        try:
            return unit_name(self.catalogue, parse_unit(file.unit), self.words.code)
        except Exception:  # a file of another version may name what this catalogue does not know
            return file.unit

    def period(self, file: RecentFile) -> str:
        """Name the period."""
        return self.words.period(file.period) if file.period else ""

    def share(self, file: RecentFile) -> str:
        """Say how much is filled."""
        if not file.expected:
            return ""
        say, number = self.words.say, self.words.number
        return say("{filled} of {expected}", filled=number(file.filled), expected=number(file.expected))

    def saved(self, file: RecentFile) -> str:
        """Say when the last cell was saved."""
        if not Path(file.path).exists():
            return self.words.say("not here at the moment")
        if not file.saved:
            return ""
        moment = datetime.datetime.fromisoformat(file.saved).astimezone()
        return self.words.say("saved {moment}", moment=self.words.moment(moment))


class RecentRow(QStyledItemDelegate):
    """Draws one recent file."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)

    def sizeHint(self, option: Any, index: AnyIndex) -> QSize:
        """Give every row the same height."""
        return QSize(200, theme.px(_HEIGHT))

    def paint(self, painter: QPainter, option: Any, index: AnyIndex) -> None:
        """Draw the card: names left, filled share and time right."""
        model = index.model()
        assert isinstance(model, RecentFiles)
        file = model.files[index.row()]
        box = QRectF(option.rect).adjusted(1, 4, -1, -4)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(
                theme.color("accent" if focused else "line_strong" if hovered else "line"),
                2 if focused else 1,
            )
        )
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(box, 6, 6)
        icon = "map" if not file.unit else "file-text"
        side = theme.px(24)
        middle = int(box.center().y() - side / 2)
        glyphs.icon(icon, "muted", 24).paint(painter, int(box.left()) + theme.px(16), middle, side, side)
        inner = box.adjusted(theme.px(56), theme.px(10), -theme.px(16), -theme.px(10))
        self._names(painter, inner, model, file)
        self._state(painter, inner, model, file)
        painter.restore()

    def _names(self, painter: QPainter, box: QRectF, model: RecentFiles, file: RecentFile) -> None:
        width = box.width() - theme.px(230)
        painter.setFont(theme.font(16, "medium"))
        painter.setPen(theme.color("ink"))
        top = QRectF(box.left(), box.top(), width, theme.px(22))
        title = painter.fontMetrics().elidedText(model.title(file), Qt.TextElideMode.ElideRight, int(width))
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("muted"))
        below = QRectF(box.left(), top.bottom() + 3, width, theme.px(20))
        text = " · ".join(part for part in (model.period(file), Path(file.path).name) if part)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _state(self, painter: QPainter, box: QRectF, model: RecentFiles, file: RecentFile) -> None:
        width = theme.px(210)
        right = QRectF(box.right() - width, box.top(), width, theme.px(20))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(theme.font(13, "medium"))
        painter.setPen(theme.color("ink"))
        painter.drawText(right, flags, model.share(file))
        if file.expected:
            bar = QRectF(right.right() - theme.px(120), right.bottom() + 2, theme.px(120), theme.px(4))
            painter.fillRect(bar, theme.color("line"))
            done = min(1.0, file.filled / file.expected)
            painter.fillRect(
                QRectF(bar.left(), bar.top(), bar.width() * done, bar.height()),
                theme.color("good" if done == 1 else "muted"),
            )
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("muted"))
        painter.drawText(
            QRectF(right.left(), box.bottom() - theme.px(18), width, theme.px(18)), flags, model.saved(file)
        )
