"""Which cells an indicator has, which questions it asks, and how many of them are answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from gcm_desktop.domain.catalogue import CodeList, Indicator, PartSource, RatioPart, ValueType
from gcm_desktop.domain.cells import CellCode, CellKind, Part, indicator_cell, parse_cell
from gcm_desktop.domain.values import BLANK, State, Value

SEX: Final = "SEX"
_NUMBERS: Final = (
    ValueType.COUNT,
    ValueType.RATIO,
    ValueType.MONEY,
    ValueType.DURATION,
    ValueType.SCORE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """Something that counts as one: an entered total, or a breakdown table as a whole."""

    total: str  # the cell of the total
    dimension: str = ""  # the breakdown whose table is asked; empty for the total itself


def is_number_cell(indicator: Indicator) -> bool:
    """Say whether its cells hold numbers."""
    return indicator.value_type in _NUMBERS


def is_ratio(indicator: Indicator) -> bool:
    """Say whether it is answered by numerator and denominator: shares, and average durations."""
    return indicator.numerator is not None


def entered_parts(indicator: Indicator) -> tuple[Part, ...]:
    """Give the parts that have a cell: the whole, or those ratio parts that are entered."""
    if indicator.computed:
        return ()
    if indicator.numerator is None:
        return (Part.WHOLE,)
    both = ((Part.NUMERATOR, indicator.numerator), (Part.DENOMINATOR, indicator.denominator))
    return tuple(part for part, source in both if _is_entered(source))


def _is_entered(part: RatioPart | None) -> bool:
    return part is not None and part.source is PartSource.ENTERED


def dimensions(indicator: Indicator) -> tuple[str, ...]:
    """Give its breakdowns in page order: SEX stands beside the total, the others below."""
    return tuple(sorted(indicator.breakdowns, key=lambda dim: dim != SEX))


def total_cells(indicator: Indicator) -> tuple[str, ...]:
    """Give the cells of the entered totals: one, or numerator and denominator."""
    return tuple(indicator_cell(indicator.code, (), part) for part in entered_parts(indicator))


def breakdown_cells(
    indicator: Indicator, dim: str, part: Part | str, codes: Iterable[str]
) -> tuple[str, ...]:
    """Give the cells of one breakdown table for the given categories."""
    return tuple(indicator_cell(indicator.code, ((dim, code),), part) for code in codes)


def categories(codelist: CodeList, countries: Iterable[str] = ()) -> tuple[str, ...]:
    """Give the codes of a list; an open one begins with the given countries."""
    own = tuple(code.code for code in codelist.codes)
    return (*countries, *own) if codelist.open else own


def cells_of(
    indicator: Indicator, codelists: Mapping[str, CodeList], countries: Iterable[str] = ()
) -> tuple[str, ...]:
    """Give all its cells in page order: totals, then SEX, then the other breakdowns.

    Open lists have cells for ``countries`` besides their own codes.
    """
    chosen = tuple(countries)
    return total_cells(indicator) + tuple(
        indicator_cell(indicator.code, ((dim, code),), part)
        for dim in dimensions(indicator)
        for code in categories(codelists[dim], chosen)
        for part in entered_parts(indicator)
    )


def holds(
    indicator: Indicator,
    cell: CellCode,
    codelists: Mapping[str, CodeList],
    countries: Iterable[str] = (),
) -> bool:
    """Say whether the indicator has this cell; a ratio may hold its bare result (``|R``) as well."""
    entered = entered_parts(indicator)
    parts = (*entered, Part.RESULT) if is_ratio(indicator) else entered
    return (
        cell.kind is CellKind.INDICATOR
        and cell.indicator == indicator.code
        and cell.part in parts
        and all(
            dim in indicator.breakdowns and code in categories(codelists[dim], countries)
            for dim, code in cell.breakdown
        )
    )


def questions(indicator: Indicator) -> tuple[Question, ...]:
    """Give what is counted: each entered total and, of each, every breakdown table."""
    totals = total_cells(indicator)
    tables = (Question(total, dim) for dim in dimensions(indicator) for total in totals)
    return (*map(Question, totals), *tables)


def filled(indicator: Indicator, values: Mapping[str, Value]) -> tuple[int, int, int]:
    """Count the questions answered, the questions asked, and the cells not yet read."""
    tables: set[tuple[str, str]] = set()  # part and dimension of what holds an answer
    unread, own = 0, indicator.code
    blank, not_read, tables_of = State.BLANK, State.UNREAD, _tables_of
    for code, value in values.items():
        state = value.state
        if state is not blank and code.startswith(own):
            if state is not_read:
                unread += 1
            else:
                tables |= tables_of(code)
    parts, dims = entered_parts(indicator), indicator.breakdowns
    answered = 0
    for part in parts:
        total = values.get(indicator_cell(indicator.code, (), part), BLANK)
        answered += total.answers
        settled = total.text == "0" if total.state is State.VALUE else total.answers
        answered += sum(settled or (part.value, dim) in tables for dim in dims)
    return answered, len(parts) * (1 + len(dims)), unread


@lru_cache(maxsize=65536)
def _tables_of(code: str) -> frozenset[tuple[str, str]]:
    """Give part and dimension of every table a cell stands in."""
    cell = parse_cell(code)
    return frozenset((cell.part._value_, dim) for dim, _ in cell.breakdown)


def ratio_result(indicator: Indicator, numerator: Decimal, denominator: Decimal) -> Decimal | None:
    """Give numerator / denominator x scale, half-even to its decimals; nothing over zero, 0 for no cases."""
    if denominator == 0:
        return None
    if numerator == 0:
        return Decimal(0)  # not 0.0, which says that there are cases, though too few to be seen
    exact = Fraction(numerator) * indicator.scale / Fraction(denominator)
    return Decimal(f"{round(exact * 10**indicator.decimals)}e-{indicator.decimals}")
