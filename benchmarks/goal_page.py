"""The goal page: switching, a key until it is painted, a key until COMMIT, and memory with every page opened.

Run ``python benchmarks/goal_page.py``; offscreen, one process, one run. Beside every time on the clock stands
the time of the processor: a busy machine moves the first, not the second. The bare table is a QTableView of
the same size over texts that are ready, without delegate or heads of its own: the floor of any page in Qt.
The bare insert is one row with its own COMMIT, WAL and FULL, on the same disk: the floor of any saving.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

import sqlcipher3.dbapi2 as sqlite
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.desktop.window import application

SCREEN = (1366, 768)
ROUNDS = 25
KEYS = 300
COLUMNS = 8
_NOWHERE = QModelIndex()


@dataclass
class Times:
    """Milliseconds on the clock and of the processor, one pair for each round."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def measure(self, work: Callable[[], object], *, painted: bool = True) -> None:
        """Time a piece of work, ``painted`` with everything it asked to be drawn."""
        clock, processor = time.perf_counter(), time.process_time()
        work()
        if painted:
            QApplication.processEvents()
        self.clock.append((time.perf_counter() - clock) * 1000)
        self.processor.append((time.process_time() - processor) * 1000)

    def typical(self) -> tuple[float, float]:
        """Give both medians."""
        return statistics.median(self.clock), statistics.median(self.processor)

    def slowest(self) -> tuple[float, float]:
        """Give what 99 of 100 rounds stay below."""
        ordered = (sorted(times) for times in (self.clock, self.processor))
        clock, processor = (times[int(len(times) * 0.99)] for times in ordered)
        return clock, processor


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


def settle() -> None:
    """Let everything that waits for a quiet moment happen, so that it is not counted twice."""
    for _ in range(4):
        QApplication.processEvents()


def bare_table(texts: list[list[str]], view: QTableView, models: list[Ready], n: int) -> None:
    """Show another model of the same size in a bare table."""
    if not models:
        models += [Ready(texts), Ready(texts)]
    view.setModel(models[n % 2])


def largest(window: MainWindow) -> tuple[int, int]:
    """Give the goal with most rows, and a small one to come from; opens every page once."""
    sizes = {}
    for goal in (goal for block in window.desk.catalogue.blocks for goal in block.goals):
        window.show_goal(goal)
        settle()
        sizes[goal] = len(window.grid.page.rows)
    some = {goal: size for goal, size in sizes.items() if size}
    return max(some, key=some.__getitem__), min(some, key=some.__getitem__)


def switching(window: MainWindow, big: int, small: int) -> tuple[Times, Times, Times]:
    """Come to the largest page from a small one, in turns with the bare table; and what follows the paint."""
    page, table, rest = Times(), Times(), Times()
    view, models = QTableView(), list[Ready]()
    view.resize(window.grid.size())
    view.show()
    texts = [[window.grid.page._text(row, column) for column in range(COLUMNS)] for row in all_rows(window)]
    for n in range(ROUNDS):
        window.show_goal(small)
        settle()
        page.measure(partial(window.show_goal, big))
        rest.measure(settle)
        table.measure(partial(bare_table, texts, view, models, n))
        settle()
    view.close()
    return page, table, rest


def all_rows(window: MainWindow) -> range:
    """Give the rows of the page on screen."""
    return range(len(window.grid.page.rows))


@dataclass
class Typed:
    """What typing costs: a key until painted, Enter until COMMIT, until painted, and what follows it."""

    key: Times = field(default_factory=Times)
    commit: Times = field(default_factory=Times)
    enter: Times = field(default_factory=Times)
    rest: Times = field(default_factory=Times)


def typing(window: MainWindow, goal: int) -> Typed:
    """Press digits until painted, and Enter until the COMMIT is said."""
    typed, said = Typed(), list[tuple[float, float]]()
    window.sheet.saved.connect(lambda _: said.append((time.perf_counter(), time.process_time())))
    window.activateWindow()
    window.show_goal(goal)
    while QApplication.focusWidget() is None:
        QApplication.processEvents()
    for n in range(KEYS):
        settle()
        typed.key.measure(partial(QTest.keyClick, QApplication.focusWidget(), Qt.Key(Qt.Key.Key_1 + n % 9)))
        settle()
        said.clear()
        begun = time.perf_counter(), time.process_time()
        typed.enter.measure(partial(QTest.keyClick, QApplication.focusWidget(), Qt.Key.Key_Return))
        typed.rest.measure(settle)
        if said:
            typed.commit.clock.append((said[0][0] - begun[0]) * 1000)
            typed.commit.processor.append((said[0][1] - begun[1]) * 1000)
        if n % 40 == 39:
            window.show_goal(goal)
    return typed


def bare_insert(folder: Path) -> Times:
    """Insert one row in a transaction of its own."""
    conn = sqlite.connect(str(folder / "bare.db"), isolation_level=None)
    for setting in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = FULL"):
        conn.execute(f"PRAGMA {setting}").fetchall()
    conn.execute("CREATE TABLE cell (code TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID")
    times = Times()
    for n in range(KEYS):
        statement = partial(conn.execute, "INSERT INTO cell VALUES (?, ?)", (str(n), str(n)))
        times.measure(statement, painted=False)
    conn.close()
    return times


def megabytes() -> float:
    """Give the memory this process holds now, as the system counts it."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def line(name: str, figures: tuple[float, float], most: float | None = None) -> None:
    """Print one line of the table."""
    limit = "" if most is None else f"{most:8.0f}{'' if figures[0] <= most else '  over'}"
    print(f"{name:48}{figures[0]:9.1f}{figures[1]:11.1f}{limit}")


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
        window.show_goal(big)
        rows = len(all_rows(window))
        page, table, after_switch = switching(window, big, small)
        typed = typing(window, big)
        insert = bare_insert(Path(name))
        report(page, table, after_switch, typed, insert)
        print(f"goal {big}: {rows} rows; memory with 23 pages opened: {memory:.0f} MB (most 250)")
        window.close()


def report(page: Times, table: Times, after_switch: Times, typed: Typed, insert: Times) -> None:
    """Print what was measured."""
    print(f"{'':48}{'ms clock':>9}{'processor':>11}{'most':>8}")
    line("switch to the largest page until painted", page.typical(), 50)
    line("  bare QTableView of the same size", table.typical())
    clock, processor = (a / b for a, b in zip(page.typical(), table.typical(), strict=True))
    line("  how many times the bare table", (clock, processor), 3)
    line("  what follows the paint", after_switch.typical())
    line("key press until painted", typed.key.typical(), 16)
    line("Enter until COMMIT, median", typed.commit.typical())
    line("Enter until COMMIT, p99", typed.commit.slowest(), 10)
    line("  bare insert, median", insert.typical())
    line("  bare insert, p99", insert.slowest())
    line("Enter until the next cell is painted", typed.enter.typical())
    line("  what follows the paint", typed.rest.typical())


if __name__ == "__main__":
    main()
