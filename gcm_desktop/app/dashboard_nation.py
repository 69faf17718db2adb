"""The figures of the nation at a glance: sums with their coverage, and the units they are made of."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from functools import cached_property

from gcm_desktop.app import coverage, display, nation
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
)
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.app.key_figures import Chosen, that_matter
from gcm_desktop.app.nation import Line, Overview
from gcm_desktop.app.pictures import unit_of
from gcm_desktop.domain.aggregate import Total, ratio_cells
from gcm_desktop.domain.catalogue import Indicator
from gcm_desktop.domain.cells import Part, indicator_cell, parse_cell
from gcm_desktop.domain.charts import PLACES, Chart, Mark
from gcm_desktop.domain.questions import is_ratio
from gcm_desktop.domain.text import Text3
from gcm_desktop.domain.units import ReportingUnit, return_of
from gcm_desktop.domain.values import Value
from gcm_desktop.i18n import Words


class NationView(View):
    """The nation in one period; a sum says who is in it."""

    unit = None

    def __init__(self, desk: Desk, overview: Overview) -> None:
        super().__init__(desk, overview.nation.period.text)
        self.overview = overview

    # --- what is known

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """Give every answer of every unit: any of them keeps its row of an open list."""
        found: dict[str, Value] = {}
        for own in self.overview.nation.values.values():
            found.update(own)
        return found

    @cached_property
    def known_codes(self) -> frozenset[str]:
        """Give the indicators anybody is asked or answered."""
        return self.overview.asked | {parse_cell(cell).indicator for cell in self.values}

    @property
    def has_answers(self) -> bool:
        """Say whether any unit answered."""
        return bool(self.overview.nation.received)

    def whose(self, words: Words) -> str:
        """Name the nation."""
        return words.say("Turkmenistan")

    def line(self, indicator: Indicator, cell: str = "", label: Text3 | None = None) -> Line:
        """Give the line of the nation's table a figure stands in."""
        whole = indicator_cell(indicator.code, part=Part.RESULT) if is_ratio(indicator) else indicator.code
        return Line(indicator.goal, indicator.code, cell or whole, label or indicator.name, 2 if cell else 1)

    # --- the list

    @cached_property
    def _chosen(self) -> tuple[Chosen, ...]:
        return that_matter(self.catalogue, self._known())

    def _known(self) -> Iterator[Chosen]:
        for indicator in self.indicators:
            figure = self.overview.figure(self.line(indicator))
            if figure.number is not None and figure.total is not None and not figure.total.conflicts:
                yield Chosen(indicator, figure.number, figure.before)

    def reading(self) -> Generator[None, None, None]:
        """Work the figures out a few at a time, so that the window stays awake."""
        for place, indicator in enumerate(self.indicators):
            self.overview.figure(self.line(indicator))
            if place % 10 == 0:
                yield

    def cards(self, words: Words) -> tuple[Card, ...]:
        """Give the ten figures that matter, by the rule of the summaries."""
        return tuple(self._card(words, one) for one in self._chosen)

    def _card(self, words: Words, one: Chosen) -> Card:
        known, line = one.indicator, self.line(one.indicator)
        change = display.shown_change(words, *self.overview.figure(line).alike)
        name = known.name.of(words.code)
        return Card(known.code, known.goal, name, self.overview.shown(words, line), change)

    def card(self, words: Words, indicator: Indicator) -> Card:
        """Give one indicator for the list."""
        figure = self.overview.shown(words, self.line(indicator))
        return Card(indicator.code, indicator.goal, indicator.name.of(words.code), figure)

    # --- the charts

    def head(self, words: Words, indicator: Indicator) -> Head:
        """Give figure, unit, coverage, change among the same units and what bodies say."""
        line, catalogue = self.line(indicator), self.catalogue
        figure = self.overview.figure(line)
        beside = [coverage.in_full(words, catalogue, figure.total)] if figure.total else []
        if change := display.shown_change(words, *figure.alike):
            was = words.say("before: {figure}", figure=words.number(figure.before or 0))
            if figure.both is not None:
                was = words.say("Change among units that answered both times: {count}", count=figure.both)
            beside.append(f"{change}, {was}" if figure.both is None else f"{was}, {change}")
        if bodies := self.overview.said_by_bodies(words, line):
            beside.append(words.say("State bodies say: {figures}", figures=bodies))
        return Head(
            indicator.code,
            indicator.name.of(words.code),
            self.overview.shown(words, line),
            unit_of(words, catalogue, indicator),
            " · ".join(beside),
            _in_part(figure.total),
        )

    def pictures(self, words: Words, indicator: Indicator, table: Table | None) -> tuple[Picture, ...]:
        """Give the country, the periods, the breakdown wanted and the units."""
        found = [self._country(words, indicator), self._periods(words, indicator)]
        if table is not None:
            found.append(self._breakdown(words, indicator, table))
        found.append(self._units(words, indicator))
        return tuple(picture for picture in found if picture is not None)

    def _marks(self, words: Words, indicator: Indicator) -> tuple[tuple[Mark, Origin], ...]:
        """Give what each unit gives to a figure, with its place."""
        line = self.line(indicator)
        return tuple(
            (
                Mark(
                    unit_name(self.catalogue, part.unit, words.code),
                    None if part.conflict else part.number,
                    self.overview.shown_part(words, line, part),
                    area=part.unit.area,
                    partial=self._lacks_quarters(part.unit, line, indicator),
                ),
                Origin(
                    part.unit,
                    self.period,
                    cells_of_figure(indicator),
                    coverage=self._quarters(words, part.unit, line),
                ),
            )
            for part in self.overview.parts(line)
        )

    def _lacks_quarters(self, unit: ReportingUnit, line: Line, indicator: Indicator) -> bool:
        cells = ratio_cells(indicator) if is_ratio(indicator) else (line.cell,)
        return any((unit, cell) in self.overview.nation.incomplete for cell in cells)

    def _quarters(self, words: Words, unit: ReportingUnit, line: Line) -> str:
        made = self.overview.nation.quarters.get(unit, {}).get(line.cell)
        return coverage.of_quarters(words, made) if made is not None else ""

    def _country(self, words: Words, indicator: Indicator) -> Picture | None:
        pairs = [pair for pair in self._marks(words, indicator) if pair[0].area in PLACES]
        if not pairs or indicator.national:
            return None
        what, heading = words.say("across the country"), words.say("Across the country")
        return self._picture(words, indicator, Kind.COUNTRY, (what, heading), pairs)

    def _units(self, words: Words, indicator: Indicator) -> Picture | None:
        pairs = list(self._marks(words, indicator))
        what, heading = words.say("unit by unit"), words.say("Unit by unit")
        return self._picture(words, indicator, Kind.UNITS, (what, heading), pairs) if pairs else None

    def _picture(
        self,
        words: Words,
        indicator: Indicator,
        kind: Kind,
        names: tuple[str, str],
        pairs: list[tuple[Mark, Origin]],
    ) -> Picture:
        title = self.title(words, indicator, names[0])
        marks, origins = tuple(mark for mark, _ in pairs), tuple(origin for _, origin in pairs)
        chart = Chart(title, unit_of(words, self.catalogue, indicator), marks)
        empty = words.say("No unit has answered this yet.")
        return Picture(kind, names[1], chart, origins, empty, is_internal(self.catalogue, indicator))

    def _periods(self, words: Words, indicator: Indicator) -> Picture:
        found = list(nation.totals(self.desk, self.line(indicator), self.period))
        while len(found) > 1 and (found[0][1] is None or found[0][1].number is None):
            found.pop(0)
        now = self.overview.figure(self.line(indicator)).total
        pairs = [
            self._period_mark(words, indicator, when, now if when == self.period else total)
            for when, total in found
        ]
        names = (words.say("over the periods"), words.say("Over the periods"))
        return self._picture(words, indicator, Kind.PERIODS, names, pairs)

    def _period_mark(
        self, words: Words, indicator: Indicator, when: str, total: Total | None
    ) -> tuple[Mark, Origin]:
        number = total.number if total is not None else None
        text = display.shown_number(words, number)
        if when == self.period and number is not None:
            text = self.overview.shown(words, self.line(indicator))
        mark = Mark(
            words.period_short(when), number, text, strong=when == self.period, partial=_in_part(total)
        )
        told = coverage.in_full(words, self.catalogue, total) if total is not None else ""
        return mark, Origin(None, when, cells_of_figure(indicator), coverage=told)

    def _breakdown(self, words: Words, indicator: Indicator, table: Table) -> Picture:
        pairs = []
        for cell, label in table.cells.items():
            line = self.line(indicator, cell, label)
            total = self.overview.figure(line).total
            number = total.number if total is not None else None
            text = self.overview.shown(words, line)
            told = coverage.in_full(words, self.catalogue, total) if total is not None else ""
            mark = Mark(label.of(words.code), number, text, partial=_in_part(total))
            pairs.append((mark, Origin(None, self.period, (cell,), coverage=told)))
        name = self.table_name(words, indicator, table)
        return self._picture(words, indicator, Kind.BREAKDOWN, (name, name), pairs)

    @cached_property
    def counts(self) -> Mapping[int, tuple[int, int]]:
        """Give how many answers of each goal all units together have filled, and how many are expected."""
        found: dict[int, tuple[int, int]] = {}
        for unit in (*self.overview.nation.units, *self.overview.nation.bodies):
            for goal, count in self.desk.counts(return_of(unit, self.period)).items():
                filled, expected = found.get(goal, (0, 0))
                found[goal] = (filled + count.filled, expected + count.expected)
        return found


def _in_part(total: Total | None) -> bool:
    """Say whether a sum lacks some of the units asked."""
    return total is not None and total.number is not None and not total.complete


def country_picture(words: Words, overview: Overview, line: Line) -> Picture:
    """Give the departments of one line of the nation's table as tiles, for a picture of its own."""
    chart = overview.chart(words, line)
    marks = tuple(mark for mark in chart.marks if mark.area in PLACES)
    title = f"{chart.title}, {words.say('Turkmenistan')}, {words.period(overview.nation.period.text)}"
    indicator = overview.desk.catalogue.indicators[line.indicator]
    internal = is_internal(overview.desk.catalogue, indicator)
    return Picture(Kind.COUNTRY, chart.title, Chart(title, chart.unit, marks), (), internal=internal)


def national_view(desk: Desk, period: str) -> Generator[None, None, NationView]:
    """Gather the nation step by step."""
    overview = yield from nation.overview(desk, period)
    view = NationView(desk, overview)
    yield from view.reading()
    return view
