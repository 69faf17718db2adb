"""One worker thread for what takes longer than a moment, with progress and a way to stop it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal


class Stopped(Exception):
    """The person asked the work to stop."""


class Progress:
    """What the work holds in its hands: where it tells how far it is, and learns that it should stop."""

    def __init__(self, tell: Callable[[int, int, str], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()

    def __call__(self, done: int, of: int, what: str = "") -> None:
        """Tell how far the work is; raises Stopped when it should end here."""
        if self._stop.is_set():
            raise Stopped
        self._tell(done, of, what)

    def stop(self) -> None:
        """Ask the work to end at its next step."""
        self._stop.set()


class _Worker(QThread):
    """The thread itself; its outcome is read in the window's thread once it has finished."""

    def __init__(self, work: Callable[[Progress], Any], progress: Progress, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._progress = progress
        self.outcome: Any = None
        self.error: BaseException | None = None

    def run(self) -> None:
        """Do the work and keep what came of it."""
        try:
            self.outcome = self._work(self._progress)
        except Exception as error:  # carried over to the window's thread, which tells the person
            self.error = error


class LongWork(QObject):
    """Runs one piece of work at a time beside the window; signals arrive in the window's thread."""

    progressed = Signal(int, int, str)
    done = Signal(object)
    stopped = Signal(object)  # the error, or a Stopped

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: _Worker | None = None
        self._progress: Progress | None = None

    @property
    def busy(self) -> bool:
        """Say whether something is under way."""
        return self._worker is not None

    def start(self, work: Callable[[Progress], Any]) -> None:
        """Begin ``work`` in the worker thread; only one at a time."""
        if self._worker is not None:
            raise RuntimeError("one piece of work at a time")
        self._progress = Progress(self.progressed.emit)
        self._worker = _Worker(work, self._progress, self)
        self._worker.finished.connect(self._finish)
        self._worker.start()

    def cancel(self) -> None:
        """Ask the work to stop; ``stopped`` follows when it has."""
        if self._progress is not None:
            self._progress.stop()

    def wait(self) -> None:
        """Stop the work and wait for its end, before the window goes."""
        if self._worker is not None:
            self.cancel()
            self._worker.wait()

    def _finish(self) -> None:
        worker, self._worker, self._progress = self._worker, None, None
        if worker is None:
            return
        worker.deleteLater()
        if worker.error is not None:
            self.stopped.emit(worker.error)
        else:
            self.done.emit(worker.outcome)
