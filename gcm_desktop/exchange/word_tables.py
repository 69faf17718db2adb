"""Reads the sheets of any workbook as lines of words, for tables people keep themselves."""

from __future__ import annotations

from typing import Final

from gcm_desktop.errors import UserError
from gcm_desktop.exchange.answers import Answer, read_words
from gcm_desktop.exchange.grid import COLUMNS, LETTERS, Sheet
from gcm_desktop.exchange.reading import admitted, read_sheets

_WIDEST: Final = 256

#: The lines of a sheet with their numbers, each as long as its last word.
Lines = list[tuple[int, list[str]]]


def word_tables(data: bytes, name: str = "", password: str = "") -> list[tuple[str, Lines]]:
    """Give name and lines of every visible sheet that holds something; raises E402–E436 when refused."""
    sheets, since_1904 = read_sheets(admitted(data, name, password))
    seen = [sheet for sheet in sheets if sheet.state == "visible" and sheet.rows]
    return [(sheet.name, _lines(sheet, since_1904=since_1904)) for sheet in seen]


def _lines(sheet: Sheet, *, since_1904: bool) -> Lines:
    found: Lines = []
    for number in sorted(sheet.rows):
        row = sheet.rows[number]
        last = max((COLUMNS[letters] for letters in row), default=0)
        if last > _WIDEST:
            raise UserError("E417", sheet=sheet.name, ref=f"{LETTERS[last]}{number}")
        texts = []
        for column in range(1, last + 1):
            answer = Answer()
            text = read_words(row.get(LETTERS[column]), answer, since_1904=since_1904)
            texts.append(text or answer.value.text)  # what could not be read is kept as it was written
        if any(text.strip() for text in texts):
            found.append((number, texts))
    return found
