"""The remarks on a return: what is asked, at which cell, and what is answered."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from gcm_desktop.app import answering, display
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.rows import Column, Line, LineTable
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.domain.remarks import Asked, RemarkState
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import BLANK
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words, mark

STATES: Final = {
    RemarkState.OPEN: (mark("open"), Glyph.WARNING),
    RemarkState.ANSWERED: (mark("answered"), Glyph.GOOD),
    RemarkState.CLOSED: (mark("closed"), Glyph.INFO),
}


class RemarksDialog(Sheet):
    """Lists the remarks; an office answers them here, the coordinator reads the answers."""

    go_to = Signal(str)

    def __init__(self, desk: Desk, key: ReturnKey, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent, wide=True)
        self.desk = desk
        self.key = key
        self.counts, self.empty = role(QLabel(), "heading"), role(QLabel(), "side")
        self.table = LineTable(self._go)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_answer())
        self.answer_row = QWidget()
        row = QHBoxLayout(self.answer_row)
        row.setContentsMargins(0, 0, 0, 0)
        self.answer_label, self.answer = QLabel(), QLineEdit()
        self.answer.setMaxLength(answering.MAX_ANSWER)
        self.answer_label.setBuddy(self.answer)
        self.keep_button = self.button(self._keep)
        for part in (self.answer_label, self.answer, self.keep_button):
            row.addWidget(part, 1 if part is self.answer else 0)
        for widget in (self.counts, self.empty, self.table, self.answer_row):
            self.body.addWidget(widget, 1 if widget is self.table else 0)
        self.go_button = self.button(lambda: self._go(self.table.chosen_line()), main=True)
        self.buttons.addWidget(self.go_button)
        self.retranslate(words)
        self.table.setFocus()

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        name = unit_name(self.desk.catalogue, self.key.unit, words.code)
        self.head(words.say("Remarks"), f"{name} · {words.period(self.key.period)}")
        self.empty.setText(words.say("There are no remarks on this return."))
        self.answer_label.setText(words.say("Your answer"))
        self.answer.setAccessibleName(words.say("Your answer"))
        self.keep_button.setText(words.say("Answer"))
        self.go_button.setText(words.say("Go to the cell"))
        self.table.setAccessibleName(words.say("Remarks"))
        self._show()

    def _show(self) -> None:
        say, number = self.words.say, self.words.number
        found = answering.asked(self.desk, self.key)
        open_ = sum(one.state is RemarkState.OPEN for one in found)
        self.counts.setText(
            say("Not answered yet: {n} of {total}", n=number(open_), total=number(len(found)))
        )
        columns = (
            Column(say("State")), Column("№"), Column(say("Cell"), share=3), Column(say("Remark"), share=4),
            Column(say("Was"), share=1), Column(say("Is now"), share=1), Column(say("Answer"), share=3),
        )  # fmt: skip
        order = (RemarkState.OPEN, RemarkState.ANSWERED, RemarkState.CLOSED)
        found = tuple(sorted(found, key=lambda one: order.index(one.state)))
        self.table.show_lines(columns, [self._line(one) for one in found], keep=True)
        for part in (self.counts, self.table, self.go_button):
            part.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.answer_row.setVisible(bool(found) and not self.desk.national)
        self._show_answer()

    def _line(self, one: Asked) -> Line:
        words, catalogue, remark = self.words, self.desk.catalogue, one.remark
        held = self.desk.file.cells(self.desk.registers_key(self.key.unit))
        now = {**held, **self.desk.file.cells(self.key)}.get(remark.cell, BLANK)
        word, sign = STATES[one.state]
        texts = (
            words.say(word),
            str(remark.number),
            display.shown_cell(words, catalogue, remark.cell),
            remark.text.of(words.code),
            display.shown(words, catalogue, remark.cell, remark.was) or "—",
            display.shown(words, catalogue, remark.cell, now) or "—",
            one.answer,
        )
        return Line(texts, one, sign, faint=one.state is RemarkState.CLOSED)

    def _show_answer(self) -> None:
        line = self.table.chosen_line()
        open_ = line is not None and line.thing.state is not RemarkState.CLOSED
        self.answer.setText(line.thing.answer if line else "")
        self.answer.setEnabled(open_)
        self.keep_button.setEnabled(open_)

    def _keep(self) -> None:
        """Keep the answer at once and go on to the next remark."""
        line = self.table.chosen_line()
        if line is None:
            return
        try:
            answering.answer(self.desk, self.key, line.thing.key, self.answer.text())
        except UserError as error:
            show_error(self, self.words, error)
        self._show()
        self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the answer keeps it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.answer.hasFocus():
            self._keep()
            return
        super().keyPressEvent(event)

    def _go(self, line: Line | None) -> None:
        if line is not None:
            self.accept()
            self.go_to.emit(line.thing.remark.cell)
