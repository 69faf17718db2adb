"""The table of a register: one line for a row, with what is open in words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from gcm_desktop.app import registers
from gcm_desktop.app.display import shown
from gcm_desktop.app.register_fields import AS_PRINTED, goals_in_figures, open_question
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.domain.catalogue import Register, RegisterField
from gcm_desktop.domain.values import State, Value
from gcm_desktop.i18n import fold

_ROW: Final = int(Qt.ItemDataRole.UserRole)
_MORE: Final = ("date", "status", "goals")  # stand in the table besides what names a row
_WIDE: Final = 2  # this many long columns share the room


class Shown(StrEnum):
    """Which rows are on screen."""

    ALL = "all"
    GOAL = "goal"
    OPEN = "open"


class RegisterList(QTableWidget):
    """The rows on screen; ``texts`` holds every row of the register, filtered or not."""

    row_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts: dict[str, dict[str, str]] = {}
        self.places: dict[str, int] = {}
        self.columns: tuple[RegisterField, ...] = ()
        self._sheet: OpenReturn | None = None
        self._register: Register | None = None
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.itemSelectionChanged.connect(lambda: self.row_chosen.emit(self.chosen()))

    def fill(self, sheet: OpenReturn, register: Register, wanted: str, kind: Shown, goal: int) -> None:
        """Show the rows of a register that a filter leaves."""
        self._sheet, self._register = sheet, register
        self.columns = _columns(register)
        words = sheet.words
        held = registers.rows(sheet.desk, register.code, sheet.key.unit)
        self.texts = {row.row: row.texts() for row in held}
        needle = fold(wanted.strip())
        self.blockSignals(True)
        self.setRowCount(0)
        self.places = {}
        self.setColumnCount(len(self.columns))
        self.setHorizontalHeaderLabels([field.name.of(words.code) for field in self.columns])
        for row, texts in self.texts.items():
            if _is_shown(texts, kind, goal) and (not needle or needle in fold(self._all_words(row, texts))):
                self._add(row)
        self._share()
        self.blockSignals(False)

    def reread(self) -> None:
        """Read the rows again and write them where they stand."""
        sheet, register = self._sheet, self._register
        if sheet is None or register is None:
            return
        held = registers.rows(sheet.desk, register.code, sheet.key.unit)
        self.texts = {row.row: row.texts() for row in held}
        for row in self.places:
            self._write(row)

    def begin(self, row: str) -> None:
        """Add an empty line for a new row and stand on it."""
        self.blockSignals(True)
        self._add(row)
        self.selectRow(self.places[row])
        self.scrollToBottom()
        self.blockSignals(False)

    def _add(self, row: str) -> None:
        place = self.rowCount()
        self.insertRow(place)
        self.places[row] = place
        for column in range(len(self.columns)):
            item = QTableWidgetItem()
            item.setData(_ROW, row)
            self.setItem(place, column, item)
        self._write(row)

    def _write(self, row: str) -> None:
        for column, field in enumerate(self.columns):
            text = self._words(row, field)
            if item := self.item(self.places[row], column):
                item.setText(text)
                item.setToolTip(text)

    def _words(self, row: str, field: RegisterField) -> str:
        sheet, register, texts = self._sheet, self._register, self.texts.get(row, {})
        if sheet is None or register is None:
            return ""
        text = texts.get(field.code, "")
        if field.code == "date" and not text:
            return f"{texts[AS_PRINTED]}  ?" if open_question(texts) else texts.get(AS_PRINTED, "")
        if field.code == "partner" and not text:
            return texts.get("partner_name", "")
        if field.kind == "goals":
            return goals_in_figures(text)
        cell = registers.register_cell(register.code, row, field.code)
        return shown(sheet.words, sheet.desk.catalogue, cell, Value(State.VALUE, text)) if text else ""

    def _all_words(self, row: str, texts: Mapping[str, str]) -> str:
        fields = self._register.fields if self._register else ()
        return " ".join([*texts.values(), *(self._words(row, field) for field in fields)])

    def name(self, row: str) -> str:
        """Name a row in a sentence: what its first columns say."""
        return " · ".join(text for field in self.columns[:3] if (text := self._words(row, field)))

    def choose(self, row: str) -> str:
        """Stand on a row, or on the first; gives the row stood on."""
        place = self.places.get(row, 0)
        self.blockSignals(True)
        if self.rowCount():
            self.selectRow(place)
            self.scrollTo(self.model().index(place, 0))
        self.blockSignals(False)
        return self.chosen()

    def chosen(self) -> str:
        """Give the row stood on."""
        items = self.selectedItems()
        return str(items[0].data(_ROW)) if items else ""

    def show_chosen(self) -> None:
        """Bring the row stood on into view."""
        if items := self.selectedItems():
            self.scrollToItem(items[0])

    def neighbour(self, row: str) -> str:
        """Give the row below, or above the last."""
        names = list(self.places)
        place = self.places.get(row, 0)
        return next((names[near] for near in (place + 1, place - 1) if 0 <= near < len(names)), "")

    def _share(self) -> None:
        """Give long texts the room the short ones leave."""
        head, long = self.horizontalHeader(), 0
        for column, field in enumerate(self.columns):
            mode = QHeaderView.ResizeMode.Interactive
            if field.kind == "text" and field.key and long < _WIDE:
                mode, long = QHeaderView.ResizeMode.Stretch, long + 1
            head.setSectionResizeMode(column, mode)
            if mode is QHeaderView.ResizeMode.Interactive:
                self.resizeColumnToContents(column)
                self.setColumnWidth(column, min(self.columnWidth(column) + theme.px(8), theme.px(190)))


def _columns(register: Register) -> tuple[RegisterField, ...]:
    keys = [field for field in register.fields if field.key and field.kind != "date"]
    return (*keys, *(field for code in _MORE for field in register.fields if field.code == code))


def _is_shown(texts: Mapping[str, str], kind: Shown, goal: int) -> bool:
    if kind is Shown.GOAL:
        return f"G{goal:02d}" in texts.get("goals", "").split(",")
    return kind is not Shown.OPEN or open_question(texts) is not None
