"""Completeness: which unit has filled how much of which goal, and what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from gcm_desktop.app import acting, nil
from gcm_desktop.app.covers import cover
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.domain.catalogue import Indicator
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.questions import Question
from gcm_desktop.domain.records import ActKind
from gcm_desktop.domain.unanswered import unanswered
from gcm_desktop.domain.units import NATION, SERVICE, ReportingUnit, ReturnKey, return_of
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words, mark, pair

if TYPE_CHECKING:
    from gcm_desktop.reports.completeness import Completeness, Missing, UnitLine

_STATES: Final = {
    ActKind.SENT: mark("sent"),
    ActKind.RECEIVED: mark("received"),
    ActKind.CHECKED: mark("checked"),
    ActKind.ACCEPTED: mark("accepted"),
    ActKind.RETURNED: mark("sent back"),
    ActKind.ANSWERED: mark("answered"),
    ActKind.LOCKED: mark("locked"),
    ActKind.UNLOCKED: mark("unlocked"),
}


def print_completeness(
    desk: Desk, out: Path, period: str | None = None, language: str | None = None, second: str = ""
) -> int:
    """Write the completeness report as PDF; gives the number of pages."""
    from gcm_desktop.reports.completeness import write_completeness

    if out.suffix.lower() != ".pdf":
        raise UserError("E504", file=out.name)
    return write_completeness(completeness(desk, period, language, second), out)


def completeness(
    desk: Desk, period: str | None = None, language: str | None = None, second: str = ""
) -> Completeness:
    """Gather the report: all units asked in a national file, else the file's own unit."""
    from gcm_desktop.reports.completeness import Completeness

    when, spoken = period or desk.period, pair(language or desk.language, second)
    keys = [return_of(unit, when) for unit in _units(desk, when)]
    goals = tuple(sorted({indicator.goal for key in keys for indicator in desk.asked(key)}))
    about = ReportingUnit(SERVICE, NATION) if desk.national else keys[0].unit
    missing = tuple(found for key in keys if (found := _missing(desk, key, spoken)).goals)
    lines = tuple(_line(desk, key, goals, spoken) for key in keys)
    return Completeness(cover(desk, about, when, spoken, "completeness"), goals, lines, missing)


def _units(desk: Desk, period: str) -> tuple[ReportingUnit, ...]:
    from gcm_desktop.catalogue import national_units, units

    when = parse_period(period)
    if not desk.national:
        return (desk.own_unit(),)
    first = national_units(desk.catalogue, when)
    return (*first, *(unit for unit in units(desk.catalogue, when) if unit not in first))


def _line(desk: Desk, key: ReturnKey, goals: tuple[int, ...], spoken: Words) -> UnitLine:
    from gcm_desktop.reports.completeness import UnitLine

    counts = desk.counts(key)
    pairs = tuple(
        (counts[goal].filled, counts[goal].expected) if goal in counts else (0, 0) for goal in goals
    )
    return UnitLine(unit_name(desk.catalogue, key.unit, spoken.code), _state(desk, key, spoken), pairs)


def _state(desk: Desk, key: ReturnKey, spoken: Words) -> str:
    if key not in desk.file.readable():
        return spoken.say("not begun")
    state = acting.state_of(desk, key)
    return spoken.say(_STATES.get(state, mark("draft")) if state else mark("draft"))


def _missing(desk: Desk, key: ReturnKey, spoken: Words) -> Missing:
    from gcm_desktop.reports.completeness import Missing

    name = unit_name(desk.catalogue, key.unit, spoken.code)
    values = desk.values_today(key)
    if not any(value.answers for value in values.values()):
        asked = sum(count.expected for count in desk.counts(key).values())
        done = sum(count.filled for count in desk.counts(key).values())
        if not asked or done == asked:
            return Missing(name, ())
        told = spoken.say("nothing answered yet; questions: {n}", n=spoken.number(asked))
        return Missing(name, ((spoken.say("All goals"), told),))
    said = nil.nils(desk, key)
    found: dict[int, list[str]] = {}
    for indicator in desk.asked(key):
        if nil.WHOLE in said or indicator.goal in said:
            continue
        if open_ := unanswered(indicator, values):
            found.setdefault(indicator.goal, []).append(_told(desk, indicator, open_, spoken))
    goals = tuple(
        (spoken.say("Goal {number}", number=number), "; ".join(parts))
        for number, parts in sorted(found.items())
    )
    return Missing(name, goals)


def _told(desk: Desk, indicator: Indicator, open_: tuple[Question, ...], spoken: Words) -> str:
    """Name an indicator and, where only tables are missing, which."""
    name = f"{indicator.code} {spoken.name(indicator.name, ' / ')}"
    lists = [one.dimension for one in open_ if one.dimension]
    if len(lists) < len(open_):
        return name
    names = dict.fromkeys(spoken.name(desk.catalogue.codelists[dim].name, " / ") for dim in lists)
    return f"{name} ({', '.join(names)})"
