"""Finds cells by their codes, wherever people and programs have moved them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gcm_desktop.errors import UserError
from gcm_desktop.exchange.grid import Raw, Sheet
from gcm_desktop.exchange.model import ANSWER, CODE, SheetPlan

_MAX_CODE: Final = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One row found by its code."""

    sheet: str
    number: int
    code: str
    cells: dict[str, Raw]  # by column code
    letters: dict[str, str]  # column code → letters

    def ref(self, column: str) -> str:
        """Give the place of one of its cells, as people name it."""
        return f"{self.letters.get(column, '')}{self.number}"


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet with a row of column codes."""

    sheet: Sheet
    letters: dict[str, str]
    lines: tuple[Line, ...]
    stray: tuple[Line, ...]  # rows that hold an answer but no code


def forms(sheets: tuple[Sheet, ...]) -> tuple[Form, ...]:
    """Give every sheet that has column codes; raises E424 when a column code stands twice."""
    return tuple(form for sheet in sheets if (form := _form(sheet)) is not None)


def _form(sheet: Sheet) -> Form | None:
    for number in sorted(sheet.rows):
        row = sheet.rows[number]
        heads = [letters for letters, raw in row.items() if raw.type == "s" and raw.text.strip() == CODE]
        if heads:
            return _read_form(sheet, number, row)
    return None


def _read_form(sheet: Sheet, header: int, row: dict[str, Raw]) -> Form:
    letters: dict[str, str] = {}
    for letter, raw in row.items():
        code = raw.text.strip()
        if code in letters:
            raise UserError("E424", sheet=sheet.name, cell=code, other=sheet.name)
        if code:
            letters[code] = letter
    columns = {letter: code for code, letter in letters.items() if code != CODE}
    lines, stray = [], []
    for number in sorted(sheet.rows):
        if number != header:
            line = _line(sheet.name, number, sheet.rows[number], letters, columns)
            if line.code == CODE:
                raise UserError("E424", sheet=sheet.name, cell=CODE, other=sheet.name)
            if line.code and not line.code.startswith("#"):
                lines.append(line)
            elif not line.code and number > header and line.cells:
                stray.append(line)
    return Form(sheet, letters, tuple(lines), tuple(stray))


def _line(
    sheet: str, number: int, row: dict[str, Raw], letters: dict[str, str], columns: dict[str, str]
) -> Line:
    head = row.get(letters[CODE])
    code = head.text.strip()[:_MAX_CODE] if head is not None and head.type in "sn" else ""
    cells = {columns[letter]: raw for letter, raw in row.items() if letter in columns}
    return Line(sheet, number, code, cells, letters)


def complete(plans: tuple[SheetPlan, ...], found: tuple[Form, ...]) -> dict[str, Line]:
    """Give every line by its code; raises E423 for a code that is missing and E424 for one that stands twice.

    Rows of registers may have been taken out or copied; they are not looked at here.
    """
    fixed = {row: plan for plan in plans if plan.kind != "register" for row in plan.rows}
    lines: dict[str, Line] = {}
    for line in (line for form in found for line in form.lines if line.code in fixed):
        if line.code in lines:
            other = lines[line.code]
            place: dict[str, object] = {"sheet": other.sheet, "row": other.number}
            place |= {"other": line.sheet, "other_row": line.number}
            raise UserError("E424", cell=line.code, **place)
        lines[line.code] = line
    sheets = set()
    for code, plan in fixed.items():
        if code not in lines:
            raise UserError("E423", sheet=plan.name, cell=code)
        sheets.add((lines[code].sheet, plan.columns))
    letters = {form.sheet.name: form.letters for form in found}
    for sheet, columns in sorted(sheets):
        for column in columns:
            if column not in letters[sheet]:
                raise UserError("E423", sheet=sheet, cell=column)
    return lines


def unknown(plans: tuple[SheetPlan, ...], found: tuple[Form, ...]) -> Iterator[Line]:
    """Give the lines the workbook was not issued with, and those without a code that hold an answer."""
    issued = {row for plan in plans for row in plan.rows}
    for form in found:
        yield from (line for line in form.lines if line.code not in issued)
        for line in form.stray:
            raw = line.cells.get(ANSWER)
            if raw is not None and raw.formula is None:
                yield line
