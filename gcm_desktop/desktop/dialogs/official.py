"""Official pages: form, approving order, who approves and signs, and names, kept in the data file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QScrollArea, QWidget

from gcm_desktop.app.desk import Desk
from gcm_desktop.app.official import NAMES, keep_official, setting_of, stored, with_setting
from gcm_desktop.app.wording import sentence
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.languages import NAMES as LANGUAGE_NAMES
from gcm_desktop.desktop.mnemonics import letters_of, marked
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words, mark

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow

#: Groups: a heading, and lines of a name with one field, two fields side by side, or one of each language.
_GROUPS: Final = (
    (
        mark("Form and order"),
        (
            (mark("Form number and code"), ("form-number", "form-code")),
            (mark("Order: number and date"), ("order-number", "order-date")),
            (mark("Order in other words"), ("order",)),
        ),
    ),
    (
        mark("Who approves and signs"),
        (
            (mark("Approves: position and name"), ("approver", "approver-name")),
            (mark("Signs a summary: position and name"), ("signatory", "signatory-name")),
            (mark("Signs the review: position and name"), ("review-signatory", "review-signatory-name")),
            (mark("Prepared by: name and phone"), ("executor", "phone")),
        ),
    ),
    (
        mark("Names"),
        (
            (mark("Organisation"), ("office.tk", "office.ru", "office.en")),
            (mark("Department below it"), ("department",)),
            (mark("Name of the Compact"), ("compact.tk", "compact.ru", "compact.en")),
        ),
    ),
)
_PLACES: Final = 6  # columns that one, two or three fields share


def show_official(window: MainWindow) -> None:
    """Let the official settings be seen and changed."""
    window.finish_typing()
    OfficialDialog(window.desk, window.words, window).exec()


class OfficialDialog(Sheet):
    """Every setting in one place; what is left empty is a line to fill in by hand."""

    def __init__(self, desk: Desk, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent, wide=True)
        self.desk = desk
        self.fields = {name: QLineEdit() for name in NAMES}
        self._headings: list[tuple[QLabel, str]] = []
        self._labels: list[tuple[QLabel, str]] = []
        self._lay_out()
        self._fill()
        self.save_button = self.button(self._save, main=True, icon="save")
        self.save_button.setEnabled(not desk.file.view_only)
        self.buttons.addWidget(self.save_button)
        self.resize(1020, 700)
        self.retranslate(words)
        self.fields["form-number"].setFocus()

    def _lay_out(self) -> None:
        page = QWidget()
        page.setProperty("clear", True)
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, theme.px(10), 0)
        grid.setVerticalSpacing(theme.px(6))
        grid.setHorizontalSpacing(theme.px(8))
        line = 0
        for heading, rows in _GROUPS:
            title = role(QLabel(), "strong")
            title.setContentsMargins(0, theme.px(6 if line else 0), 0, 0)
            grid.addWidget(title, line, 0, 1, _PLACES + 1)
            self._headings.append((title, heading))
            for name, parts in rows:
                line += 1
                self._row(grid, line, name, parts)
            line += 1
        for column in range(1, _PLACES + 1):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(line, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        self.body.addWidget(area, 1)

    def _row(self, grid: QGridLayout, line: int, name: str, parts: tuple[str, ...]) -> None:
        label = QLabel()
        label.setWordWrap(True)
        label.setFixedWidth(theme.px(230))
        label.setBuddy(self.fields[parts[0]])
        grid.addWidget(label, line, 0)
        self._labels.append((label, name))
        broad = _PLACES // len(parts)
        for place, part in enumerate(parts):
            grid.addWidget(self.fields[part], line, 1 + place * broad, 1, broad)

    def _fill(self) -> None:
        now = stored(self.desk)
        for name, field in self.fields.items():
            text = setting_of(now, name)
            if name == "order-date" and text:
                text = f"{date.fromisoformat(text):%d.%m.%Y}"  # as it is typed
            field.setText(text)
            field.setCursorPosition(0)
            field.setReadOnly(self.desk.file.view_only)

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        say = words.say
        self.head(
            say("Official pages"),
            say(
                "What is set here stands on every page printed from this file. An empty field leaves a line "
                "to fill in by hand."
            ),
        )
        save = marked([say("Save")])[0]
        self.save_button.setText(save)
        texts = marked([say(name) for _, name in self._labels], letters_of([save]))
        for (label, _), text in zip(self._labels, texts, strict=True):
            label.setText(text)
        for label, name in self._headings:
            label.setText(say(name))
        for _, rows in _GROUPS:
            for name, parts in rows:
                self._name_fields(say(name), parts)
        self.fields["order-date"].setPlaceholderText("10.11.2026")
        maker = self.desk.maker
        self.fields["executor"].setPlaceholderText(maker.name if maker else "")

    def _name_fields(self, name: str, parts: tuple[str, ...]) -> None:
        for number, part in enumerate(parts, start=1):
            _, _, language = part.partition(".")
            told = LANGUAGE_NAMES[language] if language else str(number)
            self.fields[part].setAccessibleName(f"{name}, {told}" if len(parts) > 1 else name)
            if language:
                self.fields[part].setPlaceholderText(told)

    def _save(self) -> None:
        now = stored(self.desk)
        try:
            for name, field in self.fields.items():
                now = with_setting(now, name, field.text())
            keep_official(self.desk, now)
        except UserError as error:
            if error.code == "E514":
                self.lead.setText(sentence(self.words, error))
                self.fields["order-date"].setFocus()
                self.fields["order-date"].selectAll()
                return
            show_error(self, self.words, error)
            return
        self.accept()
