"""The nation at a glance: every indicator with its figure, who is in it, what it was, and what bodies say."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from gcm_desktop.app import coverage, display, tracing
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.app.figures import BodyFigure, Nation, gathered
from gcm_desktop.app.page import COLUMNS, PageRow, RowKind, code_name, goal_page
from gcm_desktop.domain.aggregate import Total, national, ratio_cells
from gcm_desktop.domain.catalogue import AreaRule, ValueType
from gcm_desktop.domain.cells import Part, indicator_cell, parse_cell
from gcm_desktop.domain.charts import Chart, Mark
from gcm_desktop.domain.over_time import year_of_quarters
from gcm_desktop.domain.periods import Period, parse_period
from gcm_desktop.domain.questions import is_ratio
from gcm_desktop.domain.text import Text3
from gcm_desktop.domain.units import ReportingUnit, ReturnKey, return_of
from gcm_desktop.domain.values import BLANK, State, Value
from gcm_desktop.i18n import Words

_SEX: Final = "SEX"
_FARTHEST: Final = 8  # periods in the line of what was before


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the overview; a goal stands above its indicators and has no cell."""

    goal: int
    indicator: str = ""
    cell: str = ""
    label: Text3 = Text3("", "", "")
    depth: int = 0
    folds: bool = False  # breakdowns lie below


@dataclass(frozen=True, slots=True)
class Figure:
    """What stands in a line: the figure of the nation, that of the period before, and those of the bodies."""

    number: Decimal | None
    total: Total | None
    before: Decimal | None
    bodies: tuple[BodyFigure, ...] = ()
    alike: tuple[Decimal | None, Decimal | None] = (None, None)  # now and before, of the same units
    both: int | None = None  # how many units that is, where not the same answered both times

    @property
    def complete(self) -> bool:
        """Say whether everybody asked is in it."""
        return self.total is None or self.total.complete

    @property
    def differs(self) -> bool:
        """Say whether a state body holds another number for the nation."""
        return any(body.difference for body in self.bodies)


NO_FIGURE: Final = Figure(None, None, None)


@dataclass(frozen=True, slots=True)
class UnitPart:
    """What one unit gives to a figure."""

    unit: ReportingUnit
    value: Value
    number: Decimal | None
    conflict: bool


