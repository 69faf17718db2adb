"""How long writing a return takes, against openpyxl writing the same cells, and what stamping forms saves.

Run ``python benchmarks/write_return.py``. The figures that matter are the ratios; they hold on any computer.
"""

from __future__ import annotations

import gc
import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from copy import copy
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from read_return import a_return

from gcm_desktop import catalogue as catalogue_room
from gcm_desktop.app.issuing import blank_book
from gcm_desktop.catalogue import national_units
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.units import ReportingUnit
from gcm_desktop.exchange import ReturnBook, write_forms, write_return
from gcm_desktop.exchange.writing import workbook_bytes

ROUNDS = 7
FORMS = 600


def used(cell: Any) -> bool:
    """Say whether a cell holds something or looks like something."""
    return cell.has_style or cell.value is not None


class Copy:
    """The cells of one of our workbooks as a plain script would write them."""

    def __init__(self, data: bytes) -> None:
        from openpyxl import load_workbook

        self.book = load_workbook(io.BytesIO(data))
        self.sheets = [
            (
                sheet.title,
                [(c.row, c.column, c.value, c._style) for row in sheet.iter_rows() for c in row if used(c)],
                {n: d.height for n, d in sheet.row_dimensions.items() if d.height},
                {n: d.width for n, d in sheet.column_dimensions.items()},
                list(sheet.data_validations.dataValidation),
            )
            for sheet in self.book.worksheets
        ]  # fmt: skip
        self.cells = sum(len(sheet[1]) for sheet in self.sheets)

    def write(self, path: Path) -> None:
        """Write every cell with its value and its ready-made style, and save."""
        from openpyxl import Workbook

        book: Any = Workbook()
        book.remove(book.active)
        for name in (
            "_fonts",
            "_fills",
            "_borders",
            "_alignments",
            "_protections",
            "_number_formats",
            "_cell_styles",
        ):
            setattr(book, name, getattr(self.book, name))
        for title, cells, heights, widths, validations in self.sheets:
            sheet = book.create_sheet(title)
            for row, column, value, style in cells:
                cell = sheet.cell(row, column, value)
                cell._style = copy(style)
            for row, height in heights.items():
                sheet.row_dimensions[row].height = height
            for letter, width in widths.items():
                sheet.column_dimensions[letter].width = width
            for validation in validations:
                sheet.add_data_validation(validation)
        book.save(path)


def timed(work: Callable[[], object]) -> float:
    """Give the CPU seconds of one run."""
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def measured(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Give the median of each piece of work, taken in turns so that a busy moment hits all."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    for _ in range(ROUNDS):
        for name, work in works.items():
            times[name].append(timed(work))
    return {name: statistics.median(taken) for name, taken in times.items()}


def forms(folder: Path) -> list[tuple[ReturnBook, Path]]:
    """Give 600 blank forms: the departments of the Service, quarter after quarter, in the three languages."""
    catalogue = catalogue_room.load()
    found: list[tuple[ReportingUnit, str]] = []
    for year in range(2024, 2040):
        for quarter in (1, 2, 3, 4):
            period = f"{year}-Q{quarter}"
            found += [(unit, period) for unit in national_units(catalogue, parse_period(period))]
    return [
        (blank_book(catalogue, unit, period, language), folder / f"{period}_{unit}_{language}.xlsx")
        for language in ("tk", "ru", "en")
        for unit, period in found[: FORMS // 3]
    ]


def one_return(folder: Path) -> None:
    """Print what one return costs."""
    book, answers = a_return()
    data = workbook_bytes(book)
    script, path = Copy(data), folder / "return.xlsx"
    works: dict[str, Callable[[], object]] = {
        "openpyxl, the same cells and styles": lambda: script.write(folder / "copy.xlsx"),
        "write, read back, put in place": lambda: write_return(book, path),
        "of which making the bytes": lambda: workbook_bytes(book),
    }
    medians = measured(works)
    base = medians["openpyxl, the same cells and styles"]
    size = f"{len(data) / 1024:,.0f} KB, openpyxl's {(folder / 'copy.xlsx').stat().st_size / 1024:,.0f} KB"
    print(f"one return, {answers:,} answers, {script.cells:,} cells, {size}; median of {ROUNDS} (CPU time)\n")
    print(f"{'':42}{'ms':>8}{'x openpyxl':>12}")
    for name, seconds in medians.items():
        print(f"{name:42}{seconds * 1000:8.0f}{seconds / base:12.2f}")


def all_forms(folder: Path) -> None:
    """Print what 600 blank forms cost."""
    books = forms(folder)
    data = workbook_bytes(books[0][0])
    script = Copy(data)
    once = statistics.median(timed(lambda: script.write(folder / "copy.xlsx")) for _ in range(3))
    taken = timed(lambda: list(write_forms(books)))
    whole = once * len(books)
    print(
        f"\n{len(books)} blank forms of 3 kinds, {script.cells:,} cells and {len(data) / 1024:,.0f} KB each\n"
    )
    print(f"{'openpyxl, one after the other (3 measured)':42}{whole:8.1f} s")
    print(f"{'stamped, with the first of each kind':42}{taken:8.1f} s{whole / taken:8.0f} times as fast")


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as name:
        one_return(Path(name))
        all_forms(Path(name))


if __name__ == "__main__":
    main()
