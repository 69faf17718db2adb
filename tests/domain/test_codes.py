"""Cell codes, units, periods and return ids."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.domain.cells import indicator_cell, parse_cell
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.units import ReportingUnit, ReturnKey, parse_unit, registers_of, return_of
from gcm_desktop.errors import UserError


@pytest.mark.parametrize(
    "text",
    [
        "G05.02",
        "G05.02|SEX=F",
        "G05.02|AGE=Y0T17,SEX=F",
        "G04.07|N",
        "G04.07|SEX=_U|D",
        "G02.11|R",
        "G01.02|CIT=TUR",
        "N05.progress",
        "R.BA.BA-014.subject",
        "R.LA.7f3k9.date_iso",
    ],
)
def test_a_cell_code_comes_back_as_it_was(text: str) -> None:
    assert str(parse_cell(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "G5.02", "G24.01", "G05.02|", "G05.02|SEX=F,AGE=Y0T17", "G05.02|SEX=F,SEX=M", "G05.02|X",
     "N05.story", "R.BA..title", "G05.02 ", "Г05.02", "G05.02|SEX=F|N|D", "N00.progress"],
)  # fmt: skip
def test_what_is_not_a_cell_code_is_refused(text: str) -> None:
    with pytest.raises(UserError) as refused:
        parse_cell(text)
    assert refused.value.code == "E201"


@given(st.permutations([("SEX", "F"), ("AGE", "Y0T17"), ("CIT", "TUR")]))
def test_dimensions_have_one_order(pairs: list[tuple[str, str]]) -> None:
    assert indicator_cell("G01.02", tuple(pairs)) == "G01.02|AGE=Y0T17,CIT=TUR,SEX=F"


@pytest.mark.parametrize(
    ("text", "previous", "year_before"),
    [
        ("2026", "2025", "2025"),
        ("2026-S1", "2025-S2", "2025-S1"),
        ("2026-Q3", "2026-Q2", "2025-Q3"),
        ("2026-Q1", "2025-Q4", "2025-Q1"),
        ("2026-01", "2025-12", "2025-01"),
    ],
)
def test_periods_know_the_ones_before(text: str, previous: str, year_before: str) -> None:
    period = parse_period(text)
    assert str(period) == text
    assert str(period.previous) == previous
    assert str(period.year_before) == year_before


@pytest.mark.parametrize(
    ("first", "last"),
    [("1900", "2200"), ("1900-S1", "2200-S2"), ("1900-Q1", "2200-Q4"), ("1900-01", "2200-12")],
)
def test_nothing_comes_before_the_first_period_or_after_the_last(first: str, last: str) -> None:
    assert (parse_period(first).previous, parse_period(first).year_before) == (None, None)
    assert parse_period(last).following is None


@pytest.mark.parametrize("text", ["2019-01-01/P18M", "undated", "2020-01-30"])
def test_cited_periods_have_no_neighbours(text: str) -> None:
    period = parse_period(text)
    assert period.is_cited
    assert period.previous is None


@pytest.mark.parametrize("text", ["26", "2026-Q5", "2026-13", "2026-02-30", "2026 Q3", "", "2026-Q3/P1Y"])
def test_what_is_not_a_period_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        parse_period(text)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("TM-M", ReportingUnit("SMS", "TM-M")),
        ("TM", ReportingUnit("SMS", "TM")),
        ("MIA", ReportingUnit("MIA", "TM")),
        ("MIA@TM-M", ReportingUnit("MIA", "TM-M")),
    ],
)
def test_units_have_short_names(text: str, unit: ReportingUnit) -> None:
    assert parse_unit(text) == unit
    assert str(unit) == text


@pytest.mark.parametrize("text", ["", "mia", "TM-m", "MIA@", "@TM", "MIA@Mary", "TM-M-1"])
def test_what_is_not_a_unit_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        parse_unit(text)


def test_return_ids_are_the_same_on_every_computer_and_for_ever() -> None:
    mary = return_of(parse_unit("TM-M"), "2026-Q3")
    assert mary.id == ReturnKey("SMS", "TM-M", "2026-Q3").id == "334ecb83-253a-53ad-a2d4-17a13be7406d"
    assert registers_of(parse_unit("TM-M")).id != mary.id
