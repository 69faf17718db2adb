"""Writes a whole version of the catalogue as a workbook that people change without programming."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from gcm_desktop.catalogue.writing import record_of
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.exchange.catalogue_reading import read_catalogue
from gcm_desktop.exchange.catalogue_rows import Row, rows_of
from gcm_desktop.exchange.catalogue_tables import CROSSWALK, TABLES, VERSION, Column, Kind, Table
from gcm_desktop.exchange.grid import column_letters
from gcm_desktop.exchange.packing import packed_parts, parts_of
from gcm_desktop.exchange.styles import FAINT, FIELD, SHADE, SOFT, Looks, page, protect
from gcm_desktop.exchange.writing import replace_file
from gcm_desktop.i18n import Words, words

#: Signs that begin the cell by which a sheet is recognised, whatever it is called.
MARK: Final = "#"
TITLE_ROW, CODE_ROW, HEAD_ROW, FIRST_ROW = 1, 2, 3, 4
_LAST_ROW: Final = 20_000
_TEXT: Final = "@"
_PAGE_WIDTH: Final = 150  # characters of a page that can still be read


def write_catalogue(catalogue: Catalogue, path: Path, language: str) -> None:
    """Write the workbook, whole or not at all; raises UserError E501."""
    data = catalogue_bytes(catalogue, language)
    read = read_catalogue(data, path.name)
    if read.issues or read.sealed().digest != catalogue.digest:
        raise AssertionError(f"the catalogue does not read as it was written: {read.issues[:3]}")
    replace_file(path, data)


def catalogue_bytes(catalogue: Catalogue, language: str) -> bytes:
    """Give the bytes of the workbook; equal versions give equal bytes."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.active)
    looks = Looks(workbook)
    say = words(language)
    rows = rows_of(record_of(catalogue), catalogue.number, catalogue.digest)
    for table in TABLES:
        _Sheet(workbook, table, looks, say).draw(rows[table.code])
    looks.done()
    return packed_parts(parts_of(workbook, f"{say.say('Catalogue')} {catalogue.number}"))


class _Sheet:
    """One sheet being drawn."""

    def __init__(self, workbook: Any, table: Table, looks: Looks, say: Words) -> None:
        self.table, self.looks, self.words = table, looks, say
        self.sheet = workbook.create_sheet(say.say(table.title)[:31])

    def draw(self, rows: list[Row]) -> None:
        """Draw head, rows and what may be chosen."""
        self._head()
        for number, row in enumerate(rows, start=FIRST_ROW):
            for at, column in enumerate(self.table.columns, start=1):
                self._cell(number, at, column, row.get(column.key))
        self._columns()
        self.sheet.freeze_panes = f"{column_letters(2)}{FIRST_ROW}"
        protect(self.sheet, rows_free=True)
        page(self.sheet, f"{HEAD_ROW}:{HEAD_ROW}", self.words.say(self.table.title))
        width = sum(column.width for column in self.table.columns)
        self.sheet.page_setup.fitToWidth = max(1, round(width / _PAGE_WIDTH))
        self.sheet.print_title_cols = "A:A"

    def _head(self) -> None:
        put, sheet = self.looks.put, self.sheet
        put(sheet.cell(TITLE_ROW, 1), f"{MARK}{self.table.code}", size=8, color=FAINT)
        hint = self._hint()
        put(sheet.cell(TITLE_ROW, 2), hint, color=SOFT, wrap=False)
        for at, column in enumerate(self.table.columns, start=1):
            heading = self.words.say(column.heading)
            heading = f"{heading} · {column.language}" if column.language else heading
            put(sheet.cell(CODE_ROW, at), column.key, size=8, color=FAINT)
            put(sheet.cell(HEAD_ROW, at), heading, bold=True, fill=SHADE, border="accent")

    def _hint(self) -> str:
        say = self.words.say
        if self.table is VERSION:
            return say("Write a higher number when you change something. What is asked stands on the others.")
        if self.table is CROSSWALK:
            return say(
                "One line for every code that is renamed, split, merged or retired: G05.02, or AGE=Y0T17 for "
                "the entry of a list; commas between several. The old row goes by itself."
            )
        return say("Add new rows below the last. A code keeps its meaning for ever: new meaning, new code.")

    def _cell(self, number: int, at: int, column: Column, thing: Any) -> None:
        content = self._content(thing)
        if content is None and not column.locked:
            return  # the column's own style holds
        locked = column.locked
        numeric = column.kind is Kind.NUMBER
        style = {"align": "right" if numeric else "left", "border": "field", "vertical": "top"}
        style |= {"color": SOFT if locked else "2B2724", "fill": SHADE if locked else FIELD}
        format_ = "General" if numeric else _TEXT
        self.looks.put(self.sheet.cell(number, at), content, locked=locked, format=format_, **style)

    def _content(self, thing: Any) -> Any:
        if isinstance(thing, bool):
            return self.words.say("yes") if thing else self.words.say("no")
        if isinstance(thing, list | tuple):
            return ", ".join(map(str, thing)) or None
        return None if thing == "" else thing

    def _columns(self) -> None:
        from openpyxl.styles import Alignment, Protection

        for at, column in enumerate(self.table.columns, start=1):
            letter = column_letters(at)
            dimension = self.sheet.column_dimensions[letter]
            dimension.width = column.width
            dimension.protection = Protection(locked=False)
            dimension.number_format = "General" if column.kind is Kind.NUMBER else _TEXT
            dimension.alignment = Alignment(wrap_text=True, vertical="top")
            self._choices(letter, column)

    def _choices(self, letter: str, column: Column) -> None:
        from openpyxl.worksheet.datavalidation import DataValidation

        choices = column.choices
        if column.kind is Kind.YES:
            choices = (self.words.say("yes"), self.words.say("no"))
        if choices:
            rule = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True)
            rule.add(f"{letter}{FIRST_ROW}:{letter}{_LAST_ROW}")
            self.sheet.add_data_validation(rule)
