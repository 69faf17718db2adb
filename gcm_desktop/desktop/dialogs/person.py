"""Who is at the keyboard: surname and initials, position, phone; no password."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from gcm_desktop.app import people
from gcm_desktop.app.people import Person
from gcm_desktop.desktop._forms.person import Ui_PersonForm
from gcm_desktop.i18n import Words


class PersonDialog(QDialog):
    """Asks who is at the keyboard, offering those known on this computer."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.form = Ui_PersonForm()
        self.form.setupUi(self)  # type: ignore[no-untyped-call]
        self.setMinimumWidth(480)
        self.known = people.people()
        for person in self.known:
            self.form.known.addItem(person.name)
        self.form.known.setVisible(len(self.known) > 1)
        self.form.known_label.setVisible(len(self.known) > 1)
        self.form.known.activated.connect(self._take_known)
        self.form.name.textChanged.connect(self._consider)
        self.form.confirm.clicked.connect(self.accept)
        self.form.cancel.clicked.connect(self.reject)
        self._show(people.current_person())
        self.retranslate(words)
        self._consider()
        self.form.name.setFocus()
        self.form.name.selectAll()

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        self.words = words
        form = self.form
        self.setWindowTitle(words.say("Who is at the keyboard?"))
        form.title.setText(words.say("Who is at the keyboard?"))
        form.lead.setText(words.say("Your name stands beside what you enter and on what is printed."))
        form.known_label.setText(words.say("Known on this computer"))
        form.name_label.setText(words.say("Surname and initials"))
        form.name.setPlaceholderText(words.say("Berdiyev A."))
        form.position_label.setText(words.say("Position"))
        form.phone_label.setText(words.say("Phone"))
        form.cancel.setText(words.say("Cancel"))
        form.confirm.setText(words.say("Continue"))
        for field, label in (
            (form.name, form.name_label),
            (form.position, form.position_label),
            (form.phone, form.phone_label),
            (form.known, form.known_label),
        ):
            field.setAccessibleName(label.text())

    def person(self) -> Person:
        """Give what stands in the three fields."""
        form = self.form
        texts = (field.text().strip() for field in (form.name, form.position, form.phone))
        return Person(*texts)

    def accept(self) -> None:
        """Keep the person; a name is needed."""
        if self.form.name.text().strip():
            people.save_person(self.person())
            super().accept()

    def _take_known(self, index: int) -> None:
        self._show(self.known[index])

    def _show(self, person: Person | None) -> None:
        if person is not None:
            self.form.name.setText(person.name)
            self.form.position.setText(person.position)
            self.form.phone.setText(person.phone)

    def _consider(self) -> None:
        self.form.confirm.setEnabled(bool(self.form.name.text().strip()))


def ask_person(words: Words, parent: QWidget | None = None) -> Person | None:
    """Ask who is at the keyboard; nothing when the person thinks better of it."""
    dialog = PersonDialog(words, parent)
    return dialog.person() if dialog.exec() == QDialog.DialogCode.Accepted else None
