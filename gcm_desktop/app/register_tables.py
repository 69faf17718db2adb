"""A table of register rows brought in: columns by name, what is new and what repeats, one step to undo."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from gcm_desktop.app import registers
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.register_fields import AS_PRINTED, from_print, open_question, read_field
from gcm_desktop.app.unlocking import Unlocking
from gcm_desktop.catalogue import starting_rows
from gcm_desktop.domain.catalogue import Catalogue, Register
from gcm_desktop.domain.cells import parse_cell
from gcm_desktop.domain.duplicates import Likeness, likely_same
from gcm_desktop.domain.entries import clean
from gcm_desktop.domain.printed_dates import PrintedDate
from gcm_desktop.domain.units import ReportingUnit
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import fold

ROW: Final = "row"  # the column of row ids
_ROW_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}", re.ASCII)
#: Kinds of workbook a table may stand in.
WORKBOOKS: Final = (".xlsx", ".xlsm", ".ods")
_HEAD_WITHIN: Final = 20  # lines a head may stand below titles
_MAX_BYTES: Final = 16_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was written: its name, its head, and its lines with their numbers."""

    name: str
    head: tuple[str, ...]
    lines: tuple[tuple[int, tuple[str, ...]], ...]
    own: bool = False  # it came with the program, so that its row ids name the rows for good


class Standing(StrEnum):
    """What a line of a table is to the register."""

    NEW = "new"
    KNOWN = "known"  # already here; nothing comes in
    OTHER_GOALS = "other goals"  # already here; its goals come together
    LIKELY = "likely known"  # a person decides


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table, read: the row it becomes and what it repeats."""

    number: int
    row: str
    values: Mapping[str, str]
    standing: Standing
    same: tuple[Likeness, ...] = ()
    unread: tuple[str, ...] = ()  # fields whose text is kept as typed
    question: PrintedDate | None = None  # a date that reads both ways


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What a table would bring; nothing is kept before ``take``."""

    register: Register
    unit: ReportingUnit | str | None
    name: str
    columns: Mapping[int, str]  # field code by column
    unknown: tuple[str, ...]  # heads of the columns left out
    lines: tuple[Line, ...]
    own: bool = False  # the rows the program comes with

    def count(self, standing: Standing) -> int:
        """Count the lines of one standing."""
        return sum(line.standing is standing for line in self.lines)

    @property
    def questions(self) -> tuple[Line, ...]:
        """Give the lines whose date reads both ways and that would come in."""
        return tuple(line for line in self.lines if line.question and line.standing is not Standing.KNOWN)


def read_table(path: Path, register: Register | None = None, unlocking: Unlocking | None = None) -> Table:
    """Read a table with a head: a sheet of a workbook, or columns apart by tabs, semicolons or commas.

    In a workbook the head is looked for: the line with most columns of the ``register``.
    """
    if path.suffix.lower() in WORKBOOKS:
        return _of_workbook(path, register, unlocking or Unlocking())
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise UserError("E212", file=path.name)
        text = _decoded(path.read_bytes())
    except (OSError, UnicodeDecodeError):
        raise UserError("E212", file=path.name) from None
    first = text.lstrip("\r\n").partition("\n")[0]
    sign = max("\t;,", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    try:
        lines = [(reader.line_num, tuple(row)) for row in reader if any(field.strip() for field in row)]
    except csv.Error:
        raise UserError("E212", file=path.name) from None
    if not lines:
        raise UserError("E212", file=path.name)
    return Table(path.name, lines[0][1], tuple(lines[1:]))


def _of_workbook(path: Path, register: Register | None, unlocking: Unlocking) -> Table:
    """Read a workbook in the reader's own process and choose the sheet and its head."""
    from gcm_desktop.exchange import Reader

    with Reader() as reader:
        try:
            sheets = unlocking.through(path, lambda password: reader.tables(path, password=password))
        except UserError as refusal:
            refusal.facts.setdefault("file", path.name)
            raise
    best: tuple[int, int, int] = (-1, 0, 0)  # columns known, then the first sheet and line
    for n, (_, lines) in enumerate(sheets):
        for place, (_, head) in enumerate(lines[:_HEAD_WITHIN]):
            known = len(_columns(register, head)) if register else 0
            best = max(best, (known, -n, -place))
    if not sheets or not sheets[-best[1]][1]:
        raise UserError("E216", file=path.name)
    name, lines = sheets[-best[1]]
    (_, head), *rest = lines[-best[2] :]
    title = f"{path.name} · {name}" if len(sheets) > 1 else path.name
    return Table(title, tuple(head), tuple((number, tuple(texts)) for number, texts in rest))


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):  # “Unicode text” of table programs
        return content.decode("utf-16")
    if b"\0" in content:
        raise UnicodeDecodeError("utf-8", content, 0, 1, "not text")
    return content.decode("utf-8-sig")


def starting_table(register: Register) -> Table | None:
    """Give the rows a register starts with as a table of its own; nothing where it starts empty."""
    rows = starting_rows(register.code)
    codes = [field.code for field in register.fields]
    lines = tuple(
        (number, (row.row, *(row.fields.get(code, "") for code in codes)))
        for number, row in enumerate(rows, start=2)
    )
    return Table(f"{register.code}.json", (ROW, *codes), lines, own=True) if lines else None


def plan(desk: Desk, register: str, table: Table, unit: ReportingUnit | str | None = None) -> TablePlan:
    """Say what a table would bring; raises E214 where no column is one of the register."""
    known = registers.known_register(desk, register)
    columns = _columns(known, table.head)
    if not set(columns.values()) - {ROW}:
        raise UserError("E214", file=table.name, register=register)
    held = {row.row: row.texts() for row in registers.rows(desk, register, unit)}
    unknown = tuple(head for place, head in enumerate(table.head) if head.strip() and place not in columns)
    lines = tuple(_lines(desk.catalogue, known, columns, table, held))
    return TablePlan(known, unit, table.name, columns, unknown, lines, table.own)


