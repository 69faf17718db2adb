from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.catalogue import has_cell, load
from gcm_desktop.domain.cells import parse_cell
from gcm_desktop.domain.questions import (
    Question,
    cells_of,
    filled,
    is_number_cell,
    questions,
    ratio_result,
    total_cells,
)
from gcm_desktop.domain.values import State, Value, number

CATALOGUE = load()
LISTS = CATALOGUE.codelists
VISAS = CATALOGUE.indicators["G05.02"]  # SEX, AGE, VISA, CIT
SHARE = CATALOGUE.indicators["G02.01"]  # numerator and denominator entered; SEX, AGE, URB, DIS
RATE = CATALOGUE.indicators["G10.02"]  # numerator taken from G10.01


def test_cells_come_in_page_order():
    cells = cells_of(VISAS, LISTS)
    assert cells[:4] == ("G05.02", "G05.02|SEX=F", "G05.02|SEX=M", "G05.02|SEX=_U")
    assert cells[-1] == "G05.02|CIT=_U"


def test_an_open_list_takes_the_countries_given():
    assert "G05.02|CIT=TUR" not in cells_of(VISAS, LISTS)
    assert "G05.02|CIT=TUR" in cells_of(VISAS, LISTS, ("TUR",))


def test_a_ratio_has_its_two_parts_with_their_breakdowns():
    cells = cells_of(SHARE, LISTS)
    assert cells[:4] == ("G02.01|N", "G02.01|D", "G02.01|SEX=F|N", "G02.01|SEX=F|D")


def test_a_part_taken_from_another_indicator_has_no_cell():
    assert total_cells(RATE) == ("G10.02|D",)


def test_an_average_duration_is_asked_in_two_parts():
    assert total_cells(CATALOGUE.indicators["G13.03"]) == ("G13.03|N", "G13.03|D")


def test_what_the_program_computes_has_no_cells_and_asks_nothing():
    for indicator in CATALOGUE.indicators.values():
        if indicator.computed:
            assert cells_of(indicator, LISTS) == ()
            assert questions(indicator) == ()


def test_every_cell_is_a_canonical_code_the_catalogue_knows():
    for indicator in CATALOGUE.indicators.values():
        cells = cells_of(indicator, LISTS, ("TUR", "RUS"))
        assert len(set(cells)) == len(cells)
        for cell in cells:
            assert str(parse_cell(cell)) == cell
            assert has_cell(CATALOGUE, parse_cell(cell))


@pytest.mark.parametrize(
    "cell", ["G05.02|N", "G05.02|SEX=X", "G05.02|URB=U", "G10.02|N", "G07.04|N", "G05.02|CIT=ZZZ", "G05.02|R"]
)
def test_other_cells_do_not_exist(cell):
    assert not has_cell(CATALOGUE, parse_cell(cell))


@pytest.mark.parametrize(
    "cell", ["G02.01|R", "G10.02|D", "G05.02|CIT=TUR", "N05.progress", "R.BA.x1.partner"]
)
def test_cells_outside_a_form_exist_too(cell):
    assert has_cell(CATALOGUE, parse_cell(cell))


def test_each_total_and_each_table_is_one_question():
    assert questions(VISAS) == (
        Question("G05.02"),
        *(Question("G05.02", dim) for dim in ("SEX", "AGE", "VISA", "CIT")),
    )
    assert len(questions(SHARE)) == 2 + 2 * 4


@pytest.mark.parametrize(
    ("values", "answered"),
    [
        ({}, 0),
        ({"G05.02": number("412")}, 1),
        ({"G05.02": number("0")}, 5),
        ({"G05.02": Value(State.NOT_COLLECTED)}, 5),
        ({"G05.02": Value(State.NOT_APPLICABLE)}, 5),
        ({"G05.02": number("412"), "G05.02|SEX=F": number("200")}, 2),
        ({"G05.02|CIT=TUR": number("3"), "G05.02|CIT=RUS": number("4")}, 1),
        ({"G05.02": Value(State.UNREAD, "about 400?")}, 0),
        ({"G05.02": Value(note="will follow")}, 0),
        ({"G05.01": number("450")}, 0),
    ],
)
def test_a_table_is_answered_by_one_of_its_cells_or_by_an_empty_total(values, answered):
    assert filled(VISAS, values)[:2] == (answered, 5)


def test_cells_not_yet_read_are_counted():
    values = {"G05.02": Value(State.UNREAD, "?"), "G05.02|SEX=F": Value(State.UNREAD, "abc")}
    assert filled(VISAS, values) == (0, 5, 2)


def test_each_part_of_a_ratio_settles_its_own_tables():
    assert filled(SHARE, {"G02.01|N": number("0")}) == (5, 10, 0)
    assert filled(SHARE, {"G02.01|N": number("0"), "G02.01|D": number("900")}) == (6, 10, 0)


def test_whoever_fills_every_cell_has_answered_every_question():
    for indicator in CATALOGUE.indicators.values():
        values = {cell: number("1") for cell in cells_of(indicator, LISTS)}
        answered, expected, unread = filled(indicator, values)
        assert (answered, unread) == (expected, 0)


ANSWERS = st.sampled_from(
    [number("0"), number("7"), Value(State.NOT_AVAILABLE), Value(State.UNREAD, "x"), Value()]
)


@given(st.dictionaries(st.sampled_from(cells_of(SHARE, LISTS)), ANSWERS))
def test_more_answers_never_count_less(values):
    answered, expected, _ = filled(SHARE, values)
    assert 0 <= answered <= expected
    fewer = dict(list(values.items())[::2])
    if not any(value.state is State.UNREAD for value in values.values()):
        assert filled(SHARE, fewer)[0] <= answered


def test_nothing_is_computed_over_zero():
    assert ratio_result(SHARE, Decimal(5), Decimal(0)) is None


@pytest.mark.parametrize(
    ("numerator", "denominator", "result"),
    [
        ("1", "3", "33.3"),
        ("0", "10000", "0"),
        ("5", "10000", "0.0"),
        ("15", "10000", "0.2"),
        ("1", "1", "100.0"),
    ],
)
def test_a_result_is_rounded_half_even(numerator, denominator, result):
    assert str(ratio_result(SHARE, Decimal(numerator), Decimal(denominator))) == result


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_a_result_is_never_further_than_half_a_step_from_the_exact_one(numerator, denominator):
    result = ratio_result(RATE, Decimal(numerator), Decimal(denominator))
    assert result is not None
    exact = Fraction(numerator * RATE.scale, denominator)
    assert abs(Fraction(result) - exact) * 2 <= Fraction(1, 10**RATE.decimals)


def test_numbers_are_told_from_other_answers():
    assert is_number_cell(VISAS)
    assert is_number_cell(SHARE)
    assert not is_number_cell(CATALOGUE.indicators["G11.16"])
