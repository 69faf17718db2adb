"""A plain table of texts with a sign in front, as the dialogs show lists of things."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.desktop.glyphs import Glyph

AnyIndex = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, whether figures stand right, its share of the width (0 = as its content)."""

    title: str
    right: bool = False
    share: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its texts, a sign before the first, and the thing it is about."""

    texts: tuple[str, ...]
    thing: Any = None
    sign: Glyph | None = None
    faint: bool = False


class Lines(QAbstractTableModel):
    """The lines of a list."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[Column, ...] = ()
        self.lines: tuple[Line, ...] = ()

    def show(self, columns: Sequence[Column], lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.columns, self.lines = tuple(columns), tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Give the number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Give the number of columns."""
        return len(self.columns)

    def data(self, index: AnyIndex, role: int = 0) -> Any:
        """Give texts and where they stand."""
        if role in (_DISPLAY, _TIP, _ACCESSIBLE):
            return self.lines[index.row()].texts[index.column()]
        if role == _ALIGN:
            side = (
                Qt.AlignmentFlag.AlignRight
                if self.columns[index.column()].right
                else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Give the titles."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _DISPLAY:
            return self.columns[section].title
        if role == _ALIGN:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class LineCell(QStyledItemDelegate):
    """Draws a cell: a sign, then the text on as many lines as it needs."""

    def _sign(self, index: AnyIndex) -> tuple[Line, bool]:
        model = index.model()
        assert isinstance(model, Lines)
        line = model.lines[index.row()]
        return line, index.column() == 0 and line.sign is not None

    def sizeHint(self, option: Any, index: AnyIndex) -> QSize:
        """Give the height the wrapped text needs."""
        line, signed = self._sign(index)
        view = self.parent()
        assert isinstance(view, QTableView)
        width = view.columnWidth(index.column()) - theme.px(16 + (22 if signed else 0))
        metrics = option.fontMetrics
        text = line.texts[index.column()]
        flags = int(Qt.TextFlag.TextWordWrap)
        height = metrics.boundingRect(0, 0, max(width, 40), 10_000, flags, text).height()
        wide = metrics.horizontalAdvance(text) + theme.px(20 + (22 if signed else 0))
        return QSize(wide, max(theme.px(30), height + theme.px(10)))

    def paint(self, painter: QPainter, option: Any, index: AnyIndex) -> None:
        """Draw it."""
        line, signed = self._sign(index)
        model = index.model()
        assert isinstance(model, Lines)
        box = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.color("accent_soft"))
            view = self.parent()
            if index.column() == 0 and isinstance(view, QWidget) and view.hasFocus():
                painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), theme.color("accent"))
        painter.setPen(theme.color("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(theme.px(8), 0, -theme.px(8), 0)
        if signed and line.sign is not None:
            side = theme.px(14)
            glyphs.paint(painter, line.sign, QRectF(inner.left(), box.center().y() - side / 2, side, side))
            inner.setLeft(inner.left() + theme.px(22))
        painter.setPen(theme.color("muted" if line.faint else "ink"))
        painter.setFont(option.font)
        words = QTextOption(
            (
                Qt.AlignmentFlag.AlignRight
                if model.columns[index.column()].right
                else Qt.AlignmentFlag.AlignLeft
            )
            | Qt.AlignmentFlag.AlignVCenter
        )
        words.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        painter.drawText(inner, line.texts[index.column()], words)
        painter.restore()


class LineTable(QTableView):
    """A list of lines, one chosen at a time; Enter does what a double click does."""

    def __init__(self, chosen: Callable[[Line], object] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = Lines()
        self.setModel(self.lines)
        self.setItemDelegate(LineCell(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self._chosen = chosen
        if chosen is not None:
            self.doubleClicked.connect(lambda _index: self._choose())

    def show_lines(self, columns: Sequence[Column], lines: Sequence[Line], *, keep: bool = False) -> None:
        """Show other lines; ``keep`` stays on the same row where there is one."""
        row = self.currentIndex().row() if keep else 0
        self.lines.show(columns, lines)
        header = self.horizontalHeader()
        for number, column in enumerate(columns):
            stretch = QHeaderView.ResizeMode.Stretch if column.share else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(number, stretch)
        self._fit()
        if lines:
            self.selectRow(max(0, min(row, len(lines) - 1)))

    def resizeEvent(self, event: Any) -> None:
        """Fit widths and heights to the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _fit(self) -> None:
        """Give content columns what they need, the others their share, then every row its height."""
        metrics, bold = self.fontMetrics(), QFont(self.font())
        bold.setPixelSize(theme.px(12))
        room = self.viewport().width()
        fixed: dict[int, int] = {}
        for number, column in enumerate(self.lines.columns):
            if not column.share:
                texts = [line.texts[number] for line in self.lines.lines[:300]]
                sign = 22 if number == 0 and any(line.sign for line in self.lines.lines) else 0
                widest = max((metrics.horizontalAdvance(text) for text in [*texts, column.title]), default=0)
                fixed[number] = min(widest + theme.px(24 + sign), int(room * 0.34))
        left = max(room - sum(fixed.values()), 100)
        shares = sum(column.share for column in self.lines.columns) or 1
        header = self.horizontalHeader()
        for number, column in enumerate(self.lines.columns):
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(number, fixed.get(number, left * column.share // shares))
        if len(self.lines.lines) <= 400:
            self.resizeRowsToContents()

    def chosen_line(self) -> Line | None:
        """Give the line in focus."""
        row = self.currentIndex().row()
        return self.lines.lines[row] if 0 <= row < len(self.lines.lines) else None

    def _choose(self) -> None:
        line = self.chosen_line()
        if line is not None and self._chosen is not None:
            self._chosen(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the line in focus."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen is not None:
            self._choose()
            return
        super().keyPressEvent(event)
