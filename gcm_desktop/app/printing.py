"""Printing: a return or the nation as official pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gcm_desktop.app import acting, coverage, display, history, pictures, sending
from gcm_desktop.app.covers import cover, official_date
from gcm_desktop.app.desk import Desk, known_unit
from gcm_desktop.app.figures import with_quarters
from gcm_desktop.app.key_figures import Chosen, key_figures
from gcm_desktop.app.page import PageRow, RowKind, computed, goal_page
from gcm_desktop.app.veiling import is_veiled
from gcm_desktop.domain import digests
from gcm_desktop.domain.catalogue import Block, Catalogue, Goal
from gcm_desktop.domain.cells import NARRATIVES
from gcm_desktop.domain.charts import Chart
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.questions import is_number_cell
from gcm_desktop.domain.rules import number_in
from gcm_desktop.domain.units import ReportingUnit, ReturnKey, registers_of, return_of
from gcm_desktop.domain.values import BLANK, State, Value
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words, pair

if TYPE_CHECKING:
    from gcm_desktop.app.registers import RegisterRow
    from gcm_desktop.reports import RegisterExtract, Summary, SummaryGoal, SummaryRow
    from gcm_desktop.reports.model import KeyFigure

KINDS: Final = {
    RowKind.INDICATOR: "indicator",
    RowKind.NUMERATOR: "component",
    RowKind.DENOMINATOR: "component",
    RowKind.RESULT: "result",
    RowKind.TABLE: "heading",
    RowKind.PART: "part",
}
PRINTED_REGISTERS: Final = ("BA",)
_REGISTER_COLUMNS: Final = 6


def print_summary(
    desk: Desk,
    out: Path,
    unit: ReportingUnit | str | None = None,
    period: str | None = None,
    language: str | None = None,
    second: str = "",
) -> int:
    """Write the summary of a unit, or the national table without one; gives the number of pages."""
    from gcm_desktop.reports import write_summary

    if out.suffix.lower() != ".pdf":
        raise UserError("E504", file=out.name)
    return write_summary(summary(desk, unit, period, language, second), out)


def summary(
    desk: Desk,
    unit: ReportingUnit | str | None = None,
    period: str | None = None,
    language: str | None = None,
    second: str = "",
) -> Summary:
    """Gather everything that stands on the pages; what writes them needs no data file."""
    own = language or desk.language
    if unit is None and desk.national:
        from gcm_desktop.app.national_table import national_summary

        return national_summary(desk, period or desk.period, own, second)
    meant = known_unit(desk.catalogue, unit) if isinstance(unit, str) else unit
    return _UnitPages(desk, desk.key(meant, period), pair(own, second)).summary()


class _UnitPages:
    """One unit's summary in the making."""

    def __init__(self, desk: Desk, key: ReturnKey, language: Words) -> None:
        self.desk, self.key, self.words = desk, key, language
        self.catalogue = desk.catalogue
        self.values = desk.values_today(key)
        self.whole, self.made = with_quarters(desk, key, self.values)  # what only the quarters of a year say
        self.previous = desk.previous(key)
        if before := parse_period(key.period).previous:
            self.previous = with_quarters(desk, return_of(key.unit, before.text), self.previous)[0]
        self.in_conflict = frozenset(cell for _, cell, _ in desk.file.conflicts(key))
        self.counts = desk.file.counts(key)
        self.past = history.past(desk, key)
        self.chosen = key_figures(self.catalogue, self.whole, self.previous, self.in_conflict)

    def summary(self) -> Summary:
        unit, heads = self.key.unit, self.desk.file.heads(self.key)
        codes, coded = self._codes()
        whose = cover(self.desk, unit, self.key.period, self.words, "unit")
        return replace(
            whose,
            check_code=sending.check_code(self.desk, self.key),
            date=official_date(self.words, sending.revision_date(self.desk, self.key)),
            goals=tuple(self._goals()),
            revision=heads[0][:8] if heads else "",
            draft=acting.state_of(self.desk, self.key) is None,
            registers=tuple(register_extracts(self.desk, (unit,), self.words)),
            key_figures=tuple(self._key_figure(one) for one in self.chosen),
            country=self._country(),
            codes=codes,
            coded=coded,
        )

    def _codes(self) -> tuple[tuple[bytes, ...], int]:
        """Give the answers as codes for the last page; a page without answers has none."""
        from gcm_desktop.app import paper_codes
        from gcm_desktop.reports.codes import ROOM

        codes, coded = paper_codes.pieces(self.desk, self.key, ROOM)
        return (codes, coded) if coded else ((), 0)

    def _key_figure(self, one: Chosen) -> KeyFigure:
        from gcm_desktop.reports.model import KeyFigure

        indicator, spoken = one.indicator, self.words
        unit = self.catalogue.units.get(indicator.unit)
        return KeyFigure(
            indicator.code,
            spoken.name(indicator.name),
            spoken.number(one.number),
            spoken.name(unit.name, " / ") if unit else "",
            display.shown_change(spoken, one.number, one.before),
        )

    def _country(self) -> Chart | None:
        """Show the first key figure that every department is asked, area by area."""
        for one in self.chosen:
            found = pictures.country(self.words, self.desk, self.key.unit, self.key.period, one.indicator)
            if found is not None:
                return found
        return None

    def _goals(self) -> Iterator[SummaryGoal]:
        from gcm_desktop.reports import SummaryGoal

        asked = self.desk.asked_codes(self.key)
        totals = digests.goal_control_totals(self.values, number_indicators(self.catalogue))
        for block, goal in blocks_and_goals(self.catalogue):
            page = goal_page(self.catalogue, goal.number, asked, self.whole)
            rows = tuple(self._rows(page.rows, goal.number))
            narrative = tuple(self._narrative(goal.number))
            if not rows and not narrative:
                continue
            count = self.counts.get(goal.number)
            yield SummaryGoal(
                number=goal.number,
                title=self.words.name(goal.title),
                block=block_title(self.words, block),
                rows=rows,
                control_total=display.shown_number(self.words, totals.get(goal.number)),
                check=digests.goal_check(goal.number, self.values),
                filled=count.filled if count else 0,
                expected=count.expected if count else 0,
                narrative=narrative,
                pictures=pictures.goal_pictures(
                    self.words, self.catalogue, page.rows, self.whole, self.past, self.key.period
                ),
            )

    def _rows(self, rows: tuple[PageRow, ...], goal: int) -> Iterator[SummaryRow]:
        held = {cell for cell, value in self.whole.items() if not value.is_blank} | self.in_conflict
        notes = 0
        for row in printed_rows(rows, held):
            note = self._note(row)
            notes += bool(note)
            yield self._row(row, note, f"{goal}.{notes}" if note else "")

    def _row(self, row: PageRow, note: str, note_number: str) -> SummaryRow:
        from gcm_desktop.reports import SummaryRow

        total, women, men, unknown = (self._figure(row, column) for column in range(4))
        now, before = self._number(row, self.whole), self._number(row, self.previous)
        return SummaryRow(
            code=row.indicator if row.kind is RowKind.INDICATOR else "",
            text=self.words.name(row.label),
            depth=row.depth,
            unit=unit_of_measure(self.catalogue, row, self.words),
            total=total,
            women=women,
            men=men,
            unknown=unknown,
            previous=self._computed(row, before, self.previous),
            change=display.shown_change(self.words, now, before),
            note=note,
            note_number=note_number,
            kind=KINDS[row.kind],  # type: ignore[arg-type]  # the same words as reports' row kinds
        )

    def _figure(self, row: PageRow, column: int) -> str:
        cell = row.cells[column]
        if row.kind is RowKind.TABLE:
            return ""
        if row.computed:
            return self._computed(row, computed(self.catalogue, row, self.whole, column), self.whole, column)
        return self._shown(cell) if cell else ""

    def _computed(
        self, row: PageRow, number: Decimal | None, values: Mapping[str, Value], column: int = 0
    ) -> str:
        """Write a figure of a row; in a publication the sign for one that is hidden or rests on such."""
        if number is None and is_veiled(self.catalogue, row, values, column):
            return display.NOT_PUBLISHED
        return display.shown_number(self.words, number)

    def _shown(self, cell: str) -> str:
        from gcm_desktop.reports.model import CONFLICT

        value = self.whole.get(cell, BLANK)
        if cell in self.in_conflict:
            return CONFLICT
        if value.state is State.UNREAD:
            return ""  # it is no value yet; the note says what was written
        return display.shown(self.words, self.catalogue, cell, value)

    def _number(self, row: PageRow, values: Mapping[str, Value]) -> Decimal | None:
        if row.kind is RowKind.TABLE:
            return None
        if row.computed:
            return computed(self.catalogue, row, values)
        return number_in(values, row.cells[0]) if row.cells[0] else None

    def _note(self, row: PageRow) -> str:
        notes = []
        for cell in row.cells:
            value = self.values.get(cell, BLANK) if cell else BLANK
            if value.state is State.UNREAD:
                notes.append(self.words.say("written as «{text}», not yet read", text=value.text))
            notes += [text for text in (value.note, value.source) if text]
        notes += self._quarters(row)
        return "; ".join(notes)

    def _quarters(self, row: PageRow) -> list[str]:
        """Say of how many quarters a year's figure is made; of a part, where it is another number."""
        made, above = self.made.get(row.cells[0] or row.indicator), self.made.get(row.indicator)
        if made is None or row.kind is RowKind.TABLE:
            return []
        said = coverage.of_quarters(self.words, made)
        if row.kind is RowKind.PART and above is not None and said == coverage.of_quarters(self.words, above):
            return []
        return [said]

    def _narrative(self, goal: int) -> Iterator[tuple[str, str]]:
        for section in NARRATIVES:
            value = self.values.get(f"N{goal:02d}.{section}", BLANK)
            if value.state is State.VALUE:
                yield self.words.name(self.catalogue.narratives[section], " / "), value.text


