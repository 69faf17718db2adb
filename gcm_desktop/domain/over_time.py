"""A year's or half-year's figure out of its quarters; computed when asked for, never stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gcm_desktop.domain.catalogue import Indicator, TimeRule
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.numbers import canonical
from gcm_desktop.domain.periods import Period
from gcm_desktop.domain.rules import number_in
from gcm_desktop.domain.values import BLANK, Basis, Precision, State, Value, number

Quarters = Mapping[Period, Mapping[str, Value]]

_EXACT = frozenset({Precision.EXACT})
_UPWARD = frozenset({Precision.EXACT, Precision.AT_LEAST, Precision.MORE_THAN})


@dataclass(frozen=True, slots=True)
class OverTime:
    """One cell over the quarters of a longer period, and how complete it is.

    ``value`` is blank when no quarter gives a number; ``used`` are the quarters that are in it.
    """

    value: Value
    used: tuple[Period, ...]
    missing: tuple[Period, ...] = ()
    not_available: tuple[Period, ...] = ()
    conflicts: tuple[Period, ...] = ()

    @property
    def complete(self) -> bool:
        """Say whether nothing is wanting."""
        return not (self.missing or self.not_available or self.conflicts)


def adds_over_time(indicator: Indicator) -> bool:
    """Say whether quarters make a figure of a longer period."""
    return indicator.time_rule in (TimeRule.SUM, TimeRule.LAST, TimeRule.RATIO_OF_SUMS)


def over_time(
    indicator: Indicator,
    cell: str,
    quarters: Sequence[Period],
    answers: Quarters,
    in_conflict: Collection[tuple[Period, str]] = (),
) -> OverTime:
    """Make one figure of a cell's quarters: flows and ratio parts summed, stocks and yes/no the last.

    A value marked *cumulative* stands for its quarter and all before it. A quarter in conflict gives nothing.
    """
    held = {quarter: answers.get(quarter, {}).get(cell, BLANK) for quarter in quarters}
    disputed = tuple(quarter for quarter in quarters if (quarter, cell) in in_conflict)
    for quarter in disputed:
        held[quarter] = BLANK
    numbers = {
        quarter: figure
        for quarter, value in held.items()
        if value.state is State.VALUE and (figure := number_in({cell: value}, cell)) is not None
    }
    if indicator.time_rule is TimeRule.LAST:
        covered, text = _last(quarters, held, numbers)
    else:
        covered, text = _sum(quarters, held, numbers)
    disputed = tuple(quarter for quarter in disputed if quarter not in covered)
    wanting = [quarter for quarter in quarters if quarter not in covered and quarter not in disputed]
    absent = {State.NOT_COLLECTED, State.NOT_AVAILABLE}
    used = tuple(quarter for quarter in quarters if quarter in covered and quarter in numbers)
    if indicator.time_rule is TimeRule.LAST:
        used = used[-1:]
    return OverTime(
        _value(text, held, used),
        used,
        missing=tuple(quarter for quarter in wanting if held[quarter].state not in absent),
        not_available=tuple(quarter for quarter in wanting if held[quarter].state in absent),
        conflicts=disputed,
    )


def _sum(
    quarters: Sequence[Period], held: Mapping[Period, Value], numbers: Mapping[Period, Decimal]
) -> tuple[set[Period], str]:
    covered = {quarter for quarter in quarters if held[quarter].state is State.NOT_APPLICABLE}
    total = Decimal(0)
    for at, quarter in enumerate(quarters):
        if quarter not in numbers:
            continue
        if held[quarter].basis is Basis.CUMULATIVE:
            total = numbers[quarter]
            covered.update(quarters[: at + 1])
        else:
            total += numbers[quarter]
            covered.add(quarter)
    return covered, _text(total) if numbers else ""


def _last(
    quarters: Sequence[Period], held: Mapping[Period, Value], numbers: Mapping[Period, Decimal]
) -> tuple[set[Period], str]:
    """Take the last quarter that says something; the quarters before it are not needed."""
    for at in range(len(quarters) - 1, -1, -1):
        quarter = quarters[at]
        if quarter in numbers:
            return set(quarters[: at + 1]), _text(numbers[quarter])
        if held[quarter].state is State.NOT_APPLICABLE:
            return set(quarters[: at + 1]), ""
    return set(), ""


def _value(text: str, held: Mapping[Period, Value], used: Iterable[Period]) -> Value:
    if not text:
        settled = bool(held) and all(value.state is State.NOT_APPLICABLE for value in held.values())
        return Value(State.NOT_APPLICABLE) if settled else BLANK
    marks = {held[quarter].precision for quarter in used}
    precision = Precision.ABOUT
    if marks <= _EXACT:
        precision = Precision.EXACT
    elif marks <= _UPWARD:
        precision = Precision.AT_LEAST
    return Value(State.VALUE, text, precision)


def _text(amount: Decimal) -> str:
    exponent = amount.as_tuple().exponent
    return number(canonical(amount, max(0, -exponent if isinstance(exponent, int) else 0))).text


def year_of_quarters(
    indicators: Iterable[Indicator],
    quarters: Sequence[Period],
    answers: Quarters,
    in_conflict: Collection[tuple[Period, str]] = (),
) -> dict[str, OverTime]:
    """Give every cell the quarters hold of these indicators as one figure of the longer period."""
    wanted = {indicator.code: indicator for indicator in indicators if adds_over_time(indicator)}
    cells = {cell for values in answers.values() for cell in values} | {cell for _, cell in in_conflict}
    found = {}
    for cell in sorted(cells):
        code = parse_cell(cell)
        if code.kind is CellKind.INDICATOR and code.indicator in wanted:
            found[cell] = over_time(wanted[code.indicator], cell, quarters, answers, in_conflict)
    return found
