"""A new data file: role, unit, period and language on one page, one button; nothing is ever overwritten."""

from __future__ import annotations

import datetime
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from gcm_desktop.app import keeping, people
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.sheet import Sheet
from gcm_desktop.desktop.languages import LanguageWords
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.periods import Period, parse_period
from gcm_desktop.domain.units import SERVICE, ReportingUnit
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words


class Role(IntEnum):
    """Who the file is for."""

    DEPARTMENT = 0  # of the Service, in a velayat or city
    BODY = 1  # a ministry or another state body
    COORDINATOR = 2  # the nation


PARTS = ("-Q1", "-Q2", "-Q3", "-Q4", "")


class NewReturnDialog(Sheet):
    """Asks what the new file is for and makes it; ``desk`` holds it afterwards."""

    def __init__(self, words: Words, parent: QWidget | None = None, folder: Path | None = None) -> None:
        super().__init__(words, parent)
        from gcm_desktop.catalogue import load

        self.catalogue: Catalogue = load()
        self.desk: Desk | None = None
        self._folder = folder or documents()
        self._named_by_hand = False
        self.create_button = self.button(self._create, main=True)
        self.buttons.addWidget(self.create_button)
        self._build()
        self.retranslate(words)
        self._fill_units()
        self.roles[Role.DEPARTMENT].setFocus()

    def _build(self) -> None:
        self.roles = {role: QRadioButton() for role in Role}
        self._role_group = QButtonGroup(self)
        roles = QVBoxLayout()
        roles.setSpacing(6)
        for role, choice in self.roles.items():
            self._role_group.addButton(choice, role)
            roles.addWidget(choice)
        self.roles[Role.DEPARTMENT].setChecked(True)
        self._role_group.idToggled.connect(lambda *_: self._fill_units())
        self.unit = QComboBox()
        self.unit.currentIndexChanged.connect(self._name_file)
        self.part = QComboBox()
        self.part.addItems(["" for _ in PARTS])
        last = _last_quarter(datetime.date.today())
        self.year = QComboBox()
        self.year.addItems([str(year) for year in range(last.year + 1, 2009, -1)])
        self.year.setCurrentText(str(last.year))
        self.part.setCurrentIndex(last.part - 1)
        self.part.currentIndexChanged.connect(self._fill_units)
        self.year.currentIndexChanged.connect(self._fill_units)
        self.language = LanguageWords(self.words.code)
        self.place = QLineEdit()
        self.place.textEdited.connect(self._keep_name)
        self.choose = QPushButton()
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose_place)
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(14)
        self.labels = [QLabel() for _ in range(5)]
        form.addRow(self.labels[0], roles)
        form.addRow(self.labels[1], self.unit)
        form.addRow(self.labels[2], _row(self.part, self.year))
        form.addRow(self.labels[3], self.language)
        form.addRow(self.labels[4], _row(self.place, self.choose))
        self.body.addLayout(form)
        self.body.addStretch(1)
        self.resize(680, 480)

    @property
    def role(self) -> Role:
        """Give who the file is for."""
        return Role(self._role_group.checkedId())

    @property
    def period(self) -> Period:
        """Give the period chosen."""
        return parse_period(f"{self.year.currentText()}{PARTS[self.part.currentIndex()]}")

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        self.head(
            words.say("New return"),
            words.say("One file holds the returns of one office, period after period."),
        )
        self.close_button.setText(words.say("Cancel"))
        self.create_button.setText(words.say("Create"))
        self.choose.setText(words.say("Choose…"))
        self.roles[Role.DEPARTMENT].setText(words.say("Department of the Service in a velayat or city"))
        self.roles[Role.BODY].setText(words.say("Ministry or another state body"))
        self.roles[Role.COORDINATOR].setText(words.say("Coordinator: receives the returns of all units"))
        for number, _ in enumerate(PARTS[:4], start=1):
            self.part.setItemText(number - 1, words.say("quarter {number}", number=ROMAN[number - 1]))
        self.part.setItemText(4, words.say("whole year"))
        spoken = (
            words.say("Role"), words.say("Reporting unit"), words.say("Period"), words.say("Language"),
            words.say("File"),
        )  # fmt: skip
        for label, text in zip(self.labels, spoken, strict=True):
            label.setText(text)
        self.unit.setAccessibleName(words.say("Reporting unit"))
        self.part.setAccessibleName(words.say("Period"))
        self.year.setAccessibleName(words.say("Year"))
        self.place.setAccessibleName(words.say("File"))
        self._fill_units()

    def units(self) -> tuple[ReportingUnit, ...]:
        """Give the units of the chosen role that are asked something in the chosen period."""
        from gcm_desktop.catalogue import units

        if self.role is Role.COORDINATOR:
            return ()
        asked = units(self.catalogue, self.period)
        departments = self.role is Role.DEPARTMENT
        return tuple(u for u in asked if (u.office == SERVICE and u.area != "TM") is departments)

    def _fill_units(self) -> None:
        held = self.unit.currentData()
        self.unit.blockSignals(True)
        self.unit.clear()
        named = [(unit_name(self.catalogue, unit, self.words.code), str(unit)) for unit in self.units()]
        for name, code in sorted(named, key=lambda pair: self.words.sort_key(pair[0])):
            self.unit.addItem(name, code)
        if self.role is Role.COORDINATOR:
            self.unit.addItem(self.catalogue.areas["TM"].name.of(self.words.code), "")
        found = self.unit.findData(held)
        self.unit.setCurrentIndex(max(found, 0))
        self.unit.blockSignals(False)
        self.unit.setEnabled(self.role is not Role.COORDINATOR)
        self.create_button.setEnabled(self.unit.count() > 0)
        self._name_file()

    def _name_file(self) -> None:
        if not self._named_by_hand:
            stem = "national" if self.role is Role.COORDINATOR else str(self.unit.currentData() or "return")
            self.place.setText(str(self._folder / f"{stem.replace('@', '_')}.gcm"))
            self.place.setCursorPosition(0)
            self.place.setToolTip(self.place.text())

    def _keep_name(self) -> None:
        self._named_by_hand = True

    def _choose_place(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.words.say("New return"), self.place.text(), self.words.say("Data files") + " (*.gcm)",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )  # fmt: skip
        if name:
            self._named_by_hand = True
            self.place.setText(name if name.endswith(".gcm") else f"{name}.gcm")

    def _create(self) -> None:
        language = self.language.language
        try:
            path = Path(self.place.text().strip())
            path.parent.mkdir(parents=True, exist_ok=True)
            self.desk = Desk.create(
                path, str(self.unit.currentData() or ""), self.period.text,
                national=self.role is Role.COORDINATOR, language=language,
                maker=people.maker(people.current_person()),
            )  # fmt: skip
        except OSError:
            show_error(self, self.words, UserError("E308", file=self.place.text()))
            return
        except UserError as error:
            show_error(self, self.words, error)
            return
        people.set_preference("language", language)
        self.accept()


ROMAN = ("I", "II", "III", "IV")


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for number, part in enumerate(parts):
        row.addWidget(part, 1 if number == 0 else 0)
    return row


def _last_quarter(day: datetime.date) -> Period:
    """Give the quarter a return is due for: the one that ended last."""
    previous = parse_period(f"{day.year}-Q{(day.month + 2) // 3}").previous
    assert previous is not None
    return previous


def documents() -> Path:
    """Give the folder of this computer where a person keeps documents."""
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
    return keeping.own_folder(Path(places[0]) if places else Path.home())
