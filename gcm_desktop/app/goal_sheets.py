"""Goal sheets: one goal with every unit of the nation side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gcm_desktop.app import pictures
from gcm_desktop.app.desk import Desk, unit_named
from gcm_desktop.app.figures import Nation, national_figures
from gcm_desktop.app.key_figures import figure_of
from gcm_desktop.app.national_table import national_summary
from gcm_desktop.app.veiling import signed
from gcm_desktop.domain.catalogue import AreaRule
from gcm_desktop.domain.cells import NARRATIVES, Part, indicator_cell
from gcm_desktop.domain.questions import is_number_cell, is_ratio
from gcm_desktop.domain.values import BLANK, State
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words, pair

if TYPE_CHECKING:
    from gcm_desktop.reports.model import Picture, Summary

_MOST: Final = 6  # charts on a sheet: the core figures first
_FEWEST: Final = 3  # units below which the table says it all


def print_goal(
    desk: Desk,
    out: Path,
    goal: int,
    period: str | None = None,
    language: str | None = None,
    second: str = "",
) -> int:
    """Write the sheet of a goal as PDF; gives the number of pages."""
    from gcm_desktop.reports.goal_sheet import write_goal_sheet

    if out.suffix.lower() != ".pdf":
        raise UserError("E504", file=out.name)
    return write_goal_sheet(goal_sheet(desk, goal, period, language, second), out)


def goal_sheet(
    desk: Desk, goal: int, period: str | None = None, language: str | None = None, second: str = ""
) -> Summary:
    """Gather everything that stands on the sheet; E520 in a file of one unit, E521 where nothing is asked."""
    if not desk.national:
        raise UserError("E520")
    when = period or desk.period
    spoken = pair(language or desk.language, second)
    whole = national_summary(desk, when, spoken.code, second)
    held = [one for one in whole.goals if one.number == goal]
    if not held:
        raise UserError("E521", goal=goal, period=when)
    nation = national_figures(desk, when)
    own = replace(
        held[0],
        pictures=tuple(_pictures(spoken, nation, goal)),
        narrative=tuple(_narratives(spoken, nation, goal)),
    )
    return replace(whole, kind="goal", goals=(own,), registers=())


def _pictures(spoken: Words, nation: Nation, goal: int) -> Iterator[Picture]:
    from gcm_desktop.reports.model import Picture

    found = 0
    for indicator in sorted(nation.catalogue.of_goal(goal), key=lambda one: one.tier):
        if (
            indicator.national
            or indicator.area_rule is AreaRule.NATIONAL_ONLY
            or not is_number_cell(indicator)
        ):
            continue
        cells = {unit: nation.values.get(unit, {}) for unit in nation.units}
        chart = pictures.across_units(
            spoken,
            nation.catalogue,
            indicator,
            {unit: figure_of(indicator, said) for unit, said in cells.items()},
        )
        cell = indicator_cell(indicator.code, part=Part.RESULT if is_ratio(indicator) else Part.WHOLE)
        veiled = {unit.area for unit in nation.units if nation.veils(unit, indicator.code, cell)}
        if chart.speaks and len(chart.numbers) >= _FEWEST:
            yield Picture("dots", signed(chart, veiled))
            found += 1
            if found == _MOST:
                return


def _narratives(spoken: Words, nation: Nation, goal: int) -> Iterator[tuple[str, str]]:
    """Give what every unit wrote about the goal, unit by unit."""
    for unit in (*nation.units, *nation.bodies):
        for section in NARRATIVES:
            value = nation.values.get(unit, {}).get(f"N{goal:02d}.{section}", BLANK)
            if value.state is State.VALUE:
                heading = spoken.name(nation.catalogue.narratives[section], " / ")
                yield f"{unit_named(nation.catalogue, unit, spoken, ' / ')} · {heading}", value.text
