"""A new period in an office's file: which one, and what goes along from the last."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QWidget

from gcm_desktop.app import periods
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.desktop.dialogs.new_return import PARTS, ROMAN
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.domain.units import ReportingUnit
from gcm_desktop.i18n import Words


class NewPeriodDialog(Sheet):
    """Asks for the period; ``period`` is what was chosen."""

    def __init__(self, desk: Desk, unit: ReportingUnit, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.desk, self.unit = desk, unit
        self.held = {period.text for period in periods.held(desk, unit)}
        following = periods.following(desk, unit)
        self.part, self.year = QComboBox(), QComboBox()
        self.part.addItems(["" for _ in PARTS])
        self.year.addItems([str(year) for year in range(following.year + 1, 2009, -1)])
        ending = following.text.removeprefix(f"{following.year}")
        self.part.setCurrentIndex(PARTS.index(ending) if ending in PARTS else 0)
        self.year.setCurrentText(str(following.year))
        self.label = QLabel()
        self.known = role(QLabel(), "side")
        row = QHBoxLayout()
        row.addWidget(self.part, 1)
        row.addWidget(self.year)
        form = QFormLayout()
        form.addRow(self.label, row)
        self.body.addLayout(form)
        self.body.addWidget(self.known)
        self.body.addStretch(1)
        self.begin_button = self.button(self.accept, main=True)
        self.buttons.addWidget(self.begin_button)
        self.part.currentIndexChanged.connect(self._tell)
        self.year.currentIndexChanged.connect(self._tell)
        self.resize(560, 300)
        self.retranslate(words)
        self.part.setFocus()

    @property
    def period(self) -> str:
        """Give the period chosen."""
        return f"{self.year.currentText()}{PARTS[self.part.currentIndex()]}"

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        self.head(
            f"{words.say('New period')} · {unit_name(self.desk.catalogue, self.unit, words.code)}",
            words.say(
                "The countries of the last return have their rows ready and its figures stand beside. "
                "Nothing is copied into the new return."
            ),
        )
        self.close_button.setText(words.say("Cancel"))
        self.begin_button.setText(words.say("Begin"))
        self.label.setText(words.say("Period"))
        self.part.setAccessibleName(words.say("Period"))
        self.year.setAccessibleName(words.say("Year"))
        for number, roman in enumerate(ROMAN):
            self.part.setItemText(number, words.say("quarter {number}", number=roman))
        self.part.setItemText(len(ROMAN), words.say("whole year"))
        self._tell()

    def _tell(self) -> None:
        held = self.period in self.held
        self.known.setText(
            self.words.say("This period is in the file already; it will be shown.") if held else ""
        )
