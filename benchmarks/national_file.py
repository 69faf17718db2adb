"""How a national file behaves with a thousand imports in it: opening, provenance, taking one out, size.

Run ``python benchmarks/national_file.py [IMPORTS]``; 1,000 imports of about 4,000 answers each. The imports
are those of seven departments over twenty quarters: each return arrives again and again, corrected by its
sender, so that the later files of a return descend from the earlier ones and carry every cell anew. The raw
table is the least SQLite can keep of them: import, cell number and text, nothing else. Files that arrived are
kept whole beside what was read from them; they are not counted, and their size is said.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from read_return import a_return

from gcm_desktop.app import board as boards
from gcm_desktop.app import tracing
from gcm_desktop.app.board_periods import across
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.figures import national_figures
from gcm_desktop.domain.records import Maker, Revision, digest
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.domain.values import number
from gcm_desktop.exchange.writing import workbook_bytes
from gcm_desktop.store import Arrival

UNITS = ("TM-S", "TM-A", "TM-B", "TM-D", "TM-L", "TM-M", "TM-AR")
PERIODS = tuple(f"{year}-Q{quarter}" for year in range(2022, 2027) for quarter in range(1, 5))
SHOWN = "2026-Q3"
TAKEN = 12  # imports and cells that are tried, spread over the whole file


def arrivals(count: int) -> Iterator[Arrival]:
    """Give the imports one after the other, all units of a quarter before the next quarter."""
    book, _ = a_return()
    heads: dict[str, str] = {}
    places = {cell: (f"G{cell[1:3]}", f"D{n % 400}") for n, cell in enumerate(book.values)}
    for n in range(count):
        key = return_of(parse_unit(UNITS[n % len(UNITS)]), PERIODS[n // len(UNITS) % len(PERIODS)])
        parents = (heads[key.id],) if key.id in heads else ()
        values = {cell: number(str((k * 37 + n * 11) % 10_000)) for k, cell in enumerate(book.values)}
        revision = Revision(
            key, parents, book.catalogue.digest, values, made_by=Maker("Orazow M.", "", "9f31")
        )
        heads[key.id] = revision.id
        links = {revision.id: frozenset(parents)}
        yield Arrival(
            digest(f"import {n}"), f"{key.unit} {key.period} {n}.xlsx", "tk", (revision,), links, (), places
        )


def raw_size(path: Path, count: int) -> int:
    """Give the bytes of the barest table that keeps the same values."""
    base = sqlite3.connect(path)
    base.execute(
        "CREATE TABLE v (import INTEGER, cell INTEGER, value TEXT, PRIMARY KEY (import, cell))"
        " STRICT, WITHOUT ROWID"
    )
    with base:
        for n, arrival in enumerate(arrivals(count)):
            (revision,) = arrival.revisions
            rows = [(n, k, value.text) for k, value in enumerate(revision.sets.values())]
            base.executemany("INSERT INTO v VALUES (?, ?, ?)", rows)
    base.close()
    return path.stat().st_size


def worst(work: Callable[[int], object], count: int) -> float:
    """Give the longest of some tries in milliseconds."""
    found = []
    for n in range(TAKEN):
        begun = time.perf_counter()
        work(n * count // TAKEN)
        found.append(time.perf_counter() - begun)
    return max(found) * 1000


def slowest(work: Callable[[int], object], count: int) -> float:
    """Give the same for what can be tried again: of each the best of three, other work counts less."""
    return max(
        min(timed(lambda: work(n * count // TAKEN))[0] for _ in range(3))  # noqa: B023 - done at once
        for n in range(TAKEN)
    )


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Give the milliseconds of one try, and what came of it."""
    begun = time.perf_counter()
    made = work()
    return (time.perf_counter() - begun) * 1000, made


def filled(path: Path, count: int) -> float:
    """Take the imports; gives milliseconds for each."""
    begun = time.perf_counter()
    with Desk.create(path, "", SHOWN, national=True, maker=Maker("B"), listed=False) as desk:
        for arrival in arrivals(count):
            desk.file.receive(arrival, desk.maker)
        taken = time.perf_counter() - begun
    return taken * 1000 / count


def shown(desk: Desk) -> None:
    """Read what a board of the period shows: who is asked, how much is filled, what waits."""
    for unit in UNITS:
        desk.counts(return_of(parse_unit(unit), SHOWN))
    desk.file.conflicts()
    desk.file.unread()


