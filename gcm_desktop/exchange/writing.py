"""Writes a return as a workbook: whole or not at all, read back before it counts, same inputs same bytes."""

from __future__ import annotations

import io
import os
import re
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from gcm_desktop.domain.units import ReportingUnit
from gcm_desktop.errors import UserError
from gcm_desktop.exchange.cover import draw_cover
from gcm_desktop.exchange.hidden import SHEET, SIGNATURE, packed
from gcm_desktop.exchange.layout import layout
from gcm_desktop.exchange.lists import SHEET as LISTS_SHEET
from gcm_desktop.exchange.lists import Lists
from gcm_desktop.exchange.markup import MAX_TEXT
from gcm_desktop.exchange.model import FORMAT, ReturnBook, SheetPlan
from gcm_desktop.exchange.reading import read_bytes
from gcm_desktop.exchange.sheets import GoalPage, Pen, draw_narratives, draw_register
from gcm_desktop.exchange.styles import Looks
from gcm_desktop.i18n import words

_DATE: Final = (1980, 1, 1, 0, 0, 0)
_STAMP: Final = "2000-01-01T00:00:00Z"
_CLOCK = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms)")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_UNSAFE = re.compile(r"[^A-Za-z0-9@-]+")


def write_return(book: ReturnBook, path: Path) -> None:
    """Write the workbook; raises UserError E501 (no place to write) or E502 (a text too long)."""
    _check_lengths(book)
    data = workbook_bytes(book)
    _verify(book, data)
    replace_file(path, data)


def file_name(unit: ReportingUnit, period: str, number: int, check_code: str) -> str:
    """Give the name a return travels under, ``2026-Q3_TM-M_r2_7318.xlsx``; names sort by period and unit."""
    digits = re.sub(r"\D", "", check_code)[:4] or "0000"
    place = _UNSAFE.sub("-", str(unit))
    return f"{_UNSAFE.sub('-', period)}_{place}_r{number}_{digits}.xlsx"


def workbook_bytes(book: ReturnBook) -> bytes:
    """Give the bytes of the workbook; equal books give equal bytes."""
    from openpyxl import Workbook

    workbook = Workbook()
    cover = workbook.active
    say = words(book.language).say
    cover.title = say("Cover")
    looks = Looks(workbook)
    lists = Lists(workbook, book.catalogue, words(book.language))
    pen = Pen(book, words(book.language), looks, lists)
    _draw(workbook, cover, pen)
    looks.done()
    for name in (LISTS_SHEET, SHEET):
        workbook.move_sheet(name, len(workbook.sheetnames))
    properties = workbook.properties
    properties.creator, properties.title = "GCM Desktop", f"{book.unit} {book.period}"
    raw = io.BytesIO()
    workbook.save(raw)
    return timeless(raw.getvalue())


def _draw(workbook: Any, cover: Any, pen: Pen) -> None:
    laid = layout(pen.book)
    names = {cover.title.casefold()}
    plans: dict[int, SheetPlan] = {}
    for goal in laid.goals:
        number = goal.goal.number
        name = _sheet_name(names, f"{number} {goal.goal.short.of(pen.book.language)}")
        plans[number] = GoalPage(pen, workbook.create_sheet(name), goal).draw(name)
    others = []
    name = _sheet_name(names, pen.say("Narrative"))
    others.append(draw_narratives(pen, workbook.create_sheet(name), laid.narratives, name))
    for register in laid.registers:
        name = _sheet_name(names, register.title)
        others.append(draw_register(pen, workbook.create_sheet(name), register, name))
    first = draw_cover(pen, cover, laid, plans, cover.title)
    _hide(workbook, pen, (first, *plans.values(), *others))


def _sheet_name(taken: set[str], wanted: str) -> str:
    """Give a name Excel accepts: 31 characters, none of its own signs, none taken."""
    name = " ".join(_FORBIDDEN.sub(" ", wanted).split())[:31].strip()
    while name.casefold() in taken:
        name = f"{name[:29]} +"
    taken.add(name.casefold())
    return name


def _hide(workbook: Any, pen: Pen, plans: tuple[SheetPlan, ...]) -> None:
    sheet = workbook.create_sheet(SHEET)
    sheet.sheet_state = "hidden"
    sheet["A1"] = f"{SIGNATURE} {FORMAT}"
    sheet["B1"] = f"{pen.book.unit} {pen.book.period}"
    sheet["C1"] = pen.say("This sheet lets the program recognise the return. Please leave it as it is.")
    for n, row in enumerate(packed(pen.book, plans), start=2):
        for letter, text in zip("ABC", row, strict=True):
            sheet[f"{letter}{n}"] = text
            sheet[f"{letter}{n}"].data_type = "s"
    sheet.protection.sheet = True


def timeless(data: bytes) -> bytes:
    """Pack a workbook again with fixed dates and without the time of saving."""
    packed_again = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(packed_again, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        for info in source.infolist():
            content = source.read(info)
            if info.filename == "docProps/core.xml":
                content = _CLOCK.sub(rb"\g<1>" + _STAMP.encode() + rb"\g<3>", content)
            entry = zipfile.ZipInfo(info.filename, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            target.writestr(entry, content)
    return packed_again.getvalue()


def _check_lengths(book: ReturnBook) -> None:
    for cell, value in (*book.values.items(), *book.registers.items()):
        longest = max(len(value.text), len(value.note), len(value.source))
        if longest > MAX_TEXT:
            raise UserError("E502", cell=cell, found=longest, limit=MAX_TEXT)


def _verify(book: ReturnBook, data: bytes) -> None:
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
