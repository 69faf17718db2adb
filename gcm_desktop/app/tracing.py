"""Tracing: why a figure is what it is, back to the file, sheet and cell it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gcm_desktop.app import entering
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.figures import Nation, national_figures
from gcm_desktop.domain.aggregate import Total
from gcm_desktop.domain.cells import CellKind
from gcm_desktop.domain.units import ReportingUnit, ReturnKey, return_of
from gcm_desktop.domain.values import BLANK, Value
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.store import Setter


@dataclass(frozen=True, slots=True)
class UnitPart:
    """What one unit gives to a national figure."""

    key: ReturnKey
    value: Value
    conflict: bool
    setters: tuple[Setter, ...]

    @property
    def unit(self) -> ReportingUnit:
        """Give the reporting unit."""
        return self.key.unit


@dataclass(frozen=True, slots=True)
class NationalReason:
    """A national figure and the parts it is made of."""

    total: Total
    parts: tuple[UnitPart, ...]


def why(desk: Desk, key: ReturnKey, cell: str) -> tuple[Setter, ...]:
    """Give everything that ever set a cell of a return; what counts now comes first."""
    setters = desk.file.setters(key, cell) if key in desk.file.returns() else ()
    if not setters:
        entering.known_cell(desk.catalogue, cell)  # what is no longer asked keeps its history
        return ()
    now = desk.file.current(key).get(cell)
    standing = {id_ for candidate in now.candidates for id_ in candidate.revisions} if now else set()
    return tuple(sorted(setters, key=lambda s: (s.revision not in standing, not s.active, s.revision)))


def why_nation(desk: Desk, cell: str, period: str) -> NationalReason:
    """Give a national figure with what each declared unit gives to it."""
    code = entering.known_cell(desk.catalogue, cell)
    if code.kind is not CellKind.INDICATOR:
        raise UserError("E207")  # texts and registers belong to one unit
    nation: Nation = national_figures(desk, period)
    total = nation.total(code.indicator, cell)
    parts = []
    for unit in nation.asked_units(code.indicator):
        key = return_of(unit, period)
        setters = desk.file.setters(key, cell) if key in desk.file.returns() else ()
        value = nation.values.get(unit, {}).get(cell, BLANK)
        counting = tuple(setter for setter in setters if setter.active)
        parts.append(UnitPart(key, value, (unit, cell) in nation.conflicts, counting))
    return NationalReason(total, tuple(parts))
