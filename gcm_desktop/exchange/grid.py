"""Reads a worksheet in one guarded pass: text, type, formula and look of every cell that holds something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from gcm_desktop.errors import UserError
from gcm_desktop.exchange.markup import MAX_DEPTH, MAX_TEXT, Budget, Data, End, Start, walk
from gcm_desktop.exchange.parts import Look, unescaped

MAX_ROW: Final = 20_000
MAX_COLUMN: Final = 1024
MAX_VALUE_COLUMN: Final = 256
MAX_MERGED: Final = 5_000
MAX_SHEET_ROWS: Final = 1_048_576
_TAGS: Final = ("c", "v", "f", "t", "is", "row", "rPh")
_REF = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?", re.ASCII)


def column_letters(number: int) -> str:
    """Give ``A`` for 1, ``AA`` for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


COLUMNS: Final = {column_letters(number): number for number in range(1, MAX_COLUMN + 1)}
LETTERS: Final = ("", *COLUMNS)


class Raw(NamedTuple):
    """One cell as the file has it; ``type`` is n, s, b or e, ``formula`` is None for plain contents."""

    type: str
    text: str
    formula: str | None
    look: Look


@dataclass(slots=True)
class Sheet:
    """The cells of one worksheet that hold something, by row and column letters."""

    name: str
    state: str
    rows: dict[int, dict[str, Raw]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)  # ranges


class Strings(list[str]):
    """The shared strings of a workbook, with the cell each makes by its number as it is written."""

    @cached_property
    def cells(self) -> dict[str, Raw]:
        """Give the cells; an empty string makes none."""
        new, number = tuple.__new__, Look.NUMBER  # makes a Raw at half the price
        numbers = map(str, range(len(self)))
        return {n: new(Raw, ("s", text, None, number)) for n, text in zip(numbers, self, strict=True) if text}


def shared_cells(strings: Sequence[str]) -> dict[str, Raw]:
    """Give the cells that shared strings make."""
    return (strings if isinstance(strings, Strings) else Strings(strings)).cells


class CellMaker:
    """What turning the text of a worksheet's cells into contents needs, whichever way the text is found."""

    def __init__(self, sheet: Sheet, strings: Sequence[str], looks: Sequence[Look], budget: Budget) -> None:
        self.sheet, self.strings, self.budget = sheet, strings, budget
        self.cells_read = 0  # before the pass by element, empty ones too
        self.looks = {str(n): look for n, look in enumerate(looks) if look is not Look.NUMBER}

    def value(self, kind: str, text: str, inline: str | None, formula: str | None, style: str) -> Raw | None:
        """Make the raw cell; nothing when it is empty."""
        if kind == "s":
            return self._shared(text, formula)
        if kind == "inlineStr":
            content = unescaped(inline or "")
            return Raw("s", content, formula, Look.NUMBER) if content or formula is not None else None
        if kind == "str":
            if not text and formula is None:
                return None
            return Raw("s", unescaped(text), formula, Look.NUMBER)
        if not text and formula is None:
            return None
        if kind == "n":
            return Raw("n", text, formula, self.looks.get(style, Look.NUMBER))
        if kind == "d":  # an ISO date, written by few programs
            return Raw("d", text, formula, Look.DATE)
        return Raw("b" if kind == "b" else "e", text, formula, Look.NUMBER)

    def _shared(self, text: str, formula: str | None) -> Raw | None:
        if not text:
            return None
        index = int(text) if text.isascii() and text.isdigit() and len(text) < 8 else -1
        if not 0 <= index < len(self.strings):
            raise UserError("E404", part=self.sheet.name, reason="string")
        content = self.strings[index]
        self.budget.spend("referred", len(content))
        return Raw("s", content, formula, Look.NUMBER) if content else None


def read_elements(data: bytes, maker: CellMaker) -> Sheet:
    """Read a worksheet, or what is left of one, element by element; raises E404, E415–E418."""
    x = _prefix(data)
    names = tuple(x + tag for tag in _TAGS)
    start, end, text = _handlers(maker, names, x)
    walk(data, maker.sheet.name, start, end, text, (*names, "r", "s", "t"))
    return maker.sheet


def _prefix(data: bytes) -> str:
    """Give the prefix (``x:``) some programs write before every element of a sheet."""
    match = re.search(rb"<([A-Za-z0-9_]+:)?worksheet[\s>]", data[:4096])
    return match[1].decode("ascii") if match and match[1] else ""


