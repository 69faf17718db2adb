"""A block from a spreadsheet goes into the page only after it was seen: old beside new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gcm_desktop.app import entering
from gcm_desktop.app.display import shown, shown_cell
from gcm_desktop.app.page import RowKind
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.goal_view.model import Column
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.domain.values import State, Value

if TYPE_CHECKING:
    from gcm_desktop.desktop.goal_view.view import GoalGrid


def paste(grid: GoalGrid) -> None:
    """Put the clipboard into the page from the focused cell on; several cells are shown first."""
    texts = landing(grid, QGuiApplication.clipboard().text())
    sheet = grid.page.sheet
    values = {cell: entering.typed(sheet.desk, sheet.key, cell, text) for cell, text in texts.items()}
    values = {cell: value for cell, value in values.items() if not value.same_as(sheet.value(cell))}
    if not values:
        return
    if len(values) > 1 and PastePreview(sheet, values, grid.window()).exec() != QDialog.DialogCode.Accepted:
        return
    grid.setFocus()
    sheet.set_values(values, "paste")


def landing(grid: GoalGrid, text: str) -> dict[str, str]:
    """Give the cell each text of the clipboard lands in; rows the program computes are passed over."""
    lines = [line.split("\t") for line in text.rstrip("\r\n").splitlines()]
    row, column = grid.currentIndex().row(), grid.currentIndex().column()
    found: dict[str, str] = {}
    for place in range(row, len(grid.page.rows)):
        if not lines:
            break
        asks = grid.page.rows[place]
        if not grid.page.is_stop(place, column) or asks.kind is RowKind.OPEN:
            if not any(part.strip() for part in lines[0]):
                lines.pop(0)  # the heading's own line of the block
            continue
        for offset, part in enumerate(lines.pop(0)):
            if column + offset <= Column.UNKNOWN and grid.page.is_stop(place, column + offset):
                found[asks.cells[column + offset - Column.TOTAL]] = part.strip()
    return found


class PastePreview(QDialog):
    """What each cell holds and what would stand there."""

    def __init__(self, sheet: OpenReturn, values: dict[str, Value], parent: QWidget) -> None:
        super().__init__(parent)
        words, catalogue = sheet.words, sheet.desk.catalogue
        self.setWindowTitle(words.say("Paste: check first"))
        self.resize(theme.px(760), theme.px(520))
        unread = sum(value.state is State.UNREAD for value in values.values())
        lead = words.count(len(values), "{n} cell will change.", "{n} cells will change.")
        if unread:
            lead += " " + words.say("Not understood, kept as written: {n}.", n=words.number(unread))
        head = QLabel(lead)
        head.setProperty("role", "heading")
        table = QTableWidget(len(values), 3)
        table.setHorizontalHeaderLabels([words.say("Cell"), words.say("Now"), words.say("New")])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for line, (cell, value) in enumerate(values.items()):
            texts = (
                shown_cell(words, catalogue, cell),
                shown(words, catalogue, cell, sheet.value(cell)),
                shown(words, catalogue, cell, value),
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                table.setItem(line, column, item)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        take, leave = QPushButton(words.say("Paste")), QPushButton(words.say("Cancel"))
        take.setProperty("main", True)
        take.setDefault(True)
        take.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(take)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(16)
        box.addWidget(head)
        box.addWidget(table, 1)
        box.addLayout(foot)
