from dataclasses import replace

import pytest

from gcm_desktop.catalogue import asked, asked_by, is_asked, load, national_units, units
from gcm_desktop.domain.catalogue import Periodicity, TimeRule
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.units import parse_unit

CATALOGUE = load()
QUARTER = parse_period("2026-Q3")
YEAR = parse_period("2026")
VELAYATS = ("TM-S", "TM-AR", "TM-A", "TM-B", "TM-D", "TM-L", "TM-M")


def test_a_velayat_is_asked_the_two_tiers_that_are_not_national():
    for indicator in asked(CATALOGUE, parse_unit("TM-M"), QUARTER):
        assert not indicator.national
        assert indicator.tier in (1, 2)
        assert not indicator.computed


def test_a_quarter_asks_what_is_quarterly():
    for unit in ("TM-M", "MIA", "TM"):
        found = asked(CATALOGUE, parse_unit(unit), QUARTER)
        assert {indicator.periodicity for indicator in found} == {Periodicity.QUARTERLY}


def test_a_year_asks_what_is_annual_and_what_quarters_cannot_give():
    for indicator in asked(CATALOGUE, parse_unit("TM-M"), YEAR):
        assert indicator.periodicity is Periodicity.ANNUAL or indicator.time_rule is TimeRule.ANNUAL_VALUE
    assert is_asked(CATALOGUE, parse_unit("TM-M"), YEAR, CATALOGUE.indicators["G21.05"])
    assert not is_asked(CATALOGUE, parse_unit("TM-M"), YEAR, CATALOGUE.indicators["G05.02"])


def test_periods_that_depend_on_the_same_are_asked_the_same():
    first, *others = CATALOGUE.asked
    later = replace(CATALOGUE, asked=(replace(first, valid_from="2027"), *others))
    periods = [
        parse_period(text) for text in ("1950", "2025-Q4", "2026-Q3", "2027-Q1", "2030-Q2", "2026", "2031")
    ]
    for catalogue in (CATALOGUE, later):
        for unit in map(parse_unit, ("TM-M", "MIA", "TM")):
            known: dict[object, object] = {}
            for period in periods:
                found = asked(catalogue, unit, period)
                assert known.setdefault(asked_by(catalogue, unit, period), found) == found


@pytest.mark.parametrize("period", ["2026-07", "2026-S1", "2026-07-15", "2019-01-01/P18M", "undated"])
def test_other_periods_ask_nothing(period):
    assert asked(CATALOGUE, parse_unit("TM-M"), parse_period(period)) == ()
    assert units(CATALOGUE, parse_period(period)) == ()


def test_a_state_body_is_asked_the_national_indicators_it_provides():
    for indicator in asked(CATALOGUE, parse_unit("MIA"), YEAR):
        assert indicator.national
        assert "MIA" in indicator.providers


def test_the_third_tier_asks_its_first_provider_alone():
    indicator = next(
        i
        for i in CATALOGUE.indicators.values()
        if i.national and i.tier == 3 and i.providers[1:] and not i.computed
    )
    first, second = (parse_unit("TM" if code == "SMS" else code) for code in indicator.providers[:2])
    assert is_asked(CATALOGUE, first, YEAR, indicator)
    assert not is_asked(CATALOGUE, second, YEAR, indicator)


@pytest.mark.parametrize("unit", ["MIA@TM-M", "TM-M-01", "RCS"])
def test_who_is_in_no_rule_is_asked_nothing(unit):
    assert asked(CATALOGUE, parse_unit(unit), QUARTER) == ()


def test_arkadag_is_asked_since_it_exists():
    before, after = parse_period("2022-Q4"), parse_period("2023-Q1")
    assert asked(CATALOGUE, parse_unit("TM-AR"), before) == ()
    assert asked(CATALOGUE, parse_unit("TM-AR"), after)
    assert len(national_units(CATALOGUE, before)) == 6
    assert tuple(map(str, national_units(CATALOGUE, after))) == VELAYATS


def test_units_are_those_asked_something():
    for period in (QUARTER, YEAR):
        found = units(CATALOGUE, period)
        assert tuple(map(str, found))[:7] == VELAYATS
        assert all(asked(CATALOGUE, unit, period) for unit in found)
    assert "MIA" in map(str, units(CATALOGUE, QUARTER))


def test_a_rule_holds_from_its_first_to_its_last_period():
    rule = replace(CATALOGUE.asked[0], valid_from="2026-Q2", valid_to="2026-Q3", only=("G05.02",))
    narrow = replace(CATALOGUE, asked=(rule,))
    found = {
        quarter: [i.code for i in asked(narrow, parse_unit("TM-M"), parse_period(quarter))]
        for quarter in ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")
    }
    assert found == {"2026-Q1": [], "2026-Q2": ["G05.02"], "2026-Q3": ["G05.02"], "2026-Q4": []}
