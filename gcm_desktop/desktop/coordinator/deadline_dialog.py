"""Deadline: another day for one return, by name and reason, or the day for every return of this kind."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QRadioButton, QSpinBox, QWidget

from gcm_desktop.app import deadlines
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words


class DeadlineDialog(Sheet):
    """Two choices: this return until a day, or the rule for the kind of period."""

    def __init__(self, desk: Desk, key: ReturnKey, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.desk, self.key = desk, key
        self.frequency = parse_period(key.period).frequency
        rule = deadlines.rule_of(desk, self.frequency)
        self.one, self.all = QRadioButton(), QRadioButton()
        self.day, self.reason = QLineEdit(), QLineEdit()
        self.day_label, self.reason_label = QLabel(), QLabel()
        self.months, self.number = QSpinBox(), QSpinBox()
        self.months_label, self.number_label = QLabel(), QLabel()
        self.months.setRange(1, 12)
        self.number.setRange(1, 31)
        if rule is not None:
            self.months.setValue(rule.months)
            self.number.setValue(rule.day)
        self.all.setEnabled(rule is not None)
        self.known = role(QLabel(), "side")
        self.known.setWordWrap(True)
        self.confirm = self.button(self._confirm, main=True)
        self.buttons.addWidget(self.confirm)
        self._lay_out()
        self.retranslate(words)
        self.one.toggled.connect(lambda _: self._choose())
        self.one.setChecked(True)
        self._choose()
        self.day.setFocus()

    def _lay_out(self) -> None:
        self.body.addWidget(self.known)
        for choice, lines in (
            (self.one, ((self.day_label, self.day), (self.reason_label, self.reason))),
            (self.all, ((self.months_label, self.months), (self.number_label, self.number))),
        ):
            self.body.addWidget(choice)
            form = QFormLayout()
            form.setContentsMargins(24, 0, 0, 0)
            for label, field in lines:
                label.setBuddy(field)
                form.addRow(label, field)
            self.body.addLayout(form)
        self.body.addStretch(1)

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        say = words.say
        name = unit_name(self.desk.catalogue, self.key.unit, words.code)
        self.head(say("Deadline"), f"{name} · {words.period(self.key.period)}")
        day, other = deadlines.deadline(self.desk, self.key), deadlines.other_day(self.desk, self.key)
        told = say("Now: {date}", date=words.date(day)) if day else say("There is no deadline now.")
        rule = deadlines.said_rule(self.desk, self.frequency)
        parts = (
            told,
            deadlines.told(words, other) if other else "",
            deadlines.rule_told(words, rule) if rule else "",
        )
        self.known.setText(" · ".join(part for part in parts if part))
        self.one.setText(say("Another day for this return"))
        self.all.setText(say("The day for every return of this kind of period"))
        self.day_label.setText(say("Until"))
        self.day.setPlaceholderText(f"{day:%d.%m.%Y}" if day else "")
        self.reason_label.setText(say("Reason"))
        self.months_label.setText(say("Month after the period"))
        self.number_label.setText(say("Day of that month"))
        self.confirm.setText(say("Save"))

    def _choose(self) -> None:
        for field in (self.day, self.reason):
            field.setEnabled(self.one.isChecked())
        for box in (self.months, self.number):
            box.setEnabled(self.all.isChecked())

    def _confirm(self) -> None:
        try:
            if self.one.isChecked():
                deadlines.give_other_day(self.desk, self.key, self.day.text(), self.reason.text())
            else:
                rule = deadlines.Rule(self.months.value(), self.number.value())
                deadlines.keep_rule(self.desk, self.frequency, rule)
        except UserError as error:
            show_error(self, self.words, error)
            return
        self.accept()