class Overview:
    """The lines of one period and their figures, worked out when they are asked for."""

    def __init__(self, desk: Desk, nation: Nation, before: Nation | None) -> None:
        self.desk, self.nation, self.before = desk, nation, before
        self._figures: dict[tuple[str, str], Figure] = {}

    @cached_property
    def asked(self) -> frozenset[str]:
        """Give the indicators that anybody is asked for the period, or for a quarter of it."""
        nation = self.nation
        return frozenset(
            code
            for each in (nation.period, *nation.period.quarters)
            for unit in (*nation.units, *nation.bodies)
            for code in self.desk.asked_codes(return_of(unit, each.text))
        )

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Give the goals in the order of the blocks, each with its indicators."""
        catalogue = self.desk.catalogue
        titles = {goal.number: goal.title for goal in catalogue.goals}
        held = {parse_cell(cell).indicator for values in self.nation.values.values() for cell in values}
        found: list[Line] = []
        for goal in (number for block in catalogue.blocks for number in block.goals):
            own = [
                Line(
                    goal,
                    known.code,
                    indicator_cell(known.code, part=Part.RESULT) if is_ratio(known) else known.code,
                    known.name,
                    1,
                    bool(known.breakdowns) or is_ratio(known),
                )
                for known in catalogue.of_goal(goal)
                if known.code in self.asked or known.code in held
            ]
            if own:
                found += [Line(goal, label=titles[goal]), *own]
        return tuple(found)

    def below(self, line: Line) -> tuple[Line, ...]:
        """Give what lies below an indicator: the parts of a ratio, women and men, its breakdowns."""
        values = {
            cell: value
            for own in self.nation.values.values()
            for cell, value in own.items()
            if cell.startswith(line.indicator)
        }
        rows = goal_page(self.desk.catalogue, line.goal, {line.indicator}, values).rows
        found: list[Line] = []
        for row in rows:
            if row.indicator == line.indicator and row.kind not in (RowKind.RESULT, RowKind.OPEN):
                if row.kind is not RowKind.INDICATOR:
                    found.append(_line(line, row))
                found += self._by_sex(line, row)
        return tuple(found)

    def _by_sex(self, line: Line, row: PageRow) -> list[Line]:
        catalogue = self.desk.catalogue
        return [
            Line(line.goal, line.indicator, cell, code_name(catalogue, _SEX, code), row.depth + 2)
            for code, cell in zip(COLUMNS[1:], row.cells[1:], strict=True)
            if cell
        ]

    def figure(self, line: Line) -> Figure:
        """Give what stands in a line."""
        if not line.cell:
            return NO_FIGURE
        known = (line.indicator, line.cell)
        if known not in self._figures:
            self._figures[known] = self._worked_out(line)
        return self._figures[known]

    def _worked_out(self, line: Line) -> Figure:
        total = self.nation.total(line.indicator, line.cell)
        bodies = self.nation.said_by_bodies(line.indicator, line.cell)
        if self.before is None:
            return Figure(total.number, total, None, bodies)
        before = self.before.total(line.indicator, line.cell)
        alike = (total.number, before.number)
        now_in, then_in = (
            _in_it(own, line, sums) for own, sums in ((self.nation, total), (self.before, before))
        )
        if now_in == then_in or self.desk.catalogue.indicators[line.indicator].national:
            return Figure(total.number, total, before.number, bodies, alike)
        both = now_in & then_in
        alike = (
            self.nation.among(both, line.indicator, line.cell),
            self.before.among(both, line.indicator, line.cell),
        )
        return Figure(total.number, total, before.number, bodies, alike, len(both))

    def parts(self, line: Line) -> tuple[UnitPart, ...]:
        """Give what each unit asked gives to the figure of a line."""
        nation = self.nation
        return tuple(
            UnitPart(
                unit,
                nation.values.get(unit, {}).get(line.cell, BLANK),
                nation.number(unit, line.indicator, line.cell),
                any((unit, cell) in nation.conflicts for cell in self._cells(line)),
            )
            for unit in nation.asked_units(line.indicator)
        )

    def _cells(self, line: Line) -> tuple[str, ...]:
        code = parse_cell(line.cell)
        known = self.desk.catalogue.indicators[line.indicator]
        return ratio_cells(known, code.breakdown) if code.part is Part.RESULT else (line.cell,)

    # --- in words

    def shown(self, words: Words, line: Line) -> str:
        """Write the figure of a line; for one who answers for the nation, the answer whatever it is."""
        figure, known = self.figure(line), self.desk.catalogue.indicators[line.indicator]
        if figure.total is not None and figure.total.hidden:
            return display.NOT_PUBLISHED
        if figure.number is None:
            value = self.nation.answer_once(line.indicator, line.cell) if known.national else BLANK
            if value.state is State.UNREAD:
                return ""
            return display.shown(words, self.desk.catalogue, line.cell, value)
        if known.national:
            value = self.nation.answer_once(line.indicator, line.cell)
            if value.state is State.VALUE:
                return display.shown(words, self.desk.catalogue, line.cell, value)
        elif known.area_rule is AreaRule.COUNT_OF_YES or known.value_type is ValueType.BOOLEAN:
            return words.say("{count} yes", count=words.number(figure.number))
        sign = display.SIGNS.get(self.nation.precision(line.cell))
        text = words.number(figure.number)
        return f"{sign}\u00a0{text}" if sign else text

    def shown_part(self, words: Words, line: Line, part: UnitPart) -> str:
        """Write what a unit gives, or why it gives nothing."""
        if part.conflict:
            return words.say("to decide first")
        if part.value.is_blank and part.number is not None:
            return words.number(part.number)
        if part.value.state in (State.BLANK, State.UNREAD):
            return words.say("not here yet") if part.value.is_blank else words.say("unread")
        return display.shown(words, self.desk.catalogue, line.cell, part.value)

    def chart(self, words: Words, line: Line) -> Chart:
        """Give the units of a line as a chart; where each figure comes from is told when it is asked for."""
        catalogue = self.desk.catalogue
        known = catalogue.indicators[line.indicator]
        unit = catalogue.units[known.unit].name.of(words.code) if known.unit in catalogue.units else ""
        return Chart(
            title(words, line),
            unit,
            tuple(
                Mark(
                    unit_name(catalogue, part.unit, words.code),
                    part.number,
                    self.shown_part(words, line, part),
                    area=part.unit.area,
                )
                for part in self.parts(line)
            ),
        )

    def source(self, words: Words, line: Line, unit: ReportingUnit) -> str:
        """Say where a unit's figure comes from: the quarters it is made of, or the file and its place."""
        made = self.nation.quarters.get(unit, {}).get(line.cell)
        if made is not None:
            return coverage.of_quarters(words, made)
        found: list[str] = []
        for cell in self._cells(line):
            setters = tracing.why(self.desk, return_of(unit, self.nation.period.text), cell)
            counting = [setter for setter in setters if setter.active][:1]
            for setter in counting:
                place = "!".join(part for part in (setter.sheet, setter.ref) if part)
                person = setter.made_by.name if setter.made_by else ""
                names = [setter.imports[0].name if setter.imports else words.say("typed here"), place, person]
                found.append(" · ".join(part for part in names if part))
        return "\n".join(dict.fromkeys(found))

    def said_by_bodies(self, words: Words, line: Line) -> str:
        """Write what state bodies say of the nation beside the figure: ``MIA 18, +3``."""
        found = []
        for body in self.figure(line).bodies:
            text = f"{body.unit.office} {words.number(body.number)}"
            if body.difference:
                sign = "+" if body.difference > 0 else "\u2212"
                text += f" ({sign}{words.number(abs(body.difference))})"
            found.append(text)
        return " · ".join(found)


