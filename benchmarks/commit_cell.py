"""Commit one cell: the store against a bare SQLite upsert with the same durability, on this disk.

Prints medians and ratios of one run; the floor is one row and one COMMIT with WAL and FULL.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from gcm_desktop.catalogue import asked, load
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.questions import cells_of
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.domain.values import number
from gcm_desktop.store import create_file

CELLS = 1000


def timed(work: Callable[[int], None]) -> list[float]:
    """Give the milliseconds of each of a thousand calls."""
    times = []
    for n in range(CELLS):
        start = time.perf_counter()
        work(n)
        times.append((time.perf_counter() - start) * 1000)
    return times


def bare(folder: Path) -> list[float]:
    """Upsert one row in a transaction of its own."""
    conn = sqlite.connect(str(folder / "bare.db"), isolation_level=None)
    for setting in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = FULL"):
        conn.execute(f"PRAGMA {setting}").fetchall()
    conn.execute("CREATE TABLE cell (code TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID")

    def one(n: int) -> None:
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("INSERT OR REPLACE INTO cell VALUES (?, ?)", (f"G01.{n % 100:02d}", str(n)))
        conn.execute("COMMIT")

    times = timed(one)
    conn.close()
    return times


def store(folder: Path) -> list[float]:
    """Commit cells of a real return: value, journal with undo, counts."""
    catalogue = load()
    unit = parse_unit("TM-M")
    key = return_of(unit, "2026-Q3")
    indicators = asked(catalogue, unit, parse_period("2026-Q3"))
    cells = [cell for i in indicators for cell in cells_of(i, catalogue.codelists)]
    with create_file(folder / "store.gcm", national=False, catalogue=catalogue, maker=None) as file:
        file.ensure_return(key)
        return timed(lambda n: void(file.commit_cells(key, {cells[n % len(cells)]: number(str(n))}, None)))


def void(_: object) -> None:
    """Drop a result."""


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = {"bare upsert + COMMIT": bare(folder), "commit one cell": store(folder)}
    floor = statistics.median(rows["bare upsert + COMMIT"])
    print(f"{'':24}{'median ms':>12}{'p99 ms':>10}{'ratio':>8}")
    for name, times in rows.items():
        median, p99 = statistics.median(times), sorted(times)[int(len(times) * 0.99)]
        print(f"{name:24}{median:12.2f}{p99:10.2f}{median / floor:8.1f}")


if __name__ == "__main__":
    main()
