"""Returns with every kind of answer, and workbooks changed as other programs would change them."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape

from gcm_desktop import catalogue as reading_catalogue
from gcm_desktop.domain.catalogue import Catalogue, ValueType
from gcm_desktop.domain.merge import current_cells
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.questions import cells_of
from gcm_desktop.domain.records import Revision
from gcm_desktop.domain.text import Text3
from gcm_desktop.domain.units import ReportingUnit, ReturnKey, registers_of, return_of
from gcm_desktop.domain.values import Basis, Precision, State, Value, number
from gcm_desktop.exchange.model import ReadReturn, ReturnBook

PERIOD = "2026-Q3"
COMPACT = Text3("Ähliumumy ylalaşyk", "Глобальный договор", "Global Compact")


def book_of(
    catalogue: Catalogue,
    unit: ReportingUnit,
    values: Mapping[str, Value],
    registers: Mapping[str, Value] | None = None,
    language: str = "tk",
    period: str = PERIOD,
    **changed: object,
) -> ReturnBook:
    """Build a book whose values come from one revision of the return and one of the registers."""
    key, registers_key = return_of(unit, period), registers_of(unit)
    revisions = [
        Revision(own, (), catalogue.digest, dict(cells))
        for own, cells in ((key, values), (registers_key, registers or {}))
        if cells
    ]
    book = ReturnBook(
        catalogue=catalogue,
        language=language,
        unit=unit,
        period=period,
        status="sent" if values else "blank",
        values=values,
        registers=registers or {},
        previous={},
        revisions=tuple(revisions),
        links={revision.id: frozenset() for revision in revisions},
        acts=(),
        heads={revision.key.id: (revision.id,) for revision in revisions},
        check_code="1234 5678 9012 3456 7890",
        compact_name=COMPACT,
    )
    return dataclasses.replace(book, **changed)


def every_kind(catalogue: Catalogue, unit: ReportingUnit, period: str = PERIOD) -> dict[str, Value]:
    """Fill a return with every state, mark and kind of text in turn."""
    marks = (
        {},
        {"precision": Precision.ABOUT},
        {"precision": Precision.AT_LEAST, "basis": Basis.CUMULATIVE},
        {"precision": Precision.ALMOST, "quality": "E"},
        {"precision": Precision.MORE_THAN, "note": "=SUM(1;2)", "source": "№ 5, 01.05.2026"},
        {"basis": Basis.PLANNED, "quality": "P", "note": "iki\nsetir ň ş ž"},
    )
    states = (State.NOT_COLLECTED, State.NOT_AVAILABLE, State.NOT_APPLICABLE)
    values: dict[str, Value] = {}
    cells = [
        (indicator, cell)
        for indicator in reading_catalogue.asked(catalogue, unit, parse_period(period))
        for cell in cells_of(indicator, catalogue.codelists, ("TUR", "UZB"))
    ]
    for n, (indicator, cell) in enumerate(cells):
        if n % 7 == 6:
            values[cell] = Value(states[n % 3], note="sebäp" if n % 2 else "")
        elif n % 31 == 5:
            values[cell] = Value(State.UNREAD, "412 adam", note="näçe?")
        elif n % 41 == 7:
            values[cell] = Value(note="entek ýok")
        else:
            kind = indicator.value_type
            text = {
                ValueType.BOOLEAN: str(n % 2),
                ValueType.DATE: ("2008", "2008-05", "2008-05-01")[n % 3],
                ValueType.TEXT: ("=A1", "#REF!", "×y", "_x0041_ ň")[n % 4],
                ValueType.STAGE: "",
            }.get(kind, str(n * 37 % 100_000))
            if text:
                values[cell] = number(text, **marks[n % len(marks)])
    values["N05.progress"] = Value(State.VALUE, "Birinji setir\nikinji: Türkmenistanyň täze ýoly")
    values["N05.situation"] = Value(State.VALUE, "=1+1")
    values["N06.next"] = Value(State.NOT_APPLICABLE)
    return values


REGISTER = {
    "R.BA.BA-001.partner": number("TUR"),
    "R.BA.BA-001.subject": number("visa regime; + transport"),
    "R.BA.BA-001.kind": number("AGR"),
    "R.BA.BA-001.date": number("2018-11-22"),
    "R.BA.BA-001.goals": number("G05,G06"),
    "R.BA.BA-002.partner": number("UZB", source="review"),
    "R.BA.BA-002.date": number("2004"),
    "R.BA.BA-002.status": Value(State.NOT_AVAILABLE),
}


def values_of(read: ReadReturn, key: ReturnKey) -> dict[str, Value]:
    """Derive the values of one return from what was read."""
    own = {revision.id: revision for revision in read.revisions if revision.key == key}
    return {
        cell: now.value
        for cell, now in current_cells(own, dict(read.links)).items()
        if not now.value.is_blank
    }


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Pack a workbook again with some parts changed or left out (``None``)."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            content = change(info.filename, source.read(info))
            if content is not None:
                target.writestr(info.filename, content)
    return out.getvalue()


def edited(data: bytes, change: Callable[[object], None]) -> bytes:
    """Change a workbook with openpyxl, as another program would."""
    from openpyxl import load_workbook

    workbook = load_workbook(io.BytesIO(data))
    change(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def place_of(workbook: object, row_code: str, column: str = "VALUE") -> object:
    """Find a cell by its codes in an openpyxl workbook."""
    for sheet in workbook:  # type: ignore[attr-defined]
        for header in sheet.iter_rows(min_row=1, max_row=60):
            codes = {cell.value: cell.column for cell in header if cell.value}
            if header[0].value == "#CODE" and column in codes:
                for row in sheet.iter_rows(min_row=header[0].row, max_col=1):
                    if row[0].value == row_code:
                        return sheet.cell(row[0].row, codes[column])
    raise LookupError(f"{row_code} {column}")


_ROW = re.compile(rb'<row r="(\d+)".*?</row>', re.DOTALL)
_TEXT = re.compile(rb"<t(?: [^>]*)?>([^<]*)</t>")
_CELL = re.compile(rb'<c r="([A-Z]+)\d+"(?P<rest>[^>]*?)(?:/>|>(?P<inner>.*?)</c>)', re.DOTALL)


def typed(data: bytes, entries: Mapping[tuple[str, str], object]) -> bytes:
    """Type contents into cells named by row and column code; bytes are raw XML after ``<c r=… s=…``."""
    left = dict(entries)
    texts = shared_texts(data)

    def change(name: str, part: bytes) -> bytes:
        return _typed_sheet(part, left, texts) if name.startswith("xl/worksheets/") else part

    changed = repacked(data, change)
    if left:
        raise LookupError(f"{left}")
    return changed


def shared_texts(data: bytes) -> list[str]:
    """Give the table of texts of a workbook, empty when its texts stand in the cells."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        if "xl/sharedStrings.xml" not in source.namelist():
            return []
        return [m[1].decode() for m in _TEXT.finditer(source.read("xl/sharedStrings.xml"))]


