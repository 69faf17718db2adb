"""How long many returns take to be read, checked and merged, against the script a statistician would write.

Run ``python benchmarks/merge_returns.py [COUNT]``; COUNT returns of about 4,000 answers are made (40).
The script, pandas with openpyxl and ``to_sql``, runs in an environment of its own under ``build/bench-env``,
made on the first run. Ours does everything: gate, every check, rehearsal, provenance, proof. Times are those
of the clock, which other work on the computer disturbs, and of the processor, all processes together.
The last lines say what the merging process itself takes of that, by step, and how much memory it holds.
"""

from __future__ import annotations

import io
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import venv
import zipfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from xml.parsers import expat

sys.path.insert(0, str(Path(__file__).parents[1]))

from read_return import a_return

from gcm_desktop.app.desk import Desk
from gcm_desktop.app.receiving import Receiving, Status
from gcm_desktop.domain.records import Maker, Revision
from gcm_desktop.domain.units import return_of
from gcm_desktop.domain.values import number
from gcm_desktop.exchange import Readers
from gcm_desktop.exchange.writing import workbook_bytes

ROOT = Path(__file__).parents[1]
SCRIPT = """
import sqlite3, sys, time
import pandas as pd
begun, spent = time.perf_counter(), time.process_time()
base = sqlite3.connect(sys.argv[1])
for path in sys.argv[2:]:
    sheets = pd.read_excel(path, sheet_name=None, header=None, engine="openpyxl")
    cells = [sheet.melt(ignore_index=False).assign(sheet=name, file=path) for name, sheet in sheets.items()]
    pd.concat(cells).dropna(subset=["value"]).astype(str).to_sql("cells", base, if_exists="append")
base.commit()
print(time.perf_counter() - begun, time.process_time() - spent)
"""


def written(folder: Path, count: int) -> list[Path]:
    """Write returns that differ, one period each, on all cores."""
    with ProcessPoolExecutor() as workers:
        return list(workers.map(partial(_written, folder), range(count), chunksize=8))


def _written(folder: Path, n: int) -> Path:
    book, _ = _book()
    period = f"{1900 + n // 4}-Q{n % 4 + 1}"
    key = return_of(book.unit, period)
    values = {cell: number(str((k * 37 + n * 11) % 10_000)) for k, cell in enumerate(book.values)}
    revision = Revision(key, (), book.catalogue.digest, values)
    own = replace(
        book, period=period, values=values, revisions=(revision,), links={revision.id: frozenset()},
        heads={key.id: (revision.id,)},
    )  # fmt: skip
    path = folder / f"{period}.xlsx"
    path.write_bytes(workbook_bytes(own))
    return path


_book = cache(a_return)


@dataclass
class Steps:
    """Processor seconds of the merging process by step, and its memory in MB on the way."""

    rehearse: float = 0.0
    take: float = 0.0
    whole: float = 0.0
    early: float = 0.0  # MB after the first hundred, or the first quarter of fewer
    late: float = 0.0


@dataclass(frozen=True)
class Spent:
    """Seconds of the clock and of the processor."""

    clock: float
    processor: float


def processor(readers: Readers) -> float:
    """Give the processor seconds of this process and its readers; of this one alone outside Linux."""
    total = time.process_time()
    for reader in readers._all:
        stat = Path(f"/proc/{reader._child.pid if reader._child else 0}/stat")
        if stat.exists():
            fields = stat.read_text().rpartition(")")[2].split()
            total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def ours(folder: Path, paths: list[Path], cores: int) -> tuple[Spent, Spent, Steps]:
    """Read, check and merge; gives what that took, what doing it again took, and the steps of the first."""
    if hasattr(os, "sched_setaffinity"):  # elsewhere both runs have all cores
        os.sched_setaffinity(0, set(range(cores)))
    name = folder / f"ours{cores}.gcm"
    with Desk.create(name, "", "2026-Q3", national=True, maker=Maker("B"), listed=False) as desk:  # noqa: SIM117
        with Receiving(desk) as receiving:
            receiving._readers = Readers(receiving._versions, cores)
            for reader in receiving._readers._all:
                reader.start()
                reader.read(paths[0])
            begun, spent = time.perf_counter(), processor(receiving._readers)
            steps = merged(receiving, paths)
            taken = Spent(time.perf_counter() - begun, processor(receiving._readers) - spent)
            begun, spent = time.perf_counter(), time.process_time()
            again = receiving.plan(paths)
            repeated = Spent(time.perf_counter() - begun, time.process_time() - spent)
            if any(planned.status is not Status.KNOWN for planned in again):
                raise SystemExit("a file received before was not recognised")
    return taken, repeated, steps


