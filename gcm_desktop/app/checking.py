"""Checking: the catalogue's rules applied to a return; findings never stop saving."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from gcm_desktop.app import answering
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.history import past
from gcm_desktop.app.nil import WHOLE, nils
from gcm_desktop.domain.catalogue import Catalogue, Indicator
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.leftovers import leftovers
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.rules import Answers
from gcm_desktop.domain.rules import findings as rule_findings
from gcm_desktop.domain.text import LANGUAGES, Text3
from gcm_desktop.domain.units import ReportingUnit, ReturnKey, return_of
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import Issue
from gcm_desktop.i18n import mark, words

#: Sentences the form says to whoever fills it; in an answer they are left over.
_OF_THE_FORM: Final = (
    mark("A few sentences for each section are enough."),
    mark("Section"),
    mark("Text"),
    mark("Narrative"),
)


def findings(desk: Desk, key: ReturnKey, *, complete: bool = False) -> tuple[Issue, ...]:
    """Give what the rules find in a return; ``complete`` also asks for what is still blank."""
    in_texts = leftovers(desk.file.cells(key), prompts(desk.catalogue))
    remarks = answering.remark_issues(desk, key)
    return (*remarks, *_findings(desk, key, _answered(desk, key), complete), *in_texts)


@lru_cache(maxsize=8)
def _prompts(names: tuple[Text3, ...]) -> frozenset[str]:
    own = {name.of(language) for name in names for language in LANGUAGES}
    return frozenset(own | {words(language).say(text) for language in LANGUAGES for text in _OF_THE_FORM})


def prompts(catalogue: Catalogue) -> frozenset[str]:
    """Give the words of the form itself, in every language: alone on a line they are no answer."""
    titles = [name for goal in catalogue.goals for name in (goal.title, goal.short)]
    return _prompts((*catalogue.narratives.values(), *titles))


def findings_of(desk: Desk, key: ReturnKey, indicator: str, *, complete: bool = False) -> tuple[Issue, ...]:
    """Give what the rules find about one indicator."""
    known = desk.catalogue.indicators.get(indicator)
    return _findings(desk, key, [known], complete) if known else ()


def answers(desk: Desk, key: ReturnKey) -> Answers:
    """Give the values the rules look at: the return's own and those of earlier periods here."""
    quarters = tuple(
        desk.values_today(return_of(key.unit, quarter.text)) for quarter in parse_period(key.period).quarters
    )
    return Answers(
        desk.catalogue,
        desk.file.cells(key),
        desk.previous(key),
        desk.last_year(key),
        quarters,
        date.today(),
        tuple(past(desk, key).values()),
    )


def _answered(desk: Desk, key: ReturnKey) -> tuple[Indicator, ...]:
    """Give what is asked, and whatever holds a value though nobody asked, in page order."""
    codes = set(desk.asked_codes(key))
    for cell in desk.file.cells(key):
        code = parse_cell(cell)
        if code.kind is CellKind.INDICATOR:
            codes.add(code.indicator)
    return tuple(indicator for indicator in desk.catalogue.indicators.values() if indicator.code in codes)


def _findings(
    desk: Desk, key: ReturnKey, indicators: Iterable[Indicator], complete: bool
) -> tuple[Issue, ...]:
    if key.is_register:
        return ()
    asked = desk.asked_codes(key)
    looked_at = answers(desk, key)
    nothing = nils(desk, key).keys() if complete else ()  # goals a person said are nil ask for no more
    found: list[Issue] = []
    for indicator in indicators:
        is_open = indicator.code in asked and WHOLE not in nothing and indicator.goal not in nothing
        found += rule_findings(looked_at, [indicator], complete=complete and is_open)
    return tuple(found)


def findings_in(
    values: Mapping[str, Value],
    unit: ReportingUnit,
    period: str,
    catalogue: Catalogue | None = None,
    desk: Desk | None = None,
    *,
    complete: bool = False,
) -> tuple[Issue, ...]:
    """Give what the rules find in a return that is in no data file; ``desk`` may know the unit's past."""
    from gcm_desktop.catalogue import asked, load

    known = catalogue or load()
    due = {indicator.code for indicator in asked(known, unit, parse_period(period))}
    codes = due | {parse_cell(cell).indicator for cell in values}
    looked_at = Answers(known, values, today=date.today())
    if desk is not None:
        looked_at = replace(answers(desk, return_of(unit, period)), catalogue=known, now=values)
    found: list[Issue] = []
    for indicator in known.indicators.values():
        if indicator.code in codes:
            found += rule_findings(looked_at, [indicator], complete=complete and indicator.code in due)
    return (*found, *leftovers(values, prompts(known)))
