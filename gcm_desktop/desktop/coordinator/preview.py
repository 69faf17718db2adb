"""Old and new of many cells before they are decided in one step, by a rule or by mending a slip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from gcm_desktop.app import causes, display, settling
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.app.settling import Rule, Settlement
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.rows import Column, Line, LineTable
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.domain.units import ReportingUnit
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words, mark

RULES: Final = {
    Rule.NEWEST: mark("Take the file that arrived last"),
    Rule.PERSON: mark("Take what one person sent"),
    Rule.FILE: mark("Take what one file says"),
    Rule.SAME_FIGURE: mark("Equal figures: take the one with the note"),
}
_SHOWN: Final = 400


class Preview(Sheet):
    """A list old → new, a reason, and one button; nothing happens before it is pressed."""

    def __init__(
        self, desk: Desk, words: Words, parent: QWidget | None, settlements: Sequence[Settlement] = ()
    ) -> None:
        super().__init__(words, parent, wide=True)
        self.desk = desk
        self.settlements = tuple(settlements)
        self.choosers = QHBoxLayout()
        self.body.addLayout(self.choosers)
        self.table = LineTable(lambda _line: self.reason.setFocus())
        self.body.addWidget(self.table, 1)
        self.count = role(QLabel(), "side")
        self.body.addWidget(self.count)
        self.reason_label, self.reason = QLabel(), QLineEdit()
        self.reason_label.setBuddy(self.reason)
        self.reason.textChanged.connect(lambda _text: self._consider())
        self.reason.returnPressed.connect(self._confirm)
        row = QHBoxLayout()
        row.addWidget(self.reason_label)
        row.addWidget(self.reason, 1)
        self.body.addLayout(row)
        self.confirm_button = self.button(self._confirm, main=True)
        self.confirm_button.setDefault(False)  # Enter in the reason decides; elsewhere it goes there
        self.buttons.addWidget(self.confirm_button)

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        self.reason_label.setText(words.say("Reason"))
        self.reason.setAccessibleName(words.say("Reason"))
        self.table.setAccessibleName(words.say("What would change"))
        self.confirm_button.setText(words.say("Decide"))
        self.show_lines()

    def show_lines(self) -> None:
        """Show what would change."""
        say = self.words.say
        columns = (
            Column(say("Cell"), share=4), Column(say("Unit"), share=2),
            Column(say("Here now"), right=True, share=1), Column(say("Afterwards"), right=True, share=1),
        )  # fmt: skip
        self.table.show_lines(columns, [self._line(one) for one in self.settlements[:_SHOWN]])
        self.count.setText(say("Cells: {n}", n=self.words.number(len(self.settlements))))
        self._consider()

    def _line(self, one: Settlement) -> Line:
        catalogue = self.desk.catalogue
        unit = unit_name(catalogue, one.key.unit, self.words.code)
        place = f"{unit} · {self.words.period_short(one.key.period)}" if one.key.period else unit
        old = " ⇄ ".join(display.shown(self.words, catalogue, one.cell, value) or "—" for value in one.old)
        new = display.shown(self.words, catalogue, one.cell, one.new) or "—"
        new += f"\n{one.new.note}" if one.new.note else ""
        sign = Glyph.CONFLICT if len(one.old) > 1 else Glyph.CHANGED
        return Line((display.shown_cell(self.words, catalogue, one.cell), place, old, new), one, sign)

    def _consider(self) -> None:
        self.confirm_button.setEnabled(bool(self.settlements and self.reason.text().strip()))

    def _confirm(self) -> None:
        if not self.confirm_button.isEnabled():
            return
        try:
            causes.mend(self.desk, self.settlements, self.reason.text().strip())
        except UserError as error:
            show_error(self, self.words, error)
            return
        self.accept()


class Repair(Preview):
    """What mending one slip would change."""

    def __init__(
        self,
        desk: Desk,
        words: Words,
        parent: QWidget | None,
        settlements: Sequence[Settlement],
        said: str,
    ) -> None:
        super().__init__(desk, words, parent, settlements)
        self.said = said
        self.reason.setText(said)
        self.retranslate(words)
        self.reason.setFocus()

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        self.head(words.say("Mend"), self.said)
        self.confirm_button.setText(words.say("Mend"))


class Bulk(Preview):
    """One rule for many conflicts."""

    def __init__(
        self, desk: Desk, words: Words, parent: QWidget | None, unit: ReportingUnit | None = None
    ) -> None:
        super().__init__(desk, words, parent)
        self.rule, self.name, self.unit = QComboBox(), QComboBox(), QComboBox()
        for chooser, share in ((self.rule, 3), (self.name, 2), (self.unit, 2)):
            self.choosers.addWidget(chooser, share)
        units = sorted({key.unit for key, _, _ in desk.file.conflicts()})
        self.unit.addItem("", None)
        for one in units:
            self.unit.addItem(unit_name(desk.catalogue, one, words.code), one)
        self.unit.setCurrentIndex(units.index(unit) + 1 if unit in units else 0)
        for rule in RULES:
            self.rule.addItem("", rule)
        self.reason.setText(next(iter(settling.reasons(desk)), ""))
        self.rule.currentIndexChanged.connect(lambda _index: self._names())
        self.name.currentIndexChanged.connect(lambda _index: self._preview())
        self.unit.currentIndexChanged.connect(lambda _index: self._preview())
        self.retranslate(words)
        self._names()
        self.rule.setFocus()

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        lead = words.say("Only conflicts the rule answers clearly are listed; the others wait for you.")
        self.head(words.say("Settle many at once"), lead)
        for n, text in enumerate(RULES.values()):
            self.rule.setItemText(n, words.say(text))
        self.unit.setItemText(0, words.say("All units"))
        self.rule.setAccessibleName(words.say("Rule"))
        self.name.setAccessibleName(words.say("Person or file"))
        self.unit.setAccessibleName(words.say("Unit"))

    def _names(self) -> None:
        rule = Rule(self.rule.currentData())  # Qt keeps the text only
        names = {Rule.PERSON: settling.persons, Rule.FILE: settling.files}.get(rule)
        self.name.blockSignals(True)
        self.name.clear()
        self.name.addItems(list(names(self.desk)) if names else [])
        self.name.blockSignals(False)
        self.name.setVisible(names is not None)
        self._preview()

    def _preview(self) -> None:
        rule, unit = Rule(self.rule.currentData()), self.unit.currentData()
        self.settlements = settling.preview(self.desk, rule, self.name.currentText(), unit)
        self.show_lines()