def _columns(register: Register, head: Iterable[str]) -> dict[int, str]:
    """Match heads to fields by code or by name in any of the three languages."""
    names = {ROW: ROW}
    for field in register.fields:
        for name in (field.name.tk, field.name.ru, field.name.en, field.code):
            names.setdefault(_squeezed(name), field.code)
    names |= {_squeezed(field.code): field.code for field in register.fields}
    found: dict[int, str] = {}
    for place, text in enumerate(head):
        code = names.get(_squeezed(text))
        if code and code not in found.values():
            found[place] = code
    return found


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(text)).strip()


def _lines(
    catalogue: Catalogue,
    register: Register,
    columns: Mapping[int, str],
    table: Table,
    held: Mapping[str, Mapping[str, str]],
) -> Iterator[Line]:
    pool = dict(held)
    for number, fields in table.lines:
        typed = {code: clean(fields[place]) for place, code in columns.items() if place < len(fields)}
        row = typed.pop(ROW, "")
        if not any(typed.values()):
            continue
        values, unread = _values(catalogue, register, typed)
        row = row if _ROW_ID.fullmatch(row) else registers.new_row_id()
        if table.own and row in held:
            yield Line(number, row, values, Standing.KNOWN)  # as it came or as people changed it
            continue
        standing, same = _standing(register, row, values, pool)
        if standing in (Standing.NEW, Standing.LIKELY):
            while row in pool:
                row = registers.new_row_id()
        if standing is Standing.NEW:
            pool[row] = values
        elif standing is Standing.OTHER_GOALS:
            goals = registers.joined_goals(values.get("goals", ""), pool[same[0].row].get("goals", ""))
            pool[same[0].row] = {**pool[same[0].row], "goals": goals}
        yield Line(number, row, values, standing, same, unread, open_question(values))


def _values(
    catalogue: Catalogue, register: Register, typed: Mapping[str, str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Read the fields of a line; a printed date fills what the table does not state itself."""
    values, unread = {}, []
    typed = _with_print(catalogue, register, typed)
    for field in register.fields:
        if text := typed.get(field.code, ""):
            values[field.code], understood = read_field(catalogue, field, text)
            if not understood:
                unread.append(field.code)
    own_day = {"date", "date_end", "date_format"} & values.keys()
    if printed := values.get(AS_PRINTED, ""):
        question = open_question(values)
        filled = from_print(register, printed) if question or not own_day else {}
        values = {code: text for code, text in filled.items() if text} | values
    return values, tuple(unread)


def _with_print(catalogue: Catalogue, register: Register, typed: Mapping[str, str]) -> Mapping[str, str]:
    """Take a day written as documents do for the print it is, where the table has no column for that."""
    day = next((field for field in register.fields if field.code == "date"), None)
    prints = any(field.code == AS_PRINTED for field in register.fields)
    text = typed.get("date", "")
    if not (day and prints and text) or typed.get(AS_PRINTED):
        return typed
    written_out = read_field(catalogue, day, text) == (text, True)
    return typed if written_out else {**typed, "date": "", AS_PRINTED: text}


def _standing(
    register: Register, row: str, values: Mapping[str, str], pool: Mapping[str, Mapping[str, str]]
) -> tuple[Standing, tuple[Likeness, ...]]:
    if row in pool and (likely_same(register, values, {row: pool[row]}) or _same_fields(values, pool[row])):
        return Standing.KNOWN, ()
    same = likely_same(register, values, pool)
    if not same:
        return Standing.NEW, ()
    if not same[0].sure:
        return Standing.LIKELY, same
    theirs = pool[same[0].row].get("goals", "")
    more = registers.joined_goals(values.get("goals", ""), theirs) != theirs
    return (Standing.OTHER_GOALS if more else Standing.KNOWN), same


def _same_fields(values: Mapping[str, str], held: Mapping[str, str]) -> bool:
    return all(held.get(code) == text for code, text in values.items())


def take(
    desk: Desk, planned: TablePlan, dates: Mapping[int, str] | None = None, also: Collection[int] = ()
) -> int:
    """Commit the new lines and the goals of known ones in one step; gives how many rows changed.

    ``dates`` are readings chosen, by line; ``also`` are lines that likely repeat a row and come in anyway.
    """
    key = desk.registers_key(planned.unit)
    code = planned.register.code
    held = {row.row: row.texts() for row in registers.rows(desk, code, planned.unit)}
    changes: dict[str, dict[str, str]] = {}
    for line in planned.lines:
        if line.standing is Standing.NEW or line.number in also:
            changes[line.row] = _dated(planned.register, line, (dates or {}).get(line.number, ""))
        elif line.standing is Standing.OTHER_GOALS:
            into = line.same[0].row
            known = changes.get(into, {}).get("goals") or held.get(into, {}).get("goals", "")
            goals = registers.joined_goals(known, line.values.get("goals", ""))
            changes.setdefault(into, {})["goals"] = goals
    commit = registers.write(desk, key, code, changes)
    return len({parse_cell(change.cell).row for change in commit.changes}) if commit else 0


def _dated(register: Register, line: Line, chosen: str) -> dict[str, str]:
    if not (chosen and line.question):
        return dict(line.values)
    filled = from_print(register, line.values[AS_PRINTED], chosen)
    return {**line.values, **{code: text for code, text in filled.items() if text}}
