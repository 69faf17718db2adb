"""Content digest, check code, goal checks and control totals."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gcm_desktop.domain.digests import (
    check_code,
    content_digest,
    goal_check,
    goal_control_totals,
    mistyped_groups,
)
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import BLANK, State, Value, number

MARY = ReturnKey("SMS", "TM-M", "2026-Q3")
VALUES = {"G01.02": number("5"), "G01.02|SEX=F": number("2"), "G05.02": Value(State.NOT_COLLECTED)}


def test_equal_values_give_equal_digests_however_they_were_written_or_ordered() -> None:
    written = {k: replace(v, written="5,0") for k, v in reversed(VALUES.items())}
    blanks = {**written, "G03.01": BLANK}
    assert content_digest(MARY, "c", VALUES) == content_digest(MARY, "c", blanks)


@pytest.mark.parametrize("other", [number("6"), number("5", note="x"), number("5", quality="E"), BLANK])
def test_any_other_answer_gives_another_digest(other: Value) -> None:
    assert content_digest(MARY, "c", VALUES) != content_digest(MARY, "c", {**VALUES, "G01.02": other})


@given(st.binary(min_size=32, max_size=32).map(bytes.hex))
def test_a_check_code_is_five_groups_that_fit(content: str) -> None:
    code = check_code(content)
    assert [len(group) for group in code.split()] == [4] * 5
    assert mistyped_groups(code.replace(" ", "-")) == ()


@given(st.binary(min_size=32, max_size=32).map(bytes.hex), st.integers(0, 19), st.integers(0, 9))
def test_a_wrong_digit_is_found_in_its_group(content: str, place: int, digit: int) -> None:
    digits = check_code(content).replace(" ", "")
    assume(digits[place] != str(digit))
    typed = digits[:place] + str(digit) + digits[place + 1 :]
    assert mistyped_groups(typed) == (place // 4 + 1,)


@given(st.binary(min_size=32, max_size=32).map(bytes.hex), st.integers(0, 18))
def test_exchanged_neighbours_are_found(content: str, place: int) -> None:
    digits = check_code(content).replace(" ", "")
    assume(place % 4 != 3 and digits[place] != digits[place + 1])
    typed = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    assert mistyped_groups(typed) == (place // 4 + 1,)


@given(st.binary(min_size=32, max_size=32).map(bytes.hex), st.integers(0, 3))
def test_exchanged_groups_are_found(content: str, place: int) -> None:
    groups = check_code(content).split()
    assume(groups[place] != groups[place + 1])
    groups[place], groups[place + 1] = groups[place + 1], groups[place]
    assert set(mistyped_groups(" ".join(groups))) & {place + 1, place + 2}


def test_a_goal_check_sees_its_own_goal_only() -> None:
    before = goal_check(1, VALUES)
    assert goal_check(1, {**VALUES, "G05.02": number("9")}) == before
    assert goal_check(1, {**VALUES, "G01.02": number("9")}) != before


def test_a_control_total_adds_every_number_of_its_goal() -> None:
    values = {**VALUES, "G01.09": number("1"), "N01.progress": Value(State.VALUE, "text")}
    totals = goal_control_totals(values, {"G01.02": True, "G05.02": True, "G01.09": False})
    assert totals == {1: Decimal(7), 5: Decimal(0)}
