"""The grid of a goal page: where the keyboard goes, and what each key does to a cell."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from gcm_desktop.app.page import RowKind
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.goal_view.delegate import PageDelegate
from gcm_desktop.desktop.goal_view.editing import EditorDesk
from gcm_desktop.desktop.goal_view.editors import ReasonChooser
from gcm_desktop.desktop.goal_view.head import PageHead
from gcm_desktop.desktop.goal_view.layout import PageLayout
from gcm_desktop.desktop.goal_view.looks import WIDE
from gcm_desktop.desktop.goal_view.model import Column, GoalModel, Index
from gcm_desktop.desktop.keys import CellCommand, Command, cell_command_of, command_of, is_enter
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.domain.catalogue import Indicator, ValueType
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.values import BLANK, Precision, State, Value

_ORDER: Final = (
    Precision.EXACT,
    Precision.ABOUT,
    Precision.AT_LEAST,
    Precision.MORE_THAN,
    Precision.ALMOST,
)
_ARROWS: Final = {
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Left: (0, -1),
}


class GoalGrid(QTableView):
    """One goal's rows; typing starts at once, Enter goes down the column."""

    moved = Signal(str)  # the cell under the focus, empty in an open row
    note_wanted = Signal()
    pane_wanted = Signal()
    goal_wanted = Signal(int)  # a cell of another goal was asked for
    asked_for = Signal(object)  # a Command that is not the grid's own

    def __init__(self, sheet: OpenReturn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = GoalModel(sheet, self)
        self.painter = PageDelegate(self.page, self)
        self.sizes = PageLayout(self, self.page, self.painter)
        self.setModel(self.page)
        self.setItemDelegate(self.painter)
        self.editing = EditorDesk(self)
        self._column = int(Column.TOTAL)  # the column Enter goes down
        self._reason: ReasonChooser | None = None
        self._dress()
        self.page.modelReset.connect(self.sizes.lay_out)
        self.page.dataChanged.connect(lambda first, last: self.sizes.fit_wide_rows(first.row(), last.row()))

    def _dress(self) -> None:
        self.setProperty("plain", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.px(24))
        head = PageHead(self)
        self.setHorizontalHeader(head)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setMinimumSectionSize(theme.px(24))
        head.setHighlightSections(False)
        head.setSectionsClickable(False)

    # What is shown

    def show_goal(self, goal: int) -> None:
        """Show a goal from its top with the focus in its first cell."""
        self.editing.close()
        self.painter.folded.clear()
        self.page.show(goal)
        self.verticalScrollBar().setValue(0)
        self.first()

    def retranslate(self) -> None:
        """Write the page in the language of the return; the focus stays."""
        cell = self.current_code()
        self.editing.close()
        self.page.retranslate()
        self.sizes.lay_out()
        if cell:
            self.go_to(cell)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names the width that is left."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.sizes.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page row by row: Qt would ask four questions about every cell, also about empty ones."""
        brush = QPainter(self.viewport())
        self.sizes.draw(brush, event.region())
        brush.end()

    # Folding

    def fold(self, row: int, folded: bool | None = None) -> None:
        """Hide or show the parts of a breakdown table; nothing given: the other way round."""
        if not self.sizes.fold(row, folded):
            return
        if self.isRowHidden(self.currentIndex().row()):
            self._move_rows(1)
        self.viewport().update()

    # Where the focus stands

    def current_code(self) -> str:
        """Give the cell under the focus, empty in an open row."""
        index = self.currentIndex()
        return self.page.cell(index) if index.isValid() else ""

    def go_to(self, cell: str) -> bool:
        """Put the focus into a cell, on the page of its goal; says whether there is such a cell."""
        code = parse_cell(cell)
        if code.kind is CellKind.INDICATOR and code.goal != self.page.goal:
            self.goal_wanted.emit(code.goal)
        place = self.page.place_of(cell)
        if place is None:
            return False
        if self.isRowHidden(place[0]):
            self.fold(self.sizes.table_above(place[0]), folded=False)
        self._stand(*place)
        return True

    def go_to_open(self, indicator: str, dim: str, part: str = "") -> bool:
        """Put the focus into the empty row of an open list."""
        for row, asks in enumerate(self.page.rows):
            if asks.kind is RowKind.OPEN and (asks.indicator, asks.dim, asks.part.value) == (
                indicator,
                dim,
                part,
            ):
                self._stand(row, Column.TEXT)
                return True
        return False

    def first(self) -> None:
        """Put the focus into the first cell of the page."""
        for row in range(len(self.page.rows)):
            if self.page.is_stop(row, Column.TOTAL):
                self._stand(row, Column.TOTAL)
                return
        self.setCurrentIndex(QModelIndex())
        self.moved.emit("")

    def _stand(self, row: int, column: int) -> None:
        if column != Column.TEXT:
            self._column = column
        self.selectionModel().setCurrentIndex(
            self.page.index(row, column), QItemSelectionModel.SelectionFlag.NoUpdate
        )
        self.scrollTo(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Draw the focus where it is now and tell who shows its details."""
        super().currentChanged(current, previous)
        self.painter.current = (current.row(), current.column())
        for row in {previous.row(), current.row()}:
            self._redraw(row)
        self.moved.emit(self.page.cell(current) if current.isValid() else "")

    def _redraw(self, row: int) -> None:
        """Draw one row again; the rest of the page stays as it is."""
        if row >= 0:
            self.viewport().update(
                0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row)
            )

    def move(self, rows: int, columns: int) -> None:  # type: ignore[override]
        """Move the focus; the last row and the last column stop."""
        if rows:
            self._move_rows(rows)
        elif columns:
            self._move_columns(columns)

    def _move_rows(self, step: int) -> None:
        row = self.currentIndex().row() + step
        while 0 <= row < len(self.page.rows):
            for column in (self._column, Column.TEXT):
                if self.page.is_stop(row, column) and not self.isRowHidden(row):
                    self._stand(row, column)
                    return
            row += step

    def _move_columns(self, step: int) -> None:
        row, column = self.currentIndex().row(), self.currentIndex().column() + step
        while Column.TOTAL <= column <= Column.UNKNOWN:
            if self.page.is_stop(row, column):
                self._stand(row, column)
                return
            column += step

    def next_empty(self) -> bool:
        """Go to the next blank cell below or to the right; says whether there is one."""
        cells = list(self.page.cells())
        here = self.current_code()
        start = cells.index(here) + 1 if here in cells else 0
        for cell in cells[start:]:
            if self.page.sheet.value(cell).state is State.BLANK:
                return self.go_to(cell)
        return False

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab leads to the pane, not through the window."""
        self.pane_wanted.emit()
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the focus strongly while the keyboard is here; Qt would draw the whole page again."""
        if not self.currentIndex().isValid():
            super().focusInEvent(event)
        self._show_active(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the focus thinly while the keyboard is elsewhere; only its row is drawn again."""
        self._show_active(self.editing.is_open)

    def _show_active(self, active: bool) -> None:
        if self.painter.active is not active:
            self.painter.active = active
            self._redraw(self.currentIndex().row())

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, mark, or begin to type."""
        command = command_of(event)
        if command is not None:
            self._command(command)
        elif not self.currentIndex().isValid():
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                table = self.sizes.table_above(self.currentIndex().row())
                self.fold(table, folded=event.key() == Qt.Key.Key_Left)
            else:
                event.ignore()  # Alt+2 and Alt+3 are the window's
        elif is_enter(event):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.move(-1 if back else 1, 0)
        elif event.key() in _ARROWS:
            self.move(*_ARROWS[Qt.Key(event.key())])
        else:
            self._key_on_cell(event)

    def _key_on_cell(self, event: QKeyEvent) -> None:
        """Keys that change the focused cell."""
        cell = self.current_code()
        signs = bool(cell) and self._takes_signs(cell, event.text())
        command = cell_command_of(event, signs) if cell else None
        if command is not None:
            self.mark(command)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and cell:
            self._empty(cell)
        elif event.key() == Qt.Key.Key_Home:
            self.first()
        elif event.text() and event.text().isprintable():
            self.editing.open(event.text(), moves=True)
        else:
            super().keyPressEvent(event)

    def _empty(self, cell: str) -> None:
        held = self.page.sheet.value(cell)
        self.page.sheet.set_value(cell, replace(BLANK, note=held.note, source=held.source))

    def _takes_signs(self, cell: str, text: str) -> bool:
        indicator = self._indicator()
        if indicator.value_type is ValueType.TEXT:
            return False
        return not (text == CellCommand.NOTE and may_be_negative(indicator))

    def _indicator(self) -> Indicator:
        return self.page.indicator(self.currentIndex().row())

    def _command(self, command: Command) -> None:
        if command in (Command.COPY, Command.CUT):
            QGuiApplication.clipboard().setText(
                str(self.page.data(self.currentIndex(), int(Qt.ItemDataRole.EditRole)))
            )
            if command is Command.CUT and (cell := self.current_code()):
                self._empty(cell)
        elif command is Command.PASTE:
            self._paste()
        elif command is not Command.NEXT_EMPTY or not self.next_empty():
            self.asked_for.emit(command)

    def _paste(self) -> None:
        """Show where the block on the clipboard lands; a lone answer goes into the field of the cell."""
        from gcm_desktop.app.landing import Target
        from gcm_desktop.desktop.dialogs.paste import paste_clipboard

        index = self.currentIndex()
        if not index.isValid():
            return
        target = Target(self.page.rows, index.row(), max(index.column() - Column.TOTAL, 0))
        alone = paste_clipboard(self.page.sheet, target, self.window())
        self.setFocus()
        if alone:
            self.editing.open(alone, moves=False)

    def mark(self, command: CellCommand) -> None:
        """Do to the focused cell what its key, or its button in the pane, says."""
        cell = self.current_code()
        if not cell:
            return
        sheet = self.page.sheet
        held = sheet.value(cell)
        if command is CellCommand.NOTE:
            self.note_wanted.emit()
        elif command is CellCommand.NOT_APPLICABLE:
            sheet.set_value(cell, Value(State.NOT_APPLICABLE, note=held.note, source=held.source))
        elif command is CellCommand.NOT_AVAILABLE:
            self._ask_reason(cell)
        elif held.state is State.VALUE and self._indicator().value_type not in (ValueType.BOOLEAN, *WIDE):
            following = _ORDER[(_ORDER.index(held.precision) + 1) % len(_ORDER)]
            sheet.set_value(cell, replace(held, precision=following))
        elif held.state is State.BLANK:
            self.editing.open("~", moves=True)

    def _ask_reason(self, cell: str) -> None:
        chooser = ReasonChooser(self.page.sheet.words, self.window())
        self._reason = chooser

        def take(state: State) -> None:
            held = self.page.sheet.value(cell)
            self.page.sheet.set_value(cell, Value(state, note=held.note, source=held.source))

        chooser.chosen.connect(take)
        chooser.closed.connect(self.setFocus)
        chooser.closed.connect(chooser.deleteLater)
        box = self.cell_box()
        chooser.open_at(self.viewport().mapTo(self.window(), QPoint(box.left(), box.bottom() + 4)))

    def cell_box(self) -> QRect:
        """Give where the field of the focused cell is drawn."""
        box = self.visualRect(self.currentIndex())
        row = self.currentIndex().row()
        if self.page.rows[row].kind is RowKind.OPEN:
            return box.adjusted(self.painter.text_left(row) - theme.px(6), 2, -2, -2)
        box.setTop(box.top() + self.painter.air(row))
        return self.painter.field(box)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Stand in a cell, or fold a table by its heading."""
        self.editing.commit()
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.page.rows[index.row()].kind is RowKind.TABLE:
            self.fold(index.row())
        elif self.page.is_stop(index.row(), index.column()):
            self._stand(index.row(), index.column())
        elif self.page.is_stop(index.row(), Column.TOTAL):
            self._stand(index.row(), Column.TOTAL)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Change what stands in a cell."""
        index = self.indexAt(event.position().toPoint())
        if index == self.currentIndex() and self.page.is_stop(index.row(), index.column()):
            self.editing.open(None, moves=False)


def may_be_negative(indicator: Indicator) -> bool:
    """Say whether a leading ``-`` is a sign: no rule of the indicator sets a least value of zero or more."""
    least = [rule.params["min"] for rule in indicator.rules if "min" in rule.params]
    return not any(float(value) >= 0 for value in least)
