"""Tables made at home: an officer's own workbook or CSV as plain blocks, read behind the gate in a child."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from gcm_desktop.domain.blocks import Block, BlockTooLarge, Grid, Kind, Pasted, Source, exact_number
from gcm_desktop.errors import UserError
from gcm_desktop.exchange.csv_text import load_text, read_text
from gcm_desktop.exchange.framing import receive, send
from gcm_desktop.exchange.gate import MAX_FILE
from gcm_desktop.exchange.grid import COLUMNS, Raw, Sheet
from gcm_desktop.exchange.parts import Look
from gcm_desktop.exchange.reader import command

TEXTS: Final = frozenset({".csv", ".tsv", ".txt"})
_TIME: Final = 60
_KINDS: Final = {"b": Kind.YES_NO, "e": Kind.ERROR, "d": Kind.DATE, "s": Kind.TEXT}


@dataclass(frozen=True)
class ForeignSheet:
    """One sheet as a block; ``calculated`` are the places whose figure is a formula's result."""

    name: str
    block: Block
    calculated: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class ForeignBook:
    """The sheets of a table file that hold something; ``encoding`` is said of text files only."""

    name: str
    sheets: tuple[ForeignSheet, ...]
    encoding: str = ""


def read_foreign(path: Path, password: str = "") -> ForeignBook:
    """Read a workbook in a child process, or a text table; raises UserError where neither can be."""
    if path.suffix.lower() in TEXTS:
        return _read_text(path)
    answer = _asked(path, password)
    sheets = tuple(_sheet_of(record) for record in answer["sheets"])
    if not sheets:
        raise UserError("E402", file=path.name)
    return ForeignBook(path.name, sheets)


def _read_text(path: Path) -> ForeignBook:
    table = read_text(load_text(path), path.name)
    grid = Grid()
    try:
        for row, (_line, fields) in enumerate(table.rows):
            for column, text in enumerate(fields):
                grid.put(row, column, Pasted(text.strip(), kind=Kind.SHOWN))
        block = grid.block(Source.TEXT)
    except BlockTooLarge:
        raise UserError("E416", file=path.name, found="cells") from None
    return ForeignBook(path.name, (ForeignSheet(path.stem, block),), table.encoding)


def _asked(path: Path, password: str) -> dict[str, Any]:
    """Ask a child of its own, which ends with the file; a copy is read, for a stick may be pulled out."""
    with tempfile.TemporaryDirectory(prefix="gcm-table-") as folder:
        copy = Path(folder) / "table.xlsx"
        try:
            if path.is_dir():
                raise UserError("E430", file=path.name)
            if path.stat().st_size > MAX_FILE:
                raise UserError("E413", file=path.name, found=path.stat().st_size, limit=MAX_FILE)
            shutil.copyfile(path, copy)
        except OSError as error:
            raise UserError("E401", file=path.name, reason=error.strerror or str(error)) from error
        question = io.BytesIO()
        send(question, {"path": str(copy), "name": path.name, "as": "table", "password": password})
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        try:
            told = subprocess.run(
                command(),
                input=question.getvalue(),
                stdout=subprocess.PIPE,
                timeout=_TIME,
                check=False,
                creationflags=flags,
            )
        except subprocess.TimeoutExpired:
            raise UserError("E428", file=path.name, seconds=_TIME) from None
    answer = receive(io.BytesIO(told.stdout))
    if answer is None:
        raise UserError("E429", file=path.name)
    if "refused" in answer:
        raise UserError(answer["refused"], **{"file": path.name, **answer["facts"]})
    return answer


def sheets_record(data: bytes, name: str, password: str = "") -> dict[str, Any]:
    """Read a workbook in the child and give its sheets in their JSON form."""
    from gcm_desktop.exchange.reading import admitted, read_sheets

    sheets, _since_1904 = read_sheets(admitted(data, name, password))
    shown = [sheet for sheet in sheets if sheet.state == "visible" and sheet.rows]
    return {"sheets": [_record(sheet, name) for sheet in shown]}


def _record(sheet: Sheet, name: str) -> dict[str, Any]:
    cells = [
        [row, COLUMNS[letters], raw.type, raw.text, int(raw.look), raw.formula is not None]
        for row, columns in sorted(sheet.rows.items())
        for letters, raw in columns.items()
    ]
    if len(cells) > 20_000:
        raise UserError("E416", file=name, found="cells")
    return {"name": sheet.name, "cells": cells, "hidden": sorted(sheet.hidden_rows)}


def _sheet_of(record: Mapping[str, Any]) -> ForeignSheet:
    grid, calculated = Grid(), set()
    grid.hidden_rows |= {row - 1 for row in record["hidden"]}
    for row, column, kind, text, look, formula in record["cells"]:
        grid.put(row - 1, column - 1, _pasted(Raw(kind, text, None, Look(look))))
        if formula:
            calculated.add((row - 1, column - 1))
    try:
        block = grid.block(Source.XML)
    except BlockTooLarge:
        raise UserError("E416", file=record["name"], found="cells") from None
    return ForeignSheet(record["name"], block, frozenset(calculated))


def _pasted(raw: Raw) -> Pasted:
    if raw.type != "n":
        return Pasted(raw.text, kind=_KINDS.get(raw.type, Kind.TEXT))
    if raw.look is Look.DATE:
        return Pasted(raw.text, kind=Kind.DATE)
    number = exact_number(raw.text)
    if number is None:
        return Pasted(raw.text, kind=Kind.TEXT)
    return Pasted(raw.text, number, Kind.NUMBER, raw.look is Look.PERCENT)