def _handlers(maker: CellMaker, names: tuple[str, ...], x: str) -> tuple[Start, End, Data]:  # noqa: C901
    """Build the three handlers; one long function because closures over plain names are what is fast.

    Most cells of a form are empty: they cost one look at their place, and nothing else.
    """
    c_, v_, f_, t_, is_, row_, rph_ = names
    merge_, link_, data_ = x + "mergeCell", x + "hyperlink", x + "sheetData"
    sheet, make, budget = maker.sheet, maker.value, maker.budget
    spend = budget.spend
    rows, columns, allowed, look_of = sheet.rows, COLUMNS, maker.budget.cells, maker.looks
    depth = number = column = length = phonetic = 0
    cells = maker.cells_read
    row: dict[str, Raw] = {}
    row_text = letters = ""
    cell: dict[str, str] | None = None  # the attributes of the cell being read
    full = seen_data = in_row = False
    value: list[str] = []
    inline: list[str] | None = None
    formula: list[str] | None = None
    into: list[str] | None = None

    def far(ref: str) -> UserError:
        return UserError("E417", sheet=sheet.name, ref=ref)

    def damaged(reason: str) -> UserError:
        return UserError("E404", part=sheet.name, reason=reason)

    def start(tag: str, attrs: dict[str, str]) -> None:
        nonlocal cell, cells, full
        if tag == c_:
            if cell is not None:
                raise damaged("nested")
            cell = attrs
            cells += 1
            if cells > allowed:
                spend("cells", cells)
            if full or "r" not in attrs or len(attrs["r"]) > 6:
                place(attrs)
        elif tag == v_ or tag == t_ or tag == is_ or tag == f_:  # noqa: SIM109 - faster than ``in``
            if cell is not None:
                content(tag)
        elif tag == row_:
            new_row(attrs)
        else:
            other(tag, attrs)

    def place(attrs: dict[str, str]) -> None:
        """Tell where a cell stands that does not say so, or says so from far away."""
        nonlocal column, letters, full
        ref = attrs.get("r")
        if ref is None:
            column += 1
            full = True  # from here on every cell of the row has to be counted
            if column > MAX_COLUMN or number > MAX_ROW:
                raise far(row_text)
            letters = LETTERS[column]
        else:
            letters = ref.removesuffix(row_text)
            column = columns.get(letters, 0)
            if not column:
                raise far(ref) if _REF.fullmatch(ref) else damaged("cell")
            if number > MAX_ROW:
                raise far(ref)

    def content(tag: str) -> None:
        nonlocal into, length, inline, formula
        length = 0
        if tag == v_:
            into = value
        elif tag == f_:
            into = formula = []
        elif tag == is_:
            inline = []
        elif inline is not None and not phonetic:
            into = inline

    def new_row(attrs: dict[str, str]) -> None:
        nonlocal number, row_text, row, column, full, in_row
        if in_row:
            raise damaged("row")
        in_row = True
        stated = attrs.get("r")
        if stated is None:
            number += 1
        elif stated.isascii() and stated.isdigit() and len(stated) < 8:
            number = int(stated)
        else:
            raise damaged("row")
        if not 1 <= number <= MAX_SHEET_ROWS:
            raise damaged("row")
        row_text = str(number)
        row = rows.get(number) or {}
        column = 0
        full = number > MAX_ROW
        if attrs.get("hidden") in ("1", "true"):
            sheet.hidden_rows.add(number)

    def other(tag: str, attrs: dict[str, str]) -> None:
        nonlocal phonetic, seen_data, depth
        budget.elements -= 1
        if budget.elements < 0:
            spend("elements")
        depth += 1
        if depth > MAX_DEPTH:
            raise UserError("E416", found="depth", part=sheet.name)
        if tag == rph_:
            phonetic += 1
        elif tag in (merge_, link_):
            _check_range(attrs.get("ref", ""), sheet.name, merged=tag == merge_)
            if tag == merge_:
                sheet.merged.append(attrs.get("ref", ""))
        elif tag == data_:
            if seen_data:
                raise damaged("sheetData")
            seen_data = True

    def end(tag: str) -> None:
        nonlocal cell, into
        if tag == c_:
            if value or formula is not None or inline is not None:
                finish()
            cell = None
        elif tag == v_ or tag == t_ or tag == is_ or tag == f_:  # noqa: SIM109
            into = None
        else:
            end_other(tag)

    def finish() -> None:
        nonlocal inline, formula, letters, column
        attrs = cell or {}
        kind = attrs.get("t", "n")
        raw: Raw | None
        if kind == "n" and len(value) == 1 and formula is None:
            raw = Raw("n", value[0], None, look_of.get(attrs.get("s", ""), Look.NUMBER))
        elif kind == "inlineStr" and inline and len(inline) == 1 and formula is None:
            raw = Raw("s", unescaped(inline[0]), None, Look.NUMBER)
        else:
            raw = make(
                kind,
                "".join(value),
                None if inline is None else "".join(inline),
                None if formula is None else "".join(formula),
                attrs.get("s", ""),
            )
        value.clear()
        inline = formula = None
        if "r" in attrs:
            letters = attrs["r"].removesuffix(row_text)
            column = columns.get(letters, 0)
            if not column:
                raise damaged("cell")
        if raw is not None:
            if letters in row:
                raise UserError("E418", sheet=sheet.name, ref=letters + row_text)
            if column > MAX_VALUE_COLUMN:
                raise far(letters + row_text)
            row[letters] = raw
            rows[number] = row

    def end_other(tag: str) -> None:
        nonlocal depth, phonetic, in_row
        if tag == row_:
            in_row = False
            return
        depth -= 1
        if tag == rph_:
            phonetic -= 1
        elif tag == data_:
            spend("cells", cells)

    def text(chunk: str) -> None:
        nonlocal length
        if into is not None:
            length += len(chunk)
            if length > 2 * MAX_TEXT:
                raise UserError("E416", found="text", part=sheet.name)
            into.append(chunk)

    return start, end, text


def _check_range(ref: str, sheet: str, *, merged: bool) -> None:
    match = _RANGE.fullmatch(ref)
    if match is None:
        raise UserError("E404", part=sheet, reason="range")
    first, last = COLUMNS.get(match[1], 0), COLUMNS.get(match[3] or match[1], 0)
    top, bottom = int(match[2]), int(match[4] or match[2])
    if not first or not last or not 1 <= top <= MAX_ROW or not 1 <= bottom <= MAX_ROW:
        raise UserError("E417", sheet=sheet, ref=ref)
    if merged and (abs(last - first) + 1) * (abs(bottom - top) + 1) > MAX_MERGED:
        raise UserError("E417", sheet=sheet, ref=ref)
