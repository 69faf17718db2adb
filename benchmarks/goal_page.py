"""The goal page: switching, a key until it is painted, a key until COMMIT, and memory with every page opened.

Run ``python benchmarks/goal_page.py``; offscreen, one process, one run. The bare table of the same size is
a QTableView over texts that are ready, without delegate or heads of its own: the floor of any page in Qt.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.desktop.window import application

SCREEN = (1366, 768)
ROUNDS = 15
KEYS = 300
_NOWHERE = QModelIndex()


class Ready(QAbstractTableModel):
    """A table of texts that are ready."""

    def __init__(self, texts: list[list[str]]) -> None:
        super().__init__()
        self.texts = texts

    def rowCount(self, parent: Any = _NOWHERE) -> int:
        return len(self.texts)

    def columnCount(self, parent: Any = _NOWHERE) -> int:
        return len(self.texts[0])

    def data(self, index: Any, role: int = 0) -> Any:
        return self.texts[index.row()][index.column()] if role == 0 else None


def milliseconds(work: Callable[[], object]) -> float:
    """Time a piece of work until everything it asked for is painted."""
    begun = time.perf_counter()
    work()
    QApplication.processEvents()
    return (time.perf_counter() - begun) * 1000


def bare(texts: list[list[str]]) -> list[float]:
    """Show another model of the same size in a bare table."""
    view = QTableView()
    view.resize(850, 640)
    models = [Ready(texts), Ready(texts)]
    view.setModel(models[1])
    view.show()
    QApplication.processEvents()
    times = [milliseconds(lambda n=n: view.setModel(models[n % 2])) for n in range(ROUNDS)]
    view.close()
    return times


def largest(window: MainWindow) -> tuple[int, int]:
    """Give the goal with most rows, and a small one to come from; opens every page once."""
    sizes = {}
    for goal in window._goals():
        window.show_goal(goal)
        QApplication.processEvents()
        sizes[goal] = len(window.grid.page.rows)
    some = {goal: size for goal, size in sizes.items() if size}
    return max(some, key=some.__getitem__), min(some, key=some.__getitem__)


def switching(window: MainWindow, big: int, small: int) -> list[float]:
    """Come to the largest page from a small one."""
    times = []
    for _ in range(ROUNDS):
        milliseconds(lambda: window.show_goal(small))
        times.append(milliseconds(lambda: window.show_goal(big)))
    return times


def typing(window: MainWindow, goal: int) -> tuple[list[float], list[float]]:
    """Press digits until painted, and Enter until the COMMIT is said."""
    painted, committed = [], []
    said: list[float] = []
    window.sheet.saved.connect(lambda _: said.append(time.perf_counter()))
    window.activateWindow()
    window.show_goal(goal)
    while QApplication.focusWidget() is None:
        QApplication.processEvents()
    for n in range(KEYS):
        target = QApplication.focusWidget()
        digit = Qt.Key(Qt.Key.Key_1 + n % 9)
        painted.append(milliseconds(partial(QTest.keyClick, target, digit)))
        said.clear()
        begun = time.perf_counter()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        if said:
            committed.append((said[0] - begun) * 1000)
        QApplication.processEvents()
        if n % 40 == 39:
            window.show_goal(goal)
    return painted, committed


def megabytes() -> float:
    """Give the memory this process holds now, as the system counts it."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def line(name: str, figure: float, most: float, unit: str) -> None:
    """Print one line of the table."""
    print(f"{name:52}{figure:10.1f}{most:10.0f} {unit:4}{'' if figure <= most else '  over'}")


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["GCM_DESKTOP_HOME"] = name
        app = application()
        desk = Desk.create(Path(name, "TM-M.gcm"), "TM-M", "2026-Q3", listed=False)
        window = MainWindow(desk)
        window.resize(*SCREEN)
        window.show()
        window.activateWindow()
        app.processEvents()
        big, small = largest(window)
        memory = megabytes()
        page = window.grid.page
        window.show_goal(big)
        texts = [[page._text(row, column) for column in range(8)] for row in range(len(page.rows))]
        switch, floor = statistics.median(switching(window, big, small)), statistics.median(bare(texts))
        painted, committed = typing(window, big)
        print(f"goal {big}: {len(texts)} rows\n{'':52}{'now':>10}{'most':>10}")
        line("switch to the largest page, median", switch, 50, "ms")
        line("bare QTableView of the same size, median", floor, switch, "ms")
        line("  how many times the bare table", switch / floor, 3, "x")
        line("key press to painted, median", statistics.median(painted), 16, "ms")
        line("Enter to COMMIT, median", statistics.median(committed), 10, "ms")
        line("Enter to COMMIT, p99", sorted(committed)[int(len(committed) * 0.99)], 10, "ms")
        line("memory with 23 pages opened", memory, 250, "MB")
        window.close()


if __name__ == "__main__":
    main()