def measured(path: Path, count: int) -> list[tuple[str, float, str]]:
    """Open the file as a person would, and try everything."""
    Desk.open(path, Maker("B"), listed=False).close()  # warm
    opening, made = timed(lambda: Desk.open(path, Maker("B"), listed=False))
    assert isinstance(made, Desk)
    rows = []
    with made as desk:
        board, _ = timed(lambda: shown(desk))
        rows.append(("open the file, warm", opening, ""))
        rows.append(("… and all counts and what waits of a quarter", opening + board, "1,000"))
        rows.append(("the board of the quarter", timed(lambda: boards.board(desk, SHOWN))[0], "1,000"))
        beside, _ = timed(lambda: across(boards.boards(desk)))
        rows.append(
            (f"the board of all {len(boards.periods_of(desk))} quarters side by side", beside, "1,000")
        )
        records = desk.file.imports()
        cells = sorted(desk.file.current(records[0].keys[0]))

        def why(n: int) -> object:
            return tracing.why(desk, records[n].keys[0], cells[n * 7919 % len(cells)])

        def chain(n: int) -> object:
            return tracing.chain(desk, records[n].keys[0], cells[n * 7919 % len(cells)])

        rows.append(("why is this? the slowest cell", slowest(why, count), "100"))
        rows.append(("… with the acts, as it is shown", slowest(chain, count), "100"))
        nation, _ = timed(lambda: national_figures(desk, SHOWN))
        rows.append(("all figures of the nation for a quarter", nation, ""))
        rows.append(
            ("all figures of the nation for a year", timed(lambda: national_figures(desk, "2026"))[0], "")
        )
        longest = worst(lambda n: desk.file.withdraw(records[n].id, desk.maker, "tried"), count)
        rows.append(("take an import out, the slowest", longest, "1,000"))
        longest = worst(lambda n: desk.file.put_back(records[n].id, desk.maker, "tried"), count)
        rows.append(("put it back, the slowest", longest, "1,000"))
    return rows


def windowed(path: Path) -> list[tuple[str, float, str]]:
    """Open the file in the window, nowhere on a screen, and draw its board; then draw it again."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from gcm_desktop.desktop import theme
    from gcm_desktop.desktop.coordinator import Shell, show_first
    from gcm_desktop.desktop.coordinator.board import BoardPlace
    from gcm_desktop.desktop.main_window import MainWindow

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app)
    begun = time.perf_counter()
    window = MainWindow(Desk.open(path, Maker("B"), listed=False))
    window.resize(1366, 768)
    window.show()
    show_first(window)
    window.grab()
    opened = (time.perf_counter() - begun) * 1000
    shell = window.centralWidget()
    place = shell.stack.currentWidget() if isinstance(shell, Shell) else None
    assert isinstance(place, BoardPlace)
    while place.busy:
        app.processEvents()
    checked = (time.perf_counter() - begun) * 1000

    def redrawn() -> None:
        place.refresh()
        place.grab()

    again = min(timed(redrawn)[0] for _ in range(3))
    window.close()
    return [
        ("the window: from the file to the board drawn", opened, "1,000"),
        ("… and every return of the quarter checked", checked, ""),
        ("the board read and drawn again", again, "1,000"),
    ]


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    book, answers = a_return()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["GCM_DESKTOP_HOME"] = str(folder / "home")
        path = folder / "nation.gcm"
        each = filled(path, count)
        size, raw = path.stat().st_size, raw_size(folder / "raw.db", count)
        rows = [("merge one import", each, ""), *measured(path, count), *windowed(path)]
    original = len(workbook_bytes(replace(book, status="sent")))
    print(f"{count} imports of {answers} answers\n\n{'':46}{'ms':>9}{'wanted':>9}")
    for label, took, wanted in rows:
        print(f"{label:46}{took:9.1f}{wanted and '≤ ' + wanted:>9}")
    print(
        f"\nfile {size / 2**20:.1f} MB, raw values {raw / 2**20:.1f} MB: {size / raw:.2f} times (wanted ≤ 3)"
    )
    print(f"a file that arrived, kept beside: {original / 2**10:.0f} kB each")


if __name__ == "__main__":
    main()
