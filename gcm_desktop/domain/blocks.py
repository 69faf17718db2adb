"""A pasted block: its cells as a table program offered them, and the figures read from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final

from gcm_desktop.domain.entries import SIGNS, clean
from gcm_desktop.domain.values import Precision

MAX_CELLS: Final = 20_000


class Source(StrEnum):
    """The form a block came in."""

    XML = "xml"  # XML Spreadsheet 2003: exact
    HTML = "html"  # exact where the cells carry their value
    TEXT = "text"  # only what was shown


class Kind(StrEnum):
    """What a cell of a block is said to hold; *shown* means that nothing but its letters is known."""

    BLANK = "blank"
    NUMBER = "number"
    TEXT = "text"
    SHOWN = "shown"
    DATE = "date"
    YES_NO = "yes/no"
    ERROR = "error"


class Repair(StrEnum):
    """What was mended to read a figure."""

    TEXT_NUMBER = "number kept as text"
    SPACES = "no-break spaces"
    GROUPS = "signs of thousands"
    COMMA = "decimal comma"
    UNIT = "word of the unit"
    PERCENT = "percent format"
    MINUS = "long minus sign"
    ROUNDED = "rounded"


class Refusal(StrEnum):
    """Why a pasted cell is left out."""

    TOO_NARROW = "####"
    ERROR = "error"
    DATE = "date"
    DASH = "dash"
    OTHER_UNIT = "other unit"
    TWO_WAYS = "reads two ways"
    NOT_WHOLE = "not whole"
    NOT_NUMBER = "not a number"
    NOT_ANSWER = "not an answer"
    CONFLICT = "conflict"
    COMPUTED = "computed"
    TOTAL = "total of the block"
    NO_CELL = "no cell"


class BlockTooLarge(ValueError):
    """The block has more cells than a return could take."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """One cell of a block: its letters, and its exact number where one came along."""

    text: str = ""
    exact: Decimal | None = None
    kind: Kind = Kind.BLANK
    percent: bool = False  # shown a hundred times larger than it is

    @property
    def is_blank(self) -> bool:
        """Say whether there is nothing in it."""
        return self.exact is None and not clean(self.text)


EMPTY: Final = Pasted()


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of equal length, with the numbers of those that are hidden where they came from."""

    rows: tuple[tuple[Pasted, ...], ...]
    source: Source = Source.TEXT
    program: str = ""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """Give the number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def cells(self) -> Iterator[Pasted]:
        """Give every cell that holds something."""
        return (cell for row in self.rows for cell in row if not cell.is_blank)

    @property
    def exact(self) -> bool:
        """Say whether its figures are the exact values, not their letters."""
        figures = [cell for cell in self.cells() if cell.kind in (Kind.NUMBER, Kind.SHOWN)]
        if self.source is Source.XML:
            return True
        return bool(figures) and all(cell.exact is not None for cell in figures)

    @property
    def hidden(self) -> int:
        """Give how many rows and columns are hidden."""
        return len(self.hidden_rows) + len(self.hidden_columns)

    def visible(self) -> Block:
        """Give the block as it was seen."""
        if not self.hidden:
            return self
        rows = tuple(
            tuple(cell for place, cell in enumerate(row) if place not in self.hidden_columns)
            for number, row in enumerate(self.rows)
            if number not in self.hidden_rows
        )
        return replace(self, rows=rows, hidden_rows=frozenset(), hidden_columns=frozenset())

    def decimal_sign(self) -> str:
        """Give the decimal sign its letters prove; empty when they prove none, or both."""
        proved = {_proof(cell.text) for cell in self.cells() if cell.exact is None} - {""}
        return proved.pop() if len(proved) == 1 else ""


@dataclass
class Grid:
    """Cells by place, while a form is read."""

    cells: dict[tuple[int, int], Pasted] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    program: str = ""

    def put(self, row: int, column: int, cell: Pasted) -> None:
        """Set a cell; raises BlockTooLarge past the most a block may have."""
        if cell.is_blank:
            return
        self.cells[row, column] = cell
        if len(self.cells) > MAX_CELLS:
            raise BlockTooLarge

    def block(self, source: Source) -> Block:
        """Give the block without the empty rows and columns after its last cell."""
        height = max((row for row, _ in self.cells), default=-1) + 1
        width = max((column for _, column in self.cells), default=-1) + 1
        if height * width > MAX_CELLS:
            raise BlockTooLarge
        rows = tuple(
            tuple(self.cells.get((row, column), EMPTY) for column in range(width)) for row in range(height)
        )
        hidden_rows = frozenset(row for row in self.hidden_rows if row < height)
        hidden_columns = frozenset(column for column in self.hidden_columns if column < width)
        return Block(rows, source, self.program, hidden_rows, hidden_columns)


def exact_number(text: str) -> Decimal | None:
    """Give the number a program wrote; nothing for anything else."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < 400 else None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the cell a figure lands in asks for."""

    whole: bool = False
    percent: bool = False
    units: frozenset[str] = frozenset()  # small letters; words that may follow the figure
    sign: str = ""  # decimal sign the block proves


@dataclass(frozen=True, slots=True)
class Reading:
    """The figure read from a pasted cell with what was mended, or why there is none."""

    number: Decimal | None = None
    precision: Precision = Precision.EXACT
    repairs: tuple[Repair, ...] = ()
    refusal: Refusal | None = None


