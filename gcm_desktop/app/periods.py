"""Periods: the next one begins where the last return ended, and a sent one is read until it is corrected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gcm_desktop.app import acting
from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.periods import Period, parse_period
from gcm_desktop.domain.records import ActKind
from gcm_desktop.domain.units import ReportingUnit, ReturnKey, return_of
from gcm_desktop.domain.values import Value

#: A return in one of these states has left the office; sent back with remarks, it is work again.
GONE: Final = (
    ActKind.SENT,
    ActKind.RECEIVED,
    ActKind.CHECKED,
    ActKind.ANSWERED,
    ActKind.ACCEPTED,
    ActKind.LOCKED,
)


def first_return(desk: Desk) -> ReturnKey:
    """Give the return the window shows first; in a national file the first unit that has one."""
    if desk.unit is not None:
        return desk.key()
    from gcm_desktop.catalogue import national_units

    here = [key.unit for key in desk.file.returns() if key.period == desk.period]
    return desk.key((here or list(national_units(desk.catalogue, parse_period(desk.period))))[0])


def held(desk: Desk, unit: ReportingUnit) -> tuple[Period, ...]:
    """Give the periods a unit has a return of here, the earliest first."""
    found = [parse_period(key.period) for key in desk.file.readable() if key.unit == unit and key.period]
    return tuple(sorted(found, key=lambda period: (period.last_day, period.text)))


def following(desk: Desk, unit: ReportingUnit) -> Period:
    """Give the period after the last one of the kind on screen."""
    shown = parse_period(desk.period)
    alike = [period for period in held(desk, unit) if period.frequency is shown.frequency]
    return max([shown, *alike], key=lambda period: period.last_day).following or shown


def begin(desk: Desk, unit: ReportingUnit, period: str) -> ReturnKey:
    """Begin a return for a period, or come back to one; no figure of another period is copied into it."""
    key = desk.key(unit, period)
    if not desk.file.archived(key):
        desk.file.ensure_return(key)
    desk.show(unit, period)
    return key


def structure(desk: Desk, key: ReturnKey) -> Mapping[str, Value]:
    """Give the answers of the last return before this one, whose countries have their rows ready here."""
    if key.is_register:
        return {}
    here = parse_period(key.period)
    earlier = [
        period
        for period in held(desk, key.unit)
        if period.frequency is here.frequency and period.last_day < here.last_day
    ]
    for period in reversed(earlier):
        values = desk.file.cells(return_of(key.unit, period.text))
        if values:
            return values
    return {}


def is_closed(desk: Desk, key: ReturnKey) -> bool:
    """Say whether a return is only read: archived, locked, or sent and followed by a later one."""
    if desk.file.view_only or desk.file.archived(key):
        return True
    if acting.standing_of(desk, key).kind is ActKind.LOCKED:
        return True
    if desk.national or key.is_register or not key.period:
        return False
    if acting.state_of(desk, key) not in GONE:
        return False
    here = parse_period(key.period)
    return any(
        period.frequency is here.frequency and period.last_day > here.last_day
        for period in held(desk, key.unit)
    )
