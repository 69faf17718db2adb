"""Fills in a form the way a person would: answers typed into the white cells of a saved workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.cells import CellCode, CellKind, indicator_cell, parse_cell
from gcm_desktop.domain.values import BLANK, State, Value
from gcm_desktop.errors import UserError
from gcm_desktop.exchange import marks
from gcm_desktop.exchange.model import ANSWER, CODE, MARK, NOTE, READY, SEXES, SOURCE, TEXT
from gcm_desktop.exchange.showing import BETWEEN, number
from gcm_desktop.i18n import Words, words


def fill_template(
    path: Path,
    out: Path,
    answers: Mapping[str, Value],
    catalogue: Catalogue,
    *,
    language: str = "tk",
    rows: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
) -> int:
    """Write ``answers`` and new register ``rows`` into a copy of a form; gives how many cells were filled."""
    from openpyxl import load_workbook

    workbook = load_workbook(path)
    hand = _Hand(answers, catalogue, words(language))
    for sheet in workbook.worksheets:
        hand.fill(sheet, rows or {})
    if hand.left:
        raise UserError("E204", cell=sorted(hand.left)[0])
    workbook.save(out)
    return hand.filled


class _Hand:
    """Goes over the sheets with the answers."""

    def __init__(self, answers: Mapping[str, Value], catalogue: Catalogue, spoken: Words) -> None:
        self.answers, self.catalogue, self.words = answers, catalogue, spoken
        self.left = {cell for cell, value in answers.items() if not value.is_blank}
        self.filled = 0
        self._countries = _countries(self.left, catalogue)

    def fill(self, sheet: Any, rows: Mapping[str, Sequence[Mapping[str, str]]]) -> None:
        """Fill one sheet, finding rows and columns by their codes."""
        heads = {sheet.cell(n, 1).value: n for n in range(1, 9)}
        if CODE not in heads:
            return
        line = heads[CODE]
        columns = {cell.value: cell.column for cell in sheet[line] if cell.value}
        new = {register: list(entries) for register, entries in rows.items()}
        for n in range(line + 1, sheet.max_row + 1):
            code = sheet.cell(n, 1).value
            if isinstance(code, str) and code.startswith("R."):
                self._entry(sheet, n, columns, new.get(code.split(".")[1], []))
            elif isinstance(code, str) and code[0] in "GN" and "." in code:
                self._row(sheet, n, columns, code)

    def _row(self, sheet: Any, n: int, columns: Mapping[str, int], row: str) -> None:
        code = parse_cell(row)
        if f"={READY}" in row:
            chosen = self._next_country(code)
            if chosen is None:
                return
            name = self.catalogue.countries[chosen[1]].of(self.words.code)
            sheet.cell(n, columns[TEXT]).value = f"{chosen[1]}{BETWEEN}{name}"
            row = indicator_cell(code.indicator, (chosen,), code.part)
            code = parse_cell(row)
        value = self._take(row)
        if value is not BLANK:
            self._write(sheet, n, columns, value)
        if code.kind is CellKind.INDICATOR:
            for sex in SEXES:
                cell = indicator_cell(code.indicator, (*code.breakdown, ("SEX", sex)), code.part)
                beside = self._take(cell)
                if beside is not BLANK:
                    sheet.cell(n, columns[f"SEX={sex}"]).value = self._content(beside)

    def _write(self, sheet: Any, n: int, columns: Mapping[str, int], value: Value) -> None:
        if value.state is State.VALUE:
            sheet.cell(n, columns[ANSWER]).value = self._content(value)
        for column, text in (
            (MARK, marks.written(value, self.words.say)),
            (NOTE, value.note),
            (SOURCE, value.source),
        ):
            if text and column in columns:
                sheet.cell(n, columns[column]).value = text

    def _entry(
        self, sheet: Any, n: int, columns: Mapping[str, int], waiting: list[Mapping[str, str]]
    ) -> None:
        if waiting and all(sheet.cell(n, column).value is None for column in columns.values() if column > 1):
            for field, text in waiting.pop(0).items():
                sheet.cell(n, columns[field]).value = text
                self.filled += 1

    def _take(self, cell: str) -> Value:
        if cell not in self.left:
            return BLANK
        self.left.discard(cell)
        self.filled += 1
        return self.answers[cell]

    def _content(self, value: Value) -> object:
        try:
            return number(value.text)
        except (ValueError, ArithmeticError):
            return value.text

    def _next_country(self, code: CellCode) -> tuple[str, str] | None:
        waiting = self._countries.get((code.indicator, code.breakdown[0][0], code.part), [])
        return (code.breakdown[0][0], waiting.pop(0)) if waiting else None


def _countries(cells: Iterable[str], catalogue: Catalogue) -> dict[tuple[str, str, str], list[str]]:
    """Give the countries of each open table in the order of their codes."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for cell in sorted(cells):
        code = parse_cell(cell)
        if len(code.breakdown) == 1 and code.breakdown[0][1] in catalogue.countries:
            dim, country = code.breakdown[0]
            found.setdefault((code.indicator, dim, code.part), []).append(country)
    return found
