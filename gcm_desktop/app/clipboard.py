"""What a table program put on the clipboard, read as a block: the exact values where they are offered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from gcm_desktop.app.html_table import read_html
from gcm_desktop.domain.blocks import (
    MAX_CELLS,
    Block,
    BlockTooLarge,
    Grid,
    Kind,
    Pasted,
    Source,
    exact_number,
)

_MAX_LETTERS: Final = 32_000_000
_QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"(?=\t|\r?\n|\Z)')
_BARE: Final = re.compile(r"[^\t\n]*")


@dataclass(frozen=True, slots=True)
class Offered:
    """The forms of one clipboard that a block can be read from."""

    xml: bytes = b""
    html: str = ""
    text: str = ""


def read_block(offered: Offered) -> Block | None:
    """Read the block in the most exact form offered; nothing when there is none.

    Raises BlockTooLarge for more cells than any page could take.
    """
    if max(len(offered.xml), len(offered.html), len(offered.text)) > _MAX_LETTERS:
        raise BlockTooLarge
    for block in (_from_xml(offered.xml), read_html(offered.html)):
        if block is not None and block.rows:
            return block
    block = _from_text(offered.text)
    return block if block.rows else None


def _from_text(text: str) -> Block:
    """Split rows and cells as table programs write them: a cell with line breaks stands in quotes."""
    grid, row, column, place = Grid(), 0, 0, 0
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\0")
    while place < len(text):
        quoted = _QUOTED.match(text, place)
        if quoted and ("\n" in quoted[1] or "\t" in quoted[1]):
            grid.put(row, column, Pasted(quoted[1].replace('""', '"'), kind=Kind.SHOWN))
            place = quoted.end()
        else:
            bare = _BARE.match(text, place)
            assert bare is not None
            grid.put(row, column, Pasted(bare[0], kind=Kind.SHOWN))
            place = bare.end()
        if text[place : place + 1] == "\t":
            column += 1
        else:
            row, column = row + 1, 0
        place += 1
    return grid.block(Source.TEXT)


def _from_xml(data: bytes) -> Block | None:
    data = data.rstrip(b"\0")
    if not data:
        return None
    try:
        block = _Workbook().read(data)
    except BlockTooLarge:
        raise
    except (expat.ExpatError, ValueError):
        return None
    return block


class _Workbook:
    """Reads the first table of an XML Spreadsheet 2003; a document type in it is refused."""

    def __init__(self) -> None:
        self._grid = Grid(program="Excel")
        self._row = self._column = -1
        self._after_row = -1
        self._merged = 0
        self._next_column = 0
        self._percents: set[str] = set()
        self._style = ""
        self._row_style = self._cell_style = ""
        self._column_styles: dict[int, str] = {}
        self._kind: str | None = None
        self._letters: list[str] = []
        self._tables = 0

    def read(self, data: bytes) -> Block:
        """Read the whole of it; raises ExpatError or ValueError."""
        parser = expat.ParserCreate(namespace_separator="|")
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._hear
        parser.Parse(data, True)
        return self._grid.block(Source.XML)

    def _refuse(self, *_declared: object) -> None:
        raise ValueError("document type")

    def _start(self, name: str, named: dict[str, str]) -> None:
        facts = {key.rpartition("|")[2]: value for key, value in named.items()}
        tag = name.rpartition("|")[2]
        if tag == "Style":
            self._style = facts.get("ID", "")
        elif tag == "NumberFormat":
            wanted = facts.get("Format", "")
            if "%" in wanted or wanted == "Percent":
                self._percents.add(self._style)
        elif tag == "Table":
            self._tables += 1
        elif self._tables == 1:
            self._start_in_table(tag, facts)

    def _start_in_table(self, tag: str, facts: dict[str, str]) -> None:
        if tag == "Column":
            first = int(facts["Index"]) - 1 if "Index" in facts else self._next_column
            last = first + int(facts.get("Span", "0"))
            if not 0 <= first <= last < 20_000:
                raise ValueError("column")
            for column in range(first, last + 1):
                self._column_styles[column] = facts.get("StyleID", "")
                if facts.get("Hidden") == "1":
                    self._grid.hidden_columns.add(column)
            self._next_column = last + 1
        elif tag == "Row":
            self._row = int(facts["Index"]) - 1 if "Index" in facts else self._row + 1
            self._column, self._row_style = -1, facts.get("StyleID", "")
            last = self._row + min(int(facts.get("Span", "0")), MAX_CELLS)
            if facts.get("Hidden") == "1":
                self._grid.hidden_rows.update(range(self._row, last + 1))
            self._after_row = last
        elif tag == "Cell":
            self._column = int(facts["Index"]) - 1 if "Index" in facts else self._column + 1
            style = facts.get("StyleID") or self._row_style
            self._cell_style = style or self._column_styles.get(self._column, "")
            self._merged = int(facts.get("MergeAcross", "0"))
        elif tag == "Data":
            self._kind, self._letters = facts.get("Type", "String"), []

    def _hear(self, letters: str) -> None:
        if self._kind is not None:
            self._letters.append(letters)

    def _end(self, name: str) -> None:
        tag = name.rpartition("|")[2]
        if self._tables != 1:
            return
        if tag == "Table":
            self._tables += 1
        elif tag == "Row":
            self._row = self._after_row
        elif tag == "Cell":
            self._column += self._merged
        elif tag == "Data" and self._kind is not None:
            percent = self._cell_style in self._percents
            self._grid.put(
                self._row, self._column, _told(self._kind, "".join(self._letters), percent=percent)
            )
            self._kind = None


def _told(kind: str, text: str, *, percent: bool) -> Pasted:
    """Give the cell an XML Spreadsheet tells of."""
    if kind == "Number" and (number := exact_number(text)) is not None:
        return Pasted(text, number, Kind.NUMBER, percent)
    if kind == "DateTime":
        return Pasted(text.partition("T")[0], kind=Kind.DATE)
    kinds = {"Boolean": Kind.YES_NO, "Error": Kind.ERROR}
    return Pasted(text, kind=kinds.get(kind, Kind.TEXT))
