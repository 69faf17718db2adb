"""Reads an OpenDocument spreadsheet in one guarded pass into the same raw cells as a workbook of Excel."""

from __future__ import annotations

import re
from typing import Final

from gcm_desktop.errors import UserError
from gcm_desktop.exchange.grid import (
    LETTERS,
    MAX_COLUMN,
    MAX_ROW,
    MAX_SHEET_ROWS,
    MAX_VALUE_COLUMN,
    Raw,
    Sheet,
)
from gcm_desktop.exchange.markup import MAX_DEPTH, MAX_TEXT, Budget, walk
from gcm_desktop.exchange.parts import Look

CONTENT: Final = "content.xml"
_SPACE: Final = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_PREFIXES: Final = {_SPACE.format(name): name for name in ("office", "table", "text", "style")} | {
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext"
}
_DECLARED = re.compile(rb"xmlns:([\w.-]{1,40})=[\"']([^\"']{1,200})[\"']")
_CELLS: Final = frozenset(("table:table-cell", "table:covered-table-cell"))
_NUMBERS: Final = {"float": Look.NUMBER, "currency": Look.NUMBER, "percentage": Look.PERCENT}
_ERROR = re.compile(r"#(REF|NAME|VALUE|DIV/0|N/A|NUM|NULL)[!?]?|Err:\d{3}", re.ASCII)
_REFERENCE = re.compile(r"\[\.?([^\]\[']*)\]")
_BLANKS = re.compile("[ \t\r\n]+")


