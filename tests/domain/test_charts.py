"""Measures with round steps, and shades that keep the order of the numbers."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.domain.charts import COLUMNS, PLACES, Chart, Mark, scale, shades

NUMBERS = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=2)


@given(st.lists(NUMBERS, max_size=8))
def test_a_measure_holds_every_number_and_zero_in_few_round_steps(numbers):
    made = scale(numbers)
    assert all(0 <= made.share(number) <= 1 for number in [*numbers, Decimal(0)])
    assert 2 <= len(made.ticks) <= 8
    assert made.step.as_tuple().digits in ((1,), (2,), (5,), (1, 0))
    assert Decimal(0) in made.ticks


@given(st.lists(st.none() | NUMBERS, min_size=1, max_size=7))
def test_a_larger_number_never_has_a_lighter_shade(numbers):
    chart = Chart("", "", tuple(Mark(str(n), number, "", area=str(n)) for n, number in enumerate(numbers)))
    drawn = shades(chart)
    known = [(number, drawn[str(n)]) for n, number in enumerate(numbers) if number is not None]
    assert all(a_shade <= b_shade for a, a_shade in known for b, b_shade in known if a <= b)
    assert all(0 <= shade < 4 for shade in drawn.values())


def test_no_two_areas_lie_on_one_another():
    taken = [(left + n, row) for left, row, wide in PLACES.values() for n in range(wide)]
    assert len(taken) == len(set(taken))
    assert max(column for column, _ in taken) < COLUMNS


def test_one_figure_alone_needs_no_picture():
    assert not Chart("", "", (Mark("a", Decimal(3), "3"), Mark("b", None, "…"))).speaks
    assert Chart("", "", (Mark("a", Decimal(3), "3"), Mark("b", Decimal(0), "0"))).speaks