_ERROR: Final = re.compile(r"#\w[\w/ ]*[!?]|#(N/A|Н/Д|N/D|NV)|(Err|Ошибка|Error):\d+", re.IGNORECASE)
_NARROW: Final = re.compile(r"#+")
_DATE: Final = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{2,4}([ T]\d{1,2}:\d\d(:\d\d)?)?")
_DASH: Final = re.compile("[-\u2010-\u2015\u2212]+")
_HARD_SPACES: Final = re.compile("[\u00a0\u2007\u2009\u202f]")
_LONG_MINUS: Final = re.compile("[\u2010-\u2015\u2212](?=\\d)")
_WITH_TAIL: Final = re.compile(r"([+-]?\d(?:[\d .,'’]*\d)?[.,]?)\s*([^\d\s].*)?")
_GROUPED: Final = re.compile(r"(\d{1,3}([ '’.,])\d{3}(?:\2\d{3})*)(?:([.,])(\d*))?")
_PLAIN: Final = re.compile(r"(\d*)(?:([.,])(\d*))?")


def _proof(text: str) -> str:
    body = _HARD_SPACES.sub(" ", clean(text)).lstrip("+-")
    found = _WITH_TAIL.match(body)
    body = found[1] if found else ""
    if grouped := _GROUPED.fullmatch(body):
        digits, group, sign = grouped[1], grouped[2], grouped[3]
        if sign and sign != group:
            return sign
        if group in ".," and digits.count(group) > 1 and not sign:
            return "," if group == "." else "."
        return group if digits.startswith("0") and group in ".," else ""
    plain = _PLAIN.fullmatch(body)
    return (plain[2] or "") if plain else ""


def read_number(pasted: Pasted, asked: Asked) -> Reading:
    """Read the figure of a pasted cell for the cell it lands in."""
    if pasted.kind is Kind.ERROR or _ERROR.fullmatch(pasted.text.strip()):
        return Reading(refusal=Refusal.ERROR)
    if pasted.kind is Kind.DATE:
        return Reading(refusal=Refusal.DATE)
    if pasted.kind is Kind.YES_NO:
        return Reading(refusal=Refusal.NOT_NUMBER)
    if pasted.exact is not None:
        return _exact(pasted, asked)
    text = clean(pasted.text)
    for form, refusal in ((_NARROW, Refusal.TOO_NARROW), (_DATE, Refusal.DATE), (_DASH, Refusal.DASH)):
        if form.fullmatch(text):
            return Reading(refusal=refusal)
    return _written(pasted, text, asked)


def _exact(pasted: Pasted, asked: Asked) -> Reading:
    assert pasted.exact is not None
    if not pasted.percent:
        return Reading(pasted.exact)
    if not asked.percent:
        return Reading(refusal=Refusal.OTHER_UNIT)
    return Reading(pasted.exact * 100, repairs=(Repair.PERCENT,))


def _written(pasted: Pasted, text: str, asked: Asked) -> Reading:
    precision, text = _precision(text.removeprefix("'"))
    repairs = [Repair.TEXT_NUMBER] if pasted.kind is Kind.TEXT else []
    for form, repair, instead in (
        (_HARD_SPACES, Repair.SPACES, " "),
        (_LONG_MINUS, Repair.MINUS, "-"),
    ):
        mended = form.sub(instead, text)
        if mended != text:
            repairs.append(repair)
        text = mended.strip()
    found = _WITH_TAIL.fullmatch(text) if text[:1] not in ".," else None
    if found is None:
        return Reading(refusal=Refusal.NOT_NUMBER)
    body, tail = found[1], (found[2] or "").casefold().strip()
    if tail and not (tail in asked.units or tail.rstrip(".") in asked.units):
        return Reading(refusal=Refusal.OTHER_UNIT)
    minus, digits = body.startswith("-"), body.lstrip("+-")
    number, signs, refusal = _digits(digits, asked)
    if number is None:
        return Reading(refusal=refusal)
    repairs += signs
    if tail:
        repairs.append(Repair.UNIT)
    return Reading(-number if minus else number, precision, tuple(repairs))


def _precision(text: str) -> tuple[Precision, str]:
    for sign, precision in SIGNS:
        if text.startswith(sign):
            return precision, text.removeprefix(sign).strip()
    return Precision.EXACT, text


def _digits(body: str, asked: Asked) -> tuple[Decimal | None, list[Repair], Refusal]:
    """Read digits with signs between them: three ways to write thousands, two decimal signs."""
    repairs: list[Repair] = []
    grouped = _GROUPED.fullmatch(body)
    if grouped is not None and not (body.startswith("0") and grouped[2] in ".,"):
        digits, group, sign, rest = grouped[1], grouped[2], grouped[3] or "", grouped[4] or ""
        if sign == group:
            return None, [], Refusal.NOT_NUMBER
        alone = group in ".," and digits.count(group) == 1 and not sign
        if alone and not asked.sign and not asked.whole:
            return None, [], Refusal.TWO_WAYS
        if not (alone and asked.sign == group):
            repairs.append(Repair.GROUPS)
            if sign == ",":
                repairs.append(Repair.COMMA)
            return Decimal(f"{digits.replace(group, '')}.{rest or '0'}"), repairs, Refusal.NOT_NUMBER
    plain = _PLAIN.fullmatch(body)
    if plain is None or not (plain[1] or plain[3]):
        return None, [], Refusal.NOT_NUMBER
    if plain[2] == ",":
        repairs.append(Repair.COMMA)
    whole, rest = plain[1] or "0", plain[3]
    return Decimal(f"{whole}.{rest}" if rest else whole), repairs, Refusal.NOT_NUMBER
