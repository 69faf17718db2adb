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
    setters = _setters(desk, key, cell)
    if not setters:
        entering.known_cell(desk.catalogue, cell)  # what is no longer asked keeps its history
        return ()
    current = desk.file.current(key)
    standing = {
        id_
        for code in (cell, *_older(desk, key, cell))
        if code in current
        for candidate in current[code].candidates
        for id_ in candidate.revisions
    }
    return tuple(sorted(setters, key=lambda s: (s.revision not in standing, not s.active, s.revision)))


def _setters(desk: Desk, key: ReturnKey, cell: str) -> tuple[Setter, ...]:
    """Give what set a cell, under its own code or the older ones it took the place of."""
    if key not in desk.file.returns():
        return ()
    codes = (cell, *_older(desk, key, cell))
    return tuple(setter for code in codes for setter in desk.file.setters(key, code))


def _older(desk: Desk, key: ReturnKey, cell: str) -> tuple[str, ...]:
    from gcm_desktop.catalogue import became, moves

    lines = desk.catalogue.crosswalk
    if not moves(lines):
        return ()
    return tuple(code for code in desk.file.current(key) if code != cell and became(lines, code) == cell)


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
        setters = _setters(desk, key, cell)
        value = nation.values.get(unit, {}).get(cell, BLANK)
        counting = tuple(setter for setter in setters if setter.active)
        parts.append(UnitPart(key, value, (unit, cell) in nation.conflicts, counting))
    return NationalReason(total, tuple(parts))
