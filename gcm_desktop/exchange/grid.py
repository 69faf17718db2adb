"""Reads a worksheet in one guarded pass: raw text, type, formula and look of every cell that holds something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from gcm_desktop.errors import UserError
from gcm_desktop.exchange.markup import MAX_DEPTH, MAX_TEXT, Budget, walk
from gcm_desktop.exchange.parts import Look, unescaped

MAX_ROW: Final = 20_000
MAX_COLUMN: Final = 1024
MAX_VALUE_COLUMN: Final = 256
MAX_MERGED: Final = 5_000
MAX_SHEET_ROWS: Final = 1_048_576
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


class _Pass:
    """The state of one pass over a worksheet; the handlers are closures, which Python calls fastest."""

    def __init__(self, sheet: Sheet, strings: Sequence[str], looks: Sequence[Look], budget: Budget) -> None:
        self.sheet, self.strings, self.looks, self.budget = sheet, strings, looks, budget

    def value(self, kind: str, text: str, inline: str | None, formula: str | None, style: str) -> Raw | None:
        """Make the raw cell; nothing when it is empty."""
        if kind == "s":
            return self._shared(text)
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
            index = int(style) if style.isascii() and style.isdigit() and len(style) < 6 else -1
            look = self.looks[index] if 0 <= index < len(self.looks) else Look.NUMBER
            return Raw("n", text, formula, look)
        if kind == "d":  # an ISO date, written by few programs
            return Raw("d", text, formula, Look.DATE)
        return Raw("b" if kind == "b" else "e", text, formula, Look.NUMBER)

    def _shared(self, text: str) -> Raw | None:
        if not text:
            return None
        index = int(text) if text.isascii() and text.isdigit() and len(text) < 8 else -1
        if not 0 <= index < len(self.strings):
            raise UserError("E404", part=self.sheet.name, reason="string")
        content = self.strings[index]
        self.budget.spend("referred", len(content))
        return Raw("s", content, None, Look.NUMBER) if content else None


def read_sheet(
    data: bytes,
    name: str,
    state: str,
    strings: Sequence[str],
    looks: Sequence[Look],
    budget: Budget,
) -> Sheet:
    """Read one worksheet; raises E404, E415–E418 when it is damaged, hostile or far too big."""
    sheet = Sheet(name, state)
    walk(data, name, *_handlers(_Pass(sheet, strings, looks, budget), _prefix(data)))
    return sheet


def _prefix(data: bytes) -> str:
    """Give the prefix (``x:``) some programs write before every element of a sheet."""
    match = re.search(rb"<([A-Za-z0-9_]+:)?worksheet[\s>]", data[:4096])
    return match[1].decode("ascii") if match and match[1] else ""


def _handlers(pass_: _Pass, x: str):  # type: ignore[no-untyped-def]  # noqa: ANN202, C901
    """Build the three handlers; one long function because closures over plain names are what is fast."""
    c_, v_, f_, t_, is_, row_, rph_ = (x + tag for tag in ("c", "v", "f", "t", "is", "row", "rPh"))
    merge_, link_, data_ = x + "mergeCell", x + "hyperlink", x + "sheetData"
    sheet, budget, make = pass_.sheet, pass_.budget, pass_.value
    rows, columns = sheet.rows, COLUMNS
    spend = budget.spend
    depth = number = column = cells = length = 0
    row: dict[str, Raw] = {}
    row_text = letters = kind = style = ""
    value: list[str] = []
    inline: list[str] | None = None
    formula: list[str] | None = None
    into: list[str] | None = None
    in_cell = seen_data = False
    phonetic = 0

    def far(ref: str) -> UserError:
        return UserError("E417", sheet=sheet.name, ref=ref)

    def start(tag: str, attrs: dict[str, str]) -> None:
        nonlocal depth, letters, column, kind, style, inline, formula, into, in_cell, length, phonetic
        depth += 1
        if tag == c_:
            if in_cell:
                raise UserError("E404", part=sheet.name, reason="nested")
            ref = attrs.get("r")
            if ref is None:
                column += 1
                if column > MAX_COLUMN or number > MAX_ROW:
                    raise far(row_text)
                letters = LETTERS[column]
            else:
                letters = ref.removesuffix(row_text)
                try:
                    column = columns[letters]
                except KeyError:
                    raise (far(ref) if _REF.fullmatch(ref) else damaged("cell")) from None
                if number > MAX_ROW:
                    raise far(ref)
            kind = attrs.get("t", "n")
            style = attrs.get("s", "")
            in_cell = True
            inline = formula = None
            if value:
                value.clear()
            cell()
        elif tag == v_ and in_cell:
            into = value
            length = 0
        elif tag == f_ and in_cell:
            into = formula = []
            length = 0
        elif tag == t_ and inline is not None:
            into = None if phonetic else inline
        elif tag == is_ and in_cell:
            inline = []
            length = 0
        elif tag == row_:
            new_row(attrs)
        else:
            other(tag, attrs)

    def cell() -> None:
        nonlocal cells
        cells += 1
        if cells > 1000:
            spend("cells", cells)
            cells = 0

    def damaged(reason: str) -> UserError:
        return UserError("E404", part=sheet.name, reason=reason)

    def new_row(attrs: dict[str, str]) -> None:
        nonlocal number, row_text, row, column
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
        if attrs.get("hidden") in ("1", "true"):
            sheet.hidden_rows.add(number)

    def other(tag: str, attrs: dict[str, str]) -> None:
        nonlocal phonetic, seen_data
        spend("elements")
        if depth > MAX_DEPTH:
            raise UserError("E416", found="depth", part=sheet.name)
        if tag == rph_:
            phonetic += 1
        elif tag in (merge_, link_):
            _check_range(attrs.get("ref", ""), sheet.name, merged=tag == merge_)
        elif tag == data_:
            if seen_data:
                raise damaged("sheetData")
            seen_data = True

    def end(tag: str) -> None:
        nonlocal depth, in_cell, into, phonetic, inline
        depth -= 1
        if tag == c_:
            in_cell = False
            if value or formula is not None or inline is not None:
                raw = make(
                    kind,
                    "".join(value),
                    None if inline is None else "".join(inline),
                    None if formula is None else "".join(formula),
                    style,
                )
                inline = None
                if raw is not None:
                    if letters in row:
                        raise UserError("E418", sheet=sheet.name, ref=letters + row_text)
                    if column > MAX_VALUE_COLUMN:
                        raise far(letters + row_text)
                    row[letters] = raw
                    rows[number] = row
        elif tag == rph_:
            phonetic -= 1
            into = None
        else:
            into = None

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
