"""One calm message: what was found and what to do, its number small at the end."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget

from gcm_desktop.app import wording
from gcm_desktop.desktop import glyphs
from gcm_desktop.desktop._forms.message import Ui_MessageForm
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words


class Message(QDialog):
    """A sentence with one or two buttons."""

    def __init__(
        self, parent: QWidget | None, words: Words, title: str, text: str, *,
        code: str = "", icon: str = "info", yes: str = "",
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.form = Ui_MessageForm()
        self.form.setupUi(self)  # type: ignore[no-untyped-call]
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        self.form.text.setText(text)
        self.form.text.setAccessibleName(text)
        self.form.picture.setPixmap(glyphs.icon(icon, "accent", 24).pixmap(QSize(24, 24)))
        self.form.picture.setFixedWidth(36)
        self.form.code.setText(code)
        self.form.code.setVisible(bool(code))
        self.form.confirm.setText(yes or words.say("OK"))
        self.form.cancel.setText(words.say("Cancel"))
        self.form.cancel.setVisible(bool(yes))
        self.form.confirm.clicked.connect(self.accept)
        self.form.cancel.clicked.connect(self.reject)
        self.form.confirm.setFocus()


def show_error(parent: QWidget | None, words: Words, error: UserError) -> None:
    """Say what was found and what to do."""
    text = wording.sentence(words, error)
    Message(parent, words, words.say("Please look"), text, code=error.code, icon="alert-circle").exec()


def tell(parent: QWidget | None, words: Words, title: str, text: str) -> None:
    """Say one thing that is good to know."""
    Message(parent, words, title, text, icon="check-circle").exec()


def ask(parent: QWidget | None, words: Words, title: str, text: str, yes: str) -> bool:
    """Ask before something happens; the button repeats the verb."""
    return Message(parent, words, title, text, icon="help", yes=yes).exec() == QDialog.DialogCode.Accepted
