"""What dialogs that read files share: drop or choose, read beside the window with progress, end with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from gcm_desktop.desktop.dialogs.sheet import Sheet
from gcm_desktop.desktop.long_work import LongWork, Progress
from gcm_desktop.i18n import Words

What = TypeVar("What")


class FilesSheet(Sheet):
    """A wide dialog with one worker; what it reads comes back as a list of each file and what came of it."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent, wide=True)
        self.progress = QProgressBar()
        self.progress.setVisible(False)
        self._work = LongWork(self)
        self._work.progressed.connect(self._tell)
        self.setAcceptDrops(True)

    def read(self, paths: Sequence[Path]) -> None:
        """Read files and folders, as when they are dropped here."""
        raise NotImplementedError

    def _close_reader(self) -> None:
        """Let go of what reads, before the dialog goes."""
        raise NotImplementedError

    def _run(
        self, files: Sequence[Path], each: Callable[[Sequence[Path]], Iterator[tuple[Path, What]]]
    ) -> None:
        """Read files in the worker and tell which one is under way."""

        def work(progress: Progress) -> list[tuple[Path, What]]:
            progress(0, len(files), files[0].name)
            found = []
            for one, coming in zip(each(files), (*files[1:], files[-1]), strict=True):
                found.append(one)
                progress(min(len(found), len(files) - 1), len(files), coming.name)
            return found

        self._work.start(work)

    def _tell(self, done: int, of: int, name: str) -> None:
        self.progress.setRange(0, of)
        self.progress.setValue(done)
        self.progress.setFormat(self.words.say("{n} of {total}: {file}", n=done + 1, total=of, file=name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        self.read([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def done(self, result: int) -> None:
        """End the reader with the dialog."""
        self._work.wait()
        self._close_reader()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the reader with the window."""
        self._work.wait()
        self._close_reader()
        super().closeEvent(event)
