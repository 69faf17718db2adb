"""Writes a return as a workbook: whole or not at all, read back before it counts, same inputs same bytes."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from gcm_desktop.domain.units import ReportingUnit
from gcm_desktop.errors import UserError
from gcm_desktop.exchange.canvas import text_element
from gcm_desktop.exchange.cover import draw_cover
from gcm_desktop.exchange.hidden import SHEET as HIDDEN_SHEET
from gcm_desktop.exchange.hidden import SIGNATURE, packed
from gcm_desktop.exchange.layout import layout
from gcm_desktop.exchange.lists import SHEET as LISTS_SHEET
from gcm_desktop.exchange.lists import validate
from gcm_desktop.exchange.markup import MAX_TEXT
from gcm_desktop.exchange.model import FORMAT, ReturnBook, SheetPlan
from gcm_desktop.exchange.packing import join_cells, packed_parts, parts_of
from gcm_desktop.exchange.pen import Names, Pen, names_of
from gcm_desktop.exchange.reading import read_bytes
from gcm_desktop.exchange.sheets import GoalPage, draw_narratives, draw_register
from gcm_desktop.i18n import words

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_UNSAFE = re.compile(r"[^A-Za-z0-9@-]+")


def write_return(book: ReturnBook, path: Path) -> None:
    """Write the workbook; raises UserError E501 (no place to write) or E502 (a text too long)."""
    check_lengths(book)
    data = workbook_bytes(book)
    verify(book, data)
    replace_file(path, data)


def file_name(unit: ReportingUnit, period: str, number: int, check_code: str) -> str:
    """Give the name a return travels under, ``2026-Q3_TM-M_r02_7318.xlsx``; names sort by age too."""
    digits = re.sub(r"\D", "", check_code)[:4] or "0000"
    place = _UNSAFE.sub("-", str(unit))
    return f"{_UNSAFE.sub('-', period)}_{place}_r{number:02d}_{digits}.xlsx"


def workbook_bytes(book: ReturnBook, beside: Callable[[Pen], None] | None = None) -> bytes:
    """Give the bytes of the workbook; equal books give equal bytes. ``beside`` draws over what is drawn."""
    drawn = draw(book, names_of(book), beside)
    drawn.parts[drawn.hidden] = hidden_part(packed(book, drawn.plans), f"{book.unit} {book.period}", book)
    return packed_parts(drawn.parts)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The parts of a workbook, its hidden sheet still empty."""

    parts: dict[str, bytes]
    plans: tuple[SheetPlan, ...]
    hidden: str  # the part of the hidden sheet


def draw(book: ReturnBook, names: Names, beside: Callable[[Pen], None] | None = None) -> Drawn:
    """Draw all sheets of a return."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.active)
    pen = Pen(workbook, book, names)
    plans = _draw(pen)
    if beside is not None:
        beside(pen)
    pen.looks.done()
    for canvas in pen.canvases:
        validate(canvas)
    workbook.move_sheet(LISTS_SHEET, len(workbook.sheetnames))
    workbook[LISTS_SHEET].sheet_state = "hidden"
    hidden = workbook.create_sheet(HIDDEN_SHEET)
    hidden.sheet_state = "hidden"
    hidden.protection.sheet = True
    workbook.active = 0
    parts = parts_of(workbook, f"{names.unit_code} {names.period_code}")
    join_cells(parts, pen.canvases, pen.strings)
    return Drawn(parts, plans, hidden.path.removeprefix("/"))


def _draw(pen: Pen) -> tuple[SheetPlan, ...]:
    laid = layout(pen.book)
    names: set[str] = set()
    cover = pen.canvas(_sheet_name(names, pen.say("Cover")))
    plans: dict[int, SheetPlan] = {}
    for goal in laid.goals:
        number = goal.goal.number
        name = _sheet_name(names, f"{number} {goal.goal.short.of(pen.book.language)}")
        plans[number] = GoalPage(pen, pen.canvas(name), goal).draw()
    others = [draw_narratives(pen, pen.canvas(_sheet_name(names, pen.say("Narrative"))), laid.narratives)]
    for register in laid.registers:
        others.append(draw_register(pen, pen.canvas(_sheet_name(names, register.title)), register))
    first = draw_cover(pen, cover, laid, plans)
    return (first, *plans.values(), *others)


def hidden_part(pieces: Iterable[tuple[str, str, str]], whose: str, book: ReturnBook) -> bytes:
    """Give the hidden sheet: what the file is, then the numbered pieces with their digests."""
    say = words(book.language).say
    please = say("This sheet lets the program recognise the return. Please leave it as it is.")
    rows = ((f"{SIGNATURE} {FORMAT}", whose, please), *pieces)
    written = []
    for n, row in enumerate(rows, start=1):
        cells = "".join(
            f'<c r="{letter}{n}" t="inlineStr"><is>{text_element(text)}</is></c>'
            for letter, text in zip("ABC", row, strict=True)
        )
        written.append(f'<row r="{n}">{cells}</row>')
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    tail = '<sheetProtection sheet="1" objects="0" scenarios="0"/></worksheet>'
    return f"{head}<sheetData>{''.join(written)}</sheetData>{tail}".encode()


def _sheet_name(taken: set[str], wanted: str) -> str:
    """Give a name Excel accepts: 31 characters, none of its own signs, none taken."""
    name = " ".join(_FORBIDDEN.sub(" ", wanted).split())[:31].strip()
    while name.casefold() in taken:
        name = f"{name[:29]} +"
    taken.add(name.casefold())
    return name


def check_lengths(book: ReturnBook) -> None:
    """Refuse a text no cell of a workbook can hold; E502."""
    for cell, value in (*book.values.items(), *book.registers.items()):
        longest = max(len(value.text), len(value.note), len(value.source))
        if longest > MAX_TEXT:
            raise UserError("E502", cell=cell, found=longest, limit=MAX_TEXT)


def verify(book: ReturnBook, data: bytes) -> None:
    """Read the workbook back; anything but the values it was made of is our own fault."""
    read = read_bytes(data, "", {book.catalogue.digest: book.catalogue})
    sets = {revision.id: revision for revision in read.revisions if revision.id in read.edited}
    wrong = [
        cell
        for revision in sets.values()
        for cell, value in revision.sets.items()
        if not value.same_as((book.registers if revision.key.is_register else book.values).get(cell, value))
    ]
    if wrong:
        raise AssertionError(f"the workbook does not read as it was written: {sorted(wrong)[:5]}")


def replace_file(path: Path, data: bytes) -> None:
    """Put a file in place in one step: a temporary file beside it, flushed to disk, then renamed."""
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if Path(temporary).read_bytes() != data:
            raise OSError("read back differently")
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
        _flush_folder(path.parent)
    except OSError as error:
        if temporary:
            with suppress(OSError):
                os.unlink(temporary)
        raise UserError("E501", file=path.name, reason=error.strerror or str(error)) from error


def _flush_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