class _Pass:
    """The state of one walk through the contents of a document."""

    def __init__(self, part: str, prefixes: dict[str, str], budget: Budget) -> None:
        self.part, self.prefixes, self.budget = part, prefixes, budget
        self.sheets: list[Sheet] = []
        self.sheet: Sheet | None = None
        self.hidden_styles: set[str] = set()
        self._style = ""
        self._depth = self._aside = 0  # inside a remark, a drawing or another thing that is no content
        self._row = self._column = self._rows = 0
        self._row_hidden = False
        self._cells: dict[str, Raw] = {}
        self._cell: dict[str, str] | None = None
        self._repeat = 1
        self._paragraphs: list[list[str]] = []
        self._into: list[str] | None = None
        self._length = 0

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise UserError("E416", found="depth", part=self.part)
        name = self._named(tag)
        if self._aside or name in ("office:annotation", "table:shapes", "table:tracked-changes"):
            self._aside += 1
            self.budget.spend("elements")
        elif name in _CELLS:
            self._begin_cell({self._named(key): value for key, value in attrs.items()})
        elif self._cell is not None:
            self._inside(name, {self._named(key): value for key, value in attrs.items()})
        else:
            self._outside(name, {self._named(key): value for key, value in attrs.items()})

    def _named(self, tag: str) -> str:
        prefix, colon, name = tag.partition(":")
        return f"{self.prefixes.get(prefix, prefix)}:{name}" if colon else tag

    def _outside(self, name: str, attrs: dict[str, str]) -> None:
        self.budget.spend("elements")
        if name == "table:table-row" and self.sheet is not None:
            self._rows = self._count(attrs.get("table:number-rows-repeated"))
            self._row_hidden = attrs.get("table:visibility", "visible") != "visible"
            self._column = 0
            self._cells = {}
        elif name == "table:table":
            self._begin_table(attrs)
        elif name == "style:style":
            self._style = attrs.get("style:name", "") if attrs.get("style:family") == "table" else ""
        elif name == "style:table-properties" and attrs.get("table:display") == "false":
            self.hidden_styles.add(self._style)

    def _begin_table(self, attrs: dict[str, str]) -> None:
        name = attrs.get("table:name", "")
        if self.sheet is not None:
            raise UserError("E404", part=self.sheet.name, reason="table")
        if name.casefold() in {sheet.name.casefold() for sheet in self.sheets}:
            raise UserError("E419", sheet=name)
        hidden = attrs.get("table:style-name") in self.hidden_styles
        self.sheet = Sheet(name, "hidden" if hidden else "visible")
        self._row = 0

    def _count(self, text: str | None) -> int:
        if text is None:
            return 1
        if not (text.isascii() and text.isdigit() and 0 < len(text) < 8 and int(text)):
            raise UserError("E404", part=self.part, reason="repeat")
        return int(text)

    def _begin_cell(self, attrs: dict[str, str]) -> None:
        if self._cell is not None or self.sheet is None or not self._rows:
            raise UserError("E404", part=self.part, reason="cell")
        self.budget.spend("cells")
        self._cell = attrs
        self._repeat = self._count(attrs.get("table:number-columns-repeated"))
        self._paragraphs.clear()
        self._length = 0

    def _inside(self, name: str, attrs: dict[str, str]) -> None:
        self.budget.spend("elements")
        if name in ("text:p", "text:h"):
            self._into = []
            self._paragraphs.append(self._into)
        elif self._into is None:
            if name.startswith("draw:"):
                self._aside += 1
        elif name == "text:s":
            spaces = self._count(attrs.get("text:c"))
            self._add(" " * min(spaces, 2 * MAX_TEXT + 1))
        elif name in ("text:tab", "text:line-break"):
            self._add("\t" if name == "text:tab" else "\n")

    def end(self, tag: str) -> None:
        """Take in the end of an element."""
        self._depth -= 1
        if self._aside:
            self._aside -= 1
            return
        name = self._named(tag)
        if name in _CELLS:
            self._end_cell()
        elif name in ("text:p", "text:h"):
            self._into = None
        elif name == "table:table-row" and self.sheet is not None:
            self._end_row(self.sheet)
        elif name == "table:table" and self.sheet is not None:
            self.sheets.append(self.sheet)
            self.sheet = None

    def text(self, chunk: str) -> None:
        """Take in text; what stands aside of the cells is only measured."""
        if self._into is not None and not self._aside:
            self._add(_BLANKS.sub(" ", chunk))

    def _add(self, text: str) -> None:
        self._length += len(text)
        if self._length > 2 * MAX_TEXT or self._into is None:
            raise UserError("E416", found="text", part=self.part)
        self._into.append(text)

    def _end_cell(self) -> None:
        attrs = self._cell or {}
        raw = self._raw(attrs)
        self._cell = self._into = None
        self._merge(attrs)
        first, self._column = self._column + 1, self._column + self._repeat
        if raw is None or self.sheet is None:
            return
        if self._column > MAX_VALUE_COLUMN:
            place = LETTERS[first] if first <= MAX_COLUMN else ""
            raise UserError("E417", sheet=self.sheet.name, ref=f"{place}{self._row + 1}")
        for column in range(first, self._column + 1):
            self._cells[LETTERS[column]] = raw

    def _merge(self, attrs: dict[str, str]) -> None:
        across = self._count(attrs.get("table:number-columns-spanned"))
        down = self._count(attrs.get("table:number-rows-spanned"))
        first, last, row = self._column + 1, self._column + across, self._row + 1
        if across * down > 1 and last <= MAX_COLUMN and self.sheet is not None:
            self.sheet.merged.append(f"{LETTERS[first]}{row}:{LETTERS[last]}{row + down - 1}")

    def _end_row(self, sheet: Sheet) -> None:
        first, self._row = self._row + 1, self._row + self._rows
        if self._row > MAX_SHEET_ROWS:
            raise UserError("E404", part=sheet.name, reason="row")
        if self._cells:
            if self._row > MAX_ROW:
                raise UserError("E417", sheet=sheet.name, ref=f"{next(iter(self._cells))}{self._row}")
            self.budget.spend("cells", len(self._cells) * self._rows)
            self.budget.spend("referred", self._rows * sum(len(raw.text) for raw in self._cells.values()))
            for number in range(first, self._row + 1):
                sheet.rows[number] = dict(self._cells)
                if self._row_hidden:
                    sheet.hidden_rows.add(number)
        self._rows = 0

    def _raw(self, attrs: dict[str, str]) -> Raw | None:
        """Make the raw cell from its exact value; nothing when it is empty."""
        kind = attrs.get("office:value-type", "")
        shown = "\n".join("".join(pieces) for pieces in self._paragraphs)
        formula = _formula(attrs.get("table:formula"))
        if attrs.get("calcext:value-type") == "error" or (formula is not None and _ERROR.fullmatch(shown)):
            return Raw("e", shown, formula, Look.NUMBER)
        if kind in _NUMBERS:
            return Raw("n", attrs.get("office:value", ""), formula, _NUMBERS[kind])
        if kind == "date":
            return Raw("d", attrs.get("office:date-value", "") or shown, formula, Look.DATE)
        if kind == "time":
            return Raw("d", shown or attrs.get("office:time-value", ""), formula, Look.DATE)
        if kind == "boolean":
            said = attrs.get("office:boolean-value", "")
            return Raw("b", {"true": "1", "false": "0"}.get(said, said), formula, Look.NUMBER)
        text = attrs.get("office:string-value", "") or shown
        if len(text) > 2 * MAX_TEXT:
            raise UserError("E416", found="text", part=self.part)
        return Raw("s", text, formula, Look.NUMBER) if text or formula is not None else None


def _formula(text: str | None) -> str | None:
    """Give a formula without the name of its language and the brackets of its references."""
    if text is None:
        return None
    plain = re.sub(r"^\w+:=|^=", "", text)
    return _REFERENCE.sub(lambda match: match[1].replace(":.", ":"), plain)


def read_document(data: bytes, part: str, budget: Budget) -> tuple[Sheet, ...]:
    """Read the sheets of a document's contents; raises E404, E415–E419 when damaged, hostile or too big."""
    prefixes = {
        prefix.decode("ascii", "replace"): _PREFIXES[uri.decode("ascii", "replace")]
        for prefix, uri in _DECLARED.findall(data[:16_384])
        if uri.decode("ascii", "replace") in _PREFIXES
    }
    pass_ = _Pass(part, prefixes, budget)
    walk(data, part, pass_.start, pass_.end, pass_.text)
    if not pass_.sheets:
        raise UserError("E419", sheet="")
    return tuple(pass_.sheets)
