"""What arriving files do to national figures: before, after, and how many units are in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gcm_desktop.app.desk import Desk
from gcm_desktop.app.figures import Nation, national_figures
from gcm_desktop.domain.aggregate import Total
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.cells import CellCode, CellKind, Part, indicator_cell, parse_cell
from gcm_desktop.domain.merge import Change
from gcm_desktop.domain.over_time import OverTime
from gcm_desktop.domain.units import ReportingUnit
from gcm_desktop.domain.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Effect:
    """One national figure before and after."""

    period: str
    cell: str
    before: Total
    after: Total


class Effects:
    """The nation as it stands, period by period; ask for a new one once the file has changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._nations: dict[str, Nation] = {}

    def of(self, changes: Iterable[Change]) -> tuple[Effect, ...]:
        """Give every national figure that some changes move, in the order of the pages."""
        by_period = sorted(_by_period(changes).items())
        return tuple(effect for period, own in by_period for effect in self._of(period, own))

    def took(self, changes: Iterable[Change]) -> None:
        """Go on from the nation as it is once these changes are made; a year is read anew."""
        for period, own in _by_period(changes).items():
            if period in self._nations:
                self._nations[period] = _moved(self._desk.catalogue, self._nations[period], own)[0]
            for longer in [held for held in self._nations if period.startswith(f"{held}-")]:
                del self._nations[longer]

    def _of(self, period: str, changes: list[Change]) -> Iterator[Effect]:
        if period not in self._nations:
            self._nations[period] = national_figures(self._desk, period)
        before = self._nations[period]
        after, moved = _moved(self._desk.catalogue, before, changes)
        for cell in _in_order(self._desk.catalogue, moved):
            indicator = parse_cell(cell).indicator
            old, new = before.total(indicator, cell), after.total(indicator, cell)
            if old != new:
                yield Effect(period, cell, old, new)


def _by_period(changes: Iterable[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in changes:
        if not change.key.is_register:
            found.setdefault(change.key.period, []).append(change)
    return found


def _moved(catalogue: Catalogue, nation: Nation, changes: list[Change]) -> tuple[Nation, set[str]]:
    """Give the nation after some changes, and the cells whose figures may be others."""
    from gcm_desktop.catalogue import became

    values: dict[ReportingUnit, dict[str, Value]] = {}
    conflicts = set(nation.conflicts)
    quarters: dict[ReportingUnit, dict[str, OverTime]] = {}
    makes = _referring(catalogue)
    cells: set[str] = set()
    for change in changes:
        unit, cell = change.key.unit, became(catalogue.crosswalk, change.cell)
        code = parse_cell(cell)
        if code.kind is not CellKind.INDICATOR or code.indicator not in catalogue.indicators:
            continue
        if unit not in values:
            values[unit] = dict(nation.values.get(unit, {}))
            quarters[unit] = dict(quarters.get(unit, {}))
        own = values[unit]
        conflicts.discard((unit, cell))
        own.pop(cell, None)
        quarters[unit].pop(cell, None)
        if change.new.conflict:
            conflicts.add((unit, cell))
        elif not change.new.value.is_blank:
            own[cell] = change.new.value
        cells |= {cell, *_ratios(makes, code)}
    known = {unit for unit in (*nation.units, *nation.bodies) if unit in values}
    held: dict[ReportingUnit, Mapping[str, Value]] = {
        **nation.values,
        **{unit: values[unit] for unit in known},
    }
    received = frozenset(unit for unit, own_cells in held.items() if own_cells)
    made = {**nation.quarters, **quarters}
    after = replace(nation, values=held, received=received, conflicts=frozenset(conflicts), quarters=made)
    return after, cells


def _referring(catalogue: Catalogue) -> dict[str, list[str]]:
    """Give the indicators whose ratio refers to each indicator."""
    found: dict[str, list[str]] = {}
    for indicator in catalogue.indicators.values():
        sides = [side.refs for side in (indicator.numerator, indicator.denominator) if side is not None]
        for ref in {ref for refs in sides for ref in refs}:
            found.setdefault(ref, []).append(indicator.code)
    return found


def _ratios(makes: Mapping[str, list[str]], code: CellCode) -> Iterator[str]:
    """Give the results that a number of a ratio makes, its own or of the indicators referring to it."""
    if code.part in (Part.NUMERATOR, Part.DENOMINATOR):
        yield indicator_cell(code.indicator, code.breakdown, Part.RESULT)
    elif code.part is not Part.RESULT:
        for indicator in makes.get(code.indicator, ()):
            yield indicator_cell(indicator, code.breakdown, Part.RESULT)


def _in_order(catalogue: Catalogue, cells: Iterable[str]) -> list[str]:
    order = {code: at for at, code in enumerate(catalogue.indicators)}
    return sorted(cells, key=lambda cell: (order[parse_cell(cell).indicator], cell))
