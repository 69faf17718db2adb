"""Checking: the catalogue's rules applied to a return; findings never stop saving."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from gcm_desktop.app.desk import Desk
from gcm_desktop.app.history import past
from gcm_desktop.app.nil import WHOLE, nils
from gcm_desktop.domain.catalogue import Catalogue, Indicator
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.rules import Answers
from gcm_desktop.domain.rules import findings as rule_findings
from gcm_desktop.domain.units import ReportingUnit, ReturnKey, return_of
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import Issue


def findings(desk: Desk, key: ReturnKey, *, complete: bool = False) -> tuple[Issue, ...]:
    """Give what the rules find in a return; ``complete`` also asks for what is still blank."""
    return _findings(desk, key, _answered(desk, key), complete)


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
    values: Mapping[str, Value], unit: ReportingUnit, period: str, catalogue: Catalogue | None = None
) -> tuple[Issue, ...]:
    """Give what the rules find in a return that is in no data file."""
    from gcm_desktop.catalogue import asked, load

    known = catalogue or load()
    codes = {indicator.code for indicator in asked(known, unit, parse_period(period))}
    codes |= {parse_cell(cell).indicator for cell in values}
    looked_at = Answers(known, values, today=date.today())
    return rule_findings(looked_at, [i for i in known.indicators.values() if i.code in codes])
