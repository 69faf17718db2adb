"""Writes a return with remarks: a list first, a comment on each questioned cell, and only those unlocked."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.exchange.interpreting import row_and_column
from gcm_desktop.exchange.model import ANSWER, CODE, MARK, NOTE, REPLY, SOURCE, ReturnBook
from gcm_desktop.exchange.packing import packed_parts, parts_of
from gcm_desktop.exchange.pen import unit_name
from gcm_desktop.exchange.reading import read_bytes
from gcm_desktop.exchange.remarks_reading import ROW
from gcm_desktop.exchange.showing import tidy
from gcm_desktop.exchange.styles import ACCENT, FAINT, FIELD, SOFT, Looks, lines, page, protect
from gcm_desktop.exchange.writing import replace_file, workbook_bytes
from gcm_desktop.i18n import Words, words

_FIRST: Final = 7  # the first remark, below title, unit, two hints, codes and headings
_WIDTHS: Final = {"A": 5, "B": 6, "C": 7, "D": 44, "E": 20, "F": 52, "G": 16, "H": 46}
_QUESTIONED: Final = "FBEFD5"  # the ground of a cell that is asked about
_TAB: Final = "D9A441"  # the tab of a sheet with questioned cells
_BESIDE: Final = (MARK, NOTE, SOURCE)  # the cells of a row that explain its answer
_NAME: Final = 31
Rows = dict[str, tuple[Any, int, dict[str, str]]]
_COMMENT: Final = 1000  # characters; a longer remark stands whole on the first sheet


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """One remark as it is written, every text in the language of the workbook."""

    key: str
    number: int
    cell: str
    name: str
    there: str
    text: str
    whole: bool = False  # every cell of its table may be corrected


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a questioned cell stands."""

    sheet: Any
    ref: str
    row: int
    columns: Mapping[str, str]  # column code → letters


def write_remarked(book: ReturnBook, remarks: Sequence[RemarkLine], path: Path) -> None:
    """Write the workbook with its remarks, read it back, and put it in place in one step; E501, E502."""
    data = remarked_bytes(book, remarks)
    read = read_bytes(data, path.name, {book.catalogue.digest: book.catalogue})
    if read.edited or any(act.id not in {known.id for known in book.acts} for act in read.acts):
        raise AssertionError("the workbook with remarks does not read as it was written")
    replace_file(path, data)


def remarked_bytes(book: ReturnBook, remarks: Sequence[RemarkLine]) -> bytes:
    """Give the bytes of the workbook; equal books and remarks give equal bytes."""
    from openpyxl import load_workbook

    workbook = load_workbook(io.BytesIO(workbook_bytes(book)))
    spoken = words(book.language)
    rows = _rows(workbook)
    places = dict(_places(rows, remarks))
    free = _lock(workbook)
    for place in places.values():
        _open(place, free)
    for table in {remark.cell.partition("|")[0] for remark in remarks if remark.whole}:
        _open_table(rows, table, free)
    _comment(places, remarks, spoken)
    _list(workbook, book, remarks, places, spoken)
    return packed_parts(parts_of(workbook, f"{book.unit} {book.period}"))


def _rows(workbook: Any) -> Rows:
    """Find every row by its code: its sheet, its number, and the letters of its columns by their codes."""
    rows: Rows = {}
    for sheet in workbook.worksheets:
        heads = {sheet.cell(n, 1).value: n for n in range(1, 30)}
        if CODE in heads:
            columns = {cell.value: cell.column_letter for cell in sheet[heads[CODE]] if cell.value}
            for n in range(heads[CODE] + 1, sheet.max_row + 1):
                if isinstance(code := sheet.cell(n, 1).value, str):
                    rows.setdefault(code, (sheet, n, columns))
    return rows


def _places(rows: Rows, remarks: Sequence[RemarkLine]) -> Iterator[tuple[str, _Place]]:
    """Find the questioned cells by their codes."""
    for cell in {remark.cell: None for remark in remarks}:
        row, column = _row_and_column(cell)
        if row in rows and column in rows[row][2]:
            sheet, n, columns = rows[row]
            yield cell, _Place(sheet, f"{columns[column]}{n}", n, columns)


def _row_and_column(cell: str) -> tuple[str, str]:
    code = parse_cell(cell)
    if code.kind is CellKind.NARRATIVE:
        return cell, ANSWER
    if code.kind is CellKind.REGISTER:
        return f"R.{code.register}.{code.row}", code.field
    row, column = row_and_column(cell)
    return row, column or ANSWER


def _lock(workbook: Any) -> set[tuple[str, str]]:
    """Lock every cell of the rows that have a code and give those that were free; signatures stay so."""
    from openpyxl.styles import Protection

    locked, free = Protection(locked=True), set()
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            if row[0].value:
                for cell in row:
                    if not cell.protection.locked:
                        cell.protection = locked
                        free.add((sheet.title, cell.coordinate))
        if sheet.sheet_state == "visible":
            sheet.protection.sheet = True
            sheet.protection.insertRows = sheet.protection.deleteRows = sheet.protection.sort = True
    return free


def _open(place: _Place, free: Set[tuple[str, str]]) -> None:
    """Let a questioned cell and the cells that explain it be typed into again."""
    from openpyxl.styles import PatternFill

    beside = [f"{place.columns[code]}{place.row}" for code in _BESIDE if code in place.columns]
    _unlock(place.sheet, (place.ref, *beside), free)
    place.sheet[place.ref].fill = PatternFill("solid", fgColor=_QUESTIONED)
    place.sheet.sheet_properties.tabColor = _TAB


