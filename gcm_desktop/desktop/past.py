"""What the pane says of earlier periods: the two that are compared, and the line of all of them."""

from __future__ import annotations

from gcm_desktop.app import coverage, history, unsplit
from gcm_desktop.app.display import shown
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.desktop.sparkline import Sparkline
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.rules import number_of
from gcm_desktop.domain.values import BLANK


def before(sheet: OpenReturn, cell: str) -> list[str]:
    """Say what stood in a cell the period before, in the same period of last year, and under older codes."""
    words, catalogue = sheet.words, sheet.desk.catalogue
    lines = []
    if text := shown(words, catalogue, cell, sheet.previous.get(cell, BLANK)):
        lines.append(words.say("Previous period: {value}", value=text))
    period = parse_period(sheet.key.period)
    if period.previous != period.year_before and (
        text := shown(words, catalogue, cell, sheet.last_year.get(cell, BLANK))
    ):
        lines.append(words.say("Same period last year: {value}", value=text))
    waiting = unsplit.waiting(sheet.desk, sheet.key, cell)
    return lines + [unsplit.told(words, sheet.desk, one) for one in waiting]


def year(sheet: OpenReturn, cell: str) -> list[str]:
    """Say what the quarters make of a cell: the year's own figure, or the year so far."""
    made, words = sheet.year_of(cell), sheet.words
    period = parse_period(sheet.key.period)
    if made is None or all(quarter == period for quarter in made.used):
        return []  # what only this quarter says stands above already
    value = shown(words, sheet.desk.catalogue, cell, made.value)
    if period.quarters:
        said = words.say("Made of its quarters: {value}", value=value)
    else:
        said = words.say("Year {year}: {value}", year=period.year, value=value)
    return [f"{said} · {coverage.of_quarters(words, made)}"]


def show_history(line: Sparkline, sheet: OpenReturn, cell: str) -> None:
    """Draw what a cell was in every period held here, and what is usual for it."""
    words = sheet.words
    known = history.figures(sheet.past, cell)
    limits = history.usual_figures(sheet.past, cell)
    now = number_of(sheet.value(cell))
    if now is not None:
        known[sheet.key.period] = now
    said = ", ".join(
        f"{words.period_short(period)}: {words.number(number)}" for period, number in known.items()
    )
    usual = (float(limits[0]), float(limits[1])) if limits else None
    line.show_figures([float(number) for number in known.values()], usual, said)
