"""National figures: the declared units' values added up, with who is in and who is missing."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.aggregate import Answers, Total, national
from gcm_desktop.domain.catalogue import Catalogue, Indicator
from gcm_desktop.domain.cells import Part, parse_cell
from gcm_desktop.domain.curtain import Curtain, any_hidden, is_hidden
from gcm_desktop.domain.over_time import OverTime, year_of_quarters
from gcm_desktop.domain.periods import Frequency, Period, parse_period
from gcm_desktop.domain.published import NATION_SUM, Figure
from gcm_desktop.domain.questions import ratio_result
from gcm_desktop.domain.rules import number_in, ratio_parts
from gcm_desktop.domain.units import NATION, ReportingUnit, ReturnKey, return_of
from gcm_desktop.domain.values import BLANK, Precision, State, Value

OverQuarters = Mapping[str, OverTime]
_Gathered = TypeVar("_Gathered")


@dataclass(frozen=True, slots=True)
class BodyFigure:
    """What a state body says of the whole nation beside a figure, and how far it is from that figure."""

    unit: ReportingUnit
    number: Decimal
    difference: Decimal | None  # the body's number less the figure; none where there is no figure


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
    quarters: Mapping[ReportingUnit, OverQuarters] = field(default_factory=dict)  # of a year: how made
    exact: Answers | None = None  # what is added up where ``values`` are those of a publication
    curtain: Curtain | None = None

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
            return self._answered_once(indicator, cell, asked)
        exact = self.values if self.exact is None else self.exact
        by_unit = {unit: exact.get(unit, {}) for unit in asked}
        found = national(known, cell, by_unit, self.conflicts, self.incomplete)
        closed = bool(found.number) and self._closed(cell, found)
        return replace(found, number=None, hidden=True) if closed else found

    def _closed(self, cell: str, found: Total) -> bool:
        """Say whether a publication may not show a sum; a ratio of some units only gives them away."""
        curtain, code = self.curtain, parse_cell(cell)
        if curtain is None:
            return False
        if curtain.closes(Figure(NATION_SUM, self.period.text, cell)):
            return True
        if code.part is not Part.RESULT or not found.missing:
            return False
        made_of = curtain.made_of(self.catalogue.indicators[code.indicator], code)
        return any(any_hidden(self.values.get(unit, {}), made_of) for unit in self.units)

    def among(self, units: Collection[ReportingUnit], indicator: str, cell: str) -> Decimal | None:
        """Give the figure of some of the units, to compare it with the same ones at another time."""
        known = self.catalogue.indicators[indicator]
        by_unit = {unit: self.values.get(unit, {}) for unit in units}
        if self.curtain is not None:
            made_of = {cell, *self.curtain.made_of(known, parse_cell(cell))}
            if any(any_hidden(own, made_of) for own in by_unit.values()):
                return None  # a sum of some units only would give them away
        return national(known, cell, by_unit, self.conflicts).number

    @cached_property
    def incomplete(self) -> frozenset[tuple[ReportingUnit, str]]:
        """Give the cells of a year whose figure lacks some quarters."""
        return frozenset(
            (unit, cell)
            for unit, cells in self.quarters.items()
            for cell, made in cells.items()
            if not made.complete
        )

    def veils(self, unit: ReportingUnit, indicator: str, cell: str) -> bool:
        """Say whether a publication hides a unit's figure, or one of those it is computed from."""
        if self.curtain is None:
            return False
        made_of = self.curtain.made_of(self.catalogue.indicators[indicator], parse_cell(cell))
        return any_hidden(self.values.get(unit, {}), (cell, *made_of))

    def closed(self, indicator: str) -> bool:
        """Say whether it is a publication and the indicator rests on counts that it may hide."""
        return self.curtain is not None and self.curtain.rests_on_sensitive(
            self.catalogue.indicators[indicator]
        )

    def said_by_bodies(self, indicator: str, cell: str) -> tuple[BodyFigure, ...]:
        """Give the numbers state bodies hold for the nation beside the figure that counts."""
        figure = self.total(indicator, cell).number
        found = []
        for unit in self.bodies:
            own = self.number(unit, indicator, cell)
            if own is not None and (unit, cell) not in self.conflicts:
                found.append(BodyFigure(unit, own, None if figure is None else own - figure))
        if self.catalogue.indicators[indicator].national:
            return tuple(body for body in found if body.difference)  # the figure itself is one of them
        return tuple(found)

    def number(self, unit: ReportingUnit, indicator: str, cell: str) -> Decimal | None:
        """Give the number one unit gives; the result of a ratio is computed from its parts."""
        values, code = self.values.get(unit, {}), parse_cell(cell)
        if code.part is not Part.RESULT:
            return number_in(values, cell)
        known = self.catalogue.indicators[indicator]
        above, below = ratio_parts(known, values, code.breakdown)
        if above is not None and below is not None:
            return ratio_result(known, above, below)
        return number_in(values, cell)

    def _answered_once(self, indicator: str, cell: str, asked: tuple[ReportingUnit, ...]) -> Total:
        conflicts = tuple(unit for unit in asked if (unit, cell) in self.conflicts)
        held = {unit: self.values.get(unit, {}).get(cell, BLANK) for unit in asked}
        numbers = {unit: self.number(unit, indicator, cell) for unit in asked}
        giving = [u for u in asked if held[u].state is State.VALUE or numbers[u] is not None]
        number = numbers[giving[0]] if giving else None
        settled = bool(giving) or any(held[unit].state is State.NOT_APPLICABLE for unit in asked)
        missing = () if settled else asked[:1]
        partial = tuple(unit for unit in giving[:1] if (unit, cell) in self.incomplete)
        answered = int(settled and not partial)
        return Total(
            number,
            min(1, len(asked)),
            answered,
            missing=missing,
            conflicts=conflicts,
            partial=partial,
            hidden=number is None and any(is_hidden(value) for value in held.values()),
        )

    def precision(self, cell: str) -> Precision:
        """Say how exact a sum is: as exact as the least exact of its parts."""
        exact = self.values if self.exact is None else self.exact
        parts = [exact.get(unit, {}).get(cell, BLANK) for unit in self.units]
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
    """Gather what the declared units and bodies answered for a period; a year is made of its quarters too."""
    return finished(gathered(desk, period))


