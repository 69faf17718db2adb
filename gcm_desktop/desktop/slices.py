"""Work of the window's own thread, piece by piece between two events: the store has one owner thread."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal


class Slices(QObject):
    """Walks one generator at a time whenever nothing else waits; ``done`` carries what it returns."""

    done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Generator[None, None, Any] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.step)

    @property
    def busy(self) -> bool:
        """Say whether something is under way."""
        return self._steps is not None

    def begin(self, steps: Generator[None, None, Any]) -> None:
        """Begin this work in place of what is under way."""
        self._steps = steps
        self._timer.start()

    def stop(self) -> None:
        """Do no more of it."""
        self._steps = None
        self._timer.stop()

    def step(self) -> None:
        """Do the next piece; a piece that goes wrong ends the work."""
        steps = self._steps
        if steps is None:
            return
        try:
            next(steps)
        except StopIteration as end:
            self._end(steps)
            self.done.emit(end.value)
        except BaseException:
            self._end(steps)
            raise

    def _end(self, steps: Generator[None, None, Any]) -> None:
        if self._steps is steps:  # unless its last piece began other work
            self.stop()
