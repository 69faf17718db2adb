"""The table of the board: units down, goals across, a sign and a count in each square."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QTableView, QWidget

from gcm_desktop.app.board import NAMES, Board, Filter, Row, Square, State
from gcm_desktop.app.desk import unit_name
from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.desktop.keys import is_enter
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.i18n import Words

AnyIndex = QModelIndex | QPersistentModelIndex
UNIT: Final = 0
WHOLE: Final = 1
FIRST_GOAL: Final = 2
_ROW: Final = 40
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)

#: The sign of a state and its colour.
SIGNS: Final = {
    State.CONFLICT: ("git-merge", "conflict"),
    State.LATE: ("history", "error"),
    State.MISSING: ("circle-dashed", "muted"),
    State.PROBLEMS: ("alert-circle", "warning"),
    State.RETURNED: ("message", "info"),
    State.DRAFT: ("edit", "muted"),
    State.TO_ACCEPT: ("circle-dot", "accent"),
    State.CHECKED: ("clipboard-check", "info"),
    State.ACCEPTED: ("check", "good"),
    State.LOCKED: ("lock", "good"),
}


class BoardModel(QAbstractTableModel):
    """The rows of the board that are shown, and a last row of totals."""

    def __init__(self, catalogue: Catalogue, words: Words) -> None:
        super().__init__()
        self._catalogue, self.words = catalogue, words
        self.board = Board("", (), ())
        self.rows: tuple[Row, ...] = ()
        self.wanted: frozenset[Filter] = frozenset()
        self._totals: dict[int, Square] = {}
        self._titles: dict[int, str] = {}

    def show(self, board: Board, wanted: frozenset[Filter], by_state: bool) -> None:
        """Show a board, narrowed to what is wanted; rows stand in the catalogue's order or by state."""
        self.beginResetModel()
        self.board, self.wanted = board, wanted
        rows = [row for row in board.rows if not wanted or row.waits & wanted]
        if by_state:
            order = list(State)
            rows.sort(key=lambda row: (order.index(row.whole.state), -row.whole.conflicts))
        self.rows = tuple(rows)
        self._totals = board.totals()
        short = {goal.number: goal.short for goal in self._catalogue.goals}
        self._titles = {goal: short[goal].of(self.words.code) for goal in board.goals}
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Give the units and the totals."""
        return 0 if parent.isValid() else len(self.rows) + 1

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Give the unit, the whole return and the goals."""
        return FIRST_GOAL + len(self.board.goals)

    def goal(self, column: int) -> int:
        """Give the goal of a column; 0 for the whole return."""
        return self.board.goals[column - FIRST_GOAL] if column >= FIRST_GOAL else 0

    def row(self, index: AnyIndex) -> Row | None:
        """Give the unit's row; nothing for the totals."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def square(self, index: AnyIndex) -> Square:
        """Give what stands in a square."""
        row, goal = self.row(index), self.goal(index.column())
        if row is None:
            return self._totals.get(goal, Square(goal))
        return row.squares.get(goal, Square(goal)) if goal else row.whole

    def faint(self, index: AnyIndex) -> bool:
        """Say whether a filter leaves a square out."""
        if not self.wanted or self.row(index) is None or index.column() < FIRST_GOAL:
            return False
        return not self.square(index).waits & self.wanted

    def name(self, index: AnyIndex) -> str:
        """Name the unit of a row."""
        row = self.row(index)
        if row is None:
            return self.words.say("All units")
        return unit_name(self._catalogue, row.unit, self.words.code)

    def count(self, square: Square) -> str:
        """Write the count beside the sign: what is wrong, where something is."""
        number = square.conflicts or (square.problems if square.state is State.PROBLEMS else 0)
        return self.words.number(number) if number else ""

    def share(self, square: Square) -> str:
        """Write how much of a square is answered."""
        if square.state is State.NOT_ASKED:
            return ""
        return f"{square.filled}/{square.expected}"

    def told(self, index: AnyIndex) -> str:
        """Say a square in words, as the line below the table and a screen reader do."""
        say, square, goal = self.words.say, self.square(index), self.goal(index.column())
        parts = [self.name(index)]
        if goal:
            parts.append(f"{say('Goal {number}', number=goal)}. {self._titles.get(goal, '')}")
        parts.append(say(NAMES[square.state]))
        if square.expected:
            parts.append(say("filled {done} of {all}", done=square.filled, all=square.expected))
        counts = (
            (square.conflicts, say("conflicts: {n}", n=square.conflicts)),
            (square.unread, say("unread: {n}", n=square.unread)),
            (square.errors, say("errors: {n}", n=square.errors)),
            (square.remarks, say("remarks without an answer: {n}", n=square.remarks)),
            (square.changed, say("changed since accepted: {n}", n=square.changed)),
        )
        parts += [text for number, text in counts if number]
        if square.disagree:
            parts.append(say("people said different things; the stricter holds"))
        row = self.row(index)
        if row is not None and row.deadline is not None and not goal:
            parts.append(say("until {date}", date=self.words.date(row.deadline)))
            if row.other_day is not None:
                parts.append(f"{row.other_day.person}: {row.other_day.reason}")
        return " · ".join(parts)

    def data(self, index: AnyIndex, role: int = 0) -> Any:
        """Give the words of a square; the delegate draws it."""
        if role in (_TIP, _ACCESSIBLE):
            return self.told(index)
        if role == _DISPLAY:
            return self.name(index) if index.column() == UNIT else self.share(self.square(index))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Give the goals by number, their names as tips."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _DISPLAY:
            heads = {UNIT: self.words.say("Unit"), WHOLE: self.words.say("Return")}
            return heads.get(section) or str(self.goal(section))
        if role == _TIP and section >= FIRST_GOAL:
            return self._titles.get(self.goal(section), "")
        if role == _ALIGN:
            side = Qt.AlignmentFlag.AlignLeft if section == UNIT else Qt.AlignmentFlag.AlignHCenter
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class SquareCell(QStyledItemDelegate):
    """Draws the name of a unit, or the sign and the counts of a square."""

    def __init__(self, model: BoardModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: Any, index: AnyIndex) -> None:
        """Draw it; what a filter leaves out is not drawn."""
        view = self.parent()
        assert isinstance(view, QTableView)
        box: QRect = option.rect
        painter.save()
        current = view.currentIndex()
        if index.row() == current.row():
            painter.fillRect(box, theme.color("row"))
        if self._model.row(index) is None:
            painter.fillRect(box, theme.color("sunken"))
        if index.column() == UNIT:
            self._paint_name(painter, box, index)
        elif not self._model.faint(index):
            self._paint_square(painter, box, self._model.square(index))
        painter.setPen(theme.color("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if index.row() == current.row() and index.column() == current.column():
            painter.setPen(theme.color("accent" if view.hasFocus() else "line_strong"))
            for inset in (0, 1):
                painter.drawRect(box.adjusted(inset, inset, -1 - inset, -2 - inset))
        painter.restore()

    def _paint_name(self, painter: QPainter, box: QRect, index: AnyIndex) -> None:
        painter.setFont(theme.font(13, "medium"))
        painter.setPen(theme.color("ink"))
        room = box.adjusted(theme.px(12), theme.px(2), -theme.px(6), -theme.px(2))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        name = self._model.name(index)
        if painter.boundingRect(room, int(flags), name).height() > room.height():
            painter.setFont(theme.font(11, "medium"))
        painter.drawText(room, int(flags), name)

    def _paint_square(self, painter: QPainter, box: QRect, square: Square) -> None:
        if square.state is State.NOT_ASKED:
            return
        icon, ink = SIGNS[square.state]
        side, count = theme.px(15), self._model.count(square)
        painter.setFont(theme.font(12, "medium"))
        wide = side + (painter.fontMetrics().horizontalAdvance(count) + theme.px(2) if count else 0)
        x, y = box.center().x() - wide // 2, box.top() + theme.px(5)
        glyphs.icon(icon, ink, 15).paint(painter, QRect(x, y, side, side))
        painter.setPen(theme.color(ink))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(x + side + theme.px(2), y, theme.px(40), side), middle, count)
        painter.setFont(theme.font(10))
        painter.setPen(theme.color("muted"))
        below = QRect(box.left(), y + side, box.width() - 1, box.bottom() - y - side - 1)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), self._model.share(square))

    def sizeHint(self, option: Any, index: AnyIndex) -> QSize:
        """Give every square the same room."""
        return QSize(theme.px(44), theme.px(_ROW))


class BoardTable(QTableView):
    """The squares; arrows move, other keys say what to do."""

    asked = Signal(str)  # the letter of a key, or "Enter"
    moved = Signal()

    def __init__(self, model: BoardModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(SquareCell(model, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda _: self.asked.emit("Enter"))
        self.selectionModel().currentChanged.connect(self._on_moved)

    def _on_moved(self) -> None:
        self.viewport().update()
        self.moved.emit()

    def fit(self) -> None:
        """Share the width: names take what they need, the goals the rest."""
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        goals = max(1, self._model.columnCount() - FIRST_GOAL)
        name, whole = theme.px(204), theme.px(72)
        each = max(theme.px(41), (self.viewport().width() - name - whole) // goals)
        self.setColumnWidth(UNIT, name)
        self.setColumnWidth(WHOLE, whole)
        for column in range(FIRST_GOAL, self._model.columnCount()):
            self.setColumnWidth(column, each)

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
        from gcm_desktop.desktop.keys import letter_of

        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if is_enter(event) and plain:
            self.asked.emit("Enter")
        elif plain and (letter := letter_of(event)) in tuple("ARLPDS"):
            self.asked.emit(letter)
        elif plain and event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)
