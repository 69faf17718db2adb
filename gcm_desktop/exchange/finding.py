"""Finds cells by their codes, wherever people and programs have moved them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from gcm_desktop.domain.entries import clean
from gcm_desktop.domain.questions import SEX
from gcm_desktop.errors import UserError
from gcm_desktop.exchange.grid import LETTERS, Raw, Sheet
from gcm_desktop.exchange.model import ANSWER, CODE, SEXES, SheetPlan

#: The columns answers of a goal stand in.
ANSWERS: Final = (ANSWER, *(f"{SEX}={sex}" for sex in SEXES))
_MAX_CODE: Final = 200
_MAX_NAMED: Final = 5
#: Cyrillic letters that look like those of codes.
_ALIKE: Final = str.maketrans("АВЕЅІЈКМНОРСТУХҮЗ", "ABESIJKMHOPCTYXY3")


class Line(NamedTuple):
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
    beside: tuple[str, ...]  # places that hold something but have no column


def forms(sheets: tuple[Sheet, ...]) -> tuple[Form, ...]:
    """Give every sheet that has column codes; raises E424 when a column code stands twice."""
    return tuple(form for sheet in sheets if (form := _form(sheet)) is not None)


def _form(sheet: Sheet) -> Form | None:
    for number in sorted(sheet.rows):
        row = sheet.rows[number]
        heads = [letters for letters, raw in row.items() if raw.type == "s" and _code(raw) == CODE]
        if heads:
            return _read_form(sheet, number, row)
    return None


def _read_form(sheet: Sheet, header: int, row: dict[str, Raw]) -> Form:
    letters: dict[str, str] = {}
    for letter, raw in row.items():
        code = _code(raw)
        if code in letters:
            raise UserError("E424", sheet=sheet.name, cell=code, other=sheet.name)
        if code:
            letters[code] = letter
    columns = {letter: code for code, letter in letters.items() if code != CODE}
    lines, stray, beside = [], [], []
    coded, name, new, is_column = letters[CODE], sheet.name, tuple.__new__, columns.__contains__
    for number, found in sorted(sheet.rows.items()):
        if number != header:
            head = found.get(coded)
            code = _code(head) if head is not None and head[0] in "sn" else ""
            cells = {columns[letter]: found[letter] for letter in filter(is_column, found)}
            line: Line = new(Line, (name, number, code, cells, letters))  # at half the price
            if code == CODE:
                raise UserError("E424", sheet=sheet.name, cell=CODE, other=sheet.name)
            if code and code[0] != "#":
                lines.append(line)
            elif cells and ((number > header and not code) or _holds_number(line)):
                stray.append(line)
            if len(found) - len(cells) > (coded in found) and number > header:
                others = found.keys() - columns.keys() - {coded}
                beside += [f"{letter}{number}" for letter in sorted(others, key=LETTERS.index)]
    return Form(sheet, letters, tuple(lines), tuple(stray), tuple(beside))


def _code(raw: Raw) -> str:
    """Give a code without what cannot be seen in it."""
    text = raw[1].strip()[:_MAX_CODE]
    return text if text.isascii() else clean(text)


def _holds_number(line: Line) -> bool:
    found = (line.cells.get(column) for column in ANSWERS)
    return any(raw is not None and raw.type == "n" and raw.formula is None for raw in found)


def complete(plans: tuple[SheetPlan, ...], found: tuple[Form, ...]) -> dict[str, Line]:
    """Give every line by its code; raises E423 or E439 for codes that are missing and E424 for one twice.

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
    _refuse_missing(fixed, lines, found)
    sheets = {(lines[code].sheet, plan.columns) for code, plan in fixed.items()}
    letters = {form.sheet.name: form.letters for form in found}
    for sheet, columns in sorted(sheets):
        if missing := [column for column in columns if column not in letters[sheet]]:
            raise UserError("E423", sheet=sheet, cell=_named(missing))
    return lines


def _refuse_missing(
    fixed: Mapping[str, SheetPlan], lines: Mapping[str, Line], found: tuple[Form, ...]
) -> None:
    """Name the codes of the first sheet that lacks some, or the row whose code only looks like one."""
    missing = [code for code in fixed if code not in lines]
    if not missing:
        return
    alike = {_skeleton(line.code): line for form in found for line in form.lines if line.code not in fixed}
    for code in missing:
        if line := alike.get(_skeleton(code)):
            raise UserError("E439", sheet=line.sheet, row=line.number, found=line.code, cell=code)
    sheet = fixed[missing[0]].name
    raise UserError("E423", sheet=sheet, cell=_named([c for c in missing if fixed[c].name == sheet]))


def _named(codes: list[str]) -> str:
    more = len(codes) - _MAX_NAMED
    return ", ".join(codes[:_MAX_NAMED]) + (f" … (+{more})" if more > 0 else "")


def _skeleton(code: str) -> str:
    """Give what a code looks like: letters of other alphabets and wide forms as ours, all capital."""
    return unicodedata.normalize("NFKC", code).upper().translate(_ALIKE)


def unknown(plans: tuple[SheetPlan, ...], found: tuple[Form, ...]) -> Iterator[Line]:
    """Give the lines the workbook was not issued with, and those without a code that hold an answer."""
    issued = {row for plan in plans for row in plan.rows}
    for form in found:
        yield from (line for line in form.lines if line.code not in issued)
        for line in form.stray:
            held = (line.cells.get(column) for column in ANSWERS)
            if any(raw is not None and raw.formula is None for raw in held):
                yield line
