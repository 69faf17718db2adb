"""The coordinator's forms: which period, in which language and folder; then what was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)  # fmt: skip

from gcm_desktop.app import issuing, wording
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.app.issuing import Form
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.new_return import PARTS, ROMAN
from gcm_desktop.desktop.dialogs.rows import Column, Line, LineTable
from gcm_desktop.desktop.dialogs.sheet import Sheet
from gcm_desktop.desktop.languages import LanguageWords
from gcm_desktop.desktop.long_work import LongWork, Progress, Stopped
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow


class IssueDialog(Sheet):
    """Writes the empty forms of all units into a folder; a file that is there already stays as it is."""

    def __init__(self, desk: Desk, period: str, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.desk = desk
        self.forms: tuple[Form, ...] = ()
        self.written = False
        self._build(period)
        self.issue_button = self.button(self._issue, main=True)
        self.buttons.addWidget(self.issue_button)
        self._work = LongWork(self)
        self._work.progressed.connect(self._tell)
        self._work.done.connect(self._finish)
        self._work.stopped.connect(self._stopped)
        self.resize(760, 660)
        self.retranslate(words)
        self._choose_forms()
        self.part.setFocus()

    def _build(self, period: str) -> None:
        now = parse_period(period)
        self.part, self.year = QComboBox(), QComboBox()
        self.part.addItems(["" for _ in PARTS])
        self.year.addItems([str(year) for year in range(now.year + 2, 2009, -1)])
        ending = period.removeprefix(str(now.year))
        self.part.setCurrentIndex(PARTS.index(ending) if ending in PARTS else 0)
        self.year.setCurrentText(str(now.year))
        self.language = LanguageWords(self.desk.language)
        self.folder = QLineEdit(str(self.desk.file.path.parent))
        self.choose = QPushButton()
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose_folder)
        self.labels = [QLabel() for _ in range(3)]
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.addRow(self.labels[0], _row(self.part, self.year))
        form.addRow(self.labels[1], self.language)
        form.addRow(self.labels[2], _row(self.folder, self.choose))
        self.body.addLayout(form)
        self.table = LineTable()
        self.body.addWidget(self.table, 1)
        self.progress = QProgressBar()
        self.progress.setVisible(False)
        self.report = QLabel()
        self.report.setWordWrap(True)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.report)
        for box in (self.part, self.year):
            box.currentIndexChanged.connect(lambda _index: self._choose_forms())
        self.language.chosen.connect(lambda _code: self._choose_forms())
        self.folder.editingFinished.connect(self._choose_forms)

    @property
    def period(self) -> str:
        """Give the period chosen."""
        return f"{self.year.currentText()}{PARTS[self.part.currentIndex()]}"

    @property
    def busy(self) -> bool:
        """Say whether forms are being written."""
        return self._work.busy

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        lead = words.say("One workbook for each unit that is asked. A file that is there stays as it is.")
        self.head(words.say("Forms for all units"), lead)
        self.issue_button.setText(words.say("Issue"))
        self.choose.setText(words.say("Choose…"))
        spoken = (words.say("Period"), words.say("Language"), words.say("Folder"))
        for label, text in zip(self.labels, spoken, strict=True):
            label.setText(text)
        self.part.setAccessibleName(words.say("Period"))
        self.year.setAccessibleName(words.say("Year"))
        self.folder.setAccessibleName(words.say("Folder"))
        self.table.setAccessibleName(words.say("Reporting units"))
        for number, roman in enumerate(ROMAN):
            self.part.setItemText(number, words.say("quarter {number}", number=roman))
        self.part.setItemText(len(ROMAN), words.say("whole year"))
        self._show()

    def _choose_folder(self) -> None:
        title = self.words.say("Forms for all units")
        chosen = QFileDialog.getExistingDirectory(self, title, self.folder.text())
        if chosen:
            self.folder.setText(chosen)
            self._choose_forms()

    def _choose_forms(self) -> None:
        if self.busy:
            return
        folder = Path(self.folder.text().strip() or ".")
        self.written, self.forms, refused = False, (), ""
        try:
            self.forms = issuing.forms(folder, self.period, self.language.language, self.desk)
        except UserError as error:
            refused = wording.sentence(self.words, error)
        self._show()
        if refused:
            self.report.setText(refused)

    def _show(self) -> None:
        say, catalogue, language = self.words.say, self.desk.catalogue, self.words.code
        columns = (Column(say("Reporting unit"), share=3), Column(say("File"), share=2), Column(say("State")))
        self.table.show_lines(
            columns,
            [
                Line((unit_name(catalogue, form.unit, language), form.path.name, self._state(form)), form)
                for form in self.forms
            ],
        )
        new = sum(not form.there for form in self.forms)
        self.issue_button.setEnabled(new > 0 and not self.written and not self.busy)
        self.report.setText(say("Forms written: {n}.", n=self.words.number(new)) if self.written else "")

    def _state(self, form: Form) -> str:
        if form.there:
            return self.words.say("is there already")
        return self.words.say("written") if self.written else self.words.say("will be written")

    def _issue(self) -> None:
        found = self.forms
        if not found or self.busy:
            return

        def work(progress: Progress) -> int:
            return issuing.issue(found, progress)

        self._work.start(work)
        self._rest(busy=True)

    def _rest(self, *, busy: bool) -> None:
        """Hold everything still while forms are being written."""
        for part in (self.part, self.year, self.language, self.folder, self.choose):
            part.setEnabled(not busy)
        self.progress.setVisible(busy)
        self._show()

    def _tell(self, done: int, of: int, name: str) -> None:
        self.progress.setRange(0, of)
        self.progress.setValue(done)
        self.progress.setFormat(self.words.say("{n} of {total}: {file}", n=done, total=of, file=name))

    def _finish(self, _count: object) -> None:
        self.written = True
        self._rest(busy=False)
        self.close_button.setFocus()

    def _stopped(self, error: object) -> None:
        self._rest(busy=False)
        self._choose_forms()
        if isinstance(error, UserError):
            show_error(self, self.words, error)
        elif not isinstance(error, Stopped):
            assert isinstance(error, BaseException)
            raise error

    def done(self, result: int) -> None:
        """Stop the writing with the dialog; forms written by then stay."""
        self._work.wait()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the writing with the window."""
        self._work.wait()
        super().closeEvent(event)


def issue_forms(window: MainWindow) -> None:
    """Ask for the period, the language and the folder, and write the forms of all units."""
    window.finish_typing()
    IssueDialog(window.desk, window.sheet.key.period, window.words, window).exec()


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for number, part in enumerate(parts):
        row.addWidget(part, 1 if number == 0 else 0)
    return row
