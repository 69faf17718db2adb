"""The shape of a workbook as data: which sheets and rows it has, with their codes; nothing of Excel here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gcm_desktop.catalogue import asked
from gcm_desktop.domain.catalogue import (
    Catalogue,
    CodeList,
    Goal,
    Indicator,
    PartSource,
    RatioPart,
    RegisterField,
    ValueType,
)
from gcm_desktop.domain.cells import NARRATIVES, CellKind, Part, indicator_cell, parse_cell
from gcm_desktop.domain.entries import decimals_of, stage_list
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.questions import SEX, dimensions, entered_parts, is_number_cell
from gcm_desktop.exchange.hidden import issue_id, ready_ids
from gcm_desktop.exchange.model import READY, READY_ROWS, SEXES, ReturnBook
from gcm_desktop.i18n import words


class Entry(StrEnum):
    """What is written into a row's answer cell."""

    NOTHING = "nothing"
    WHOLE = "whole"
    DECIMAL = "decimal"
    YES_NO = "yes_no"
    DATE = "date"
    STAGE = "stage"
    TEXT = "text"
    RESULT = "result"  # computed for the eye


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a goal sheet; ``code`` is empty where nothing is answered."""

    text: str
    code: str = ""
    unit: str = ""
    depth: int = 0
    entry: Entry = Entry.NOTHING
    heading: bool = False
    sexes: tuple[str, ...] = ()  # those of women, men and unknown that are asked
    decimals: int = 0
    choose: bool = False  # the country is chosen in this row
    choices: tuple[str, ...] = ()
    numerator: tuple[str, ...] = ()  # codes of the rows a result is computed from
    denominator: tuple[str, ...] = ()
    scale: int = 1


@dataclass(frozen=True, slots=True)
class GoalSheet:
    """The sheet of one goal."""

    goal: Goal
    rows: tuple[Row, ...]
    sources: bool  # whether a document has to be named somewhere


@dataclass(frozen=True, slots=True)
class RegisterSheet:
    """The sheet of one register: row ids in use and ready ones."""

    code: str
    title: str
    fields: tuple[RegisterField, ...]
    ids: tuple[str, ...]
    ready: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """All sheets of a workbook."""

    goals: tuple[GoalSheet, ...]
    narratives: tuple[Goal, ...]
    registers: tuple[RegisterSheet, ...]


def layout(book: ReturnBook) -> Layout:
    """Lay out the goals that are asked and whatever else holds a value."""
    catalogue = book.catalogue
    due = {i.code for i in asked(catalogue, book.unit, parse_period(book.period))}
    held: dict[str, list[str]] = {}
    told: set[int] = set()
    for cell, value in sorted(book.values.items()):
        code = parse_cell(cell)
        if code.kind is CellKind.INDICATOR and not value.is_blank:
            held.setdefault(code.indicator, []).append(cell)
        elif code.kind is CellKind.NARRATIVE and not value.is_blank:
            told.add(code.goal)
    goals = []
    for goal in catalogue.goals:
        shown = [i for i in catalogue.of_goal(goal.number) if i.code in due or i.code in held]
        if shown:
            goals.append(_goal_sheet(book, goal, shown, held))
    in_use = {sheet.goal.number for sheet in goals} | told
    narratives = tuple(goal for goal in catalogue.goals if goal.number in in_use)
    return Layout(tuple(goals), narratives, tuple(_registers(book)))


def _goal_sheet(
    book: ReturnBook, goal: Goal, indicators: list[Indicator], held: Mapping[str, list[str]]
) -> GoalSheet:
    rows: list[Row] = []
    for indicator in indicators:
        rows.extend(_Indicator(book, indicator, held.get(indicator.code, [])).rows())
    sources = any(rule.kind == "evidence_required_if_yes" for i in indicators for rule in i.rules)
    sources = sources or any(book.values[cell].source for i in indicators for cell in held.get(i.code, []))
    return GoalSheet(goal, tuple(rows), sources)


class _Indicator:
    """Lays out one indicator: totals, result, breakdowns, and cells the form does not ask."""

    def __init__(self, book: ReturnBook, indicator: Indicator, held: list[str]) -> None:
        self.book, self.indicator, self.held = book, indicator, held
        self.catalogue: Catalogue = book.catalogue
        self.language = book.language
        self.say = words(book.language).say
        unit = self.catalogue.units.get(indicator.unit)
        self.unit = unit.name.of(self.language) if unit else ""
        self.entry = _entry_of(indicator)
        stages = stage_list(indicator, self.catalogue.codelists) if self.entry is Entry.STAGE else None
        self.choices = _named(stages, self.language) if stages else ()
        self.used: set[str] = set()

    def rows(self) -> Iterator[Row]:
        """Give the rows in page order."""
        parts = entered_parts(self.indicator) or (Part.WHOLE,)
        laid = [*self._totals(parts)]
        for dim in dimensions(self.indicator):
            if dim != SEX:
                laid.extend(self._breakdown(dim, parts))
        yield from laid
        asked_here = {row.code for row in laid if row.code}
        yield from self._others(asked_here)

    def _totals(self, parts: tuple[Part, ...]) -> Iterator[Row]:
        indicator, name = self.indicator, self.indicator.name.of(self.language)
        ratio = indicator.numerator is not None  # also a mean duration: days over cases
        if not ratio:
            yield self._answer(name, Part.WHOLE, sex=SEX in indicator.breakdowns)
            return
        yield Row(f"{name}", unit=self.unit, heading=True)
        for part, source in (
            (Part.NUMERATOR, indicator.numerator),
            (Part.DENOMINATOR, indicator.denominator),
        ):
            if part in parts and source and source.name:
                yield self._answer(
                    source.name.of(self.language), part, depth=1, sex=SEX in indicator.breakdowns, unit=""
                )
        if f"{indicator.code}|R" not in self.held:
            yield self._result()

    def _result(self) -> Row:
        indicator = self.indicator
        return Row(
            self.say("Result (calculated)"),
            unit=self.unit,
            depth=1,
            entry=Entry.RESULT,
            decimals=indicator.decimals,
            numerator=self._sources(indicator.numerator, Part.NUMERATOR),
            denominator=self._sources(indicator.denominator, Part.DENOMINATOR),
            scale=indicator.scale or 1,
        )

    def _sources(self, part: RatioPart | None, own: Part) -> tuple[str, ...]:
        if part is None:
            return ()
        if part.source is PartSource.ENTERED:
            return (indicator_cell(self.indicator.code, (), own),)
        return part.refs

    def _answer(
        self,
        text: str,
        part: Part,
        breakdown: tuple[tuple[str, str], ...] = (),
        *,
        depth: int = 0,
        sex: bool = False,
        choose: bool = False,
        unit: str | None = None,
    ) -> Row:
        decimals = decimals_of(self.indicator, part)
        entry = self.entry
        if entry in (Entry.WHOLE, Entry.DECIMAL):
            entry = Entry.DECIMAL if decimals else Entry.WHOLE
        number = entry in (Entry.WHOLE, Entry.DECIMAL)
        return Row(
            text,
            indicator_cell(self.indicator.code, breakdown, part),
            self.unit if unit is None else unit,
            depth,
            entry,
            sexes=SEXES if sex and number else (),
            decimals=decimals,
            choose=choose,
            choices=self.choices,
        )

    def _breakdown(self, dim: str, parts: tuple[Part, ...]) -> Iterator[Row]:
        codelist = self.catalogue.codelists[dim]
        several = len(parts) > 1
        for part in parts:
            heading = codelist.name.of(self.language)
            if several:
                heading += f" ({self._part_name(part)})"
            yield Row(heading, depth=1, heading=True)
            if codelist.open:
                for country in self._countries(dim, part):
                    name = self.catalogue.countries[country].of(self.language)
                    yield self._answer(f"{country} · {name}", part, ((dim, country),), depth=2, unit="")
                for n in range(1, READY_ROWS + 1):
                    code = f"{READY}{n:02d}"
                    yield self._answer("", part, ((dim, code),), depth=2, choose=True, unit="")
            for code_ in codelist.codes:
                text = code_.name.of(self.language)
                yield self._answer(text, part, ((dim, code_.code),), depth=2, unit="")

    def _part_name(self, part: Part) -> str:
        source = self.indicator.numerator if part is Part.NUMERATOR else self.indicator.denominator
        return source.name.of(self.language) if source and source.name else str(part)

    def _countries(self, dim: str, part: Part) -> list[str]:
        """Give the countries in use now or in the previous period, in the order of their names."""
        found = set()
        for cell in (*self.held, *(c for c in self.book.previous if c.startswith(self.indicator.code))):
            code = parse_cell(cell)
            if code.part is part and len(code.breakdown) == 1 and code.breakdown[0][0] == dim:
                found.add(code.breakdown[0][1])
        known = self.catalogue.countries
        order = words(self.language).sort_key
        return sorted((c for c in found if c in known), key=lambda c: order(known[c].of(self.language)))

    def _others(self, laid: set[str]) -> Iterator[Row]:
        """Give a row to every value that the form itself would not ask."""
        for cell in self.held:
            code = parse_cell(cell)
            breakdown = tuple((dim, name) for dim, name in code.breakdown if dim != SEX or name not in SEXES)
            row = indicator_cell(code.indicator, breakdown, code.part)
            if row not in laid:
                laid.add(row)
                names = ", ".join(f"{dim} {value}" for dim, value in breakdown)
                name = names or self.indicator.name.of(self.language)
                if code.part is Part.RESULT:
                    name = f"{name}: {self.say('Result')}" if names else self.say("Result")
                yield self._answer(name, code.part, breakdown, depth=1)


def _entry_of(indicator: Indicator) -> Entry:
    if is_number_cell(indicator):
        return Entry.WHOLE
    return {
        ValueType.BOOLEAN: Entry.YES_NO,
        ValueType.DATE: Entry.DATE,
        ValueType.STAGE: Entry.STAGE,
    }.get(indicator.value_type, Entry.TEXT)


def _named(codelist: CodeList, language: str) -> tuple[str, ...]:
    return tuple(f"{code.code} · {code.name.of(language)}" for code in codelist.codes)


def _registers(book: ReturnBook) -> Iterator[RegisterSheet]:
    ready = ready_ids(issue_id(book), book.catalogue.registers)
    for code, ids in ready.items():
        register = book.catalogue.registers[code]
        held = {
            parse_cell(cell).row: None
            for cell, value in sorted(book.registers.items())
            if not value.is_blank and parse_cell(cell).register == code
        }
        yield RegisterSheet(code, register.name.of(book.language), register.fields, tuple(held), ids)


def narrative_cells(goal: Goal) -> Iterable[str]:
    """Give the five cells of a goal's written part."""
    return (f"N{goal.number:02d}.{section}" for section in NARRATIVES)