def _typed_sheet(part: bytes, left: dict[tuple[str, str], object], texts: list[str]) -> bytes:
    columns: dict[str, str] = {}

    def row(match: re.Match[bytes]) -> bytes:
        cells = {m[1].decode(): _text(m, texts) for m in _CELL.finditer(match[0])}
        if cells.get("A") == "#CODE":
            columns.update((code, letter) for letter, code in cells.items() if code)
        text = match[0]
        for code, column in [key for key in left if key[0] == cells.get("A") and key[1] in columns]:
            text = _put(text, columns[column], match[1].decode(), left.pop((code, column)))
        return text

    return _ROW.sub(row, part)


def _text(cell: re.Match[bytes], texts: list[str]) -> str:
    inner = cell["inner"] or b""
    if b't="s"' in cell["rest"]:
        return texts[int(inner.removeprefix(b"<v>").removesuffix(b"</v>"))]
    found = _TEXT.search(inner)
    return found[1].decode() if found else ""


def _put(row: bytes, letter: str, number: str, content: object) -> bytes:
    place = f'<c r="{letter}{number}"'.encode()
    if isinstance(content, bytes):
        cell = place + b" " + content + b"</c>"
    elif isinstance(content, str):
        cell = (
            place
            + b' t="inlineStr"><is><t xml:space="preserve">'
            + escape(content).encode()
            + b"</t></is></c>"
        )
    elif isinstance(content, bool):
        cell = place + b' t="b"><v>%d</v></c>' % content
    else:
        cell = place + (b"/>" if content is None else f"><v>{content}</v></c>".encode())
    pattern = re.compile(re.escape(place) + rb"[^>]*?(?:/>|>.*?</c>)", re.DOTALL)
    return pattern.sub(lambda _: cell, row, count=1)
