"""The table of the board: units down, a sign and a count in each square."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QTableView, QWidget

from gcm_desktop.app.board import Square, State
from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.desktop.coordinator.board_model import NAME_WIDTH, SIGNS, UNIT, WHOLE, AnyIndex, SquareModel
from gcm_desktop.desktop.keys import Command, command_of, is_enter, letter_of

_ROW, _ROOMY_ROW = 42, 54  # a row takes what room there is between the two
_NAME_FLAGS: Final = int(
    Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
)


class SquareCell(QStyledItemDelegate):
    """Draws the name of a unit, or the sign and the counts of a square."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def paint(self, painter: QPainter, option: Any, index: AnyIndex) -> None:
        """Draw it; what a filter leaves out is not drawn."""
        view, model = self.parent(), index.model()
        assert isinstance(view, QTableView)
        assert isinstance(model, SquareModel)
        box: QRect = option.rect
        painter.save()
        current = view.currentIndex()
        if index.row() == current.row():
            painter.fillRect(box, theme.color("row"))
        if model.unit(index.row()) is None:
            painter.fillRect(box, theme.color("sunken"))
        if index.column() == UNIT:
            self._paint_name(painter, box, model.name(index))
        elif not model.faint(index):
            self._paint_square(painter, box, model, model.square(index))
        painter.setPen(theme.color("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if index.row() == current.row() and index.column() == current.column():
            painter.setPen(theme.color("accent" if view.hasFocus() else "line_strong"))
            for inset in (0, 1):
                painter.drawRect(box.adjusted(inset, inset, -1 - inset, -2 - inset))
        painter.restore()

    def _paint_name(self, painter: QPainter, box: QRect, name: str) -> None:
        painter.setFont(theme.font(13, "medium"))
        painter.setPen(theme.color("ink"))
        painter.drawText(box.adjusted(theme.px(12), 0, -theme.px(6), 0), _NAME_FLAGS, name)

    def _paint_square(self, painter: QPainter, box: QRect, model: SquareModel, square: Square) -> None:
        if square.state is State.NOT_ASKED:
            return
        icon, ink = SIGNS[square.state]
        side, count = theme.px(15), model.count(square)
        painter.setFont(theme.font(12, "medium"))
        wide = side + (painter.fontMetrics().horizontalAdvance(count) + theme.px(2) if count else 0)
        x, y = box.center().x() - wide // 2, box.center().y() - side
        glyphs.icon(icon, ink, 15).paint(painter, QRect(x, y, side, side))
        painter.setPen(theme.color(ink))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(x + side + theme.px(2), y, theme.px(60), side), middle, count)
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("muted"))
        share = model.share(square)
        if painter.fontMetrics().horizontalAdvance(share) > box.width() - 2:
            share = f"{square.filled * 100 // square.expected}\u00a0%"
        below = QRect(box.left(), y + side, box.width(), side + theme.px(4))
        painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), share)

    def sizeHint(self, option: Any, index: AnyIndex) -> QSize:
        """Give every square the same room."""
        return QSize(theme.px(44), theme.px(_ROW))


class BoardTable(QTableView):
    """The squares; arrows move, other keys say what to do."""

    asked = Signal(str)  # the letter of a key, or "Enter"
    moved = Signal()

    def __init__(self, model: SquareModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setItemDelegate(SquareCell(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda _: self.asked.emit("Enter"))
        self.show_model(model)

    @property
    def squares(self) -> SquareModel:
        """Give what is shown."""
        return self._model

    def show_model(self, model: SquareModel) -> None:
        """Show the squares of another kind of board."""
        self._model = model
        self.setModel(model)
        self.selectionModel().currentChanged.connect(self._on_moved)

    def _on_moved(self) -> None:
        self.viewport().update()
        self.moved.emit()

    def fit(self) -> None:
        """Share the room: names take what they need, the squares the rest, no gap at the edge."""
        fixed = self._model.fixed
        for column, width in enumerate(fixed):
            self.setColumnWidth(column, theme.px(width))
        room = self.viewport().width() - sum(theme.px(width) for width in fixed)
        squares = max(1, self._model.columnCount() - len(fixed))
        each, over = divmod(max(room, theme.px(self._model.least) * squares), squares)
        for at in range(self._model.columnCount() - len(fixed)):
            self.setColumnWidth(len(fixed) + at, each + (at < over))
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Give every row the height its name needs, and more where there is room."""
        rows = self._model.rowCount()
        share = self.viewport().height() // max(1, rows)
        usual = min(max(share, theme.px(_ROW)), theme.px(_ROOMY_ROW))
        metrics = QFontMetrics(theme.font(13, "medium"))
        room = QRect(0, 0, theme.px(NAME_WIDTH - 18), 1000)
        for row in range(rows):
            name = metrics.boundingRect(room, _NAME_FLAGS, self._model.name(self._model.index(row, UNIT)))
            self.setRowHeight(row, max(usual, name.height() + theme.px(6)))

    def resizeEvent(self, event: Any) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self.fit()

    def stand(self, row: int, column: int) -> None:
        """Put the focus into a square that exists."""
        row = max(0, min(row, self._model.rowCount() - 1))
        column = max(WHOLE, min(column, self._model.columnCount() - 1))
        self.setCurrentIndex(self._model.index(row, column))

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Stay in the squares: names are not stood on."""
        index = super().moveCursor(action, modifiers)
        return self._model.index(index.row(), max(WHOLE, index.column()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on what is not a movement."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if is_enter(event) and plain:
            self.asked.emit("Enter")
        elif plain and (letter := letter_of(event)) in tuple("ARLPDST"):
            self.asked.emit(letter)
        elif command_of(event) in (Command.NEXT_GOAL, Command.PREVIOUS_GOAL):
            event.ignore()  # the period beside
        elif plain and event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)
