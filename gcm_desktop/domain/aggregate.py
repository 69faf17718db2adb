"""National figures from the values of the declared units; what is missing is said, never filled in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gcm_desktop.domain.catalogue import AreaRule, Indicator, PartSource, ValueType
from gcm_desktop.domain.cells import Part, indicator_cell, parse_cell
from gcm_desktop.domain.questions import ratio_result
from gcm_desktop.domain.rules import number_in, ratio_parts
from gcm_desktop.domain.units import ReportingUnit
from gcm_desktop.domain.values import BLANK, State, Value

Answers = Mapping[ReportingUnit, Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class Total:
    """A national figure and how complete it is; ``number`` is none when no unit gave one.

    ``answered`` counts units whose cell is a value or *not applicable*; ``not_available`` and ``missing``
    say why the others give nothing; for yes/no questions ``number`` counts the units that said yes.
    """

    number: Decimal | None
    asked: int
    answered: int
    not_available: tuple[ReportingUnit, ...] = ()
    missing: tuple[ReportingUnit, ...] = ()
    conflicts: tuple[ReportingUnit, ...] = ()
    partial: tuple[ReportingUnit, ...] = ()  # in the figure, but some quarters of theirs are not
    hidden: bool = False  # there is a number, but the publication does not show it

    @property
    def complete(self) -> bool:
        """Say whether every unit asked is in the figure."""
        return self.answered == self.asked


def national(
    indicator: Indicator,
    cell: str,
    by_unit: Answers,
    in_conflict: Collection[tuple[ReportingUnit, str]] = (),
    incomplete: Collection[tuple[ReportingUnit, str]] = (),
) -> Total:
    """Aggregate one cell over the declared units, all of which must be keys of ``by_unit``.

    Sums add, yes/no counts the yes, ratios with the part R come from the sums of their parts; what is
    not aggregable gives no number. ``incomplete`` names values that lack some quarters: they add, but
    their units are *partial* and not counted as answered.
    """
    code = parse_cell(cell)
    if code.part is Part.RESULT:
        return _ratio_of_sums(indicator, code.breakdown, by_unit, incomplete)
    conflicts = tuple(u for u in sorted(by_unit) if (u, cell) in in_conflict)
    states: dict[State, list[ReportingUnit]] = {}
    numbers: list[Decimal] = []
    for unit in sorted(by_unit):
        if unit in conflicts:
            continue
        value = by_unit[unit].get(cell, BLANK)
        states.setdefault(value.state, []).append(unit)
        number = number_in(by_unit[unit], cell)
        if number is not None:
            numbers.append(number)
    missing = states.get(State.BLANK, []) + states.get(State.UNREAD, [])
    absent = states.get(State.NOT_COLLECTED, []) + states.get(State.NOT_AVAILABLE, [])
    giving = states.get(State.VALUE, []) + states.get(State.NOT_APPLICABLE, [])
    partial = tuple(unit for unit in giving if (unit, cell) in incomplete)
    adds = indicator.area_rule is not AreaRule.NOT_AGGREGABLE and indicator.value_type not in (
        ValueType.TEXT,
        ValueType.DATE,
        ValueType.STAGE,
    )
    total = sum(numbers, Decimal(0)) if numbers and adds else None
    return Total(
        total,
        len(by_unit),
        len(giving) - len(partial),
        tuple(sorted(absent)),
        tuple(sorted(missing)),
        conflicts,
        tuple(sorted(partial)),
    )


def ratio_cells(indicator: Indicator, breakdown: tuple[tuple[str, str], ...] = ()) -> tuple[str, ...]:
    """Give the cells a ratio is made of: entered parts, or those of the indicators referred to."""
    found: list[str] = []
    for side, part in ((indicator.numerator, Part.NUMERATOR), (indicator.denominator, Part.DENOMINATOR)):
        if side is not None and side.source is PartSource.ENTERED:
            found.append(indicator_cell(indicator.code, breakdown, part))
        elif side is not None:
            found += [indicator_cell(ref, breakdown) for ref in side.refs]
    return tuple(found)


def _ratio_of_sums(
    indicator: Indicator,
    breakdown: tuple[tuple[str, str], ...],
    by_unit: Answers,
    incomplete: Collection[tuple[ReportingUnit, str]],
) -> Total:
    above = below = Decimal(0)
    missing, partial = [], []
    made_of = ratio_cells(indicator, breakdown)
    for unit in sorted(by_unit):
        numerator, denominator = ratio_parts(indicator, by_unit[unit], breakdown)
        if numerator is None or denominator is None:
            missing.append(unit)
            continue
        above, below = above + numerator, below + denominator
        if any((unit, cell) in incomplete for cell in made_of):
            partial.append(unit)
    giving = len(by_unit) - len(missing)
    result = ratio_result(indicator, above, below) if giving else None
    return Total(result, len(by_unit), giving - len(partial), missing=tuple(missing), partial=tuple(partial))
