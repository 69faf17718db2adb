"""National figures: the declared units' values added up, with who is in and who is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.aggregate import Total, national
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.periods import Period, parse_period
from gcm_desktop.domain.rules import number_in
from gcm_desktop.domain.units import NATION, ReportingUnit, return_of
from gcm_desktop.domain.values import BLANK, Precision, State, Value


@dataclass(frozen=True)
class Nation:
    """One period of a national file: the declared units, the state bodies, and what each answered."""

    catalogue: Catalogue
    period: Period
    units: tuple[ReportingUnit, ...]  # whose figures are added
    bodies: tuple[ReportingUnit, ...]  # who answers for the nation as a whole
    values: Mapping[ReportingUnit, Mapping[str, Value]]
    received: frozenset[ReportingUnit]
    conflicts: frozenset[tuple[ReportingUnit, str]]

    def asked_units(self, indicator: str) -> tuple[ReportingUnit, ...]:
        """Give the units whose answers make the national figure of an indicator."""
        known = self.catalogue.indicators[indicator]
        if not known.national:
            return self.units
        return tuple(unit for office in known.providers for unit in self.bodies if unit.office == office)

    def total(self, indicator: str, cell: str) -> Total:
        """Give the national figure of one cell; a national indicator is answered once, never added."""
        known = self.catalogue.indicators[indicator]
        asked = self.asked_units(indicator)
        if known.national:
            return self._answered_once(cell, asked)
        by_unit = {unit: self.values.get(unit, {}) for unit in asked}
        return national(known, cell, by_unit, self.conflicts)

    def _answered_once(self, cell: str, asked: tuple[ReportingUnit, ...]) -> Total:
        conflicts = tuple(unit for unit in asked if (unit, cell) in self.conflicts)
        held = {unit: self.values.get(unit, {}).get(cell, BLANK) for unit in asked}
        giving = [unit for unit in asked if held[unit].state is State.VALUE]
        number = number_in(self.values[giving[0]], cell) if giving else None
        settled = bool(giving) or any(held[unit].state is State.NOT_APPLICABLE for unit in asked)
        missing = () if settled else asked[:1]
        return Total(number, min(1, len(asked)), int(settled), missing=missing, conflicts=conflicts)

    def precision(self, cell: str) -> Precision:
        """Say how exact a sum is: as exact as the least exact of its parts."""
        parts = [self.values.get(unit, {}).get(cell, BLANK) for unit in self.units]
        marks = {value.precision for value in parts if value.state is State.VALUE} - {Precision.EXACT}
        if not marks:
            return Precision.EXACT
        upward = {Precision.AT_LEAST, Precision.MORE_THAN}
        return Precision.AT_LEAST if marks <= upward else Precision.ABOUT

    def answer_once(self, indicator: str, cell: str) -> Value:
        """Give the one answer of a national indicator, whatever its type."""
        for unit in self.asked_units(indicator):
            value = self.values.get(unit, {}).get(cell, BLANK)
            if not value.is_blank:
                return value
        return BLANK


def national_figures(desk: Desk, period: str) -> Nation:
    """Gather what the declared units and bodies answered for a period."""
    from gcm_desktop.catalogue import carried, national_units, units

    when = parse_period(period)
    declared = national_units(desk.catalogue, when)
    bodies = tuple(
        unit for unit in units(desk.catalogue, when) if unit.area == NATION and unit not in declared
    )
    here = set(desk.file.readable())
    values: dict[ReportingUnit, Mapping[str, Value]] = {}
    conflicts: set[tuple[ReportingUnit, str]] = set()
    for unit in (*declared, *bodies):
        key = return_of(unit, period)
        if key in here:
            values[unit] = desk.values_today(key)
            open_ = dict.fromkeys((cell for _, cell, _ in desk.file.conflicts(key)), BLANK)
            conflicts |= {(unit, cell) for cell in carried(desk.catalogue.crosswalk, open_)}
    received = frozenset(unit for unit, cells in values.items() if cells)
    return Nation(desk.catalogue, when, declared, bodies, values, received, frozenset(conflicts))
