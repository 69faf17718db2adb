"""Pictures on pages: which charts a goal gets, and what the tiles of the country show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from gcm_desktop.app import display
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.history import Past
from gcm_desktop.app.key_figures import figure_of
from gcm_desktop.app.page import SEX, PageRow, RowKind
from gcm_desktop.domain.catalogue import AreaRule, Catalogue, Indicator
from gcm_desktop.domain.charts import PLACES, Chart, Mark
from gcm_desktop.domain.rules import number_in
from gcm_desktop.domain.text import Text3
from gcm_desktop.domain.units import NATION, SERVICE, ReportingUnit, return_of
from gcm_desktop.domain.values import BLANK, Value
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.reports.model import Picture

FEWEST: Final = 3  # categories or periods below which a table says it all
MOST_BARS: Final = 12
_SHORTEST: Final = 3  # periods a line needs


def goal_pictures(
    words: Words,
    catalogue: Catalogue,
    rows: tuple[PageRow, ...],
    values: Mapping[str, Value],
    earlier: Past,
    period: str,
) -> tuple[Picture, ...]:
    """Give a goal's charts: its leading figure over the periods, and its fullest breakdown as bars."""
    found = [*_over_periods(words, catalogue, rows, values, earlier, period)]
    found += _breakdown(words, catalogue, rows, values)
    return tuple(found)


def _over_periods(
    words: Words,
    catalogue: Catalogue,
    rows: tuple[PageRow, ...],
    values: Mapping[str, Value],
    earlier: Past,
    period: str,
) -> Iterator[Picture]:
    from gcm_desktop.reports.model import Picture

    series = {**earlier, period: values}
    if len(series) < _SHORTEST:
        return
    for row in _leading(catalogue, rows):
        chart = over_periods(words, catalogue, catalogue.indicators[row.indicator], series, period)
        if len(chart.numbers) >= _SHORTEST and chart.speaks:
            yield Picture("line", chart)
            return


def over_periods(
    words: Words,
    catalogue: Catalogue,
    indicator: Indicator,
    series: Mapping[str, Mapping[str, Value]],
    period: str,
) -> Chart:
    """Give one figure in each period it was asked for, oldest first; ``period`` is the one that counts."""
    marks = tuple(
        mark_of(words, words.period_short(when), figure_of(indicator, said), strong=when == period)
        for when, said in series.items()
    )
    return Chart(words.name(indicator.name), unit_of(words, catalogue, indicator), marks)


def _leading(catalogue: Catalogue, rows: tuple[PageRow, ...]) -> list[PageRow]:
    """Give the indicators of a goal, core ones first."""
    leads = [row for row in rows if row.kind is RowKind.INDICATOR]
    return sorted(leads, key=lambda row: catalogue.indicators[row.indicator].tier)


def _breakdown(
    words: Words, catalogue: Catalogue, rows: tuple[PageRow, ...], values: Mapping[str, Value]
) -> Iterator[Picture]:
    """Draw the table of the leading indicators whose parts are the most, yet few enough to read."""
    from gcm_desktop.reports.model import Picture

    best: tuple[int, int, tuple[PageRow, ...]] | None = None
    tables: dict[tuple[str, str, str], list[PageRow]] = {}
    for row in rows:
        if row.kind is RowKind.PART and row.dim and row.dim != SEX and row.cells[0]:
            tables.setdefault((row.indicator, row.dim, row.part), []).append(row)
    for (code, _, _), parts in tables.items():
        told = sum(number_in(values, part.cells[0]) not in (None, 0) for part in parts)
        rank = (-catalogue.indicators[code].tier, told, tuple(parts))
        if told >= FEWEST and len(parts) <= MOST_BARS and (best is None or rank[:2] > best[:2]):
            best = rank
    if best is None:
        return
    parts = list(best[2])
    indicator = catalogue.indicators[parts[0].indicator]
    cells = {part.cells[0]: part.label for part in parts}
    yield Picture("bars", by_category(words, catalogue, indicator, parts[0].dim, cells, values))


def by_category(
    words: Words,
    catalogue: Catalogue,
    indicator: Indicator,
    dim: str,
    cells: Mapping[str, Text3],
    values: Mapping[str, Value],
) -> Chart:
    """Give the cells of one table of a return, named by their categories."""
    marks = tuple(
        mark_of(
            words,
            words.name(label, " / "),
            number_in(values, cell),
            display.shown(words, catalogue, cell, values.get(cell, BLANK)),
        )
        for cell, label in cells.items()
    )
    breakdown = catalogue.codelists[dim].name
    title = words.each(lambda own: f"{own.name(indicator.name)}: {own.name(breakdown)}")
    return Chart(title, unit_of(words, catalogue, indicator), marks)


def country(words: Words, desk: Desk, unit: ReportingUnit, period: str, indicator: Indicator) -> Chart | None:
    """Give the areas of the country with one figure each; the unit's own is marked.

    In a file of one unit the other areas stay white: nothing is known of them here.
    """
    if unit.office != SERVICE or unit.area not in PLACES or indicator.area_rule is not AreaRule.SUM:
        return None
    marks = []
    for area in PLACES:
        if area not in desk.catalogue.areas or area == NATION:
            continue
        said = desk.values_today(return_of(ReportingUnit(SERVICE, area), period))
        number = figure_of(indicator, said)
        label = desk.catalogue.areas[area].name.of(words.code)
        marks.append(mark_of(words, label, number, area=area, strong=area == unit.area))
    title = words.each(lambda own: f"{indicator.code} {own.name(indicator.name)}")
    return Chart(title, unit_of(words, desk.catalogue, indicator), tuple(marks))


def across_units(
    words: Words, catalogue: Catalogue, indicator: Indicator, answers: Mapping[ReportingUnit, Decimal | None]
) -> Chart:
    """Give one figure of every unit on a common measure."""
    marks = tuple(
        mark_of(words, catalogue.areas[unit.area].name.of(words.code), number, area=unit.area)
        for unit, number in answers.items()
    )
    title = words.each(lambda own: f"{indicator.code} {own.name(indicator.name)}")
    return Chart(title, unit_of(words, catalogue, indicator), marks)


def mark_of(
    words: Words,
    label: str,
    number: Decimal | None,
    text: str = "",
    area: str = "",
    strong: bool = False,
) -> Mark:
    """Give one mark; without words of its own it says its number."""
    return Mark(label, number, text or display.shown_number(words, number), area=area, strong=strong)


def unit_of(words: Words, catalogue: Catalogue, indicator: Indicator) -> str:
    """Name the unit of measure of an indicator."""
    unit = catalogue.units.get(indicator.unit)
    return unit.name.of(words.code) if unit else ""
