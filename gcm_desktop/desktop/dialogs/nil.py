"""Nil return: nothing to report for a goal or for the whole return, by name, reason and day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFormLayout, QLabel, QLineEdit, QRadioButton, QWidget

from gcm_desktop.app import nil
from gcm_desktop.app.wording import sentence
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.nil_strip import told
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words


class NilDialog(Sheet):
    """Records a nil return, or takes back the one that holds."""

    def __init__(self, sheet: OpenReturn, goal: int, parent: QWidget) -> None:
        super().__init__(sheet.words, parent)
        self._sheet = sheet
        self._goal = goal
        self._places = QButtonGroup(self)
        self.of_goal, self.of_return = QRadioButton(), QRadioButton()
        self.state, self.name = QLabel(), QLabel()
        self.state.setWordWrap(True)
        self.reason, self.day = QLineEdit(), QLineEdit()
        self._heads = [role(QLabel(), "side") for _ in range(3)]
        self.say_button = self.button(self._say, main=True)
        self.back_button = self.button(self._take_back)
        self._build()
        self.retranslate(sheet.words)
        self.of_return.setChecked(goal not in sheet.nils and nil.WHOLE in sheet.nils)
        self.of_goal.setChecked(not self.of_return.isChecked())
        self._show()
        (self.reason if self.reason.isEnabled() else self.of_goal).setFocus()

    def _build(self) -> None:
        for button in (self.of_goal, self.of_return):
            self._places.addButton(button)
            button.toggled.connect(lambda _: self._show())
            self.body.addWidget(button)
        self.body.addWidget(self.state)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        for head, field in zip(self._heads, (self.name, self.reason, self.day), strict=True):
            form.addRow(head, field)
        self.reason.setMaxLength(200)
        self.reason.textChanged.connect(lambda _: self._show())
        self.day.setText(self.words.date(date.today()))
        self.body.addLayout(form)
        self.body.addStretch(1)
        self.buttons.addWidget(self.back_button)
        self.buttons.addWidget(self.say_button)

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        self.head(
            words.say("Nil return"),
            words.say(
                "Says that there is nothing to report; your name, the reason and the day stand beside it."
            ),
        )
        catalogue = self._sheet.desk.catalogue
        goal = next(goal for goal in catalogue.goals if goal.number == self._goal)
        self.of_goal.setText(words.say("for goal {goal}", goal=f"{goal.number}, {goal.short.of(words.code)}"))
        self.of_return.setText(words.say("for the whole return"))
        texts = (words.say("Surname and initials"), words.say("Reason"), words.say("Day"))
        for head, text in zip(self._heads, texts, strict=True):
            head.setText(text)
        self.reason.setAccessibleName(texts[1])
        self.day.setAccessibleName(texts[2])
        maker = self._sheet.desk.maker
        self.name.setText(maker.name if maker else "")
        self.say_button.setText(words.say("Nothing to report"))
        self.back_button.setText(words.say("Take the nil return back"))
        self._show()

    @property
    def _place(self) -> int:
        return nil.WHOLE if self.of_return.isChecked() else self._goal

    def _show(self) -> None:
        sheet, place = self._sheet, self._place
        act = sheet.nils.get(place)
        full = nil.figures_in(sheet.values, place)
        if act is not None:
            text = told(self.words, act, whole=place == nil.WHOLE)
        else:
            text = sentence(self.words, UserError("E611")) if full else ""
        self.state.setText(text)
        self.state.setVisible(bool(text))
        free = act is None and not full
        for field in (self.reason, self.day):
            field.setEnabled(free)
        self.say_button.setVisible(act is None)
        self.say_button.setEnabled(free and bool(self.reason.text().strip()))
        self.back_button.setVisible(act is not None)

    def _say(self) -> None:
        sheet = self._sheet
        try:
            nil.say_nil(sheet.desk, sheet.key, self._place, self.reason.text(), self.day.text())
        except UserError as error:
            show_error(self, self.words, error)
            return
        self.accept()

    def _take_back(self) -> None:
        nil.take_back(self._sheet.desk, self._sheet.key, self._place)
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what the one open button says."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.back_button.isVisible():
                self._take_back()
            elif self.say_button.isEnabled():
                self._say()
            return
        super().keyPressEvent(event)
