"""Figures read from pasted cells: what is mended is named, what reads two ways is left out."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.domain.blocks import Asked, Block, Kind, Pasted, Refusal, Repair, read_number
from gcm_desktop.domain.values import Precision

PERSONS = Asked(whole=True, units=frozenset({"adam", "человек", "persons"}))
MONEY = Asked()
PER_CENT = Asked(percent=True, units=frozenset({"%"}))


def shown(text, kind=Kind.SHOWN):
    return Pasted(text, kind=kind)


@pytest.mark.parametrize(
    ("text", "number", "repairs"),
    [
        ("412", "412", ()),
        ("412 adam", "412", (Repair.UNIT,)),
        ("412 ЧЕЛОВЕК", "412", (Repair.UNIT,)),
        ("1 234", "1234", (Repair.GROUPS,)),
        ("1\u00a0234", "1234", (Repair.SPACES, Repair.GROUPS)),
        ("12\u202f345\u202f678", "12345678", (Repair.SPACES, Repair.GROUPS)),
        ("1.234", "1234", (Repair.GROUPS,)),
        ("1,234", "1234", (Repair.GROUPS,)),
        ("1'234'567", "1234567", (Repair.GROUPS,)),
        ("\u22125", "-5", (Repair.MINUS,)),
        ("3,0", "3.0", (Repair.COMMA,)),
    ],
)
def test_a_whole_figure_is_read_and_what_was_mended_is_named(text, number, repairs):
    reading = read_number(shown(text), PERSONS)
    assert (reading.number, reading.repairs) == (Decimal(number), repairs)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("####", Refusal.TOO_NARROW),
        ("#REF!", Refusal.ERROR),
        ("#Н/Д", Refusal.ERROR),
        ("#ДЕЛ/0!", Refusal.ERROR),
        ("Err:502", Refusal.ERROR),
        ("01.05.2026", Refusal.DATE),
        ("5/1/2026", Refusal.DATE),
        ("–", Refusal.DASH),
        ("412 gün", Refusal.OTHER_UNIT),
        ("3 müň adam", Refusal.OTHER_UNIT),
        ("12 34", Refusal.NOT_NUMBER),
        ("abc", Refusal.NOT_NUMBER),
        ("1.234.56", Refusal.NOT_NUMBER),
    ],
)
def test_what_is_no_figure_is_left_out_with_the_reason(text, refusal):
    assert read_number(shown(text), PERSONS).refusal is refusal


def test_one_sign_before_three_digits_reads_two_ways_where_decimals_are_asked():
    assert read_number(shown("1,234"), MONEY).refusal is Refusal.TWO_WAYS
    assert read_number(shown("1,234"), Asked(sign=",")).number == Decimal("1.234")
    assert read_number(shown("1,234"), Asked(sign=".")).number == 1234
    assert read_number(shown("0,125"), MONEY).number == Decimal("0.125")


@pytest.mark.parametrize(
    ("texts", "sign"),
    [
        (["3,5", "1.234"], ","),
        (["1.234.567"], ","),
        (["1,234.5"], "."),
        (["1,234"], ""),
        (["3,5", "2.5"], ""),
    ],
)
def test_the_other_figures_of_a_block_prove_its_decimal_sign(texts, sign):
    assert Block(tuple((shown(text),) for text in texts)).decimal_sign() == sign


def test_an_error_is_an_error_though_an_exact_zero_stands_beside_it():
    assert read_number(Pasted("#DIV/0!", Decimal(0), Kind.NUMBER), PERSONS).refusal is Refusal.ERROR


def test_hash_signs_do_no_harm_where_the_exact_value_came_along():
    assert read_number(Pasted("####", Decimal(412), Kind.NUMBER), PERSONS).number == 412


def test_a_per_cent_format_counts_only_where_per_cent_is_asked():
    cell = Pasted("45,3%", Decimal("0.453"), Kind.NUMBER, percent=True)
    assert read_number(cell, PER_CENT).number == Decimal("45.300")
    assert read_number(cell, PERSONS).refusal is Refusal.OTHER_UNIT
    assert read_number(shown("45,3 %"), PER_CENT).number == Decimal("45.3")


def test_a_sign_before_the_figure_is_its_precision():
    reading = read_number(shown("≈ 1 250"), PERSONS)
    assert (reading.number, reading.precision) == (1250, Precision.ABOUT)


def test_a_figure_kept_as_text_is_named():
    assert read_number(shown("412", Kind.TEXT), PERSONS).repairs == (Repair.TEXT_NUMBER,)


@given(st.integers(-(10**12), 10**12), st.sampled_from([" ", "\u00a0", "\u202f", ".", ",", "'", "’"]))
def test_thousands_written_any_way_are_the_same_whole_number(number, sign):
    assert read_number(shown(f"{number:,}".replace(",", sign)), PERSONS).number == number


@given(st.text(max_size=40))
def test_any_letters_are_a_figure_or_have_a_reason(text):
    reading = read_number(shown(text), MONEY)
    assert (reading.number is None) is (reading.refusal is not None)
