"""An unread answer carries what it may have meant, with the reason; doubtful ones are never sure."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop import catalogue as reading_catalogue
from gcm_desktop.domain.catalogue import ValueType
from gcm_desktop.domain.cells import Part
from gcm_desktop.domain.proposing import Reason, proposals
from gcm_desktop.domain.values import Precision, State, Value

CATALOGUE = reading_catalogue.load()
COUNT = next(
    i for i in CATALOGUE.indicators.values() if i.value_type is ValueType.COUNT and i.unit == "PERSONS"
)
MONEY = next(i for i in CATALOGUE.indicators.values() if i.value_type is ValueType.MONEY and i.decimals)
SHARE = next(i for i in CATALOGUE.indicators.values() if i.unit == "PT")
DATE = next((i for i in CATALOGUE.indicators.values() if i.value_type is ValueType.DATE), None)


def found(text, indicator=COUNT, part=Part.WHOLE):
    name = CATALOGUE.units[indicator.unit].name
    return proposals(indicator, part, Value(State.UNREAD, text, note="n"), (name.tk, name.ru, name.en))


def said(text, indicator=COUNT, part=Part.WHOLE):
    return [
        (one.value.text or one.value.state.value, one.reason, one.sure)
        for one in found(text, indicator, part)
    ]


COUNTS = {
    "12": ("12", Reason.TEXT, True),
    "1 234": ("1234", Reason.SPACES, True),
    "1\u00a0234\u00a0567": ("1234567", Reason.SPACES, True),
    "1\u202f234": ("1234", Reason.SPACES, True),
    "1'234": ("1234", Reason.SPACES, True),
    "1\u2019234": ("1234", Reason.SPACES, True),
    "1.234.567": ("1234567", Reason.SPACES, True),
    "1.234": ("1234", Reason.GROUPS, False),
    "1,234": ("1234", Reason.GROUPS, False),
    "412 adam": ("412", Reason.UNIT, True),
    "412 чел.": ("412", Reason.UNIT, True),
    "1 234 человек": ("1234", Reason.UNIT, True),
    "412 persons": ("412", Reason.UNIT, True),
    "412 gyz": ("412", Reason.WORDS, False),
    "412²": ("412", Reason.WORDS, False),
    "12 тыс. чел.": ("12000", Reason.THOUSANDS, False),
    "1,2 müň": ("1200", Reason.THOUSANDS, False),
    "４１２": ("412", Reason.LETTERS, True),
    "٤١٢": ("412", Reason.LETTERS, True),
    "4О2": ("402", Reason.LETTERS, True),
    "4l2": ("412", Reason.LETTERS, True),
    "412.": ("412", Reason.TEXT, True),
    "'00412": ("412", Reason.SIGNS, True),
    "412,–": ("412", Reason.SIGNS, True),
    "1901-02-15": ("412", Reason.DATE, False),
    "412 %": ("412", Reason.PERCENT, False),
    "н/д": ("O", Reason.LACKING, True),
    "maglumat ýok": ("O", Reason.LACKING, True),
    "degişli däl": ("M", Reason.CANNOT, True),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), COUNTS.items(), ids=COUNTS.keys())
def test_a_count_is_proposed_from_what_people_write(text, wanted):
    assert said(text) == [wanted]


@pytest.mark.parametrize("text", ["–", "-", "нет", "Ýok", "none"])
def test_words_for_nothing_may_be_zero_or_no_data_and_are_asked(text):
    assert said(text) == [("0", Reason.NONE, False), ("O", Reason.NONE, False)] or said(text) == [
        ("0", Reason.NONE, False),
        ("O", Reason.LACKING, False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1,5",
        "-5",
        "12 3 gyz",
        "²",
        "G05",
        "много",
        "2026-05-01",
        "12/13",
        "=SUM(A1)",
        "#REF!",
        "5 · sometimes",
    ],
)
def test_what_is_not_clear_enough_gets_no_proposal(text):
    assert found(text) == ()


def test_decimals_read_both_ways_and_dates_turn_back_to_numbers():
    assert said("1,234", MONEY)[1] == ("1234", Reason.GROUPS, False)
    assert said("0,500", MONEY) == [("0.5", Reason.TEXT, True)]
    assert said("1 234,5", MONEY) == [("1234.5", Reason.SPACES, True)]
    assert said("2026-05-01", MONEY) == [("1.5", Reason.DATE, False)]
    assert said("5 %", SHARE, Part.RESULT) == [("5", Reason.PERCENT, True)]


def test_about_and_the_note_stay_with_the_number():
    (one,) = found("около 1 200 чел.")
    assert (one.value.text, one.value.precision, one.value.note) == ("1200", Precision.ABOUT, "n")
    (one,) = found("≈ 1 234")
    assert (one.value.text, one.value.precision) == ("1234", Precision.ABOUT)


def test_a_date_in_words_is_proposed():
    if DATE is not None:
        (one,) = found("1 мая 2008 г.", DATE)
        assert one.value.text == "2008-05-01"


@given(st.integers(0, 10**12), st.sampled_from(" \u00a0\u202f'"), st.sampled_from(("", " adam", " чел", ".")))
def test_a_grouped_count_is_always_proposed_as_itself(number, apart, tail):
    text = f"{number:,}".replace(",", apart) + tail
    assert [one.value.text for one in found(text)] == [str(number)]


@given(st.text(max_size=12))
def test_whatever_is_written_a_proposal_is_a_value_the_cell_can_hold(text):
    for indicator in (COUNT, MONEY, SHARE):
        for one in found(text, indicator):
            assert one.value.state is not State.UNREAD
            if one.value.state is State.VALUE:
                assert Decimal(one.value.text).is_finite()
            if indicator is COUNT and one.value.text:
                assert one.value.text.isdigit()
