"""How the page is laid out: widths from the words, heights from the names, and what is folded away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRect, QSignalBlocker
from PySide6.QtGui import QFontMetrics, QPainter, QRegion
from PySide6.QtWidgets import QTableView

from gcm_desktop.app.page import RowKind
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.goal_view.delegate import PageDelegate
from gcm_desktop.desktop.goal_view.looks import WIDE
from gcm_desktop.desktop.goal_view.model import Column, GoalModel
from gcm_desktop.domain.periods import parse_period

_EARLIER: Final = (Column.PREVIOUS, Column.LAST_YEAR, Column.CHANGE)
_READABLE: Final = 180  # width of the names below which the last year stands only in the pane
_SEX: Final = (Column.WOMEN, Column.MEN, Column.UNKNOWN)
_WIDEST: Final = "00 000 000,0"  # the longest figure a total has room for without growing


class PageLayout:
    """Measures and folds the rows of one grid."""

    def __init__(self, grid: QTableView, page: GoalModel, painter: PageDelegate) -> None:
        self._grid = grid
        self._page = page
        self._painter = painter

    def lay_out(self) -> None:
        """Measure everything anew."""
        self.fit()
        self._grid.clearSpans()
        for row in range(len(self._page.rows)):
            if reach := self._reach(row):
                self._grid.setSpan(row, reach.start, 1, len(reach))
        self.hide_folded()

    def fit(self) -> None:
        """Give the names the width that figures and heads leave, and each row the height of its name."""
        self._set_widths()
        grid = self._grid
        text, wide = grid.columnWidth(Column.TEXT), self.wide_width()
        with QSignalBlocker(grid.verticalHeader()):  # Qt would measure the page again after every row
            for row in range(len(self._page.rows)):
                grid.setRowHeight(row, self._painter.height(row, text, wide))
        grid.updateGeometries()
        grid.viewport().update()

    def fit_wide_rows(self, first: int, last: int) -> None:
        """Give worded answers among some rows the height they need now."""
        text, wide = self._grid.columnWidth(Column.TEXT), self.wide_width()
        for row in range(first, last + 1):
            if self._page.indicator(row).value_type in WIDE:
                self._grid.setRowHeight(row, self._painter.height(row, text, wide))

    def wide_width(self) -> int:
        """Give the width of a worded answer."""
        return sum(self._grid.columnWidth(column) for column in Column if column >= Column.TOTAL)

    def _set_widths(self) -> None:
        grid = self._grid
        heads = self._page.headings()
        small = QFontMetrics(theme.font(12, "medium"))
        figures = QFontMetrics(theme.font(14))
        widths = {
            Column.CODE: theme.px(74),
            Column.TOTAL: figures.horizontalAdvance(_WIDEST) + theme.px(24),
        }
        for column in (*_SEX, *_EARLIER):
            longest = max(small.horizontalAdvance(word) for word in heads[column].split())
            widths[column] = max(theme.px(64), longest + theme.px(18))
        hidden = set() if self._page.has_sex() else set(_SEX)
        if not self._page.sheet.previous:
            hidden |= {Column.PREVIOUS, Column.CHANGE}
        if not self._has_last_year():
            hidden.add(Column.LAST_YEAR)
        used = sum(width for column, width in widths.items() if column not in hidden)
        if Column.LAST_YEAR not in hidden and grid.viewport().width() - used < theme.px(_READABLE):
            hidden.add(Column.LAST_YEAR)
            used -= widths[Column.LAST_YEAR]
        for column in (*_SEX, *_EARLIER):
            grid.setColumnHidden(column, column in hidden)
        widths[Column.TEXT] = max(grid.viewport().width() - used, theme.px(120))
        for column, width in widths.items():
            grid.setColumnWidth(column, width)
        grid.horizontalHeader().setFixedHeight(theme.px(40))

    def _has_last_year(self) -> bool:
        """Say whether last year is another period than the previous one, and held here."""
        sheet = self._page.sheet
        period = parse_period(sheet.key.period)
        return bool(sheet.last_year) and period.year_before != period.previous

    # Drawing

    def draw(self, painter: QPainter, region: QRegion) -> None:
        """Draw the rows within a region."""
        grid, box = self._grid, region.boundingRect()
        columns = {
            column: (grid.columnViewportPosition(column), grid.columnWidth(column))
            for column in range(len(Column))
            if not grid.isColumnHidden(column)
        }
        width = grid.horizontalHeader().length()
        row = max(grid.rowAt(max(box.top(), 0)), 0)
        while row < len(self._page.rows) and (top := grid.rowViewportPosition(row)) <= box.bottom():
            height = grid.rowHeight(row)
            if height and region.intersects(QRect(0, top, width, height)):
                self._painter.paint_row(painter, row, self._places(row, columns, top, height), width)
            row += 1

    def _places(
        self, row: int, columns: Mapping[int, tuple[int, int]], top: int, height: int
    ) -> dict[int, QRect]:
        """Give where the columns of a row are; some reach over those beside them."""
        found = {column: QRect(left, top, width, height) for column, (left, width) in columns.items()}
        reach = self._reach(row)
        for beside in range(reach.start + 1, reach.stop):
            if (hidden := found.pop(beside, None)) is not None:
                found[reach.start].setRight(hidden.right())
        return found

    def _reach(self, row: int) -> range:
        """Give the columns that are one in a row: of a worded answer, or of an open row."""
        asks = self._page.rows[row]
        if asks.kind is RowKind.OPEN:
            return range(Column.TEXT, Column.TOTAL + 1)
        if asks.kind is RowKind.INDICATOR and self._page.indicator(row).value_type in WIDE:
            return range(Column.TOTAL, len(Column))
        return range(0)

    # Folding

    def fold(self, row: int, folded: bool | None) -> bool:
        """Hide or show the parts of a table; nothing given: the other way round; says whether it changed."""
        if self._page.rows[row].kind is not RowKind.TABLE:
            return False
        now = row in self._painter.folded
        if (not now if folded is None else folded) is now:
            return False
        self._painter.folded.symmetric_difference_update({row})
        self.hide_folded()
        return True

    def hide_folded(self) -> None:
        """Hide the parts of folded tables and show all others."""
        hiding = False
        for row, asks in enumerate(self._page.rows):
            if asks.kind is RowKind.TABLE:
                hiding = row in self._painter.folded
            elif asks.kind not in (RowKind.PART, RowKind.OPEN):
                hiding = False
            self._grid.setRowHidden(row, hiding and asks.kind is not RowKind.TABLE)

    def table_above(self, row: int) -> int:
        """Give the heading of the table a part stands in."""
        while row > 0 and self._page.rows[row].kind in (RowKind.PART, RowKind.OPEN):
            row -= 1
        return row
