"""The figures of a unit or of the nation at a glance: what is drawn, and where each mark comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from gcm_desktop.app import display, tracing
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.app.key_figures import is_figure
from gcm_desktop.app.page import COLUMNS, SEX, RowKind, code_name, goal_page
from gcm_desktop.domain.aggregate import ratio_cells
from gcm_desktop.domain.catalogue import Catalogue, Indicator
from gcm_desktop.domain.cells import Part, indicator_cell, parse_cell
from gcm_desktop.domain.charts import Chart, Mark
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.questions import is_ratio
from gcm_desktop.domain.text import Text3
from gcm_desktop.domain.units import ReportingUnit, ReturnKey, return_of
from gcm_desktop.domain.values import Value
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.store import Setter

FARTHEST: Final = 12  # periods a line goes back
_SHORT: Final = 8  # digits of a revision's name that are said


class Kind(StrEnum):
    """How a chart is drawn."""

    COUNTRY = "tiles"
    PERIODS = "line"
    BREAKDOWN = "bars"
    UNITS = "dots"
    FILLED = "band"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a mark comes from: cells of one return, or of the nation where there is no unit."""

    unit: ReportingUnit | None
    period: str
    cells: tuple[str, ...] = ()
    goal: int = 0  # of a mark that stands for a goal
    coverage: str = ""  # who is in a sum, in words


@dataclass(frozen=True, slots=True)
class Picture:
    """One chart; ``heading`` stands above it in the window, its own title on a picture that is saved."""

    kind: Kind
    heading: str
    chart: Chart
    origins: tuple[Origin, ...]  # one for each mark
    empty: str = ""  # said where there is nothing to draw
    internal: bool = False  # holds exact counts of a sensitive indicator: a picture of it says so


@dataclass(frozen=True, slots=True)
class Table:
    """One breakdown of an indicator: of its own cells, or of a part of a ratio."""

    dim: str
    part: Part
    cells: Mapping[str, Text3]  # cell -> name of the category


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the charts of an indicator."""

    code: str
    name: str
    figure: str
    unit: str
    beside: str  # change, coverage, what bodies say
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One line of the list: an indicator with its figure and how it moved."""

    code: str
    goal: int
    name: str
    figure: str
    change: str = ""


