"""Asks for the password of a locked workbook; it is used once and forgotten with the dialog that asked."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from gcm_desktop.desktop.dialogs.reason import ReasonDialog
from gcm_desktop.i18n import Words


class PasswordDialog(ReasonDialog):
    """One line that shows dots."""

    def __init__(self, words: Words, name: str, *, wrong: bool, parent: QWidget | None = None) -> None:
        title = words.say("The workbook is locked")
        lead = words.say("Type the password of «{file}». It is not kept.", file=name)
        if wrong:
            lead = words.say("The password does not open «{file}». Type it again.", file=name)
        super().__init__(words, title, lead, words.say("Open"), parent)
        self.form.reason_label.setText(words.say("Password"))
        self.form.reason.setAccessibleName(words.say("Password"))
        self.form.reason.setEchoMode(QLineEdit.EchoMode.Password)

    @property
    def reason(self) -> str:
        """Give the password as it was typed, spaces too."""
        return self.form.reason.text()


def ask_password(words: Words, name: str, wrong: bool, parent: QWidget | None = None) -> str | None:
    """Ask for a password; nothing when the person thinks better of it."""
    dialog = PasswordDialog(words, name, wrong=wrong, parent=parent)
    return dialog.reason if dialog.exec() == QDialog.DialogCode.Accepted else None
