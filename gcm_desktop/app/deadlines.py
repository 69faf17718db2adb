"""Deadlines: the last day for each kind of period, and the units that were given another day, by name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Final

from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.entries import read_date
from gcm_desktop.domain.periods import Frequency, Period, parse_period
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.errors import UserError

_RULE: Final = "deadline."
_EXCEPTION: Final = "deadline.exception."
_DAY: Final = len("2026-10-15")
_MOST_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Rule:
    """A day of a month after the period: the 15th of the first month."""

    months: int
    day: int

    def after(self, period: Period) -> date:
        """Give the last day for a period; a month without that day ends earlier."""
        month = period.last_day.month - 1 + self.months
        year, month = period.last_day.year + month // 12, month % 12 + 1
        first_of_next = date(year + month // 12, month % 12 + 1, 1)
        last = date.fromordinal(first_of_next.toordinal() - 1).day
        return date(year, month, min(self.day, last))


#: What holds until somebody sets another day; spans, days and undated figures have no deadline.
USUAL: Final = {
    Frequency.YEAR: Rule(2, 15),
    Frequency.HALF: Rule(1, 15),
    Frequency.QUARTER: Rule(1, 15),
    Frequency.MONTH: Rule(1, 15),
}


@dataclass(frozen=True, slots=True)
class OtherDay:
    """An exception: one return has until another day, and a person said why."""

    day: date
    person: str
    reason: str


def rule_of(desk: Desk, frequency: Frequency) -> Rule | None:
    """Give the rule of a kind of period; nothing for kinds without a deadline."""
    if frequency not in USUAL:
        return None
    months, _, day = desk.file.setting(f"{_RULE}{frequency.value}").partition("-")
    return Rule(int(months), int(day)) if months and day else USUAL[frequency]


def keep_rule(desk: Desk, frequency: Frequency, rule: Rule) -> None:
    """Set the last day for every period of a kind; raises E650."""
    if frequency not in USUAL or not (1 <= rule.months <= _MOST_MONTHS and 1 <= rule.day <= 31):
        raise UserError("E650", months=rule.months, day=rule.day)
    desk.file.set_setting(f"{_RULE}{frequency.value}", f"{rule.months}-{rule.day}")


def other_day(desk: Desk, key: ReturnKey) -> OtherDay | None:
    """Give the exception a return has."""
    return _read(desk.file.setting(f"{_EXCEPTION}{key.id}"))


def other_days(desk: Desk) -> dict[str, OtherDay]:
    """Give every exception by the id of its return."""
    found = {}
    for name, text in desk.file.settings().items():
        if name.startswith(_EXCEPTION) and (one := _read(text)) is not None:
            found[name.removeprefix(_EXCEPTION)] = one
    return found


def _read(text: str) -> OtherDay | None:
    if not text:
        return None
    record = json.loads(text)
    return OtherDay(date.fromisoformat(record["day"]), record["person"], record["reason"])


def give_other_day(desk: Desk, key: ReturnKey, day: str, reason: str) -> OtherDay:
    """Give a return until another day, by name and reason; raises E603, E613 or E615."""
    if not reason.strip():
        raise UserError("E603")
    if desk.maker is None:
        raise UserError("E615")
    stated = read_date(day.strip())
    if len(stated) != _DAY:
        raise UserError("E613", found=day.strip())
    given = OtherDay(date.fromisoformat(stated), desk.maker.name, reason.strip())
    record = {"day": stated, "person": given.person, "reason": given.reason}
    desk.file.set_setting(f"{_EXCEPTION}{key.id}", json.dumps(record, ensure_ascii=False, sort_keys=True))
    desk.file.note("other_day", {"return": key.id, **record})
    return given


def deadline(desk: Desk, key: ReturnKey) -> date | None:
    """Give the last day a return is in time; nothing for one that has none."""
    given = other_day(desk, key)
    if given is not None:
        return given.day
    return usual_day(desk, key.period)


def usual_day(desk: Desk, period: str) -> date | None:
    """Give the last day for a period when nobody was given another."""
    if not period:
        return None
    when = parse_period(period)
    rule = rule_of(desk, when.frequency)
    return rule.after(when) if rule else None
