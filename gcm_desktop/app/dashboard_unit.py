"""The figures of one unit at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from gcm_desktop.app import coverage, display, pictures
from gcm_desktop.app.dashboard import (
    Card,
    Head,
    Kind,
    Origin,
    Picture,
    Table,
    View,
    cells_of_figure,
    is_internal,
    sign_of,
    with_gaps,
)
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.app.figures import over_quarters
from gcm_desktop.app.history import past
from gcm_desktop.app.key_figures import Chosen, figure_of, key_figures
from gcm_desktop.domain.catalogue import Indicator
from gcm_desktop.domain.cells import parse_cell
from gcm_desktop.domain.charts import Mark
from gcm_desktop.domain.over_time import OverTime
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.questions import is_ratio
from gcm_desktop.domain.units import SERVICE, ReportingUnit, return_of
from gcm_desktop.domain.values import BLANK, Value
from gcm_desktop.i18n import Words


class UnitView(View):
    """What one unit answered; a year is made of its quarters as far as they are here."""

    def __init__(self, desk: Desk, unit: ReportingUnit, period: str) -> None:
        super().__init__(desk, period)
        self.unit: ReportingUnit = unit
        self.key = return_of(unit, period)

    # --- what is known

    @cached_property
    def _own(self) -> Mapping[str, Value]:
        return self.desk.values_today(self.key)

    @cached_property
    def _made(self) -> Mapping[str, OverTime]:
        """Give the cells of a year that only its quarters make."""
        made = over_quarters(self.desk, self.key)
        return {cell: year for cell, year in made.items() if cell not in self._own}

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """Give the unit's answers."""
        made = {cell: year.value for cell, year in self._made.items() if not year.value.is_blank}
        return {**made, **self._own}

    @cached_property
    def _previous(self) -> Mapping[str, Value]:
        return self.desk.previous(self.key)

    @cached_property
    def _disputed(self) -> frozenset[str]:
        return self.desk.conflict_cells(self.key) if self.key in self.desk.file.returns() else frozenset()

    @cached_property
    def known_codes(self) -> frozenset[str]:
        """Give the indicators asked of the unit, for a year also in its quarters, and those it answered."""
        periods = (self.period, *(each.text for each in parse_period(self.period).quarters))
        asked = {code for each in periods for code in self.desk.asked_codes(return_of(self.unit, each))}
        return frozenset(asked | {parse_cell(cell).indicator for cell in self.values})

    @property
    def has_answers(self) -> bool:
        """Say whether the unit answered anything."""
        return any(value.answers for value in self.values.values())

    def whose(self, words: Words) -> str:
        """Name the unit."""
        return unit_name(self.catalogue, self.unit, words.code)

    # --- the list

    def cards(self, words: Words) -> tuple[Card, ...]:
        """Give the ten figures that matter, as on the first page of the summary."""
        chosen = key_figures(self.catalogue, self.values, self._previous, self._disputed)
        return tuple(self._card(words, one) for one in chosen)

    def _card(self, words: Words, one: Chosen) -> Card:
        known = one.indicator
        change = display.shown_change(words, one.number, one.before)
        return Card(known.code, known.goal, known.name.of(words.code), self._figure(words, known), change)

    def card(self, words: Words, indicator: Indicator) -> Card:
        """Give one indicator for the list."""
        name = indicator.name.of(words.code)
        return Card(indicator.code, indicator.goal, name, self._figure(words, indicator))

    def _figure(self, words: Words, indicator: Indicator) -> str:
        return self._said(words, indicator, self.values, self._disputed)

    def _said(
        self,
        words: Words,
        indicator: Indicator,
        values: Mapping[str, Value],
        disputed: frozenset[str] = frozenset(),
    ) -> str:
        """Write the figure of an indicator, or the sign of why there is none."""
        cells = cells_of_figure(indicator)
        if disputed.intersection(cells):
            return words.say("to decide first")
        value = values.get(cells[-1], BLANK)
        number = figure_of(indicator, values)
        if is_ratio(indicator) and (value.is_blank or number is None):
            return display.shown_number(words, number)
        return sign_of(words, self.catalogue, cells[-1], value, conflict=False)

    def _in_part(self, cells: tuple[str, ...]) -> bool:
        return any(cell in self._made and not self._made[cell].complete for cell in cells)

    def _made_of(self, words: Words, cells: tuple[str, ...]) -> str:
        """Say of how many quarters a year's figure is made."""
        made = [self._made[cell] for cell in cells if cell in self._made]
        return coverage.of_quarters(words, made[0]) if made else ""

    # --- the charts

    def head(self, words: Words, indicator: Indicator) -> Head:
        """Give figure, unit, change and, of a year, its quarters."""
        cells = cells_of_figure(indicator)
        number, before = figure_of(indicator, self.values), figure_of(indicator, self._previous)
        beside = [self._made_of(words, cells)]
        if change := display.shown_change(words, number, before):
            was = words.say("before: {figure}", figure=words.number(before or 0))
            beside.append(f"{change}, {was}")
        return Head(
            indicator.code,
            indicator.name.of(words.code),
            self._figure(words, indicator),
            pictures.unit_of(words, self.catalogue, indicator),
            " · ".join(part for part in beside if part),
            self._in_part(cells),
        )

    def pictures(self, words: Words, indicator: Indicator, table: Table | None) -> tuple[Picture, ...]:
        """Give the country, the periods and the breakdown wanted."""
        found = [self._country(words, indicator), self._periods(words, indicator)]
        if table is not None:
            found.append(self._breakdown(words, indicator, table))
        internal = is_internal(self.catalogue, indicator)
        return tuple(replace(picture, internal=internal) for picture in found if picture is not None)

    def _country(self, words: Words, indicator: Indicator) -> Picture | None:
        chart = pictures.country(words, self.desk, self.unit, self.period, indicator)
        if chart is None:
            return None
        what = words.say("across the country")
        units = [ReportingUnit(SERVICE, mark.area) for mark in chart.marks]
        marks = tuple(self._tile(words, indicator, mark) for mark in chart.marks)
        chart = replace(chart, title=self.title(words, indicator, what), marks=marks)
        origins = tuple(self.origin(unit, indicator) for unit in units)
        empty = words.say("No department has answered this yet.")
        return Picture(Kind.COUNTRY, words.say("Across the country"), chart, origins, empty)

    def _tile(self, words: Words, indicator: Indicator, mark: Mark) -> Mark:
        if mark.area == self.unit.area:
            cells = cells_of_figure(indicator)
            number = None if self._disputed.intersection(cells) else figure_of(indicator, self.values)
            text = self._figure(words, indicator)
            return replace(mark, number=number, text=text, partial=self._in_part(cells))
        if mark.number is not None or not self.desk.national:
            return mark
        said = self.desk.values_today(return_of(ReportingUnit(SERVICE, mark.area), self.period))
        return replace(mark, text=self._said(words, indicator, said) or words.say("not here yet"))

    def _periods(self, words: Words, indicator: Indicator) -> Picture:
        series = {**past(self.desk, self.key), self.period: self.values}
        whole = {when: series.get(when, {}) for when in with_gaps(next(iter(series)), self.period)}
        drawn = pictures.over_periods(words, self.catalogue, indicator, whole, self.period)
        cells = cells_of_figure(indicator)
        marks = tuple(
            replace(
                mark,
                text=self._said(words, indicator, said, self._disputed if mark.strong else frozenset()),
                partial=mark.strong and self._in_part(cells),
            )
            for mark, said in zip(drawn.marks, whole.values(), strict=True)
        )
        what = words.say("over the periods")
        chart = replace(drawn, title=self.title(words, indicator, what), marks=marks)
        origins = tuple(
            replace(
                self.origin(self.unit, indicator, when),
                coverage=self._made_of(words, cells) if when == self.period else "",
            )
            for when in whole
        )
        empty = words.say("No figure in this period or before it yet.")
        return Picture(Kind.PERIODS, words.say("Over the periods"), chart, origins, empty)

    def _breakdown(self, words: Words, indicator: Indicator, table: Table) -> Picture:
        name = self.table_name(words, indicator, table)
        drawn = pictures.by_category(words, self.catalogue, indicator, table.dim, table.cells, self.values)
        marks = tuple(
            replace(mark, number=None, text=words.say("to decide first"))
            if cell in self._disputed
            else replace(mark, partial=self._in_part((cell,)))
            for cell, mark in zip(table.cells, drawn.marks, strict=True)
        )
        chart = replace(drawn, title=self.title(words, indicator, name), marks=marks)
        origins = tuple(
            Origin(self.unit, self.period, (cell,), coverage=self._made_of(words, (cell,)))
            for cell in table.cells
        )
        return Picture(
            Kind.BREAKDOWN, name, chart, origins, words.say("Nothing is filled in this table yet.")
        )

    @cached_property
    def counts(self) -> Mapping[int, tuple[int, int]]:
        """Give how many answers of each goal are filled and expected."""
        return {goal: (count.filled, count.expected) for goal, count in self.desk.counts(self.key).items()}
