"""Asks for the reason that stays on record."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from gcm_desktop.desktop._forms.reason import Ui_ReasonForm
from gcm_desktop.i18n import Words


class ReasonDialog(QDialog):
    """One line of reason and the verb it is for; without a reason the verb waits."""

    def __init__(self, words: Words, title: str, lead: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = Ui_ReasonForm()
        self.form.setupUi(self)  # type: ignore[no-untyped-call]
        self.setMinimumWidth(480)
        self.setWindowTitle(title)
        self.form.title.setText(title)
        self.form.lead.setText(lead)
        self.form.lead.setVisible(bool(lead))
        self.form.reason_label.setText(words.say("Reason"))
        self.form.reason.setAccessibleName(words.say("Reason"))
        self.form.cancel.setText(words.say("Cancel"))
        self.form.confirm.setText(verb)
        self.form.confirm.setEnabled(False)
        self.form.reason.textChanged.connect(lambda text: self.form.confirm.setEnabled(bool(text.strip())))
        self.form.confirm.clicked.connect(self.accept)
        self.form.cancel.clicked.connect(self.reject)
        self.form.reason.setFocus()

    @property
    def reason(self) -> str:
        """Give what was written."""
        return self.form.reason.text().strip()

    def accept(self) -> None:
        """Close only with a reason."""
        if self.reason:
            super().accept()


def ask_reason(words: Words, title: str, lead: str, verb: str, parent: QWidget | None = None) -> str | None:
    """Ask for a reason; nothing when the person thinks better of it."""
    dialog = ReasonDialog(words, title, lead, verb, parent)
    return dialog.reason if dialog.exec() == QDialog.DialogCode.Accepted else None
