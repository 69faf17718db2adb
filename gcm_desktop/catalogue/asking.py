"""Says who is asked what, and when."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date

from gcm_desktop.catalogue.areas import is_valid
from gcm_desktop.domain.catalogue import AskedRule, Catalogue, Indicator, Periodicity, TimeRule
from gcm_desktop.domain.periods import Frequency, Period, parse_period
from gcm_desktop.domain.units import SERVICE, ReportingUnit

_PROVIDERS = "providers"


def asked(catalogue: Catalogue, unit: ReportingUnit, period: Period) -> tuple[Indicator, ...]:
    """Give the indicators a unit is asked in a period, in the order of the pages."""
    return tuple(
        indicator
        for indicator in catalogue.indicators.values()
        if is_asked(catalogue, unit, period, indicator)
    )


def asked_by(catalogue: Catalogue, unit: ReportingUnit, period: Period) -> Hashable:
    """Give what it depends on which indicators a unit is asked: equal means that they are the same."""
    rules = tuple(_in_force(rule, period) for rule in catalogue.asked)
    return unit, period.frequency, rules, is_valid(catalogue.areas[unit.area], period.last_day)


def is_asked(catalogue: Catalogue, unit: ReportingUnit, period: Period, indicator: Indicator) -> bool:
    """Say whether a unit is asked one indicator in a period."""
    return falls_due(indicator, period) and any(
        _asks(catalogue, rule, unit, period, indicator) for rule in catalogue.asked
    )


def falls_due(indicator: Indicator, period: Period) -> bool:
    """Say whether somebody answers the indicator for this kind of period."""
    if indicator.computed:
        return False
    if period.frequency is Frequency.QUARTER:
        return indicator.periodicity is Periodicity.QUARTERLY
    return period.frequency is Frequency.YEAR and (
        indicator.periodicity is Periodicity.ANNUAL or indicator.time_rule is TimeRule.ANNUAL_VALUE
    )


def units(catalogue: Catalogue, period: Period) -> tuple[ReportingUnit, ...]:
    """Give every real unit that is asked something in a period."""
    due = [i for i in catalogue.indicators.values() if falls_due(i, period)]
    return tuple(
        unit
        for unit in _candidates(catalogue)
        if any(
            _asks(catalogue, rule, unit, period, indicator) for rule in catalogue.asked for indicator in due
        )
    )


def national_units(catalogue: Catalogue, period: Period) -> tuple[ReportingUnit, ...]:
    """Give the one declared set of units whose figures make the national figure."""
    return tuple(
        ReportingUnit(SERVICE, area)
        for rule in catalogue.asked
        if not rule.national and SERVICE in rule.offices and _in_force(rule, period)
        for area in rule.areas
        if not catalogue.areas[area].practice and is_valid(catalogue.areas[area], period.last_day)
    )


def _candidates(catalogue: Catalogue) -> tuple[ReportingUnit, ...]:
    found = {
        ReportingUnit(office, area): None
        for rule in catalogue.asked
        for area in rule.areas
        if not catalogue.areas[area].practice
        for office in (catalogue.offices if _PROVIDERS in rule.offices else rule.offices)
    }
    return tuple(found)


def _asks(
    catalogue: Catalogue, rule: AskedRule, unit: ReportingUnit, period: Period, indicator: Indicator
) -> bool:
    return (
        unit.area in rule.areas
        and indicator.national is rule.national
        and indicator.tier in rule.tiers
        and (not rule.only or indicator.code in rule.only)
        and unit.office in _offices(rule, indicator)
        and _in_force(rule, period)
        and is_valid(catalogue.areas[unit.area], period.last_day)
    )


def _offices(rule: AskedRule, indicator: Indicator) -> tuple[str, ...]:
    if _PROVIDERS not in rule.offices:
        return rule.offices
    return indicator.providers[:1] if rule.first_provider_only else indicator.providers


def _in_force(rule: AskedRule, period: Period) -> bool:
    day = period.last_day
    return (not rule.valid_from or _last_day(rule.valid_from) <= day) and (
        not rule.valid_to or day <= _last_day(rule.valid_to)
    )


def _last_day(text: str) -> date:
    return parse_period(text).last_day
