"""What happens when the program itself is at fault: the work is kept, a calm message, and on it goes."""

from __future__ import annotations

import contextlib
import faulthandler
import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, QTimer

from gcm_desktop.app import supporting


class Faults(QObject):
    """Takes what nobody expected; ``keep`` saves what is being typed, ``tell`` says the reference."""

    def __init__(self, keep: Callable[[], None], tell: Callable[[str], None]) -> None:
        super().__init__()
        self._keep = keep
        self._tell = tell
        self._telling = False

    def watch(self) -> None:
        """Take every fault from now on, also those no handler survives."""
        sys.excepthook = self.caught
        with contextlib.suppress(OSError):
            log = supporting.crash_log()
            log.parent.mkdir(parents=True, exist_ok=True)
            faulthandler.enable(log.open("a", encoding="utf-8"))

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write the fault down, keep the work, and say so once the present step is over."""
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error, trace)
            return
        reference = supporting.keep_fault(error.with_traceback(trace))
        if self._telling:
            return  # one message at a time; the log has them all
        self._telling = True
        QTimer.singleShot(0, lambda: self._speak(reference))

    def _speak(self, reference: str) -> None:
        try:
            self._keep()
        except Exception as error:
            supporting.keep_fault(error)
        try:
            self._tell(reference)
        finally:
            self._telling = False
