"""Registers: lists the review prints, row by row; every field is a cell."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gcm_desktop.app import entering
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.register_fields import AS_PRINTED, from_print, question, read_field
from gcm_desktop.domain.catalogue import Register, RegisterField
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.duplicates import Likeness, likely_same
from gcm_desktop.domain.printed_dates import read_printed
from gcm_desktop.domain.units import ReportingUnit, ReturnKey
from gcm_desktop.domain.values import BLANK, Value
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.store import Commit

Unit = ReportingUnit | str | None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row; fields that are blank are left out of ``values``."""

    register: str
    row: str
    values: Mapping[str, Value]  # by field code

    def cell(self, field: str) -> str:
        """Give the cell of one field."""
        return register_cell(self.register, self.row, field)

    def texts(self) -> dict[str, str]:
        """Give what the fields hold, by field code."""
        return {field: value.text for field, value in self.values.items()}


def register_cell(register: str, row: str, field: str) -> str:
    """Build ``R.BA.8c1f.partner``."""
    return f"R.{register}.{row}.{field}"


def known_register(desk: Desk, register: str) -> Register:
    """Find a register of the catalogue by its code."""
    known = desk.catalogue.registers.get(register)
    if known is None:
        raise UserError("E209", register=register, known=", ".join(desk.catalogue.registers))
    return known


def columns(desk: Desk, register: str) -> tuple[RegisterField, ...]:
    """Give the fields of a register in their order."""
    return known_register(desk, register).fields


def held_cells(desk: Desk, key: ReturnKey) -> Mapping[str, Value]:
    """Give the cells of a unit's registers; none where nobody began them."""
    return desk.file.cells(key) if key in desk.file.returns() else {}


def rows(desk: Desk, register: str, unit: Unit = None) -> tuple[RegisterRow, ...]:
    """Give the rows of a register, sorted by row id so that every computer shows one order."""
    known_register(desk, register)
    found: dict[str, dict[str, Value]] = {}
    for cell, value in held_cells(desk, desk.registers_key(unit)).items():
        code = parse_cell(cell)
        if code.kind is CellKind.REGISTER and code.register == register and not value.is_blank:
            found.setdefault(code.row, {})[code.field] = value
    return tuple(RegisterRow(register, row, found[row]) for row in sorted(found))


def row_of(desk: Desk, register: str, row: str, unit: Unit = None) -> RegisterRow:
    """Give one row; one nobody filled yet is empty."""
    held = held_cells(desk, desk.registers_key(unit))
    found = {
        field.code: value
        for field in columns(desk, register)
        if (value := held.get(register_cell(register, row, field.code), BLANK)) and not value.is_blank
    }
    return RegisterRow(register, row, found)


def new_row_id() -> str:
    """Give a random row id."""
    return secrets.token_hex(6)


def write(
    desk: Desk, key: ReturnKey, register: str, changes: Mapping[str, Mapping[str, str]]
) -> Commit | None:
    """Commit texts by row and field in one step that one undo takes back; nothing where nothing changes."""
    held = held_cells(desk, key)
    cells = {}
    for row, fields in changes.items():
        for field, text in fields.items():
            cell = register_cell(register, row, field)
            old = held.get(cell, BLANK)
            if old.text != text:
                cells[cell] = entering.typed(desk, key, cell, text, old)
    return entering.enter_many(desk, key, cells, f"row {register}") if cells else None


def add_row(
    desk: Desk, register: str, values: Mapping[str, str], unit: Unit = None, row: str = ""
) -> RegisterRow:
    """Commit a new row in one step; ``values`` are texts by field."""
    known_register(desk, register)
    row = row or new_row_id()
    write(desk, desk.registers_key(unit), register, {row: values})
    return row_of(desk, register, row, unit)


def enter_field(
    desk: Desk,
    register: str,
    row: str,
    field: RegisterField,
    text: str,
    unit: Unit = None,
    goal: str = "",
) -> Commit | None:
    """Commit what was typed into one field, with what a printed date fills besides itself.

    The first field of a row also links the row to ``goal``, the goal it was begun under.
    """
    known = known_register(desk, register)
    held = row_of(desk, register, row, unit).texts()
    changes = _typed(desk, known, field, text, held)
    if goal and not held and any(changes.values()) and any(f.code == "goals" for f in known.fields):
        changes = {"goals": goal, **changes}
    return write(desk, desk.registers_key(unit), register, {row: changes})


def _typed(
    desk: Desk, register: Register, field: RegisterField, text: str, held: Mapping[str, str]
) -> dict[str, str]:
    prints = any(own.code == AS_PRINTED for own in register.fields)
    if prints and (field.code == AS_PRINTED or (field.code == "date" and not held.get(AS_PRINTED))):
        if read_printed(text) is None and not _came_from_print(held):
            return {field.code: text}  # the day was typed apart and stays
        if field.code == AS_PRINTED or question(text):
            return from_print(register, text)
    kept, _ = read_field(desk.catalogue, field, text)
    changes = {field.code: kept}
    if field.code == "date" and held.get("precision"):
        read = read_printed(kept)
        changes["precision"] = read.precision.value if read and read.iso else ""
    return changes


def _came_from_print(held: Mapping[str, str]) -> bool:
    read = read_printed(held.get(AS_PRINTED, ""))
    return read is not None and (read.both_ways or read.iso == held.get("date"))


def choose_date(
    desk: Desk, register: str, row: str, field: str, iso: str, unit: Unit = None
) -> Commit | None:
    """Commit which of its two readings a printed date has; the print itself stays."""
    known = known_register(desk, register)
    text = row_of(desk, register, row, unit).texts().get(field, "")
    changes = from_print(known, text, iso) if field == AS_PRINTED else {field: iso}
    return write(desk, desk.registers_key(unit), register, {row: changes})


def repeated(desk: Desk, register: str, row: str, unit: Unit = None) -> tuple[Likeness, ...]:
    """Find the rows that one row likely repeats."""
    held = {own.row: own.texts() for own in rows(desk, register, unit)}
    mine = held.pop(row, {})
    return likely_same(known_register(desk, register), mine, held) if mine else ()


def joined_goals(*texts: str) -> str:
    """Put lists of goals together: ``G05`` and ``G21`` give ``G05,G21``."""
    return ",".join(sorted({goal for text in texts for goal in text.split(",") if goal}))


def join_rows(desk: Desk, register: str, row: str, into: str, unit: Unit = None) -> Commit | None:
    """Make one row of two in one step: the goals come together, what the kept row lacks is taken over."""
    mine = row_of(desk, register, row, unit).texts()
    kept = row_of(desk, register, into, unit).texts()
    filled = {field: text for field, text in mine.items() if field not in kept}
    if "goals" in mine:
        filled["goals"] = joined_goals(mine["goals"], kept.get("goals", ""))
    changes = {into: filled, row: dict.fromkeys(mine, "")}
    return write(desk, desk.registers_key(unit), register, changes)


def remove_row(desk: Desk, register: str, row: str, unit: Unit = None) -> Commit | None:
    """Empty every field of a row in one step; undo brings it back."""
    held = row_of(desk, register, row, unit).texts()
    return write(desk, desk.registers_key(unit), register, {row: dict.fromkeys(held, "")})
