"""Write answers as a table of data: which, of when, in what form."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QLabel, QWidget

from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.app.exporting import DataForm, Scope, export_data, file_name
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.domain.audience import Audience
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words, mark

_FORMS: Final = {
    DataForm.EXCEL: (
        mark("CSV for Excel"),
        mark("Opens in Excel by a double click: names beside the codes, the decimal sign of the language."),
    ),
    DataForm.SDMX_1: (
        mark("SDMX-CSV 1.0"),
        mark("For statistical programs that know SDMX 2.1: codes, commas and decimal points."),
    ),
    DataForm.SDMX_2: (
        mark("SDMX-CSV 2.0"),
        mark("For statistical programs that know SDMX 3.0: codes, commas and decimal points."),
    ),
}
_AUDIENCES: Final = {
    Audience.INTERNAL: mark("Internal, exact figures"),
    Audience.PUBLICATION: mark("Publication, small hidden"),
}


class DataOutDialog(Sheet):
    """Four choices and one button; the foot says what was written."""

    written = Signal(Path)

    def __init__(self, desk: Desk, key: ReturnKey, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.desk, self.key = desk, key
        self.form, self.units, self.periods, self.audience = (QComboBox() for _ in range(4))
        self.boxes = (self.form, self.units, self.periods, self.audience)
        self.labels = tuple(QLabel() for _ in self.boxes)
        lines = QFormLayout()
        for label, box in zip(self.labels, self.boxes, strict=True):
            label.setBuddy(box)
            lines.addRow(label, box)
        self.hint = role(QLabel(), "side")
        self.report = QLabel()
        for text in (self.hint, self.report):
            text.setWordWrap(True)
        self.body.addLayout(lines)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.report)
        self.body.addStretch(1)
        self.write_button = self.button(self._write, main=True)
        self.buttons.addWidget(self.write_button)
        self.form.currentIndexChanged.connect(lambda _index: self._hint())
        self.resize(640, 380)
        self.retranslate(words)
        self.form.setFocus()

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        say = words.say
        self.head(
            say("Write a table of data"),
            say("Unread cells and conflicts have no value yet and are left out; the foot says how many."),
        )
        names = (say("Form"), say("Whose answers"), say("Period"), say("For whom"))
        for label, box, name in zip(self.labels, self.boxes, names, strict=True):
            label.setText(name)
            box.setAccessibleName(name)
        _fill(self.form, [(say(text), form) for form, (text, _hint) in _FORMS.items()])
        own = unit_name(self.desk.catalogue, self.key.unit, words.code)
        units: list[tuple[str, object]] = [(own, (self.key.unit, False))]
        if self.desk.national:
            units += [
                (say("Every unit"), (None, False)),
                (say("Every unit and the national figures"), (None, True)),
            ]
        _fill(self.units, units)
        _fill(
            self.periods,
            [(words.period(self.key.period), self.key.period), (say("Every period of the file"), "")],
        )
        _fill(self.audience, [(say(text), one.value) for one, text in _AUDIENCES.items()])
        self.write_button.setText(say("Write…"))
        self._hint()

    @property
    def chosen_form(self) -> DataForm:
        """Give the form chosen; Qt hands back the bare text of it."""
        return DataForm(self.form.currentData())

    @property
    def scope(self) -> Scope:
        """Give what was chosen."""
        unit, nation = self.units.currentData()
        return Scope(unit, self.periods.currentData(), nation)

    def _hint(self) -> None:
        self.hint.setText(self.words.say(_FORMS[self.chosen_form][1]))
        self.report.setText("")

    def _write(self) -> None:
        name = file_name(self.desk, self.chosen_form, self.scope)
        start = str(self.desk.file.path.with_name(name))
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.words.say("Write a table of data"), start, "CSV (*.csv)"
        )
        if chosen:
            self.write_to(Path(chosen if chosen.lower().endswith(".csv") else f"{chosen}.csv"))

    def write_to(self, out: Path) -> None:
        """Write the table and say what is in it."""
        words = self.words
        try:
            audience = Audience(self.audience.currentData())
            done = export_data(self.desk, out, self.chosen_form, self.scope, words.code, audience)
        except UserError as error:
            show_error(self, words, error)
            return
        count = words.number(done.observations)
        said = [words.say("{file} is written: {count} observations.", file=out.name, count=count)]
        if done.left_out:
            left = words.number(done.left_out)
            said.append(words.say("Conflicts and unread cells left out: {count}.", count=left))
        self.report.setText(" ".join(said))
        self.close_button.setFocus()
        self.written.emit(out)


def _fill(box: QComboBox, items: list[tuple[str, object]]) -> None:
    held = max(box.currentIndex(), 0)
    box.blockSignals(True)
    box.clear()
    for text, thing in items:
        box.addItem(text, thing)
    box.setCurrentIndex(held)
    box.blockSignals(False)
