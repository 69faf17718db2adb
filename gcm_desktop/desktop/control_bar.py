"""The control total: what the paper says, beside the sum of what was typed."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from gcm_desktop.app import control
from gcm_desktop.app.control import Block, Control
from gcm_desktop.app.page import PageRow
from gcm_desktop.desktop import glyphs, letters, theme
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.desktop.keys import Command, command_of, is_enter
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.domain.cells import parse_cell
from gcm_desktop.errors import UserError

_OF_THE_FIELD = (Command.UNDO, Command.REDO, Command.COPY, Command.PASTE, Command.CUT)


class ControlBar(QFrame):
    """One line below the page; Enter and Esc lead back to it."""

    left = Signal()
    asked_for = Signal(object)  # a Command that is not the field's own
    refused = Signal(object)  # UserError

    def __init__(self, sheet: OpenReturn, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("foot", True)
        self._sheet = sheet
        self._goal = 0
        self._rows: tuple[PageRow, ...] = ()
        self._keyed: Decimal | None = None
        self._head, self._sum, self._sign, self._said = (QLabel(self) for _ in range(4))
        self._sum.setProperty("role", "side")
        self.field = QLineEdit(self)
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.field.setFixedWidth(theme.px(120))
        self.field.setProperty(letters.FIGURES, True)
        self.field.installEventFilter(self)
        self._head.setBuddy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 12, 5)
        row.setSpacing(8)
        for widget in (self._head, self.field, self._sum, self._sign):
            row.addWidget(widget)
        self._said.setWordWrap(True)
        row.addWidget(self._said, 1)
        sheet.changed.connect(lambda _: self.refresh())

    def show_page(self, goal: int, rows: tuple[PageRow, ...]) -> None:
        """Belong to the page of a goal."""
        self._goal, self._rows = goal, rows
        self._keyed = control.keyed_total(self._sheet.desk, self._sheet.key, goal)
        totals = list(control.total_rows(self._sheet.desk.catalogue, rows))
        self.setVisible(bool(totals))
        self.retranslate()

    def retranslate(self) -> None:
        """Write everything in the language of the return."""
        words = self._sheet.words
        self._head.setText(words.say("Control total"))
        self.field.setAccessibleName(words.say("Control total from the paper"))
        self.field.setToolTip(
            words.say("The sum of the totals on the paper, without the parts of tables (F11)")
        )
        self._write_keyed()
        self.refresh()

    def _write_keyed(self) -> None:
        self.field.setText("" if self._keyed is None else self._sheet.words.number(self._keyed))

    def compared(self) -> Control | None:
        """Give both totals, or nothing while none was keyed."""
        if self._keyed is None:
            return None
        sheet = self._sheet
        return control.compare(sheet.desk.catalogue, self._rows, sheet.values, self._keyed)

    @property
    def said(self) -> str:
        """Give what the line says of the two totals."""
        return self._said.text()

    def refresh(self) -> None:
        """Hold the typed against the paper again."""
        if self.isHidden():
            return
        sheet, words = self._sheet, self._sheet.words
        total = control.computed_total(sheet.desk.catalogue, self._rows, sheet.values)
        self._sum.setText(words.say("typed: {total}", total=words.number(total)))
        found = self.compared()
        self._sign.setVisible(found is not None)
        if found is None:
            self._said.clear()
            return
        good = found.difference == 0
        self._sign.setPixmap(glyphs.pixmap(Glyph.GOOD if good else Glyph.ERROR, theme.px(14)))
        if good:
            self._said.setText(words.say("equal"))
            return
        number = words.number(abs(found.difference))
        above = found.difference > 0
        text = words.say("{n} too much", n=number) if above else words.say("{n} too little", n=number)
        self._said.setText(f"{text}: {self._named(found.block)}" if found.block else text)

    def _named(self, block: Block) -> str:
        """Name the part to look at first."""
        catalogue, words = self._sheet.desk.catalogue, self._sheet.words
        indicator = catalogue.indicators[parse_cell(block.cell).indicator]
        name = f"{indicator.code} {indicator.name.of(words.code)}"
        return f"{name}, {catalogue.codelists[block.dim].name.of(words.code)}" if block.dim else name

    def enter(self) -> None:
        """Put the keyboard into the field."""
        if self.isVisible():
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.field.selectAll()

    def save(self) -> bool:
        """Keep what was keyed; says whether it is on the disk."""
        sheet = self._sheet
        shown = "" if self._keyed is None else sheet.words.number(self._keyed)
        if not self._goal or self.field.text() == shown:
            return True
        try:
            self._keyed = control.key_total(sheet.desk, sheet.key, self._goal, self.field.text())
        except UserError as error:
            self._write_keyed()
            self.refused.emit(error)
            return False
        self._write_keyed()
        self.refresh()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter keeps the total, Esc leaves it as it was; keys of the window go to the window."""
        if event.type() == QEvent.Type.FocusOut:
            self.save()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            command = command_of(event)
            if is_enter(event) or event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                if self.save():
                    self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._write_keyed()
                self.left.emit()
                return True
            if command is not None and command not in _OF_THE_FIELD:
                self.save()
                self.asked_for.emit(command)
                return True
        return super().eventFilter(watched, event)