def gathered(desk: Desk, period: str) -> Generator[None, None, Nation]:
    """Gather the same unit by unit, so that a window stays awake between two of them."""
    from gcm_desktop.catalogue import national_units, units

    when = parse_period(period)
    declared = national_units(desk.catalogue, when)
    answering = (when, *when.quarters)
    bodies = dict.fromkeys(
        unit
        for each in answering
        for unit in units(desk.catalogue, each)
        if unit.area == NATION and unit not in declared
    )
    values: dict[ReportingUnit, Mapping[str, Value]] = {}
    conflicts: set[tuple[ReportingUnit, str]] = set()
    quarters: dict[ReportingUnit, OverQuarters] = {}
    here = set(desk.file.readable())
    for unit in (*declared, *bodies):
        if not any(return_of(unit, each.text) in here for each in answering):
            continue
        yield
        values[unit], quarters[unit] = of_unit(desk, unit, period)
        conflicts |= {(unit, cell) for cell in _disputed(desk, return_of(unit, period))}
    received = frozenset(unit for unit, cells in values.items() if cells)
    seen = values
    if (curtain := desk.curtain) is not None:
        seen = {unit: curtain.values(str(unit), period, own) for unit, own in values.items()}
    return Nation(
        desk.catalogue, when, declared, tuple(bodies), seen, received, frozenset(conflicts), quarters,
        None if desk.curtain is None else values, desk.curtain,
    )  # fmt: skip


def of_unit(
    desk: Desk, unit: ReportingUnit, period: str
) -> tuple[Mapping[str, Value], Mapping[str, OverTime]]:
    """Give what a unit says of a period, its year's figures out of its quarters too, and how those were made.

    It is exact whoever asks: what is added up is never what a publication shows.
    """
    plain = desk.behind(None)
    made = over_quarters(plain, return_of(unit, period))
    own = plain.values_today(return_of(unit, period))
    values = {cell: year.value for cell, year in made.items() if not year.value.is_blank} | own
    return values, {cell: year for cell, year in made.items() if cell not in own}


def finished(steps: Generator[object, None, _Gathered]) -> _Gathered:
    """Take all the steps of a gathering at once."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            gathered: _Gathered = end.value
            return gathered


def over_quarters(desk: Desk, key: ReturnKey) -> dict[str, OverTime]:
    """Give the cells of a year that its quarters make, as far as they are here; computed, never stored."""
    quarters = parse_period(key.period).quarters
    returns = {quarter: return_of(key.unit, quarter.text) for quarter in quarters}
    if desk.curtain is not None:
        exact = over_quarters(desk.behind(None), key)
        seen = desk.curtain.values(
            str(key.unit), key.period, {cell: one.value for cell, one in exact.items()}
        )
        return {cell: replace(one, value=seen[cell]) for cell, one in exact.items()}
    answers = {quarter: desk.values_today(each) for quarter, each in returns.items()}
    disputed = {(quarter, cell) for quarter, each in returns.items() for cell in _disputed(desk, each)}
    if not disputed and not any(answers.values()):
        return {}
    return year_of_quarters(desk.catalogue.indicators.values(), quarters, answers, disputed)


def year_of(desk: Desk, key: ReturnKey, indicator: Indicator) -> OverQuarters:
    """Give the cells of one indicator over the quarters of a return's year, be it a quarter's return."""
    period = parse_period(key.period)
    year = parse_period(f"{period.year:04d}") if period.frequency is Frequency.QUARTER else period
    returns = {quarter: return_of(key.unit, quarter.text) for quarter in year.quarters}
    answers = {quarter: desk.file.of_indicator(each, indicator.code) for quarter, each in returns.items()}
    if not any(answers.values()):
        return {}
    disputed = {(quarter, cell) for quarter, each in returns.items() for cell in _disputed(desk, each)}
    return year_of_quarters([indicator], year.quarters, answers, disputed)


def with_quarters(
    desk: Desk, key: ReturnKey, own: Mapping[str, Value]
) -> tuple[dict[str, Value], OverQuarters]:
    """Give the values of a year with what only its quarters say, and how each of those was made."""
    made = {
        cell: year
        for cell, year in over_quarters(desk, key).items()
        if own.get(cell, BLANK).is_blank and not year.value.is_blank
    }
    return {**{cell: year.value for cell, year in made.items()}, **own}, made


def _disputed(desk: Desk, key: ReturnKey) -> Iterable[str]:
    """Give the cells in conflict under today's codes."""
    from gcm_desktop.catalogue import carried

    if key not in desk.file.returns():
        return ()
    open_ = dict.fromkeys((cell for _, cell, _ in desk.file.conflicts(key)), BLANK)
    return carried(desk.catalogue.crosswalk, open_)
