"""Writes a return with remarks: a list first, a comment on each questioned cell, and only those unlocked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.exchange.canvas import Canvas
from gcm_desktop.exchange.grid import COLUMNS, LETTERS
from gcm_desktop.exchange.interpreting import row_and_column
from gcm_desktop.exchange.lists import SHEET as LISTS_SHEET
from gcm_desktop.exchange.model import ANSWER, CODE, MARK, NOTE, REPLY, SOURCE, ReturnBook
from gcm_desktop.exchange.pen import Pen
from gcm_desktop.exchange.reading import read_bytes
from gcm_desktop.exchange.remarks_reading import ROW
from gcm_desktop.exchange.showing import tidy
from gcm_desktop.exchange.styles import ACCENT, FAINT, FIELD, SOFT, lines, page, protect
from gcm_desktop.exchange.writing import check_lengths, replace_file, workbook_bytes

_FIRST: Final = 7  # the first remark, below title, unit, two hints, codes and headings
_WIDTHS: Final = {"A": 5, "B": 6, "C": 7, "D": 44, "E": 20, "F": 52, "G": 16, "H": 46}
_QUESTIONED: Final = "FBEFD5"  # the ground of a cell that is asked about
_TAB: Final = "D9A441"  # the tab of a sheet with questioned cells
_BESIDE: Final = (MARK, NOTE, SOURCE)  # the cells of a row that explain its answer
_NAME: Final = 31
_Cell: TypeAlias = tuple[str, int, int]  # the name of a sheet, row, column
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


class _Row(NamedTuple):
    """Where the row of a code stands."""

    canvas: Canvas
    number: int
    columns: Mapping[str, str]  # column code → letters


class _Place(NamedTuple):
    """Where a questioned cell stands."""

    row: _Row
    letter: str

    @property
    def ref(self) -> str:
        return f"{self.letter}{self.row.number}"


def write_remarked(book: ReturnBook, remarks: Sequence[RemarkLine], path: Path) -> None:
    """Write the workbook with its remarks, read it back, and put it in place in one step; E501, E502."""
    check_lengths(book)
    data = remarked_bytes(book, remarks)
    read = read_bytes(data, path.name, {book.catalogue.digest: book.catalogue})
    if read.edited or any(act.id not in {known.id for known in book.acts} for act in read.acts):
        raise AssertionError("the workbook with remarks does not read as it was written")
    replace_file(path, data)


def remarked_bytes(book: ReturnBook, remarks: Sequence[RemarkLine]) -> bytes:
    """Give the bytes of the workbook; equal books and remarks give equal bytes."""
    return workbook_bytes(book, partial(_remark, remarks=remarks))


def _remark(pen: Pen, remarks: Sequence[RemarkLine]) -> None:
    """Lock the return but for what is asked about, comment that, and list the remarks first."""
    sheets = [canvas for canvas in pen.canvases if canvas.title != LISTS_SHEET]
    rows = _rows(pen, sheets)
    places = dict(_places(rows, remarks))
    tables = {remark.cell.partition("|")[0] for remark in remarks if remark.whole}
    stay_open = {*_beside(places.values()), *_tables(rows, tables)}
    for canvas in sheets:
        _lock(canvas, stay_open)
    for place in places.values():
        place.row.canvas.restyle(place.letter, place.row.number, fill=_QUESTIONED)
        place.row.canvas.sheet.sheet_properties.tabColor = _TAB
    _comment(pen, places, remarks)
    _list(pen, remarks, places)


def _rows(pen: Pen, sheets: Iterable[Canvas]) -> dict[str, _Row]:
    """Find every row by its code: its sheet, its number, and the letters of its columns by their codes."""
    texts = pen.strings.texts()
    rows: dict[str, _Row] = {}
    for canvas in sheets:
        columns: dict[str, str] = {}
        for n, cells in canvas.cells():
            said = {at: texts[value] for at, (_, kind, value) in cells.items() if kind == "s"}
            if said.get(1) == CODE:
                columns = {code: LETTERS[at] for at, code in said.items()}
            elif columns and 1 in said:
                rows.setdefault(said[1], _Row(canvas, n, columns))
    return rows


def _places(rows: Mapping[str, _Row], remarks: Sequence[RemarkLine]) -> Iterator[tuple[str, _Place]]:
    """Find the questioned cells by their codes."""
    for cell in {remark.cell: None for remark in remarks}:
        code, column = _row_and_column(cell)
        if code in rows and column in rows[code].columns:
            yield cell, _Place(rows[code], rows[code].columns[column])


def _row_and_column(cell: str) -> tuple[str, str]:
    code = parse_cell(cell)
    if code.kind is CellKind.NARRATIVE:
        return cell, ANSWER
    if code.kind is CellKind.REGISTER:
        return f"R.{code.register}.{code.row}", code.field
    row, column = row_and_column(cell)
    return row, column or ANSWER


def _beside(places: Iterable[_Place]) -> Iterator[_Cell]:
    """Give the questioned cells and the cells that explain them."""
    for (canvas, n, columns), letter in places:
        for open_ in (letter, *(columns[code] for code in _BESIDE if code in columns)):
            yield canvas.title, n, COLUMNS[open_]


def _tables(rows: Mapping[str, _Row], tables: set[str]) -> Iterator[_Cell]:
    """Give the cells of whole tables: a rule does not know which of them is wrong."""
    for code, (canvas, n, columns) in rows.items():
        if code.partition("|")[0] in tables:
            yield from ((canvas.title, n, COLUMNS[letter]) for letter in columns.values())


def _lock(canvas: Canvas, stay_open: set[_Cell]) -> None:
    """Lock every free cell of the rows that have a code; signatures have none."""
    looks, title = canvas.looks, canvas.title
    locked: dict[int, int] = {}
    for n, cells in canvas.cells():
        if 1 not in cells or not cells[1][1]:
            continue
        for at, (style, kind, value) in cells.items():
            if style not in locked:
                locked[style] = looks.changed(style, locked=True)
            if locked[style] != style and (title, n, at) not in stay_open:
                cells[at] = (locked[style], kind, value)
    protection = canvas.sheet.protection
    protection.sheet = protection.insertRows = protection.deleteRows = protection.sort = True


def _comment(pen: Pen, places: Mapping[str, _Place], remarks: Sequence[RemarkLine]) -> None:
    from openpyxl.comments import Comment

    said: dict[str, list[str]] = {}
    for remark in remarks:
        text = pen.say("Remark {number}: {text}", number=remark.number, text=tidy(remark.text))
        said.setdefault(remark.cell, []).append(text)
    for cell, texts in said.items():
        if place := places.get(cell):
            whole = "\n\n".join(texts)
            text = whole if len(whole) <= _COMMENT else whole[: _COMMENT - 1] + "…"
            height = 24 + 15 * lines(text, 44)
            sheet = place.row.canvas.sheet
            sheet[place.ref].comment = Comment(text, "GCM Desktop", height=min(height, 400), width=300)


def _list(pen: Pen, remarks: Sequence[RemarkLine], places: Mapping[str, _Place]) -> None:
    """Write the list of remarks as the first sheet, each with a link and room for an answer."""
    say, workbook = pen.say, pen.workbook
    taken = {name.casefold() for name in workbook.sheetnames}
    name = say("Remarks")[:_NAME]
    while name.casefold() in taken:
        name = f"{name[: _NAME - 2]} +"
    canvas = pen.canvas(name)
    sheet = canvas.sheet
    workbook.move_sheet(name, -workbook.index(sheet))
    _head(pen, canvas, len(remarks))
    for n, remark in enumerate(remarks, start=_FIRST):
        _line(canvas, n, remark, places.get(remark.cell))
    protect(sheet)
    page(sheet, "6:6", pen.whose)
    sheet.freeze_panes = f"A{_FIRST}"
    sheet.sheet_properties.tabColor = ACCENT


def _head(pen: Pen, canvas: Canvas, count: int) -> None:
    say, put = pen.say, canvas.put
    for letter, width in _WIDTHS.items():
        canvas.column(letter, width)
    put("B", 1, say("Remarks on your return"), size=15, bold=True, color=ACCENT, wrap=False)
    counted = say("Remarks: {n}", n=pen.words.number(count))
    put("B", 2, f"{pen.whose} · {counted}", color=SOFT, wrap=False)
    hints = (
        say(
            "Each remark leads to its cell. Correct the cell, or explain in its note; other cells are locked."
        ),
        say("You may also write an answer beside the remark. Save as .xlsx and send the file back."),
    )
    for n, hint in enumerate(hints, start=3):
        put("B", n, hint, size=9, color=SOFT, wrap=False)
    heads = {
        "A": CODE, "B": "№", "C": say("Goal"), "D": say("Cell"), "E": say("What is there"),
        "F": say("Remark"), "G": say("Place"), "H": say("Your answer"),
    }  # fmt: skip
    put("A", 5, CODE, size=6, color=FAINT, wrap=False)
    put("H", 5, REPLY, size=6, color=FAINT, wrap=False)
    for letter, text in heads.items():
        if letter != "A":
            put(letter, 6, text, bold=True, border="accent", vertical="bottom")
    canvas.heights |= {1: 26, 5: 9, 6: 22}


def _line(canvas: Canvas, n: int, remark: RemarkLine, place: _Place | None) -> None:
    put = canvas.put
    goal = parse_cell(remark.cell).goal
    texts = {"D": tidy(remark.name), "E": tidy(remark.there), "F": tidy(remark.text)}
    put("A", n, f"{ROW}{remark.key}", size=6, color=FAINT, vertical="top", wrap=False)
    put("B", n, str(remark.number), vertical="top", border="under")
    put("C", n, str(goal) if goal else "–", vertical="top", border="under")
    for letter, text in texts.items():
        put(letter, n, text or None, vertical="top", border="under")
    shown = f"{place.row.canvas.title.split(' ')[0]} · {place.ref}" if place else None
    put("G", n, shown, vertical="top", border="under", color=ACCENT)
    if place:
        _link(canvas, f"G{n}", place, shown)
    put("H", n, None, fill=FIELD, border="field", locked=False, format="@", vertical="top")
    height = max(lines(text, _WIDTHS[letter] - 2) for letter, text in texts.items())
    canvas.heights[n] = max(30, min(400, 13.5 * height + 6))


def _link(canvas: Canvas, ref: str, place: _Place, shown: str | None) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    name = place.row.canvas.title.replace("'", "''")
    canvas.sheet[ref].hyperlink = Hyperlink(ref=ref, location=f"'{name}'!{place.ref}", display=shown)
