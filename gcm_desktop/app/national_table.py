"""The national table: the units side by side, the nation, and how many units are in each figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from gcm_desktop.app import coverage, display, printing, sending
from gcm_desktop.app.covers import cover, official_date
from gcm_desktop.app.desk import Desk, unit_named
from gcm_desktop.app.figures import Nation, national_figures
from gcm_desktop.app.page import PageRow, RowKind, computed, goal_page
from gcm_desktop.app.veiling import is_veiled
from gcm_desktop.domain import digests
from gcm_desktop.domain.aggregate import Total
from gcm_desktop.domain.catalogue import AreaRule, Indicator, ValueType
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.numbers import canonical
from gcm_desktop.domain.records import digest
from gcm_desktop.domain.units import NATION, SERVICE, ReportingUnit, ReturnKey, return_of
from gcm_desktop.domain.values import BLANK, State, Value, number
from gcm_desktop.i18n import Words, pair

if TYPE_CHECKING:
    from gcm_desktop.reports import Summary, SummaryGoal, SummaryRow

_LONGEST = 24  # letters of an answer in words that still fit a unit's column


def national_summary(desk: Desk, period: str, language: str, second: str = "") -> Summary:
    """Gather the national table of a period, in a second language too where one is named."""
    return _NationPages(desk, period, pair(language, second)).summary()


class _NationPages:
    """The national table in the making."""

    def __init__(self, desk: Desk, period: str, language: Words) -> None:
        self.desk, self.period, self.words = desk, period, language
        self.catalogue = desk.catalogue
        self.nation: Nation = national_figures(desk, period)
        self.keys = [return_of(unit, period) for unit in (*self.nation.units, *self.nation.bodies)]
        self.anywhere = _anywhere(self.nation)
        self.counts = {key: desk.counts(key) for key in self.keys}
        self.totals: dict[str, Value] = {}  # what stands in the national column

    def summary(self) -> Summary:
        from gcm_desktop.reports import SummaryUnit

        whole = ReportingUnit(SERVICE, NATION)
        return replace(
            cover(self.desk, whole, self.period, self.words, "national"),
            check_code=digests.check_code(self._content()),
            date=official_date(self.words, self._latest()),
            goals=tuple(self._goals()),
            units=tuple(
                SummaryUnit(
                    str(unit), unit_named(self.catalogue, unit, self.words), unit in self.nation.received
                )
                for unit in self.nation.units
            ),
            registers=tuple(
                printing.register_extracts(
                    self.desk, tuple(key.unit for key in self._register_keys()), self.words
                )
            ),
        )

    def _register_keys(self) -> list[ReturnKey]:
        return sorted(key for key in self.desk.file.returns() if key.is_register)

    def _content(self) -> str:
        """Give a digest over the contents of all the returns in the table."""
        here = set(self.desk.file.readable())
        contents = {str(key.unit): sending.content(self.desk, key) for key in self.keys if key in here}
        return digest({"nation": contents, "period": self.period, "catalogue": self.catalogue.digest})

    def _latest(self) -> date | None:
        here = set(self.desk.file.readable())
        days = [sending.revision_date(self.desk, key) for key in self.keys if key in here]
        return max((day for day in days if day), default=None)

    def _goals(self) -> Iterator[SummaryGoal]:
        from gcm_desktop.reports import SummaryGoal

        asked = frozenset(code for key in self.keys for code in self.desk.asked_codes(key))
        for block, goal in printing.blocks_and_goals(self.catalogue):
            page = goal_page(self.catalogue, goal.number, asked, self.anywhere)
            held = set(self.anywhere)
            rows = tuple(self._row(row) for row in printing.printed_rows(page.rows, held))
            if not rows:
                continue
            numbers = printing.number_indicators(self.catalogue)
            total = digests.goal_control_totals(self.totals, numbers).get(goal.number)
            filled, expected = self._counts(goal.number)
            yield SummaryGoal(
                number=goal.number,
                title=self.words.name(goal.title),
                block=printing.block_title(self.words, block),
                rows=rows,
                control_total=display.shown_number(self.words, total),
                check=digests.goal_check(goal.number, self.totals),
                filled=filled,
                expected=expected,
            )

    def _counts(self, goal: int) -> tuple[int, int]:
        filled = expected = 0
        for key in self.keys:
            if count := self.counts[key].get(goal):
                filled, expected = filled + count.filled, expected + count.expected
        return filled, expected

    def _row(self, row: PageRow) -> SummaryRow:
        from gcm_desktop.reports import SummaryRow

        indicator = self.catalogue.indicators[row.indicator]
        total, coverage = self._nation(indicator, row)
        has_figures = bool(row.cells[0]) or row.kind in (RowKind.NUMERATOR, RowKind.DENOMINATOR)
        answers = tuple(self._of_unit(row, unit) for unit in self.nation.units) if has_figures else ()
        return SummaryRow(
            code=row.indicator if row.kind is RowKind.INDICATOR else "",
            text=self.words.name(row.label),
            depth=row.depth,
            unit=printing.unit_of_measure(self.catalogue, row, self.words),
            total=total,
            kind=printing.KINDS[row.kind],  # type: ignore[arg-type]  # the same words as reports' row kinds
            coverage=coverage,
            by_unit=() if indicator.national else answers,
        )

    def _nation(self, indicator: Indicator, row: PageRow) -> tuple[str, str]:
        """Give the national figure of a row and how many units are in it."""
        cell = row.cells[0]
        if indicator.national:
            return (self._answered_once(indicator, row), "") if cell else ("", "")
        if cell:
            total = self.nation.total(row.indicator, cell)
            return self._total(indicator, cell, total), coverage.in_short(self.words.alone, total)
        if row.kind not in (RowKind.NUMERATOR, RowKind.DENOMINATOR):
            return "", ""
        figures = [computed(self.catalogue, row, self.nation.values.get(u, {})) for u in self.nation.units]
        known = [figure for figure in figures if figure is not None]
        if any(is_veiled(self.catalogue, row, self.nation.values.get(u, {})) for u in self.nation.units):
            return display.NOT_PUBLISHED, ""
        text = self.words.number(sum(known, Decimal(0))) if known else ""
        return text, self._coverage(len(known), len(figures))

    def _coverage(self, answered: int, asked: int) -> str:
        return self.words.alone.say("{answered} of {asked}", answered=answered, asked=asked)

    def _answered_once(self, indicator: Indicator, row: PageRow) -> str:
        """Give what the one body that answers for the nation says."""
        cell = row.cells[0]
        if row.computed:
            for unit in self.nation.asked_units(indicator.code):
                figure = computed(self.catalogue, row, self.nation.values.get(unit, {}))
                if figure is not None:
                    return self.words.number(figure)
                if is_veiled(self.catalogue, row, self.nation.values.get(unit, {})):
                    return display.NOT_PUBLISHED
            return ""
        value = self.nation.answer_once(indicator.code, cell)
        if value.state is State.VALUE:
            self.totals[cell] = value
        return "" if value.state is State.UNREAD else display.shown(self.words, self.catalogue, cell, value)

    def _total(self, indicator: Indicator, cell: str, total: Total) -> str:
        if total.number is None:
            return display.NOT_PUBLISHED if total.hidden else ""
        self.totals[cell] = number(canonical(total.number, max(0, -_places(total.number))))
        if indicator.area_rule is AreaRule.COUNT_OF_YES or indicator.value_type is ValueType.BOOLEAN:
            return self.words.alone.say("{count} yes", count=self.words.number(total.number))
        text, precision = self.words.number(total.number), self.nation.precision(cell)
        sign = display.SIGNS.get(precision)
        return f"{sign}\u00a0{text}" if sign else text

    def _of_unit(self, row: PageRow, unit: ReportingUnit) -> str:
        from gcm_desktop.reports.model import CONFLICT

        cell = row.cells[0]
        values: Mapping[str, Value] = self.nation.values.get(unit, {})
        if (unit, cell) in self.nation.conflicts:
            return CONFLICT
        if row.kind is RowKind.RESULT or row.computed:
            figure = computed(self.catalogue, row, values)
            if figure is None and is_veiled(self.catalogue, row, values):
                return display.NOT_PUBLISHED
            return display.shown_number(self.words, figure)
        value = values.get(cell, BLANK)
        if value.state is State.UNREAD:
            return ""
        text = display.shown(self.words, self.catalogue, cell, value)
        return text if len(text) <= _LONGEST else self.words.say("see summary")


def _anywhere(nation: Nation) -> dict[str, Value]:
    """Give every cell that some unit filled or disputes, so that the page has a row for it."""
    found = {
        cell: value
        for values in nation.values.values()
        for cell, value in values.items()
        if parse_cell(cell).kind is CellKind.INDICATOR and not value.is_blank
    }
    return found | {cell: Value(State.UNREAD, "?") for _, cell in nation.conflicts if cell not in found}


def _places(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
