"""Entering: from what was typed to a committed cell, and back again by undo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from gcm_desktop.app.desk import Desk
from gcm_desktop.app.locking import GOALS, refuse_locked, refuse_locked_cells
from gcm_desktop.app.page import ratio_part
from gcm_desktop.domain.catalogue import Catalogue, Indicator
from gcm_desktop.domain.cells import CellCode, CellKind, Part, parse_cell
from gcm_desktop.domain.entries import clean, entry
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import BLANK, Basis, Precision, State, Value
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.store import Commit


def enter(desk: Desk, key: ReturnKey, cell: str, text: str, held: Value | None = None) -> Commit:
    """Commit what was typed into a cell; its note, source and marks stay.

    ``held`` is what the cell holds, where that is known already.
    """
    return enter_value(desk, key, cell, typed(desk, key, cell, text, held))


def typed(desk: Desk, key: ReturnKey, cell: str, text: str, held: Value | None = None) -> Value:
    """Read what was typed over what a cell holds, without committing it."""
    code = known_cell(desk.catalogue, cell)
    held = desk.file.cells(key).get(cell, BLANK) if held is None else held
    indicator = desk.catalogue.indicators.get(code.indicator)
    new = entry(indicator, cell, text, desk.catalogue.codelists)
    if new.state is not State.VALUE:
        return replace(new, note=held.note, source=held.source)
    return replace(new, note=held.note, source=held.source, basis=held.basis, quality=held.quality)


def enter_value(desk: Desk, key: ReturnKey, cell: str, value: Value) -> Commit:
    """Commit one value; one transaction, durable when this returns."""
    return enter_many(desk, key, {cell: value}, "")


def enter_many(desk: Desk, key: ReturnKey, values: Mapping[str, Value], label: str = "") -> Commit:
    """Commit several values of one return as one step that one undo takes back."""
    for cell in values:
        code = known_cell(desk.catalogue, cell)
        if (code.kind is CellKind.REGISTER) is not key.is_register:
            raise UserError("E205", cell=cell)
    refuse_locked_cells(desk, key, values)
    desk.file.ensure_return(key)
    return desk.file.commit_cells(key, values, desk.maker, label)


def note(desk: Desk, key: ReturnKey, cell: str, text: str) -> Commit:
    """Commit the note of a cell; the value stays."""
    held = desk.file.cells(key).get(cell, BLANK)
    return enter_value(desk, key, cell, replace(held, note=clean(text)))


def source(desk: Desk, key: ReturnKey, cell: str, text: str) -> Commit:
    """Commit the document a value was taken from."""
    held = desk.file.cells(key).get(cell, BLANK)
    return enter_value(desk, key, cell, replace(held, source=clean(text)))


def mark_precision(desk: Desk, key: ReturnKey, cell: str, precision: Precision) -> Commit:
    """Commit how exact a value is."""
    return enter_value(desk, key, cell, replace(desk.file.cells(key).get(cell, BLANK), precision=precision))


def mark_basis(desk: Desk, key: ReturnKey, cell: str, basis: Basis) -> Commit:
    """Commit what a value counts."""
    return enter_value(desk, key, cell, replace(desk.file.cells(key).get(cell, BLANK), basis=basis))


def mark_quality(desk: Desk, key: ReturnKey, cell: str, quality: str) -> Commit:
    """Commit the quality of a value (SDMX OBS_STATUS)."""
    return enter_value(desk, key, cell, replace(desk.file.cells(key).get(cell, BLANK), quality=quality))


def set_state(desk: Desk, key: ReturnKey, cell: str, state: State) -> Commit:
    """Commit that a cell is blank, not available or not applicable; its note and source stay."""
    held = desk.file.cells(key).get(cell, BLANK)
    return enter_value(desk, key, cell, Value(state, note=held.note, source=held.source))


def undo(desk: Desk, key: ReturnKey) -> Commit | None:
    """Take the last step of a return back."""
    refuse_locked(desk, key, GOALS)
    return desk.file.undo(key)


def redo(desk: Desk, key: ReturnKey) -> Commit | None:
    """Do the step taken back last again."""
    refuse_locked(desk, key, GOALS)
    return desk.file.redo(key)


def known_cell(catalogue: Catalogue, cell: str) -> CellCode:
    """Take a cell code apart and make sure the catalogue has that cell; raises E201 or E204."""
    code = parse_cell(cell)
    if code.kind is CellKind.REGISTER:
        register = catalogue.registers.get(code.register)
        known = register is not None and any(field.code == code.field for field in register.fields)
    elif code.kind is CellKind.NARRATIVE:
        known = True
    else:
        indicator = catalogue.indicators.get(code.indicator)
        known = indicator is not None and _has(catalogue, indicator, code)
    if not known:
        raise UserError("E204", cell=cell)
    return code


def _has(catalogue: Catalogue, indicator: Indicator, code: CellCode) -> bool:
    is_ratio = indicator.numerator is not None
    if is_ratio is (code.part is Part.WHOLE):
        return False
    if code.part in (Part.NUMERATOR, Part.DENOMINATOR) and ratio_part(indicator, code.part) is None:
        return False
    return all(_has_category(catalogue, dim, category) for dim, category in code.breakdown)


def _has_category(catalogue: Catalogue, dim: str, category: str) -> bool:
    codelist = catalogue.codelists.get(dim)
    if codelist is None:
        return False
    own = any(code.code == category for code in codelist.codes)
    return own or (codelist.open and category in catalogue.countries)
