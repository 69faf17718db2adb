"""How long reading and checking one return takes, against openpyxl loading it and a bare XML parse.

Run ``python benchmarks/read_return.py``. The figures that matter are the ratios; they hold on any computer.
The second table says what each check costs, measured around the functions that do it.
"""

from __future__ import annotations

import gc
import io
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch
from xml.parsers import expat

sys.path.insert(0, str(Path(__file__).parents[1]))

from gcm_desktop import catalogue as catalogue_room
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.questions import cells_of
from gcm_desktop.domain.records import Revision
from gcm_desktop.domain.text import Text3
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.domain.values import Value, number
from gcm_desktop.exchange import ReturnBook, gate, plain_rows, plain_strings, reading
from gcm_desktop.exchange.reading import read_bytes
from gcm_desktop.exchange.writing import workbook_bytes

ANSWERS = 4_000
ROUNDS = 9


def a_return() -> tuple[ReturnBook, int]:
    """Build a return of about 4,000 answers: all that is asked, and as many countries as it takes."""
    catalogue = catalogue_room.load()
    unit, period = parse_unit("TM-M"), "2026-Q3"
    asked = catalogue_room.asked(catalogue, unit, parse_period(period))
    names = tuple(sorted(catalogue.countries))
    for count in range(len(names)):
        cells = [c for i in asked for c in cells_of(i, catalogue.codelists, names[:count])]
        if len(cells) >= ANSWERS:
            break
    values: dict[str, Value] = {cell: number(str(n * 37 % 10_000)) for n, cell in enumerate(cells)}
    key = return_of(unit, period)
    revision = Revision(key, (), catalogue.digest, values)
    name = Text3("Global Compact", "Global Compact", "Global Compact")
    book = ReturnBook(
        catalogue, "tk", unit, period, "sent", values, {}, {}, (revision,), {revision.id: frozenset()},
        (), {key.id: (revision.id,)}, "0000 0000 0000 0000 0000", name,
    )  # fmt: skip
    return book, len(values)


def bare_parse(data: bytes) -> None:
    """Unzip every XML part and parse it with handlers that do nothing."""

    def start(_name: str, _attrs: dict[str, str]) -> None:
        return

    def end(_name: str) -> None:
        return

    def text(_chunk: str) -> None:
        return

    with zipfile.ZipFile(io.BytesIO(data)) as source:
        for info in source.infolist():
            if info.filename.endswith((".xml", ".rels")):
                parser = expat.ParserCreate()
                parser.StartElementHandler = start
                parser.EndElementHandler = end
                parser.CharacterDataHandler = text
                parser.Parse(source.read(info), True)


def openpyxl_load(data: bytes) -> None:
    """Load the workbook as most programs would, values only and without any check."""
    from openpyxl import load_workbook

    load_workbook(io.BytesIO(data), data_only=True)


def measured(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Give the median seconds of each piece of work, taken in turns so that a busy moment hits all."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    for _ in range(ROUNDS):
        for name, work in works.items():
            gc.collect()
            begun = time.process_time()
            work()
            times[name].append(time.process_time() - begun)
    return {name: statistics.median(taken) for name, taken in times.items()}


#: What a check is called, where it is done, and whether it is part of the one before.
CHECKS: tuple[tuple[str, ModuleType | type, str], ...] = (
    ("zip rules, kind of file", reading, "admitted"),
    ("unpacking, with checksums", gate.Package, "read"),
    ("well-formed, no DOCTYPE, UTF-8: sheets", plain_rows, "is_plain_xml"),
    ("well-formed, no DOCTYPE, UTF-8: strings", plain_strings, "is_plain_xml"),
    ("rows and cells, with their limits", plain_rows, "_take_rows"),
    ("what stands around the rows", plain_rows, "read_elements"),
    ("workbook and relations", reading, "contents"),
    ("styles, and parts nobody reads", reading, "looks"),
    ("", reading, "look_over_rest"),
    ("hidden sheet: digests, history", reading, "unpacked"),
    ("codes of rows and columns", reading, "forms"),
    ("each code once, none missing", reading, "complete"),
    ("words beside their own codes", reading, "check_words"),
    ("what it was issued with", reading.Interpreter, "__init__"),
    ("answers, compared with that", reading.Interpreter, "read"),
    ("replies to remarks", reading, "replies"),
)


def costs(work: Callable[[], object]) -> dict[str, float]:
    """Give the seconds each check takes, those that belong together under one name."""
    spent: dict[str, float] = {}

    def timed(label: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def around(*args: object, **kwargs: object) -> object:
            begun = time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                spent[label] = spent.get(label, 0.0) + time.process_time() - begun

        return around

    with ExitStack() as stack:
        label = ""
        for name, place, function in CHECKS:
            label = name or label
            stack.enter_context(patch.object(place, function, timed(label, getattr(place, function))))
        for _ in range(ROUNDS):
            work()
    return {name: seconds / ROUNDS for name, seconds in spent.items()}


def main() -> None:
    """Print the table."""
    book, answers = a_return()
    known = {book.catalogue.digest: book.catalogue}
    data = workbook_bytes(book)
    works: dict[str, Callable[[], object]] = {
        "unzip + expat, empty handlers": lambda: bare_parse(data),
        "read and check": lambda: read_bytes(data, "return.xlsx", known),
        "openpyxl load_workbook": lambda: openpyxl_load(data),
    }
    medians = measured(works)
    base = medians["unzip + expat, empty handlers"]
    ours = medians["read and check"]
    print(f"one return, {answers:,} answers, {len(data) / 1024:,.0f} KB, median of {ROUNDS} (CPU time)\n")
    print(f"{'':32}{'ms':>8}{'x bare parse':>14}")
    for name, seconds in medians.items():
        print(f"{name:32}{seconds * 1000:8.1f}{seconds / base:14.2f}")
    print(
        f"\nreading and checking is {medians['openpyxl load_workbook'] / ours:.1f} times as fast as openpyxl"
    )
    print(f"and takes {ours / base:.2f} times the bare parse\n")
    for name, seconds in costs(works["read and check"]).items():
        print(f"{name:40}{seconds * 1000:8.1f}{seconds / ours:8.0%}")


if __name__ == "__main__":
    main()
