"""Numbers as people type them and the one text that is kept."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.domain.numbers import canonical, parse_typed


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("412", "412"),
        (" 412 ", "412"),
        ("1 234", "1234"),
        ("1\u00a0234\u00a0567,5", "1234567.5"),
        ("1\u202f234", "1234"),
        ("1234.5", "1234.5"),
        ("1,5", "1.5"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("-3", "-3"),
        ("007", "7"),
        ("0", "0"),
    ],
)
def test_a_typed_number_is_read(text: str, number: str) -> None:
    assert parse_typed(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    ["", "-", "412 adam", "1 23", "12 34", "1.2.3", "1,2,3", "1e5", "٤١٢", "½", "+", "NaN", "0x1F", "#REF!"],
)
def test_what_is_not_a_number_is_not_guessed(text: str) -> None:
    assert parse_typed(text) is None


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        ("4.9999999999999996", 0, "5"),
        ("1.2E3", 0, "1200"),
        ("2.5", 0, "2"),
        ("3.5", 0, "4"),
        ("0.125", 2, "0.12"),
        ("-0.001", 1, "0"),
        ("100", 2, "100"),
        ("12.50", 2, "12.5"),
    ],
)
def test_the_kept_text_is_canonical(number: str, decimals: int, text: str) -> None:
    assert canonical(Decimal(number), decimals) == text


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1E400", "1000000000000000"])
def test_numbers_no_form_can_mean_are_refused(number: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        canonical(Decimal(number), 0)


numbers = st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=4)


@given(numbers, st.integers(0, 4))
def test_canonical_is_a_fixed_point(number: Decimal, decimals: int) -> None:
    text = canonical(number, decimals)
    assert canonical(Decimal(text), decimals) == text
    assert parse_typed(text) == Decimal(text)


@given(st.integers(-(10**14), 10**14))
def test_grouping_by_spaces_changes_nothing(number: int) -> None:
    assert parse_typed(f"{number:,}".replace(",", "\u00a0")) == number


@given(st.text(max_size=20))
def test_any_text_is_read_or_left_alone(text: str) -> None:
    number = parse_typed(text)
    assert number is None or number.is_finite()
