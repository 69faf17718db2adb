"""Print: what, of which unit, in which language, and the pages as they will be; viewer, printer or file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTemporaryDir, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gcm_desktop.app import people, reviewing
from gcm_desktop.app.call_sheet import call_sheet
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.app.printed_kinds import PrintKind, Wish, gathered
from gcm_desktop.desktop import printing, theme
from gcm_desktop.desktop.dialogs.message import show_error, tell
from gcm_desktop.desktop.dialogs.sheet import Sheet, role
from gcm_desktop.desktop.languages import LanguageWords
from gcm_desktop.desktop.long_work import LongWork, Progress, Stopped
from gcm_desktop.domain.units import ReportingUnit, parse_unit
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words

_PAGE_WIDTH = 620
_OF_GOALS = ("blank", "goal")
_OF_ALL = ("review", "card", "completeness", "goal")  # not about one unit


class PrintDialog(Sheet):
    """Shows the pages before anything leaves."""

    def __init__(
        self,
        desk: Desk,
        words: Words,
        parent: QWidget | None = None,
        unit: ReportingUnit | None = None,
        kind: str = "summary",
    ) -> None:
        super().__init__(words, parent, wide=True)
        self.desk = desk
        self.pictures: list[QImage] = []
        self._folder = QTemporaryDir()
        self.made: Path | None = None
        self._again = False
        self._write: Callable[[Path], int]
        self._work = LongWork(self)
        self._work.done.connect(self._show_pages)
        self._work.stopped.connect(self._stopped)
        self._work.progressed.connect(self._tell)
        self._build(unit)
        self.kind.setCurrentIndex(max(self.kind.findData(kind), 0))
        self.retranslate(words)
        QTimer.singleShot(0, self.make)

    def _build(self, unit: ReportingUnit | None) -> None:
        self.what, self.kind, self.goal = QComboBox(), QComboBox(), QComboBox()
        self._fill_units(unit)
        self._fill_kinds()
        self.kind.currentIndexChanged.connect(lambda _index: self._choose_kind())
        self.what.currentIndexChanged.connect(lambda _index: self._choose_kind())
        self.goal.currentIndexChanged.connect(lambda _index: self.make())
        self.language = LanguageWords(self.desk.language)
        self.language.chosen.connect(lambda _code: self.make())
        self.count = role(QLabel(), "side")
        self.progress = QProgressBar()
        self.progress.setMaximumWidth(200)
        row = QHBoxLayout()
        row.setSpacing(16)
        for part in (self.kind, self.what, self.goal, self.language, self.progress, self.count):
            row.addWidget(part)
        row.addStretch(1)
        self.body.addLayout(row)
        self.preview = QScrollArea()
        self.preview.setWidgetResizable(True)
        self.paper = QWidget()
        self.column = QVBoxLayout(self.paper)
        self.column.setSpacing(16)
        self.column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.preview.setWidget(self.paper)
        self.body.addWidget(self.preview, 1)
        self.save_button = self.button(self._save, icon="save")
        self.view_button = self.button(self._view, icon="external-link")
        self.print_button = self.button(self._print, main=True, icon="printer")
        for button in (self.save_button, self.view_button, self.print_button):
            self.buttons.addWidget(button)

    def _fill_units(self, unit: ReportingUnit | None) -> None:
        keys = [
            key for key in self.desk.file.readable() if not key.is_register and key.period == self.desk.period
        ]
        units = {key.unit for key in keys} | {one for one in (self.desk.unit, unit) if one is not None}
        if self.desk.national:
            self.what.addItem(self.desk.catalogue.areas["TM"].name.of(self.words.code), "")
        named = [(unit_name(self.desk.catalogue, one, self.words.code), str(one)) for one in units]
        for name, code in sorted(named, key=lambda pair: self.words.sort_key(pair[0])):
            self.what.addItem(name, code)
        chosen = self.what.findData(str(unit)) if unit is not None else 0
        self.what.setCurrentIndex(max(chosen, 0))
        self.what.setVisible(self.what.count() > 1)

    def _fill_kinds(self) -> None:
        say = self.words.say
        self.kind.addItem(say("Summary"), "summary")
        if self.desk.national:
            self.kind.addItem(say("Goal sheet"), "goal")
        if self.desk.national:
            self.kind.addItem(say("National voluntary review"), "review")
        self.kind.addItem(say("Completeness report"), "completeness")
        if any(self.what.itemData(index) for index in range(self.what.count())):
            self.kind.addItem(say("Corrigendum"), "corrigendum")
            self.kind.addItem(say("Blank form"), "blank")
            if self.desk.national:
                self.kind.addItem(say("Call sheet"), "call-sheet")
        self.kind.addItem(say("Key card"), "card")
        self.goal.hide()

    def _fill_goals(self) -> None:
        """Offer the goals of a sheet, or those that ask the chosen unit something; the one before stays."""
        say, chosen = self.words.say, self.goal.currentData()
        whole = self.kind.currentData() == "blank"
        if whole:
            asked = sorted({indicator.goal for indicator in self.desk.asked(self.desk.key(self.unit))})
        else:
            asked = [goal.number for goal in self.desk.catalogue.goals]
        self.goal.blockSignals(True)
        self.goal.clear()
        if whole:
            self.goal.addItem(say("Whole return"), 0)
        for number in asked:
            self.goal.addItem(say("Goal {number}", number=number), number)
        self.goal.setCurrentIndex(max(self.goal.findData(chosen), 0))
        self.goal.blockSignals(False)

    def _choose_kind(self) -> None:
        """Show the choices that belong to what is printed; a form is always some unit's."""
        kind = self.kind.currentData()
        if kind in ("blank", "call-sheet", "corrigendum") and self.unit is None:
            self.what.setCurrentIndex(1)  # comes back here with a unit
            return
        if kind in _OF_GOALS:
            self._fill_goals()
        self.what.setVisible(kind not in _OF_ALL and self.what.count() > 1)
        self.goal.setVisible(kind in _OF_GOALS)
        self.make()

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        self.head(words.say("Print"), words.period(self.desk.period))
        self.save_button.setText(words.say("Save as PDF…"))
        self.view_button.setText(words.say("Open in the viewer"))
        self.print_button.setText(words.say("Print…"))
        self.what.setAccessibleName(words.say("Reporting unit"))
        self.kind.setAccessibleName(words.say("What to print"))
        self.goal.setAccessibleName(words.say("Goal"))
        self.preview.setAccessibleName(words.say("Preview"))

    @property
    def unit(self) -> ReportingUnit | None:
        """Give the unit chosen, nothing for the nation."""
        code = str(self.what.currentData() or "")
        return parse_unit(code) if code else None

    @property
    def busy(self) -> bool:
        """Say whether the pages are still in the making."""
        return not self.print_button.isEnabled()

    def make(self) -> None:
        """Make the pages anew; a second wish waits for the first to end."""
        if self._work.busy:
            self._again = True
            self._work.cancel()
            return
        self._enable(False)
        try:
            self._write = write = self._writer()
        except UserError as error:
            self._clear()
            self.progress.hide()
            show_error(self, self.words, error)
            return
        target = Path(self._folder.path()) / "pages.pdf"
        sharp = round(theme.px(_PAGE_WIDTH) * self.devicePixelRatioF())

        def work(progress: Progress) -> list[QImage]:
            progress(0, 0)
            count = write(target)
            found = []
            for number, picture in enumerate(printing.page_pictures(target, sharp)):
                progress(number + 1, count)
                found.append(picture)
            return found

        self.made = target
        self._work.start(work)

    def _writer(self) -> Callable[[Path], int]:
        """Gather what is to be printed; what is given back writes it without the data file."""
        unit, period, language = self.unit, self.desk.period, self.language.language
        kind = self.kind.currentData()
        if kind == "call-sheet":
            from gcm_desktop.reports.call_sheet import write_call_sheet

            return partial(write_call_sheet, call_sheet(self.desk, self.desk.key(unit, period), language))
        if kind == "review":
            return partial(reviewing.write, reviewing.review(self.desk, period, language))
        wish = Wish(PrintKind(kind), unit, period, language, goal=self.goal.currentData() or None)
        return gathered(self.desk, wish)

    def _tell(self, done: int, of: int, _what: str) -> None:
        self.progress.setRange(0, of)
        self.progress.setValue(done)

    def _enable(self, on: bool) -> None:
        self.progress.setVisible(not on)
        for button in (self.save_button, self.view_button, self.print_button):
            button.setEnabled(on)

    def _show_pages(self, found: object) -> None:
        assert isinstance(found, list)
        self.pictures = found
        if self._again:
            self._again = False
            self.make()
            return
        self._clear()
        for number, picture in enumerate(found, start=1):
            self.column.addWidget(self._page(picture, number))
        self.count.setText(self.words.say("Pages: {n}", n=self.words.number(len(found))))
        self._enable(True)
        self.print_button.setFocus()

    def _clear(self) -> None:
        self.count.setText("")
        while self.column.count():
            old = self.column.takeAt(0).widget()
            old.hide()
            old.deleteLater()

    def _page(self, picture: QImage, number: int) -> QLabel:
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        page = QLabel()
        page.setProperty("paper", True)
        page.setPixmap(QPixmap.fromImage(picture))
        page.setStyleSheet(f"border: 1px solid {theme.color('line_strong').name()};")
        page.setAccessibleName(self.words.say("Page {n}", n=number))
        return page

    def _stopped(self, error: object) -> None:
        if isinstance(error, Stopped) and self._again:
            self._again = False
            self.make()
        elif isinstance(error, UserError):
            show_error(self, self.words, error)
        elif isinstance(error, BaseException) and not isinstance(error, Stopped):
            raise error

    def _save(self) -> None:
        say = self.words.say
        stem = f"{self.desk.period}_{self.unit or 'TM'}_{self.language.language}.pdf"
        if self.kind.currentData() != "summary":
            stem = f"{self.kind.currentData()}_{stem}"
        start = str(self.desk.file.path.parent / stem.replace("@", "_"))
        name, _ = QFileDialog.getSaveFileName(self, say("Save as PDF…"), start, "PDF (*.pdf)")
        if name:
            try:
                target = Path(name if name.endswith(".pdf") else f"{name}.pdf")
                self._write(target)
            except UserError as error:
                show_error(self, self.words, error)
                return
            tell(self, self.words, say("Saved"), say("The pages are in «{file}».", file=target.name))

    def _view(self) -> None:
        """Open a copy that stays when the dialog goes."""
        if self.made is None:
            return
        kept = people.settings_folder() / "viewed.pdf"
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self.made, kept)
        if not printing.open_in_viewer(kept):
            text = self.words.say(
                "This computer has no viewer for PDF files. Save the file and open it elsewhere."
            )
            tell(self, self.words, self.words.say("Open in the viewer"), text)

    def _print(self) -> None:
        if self.made is None:
            return
        printer = printing.ask_printer(self, self.words.say("Print"))
        if printer is not None:
            printing.print_pages(self.made, printer)

    def done(self, result: int) -> None:
        """Let the worker end before the dialog goes."""
        self._work.wait()
        super().done(result)
