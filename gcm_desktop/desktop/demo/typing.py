"""Types a return into the real window with real key events, as an officer with a table in one hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from gcm_desktop.app.page import PageRow, RowKind
from gcm_desktop.desktop.goal_view.editors import ChoiceEditor
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.domain.cells import parse_cell
from gcm_desktop.domain.values import Precision, State, Value
from gcm_desktop.i18n import fold

_PLAIN: Final = Qt.KeyboardModifier.NoModifier
_SIGNS: Final = (Precision.EXACT, Precision.ABOUT, Precision.AT_LEAST, Precision.MORE_THAN, Precision.ALMOST)
_REASON_KEYS: Final = {State.NOT_COLLECTED: "1", State.NOT_AVAILABLE: "2"}


class Hands:
    """Two hands on the keyboard; ``keys`` counts what they pressed."""

    def __init__(self, window: QWidget) -> None:
        self._before = window
        self.keys = 0

    def press(self, key: int, text: str = "", modifiers: Qt.KeyboardModifier = _PLAIN) -> None:
        """Press and release one key where the focus is."""
        self.keys += 1
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            target = QApplication.focusWidget() or self._before
            QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))

    def type(self, text: str) -> None:
        """Type letters and digits one by one."""
        for letter in text:
            code = ord(letter.upper()) if letter.isascii() else 0
            self.press(code, letter)


class Typist(Hands):
    """Fills a whole return in the officer's window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window

    def goal(self, goal: int, answers: Mapping[str, Value]) -> None:
        """Fill one goal page from the top: along each row, then down; countries through the open rows."""
        window = self.window
        for _ in range(len(window.desk.catalogue.goals)):
            if window.page.goal == goal:
                break
            self.press(Qt.Key.Key_F6)
        own = {
            cell: value for cell, value in answers.items() if parse_cell(cell).goal == goal and cell[0] == "G"
        }
        window.grid.setFocus()
        row = 0
        while row < len(window.grid.page.rows):
            asks = window.grid.page.rows[row]
            if asks.kind is RowKind.OPEN:
                self._countries(asks, own)
                row = self._row_of_open(asks)
            else:
                for cell in asks.cells:
                    if cell in own:
                        self.answer(cell, own.pop(cell))
            row += 1

    def answer(self, cell: str, value: Value) -> None:
        """Bring the focus to a cell with the arrows and type the answer."""
        self._steer(cell)
        if value.state in _REASON_KEYS:
            self.press(Qt.Key.Key_Slash, "/")
            self.type(_REASON_KEYS[value.state])
        elif value.state is State.NOT_APPLICABLE:
            self.press(Qt.Key.Key_Asterisk, "*")
        else:
            self.type(value.text)
            for _ in range(_SIGNS.index(value.precision)):
                self.press(Qt.Key.Key_F9)
            self.press(Qt.Key.Key_Return, "\r")
        if value.note:
            self._steer(cell)
            self.press(Qt.Key.Key_Minus, "-")
            self.type(value.note)
            self.press(Qt.Key.Key_Escape)

    def _steer(self, cell: str) -> None:
        grid = self.window.grid
        for _ in range(400):
            place = grid.page.place_of(cell)
            here = grid.currentIndex()
            if place is None:
                raise LookupError(cell)
            rows, columns = place[0] - here.row(), place[1] - here.column()
            if not rows and not columns:
                return
            if columns < 0:  # back to the totals first: only their column has every row
                self.press(Qt.Key.Key_Left)
            elif rows:
                self.press(Qt.Key.Key_Down if rows > 0 else Qt.Key.Key_Up)
            else:
                self.press(Qt.Key.Key_Right)
            if grid.currentIndex() == here:
                self.press(Qt.Key.Key_Home)
        raise LookupError(cell)

    def _countries(self, open_row: PageRow, own: dict[str, Value]) -> None:
        """Name each country in the empty row by its first letters, then type its figure."""
        grid, catalogue = self.window.grid, self.window.desk.catalogue
        for cell in [cell for cell in own if self._is_country(cell, open_row)]:
            country = parse_cell(cell).breakdown[0][1]
            self._to_open(open_row)
            for letter in fold(catalogue.countries[country].of(self.window.words.code)):
                self.type(letter)
                editor = grid.editing.editor
                if isinstance(editor, ChoiceEditor) and editor.current() == country:
                    break
            self.press(Qt.Key.Key_Return, "\r")
            self.answer(cell, own.pop(cell))

    def _is_country(self, cell: str, open_row: PageRow) -> bool:
        code = parse_cell(cell)
        return (
            code.indicator == open_row.indicator
            and code.part is open_row.part
            and len(code.breakdown) == 1
            and code.breakdown[0][0] == open_row.dim
            and code.breakdown[0][1] in self.window.desk.catalogue.countries
            and self.window.grid.page.place_of(cell) is None
        )

    def _row_of_open(self, open_row: PageRow) -> int:
        wanted = (open_row.indicator, open_row.dim, open_row.part)
        rows = self.window.grid.page.rows
        return next(
            number
            for number, row in enumerate(rows)
            if row.kind is RowKind.OPEN and (row.indicator, row.dim, row.part) == wanted
        )

    def _to_open(self, open_row: PageRow) -> None:
        grid = self.window.grid
        for _ in range(400):
            rows = self._row_of_open(open_row) - grid.currentIndex().row()
            if not rows:
                return
            before = grid.currentIndex().row()
            self.press(Qt.Key.Key_Down if rows > 0 else Qt.Key.Key_Up)
            if grid.currentIndex().row() == before:
                self.press(Qt.Key.Key_Home)
        raise LookupError(open_row.indicator)

    def narrative(self, texts: Mapping[str, str]) -> None:
        """Type the written part of the goal on screen; leaving a field puts it on the disk."""
        self.window.show_tab("narrative")
        fields = self.window.page.narrative.fields
        for section, text in texts.items():
            fields[section].edit.setFocus()
            self.type(text)
            self.press(Qt.Key.Key_Tab, "\t")
        self.window.finish_typing()
        self.window.show_tab("indicators")

    def register_row(self, texts: Mapping[str, str]) -> None:
        """Add a row to the register on screen and type its fields."""
        self.window.show_tab("registers")
        page = self.window.page.registers
        page.add_button.setFocus()
        self.press(Qt.Key.Key_Space, " ")
        names = {field.code: field.name.of(self.window.words.code) for field in page.register.fields}
        parts = cast("list[QWidget]", page.findChildren(QWidget))
        editors = {part.accessibleName(): part for part in parts if part.isVisible()}
        for field, text in texts.items():
            editor = editors[names[field]]
            editor.setFocus()
            if isinstance(editor, QComboBox):
                self._choose(editor, text)
            else:
                self.type(text)
            self.press(Qt.Key.Key_Tab, "\t")

    def _choose(self, combo: QComboBox, code: str) -> None:
        """Step down a list to the entry of this code."""
        for _ in range(combo.count()):
            if combo.currentData() == code:
                return
            self.press(Qt.Key.Key_Down)
