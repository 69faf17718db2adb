"""National figures: sums, ratios of sums, counts of yes, and what is said of the missing."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.catalogue import load
from gcm_desktop.domain.aggregate import Total, national
from gcm_desktop.domain.units import parse_unit
from gcm_desktop.domain.values import State, Value, number

UNITS = [parse_unit(f"TM-{letter}") for letter in ("A", "AR", "B", "D", "L", "M", "S")]


def total(cell: str, *answers: dict[str, Value], conflicts: list[int] | None = None) -> Total:
    indicator = load().indicators[cell[:6]]
    by_unit = dict(zip(UNITS, [*answers, *[{}] * (7 - len(answers))], strict=True))
    return national(indicator, cell, by_unit, {(UNITS[n], cell) for n in conflicts or []})


def test_a_sum_says_how_many_units_are_in_it_and_why_others_are_not() -> None:
    cell = "G01.02"
    said = total(cell, {cell: number("5")}, {cell: number("0")}, {cell: Value(State.NOT_COLLECTED)})
    assert said.number == 5
    assert (said.answered, said.asked) == (2, 7)
    assert said.not_available == (UNITS[2],)
    assert said.missing == tuple(UNITS[3:])
    assert not said.complete


def test_no_answer_is_no_number_and_never_zero() -> None:
    assert total("G01.02").number is None


def test_a_conflict_gives_no_value_to_the_sum() -> None:
    cell = "G01.02"
    said = total(cell, {cell: number("5")}, {cell: number("7")}, conflicts=[1])
    assert said.number == 5
    assert said.conflicts == (UNITS[1],)


def test_not_applicable_is_an_answer_that_adds_nothing() -> None:
    cell = "G01.02"
    said = total(cell, *[{cell: Value(State.NOT_APPLICABLE)}] * 6, {cell: number("3")})
    assert said.number == 3
    assert said.complete


def test_a_ratio_is_made_of_sums_and_never_of_ratios() -> None:
    said = total(
        "G02.01|R",
        {"G02.01|N": number("1"), "G02.01|D": number("10")},
        {"G02.01|N": number("90"), "G02.01|D": number("100")},
    )
    assert said.number == Decimal("82.7")
    assert (said.answered, said.asked) == (2, 7)


def test_yes_is_counted() -> None:
    said = total("G02.07", {"G02.07": number("1")}, {"G02.07": number("0")}, {"G02.07": number("1")})
    assert (said.number, said.answered) == (2, 3)


def test_texts_are_not_added() -> None:
    assert total("G02.09", {"G02.09": Value(State.VALUE, "12")}).number is None


counts = st.lists(st.integers(0, 10**9), min_size=7, max_size=7)


@given(counts, st.permutations(range(7)))
def test_the_order_of_units_does_not_matter(numbers: list[int], order: list[int]) -> None:
    cell = "G01.02"
    straight = total(cell, *[{cell: number(str(n))} for n in numbers])
    mixed = total(cell, *[{cell: number(str(numbers[n]))} for n in order])
    assert straight.number == mixed.number == sum(numbers)


@given(counts, counts)
def test_the_ratio_of_sums_lies_between_the_units(tops: list[int], bottoms: list[int]) -> None:
    parts = [(top, top + bottom + 1) for top, bottom in zip(tops, bottoms, strict=True)]
    said = total("G02.01|R", *[{"G02.01|N": number(str(n)), "G02.01|D": number(str(d))} for n, d in parts])
    shares = [Decimal(n) * 100 / Decimal(d) for n, d in parts]
    assert said.number is not None
    assert min(shares) - Decimal("0.05") <= said.number <= max(shares) + Decimal("0.05")
