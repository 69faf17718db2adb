"""A goal in the review: its narrative, its indicators by unit and for the nation, charts, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Final

from gcm_desktop.app import display, nation, printing
from gcm_desktop.app.desk import Desk, unit_name, unit_named
from gcm_desktop.app.nation import Line as Place
from gcm_desktop.app.nation import Overview
from gcm_desktop.app.page import COLUMNS, PageRow, RowKind, code_name, goal_page
from gcm_desktop.domain.catalogue import AreaRule, Goal, Indicator, ValueType
from gcm_desktop.domain.cells import NARRATIVES, CellKind, parse_cell
from gcm_desktop.domain.charts import Chart, Mark
from gcm_desktop.domain.units import NATION, ReportingUnit
from gcm_desktop.domain.values import BLANK, State, Value
from gcm_desktop.i18n import BELOW, Words, leading

if TYPE_CHECKING:
    from gcm_desktop.reports.review_model import ChartKind, Line, Part, Passage, Picture, Table

_SEX: Final = "SEX"
_LONGEST: Final = 24  # letters of an answer in words that still fit a unit's column
_BARS: Final = 10  # the largest categories of a breakdown
_LEAST: Final = 3  # figures that make a chart
_UNIT, _CODE, _NAME, _NATION, _COVERAGE = 12.3, 11.5, 44.0, 15.0, 11.4  # millimetres


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the page with its place in the overview."""

    row: PageRow
    place: Place
    label: str
    depth: int


