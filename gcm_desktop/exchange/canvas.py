"""The cells of one sheet on their way to a file: a few numbers each, turned into XML in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, TypeAlias
from xml.sax.saxutils import escape

from gcm_desktop.exchange.grid import COLUMNS, LETTERS
from gcm_desktop.exchange.styles import FIELD, Looks

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_SIGNS: Final = ("=", "+", "-", "@", "#")
#: The number of its style, the kind of its content, and the content.
Cell: TypeAlias = tuple[int, str, Any]
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class Strings:
    """The texts of one workbook, each kept once; late ones stand at the end of the table."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._late: dict[str, int] = {}
        self._uses = 0

    def number(self, text: str, *, late: bool = False) -> int:
        """Give the number of a text; a late one's is negative until all are known."""
        self._uses += 1
        if late:
            return -self._late.setdefault(text, len(self._late) + 1)
        return self._numbers.setdefault(text, len(self._numbers))

    def texts(self) -> dict[int, str]:
        """Give the texts taken so far by their numbers."""
        late = {-number: text for text, number in self._late.items()}
        return {number: text for text, number in self._numbers.items()} | late

    def final(self, number: int) -> int:
        """Give the number a text has in the file."""
        return number if number >= 0 else len(self._numbers) - number - 1

    def xml(self) -> bytes:
        """Give the part of the workbook that holds the texts."""
        items = "".join([f"<si>{text_element(text)}</si>" for text in (*self._numbers, *self._late)])
        unique = len(self._numbers) + len(self._late)
        head = f'<sst xmlns="{_MAIN}" count="{self._uses}" uniqueCount="{unique}">'
        return f"{head}{items}</sst>".encode()


def text_element(text: str) -> str:
    """Give a text as XML: nothing XML cannot hold, nothing a spreadsheet would take for its own signs."""
    kept = text
    if not kept.isprintable():
        kept = _FORBIDDEN.sub("", kept.replace("\r\n", "\n").replace("\r", "\n"))
    if "_x" in kept:
        kept = _LOOKS_ESCAPED.sub("_x005F_", kept)
    space = ' xml:space="preserve"' if kept != kept.strip() or "\n" in kept or "  " in kept else ""
    return f"<t{space}>{escape(kept)}</t>"


class Canvas:
    """One sheet being drawn; ``sheet`` is its furniture: widths, protection, page."""

    def __init__(self, sheet: Any, looks: Looks, strings: Strings) -> None:
        self.sheet, self.looks, self.strings = sheet, looks, strings
        self.heights: dict[int, float] = {}
        self.validations: dict[Any, list[tuple[int, int]]] = {}
        self._rows: dict[int, dict[int, Cell]] = {}

    @property
    def title(self) -> str:
        """Give the name on the sheet's tab."""
        return str(self.sheet.title)

    def put(
        self,
        letter: str,
        row: int,
        content: Any = None,
        *,
        formula: bool = False,
        late: bool = False,
        **style: Any,
    ) -> None:
        """Write a cell; text stays text, whatever it begins with, unless it is said to be a formula."""
        cells = self._rows.setdefault(row, {})
        kind: str
        value: Any = None
        quoted = False
        if content is None:
            kind = ""
        elif isinstance(content, int | Decimal):
            kind, value = "n", format(content, "f") if isinstance(content, Decimal) else str(content)
        elif formula:
            kind, value = "f", escape(str(content).removeprefix("="))
        else:
            kind, value = "s", self.strings.number(str(content), late=late)
            quoted = str(content).startswith(_SIGNS)
        cells[COLUMNS[letter]] = (self.looks.number(quoted=quoted, **style), kind, value)

    def field(self, letter: str, row: int, content: Any, **style: Any) -> None:
        """Write a cell that is filled in."""
        self.put(letter, row, content, fill=FIELD, border="field", locked=False, **style)

    def column(self, letter: str, width: float, **style: Any) -> None:
        """Give a column its width and, if wanted, the look of its empty cells."""
        dimension = self.sheet.column_dimensions[letter]
        dimension.width = width
        if style:
            dimension._style = self.looks.style(**style)

    def cells(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """Give the cells drawn so far by their columns, row after row; they may be drawn anew."""
        yield from sorted(self._rows.items())

    def restyle(self, letter: str, row: int, **style: Any) -> None:
        """Change something in the look of a cell that is drawn already."""
        number, kind, value = self._rows[row][COLUMNS[letter]]
        self._rows[row][COLUMNS[letter]] = (self.looks.changed(number, **style), kind, value)

    def extent(self) -> str:
        """Give the range that is in use."""
        columns = max((max(cells) for cells in self._rows.values() if cells), default=1)
        return f"A1:{LETTERS[columns]}{max(self._rows, default=1)}"

    def rows_xml(self) -> bytes:
        """Give all rows as the file has them."""
        final = self.strings.final
        pieces = ["<sheetData>"]
        for row in sorted(self._rows.keys() | self.heights.keys()):
            height = self.heights.get(row)
            high = f' ht="{height:g}" customHeight="1"' if height is not None else ""
            pieces.append(f'<row r="{row}"{high}>')
            cells: Mapping[int, Cell] = self._rows.get(row, {})
            for column in sorted(cells):
                style, kind, value = cells[column]
                begun = f'<c r="{LETTERS[column]}{row}" s="{style}"'
                if kind == "s":
                    pieces.append(f'{begun} t="s"><v>{final(value)}</v></c>')
                elif kind == "n":
                    pieces.append(f"{begun}><v>{value}</v></c>")
                elif kind == "f":
                    pieces.append(f"{begun}><f>{value}</f><v/></c>")
                else:
                    pieces.append(f"{begun}/>")
            pieces.append("</row>")
        pieces.append("</sheetData>")
        return "".join(pieces).encode()