def printed_rows(rows: tuple[PageRow, ...], held: set[str]) -> Iterator[PageRow]:
    """Leave out empty rows of open lists and breakdown tables nobody filled."""
    used = {
        (row.indicator, row.dim, row.part)
        for row in rows
        if row.kind is RowKind.PART and any(cell in held for cell in row.cells)
    }
    for row in rows:
        if row.kind is RowKind.OPEN:
            continue
        if row.kind in (RowKind.TABLE, RowKind.PART) and (row.indicator, row.dim, row.part) not in used:
            continue
        yield row


def blocks_and_goals(catalogue: Catalogue) -> Iterator[tuple[Block, Goal]]:
    """Give the goals in the order of the blocks, as pages are printed."""
    goals = {goal.number: goal for goal in catalogue.goals}
    for block in catalogue.blocks:
        for number in block.goals:
            yield block, goals[number]


def block_title(language: Words, block: Block) -> str:
    """Write the heading of a block."""
    return language.say("Block {number}. {title}", number=block.number, title=language.name(block.title))


def number_indicators(catalogue: Catalogue) -> dict[str, bool]:
    """Say of every indicator whether its answers are numbers."""
    return {code: is_number_cell(indicator) for code, indicator in catalogue.indicators.items()}


def unit_of_measure(catalogue: Catalogue, row: PageRow, language: Words | str) -> str:
    """Give the unit beside an indicator or its result; parts share it."""
    if row.kind not in (RowKind.INDICATOR, RowKind.RESULT) or row.unit not in catalogue.units:
        return ""
    name = catalogue.units[row.unit].name
    return name.of(language) if isinstance(language, str) else language.name(name, " / ")


def register_extracts(
    desk: Desk, units: tuple[ReportingUnit, ...], language: Words
) -> Iterator[RegisterExtract]:
    """Give the rows of the printed registers that some units hold."""
    from gcm_desktop.app.registers import rows
    from gcm_desktop.catalogue import starting_texts
    from gcm_desktop.reports import RegisterExtract

    here, names = set(desk.file.returns()), starting_texts()

    def told(row: RegisterRow, field: str) -> str:
        text = display.shown(language, desk.catalogue, row.cell(field), row.values.get(field, BLANK))
        return language.each(lambda own: names.said(text, own.code))

    for code in PRINTED_REGISTERS:
        register = desk.catalogue.registers.get(code)
        held = [row for unit in units if registers_of(unit) in here for row in rows(desk, code, unit)]
        if register is None or not held:
            continue
        used = [field for field in register.fields if any(field.code in row.values for row in held)]
        used = used[:_REGISTER_COLUMNS]
        table = tuple(tuple(told(row, field.code) for field in used) for row in held)
        columns = tuple(language.name(field.name) for field in used)
        yield RegisterExtract(language.name(register.name, " / "), columns, table)
