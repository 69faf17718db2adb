"""Shows what a table would bring into a register, and brings it in after one confirmation."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QWidget

from gcm_desktop.app import register_tables, registers
from gcm_desktop.app.display import shown
from gcm_desktop.app.register_tables import Line as TableLine
from gcm_desktop.app.register_tables import Standing, TablePlan
from gcm_desktop.desktop.dialogs.rows import Column, Line, LineTable
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.domain.catalogue import RegisterField
from gcm_desktop.domain.values import State, Value
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words, mark

_STANDINGS: Final = {
    Standing.NEW: mark("comes in"),
    Standing.KNOWN: mark("is here already"),
    Standing.OTHER_GOALS: mark("is here already; its goals are added"),
    Standing.LIKELY: mark("likely here already; left out"),
}
_ORDERS: Final = (
    ("", mark("Ask for each row later")),
    ("dmy", mark("Read the day first")),
    ("mdy", mark("Read the month first")),
)


class TableDialog(Sheet):
    """The lines of a table beside what becomes of them; nothing is kept before the main button."""

    brought = Signal(object)  # moment of the COMMIT
    refused = Signal(object)  # UserError

    def __init__(self, sheet: OpenReturn, planned: TablePlan, parent: QWidget | None = None) -> None:
        super().__init__(sheet.words, parent, wide=True)
        self._sheet = sheet
        self._plan = planned
        self.table = LineTable()
        self.count = role(QLabel(), "side")
        self.count.setWordWrap(True)
        self.dates_text = QLabel()
        self.dates = QComboBox()
        self.also_likely = QCheckBox()
        self.also_likely.setVisible(planned.count(Standing.LIKELY) > 0)
        line = QHBoxLayout()
        line.addWidget(self.dates_text)
        line.addWidget(self.dates)
        line.addStretch(1)
        self.body.addLayout(line)
        for part in (self.dates_text, self.dates):
            part.setVisible(bool(planned.questions))
        self.body.addWidget(self.also_likely)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.count)
        self.bring_button = self.button(self._bring, main=True)
        self.buttons.addWidget(self.bring_button)
        self.dates.activated.connect(lambda _: self._show())
        self.also_likely.toggled.connect(lambda _: self._show())
        self.retranslate(sheet.words)
        self.bring_button.setFocus()

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        name = self._plan.register.name.of(words.code)
        whence = words.say("the rows of the review") if self._plan.own else self._plan.name
        self.head(words.say("Bring in rows"), f"{name} · {whence}")
        self.close_button.setText(words.say("Cancel"))
        self.bring_button.setText(words.say("Bring in"))
        self.dates_text.setText(words.say("Dates that read both ways:"))
        self.dates.setAccessibleName(words.say("Dates that read both ways:"))
        self.also_likely.setText(words.say("Bring in the rows that are likely here, too"))
        held = max(self.dates.currentIndex(), 0)
        self.dates.clear()
        for order, text in _ORDERS:
            self.dates.addItem(words.say(text), order)
        self.dates.setCurrentIndex(held)
        self._show()

    def _show(self) -> None:
        words, plan = self.words, self._plan
        fields = self._fields()
        columns = [Column(words.say("Line"), right=True), Column(words.say("What becomes of it"), share=2)]
        columns += [
            Column(field.name.of(words.code), share=4 if field.kind == "text" else 0) for field in fields
        ]
        columns.append(Column(words.say("Date")))
        self.table.show_lines(tuple(columns), [self._line(line, fields) for line in plan.lines])
        rows = plan.count(Standing.NEW) + plan.count(Standing.OTHER_GOALS) + len(self._also())
        parts = [words.count(rows, "{n} row would change.", "{n} rows would change.")]
        if plan.unknown:
            parts.append(words.say("Columns left out: {names}.", names=", ".join(plan.unknown)))
        self.count.setText("  ".join(parts))
        self.bring_button.setEnabled(rows > 0)

    def _fields(self) -> list[RegisterField]:
        used = {code for line in self._plan.lines for code in line.values}
        fields = self._plan.register.fields
        named = [field for field in fields if field.key and field.kind != "date" and field.code in used]
        goals = [field for field in fields if field.kind == "goals" and field.code in used]
        return [*named[:2], *goals]

    def _line(self, line: TableLine, fields: list[RegisterField]) -> Line:
        words = self.words
        text = words.say(_STANDINGS[Standing.NEW if line.number in self._also() else line.standing])
        if line.unread:
            names = {field.code: field.name.of(words.code) for field in self._plan.register.fields}
            kept = ", ".join(names[code] for code in line.unread)
            text = words.say("{what}; kept as typed: {fields}", what=text, fields=kept)
        sign = {Standing.NEW: None, Standing.OTHER_GOALS: None, Standing.LIKELY: Glyph.WARNING}.get(
            line.standing
        )
        texts = (words.number(line.number), text, *(self._text(line, f) for f in fields), self._date(line))
        return Line(texts, line, sign, faint=line.standing is Standing.KNOWN)

    def _text(self, line: TableLine, field: RegisterField) -> str:
        text = line.values.get(field.code, "")
        cell = registers.register_cell(self._plan.register.code, line.row, field.code)
        return shown(self.words, self._sheet.desk.catalogue, cell, Value(State.VALUE, text)) if text else ""

    def _date(self, line: TableLine) -> str:
        values = line.values
        chosen = self._chosen().get(line.number) or values.get("date", "")
        if not chosen:
            return f"{values['date_text']}  ?" if line.question else values.get("date_text", "")
        cell = registers.register_cell(self._plan.register.code, line.row, "date")
        return shown(self.words, self._sheet.desk.catalogue, cell, Value(State.VALUE, chosen))

    def _chosen(self) -> dict[int, str]:
        """Give the readings the order chosen for the whole table settles on."""
        order = self.dates.currentData()
        if not order:
            return {}
        start = "dd" if order == "dmy" else "mm"
        return {
            line.number: reading.iso
            for line in self._plan.questions
            for reading in (line.question.readings if line.question else ())
            if reading.order.startswith(start)
        }

    def _also(self) -> list[int]:
        if not self.also_likely.isChecked():
            return []
        return [line.number for line in self._plan.lines if line.standing is Standing.LIKELY]

    def _bring(self) -> None:
        try:
            register_tables.take(self._sheet.desk, self._plan, self._chosen(), self._also())
        except UserError as error:
            self.refused.emit(error)
            return
        self.brought.emit(datetime.now(UTC).astimezone())
        self.accept()
