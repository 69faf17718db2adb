"""Opens a field over the focused cell, and puts what was typed on the disk before it goes on."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent

from gcm_desktop.app.page import RowKind
from gcm_desktop.desktop.goal_view.editors import CellEditor, Choice, ChoiceEditor
from gcm_desktop.desktop.goal_view.looks import WIDE
from gcm_desktop.desktop.keys import CellCommand, cell_command_of, command_of, letter_of
from gcm_desktop.domain.catalogue import Catalogue, ValueType
from gcm_desktop.domain.entries import stage_list
from gcm_desktop.domain.text import Text3

if TYPE_CHECKING:
    from gcm_desktop.desktop.goal_view.view import GoalGrid


class EditorDesk(QObject):
    """The one field that can be open in the grid."""

    def __init__(self, grid: GoalGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        self._editor: CellEditor | None = None

    @property
    def is_open(self) -> bool:
        """Say whether somebody is typing."""
        return self._editor is not None

    @property
    def editor(self) -> CellEditor | None:
        """Give the open field."""
        return self._editor

    def open(self, text: str | None, *, moves: bool) -> None:
        """Open a field with ``text``, or with what the cell holds; ``moves``: arrows leave it."""
        grid = self._grid
        index = grid.currentIndex()
        if self._editor is not None or not index.isValid():
            return
        if grid.page.sheet.closed:
            grid.page.sheet.held_back.emit()
            return
        row = index.row()
        choices = self._choices(row)
        if choices:
            closed = grid.page.rows[row].kind is not RowKind.OPEN
            editor: CellEditor = ChoiceEditor(grid.viewport(), choices, grid.window(), offer_all=closed)
        else:
            editor = CellEditor(grid.viewport(), moves=moves)
        if grid.page.indicator(row).value_type in WIDE:
            editor.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._editor = editor
        editor.setAccessibleName(str(grid.page.data(index, int(Qt.ItemDataRole.AccessibleTextRole))))
        editor.setGeometry(grid.cell_box())
        editor.left.connect(self._leave)
        editor.commanded.connect(self._command)
        editor.tabbed.connect(self._to_pane)
        if isinstance(editor, ChoiceEditor):
            editor.chosen.connect(self._choose)
        editor.show()
        editor.setFocus()
        editor.setText(
            text if text is not None else str(grid.page.data(index, int(Qt.ItemDataRole.EditRole)))
        )
        if text is None:
            editor.selectAll()
        if isinstance(editor, ChoiceEditor):
            editor.place_list()

    def _choices(self, row: int) -> tuple[Choice, ...]:
        grid = self._grid
        catalogue = grid.page.sheet.desk.catalogue
        language = grid.page.sheet.words.code
        if grid.page.rows[row].kind is RowKind.OPEN:
            return _countries(_Held(catalogue), language)
        indicator = grid.page.indicator(row)
        stages = (
            stage_list(indicator, catalogue.codelists) if indicator.value_type is ValueType.STAGE else None
        )
        if stages is None:
            return ()
        return tuple(
            _choice(code.code, code.name, language, str(number))
            for number, code in enumerate(stages.codes, 1)
        )

    def _leave(self, rows: int, columns: int, keep: bool) -> None:
        if keep:
            self.commit()
        else:
            self.close()
        self._grid.setFocus()
        self._grid.move(rows, columns)

    def _to_pane(self) -> None:
        self._leave(0, 0, True)
        self._grid.pane_wanted.emit()

    def _choose(self, code: str) -> None:
        """A line of the list was chosen: a stage is the answer, a country opens its row."""
        grid = self._grid
        row = grid.currentIndex().row()
        self.close()
        grid.setFocus()
        if grid.page.rows[row].kind is RowKind.OPEN:
            grid.go_to(grid.page.open_country(row, code))
            return
        cell = grid.current_code()
        if grid.page.sheet.enter(cell, code):
            grid.move(1, 0)

    def commit(self) -> None:
        """Put what was typed on the disk; an open row keeps nothing but a country chosen from its list."""
        editor, cell = self._editor, self._grid.current_code()
        if editor is None:
            return
        text = editor.text()
        was = str(self._grid.page.data(self._grid.currentIndex(), int(Qt.ItemDataRole.EditRole)))
        self.close()
        if cell and text != was:
            self._grid.page.sheet.enter(cell, text)

    def close(self) -> None:
        """Take the field away; what was not committed goes with it."""
        if self._editor is not None:
            editor, self._editor = self._editor, None
            editor.blockSignals(True)
            editor.hide()
            editor.deleteLater()

    def _command(self, event: QKeyEvent) -> None:
        """A key the field does not keep: commit first, then do it; letters of editing stay in the field."""
        cell_command = cell_command_of(event, signs=False)
        command = command_of(event)
        editor = self._editor
        if editor is None:
            return
        if cell_command is CellCommand.PRECISION:
            editor.cycle_sign()
        elif cell_command is not None:
            self._leave(0, 0, True)
            self._grid.mark(cell_command)
        elif command is not None and not _belongs_to_line(event):
            self._leave(0, 0, True)
            self._grid.keyPressEvent(event)
        else:
            event.ignore()
            return
        event.accept()


def _belongs_to_line(event: QKeyEvent) -> bool:
    """Copy, cut, paste, undo of letters: the line does these itself."""
    return letter_of(event) in ("C", "V", "X", "Z", "Y", "A") or event.key() in (
        Qt.Key.Key_Insert,
        Qt.Key.Key_Delete,
    )


class _Held:
    """Lets a catalogue be a key of the cache by its digest."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __hash__(self) -> int:
        return hash(self.catalogue.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.catalogue.digest == self.catalogue.digest


@lru_cache(maxsize=6)
def _countries(held: _Held, language: str) -> tuple[Choice, ...]:
    from gcm_desktop.i18n import words

    key = words(language).sort_key
    names = sorted(held.catalogue.countries.items(), key=lambda item: key(item[1].of(language)))
    return tuple(_choice(code, name, language) for code, name in names)


def _choice(code: str, name: Text3, language: str, *others: str) -> Choice:
    return Choice(code, name.of(language), (name.tk, name.ru, name.en, *others))
