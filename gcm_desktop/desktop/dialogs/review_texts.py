"""The texts of the national review: written section by section, in each of the three languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from gcm_desktop.app.desk import Desk
from gcm_desktop.app.review_texts import TITLES, Section, keep_text, review_text, starting_text
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.languages import LanguageWords
from gcm_desktop.i18n import Words
from gcm_desktop.i18n import words as words_of

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow

_SECTIONS: Final = tuple(Section)
_REST: Final = 400  # milliseconds


def show_review_texts(window: MainWindow) -> None:
    """Let the texts of the review be written."""
    window.finish_typing()
    ReviewTextsDialog(window.desk, window.words, window).exec()


class ReviewTextsDialog(Sheet):
    """A list of sections and the text of the chosen one; what is written is kept as soon as it is left."""

    def __init__(self, desk: Desk, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent, wide=True)
        self.desk = desk
        self.language = LanguageWords(desk.language)
        self.language.chosen.connect(lambda _code: self._show())
        self.sections = QListWidget()
        self.sections.setFixedWidth(theme.px(250))
        self.sections.currentRowChanged.connect(lambda _row: self._show())
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setReadOnly(desk.file.view_only)
        self.text.textChanged.connect(self._changed)
        self._pause = QTimer(self)  # kept when the hand rests, not at every letter
        self._pause.setSingleShot(True)
        self._pause.setInterval(_REST)
        self._pause.timeout.connect(self.keep)
        self.state = role(QLabel(), "side")
        self._shown: tuple[Section, str] | None = None  # what the field holds
        self._arrange_body()
        self.starting_button = self.button(self.take_starting_text)
        self.buttons.addWidget(self.starting_button)
        self.finished.connect(lambda _result: self._leave())
        self.resize(980, 560)
        self.retranslate(words)
        self.sections.setFocus()

    def _arrange_body(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self.text, 1)
        right.addWidget(self.state)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.sections)
        row.addLayout(right, 1)
        self.body.addWidget(self.language)
        self.body.addLayout(row, 1)

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        lead = words.say(
            "A line that begins with a dash is a point of a list. What is written is kept at once."
        )
        self.head(words.say("Texts of the review"), lead)
        chosen = max(self.sections.currentRow(), 0)
        with QSignalBlocker(self.sections):
            self.sections.clear()
            self.sections.addItems([words.say(TITLES[section]) for section in _SECTIONS])
            self.sections.setCurrentRow(chosen)
        self.sections.setAccessibleName(words.say("Texts of the review"))
        self.starting_button.setText(words.say("Take the starting text"))
        self._show()

    @property
    def section(self) -> Section:
        """Give the section chosen."""
        return _SECTIONS[max(self.sections.currentRow(), 0)]

    def keep(self) -> None:
        """Keep what the field holds."""
        if self._shown is not None and not self.desk.file.view_only:
            keep_text(self.desk, *self._shown, self.text.toPlainText())

    def _leave(self) -> None:
        self._pause.stop()
        self.keep()
        self._shown = None

    def take_starting_text(self) -> None:
        """Put the lines the section begins with in place of what is written; undo brings it back."""
        cursor = self.text.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(self._starting())
        self.text.setFocus()

    def _starting(self) -> str:
        return starting_text(self.section, words_of(self.language.language))

    def _show(self) -> None:
        self._pause.stop()
        self.keep()
        self._shown = (self.section, self.language.language)
        with QSignalBlocker(self.text):
            self.text.setPlainText(review_text(self.desk, *self._shown).text)
        self.text.setAccessibleName(self.words.say(TITLES[self.section]))
        self._tell()

    def _changed(self) -> None:
        self._pause.start()
        self._tell()

    def _tell(self) -> None:
        own = self.text.toPlainText().strip() not in ("", self._starting())
        self.state.setText(self.words.say("Written here") if own else self.words.say("Starting text"))
        self.starting_button.setEnabled(own and not self.text.isReadOnly())
