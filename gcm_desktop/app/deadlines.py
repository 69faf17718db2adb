"""Deadlines: the last day for each kind of period, and the units that were given another day, by name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from gcm_desktop.app.acting import Said
from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.entries import read_date
from gcm_desktop.domain.merge import standing
from gcm_desktop.domain.periods import Frequency, Period, parse_period
from gcm_desktop.domain.records import Act, ActKind, Maker
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words

_ABOUT: Final = "deadline:"
_RULE: Final = "deadline."  # settings of files made before deadlines were acts
_EXCEPTION: Final = "deadline.exception."
_SHORT: Final = len("deadline:Q")  # a kind of period; what is longer names a return
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
    others: tuple[OtherDay, ...] = ()  # said by people who did not know of it, and of another day


@dataclass(frozen=True, slots=True)
class SaidRule:
    """A rule and who set it; nobody for the one that holds until somebody sets another."""

    rule: Rule
    person: str = ""
    others: tuple[SaidRule, ...] = ()


def rule_of(desk: Desk, frequency: Frequency) -> Rule | None:
    """Give the rule of a kind of period; nothing for kinds without a deadline."""
    found = said_rule(desk, frequency)
    return found.rule if found else None


def said_rule(desk: Desk, frequency: Frequency) -> SaidRule | None:
    """Give the rule of a kind of period with who set it, and the others set beside it."""
    if frequency not in USUAL:
        return None
    found = _standing(desk.file.acts(f"{_ABOUT}{frequency.value}"))
    acts = [act for act in found if "until" not in act.facts]
    if not acts:
        months, _, day = desk.file.setting(f"{_RULE}{frequency.value}").partition("-")
        return SaidRule(Rule(int(months), int(day)) if months and day else USUAL[frequency])
    said = [SaidRule(Rule(int(a.facts["months"]), int(a.facts["day"])), _name(a)) for a in acts]
    return replace(said[0], others=tuple(one for one in said[1:] if one.rule != said[0].rule))


def keep_rule(desk: Desk, frequency: Frequency, rule: Rule) -> None:
    """Set the last day for every period of a kind; raises E650."""
    if frequency not in USUAL or not (1 <= rule.months <= _MOST_MONTHS and 1 <= rule.day <= 31):
        raise UserError("E650", months=rule.months, day=rule.day)
    _say(desk, frequency.value, {"months": str(rule.months), "day": str(rule.day)}, "")


def other_day(desk: Desk, key: ReturnKey) -> OtherDay | None:
    """Give the exception a return has."""
    return _other(desk.file.acts(f"{_ABOUT}{key.id}")) or _read(desk.file.setting(f"{_EXCEPTION}{key.id}"))


def other_days(desk: Desk, said: Said) -> dict[str, OtherDay]:
    """Give every exception by the id of its return, out of the acts of the file."""
    found = {}
    for name, text in desk.file.settings().items():
        if name.startswith(_EXCEPTION) and (one := _read(text)) is not None:
            found[name.removeprefix(_EXCEPTION)] = one
    for about, acts in said.items():
        if about.startswith(_ABOUT) and len(about) > _SHORT and (one := _other(acts)) is not None:
            found[about.removeprefix(_ABOUT)] = one
    return found


def _standing(acts: Iterable[Act]) -> list[Act]:
    """Give the acts nobody answered, the one that holds first: the latest, then by name."""
    about = tuple(act for act in acts if act.kind is ActKind.DEADLINE and _is_said(act.facts))
    open_ = standing(about, about[0].subject).acts if about else ()
    return sorted(open_, key=lambda act: (act.date, _name(act), act.id), reverse=True)


def _is_said(facts: Mapping[str, str]) -> bool:
    """Say whether an act, perhaps another program's, states a day or a rule that can be kept."""
    try:
        if "until" in facts:
            return bool(date.fromisoformat(facts["until"]))
        return 1 <= int(facts["months"]) <= _MOST_MONTHS and 1 <= int(facts["day"]) <= 31
    except (KeyError, ValueError):
        return False


def _other(acts: Iterable[Act]) -> OtherDay | None:
    given = [act for act in _standing(acts) if "until" in act.facts]
    said = [OtherDay(date.fromisoformat(a.facts["until"]), _name(a), a.reason) for a in given]
    if not said:
        return None
    return replace(said[0], others=tuple(one for one in said[1:] if one.day != said[0].day))


def _name(act: Act) -> str:
    return act.person.name if act.person else ""


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
    _say(desk, key.id, {"until": stated}, reason.strip())
    return OtherDay(date.fromisoformat(stated), desk.maker.name, reason.strip())


def _say(desk: Desk, about: str, facts: dict[str, str], reason: str) -> None:
    """Say it in answer to everything that was said about it before."""
    subject = f"{_ABOUT}{about}"
    parents = tuple(sorted(act.id for act in _standing(desk.file.acts(subject))))
    day = date.today().isoformat()
    desk.file.add_acts([Act(subject, ActKind.DEADLINE, parents, desk.maker, reason, day, facts)])


def carry_over(desk: Desk) -> None:
    """Make acts of the deadlines a file from before them keeps, so that they travel too."""
    said = {act.subject for act in desk.file.acts()}
    made = []
    for name, text in desk.file.settings().items():
        if name.startswith(_EXCEPTION) and (one := _read(text)) is not None:
            about, facts = name.removeprefix(_EXCEPTION), {"until": one.day.isoformat()}
            made.append(
                Act(f"{_ABOUT}{about}", ActKind.DEADLINE, (), Maker(one.person), one.reason, "", facts)
            )
        elif name.startswith(_RULE) and text:
            months, _, day = text.partition("-")
            facts = {"months": months, "day": day}
            made.append(Act(f"{_ABOUT}{name.removeprefix(_RULE)}", ActKind.DEADLINE, facts=facts))
    news = [act for act in made if act.subject not in said]
    if news:
        desk.file.add_acts(news)


def told(words: Words, other: OtherDay) -> str:
    """Say who gave another day and why, and what others said beside it."""
    parts = [f"{other.person}: {other.reason}"]
    parts += [
        words.say(
            "also until {date}, {name}: {reason}",
            date=words.date(one.day),
            name=one.person,
            reason=one.reason,
        )
        for one in other.others
    ]
    return " · ".join(parts)


def rule_told(words: Words, said: SaidRule) -> str:
    """Say which other rules were set beside the one that holds; empty when there is none."""
    return " · ".join(
        words.say(
            "also set: {day} of month {months}, {name}", day=o.rule.day, months=o.rule.months, name=o.person
        )
        for o in said.others
    )


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
