"""Figures of a year out of its quarters, and their meeting with the figures of the nation."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.catalogue import load
from gcm_desktop.domain.aggregate import national
from gcm_desktop.domain.over_time import OverTime, over_time
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.rules import number_in
from gcm_desktop.domain.units import parse_unit
from gcm_desktop.domain.values import BLANK, Basis, Precision, State, Value, number

QUARTERS = parse_period("2026").quarters
Q1, Q2, Q3, Q4 = QUARTERS
FLOW, STOCK = "G05.02", "G01.02"
ANSWERS = st.sampled_from(
    [BLANK, Value(State.NOT_COLLECTED), Value(State.NOT_APPLICABLE)] + [number(str(n)) for n in (0, 3, 70)]
)
TABLES = st.lists(st.lists(ANSWERS, min_size=4, max_size=4), min_size=1, max_size=5)


def made(cell: str, *values: Value, disputed=()) -> OverTime:
    answers = {q: {cell: value} for q, value in zip(QUARTERS, values, strict=False)}
    return over_time(load().indicators[cell[:6]], cell, QUARTERS, answers, {(q, cell) for q in disputed})


def test_flows_add_and_what_is_missing_is_named():
    said = made(FLOW, number("5"), number("0"), Value(State.NOT_COLLECTED))
    assert said.value == number("5")
    assert (said.used, said.missing, said.not_available) == ((Q1, Q2), (Q4,), (Q3,))
    assert not said.complete


def test_a_stock_is_the_last_quarters_and_says_when_a_later_one_is_missing():
    assert made(STOCK, number("5"), BLANK, number("7"), number("9")).value == number("9")
    assert made(STOCK, number("5"), BLANK, number("7"), number("9")).complete
    early = made(STOCK, number("5"), number("7"))
    assert early.value == number("7")
    assert (early.used, early.missing) == ((Q2,), (Q3, Q4))


def test_no_quarter_is_no_value_and_never_zero():
    assert made(FLOW).value == BLANK
    assert made(FLOW, *[Value(State.NOT_APPLICABLE)] * 4).value.state is State.NOT_APPLICABLE


def test_a_cumulative_value_stands_for_its_quarter_and_those_before():
    said = made(FLOW, number("5"), BLANK, number("9", basis=Basis.CUMULATIVE), number("2"))
    assert said.value == number("11")
    assert said.complete


def test_a_quarter_in_conflict_gives_nothing_until_it_is_settled():
    said = made(FLOW, number("5"), number("7"), number("1"), number("1"), disputed=[Q2])
    assert said.value == number("7")
    assert said.conflicts == (Q2,)
    assert made(STOCK, number("5"), number("7"), number("1"), number("1"), disputed=[Q2]).complete


def test_a_sum_is_as_exact_as_its_least_exact_quarter():
    said = made(FLOW, number("5"), number("7", precision=Precision.AT_LEAST))
    assert said.value.precision is Precision.AT_LEAST


@given(TABLES)
def test_adding_over_time_then_areas_equals_areas_then_time(table):
    indicator = load().indicators[FLOW]
    units = [parse_unit(f"TM-{letter}") for letter in ("A", "B", "D", "L", "M")][: len(table)]
    years = {unit: {FLOW: made(FLOW, *row).value} for unit, row in zip(units, table, strict=True)}
    by_quarter = [
        national(indicator, FLOW, {unit: {FLOW: row[n]} for unit, row in zip(units, table, strict=True)})
        for n in range(4)
    ]
    known = [total.number for total in by_quarter if total.number is not None]
    assert national(indicator, FLOW, years).number == (sum(known, Decimal(0)) if known else None)


@given(st.lists(ANSWERS, min_size=4, max_size=4))
def test_every_quarter_is_used_or_named_or_needed_by_nobody(row):
    said = made(FLOW, *row)
    spoken = {*said.used, *said.missing, *said.not_available}
    silent = [q for q, value in zip(QUARTERS, row, strict=True) if q not in spoken]
    assert all(row[QUARTERS.index(q)].state is State.NOT_APPLICABLE for q in silent)
    assert (said.value.state is State.VALUE) == any(number_in({FLOW: v}, FLOW) is not None for v in row)