class View:
    """One unit, or the nation, in one period; subclasses know where their figures are."""

    unit: ReportingUnit | None

    def __init__(self, desk: Desk, period: str) -> None:
        self.desk, self.period = desk, period
        self._codes: dict[tuple[ReportingUnit, str], str] = {}

    @property
    def catalogue(self) -> Catalogue:
        """Give the catalogue of the file."""
        return self.desk.catalogue

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Give the figures that are asked or held, in the order of the goals."""
        known, order = self.known_codes, [goal for block in self.catalogue.blocks for goal in block.goals]
        return tuple(
            indicator
            for goal in order
            for indicator in self.catalogue.of_goal(goal)
            if is_figure(indicator) and indicator.code in known
        )

    # --- what subclasses know

    @property
    def known_codes(self) -> frozenset[str]:
        """Give the indicators that are asked or have an answer."""
        raise NotImplementedError

    @property
    def has_answers(self) -> bool:
        """Say whether anything was answered for the period."""
        raise NotImplementedError

    @property
    def values(self) -> Mapping[str, Value]:
        """Give every answer there is, to know which rows of open lists are used."""
        raise NotImplementedError

    def whose(self, words: Words) -> str:
        """Name the unit, or the nation."""
        raise NotImplementedError

    def cards(self, words: Words) -> tuple[Card, ...]:
        """Give the ten figures that matter."""
        raise NotImplementedError

    def card(self, words: Words, indicator: Indicator) -> Card:
        """Give one indicator for the list."""
        raise NotImplementedError

    def head(self, words: Words, indicator: Indicator) -> Head:
        """Give what stands above the charts."""
        raise NotImplementedError

    def pictures(self, words: Words, indicator: Indicator, table: Table | None) -> tuple[Picture, ...]:
        """Give the charts of an indicator; ``table`` is the breakdown that is wanted."""
        raise NotImplementedError

    @property
    def counts(self) -> Mapping[int, tuple[int, int]]:
        """Give how many answers of each goal are filled and expected."""
        raise NotImplementedError

    # --- what is the same for all

    @property
    def counted(self) -> tuple[int, int]:
        """Give how many answers are filled and expected in all goals together."""
        return sum(one for one, _ in self.counts.values()), sum(all_ for _, all_ in self.counts.values())

    def filled(self, words: Words) -> Picture:
        """Give how much of each goal is answered."""
        catalogue, heading = self.catalogue, words.say("Filled, by goal")
        titles = {goal.number: goal.title.of(words.code) for goal in catalogue.goals}
        marks, origins = [], []
        for goal in (number for block in catalogue.blocks for number in block.goals):
            filled, expected = self.counts.get(goal, (0, 0))
            share = Decimal(filled) / expected if expected else None
            text = (
                f"{words.number(filled)} / {words.number(expected)}" if expected else words.say("not asked")
            )
            full = bool(expected) and filled >= expected
            marks.append(Mark(f"{goal}. {titles[goal]}", share, text, strong=full))
            origins.append(Origin(self.unit, self.period, goal=goal))
        title = f"{heading}, {self.whose(words)}, {words.period(self.period)}"
        return Picture(Kind.FILLED, heading, Chart(title, "", tuple(marks)), tuple(origins))

    def tables(self, indicator: Indicator) -> tuple[Table, ...]:
        """Give the breakdowns of an indicator in the order of its page."""
        catalogue = self.catalogue
        page = goal_page(catalogue, indicator.goal, {indicator.code}, self.values)
        found: dict[tuple[str, Part], dict[str, Text3]] = {}
        for row in page.rows:
            if row.indicator != indicator.code:
                continue
            for code, cell in zip(COLUMNS[1:], row.cells[1:], strict=True):
                if cell:
                    found.setdefault((SEX, row.part), {})[cell] = code_name(catalogue, SEX, code)
            if row.kind is RowKind.PART and row.dim and row.cells[0]:
                found.setdefault((row.dim, row.part), {})[row.cells[0]] = row.label
        return tuple(Table(dim, part, cells) for (dim, part), cells in found.items())

    def table_name(self, words: Words, indicator: Indicator, table: Table) -> str:
        """Name a breakdown: its list, and for a ratio the part it belongs to."""
        from gcm_desktop.app.page import ratio_part

        name = self.catalogue.codelists[table.dim].name.of(words.code)
        source = ratio_part(indicator, table.part)
        return f"{name} · {source.name.of(words.code)}" if source is not None and source.name else name

    def origin(self, unit: ReportingUnit | None, indicator: Indicator, period: str = "") -> Origin:
        """Give where the figure of an indicator comes from: its cell, or those a ratio is made of."""
        return Origin(unit, period or self.period, cells_of_figure(indicator))

    def title(self, words: Words, indicator: Indicator, what: str) -> str:
        """Name a chart so that it stands alone: what, of what, whose, when."""
        name = f"{indicator.code} {indicator.name.of(words.code)}"
        return f"{name}: {what}, {self.whose(words)}, {words.period(self.period)}"

    def told(self, words: Words, picture: Picture, place: int) -> tuple[str, str]:
        """Say a mark in two lines: name, figure, unit and period; and where the figure comes from."""
        mark, origin = picture.chart.marks[place], picture.origins[place]
        unit = (
            self.whose(words) if origin.unit is None else unit_name(self.catalogue, origin.unit, words.code)
        )
        figure = mark.text or words.say("no figure")
        if mark.number is not None and picture.chart.unit:
            figure = f"{figure} ({picture.chart.unit})"
        names = dict.fromkeys((mark.label, unit, words.period(origin.period)))
        if picture.kind is Kind.PERIODS:
            names.pop(mark.label)
        parts = [f"{' · '.join(names)}: {figure}"]
        if mark.partial:
            parts.append(words.say("in part"))
        return " · ".join(parts), self.source(words, origin)

    def answer(self, origin: Origin) -> tuple[ReturnKey, str] | None:
        """Give the return and cell behind a mark, of a year in its last quarter; nothing for a sum."""
        if origin.unit is None or not origin.cells:
            return None
        quarters = reversed(parse_period(origin.period).quarters)
        for period in (origin.period, *(each.text for each in quarters)):
            key = return_of(origin.unit, period)
            held = self.desk.file.cells(key) if key in self.desk.file.returns() else {}
            if cell := next((cell for cell in origin.cells if cell in held), ""):
                return key, cell
        return None

    def source(self, words: Words, origin: Origin) -> str:
        """Say where a mark comes from: file, place, person, revision and check code; or who is in a sum."""
        if origin.unit is None or not origin.cells:
            return origin.coverage
        key = return_of(origin.unit, origin.period)
        if key not in self.desk.file.returns():
            return origin.coverage
        typed = self.desk.file.typed(key)
        lines = [line for cell in origin.cells for line in self._lines(words, origin, cell, typed)]
        if not lines:
            return origin.coverage
        lines.append(words.say("Check code {code}", code=self._check_code(origin.unit, origin.period)))
        return " · ".join(part for part in dict.fromkeys([*lines, origin.coverage]) if part)

    def _lines(self, words: Words, origin: Origin, cell: str, typed: Mapping[str, Value]) -> Iterator[str]:
        assert origin.unit is not None
        if cell in typed:
            yield words.say("typed here")
            return
        setters = tracing.why(self.desk, return_of(origin.unit, origin.period), cell)
        for setter in [one for one in setters if one.active][:1]:
            yield said_by(words, setter)

    def _check_code(self, unit: ReportingUnit, period: str) -> str:
        from gcm_desktop.app import sending

        known = (unit, period)
        if known not in self._codes:
            self._codes[known] = sending.check_code(self.desk, return_of(unit, period))
        return self._codes[known]


def units_of(desk: Desk, period: str) -> tuple[ReportingUnit, ...]:
    """Give the units that can be looked at: those asked for the period, then any other that answered."""
    from gcm_desktop.catalogue import national_units, units

    when = parse_period(period)
    held = {key.unit for key in desk.file.readable() if key.period == period and not key.is_register}
    return tuple(
        dict.fromkeys((*national_units(desk.catalogue, when), *units(desk.catalogue, when), *sorted(held)))
    )


def said_by(words: Words, setter: Setter) -> str:
    """Say who set a value: file, sheet and cell, person and the beginning of the revision's name."""
    place = "!".join(part for part in (setter.sheet, setter.ref) if part)
    file = f"«{setter.imports[0].name}»" if setter.imports else words.say("typed here")
    person = setter.made_by.name if setter.made_by else ""
    revision = words.say("revision {number}", number=setter.revision[:_SHORT])
    return " · ".join(part for part in (file, place, person, revision) if part)


def is_internal(catalogue: Catalogue, indicator: Indicator) -> bool:
    """Say whether a figure is sensitive, or a ratio of figures that are."""
    codes = {parse_cell(cell).indicator for cell in cells_of_figure(indicator)}
    return any(catalogue.indicators[code].sensitive for code in codes)


def cells_of_figure(indicator: Indicator) -> tuple[str, ...]:
    """Give the cells the one figure of an indicator stands in."""
    if not is_ratio(indicator):
        return (indicator_cell(indicator.code),)
    return (*ratio_cells(indicator), indicator_cell(indicator.code, part=Part.RESULT))


def with_gaps(first: str, now: str) -> list[str]:
    """Give every period from the first to this one, so that a missing one stays seen."""
    found, each = [now], parse_period(now)
    while each.text != first and each.previous is not None and len(found) < FARTHEST:
        each = each.previous
        found.append(each.text)
    return found[::-1]


def sign_of(words: Words, catalogue: Catalogue, cell: str, value: Value, conflict: bool) -> str:
    """Write an answer as a mark says it, and a disputed one as such."""
    return words.say("to decide first") if conflict else display.shown(words, catalogue, cell, value)
