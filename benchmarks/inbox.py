"""How soon the rows of a morning's returns stand in the inbox, and how long the window waits meanwhile.

Run ``python benchmarks/inbox.py [COUNT]``; COUNT returns of about 4,000 answers (100) are dropped on the
window of an empty national file, off screen, rehearsed, ticked and taken. Times are those of the clock.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from merge_returns import written
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from gcm_desktop.app.desk import Desk
from gcm_desktop.app.inbox import Inbox
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.coordinator.shell import Shell
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.domain.records import Maker


class Gaps:
    """How long the window could not answer, in ms, the longest first."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self._found: list[float] = []
        self._timer = QTimer()
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self._found.append((now - self._last) * 1000)
        self._last = now

    def longest(self) -> list[int]:
        """Give the five longest."""
        return [round(gap) for gap in sorted(self._found, reverse=True)[:5]]


def rehearsed(window: MainWindow, folder: Path) -> tuple[Inbox, float, float, list[int]]:
    """Drop a folder; gives the inbox, seconds to the first row, seconds to the last, and the gaps."""
    begun, first, gaps = time.perf_counter(), 0.0, Gaps()
    window.verbs.receive([folder])
    shell = window.centralWidget()
    assert isinstance(shell, Shell)
    page = shell.stack.currentWidget().arriving  # type: ignore[union-attr]
    while page.busy:
        QApplication.processEvents()
        if not first and page.files.model().rowCount():
            first = time.perf_counter() - begun
    return page.inbox, first, time.perf_counter() - begun, gaps.longest()


def taken(inbox: Inbox) -> list[float]:
    """Take everything without a question; gives the ms of each file, the quickest first."""
    if not inbox.ticked:
        inbox.tick_good()
    times, last = [], time.perf_counter()
    for _ in inbox.take():
        now = time.perf_counter()
        times.append((now - last) * 1000)
        last = now
    return sorted(times)


def main() -> None:
    """Print what was found."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["GCM_DESKTOP_HOME"] = str(folder / "home")
        (folder / "drop").mkdir()
        written(folder / "drop", count)
        desk = Desk.create(
            folder / "n.gcm", "", "2026-Q3", national=True, language="en", maker=Maker("B"), listed=False
        )
        window = MainWindow(desk)
        window.resize(1366, 768)
        window.show()
        application.processEvents()
        inbox, first, last, gaps = rehearsed(window, folder / "drop")
        each = taken(inbox)
        print(f"{count} returns of about 4,000 answers")
        print(f"first row after {first:.1f} s, the last after {last:.1f} s; longest gaps {gaps} ms")
        print(f"a file taken: {each[len(each) // 2]:.0f} ms, the slowest {each[-1]:.0f} ms")
        window.close()


if __name__ == "__main__":
    main()
