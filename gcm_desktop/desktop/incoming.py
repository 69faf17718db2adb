"""Reads files beside the window and hands each over as soon as it is read, one per turn of the window."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from gcm_desktop.app.receiving import Found, Receiving, found_files
from gcm_desktop.desktop.long_work import LongWork, Progress, Stopped


class Incoming(QObject):
    """One drop of files after the other; signals arrive in the window's thread."""

    arrived = Signal(object, object)  # the path, and what came of reading it
    progressed = Signal(int, int, str)
    finished = Signal()
    stopped = Signal(object)  # an error nobody expected

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read: deque[tuple[Path, Found]] = deque()  # the worker puts in, the window takes out
        self._total = self._done = 0
        self._ended = True
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._hand_over)
        self._work = LongWork(self)
        self._work.progressed.connect(self._wake)  # not a lambda: it would run in the worker
        self._work.done.connect(lambda _: self._end())
        self._work.stopped.connect(self._on_stopped)

    @property
    def busy(self) -> bool:
        """Say whether files are still on their way."""
        return not self._ended or bool(self._read)

    def read(self, receiving: Receiving, paths: Sequence[Path]) -> int:
        """Begin to read files and the spreadsheets of folders; gives how many there are."""
        files = found_files(paths)
        if self.busy or not files:
            return 0
        self._total, self._done, self._ended = len(files), 0, False
        self.progressed.emit(0, len(files), files[0].name)
        read = self._read

        def work(progress: Progress) -> None:
            for at, one in enumerate(receiving.read_each(files), start=1):
                read.append(one)
                progress(at, len(files), one[0].name)

        self._work.start(work)
        return len(files)

    def cancel(self) -> None:
        """Read no further; what was read already stays."""
        self._work.cancel()

    def wait(self) -> None:
        """End the work before the window goes."""
        self._turn.stop()
        self._read.clear()
        self._work.wait()

    def _wake(self) -> None:
        self._turn.start()

    def _hand_over(self) -> None:
        if self._read:
            path, found = self._read.popleft()
            self._done += 1
            self.arrived.emit(path, found)
            self.progressed.emit(self._done, self._total, path.name)
        elif self._ended:
            self._turn.stop()
            self.finished.emit()
        else:
            self._turn.stop()  # the next file starts it again

    def _end(self) -> None:
        self._ended = True
        self._turn.start()

    def _on_stopped(self, error: object) -> None:
        self._end()
        if not isinstance(error, Stopped):
            self.stopped.emit(error)