def _open_table(rows: Rows, table: str, free: Set[tuple[str, str]]) -> None:
    """Let every answer of a table be typed into again: a rule does not know which of them is wrong."""
    for code, (sheet, n, columns) in rows.items():
        if code == table or code.startswith(f"{table}|"):
            _unlock(sheet, [f"{letter}{n}" for letter in columns.values()], free)


def _unlock(sheet: Any, refs: Iterable[str], free: Set[tuple[str, str]]) -> None:
    from openpyxl.styles import Protection

    for ref in refs:
        if (sheet.title, ref) in free:
            sheet[ref].protection = Protection(locked=False)


def _comment(places: Mapping[str, _Place], remarks: Sequence[RemarkLine], spoken: Words) -> None:
    from openpyxl.comments import Comment

    said: dict[str, list[str]] = {}
    for remark in remarks:
        text = spoken.say("Remark {number}: {text}", number=remark.number, text=tidy(remark.text))
        said.setdefault(remark.cell, []).append(text)
    for cell, texts in said.items():
        if place := places.get(cell):
            whole = "\n\n".join(texts)
            text = whole if len(whole) <= _COMMENT else whole[: _COMMENT - 1] + "…"
            height = 24 + 15 * lines(text, 44)
            place.sheet[place.ref].comment = Comment(text, "GCM Desktop", height=min(height, 400), width=300)


def _list(
    workbook: Any,
    book: ReturnBook,
    remarks: Sequence[RemarkLine],
    places: Mapping[str, _Place],
    spoken: Words,
) -> None:
    """Write the list of remarks as the first sheet, each with a link and room for an answer."""
    say = spoken.say
    taken = {sheet.title.casefold() for sheet in workbook.worksheets}
    name = say("Remarks")[:_NAME]
    while name.casefold() in taken:
        name = f"{name[: _NAME - 2]} +"
    sheet = workbook.create_sheet(name, 0)
    workbook.active = 0
    for other in workbook.worksheets[1:]:
        other.sheet_view.tabSelected = False
    looks = Looks(workbook)
    place = f"{unit_name(book)} · {spoken.period(book.period)}"
    _head(sheet, looks, spoken, place, len(remarks))
    for n, remark in enumerate(remarks, start=_FIRST):
        _line(sheet, looks, n, remark, places.get(remark.cell))
    looks.done()
    protect(sheet)
    page(sheet, "6:6", place)
    sheet.freeze_panes = f"A{_FIRST}"
    sheet.sheet_properties.tabColor = ACCENT


def _head(sheet: Any, looks: Looks, spoken: Words, place: str, count: int) -> None:
    say, put = spoken.say, looks.put
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    put(sheet["B1"], say("Remarks on your return"), size=15, bold=True, color=ACCENT, wrap=False)
    put(sheet["B2"], f"{place} · {say('Remarks: {n}', n=spoken.number(count))}", color=SOFT, wrap=False)
    hints = (
        say(
            "Each remark leads to its cell. Correct the cell, or explain in its note; other cells are locked."
        ),
        say("You may also write an answer beside the remark. Save as .xlsx and send the file back."),
    )
    for n, hint in enumerate(hints, start=3):
        put(sheet[f"B{n}"], hint, size=9, color=SOFT, wrap=False)
    heads = {
        "A": CODE, "B": "№", "C": say("Goal"), "D": say("Cell"), "E": say("What is there"),
        "F": say("Remark"), "G": say("Place"), "H": say("Your answer"),
    }  # fmt: skip
    put(sheet["A5"], CODE, size=6, color=FAINT, wrap=False)
    put(sheet["H5"], REPLY, size=6, color=FAINT, wrap=False)
    for letter, text in heads.items():
        if letter != "A":
            put(sheet[f"{letter}6"], text, bold=True, border="accent", vertical="bottom")
    sheet.row_dimensions[1].height, sheet.row_dimensions[5].height = 26, 9
    sheet.row_dimensions[6].height = 22


def _line(sheet: Any, looks: Looks, n: int, remark: RemarkLine, place: _Place | None) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    put = looks.put
    goal = parse_cell(remark.cell).goal
    texts = {"D": tidy(remark.name), "E": tidy(remark.there), "F": tidy(remark.text)}
    put(sheet[f"A{n}"], f"{ROW}{remark.key}", size=6, color=FAINT, vertical="top", wrap=False)
    put(sheet[f"B{n}"], str(remark.number), vertical="top", border="under")
    put(sheet[f"C{n}"], str(goal) if goal else "–", vertical="top", border="under")
    for letter, text in texts.items():
        put(sheet[f"{letter}{n}"], text or None, vertical="top", border="under")
    link = sheet[f"G{n}"]
    put(link, place.ref if place else None, vertical="top", border="under", color=ACCENT)
    if place:
        name = place.sheet.title.replace("'", "''")
        link.value = f"{place.sheet.title.split(' ')[0]} · {place.ref}"
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{name}'!{place.ref}", display=link.value)
    put(sheet[f"H{n}"], None, fill=FIELD, border="field", locked=False, format="@", vertical="top")
    height = max(lines(text, _WIDTHS[letter] - 2) for letter, text in texts.items())
    sheet.row_dimensions[n].height = max(30, min(400, 13.5 * height + 6))