def merged(receiving: Receiving, paths: list[Path]) -> Steps:
    """Rehearse and take every file in its turn, as an inbox does."""
    steps, early = Steps(), min(100, len(paths) // 4)
    begun = time.process_time()
    for done, one in enumerate(receiving.read_each(paths), start=1):
        at = time.thread_time()
        (planned,) = receiving.plan_read([one])
        between = time.thread_time()
        if receiving.take(planned) is None:
            raise SystemExit(f"{planned.name} was not taken")
        steps.rehearse += between - at
        steps.take += time.thread_time() - between
        if done == early:
            steps.early = memory()
    steps.whole, steps.late = time.process_time() - begun, memory()
    return steps


def memory() -> float:
    """Give what this process holds now in MB; the most it ever held outside Linux."""
    stat = Path("/proc/self/statm")
    if stat.exists():
        return int(stat.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def floor(folder: Path, paths: list[Path]) -> Spent:
    """Unzip, parse with handlers that do nothing, and insert as many rows: no check, no knowledge."""
    base = sqlite3.connect(folder / "floor.db")
    base.execute("CREATE TABLE v (r INTEGER, c INTEGER, v TEXT, PRIMARY KEY (r, c)) STRICT, WITHOUT ROWID")
    begun, spent = time.perf_counter(), time.process_time()
    for n, path in enumerate(paths):
        _parse(path.read_bytes())
        with base:
            base.executemany("INSERT INTO v VALUES (?, ?, ?)", ((n, k, f"V{k}") for k in range(4_000)))
    return Spent(time.perf_counter() - begun, time.process_time() - spent)


def _parse(data: bytes) -> None:
    nothing: Callable[..., None] = lambda *_: None  # noqa: E731
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        for info in source.infolist():
            if info.filename.endswith((".xml", ".rels")):
                parser = expat.ParserCreate()
                parser.StartElementHandler = parser.EndElementHandler = nothing
                parser.CharacterDataHandler = nothing
                parser.Parse(source.read(info), True)


def script(folder: Path, paths: list[Path]) -> Spent:
    """Let pandas do it, in its own environment; its imports are not counted."""
    home = ROOT / "build" / "bench-env"
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if (
        subprocess.run([python, "-c", "import pandas, openpyxl"], check=False).returncode
        if python.exists()
        else 1
    ):
        venv.create(home, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "pandas", "openpyxl"], check=True)
    command = [str(python), "-c", SCRIPT, str(folder / "script.db"), *map(str, paths)]
    clock, spent = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return Spent(float(clock), float(spent))


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["GCM_DESKTOP_HOME"] = str(folder / "home")
        paths = written(folder, count)
        some = paths[: max(4, count // 8)]  # the script is slow; a part of the files shows its pace
        base = script(folder, some)
        rows = [("pandas(openpyxl) + to_sql", base, len(some))]
        for cores in (1, 2):
            taken, repeated, steps = ours(folder, paths, cores)
            rows.append((f"read, check and merge, cores: {cores}", taken, count))
        rows.append(("the same files once more", repeated, count))
        rows.append(("unzip + expat + insert, no checks", floor(folder, paths), count))
    print(f"{count} returns of about 4,000 answers; the script read {len(some)} of them; ms a return\n")
    print(f"{'':40}{'clock':>9}{'x script':>10}{'processor':>11}{'x script':>10}")
    for label, spent, of in rows:
        clock, cpu = spent.clock / of, spent.processor / of
        faster = base.clock / len(some) / clock, base.processor / len(some) / cpu
        print(f"{label:40}{clock * 1000:9.1f}{faster[0]:10.1f}{cpu * 1000:11.1f}{faster[1]:10.1f}")
    each = [part / count * 1000 for part in (steps.whole, steps.rehearse, steps.take)]
    print(
        "\nof the processor's ms the merging process takes {:.1f}: rehearse {:.1f}, take {:.1f}".format(*each)
    )
    print(f"it holds {steps.early:.0f} MB after the first files and {steps.late:.0f} MB after all {count}")


if __name__ == "__main__":
    main()
