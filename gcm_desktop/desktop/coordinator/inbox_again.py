"""Looks again at the files that wait, one after the other, while the window stays awake."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from gcm_desktop.app.inbox import Entry, Inbox


class Again(QObject):
    """The second look, in slices of the window's own thread."""

    done = Signal(list)  # the entries that do something else now

    def __init__(self, inbox: Inbox, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inbox = inbox
        self._steps: Iterator[Entry | None] | None = None
        self._moved: list[Entry] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Begin to look again where the file has changed since."""
        if self._steps is None and self._inbox.stale:
            self._steps, self._moved = self._inbox.looking_again(), []
            self._timer.start()

    def stop(self) -> None:
        """Look no further."""
        self._timer.stop()
        self._steps = None

    def finish(self) -> bool:
        """Look at all that is left at once; says whether anything does something else now."""
        self.start()
        found = False
        while self._steps is not None:
            self._step()
            found = bool(self._moved)
        return found

    def _step(self) -> None:
        if self._steps is None:
            return
        try:
            entry = next(self._steps)
        except StopIteration:
            self.stop()
            self.done.emit(self._moved)
        else:
            self._moved += [entry] if entry is not None else []
