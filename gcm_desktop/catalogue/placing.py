"""Says whether a cell exists in a catalogue and whether a value fits it."""

from __future__ import annotations

from gcm_desktop.catalogue.figures import StartingRow
from gcm_desktop.domain.catalogue import Catalogue, RegisterField
from gcm_desktop.domain.cells import CellCode, CellKind, parse_cell
from gcm_desktop.domain.entries import entry, read_date
from gcm_desktop.domain.questions import holds
from gcm_desktop.domain.values import State, Value
from gcm_desktop.errors import UserError


def has_cell(catalogue: Catalogue, code: CellCode) -> bool:
    """Say whether the catalogue has such a cell; register rows may be any."""
    if code.kind is CellKind.NARRATIVE:
        return code.section in catalogue.narratives
    if code.kind is CellKind.REGISTER:
        return field_of(catalogue, code) is not None
    indicator = catalogue.indicators.get(code.indicator)
    return indicator is not None and holds(indicator, code, catalogue.codelists, catalogue.countries)


def field_of(catalogue: Catalogue, code: CellCode) -> RegisterField | None:
    """Give the register field a cell belongs to, or none."""
    register = catalogue.registers.get(code.register)
    fields = register.fields if register else ()
    return next((field for field in fields if field.code == code.field), None)


def misplaced(catalogue: Catalogue, cell: str, value: Value) -> str:
    """Give why a value cannot stand in a cell (``cell``, ``value``), or nothing when it can."""
    try:
        code = parse_cell(cell)
    except UserError:
        return "cell"
    if not has_cell(catalogue, code):
        return "cell"
    if code.kind is CellKind.REGISTER:
        field = field_of(catalogue, code)
        return "" if field and fits(catalogue, field, value.text) else "value"
    indicator = catalogue.indicators.get(code.indicator)
    read = entry(indicator, cell, value.text, catalogue.codelists)
    return "" if read.state is State.VALUE and read.text == value.text else "value"


def fits(catalogue: Catalogue, field: RegisterField, text: str) -> bool:
    """Say whether a canonical text is of the field's kind; goals stand as ``G05,G21``."""
    if field.kind == "country":
        return text in catalogue.countries
    if field.kind == "code":
        return text in {code.code for code in catalogue.codelists[field.codelist].codes}
    if field.kind == "date":
        return read_date(text) == text
    if field.kind == "year":
        return len(text) == 4 and text.isdecimal()
    if field.kind == "number":
        return text.isdecimal()
    if field.kind == "goals":
        known = {goal.code for goal in catalogue.goals}
        return set(text.split(",")) <= known
    return True


def bad_row_fields(catalogue: Catalogue, row: StartingRow) -> list[str]:
    """Give the cells of a starting row that the register does not have or whose text does not fit."""
    return [cell for cell, value in row.values().items() if misplaced(catalogue, cell, value)]
