"""Print: the choices at the left, the pages as they will be at the right; printer, PDF or Word draft."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTemporaryDir, QTimer
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from gcm_desktop.app import people, printed_choices
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.printed_kinds import Choice, PrintKind, Wish, Write, gathering, keep_publication
from gcm_desktop.app.reviewing import DRAFT_SUFFIX
from gcm_desktop.app.wording import sentence
from gcm_desktop.desktop import printing, theme
from gcm_desktop.desktop.dialogs.message import show_error, tell
from gcm_desktop.desktop.dialogs.sheet import Sheet
from gcm_desktop.desktop.long_work import LongWork, Progress, Stopped
from gcm_desktop.desktop.mnemonics import letters_of, marked
from gcm_desktop.desktop.print_choices import PrintChoices
from gcm_desktop.desktop.print_preview import Preview
from gcm_desktop.desktop.print_toolbar import PreviewBar
from gcm_desktop.domain.audience import Audience
from gcm_desktop.domain.units import ReportingUnit
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words

_REST: Final = 120  # milliseconds without another choice before the pages are made anew
_KINDS: Final = {".pdf": "PDF (*.pdf)", DRAFT_SUFFIX: "Word (*.docx)"}


@dataclass(frozen=True, slots=True)
class _Made:
    data: bytes
    sizes: tuple[printing.Size, ...]
    first: dict[int, QImage]


@dataclass(frozen=True, slots=True)
class _Saved:
    path: Path


@dataclass(frozen=True, slots=True)
class _Printed:
    sheets: int


class PrintDialog(Sheet):
    """Shows the pages before anything leaves."""

    def __init__(
        self,
        desk: Desk,
        words: Words,
        parent: QWidget | None = None,
        unit: ReportingUnit | None = None,
        kind: str = "",
        period: str = "",
    ) -> None:
        super().__init__(words, parent, wide=True)
        self.desk = desk
        self.made: bytes = b""  # the PDF on view
        self.saved: Path | None = None
        self._folder = QTemporaryDir()
        self._write: Write | None = None
        self._wish = Wish()  # what the pages on view are
        self._again = False
        self._lane = threading.Lock()  # the library that draws pages takes one caller at a time
        self._work = LongWork(self)
        self._work.done.connect(self._finish)
        self._work.stopped.connect(self._stop)
        self._work.progressed.connect(lambda done, of, _what: self.bar.show_progress(done, of))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.make)
        self._steps: Generator[None, None, Write] | None = None  # of the gathering under way
        self._stepping = QTimer(self)
        self._stepping.timeout.connect(self._step)
        wanted = PrintKind(kind) if kind else printed_choices.remembered().kind
        self.choices = PrintChoices(desk, words, wanted, unit, period or desk.period)
        self.choices.changed.connect(self._change)
        self._build()
        self.retranslate(words)
        self._enable(False)
        self.choices.kind.setFocus()
        self._soon.start(0)

    def _build(self) -> None:
        self.preview = Preview(self._lane)
        self.bar = PreviewBar(self.preview, self.words)
        right = QVBoxLayout()
        right.setSpacing(theme.px(6))
        right.addWidget(self.bar)
        right.addWidget(self.preview, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(14))
        row.addWidget(self.choices)
        row.addLayout(right, 1)
        self.body.addLayout(row, 1)
        self.folder_button = self.button(self._open_folder, icon="folder-open")
        self.view_button = self.button(self._view, icon="external-link")
        self.draft_button = self.button(lambda: self._ask_and_save(DRAFT_SUFFIX), icon="file-text")
        self.save_button = self.button(lambda: self._ask_and_save(".pdf"), icon="save")
        self.print_button = self.button(self._print, main=True, icon="printer")
        self._leaving = (self.view_button, self.draft_button, self.save_button, self.print_button)
        for button in (self.folder_button, *self._leaving):
            self.buttons.addWidget(button)
        self.folder_button.setEnabled(False)
        self.resize(1320, 716)

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        super().retranslate(words)
        say = words.say
        self.head(say("Print"))
        names = {
            self.print_button: say("Print…"),
            self.save_button: say("Save as PDF…"),
            self.draft_button: say("Save as Word draft…"),
            self.view_button: say("Open in the viewer"),
            self.folder_button: say("Open folder"),
        }
        texts = marked(list(names.values()))
        for (button, name), text in zip(names.items(), texts, strict=True):
            button.setText(text)
            button.setAccessibleName(name)
        self.choices.reserved = letters_of(texts)
        self.choices.retranslate(words)
        self.preview.setAccessibleName(say("Preview"))
        self.bar.retranslate(words)

    def choose_language(self, language: str) -> None:
        """Write the pages in another language."""
        box = self.choices.language
        box.setCurrentIndex(max(box.findData(language), 0))

    @property
    def busy(self) -> bool:
        """Say whether something is under way."""
        return self._work.busy or self._soon.isActive() or self._stepping.isActive()

    # --- the pages

    def _change(self) -> None:
        self._stepping.stop()
        self._enable(False)
        self._soon.start(_REST)

    def make(self) -> None:
        """Make the pages anew; a second wish waits for the first to end."""
        self._soon.stop()
        self._stepping.stop()
        if self._work.busy:
            self._again = True
            self._work.cancel()
            return
        self._enable(False)
        try:
            self._wish = self.choices.wish
        except UserError as error:
            self._say_instead(error)
            return
        self._steps = gathering(self.desk, self._wish)
        self._stepping.start(0)

    def _step(self) -> None:
        """Gather a little more; the data file belongs to the window's thread, which must not stand still."""
        assert self._steps is not None
        try:
            next(self._steps)
        except StopIteration as end:
            self._stepping.stop()
            self._write = end.value
            self._draw(end.value)
        except UserError as error:
            self._stepping.stop()
            self._say_instead(error)

    def _draw(self, write: Write) -> None:
        target, lane = Path(self._folder.path()) / "pages.pdf", self._lane
        room, page = self.preview.room, self.preview.page

        def work(progress: Progress) -> _Made:
            progress(0, 0)
            with lane:
                write(target)
                data = target.read_bytes()
                progress(0, 0)
                pages = printing.Pages(data)
                sizes = pages.sizes()
                seen = min(page, len(sizes) - 1)
                wide = room.dots(sizes, seen)
                first = {seen: pages.picture(seen, wide / sizes[seen][0])}
                pages.close()
            return _Made(data, sizes, first)

        self._work.start(work)

    def _say_instead(self, error: UserError) -> None:
        """Say in the place of the pages why there are none."""
        self.made, self._write = b"", None
        self.preview.show_words(sentence(self.words, error))
        self.bar.progress.hide()

    def _enable(self, on: bool) -> None:
        self.bar.progress.setVisible(not on)
        self.bar.show_progress(0, 0)
        if not on:
            self.bar.tell("")
        self.draft_button.setVisible(self.choices.paper.takes(Choice.FORMAT))
        for button in self._leaving:
            button.setEnabled(on and bool(self.made))
        if self._wish.audience is Audience.PUBLICATION:  # a viewer prints and saves without a record
            self.view_button.setEnabled(False)

    def _finish(self, outcome: object) -> None:
        self.choices.setEnabled(True)
        if self._again:
            self._again = False
            self.make()
            return
        if isinstance(outcome, _Made):
            self.made = outcome.data
            self.preview.show_pages(outcome.data, outcome.sizes, outcome.first)
        self._enable(not self._soon.isActive())
        if isinstance(outcome, _Saved) and self._kept(outcome.path):
            self.saved = outcome.path
            self.folder_button.setEnabled(True)
            self.bar.tell(self.words.say("Saved: {file}", file=outcome.path.name))
        elif isinstance(outcome, _Printed):
            self.bar.tell(self.words.say("Sheets sent to the printer: {n}", n=outcome.sheets))

    def _stop(self, error: object) -> None:
        self.choices.setEnabled(True)
        if isinstance(error, Stopped):
            if self._again:
                self._again = False
                self.make()
            return
        self._enable(bool(self.made))
        if isinstance(error, UserError):
            show_error(self, self.words, error)
        elif isinstance(error, OSError):
            text = self.words.say("The printer did not take the pages. Look whether it is on and has paper.")
            tell(self, self.words, self.words.say("Print"), text)
        elif isinstance(error, BaseException):
            raise error

    # --- what leaves

    def _kept(self, written: Path | bytes) -> bool:
        """Keep with the file that a publication was made; what cannot be kept does not leave."""
        try:
            keep_publication(self.desk, self._wish, written)
        except UserError as error:
            show_error(self, self.words, error)
            return False
        return True

    def _ask_and_save(self, suffix: str) -> None:
        folder = self.saved.parent if self.saved else self.desk.file.path.parent
        button = self.draft_button if suffix == DRAFT_SUFFIX else self.save_button
        start = str(folder / file_name(self._wish, suffix))
        title = button.accessibleName()
        name, _ = QFileDialog.getSaveFileName(self, title, start, _KINDS[suffix])
        if name:
            self.save(Path(name if name.lower().endswith(suffix) else f"{name}{suffix}"))

    def save(self, target: Path) -> None:
        """Write the pages, or the draft, to a file."""
        write, lane = self._write, self._lane
        if write is None:
            return

        def work(progress: Progress) -> _Saved:
            progress(0, 0)
            with lane:
                write(target)
            return _Saved(target)

        self._leave(work)

    def _leave(self, work: Callable[[Progress], object]) -> None:
        self.choices.remember()
        self._enable(False)
        self.choices.setEnabled(False)
        self._work.start(work)

    def _view(self) -> None:
        """Open a copy that stays when the dialog goes."""
        kept = people.settings_folder() / "viewed.pdf"
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(self.made)
        if not printing.open_in_viewer(kept):
            text = self.words.say(
                "This computer has no viewer for PDF files. Save the file and open it elsewhere."
            )
            tell(self, self.words, self.words.say("Open in the viewer"), text)

    def _open_folder(self) -> None:
        if self.saved is not None:
            printing.open_in_viewer(self.saved.parent)

    def _print(self) -> None:
        title, copies = self.words.say("Print"), self.choices.copies.value()
        printer = printing.ask_printer(self, title, len(self.preview.sizes), copies)
        if printer is not None and self._kept(self.made):
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print the pages on view; the window goes on meanwhile."""
        data, lane, current = self.made, self._lane, self.preview.page

        def work(progress: Progress) -> _Printed:
            with lane:
                return _Printed(printing.print_pages(data, printer, progress, current))

        self._leave(work)

    def done(self, result: int) -> None:
        """Let the worker end before the dialog goes."""
        self._soon.stop()
        self._stepping.stop()
        self._work.wait()
        self.choices.remember()
        self.made = b""
        self.preview.show_words("")  # a closed window keeps no pages
        super().done(result)


def file_name(wish: Wish, suffix: str) -> str:
    """Propose a name that says what the file holds."""
    unit = str(wish.unit or "TM").replace("@", "_")
    parts = [wish.kind.value] if wish.kind is not PrintKind.SUMMARY else []
    parts += [wish.period or "", *([f"G{wish.goal:02d}"] if wish.goal else []), unit, wish.language or ""]
    if wish.second:
        parts.append(wish.second)
    if wish.parts.names or wish.parts.goals:
        parts.append("part")
    if wish.audience is Audience.PUBLICATION:
        parts.append("publication")
    return "_".join(filter(None, parts)) + suffix
