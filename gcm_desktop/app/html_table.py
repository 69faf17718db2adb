"""The tables of an HTML fragment, as Excel and LibreOffice put them on the clipboard."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

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

_HIDDEN: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_DATE_FORMAT: Final = re.compile("DD|YY|HH|SS|MMM|D[./-]|ДД|ГГ|ЧЧ|TT|JJ", re.IGNORECASE)
_LITERAL: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_WHITE: Final = re.compile("[ \t\r\n\f]+")  # as HTML has it: a no-break space is a letter
_WHOLE_NUMBER: Final = re.compile(r"-?\d+")


def read_html(text: str) -> Block | None:
    """Read the tables of an HTML text; nothing when it has none. Raises BlockTooLarge."""
    if "<table" not in text.lower():
        return None
    page = _Page()
    page.feed(text)
    page.close()
    page.end_row()
    return page.grid.block(Source.HTML)


Facts = dict[str, str | None]


class _Page(HTMLParser):
    """Reads the tables of an HTML fragment as Excel and LibreOffice write them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.grid = Grid()
        self._row = self._column = -1
        self._next_column = 0
        self._taken: set[tuple[int, int]] = set()  # by cells that reach down or right
        self._facts: Facts | None = None
        self._letters: list[str] = []
        self._words_by_default = False
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell, or take note of what a tag says about them."""
        facts: Facts = dict(attrs)
        if tag == "meta" or tag == "html":
            self._notice(facts)
        elif tag in ("style", "script", "title"):
            self._silent += 1
        elif tag == "table":
            self._words_by_default = "x:str" in facts
        elif tag == "col":
            self._start_column(facts)
        elif tag == "tr":
            self.end_row()
            self._row, self._column = self._row + 1, -1
            if _HIDDEN.search(facts.get("style") or ""):
                self.grid.hidden_rows.add(self._row)
        elif tag in ("td", "th"):
            self._start_cell(facts)
        elif tag == "br":
            self._letters.append("\r")

    def _notice(self, facts: Facts) -> None:
        said = " ".join(value or "" for value in facts.values())
        for program in ("LibreOffice", "OpenOffice", "Excel"):
            if program in said:
                self.grid.program = program

    def _start_column(self, facts: Facts) -> None:
        last = self._next_column + _span(facts, "span")
        if _HIDDEN.search(facts.get("style") or ""):
            self.grid.hidden_columns.update(range(self._next_column, last))
        self._next_column = last

    def _start_cell(self, facts: Facts) -> None:
        self._end_cell()
        self._row = max(self._row, 0)
        self._column += 1
        while (self._row, self._column) in self._taken:
            self._column += 1
        self._facts, self._letters = facts, []

    def _end_cell(self) -> None:
        if self._facts is None:
            return
        wide, high = _span(self._facts, "colspan"), _span(self._facts, "rowspan")
        if wide * high > 1:
            places = {(self._row + y, self._column + x) for y in range(high) for x in range(wide)}
            self._taken |= places
            if len(self._taken) > MAX_CELLS:
                raise BlockTooLarge
        lines = "".join(self._letters).split("\r")
        text = "\n".join(_WHITE.sub(" ", line.replace("\r", " ")).strip(" ") for line in lines)
        words = self._words_by_default or "Office" in self.grid.program  # LibreOffice marks all its figures
        self.grid.put(self._row, self._column, _marked(self._facts, text, words))
        self._column += wide - 1
        self._facts = None

    def end_row(self) -> None:
        """Take the cell that was open at the end of a row."""
        self._end_cell()

    def handle_endtag(self, tag: str) -> None:
        """End a cell."""
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self.end_row()
        elif tag in ("style", "script", "title"):
            self._silent = max(0, self._silent - 1)

    def handle_data(self, data: str) -> None:
        """Hear the letters of a cell."""
        if self._facts is not None and not self._silent:
            self._letters.append(data.replace("\r", "\n"))


def _span(facts: Facts, name: str) -> int:
    said = facts.get(name) or "1"
    return max(1, min(int(said), MAX_CELLS)) if said.isascii() and said.isdigit() else 1


def _marked(facts: Facts, text: str, words: bool) -> Pasted:
    """Give the cell that the marks of Excel (``x:…``) or LibreOffice (``sdval``) tell of."""
    if "x:err" in facts:
        return Pasted(text or facts["x:err"] or "#", kind=Kind.ERROR)
    if "x:bool" in facts:
        return Pasted(text, kind=Kind.YES_NO)
    if "sdval" in facts:
        wanted = _LITERAL.sub("", (facts.get("sdnum") or "").rpartition(";")[2])
        if wanted == "BOOLEAN":
            return Pasted(facts["sdval"] or "", kind=Kind.YES_NO)
        if _DATE_FORMAT.search(wanted):
            return Pasted(text, kind=Kind.DATE)
        return _figure(text, facts["sdval"])
    if "x:num" in facts:
        return _figure(text, facts["x:num"] or (text if _WHOLE_NUMBER.fullmatch(text) else None))
    if "x:str" in facts or words:
        return Pasted(facts.get("x:str") or text, kind=Kind.TEXT)
    return Pasted(text, kind=Kind.TEXT if "sdnum" in facts else Kind.SHOWN)


def _figure(text: str, value: str | None) -> Pasted:
    number = exact_number(value or "")
    return Pasted(text, number, Kind.NUMBER, percent=number is not None and text.endswith("%"))
