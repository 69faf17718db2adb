"""Removing content for good: what goes, what it touches, a reason, and the unit typed once more."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from gcm_desktop.app import purging
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.purging import PurgePlan
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.sheet import Sheet
from gcm_desktop.desktop.full_text import label
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words


class PurgeDialog(Sheet):
    """Says everything before; the button waits for the reason and the typed word."""

    def __init__(self, desk: Desk, plan: PurgePlan, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.desk, self.plan = desk, plan
        self.told = label()
        self.body.addWidget(self.told)
        self.body.addStretch(1)
        self.reason_label, self.reason = QLabel(), QLineEdit()
        self.typed_label, self.typed = QLabel(), QLineEdit()
        for name, field in ((self.reason_label, self.reason), (self.typed_label, self.typed)):
            name.setBuddy(field)
            field.textChanged.connect(lambda _text: self._consider())
            self.body.addWidget(name)
            self.body.addWidget(field)
        self.remove_button = self.button(self._remove, main=True)
        self.buttons.addWidget(self.remove_button)
        self.retranslate(words)
        self._consider()
        self.reason.setFocus()

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        say = words.say
        self.head(say("Remove for good"), say("This cannot be taken back. Who removed it and why stays."))
        self.told.setText("\n".join(purging.told(words, self.plan)))
        self.reason_label.setText(say("Reason"))
        self.reason.setAccessibleName(say("Reason"))
        self.typed_label.setText(say("Type {expected} to confirm", expected=self.plan.confirmation))
        self.typed.setAccessibleName(self.typed_label.text())
        self.remove_button.setText(say("Remove for good"))

    def _consider(self) -> None:
        confirmed = self.typed.text().strip() == self.plan.confirmation
        self.remove_button.setEnabled(confirmed and bool(self.reason.text().strip()))

    def _remove(self) -> None:
        try:
            purging.purge(self.desk, self.plan, self.reason.text(), self.typed.text())
        except UserError as error:
            show_error(self, self.words, error)
            return
        self.accept()