def _in_it(nation: Nation, line: Line, total: Total) -> frozenset[ReportingUnit]:
    out = {*total.missing, *total.not_available, *total.conflicts}
    return frozenset(unit for unit in nation.asked_units(line.indicator) if unit not in out)


def title(words: Words, line: Line) -> str:
    """Name a line for a heading."""
    name = line.label.of(words.code)
    return f"{line.indicator} {name}" if line.depth == 1 else f"{line.indicator} · {name}"


def _line(above: Line, row: PageRow) -> Line:
    return Line(above.goal, above.indicator, row.cells[0], row.label, row.depth + 1)


def overview(desk: Desk, period: str) -> Generator[None, None, Overview]:
    """Gather a period and the one before it step by step, so that a window stays awake."""
    nation = yield from gathered(desk, period)
    earlier = nation.period.previous
    before = (yield from gathered(desk, earlier.text)) if earlier is not None else None
    return Overview(desk, nation, before)


def series(desk: Desk, line: Line, period: str) -> tuple[tuple[str, Decimal], ...]:
    """Give the figures of the nation in the periods before this one and in it, oldest first."""
    return tuple(
        (when, total.number)
        for when, total in totals(desk, line, period)
        if total is not None and total.number is not None
    )


def totals(desk: Desk, line: Line, period: str) -> tuple[tuple[str, Total | None], ...]:
    """Give each period before this one and this one, oldest first, with its sum where anybody answered."""
    known = desk.catalogue.indicators[line.indicator]
    code = parse_cell(line.cell)
    cells = {line.cell, *(ratio_cells(known, code.breakdown) if code.part is Part.RESULT else ())}
    said = desk.file.across(cells)
    found: list[tuple[str, Total | None]] = []
    now: Period | None = parse_period(period)
    for _ in range(_FARTHEST):
        if now is None:
            break
        found.append((now.text, _of_period(desk, line, now, said)))
        now = now.previous
    return tuple(reversed(found))


def _of_period(
    desk: Desk, line: Line, period: Period, said: Mapping[ReturnKey, Mapping[str, Value]]
) -> Total | None:
    from gcm_desktop.catalogue import national_units, units

    known = desk.catalogue.indicators[line.indicator]
    everyone = {unit: _said_of(desk, unit, period, said) for unit in national_units(desk.catalogue, period)}
    bodies: dict[ReportingUnit, Mapping[str, Value]] = {}
    if known.national:
        for each in (period, *period.quarters):
            for unit in units(desk.catalogue, each):
                if unit.office in known.providers and unit not in everyone:
                    bodies[unit] = _said_of(desk, unit, period, said)
    values = bodies if known.national else everyone
    if not any(values.values()):
        return None
    if known.national:
        nation = Nation(
            desk.catalogue, period, tuple(everyone), tuple(bodies), bodies, frozenset(), frozenset()
        )
        return nation.total(line.indicator, line.cell)
    return national(known, line.cell, values)


def _said_of(
    desk: Desk, unit: ReportingUnit, period: Period, said: Mapping[ReturnKey, Mapping[str, Value]]
) -> Mapping[str, Value]:
    own = said.get(return_of(unit, period.text), {})
    quarters = {quarter: said.get(return_of(unit, quarter.text), {}) for quarter in period.quarters}
    if not any(quarters.values()):
        return own
    made = year_of_quarters(desk.catalogue.indicators.values(), period.quarters, quarters)
    return {cell: year.value for cell, year in made.items() if not year.value.is_blank} | dict(own)
