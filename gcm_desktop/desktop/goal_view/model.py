"""The rows of a goal page for Qt; looks are made when first asked for and kept until they change."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gcm_desktop.app.display import editable
from gcm_desktop.app.page import PageRow, RowKind, goal_page
from gcm_desktop.desktop.goal_view import looks
from gcm_desktop.desktop.goal_view.looks import CellLook, Ink
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.desktop.rechecking import Findings
from gcm_desktop.domain.catalogue import Indicator
from gcm_desktop.domain.cells import UNKNOWN, indicator_cell
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.values import Value


class Column(IntEnum):
    """The columns of the grid."""

    CODE = 0
    TEXT = 1
    TOTAL = 2
    WOMEN = 3
    MEN = 4
    UNKNOWN = 5
    PREVIOUS = 6
    LAST_YEAR = 7
    CHANGE = 8


Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
# Roles and flags as plain ints: looking an enum up is the dearest part of answering Qt.
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_EDIT: Final = int(Qt.ItemDataRole.EditRole)
_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)
_ALIGN: Final = int(Qt.ItemDataRole.TextAlignmentRole)
_STOP: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
_SHOWN: Final = Qt.ItemFlag.ItemIsEnabled
_FIRST: Final = int(Column.TOTAL)
_LAST: Final = int(Column.UNKNOWN)
_EARLIER: Final = (Column.PREVIOUS, Column.LAST_YEAR)
_RATIO_SIGNS: Final = {RowKind.NUMERATOR: "a", RowKind.DENOMINATOR: "b", RowKind.RESULT: "a : b"}


class GoalModel(QAbstractTableModel):
    """One goal of the return on screen."""

    def __init__(self, sheet: OpenReturn, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self.goal = 0
        self.rows: tuple[PageRow, ...] = ()
        self._looks: dict[tuple[int, int], CellLook] = {}
        self._places: dict[str, tuple[int, int]] = {}
        self._chosen: dict[str, Value] = {}  # countries chosen in open rows, before they hold a value
        self._found: Findings = {}  # the findings the looks were made with
        sheet.changed.connect(self._on_changed)
        sheet.checked.connect(self._on_checked)

    def show(self, goal: int) -> None:
        """Lay the page of a goal out anew."""
        self.beginResetModel()
        self.goal = goal
        sheet = self.sheet
        known = {**self._chosen, **sheet.structure}
        self.rows = goal_page(sheet.desk.catalogue, goal, sheet.asked, sheet.values, known).rows
        self._places = {
            cell: (number, _FIRST + place)
            for number, row in enumerate(self.rows)
            for place, cell in enumerate(row.cells)
            if cell and not row.computed
        }
        self._looks.clear()
        self._found = sheet.findings
        self.endResetModel()

    def open_country(self, row: int, country: str) -> str:
        """Make a row for a country chosen in an open row; gives its cell."""
        asks = self.rows[row]
        cell = indicator_cell(asks.indicator, ((asks.dim, country),), asks.part)
        if cell not in self._places:
            self._chosen[cell] = Value(note=" ")  # anything but blank makes the page show its row
            self.show(self.goal)
        return cell

    def place_of(self, cell: str) -> tuple[int, int] | None:
        """Give row and column of a cell of this page."""
        return self._places.get(cell)

    def cells(self) -> Iterable[str]:
        """Give the cells of the page, from top to bottom and left to right."""
        return self._places.keys()

    def cell(self, index: Index) -> str:
        """Give the code of the cell people type into, empty elsewhere."""
        row, column = index.row(), index.column()
        if row < 0 or not _FIRST <= column <= _LAST or self.rows[row].computed:
            return ""
        return self.rows[row].cells[column - _FIRST]

    def is_stop(self, row: int, column: int) -> bool:
        """Say whether the focus can stand there."""
        if row < 0 or row >= len(self.rows):
            return False
        asks = self.rows[row]
        if asks.kind is RowKind.OPEN:
            return column == Column.TEXT
        return not asks.computed and _FIRST <= column <= _LAST and bool(asks.cells[column - _FIRST])

    def indicator(self, row: int) -> Indicator:
        """Give the indicator a row belongs to."""
        return self.sheet.desk.catalogue.indicators[self.rows[row].indicator]

    def has_sex(self) -> bool:
        """Say whether any row asks women and men."""
        return any(any(row.cells[1:]) for row in self.rows)

    def look(self, row: int, column: int) -> CellLook:
        """Give what a figure looks like now."""
        key = (row, column)
        if key not in self._looks:
            self._looks[key] = self._make_look(self.rows[row], column)
        return self._looks[key]

    def _make_look(self, row: PageRow, column: int) -> CellLook:
        if column == Column.PREVIOUS:
            return looks.earlier(self.sheet, row, self.sheet.previous)
        if column == Column.LAST_YEAR:
            return looks.earlier(self.sheet, row, self.sheet.last_year)
        if column == Column.CHANGE:
            return looks.change(self.sheet, row)
        if row.kind is RowKind.OPEN:
            return CellLook(Ink.OPEN) if column == Column.TEXT else looks.NOTHING
        if not _FIRST <= column <= _LAST:
            return looks.NOTHING
        place = column - _FIRST
        if row.computed:
            return looks.figure(self.sheet, row, place)
        cell = row.cells[place]
        if not cell:
            return looks.NOTHING
        return looks.answer(self.sheet, cell, self.sheet.desk.catalogue.indicators[row.indicator])

    def label(self, row: int) -> str:
        """Give the words of a row."""
        asks = self.rows[row]
        words = self.sheet.words
        if asks.kind is RowKind.RESULT:
            return words.say("Result")
        if asks.kind is RowKind.OPEN:
            return words.say("Add a country: type its first letters")
        return asks.label.of(words.code)

    def unit(self, row: int) -> str:
        """Give the unit of measure where the row states one."""
        asks = self.rows[row]
        ratio_head = asks.kind is RowKind.INDICATOR and asks.computed
        if ratio_head or asks.kind not in (RowKind.INDICATOR, RowKind.RESULT):
            return ""
        unit = self.sheet.desk.catalogue.units.get(asks.unit)
        return unit.name.of(self.sheet.words.code) if unit else ""

    def code(self, row: int) -> str:
        """Give what stands in the code column."""
        asks = self.rows[row]
        if asks.kind is RowKind.INDICATOR:
            return asks.indicator
        return _RATIO_SIGNS.get(asks.kind) or asks.code.replace(UNKNOWN, "")

    def _on_changed(self, cells: frozenset[str]) -> None:
        prefix = f"G{self.goal:02d}."
        mine = [cell for cell in cells if cell.startswith(prefix)]
        if not mine:
            return
        if any(cell not in self._places for cell in mine):
            self.show(self.goal)  # a row appeared or went: an open list, or undo of one
            return
        own = {self._places[cell][0] for cell in mine}
        touched = {self.rows[row].indicator for row in own}
        self._look_again({row for row, asks in enumerate(self.rows) if row in own or _follows(asks, touched)})

    def _on_checked(self) -> None:
        """Show the findings that came and those that went."""
        before, self._found = self._found, self.sheet.findings
        codes = before.keys() | self._found.keys()
        differ = {code for code in codes if before.get(code) != self._found.get(code)}
        if differ:
            self._look_again({row for row, asks in enumerate(self.rows) if asks.indicator in differ})

    def _look_again(self, rows: set[int]) -> None:
        """Make the looks of some rows anew and draw those that differ."""
        changed: dict[int, list[int]] = {}
        for (row, column), was in self._looks.items():
            if row not in rows or column in _EARLIER:
                continue
            look = self._make_look(self.rows[row], column)
            if look != was:
                self._looks[row, column] = look
                changed.setdefault(row, []).append(column)
        for row, columns in changed.items():
            self.dataChanged.emit(self.index(row, min(columns)), self.index(row, max(columns)))

    def repaint_all(self) -> None:
        """Draw everything again, in other words or colours."""
        self._looks.clear()
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, Column.CHANGE))

    def retranslate(self) -> None:
        """Write the page in the language the return is shown in now."""
        self.repaint_all()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, Column.CHANGE)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Answer Qt."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Answer Qt."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Answer Qt: only cells people type into can be stopped at."""
        return _STOP if self.is_stop(index.row(), index.column()) else _SHOWN

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Answer Qt."""
        if role == _DISPLAY:
            return self._text(index.row(), index.column())
        if role == _EDIT:
            cell = self.cell(index)
            return editable(self.sheet.desk.catalogue, cell, self.sheet.value(cell)) if cell else ""
        if role in (_SPOKEN, _TIP):
            return self._spoken(index, with_row=role == _SPOKEN)
        return None

    def _text(self, row: int, column: int) -> str:
        if column == Column.CODE:
            return self.code(row)
        if column == Column.TEXT:
            return self.label(row)
        return self.look(row, column).text

    def _spoken(self, index: Index, with_row: bool) -> str:
        cell = self.cell(index)
        row, column = index.row(), index.column()
        if not cell:
            return self._text(row, column) if with_row else ""
        says = looks.in_words(self.sheet.words, self.look(row, column), self.sheet.value(cell))
        note = self.sheet.value(cell).note
        if not with_row:
            return f"{says}\n{note}" if note else says
        head = self.headerData(column, Qt.Orientation.Horizontal)
        return f"{self.code(row)} {self.label(row)}, {head}: {says}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Answer Qt."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _DISPLAY:
            return self.headings()[section]
        if role == _ALIGN:
            left = section < _FIRST
            side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headings(self) -> tuple[str, ...]:
        """Give the heads of the columns."""
        words = self.sheet.words
        say, year_before = words.say, parse_period(self.sheet.key.period).year_before
        last_year = words.period_short(year_before.text) if year_before else ""
        return (
            say("Code"), say("Indicator"), say("Total"), say("Women"), say("Men"), say("Unknown"),
            say("Previous period"), last_year, say("Change"),
        )  # fmt: skip


def _follows(asks: PageRow, touched: set[str]) -> bool:
    """Say whether a row shows what is worked out from indicators that changed: a sum, or any ratio."""
    return asks.computed and (asks.kind is not RowKind.TABLE or asks.indicator in touched)
