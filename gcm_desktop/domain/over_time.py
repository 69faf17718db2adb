"""A year's or half-year's figure out of its quarters; computed when asked for, never stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gcm_desktop.domain.catalogue import Indicator, TimeRule
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.numbers import canonical
from gcm_desktop.domain.periods import Period
from gcm_desktop.domain.rules import number_of
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
    disputed = [bool(in_conflict) and (quarter, cell) in in_conflict for quarter in quarters]
    said = [answers[quarter].get(cell, BLANK) if quarter in answers else BLANK for quarter in quarters]
    return _made(indicator, quarters, said, disputed)


def _made(
    indicator: Indicator, quarters: Sequence[Period], said: Sequence[Value], disputed: Sequence[bool]
) -> OverTime:
    """Make the figure of what was said in each quarter."""
    held = [BLANK if out else value for value, out in zip(said, disputed, strict=True)]
    numbers = [number_of(value) for value in held]
    last = indicator.time_rule is TimeRule.LAST
    covered, text = _last(held, numbers) if last else _sum(held, numbers)
    absent = (State.NOT_COLLECTED, State.NOT_AVAILABLE)
    used: list[int] = []
    missing: list[Period] = []
    away: list[Period] = []
    open_: list[Period] = []
    for at, quarter in enumerate(quarters):
        if at < len(covered) and covered[at]:
            if numbers[at] is not None:
                used.append(at)
        elif disputed[at]:
            open_.append(quarter)
        else:
            (away if held[at].state in absent else missing).append(quarter)
    used = used[-1:] if last else used
    value = _value(text, held, used)
    return OverTime(value, tuple(quarters[at] for at in used), tuple(missing), tuple(away), tuple(open_))


def _sum(held: Sequence[Value], numbers: Sequence[Decimal | None]) -> tuple[list[bool], str]:
    covered = [value.state is State.NOT_APPLICABLE for value in held]
    total: Decimal | None = None
    for at, figure in enumerate(numbers):
        if figure is None:
            continue
        if held[at].basis is Basis.CUMULATIVE:
            total = figure
            covered[: at + 1] = [True] * (at + 1)
        else:
            total = figure if total is None else total + figure
            covered[at] = True
    return covered, "" if total is None else _text(total)


def _last(held: Sequence[Value], numbers: Sequence[Decimal | None]) -> tuple[list[bool], str]:
    """Take the last quarter that says something; the quarters before it are not needed."""
    for at in range(len(held) - 1, -1, -1):
        figure = numbers[at]
        if figure is not None:
            return [True] * (at + 1), _text(figure)
        if held[at].state is State.NOT_APPLICABLE:
            return [True] * (at + 1), ""
    return [], ""


def _value(text: str, held: Sequence[Value], used: Iterable[int]) -> Value:
    if not text:
        settled = bool(held) and all(value.state is State.NOT_APPLICABLE for value in held)
        return Value(State.NOT_APPLICABLE) if settled else BLANK
    marks = {held[at].precision for at in used}
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
    tables = [answers.get(quarter, {}) for quarter in quarters]
    open_ = [{cell for other, cell in in_conflict if other == quarter} for quarter in quarters]
    found = {}
    for cell in sorted(cells):
        code = parse_cell(cell)
        if code.kind is CellKind.INDICATOR and code.indicator in wanted:
            said = [table.get(cell, BLANK) for table in tables]
            disputed = [cell in own for own in open_]
            found[cell] = _made(wanted[code.indicator], quarters, said, disputed)
    return found
