"""How complete a figure is, in words: who is in it, who is not, and why."""

from __future__ import annotations

from collections.abc import Iterable

from gcm_desktop.app.desk import unit_name
from gcm_desktop.domain.aggregate import Total
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.over_time import OverTime
from gcm_desktop.domain.units import ReportingUnit
from gcm_desktop.i18n import Words


def in_short(words: Words, total: Total) -> str:
    """Give what fits beside a figure: ``5 of 6``, with the units that lack some quarters."""
    if not total.partial:
        return words.say("{answered} of {asked}", answered=total.answered, asked=total.asked)
    return words.say(
        "{answered} of {asked}, in part: {partial}",
        answered=total.answered,
        asked=total.asked,
        partial=len(total.partial),
    )


def in_full(words: Words, catalogue: Catalogue, total: Total) -> str:
    """Say it whole: ``5 of 6 units · not available: Mary · not here yet: Lebap``."""

    def names(units: Iterable[ReportingUnit]) -> str:
        return ", ".join(unit_name(catalogue, unit, words.code) for unit in units)

    parts = [words.say("{answered} of {asked} units", answered=total.answered, asked=total.asked)]
    if total.not_available:
        parts.append(words.say("not available: {units}", units=names(total.not_available)))
    if total.missing:
        parts.append(words.say("not here yet: {units}", units=names(total.missing)))
    if total.partial:
        parts.append(words.say("some quarters only: {units}", units=names(total.partial)))
    if total.conflicts:
        parts.append(words.say("to decide first: {units}", units=names(total.conflicts)))
    return " · ".join(parts)


def of_quarters(words: Words, made: OverTime) -> str:
    """Say how many quarters a year's figure is made of, and which are wanting; ``3 of 4 quarters``."""
    wanting = {
        words.say("not available: {units}", units=_short(words, made.not_available)): made.not_available,
        words.say("not here yet: {units}", units=_short(words, made.missing)): made.missing,
        words.say("to decide first: {units}", units=_short(words, made.conflicts)): made.conflicts,
    }
    absent = sum(len(quarters) for quarters in wanting.values())
    parts = [words.say("{answered} of {asked} quarters", answered=4 - absent, asked=4)]
    return " · ".join([*parts, *(text for text, quarters in wanting.items() if quarters)])


def _short(words: Words, quarters: Iterable[object]) -> str:
    return ", ".join(words.period_short(str(quarter)) for quarter in quarters)