class GoalPages:
    """The goals of the review in the making."""

    def __init__(self, desk: Desk, overview: Overview, language: Words) -> None:
        self.desk, self.overview = desk, overview
        self.words, self.first = language, language.alone
        self.catalogue, self.nation = desk.catalogue, overview.nation
        self._anywhere: dict[int, dict[str, Value]] = {}
        self._narratives: dict[str, list[tuple[ReportingUnit, str]]] = {}
        for unit in sorted(self.nation.values, key=lambda unit: (unit in self.nation.units, unit)):
            for cell, value in self.nation.values[unit].items():
                self._sort_in(unit, cell, value)
        for _, cell in self.nation.conflicts:
            code = parse_cell(cell)
            if code.kind is CellKind.INDICATOR:
                self._anywhere.setdefault(code.goal, {}).setdefault(cell, Value(State.UNREAD, "?"))

    def _sort_in(self, unit: ReportingUnit, cell: str, value: Value) -> None:
        if value.is_blank:
            return
        code = parse_cell(cell)
        if code.kind is CellKind.INDICATOR:
            self._anywhere.setdefault(code.goal, {})[cell] = value
        elif code.kind is CellKind.NARRATIVE and value.state is State.VALUE:
            self._narratives.setdefault(cell, []).append((unit, value.text))

    # --- narrative

    def narrative(self, goal: Goal) -> Iterator[Passage]:
        """Give what bodies and units wrote, section by section, the bodies of the nation first."""
        from gcm_desktop.reports.review_model import Passage

        for section in NARRATIVES:
            heading = self.words.name(self.catalogue.narratives[section], " / ")
            for unit, text in self._narratives.get(f"N{goal.number:02d}.{section}", ()):
                yield Passage(text, f"{heading}. {self._unit_name(unit, ' / ')}")

    def _unit_name(self, unit: ReportingUnit, apart: str = BELOW) -> str:
        return unit_named(self.catalogue, unit, self.words, apart)

    # --- tables

    def tables(self, goal: Goal, *, breakdowns: bool) -> Iterator[Table]:
        """Give the indicators by unit, then those that one body answers for the nation."""
        rows = list(self._rows(goal, breakdowns))
        yield from self._by_unit([row for row in rows if not self._indicator(row).national])
        yield from self._answered_once([row for row in rows if self._indicator(row).national])

    def _indicator(self, row: _Row) -> Indicator:
        return self.catalogue.indicators[row.row.indicator]

    def _rows(self, goal: Goal, breakdowns: bool) -> Iterator[_Row]:
        held = self._anywhere.get(goal.number, {})
        page = goal_page(self.catalogue, goal.number, self.overview.asked, held)
        for row in printing.printed_rows(page.rows, set(held)):
            lead = row.kind is RowKind.INDICATOR
            if row.kind is RowKind.RESULT or (not lead and not breakdowns):
                continue
            cell = row.cells[0]
            if lead and self.catalogue.indicators[row.indicator].numerator is not None:
                cell = f"{row.indicator}|R"  # the line of a ratio shows its result
            label = self.words.each(partial(self._label, row, lead=lead))
            yield _Row(row, Place(goal.number, row.indicator, cell, row.label), label, row.depth)
            for code, own in zip(COLUMNS[1:], row.cells[1:], strict=True):
                if breakdowns and own in held:
                    name = code_name(self.catalogue, _SEX, code)
                    place = Place(goal.number, row.indicator, own, name)
                    yield _Row(row, place, self.words.name(name), row.depth + 1)

    def _label(self, row: PageRow, spoken: Words, *, lead: bool) -> str:
        label = row.label.of(spoken.code)
        unit = printing.unit_of_measure(self.catalogue, row, spoken) if lead else ""
        return f"{label} ({unit})" if unit else label

    def _by_unit(self, rows: list[_Row]) -> Iterator[Table]:
        from gcm_desktop.reports.review_model import Column, Line, Table

        if not rows:
            return
        say, units = self.words.say, self.nation.units
        columns = (
            Column(say("Code"), _CODE),
            Column(say("Indicator"), _NAME + _UNIT * max(0, 7 - len(units))),
            *(Column(self._unit_name(unit), _UNIT, figures=True) for unit in units),
            Column(say("National total"), _NATION, figures=True),
            Column(say("Coverage"), _COVERAGE, figures=True),
        )
        lines = []
        for row in rows:
            if row.row.kind is RowKind.TABLE:
                cells = (row.label, *[""] * (len(columns) - 1))
                lines.append(Line(cells, row.depth, heading=True))
                continue
            lines.append(self._unit_line(row))
        yield Table(say("Indicators by unit"), columns, tuple(lines))

    def _unit_line(self, row: _Row) -> Line:
        from gcm_desktop.reports.review_model import Line

        lead = row.place.cell == row.row.cells[0] and row.row.kind is RowKind.INDICATOR
        lead = lead or row.place.cell.endswith("|R")
        code = row.row.indicator if lead else ""
        if not row.place.cell:
            return Line((code, row.label, *[""] * (len(self.nation.units) + 2)), row.depth, strong=lead)
        figure = self.overview.figure(row.place)
        coverage = ""
        if figure.total is not None:
            coverage = self.first.say(
                "{answered} of {asked}", answered=figure.total.answered, asked=figure.total.asked
            )
        answers = (self._of_unit(row.place, unit) for unit in self.nation.units)
        total = self.overview.shown(self.first, row.place)
        return Line((code, row.label, *answers, total, coverage), row.depth, strong=lead)

    def _of_unit(self, place: Place, unit: ReportingUnit) -> str:
        from gcm_desktop.reports.model import CONFLICT

        cell = place.cell
        if (unit, cell) in self.nation.conflicts:
            return CONFLICT
        value = self.nation.values.get(unit, {}).get(cell, BLANK)
        if value.is_blank and self.nation.veils(unit, place.indicator, cell):
            return display.NOT_PUBLISHED
        if value.is_blank:
            return display.shown_number(self.words, self.nation.number(unit, place.indicator, cell))
        if value.state is State.UNREAD:
            return ""
        text = display.shown(self.words, self.catalogue, cell, value)
        return text if len(text) <= _LONGEST else self.words.say("below")

    def answers_in_words(self, goal: Goal) -> Iterator[Part]:
        """Give what units answered at length, in full below the table that has no room for it."""
        from gcm_desktop.reports.review_model import Passage, Points

        for line in self._leads(goal):
            if self.catalogue.indicators[line.indicator].national:
                continue
            said = [(unit, self._long_answer(line, unit)) for unit in self.nation.units]
            points = tuple(f"{self._unit_name(unit, ' / ')}: {text}" for unit, text in said if text)
            if points:
                yield Passage("", self._title(line))
                yield Points(points)

    def _long_answer(self, line: Place, unit: ReportingUnit) -> str:
        value = self.nation.values.get(unit, {}).get(line.cell, BLANK)
        if value.state is not State.VALUE or (unit, line.cell) in self.nation.conflicts:
            return ""
        text = display.shown(self.words, self.catalogue, line.cell, value)
        return text if len(text) > _LONGEST else ""

    def _answered_once(self, rows: list[_Row]) -> Iterator[Table]:
        from gcm_desktop.reports.review_model import Column, Line, Table

        rows = [row for row in rows if row.place.cell or row.row.kind is RowKind.TABLE]
        if not rows:
            return
        say = self.words.say
        lines = []
        for row in rows:
            if row.row.kind is RowKind.TABLE:
                lines.append(Line((row.label, "", "", "", ""), row.depth, heading=True))
                continue
            lead = (
                row.row.kind is RowKind.INDICATOR
                and not row.depth
                and row.place.cell not in row.row.cells[1:]
            )
            before = self.overview.figure(row.place).before if self._adds(row.place) else None
            code, body = (row.row.indicator, self._bodies(row.row.indicator)) if lead else ("", "")
            answer = self.overview.shown(self.words, row.place)
            shown = display.shown_number(self.words, before)
            lines.append(Line((code, row.label, answer, shown, body), row.depth, strong=lead))
        columns = (
            Column(say("Code"), _CODE),
            Column(say("Indicator"), 70),
            Column(say("Answer"), 34, figures=True),
            Column(say("Previous period"), 18, figures=True),
            Column(say("Answered by"), 36),
        )
        yield Table(say("Indicators of the nation"), columns, tuple(lines))

    def _bodies(self, indicator: str) -> str:
        asked = self.nation.asked_units(indicator)
        answering = [unit for unit in asked if self.nation.received & {unit}] or list(asked)
        return ", ".join(self._called(unit) for unit in answering[:2])

    def _called(self, unit: ReportingUnit) -> str:
        """Name a unit; the short names of bodies are Turkmen."""
        office = self.catalogue.offices.get(unit.office)

        def name(own: Words) -> str:
            short = office.short if office and unit.area == NATION and own.code == "tk" else ""
            return short or unit_name(self.catalogue, unit, own.code)

        return self.words.each(name, " / ")

    def differences(self, goal: Goal) -> tuple[str, ...]:
        """Give what state bodies say of the nation where it is not the figure that counts."""
        found = []
        for line in self._leads(goal):
            if self.overview.figure(line).differs:
                said = self.overview.said_by_bodies(self.words, line)
                number = self.overview.shown(self.first, line) or "–"
                found.append(f"{line.indicator}: {number}; {said}")
        return tuple(found)

    def _leads(self, goal: Goal) -> tuple[Place, ...]:
        return tuple(line for line in self.overview.lines if line.goal == goal.number and line.cell)

    # --- charts

    def pictures(self, goal: Goal) -> Iterator[Picture]:
        """Give the charts of a goal: the units of the most important figure, its course, a breakdown."""
        from gcm_desktop.reports.review_model import ChartKind

        ranked = sorted(self._leads(goal), key=lambda line: (self._tier(line), line.indicator))
        for line in ranked:
            if not self._adds(line) or self.catalogue.indicators[line.indicator].national:
                continue
            chart = self._units_chart(line)
            if len(chart.numbers) >= _LEAST and chart.speaks:
                yield self._picture(ChartKind.DOTS, chart)
                course = self._course(line)
                if course.speaks:
                    yield self._picture(ChartKind.LINE, course)
                break
        for line in ranked:
            if (parts := self._breakdown(goal, line)) is not None:
                yield self._picture(ChartKind.BARS, parts)
                break

    def _tier(self, line: Place) -> int:
        return self.catalogue.indicators[line.indicator].tier

    def _adds(self, line: Place) -> bool:
        known = self.catalogue.indicators[line.indicator]
        worded = (ValueType.TEXT, ValueType.DATE, ValueType.STAGE, ValueType.BOOLEAN)
        return known.value_type not in worded and known.area_rule is not AreaRule.COUNT_OF_YES

    def _units_chart(self, line: Place) -> Chart:
        marks = tuple(
            Mark(
                unit_name(self.catalogue, unit, self.first.code),
                self.nation.number(unit, line.indicator, line.cell),
                self._of_unit(line, unit),
                area=unit.area,
            )
            for unit in self.nation.units
        )
        return Chart(self._title(line), self._measure(line), marks)

    def _course(self, line: Place) -> Chart:
        if self.nation.closed(line.indicator):
            return Chart(nation.title(self.words, line), "", ())  # earlier sums were published elsewhere
        course = nation.series(self.desk, line, self.nation.period.text)
        marks = tuple(
            Mark(
                self.words.period_short(period),
                number,
                self.words.number(number),
                strong=period == self.nation.period.text,
            )
            for period, number in course
        )
        return Chart(self._title(line), self._measure(line), marks)

    def _breakdown(self, goal: Goal, line: Place) -> Chart | None:
        """Give the fullest breakdown of an indicator, its largest categories first."""
        if not self._adds(line):
            return None
        tables: dict[str, list[tuple[Decimal, str]]] = {}
        names = self.catalogue.codelists
        for cell in self._anywhere.get(goal.number, {}):
            code = parse_cell(cell)
            if code.indicator != line.indicator or code.part or len(code.breakdown) != 1:
                continue
            ((dim, category),) = code.breakdown
            number = self.nation.total(line.indicator, cell).number
            if number is not None and dim != _SEX:
                label = self.first.name(code_name(self.catalogue, dim, category))
                tables.setdefault(dim, []).append((number, label))
        fullest = max(sorted(tables), key=lambda dim: len(tables[dim]), default="")
        if len(tables.get(fullest, ())) < _LEAST:
            return None
        largest = sorted(tables[fullest], key=lambda part: (-part[0], part[1]))[:_BARS]
        marks = tuple(Mark(label, number, self.words.number(number)) for number, label in largest)
        breakdown = names[fullest].name
        title = self.words.each(lambda own: f"{nation.title(own, line)} · {own.name(breakdown)}")
        chart = Chart(title, self._measure(line), marks)
        return chart if chart.speaks else None

    def _title(self, line: Place) -> str:
        return self.words.each(lambda own: nation.title(own, line))

    def _measure(self, line: Place) -> str:
        unit = self.catalogue.indicators[line.indicator].unit
        return self.first.name(self.catalogue.units[unit].name) if unit in self.catalogue.units else ""

    def _picture(self, kind: ChartKind, chart: Chart) -> Picture:
        from gcm_desktop.reports.review_model import Picture

        return Picture(kind, chart, told(self.first, chart))

    # --- what is missing

    def missing(self) -> Iterator[Line]:
        """Give the indicators that lack an answer, under their goals, with who has not given it."""
        from gcm_desktop.reports.review_model import Line

        heading: Line | None = None
        for place in self.overview.lines:
            if not place.cell:
                goal = self.words.say(
                    "Goal {number}. {title}", number=place.goal, title=self.words.name(place.label)
                )
                heading = Line((goal, "", "", "", ""), heading=True)
                continue
            total = self.overview.figure(place).total
            if total is None or not (
                total.missing or total.not_available or total.conflicts or total.partial
            ):
                continue
            if heading is not None:
                yield heading
                heading = None
            groups = ((*total.missing, *total.partial), total.not_available, total.conflicts)
            names = (self._names(units) for units in groups)
            yield Line((place.indicator, self.words.name(place.label), *names))

    def _names(self, units: tuple[ReportingUnit, ...]) -> str:
        if len(units) > _LEAST and len(units) == len(self.nation.units):
            return self.words.say("all units")
        return ", ".join(self._called(unit) for unit in units)


def told(language: Words, chart: Chart) -> str:
    """Say a chart in words, for those who do not see it."""
    figures = "; ".join(f"{mark.label}: {mark.text or '–'}" for mark in chart.marks)
    return language.say("Chart «{title}»: {figures}", title=leading(chart.title), figures=figures)
