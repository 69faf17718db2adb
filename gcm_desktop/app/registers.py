"""Registers: lists the review prints, row by row; every field is a cell."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from gcm_desktop.app import entering
from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.catalogue import Register, RegisterField
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.units import ReportingUnit
from gcm_desktop.domain.values import BLANK, Value
from gcm_desktop.errors import UserError


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row; fields that are blank are left out of ``values``."""

    register: str
    row: str
    values: Mapping[str, Value]  # by field code

    def cell(self, field: str) -> str:
        """Give the cell of one field."""
        return register_cell(self.register, self.row, field)


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


def rows(desk: Desk, register: str, unit: ReportingUnit | str | None = None) -> tuple[RegisterRow, ...]:
    """Give the rows of a register, sorted by row id so that every computer shows one order."""
    known_register(desk, register)
    key = desk.registers_key(unit)
    held = desk.file.cells(key) if key in desk.file.returns() else {}
    found: dict[str, dict[str, Value]] = {}
    for cell, value in held.items():
        code = parse_cell(cell)
        if code.kind is CellKind.REGISTER and code.register == register and not value.is_blank:
            found.setdefault(code.row, {})[code.field] = value
    return tuple(RegisterRow(register, row, found[row]) for row in sorted(found))


def new_row_id() -> str:
    """Give a random row id."""
    return secrets.token_hex(6)


def add_row(
    desk: Desk,
    register: str,
    values: Mapping[str, str],
    unit: ReportingUnit | str | None = None,
    row: str = "",
) -> RegisterRow:
    """Commit a new row in one step; ``values`` are texts by field."""
    known_register(desk, register)
    row = row or new_row_id()
    key = desk.registers_key(unit)
    cells = {
        cell: entering.typed(desk, key, cell, text, BLANK)
        for field, text in values.items()
        if (cell := register_cell(register, row, field))
    }
    entering.enter_many(desk, key, cells, f"row {register}")
    return RegisterRow(register, row, {parse_cell(cell).field: value for cell, value in cells.items()})


def remove_row(desk: Desk, register: str, row: str, unit: ReportingUnit | str | None = None) -> None:
    """Empty every field of a row in one step; undo brings it back."""
    key = desk.registers_key(unit)
    prefix = f"R.{register}.{row}."
    cells = {cell: BLANK for cell in desk.file.cells(key) if cell.startswith(prefix)}
    if cells:
        entering.enter_many(desk, key, cells, f"row {register}")
