"""A value reads the same wherever it is shown, and an editor gives it back unchanged."""

import pytest

from gcm_desktop.app.display import editable, shown, shown_change
from gcm_desktop.domain.entries import entry
from gcm_desktop.domain.values import BLANK, Precision, State, Value, number
from gcm_desktop.i18n import words


@pytest.mark.parametrize(
    ("cell", "value", "text"),
    [
        ("G05.02", number("1234567"), "1,234,567"),
        ("G05.02", number("0"), "0"),
        ("G05.02", number("412", precision=Precision.ABOUT), "≈\u00a0412"),
        ("G05.02", number("412", precision=Precision.AT_LEAST), "≥\u00a0412"),
        ("G05.02", number("412", precision=Precision.ALMOST), "almost 412"),
        ("G05.02", BLANK, ""),
        ("G05.02", Value(State.NOT_COLLECTED), "…"),
        ("G05.02", Value(State.NOT_AVAILABLE), "…"),
        ("G05.02", Value(State.NOT_APPLICABLE), "×"),
        ("G05.02", Value(State.UNREAD, "many"), "many"),
        ("N05.progress", Value(State.VALUE, "good"), "good"),
        ("R.BA.r1.partner", Value(State.VALUE, "TUR"), "Türkiye"),
    ],
)
def test_a_value_reads_as_on_paper(catalogue, cell, value, text):
    assert shown(words("en"), catalogue, cell, value) == text


def test_numbers_are_grouped_as_the_language_writes_them(catalogue):
    assert shown(words("tk"), catalogue, "G05.02", number("1234567")) == "1\u00a0234\u00a0567"


@pytest.mark.parametrize("typed", ["412", "~412", ">=412", ">412", "<~412", "?L", "?O", "x", "0", "", "many"])
def test_an_editor_gives_the_value_back(catalogue, typed):
    indicator = catalogue.indicators["G05.02"]
    value = entry(indicator, "G05.02", typed, catalogue.codelists)
    again = entry(indicator, "G05.02", editable(catalogue, "G05.02", value), catalogue.codelists)
    assert again.same_as(value)


@pytest.mark.parametrize("typed", ["2008", "2008-05", "01.05.2008", "01052008"])
def test_dates_of_every_precision_come_back(catalogue, typed):
    code = next(i.code for i in catalogue.indicators.values() if i.value_type == "date")
    indicator = catalogue.indicators[code]
    value = entry(indicator, code, typed, catalogue.codelists)
    assert value.state is State.VALUE
    assert entry(indicator, code, editable(catalogue, code, value), catalogue.codelists) == value


def test_changes_have_a_sign():
    from decimal import Decimal

    assert shown_change(words("en"), Decimal(110), Decimal(100)) == "+10%"
    assert shown_change(words("en"), Decimal(90), Decimal(100)) == "\u221210%"
    assert shown_change(words("en"), Decimal(90), None) == ""
