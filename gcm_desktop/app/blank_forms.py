"""Blank forms: what a return asks, on paper, in the order of the screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gcm_desktop.app.covers import cover
from gcm_desktop.app.desk import Desk, known_unit
from gcm_desktop.app.page import PageRow, RowKind, goal_page, ratio_part
from gcm_desktop.app.printing import block_title, blocks_and_goals, unit_of_measure
from gcm_desktop.domain.catalogue import Indicator, ValueType
from gcm_desktop.domain.cells import NARRATIVES, UNKNOWN
from gcm_desktop.domain.entries import stage_list
from gcm_desktop.domain.units import ReportingUnit, ReturnKey
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words, words

if TYPE_CHECKING:
    from gcm_desktop.reports.form import Answer, BlankForm, Boxes, FormGoal, FormRow, FormRowKind
    from gcm_desktop.reports.model import Summary

EMPTY_COUNTRIES: Final = 6
_KINDS: Final[dict[RowKind, FormRowKind]] = {
    RowKind.INDICATOR: "indicator",
    RowKind.NUMERATOR: "component",
    RowKind.DENOMINATOR: "component",
    RowKind.RESULT: "result",
    RowKind.TABLE: "heading",
    RowKind.PART: "part",
    RowKind.OPEN: "country",
}
_RATIO_SIGNS: Final = {RowKind.NUMERATOR: "a", RowKind.DENOMINATOR: "b", RowKind.RESULT: "a : b"}
_ANSWERS: Final[dict[ValueType, Answer]] = {
    ValueType.BOOLEAN: "yes_no",
    ValueType.DATE: "date",
    ValueType.STAGE: "choice",
    ValueType.TEXT: "text",
}


def print_blank(
    desk: Desk,
    out: Path,
    unit: ReportingUnit | str | None = None,
    period: str | None = None,
    language: str | None = None,
    goal: int | None = None,
) -> int:
    """Write the form of one goal, or of the whole return, as PDF; gives the number of pages."""
    from gcm_desktop.reports.blank import write_blank

    if out.suffix.lower() != ".pdf":
        raise UserError("E504", file=out.name)
    return write_blank(blank_form(desk, unit, period, language, goal), out)


def blank_form(
    desk: Desk,
    unit: ReportingUnit | str | None = None,
    period: str | None = None,
    language: str | None = None,
    goal: int | None = None,
) -> BlankForm:
    """Gather everything that stands on the form; what writes it needs no data file."""
    from gcm_desktop.reports.form import BlankForm

    meant = known_unit(desk.catalogue, unit) if isinstance(unit, str) else unit
    key = desk.key(meant, period)
    pages = _FormPages(desk, key, words(language or desk.language))
    goals = tuple(pages.goals(goal))
    if not goals:
        raise UserError("E505", unit=str(key.unit), period=key.period, goal=goal or "")
    return BlankForm(pages.cover(), goals)


class _FormPages:
    """The form of one return in the making."""

    def __init__(self, desk: Desk, key: ReturnKey, language: Words) -> None:
        self.desk, self.key, self.words = desk, key, language
        self.catalogue = desk.catalogue
        self.previous = desk.previous(key)

    def cover(self) -> Summary:
        return cover(self.desk, self.key.unit, self.key.period, self.words, "blank")

    def goals(self, only: int | None) -> Iterator[FormGoal]:
        from gcm_desktop.reports.form import FormGoal

        asked = self.desk.asked_codes(self.key)
        headings = tuple(self.catalogue.narratives[part].of(self.words.code) for part in NARRATIVES)
        for block, goal in blocks_and_goals(self.catalogue):
            if only is not None and goal.number != only:
                continue
            page = goal_page(self.catalogue, goal.number, asked, {}, self.previous)
            rows = tuple(form for row in page.rows for form in self._rows(row))
            if rows:
                title = goal.title.of(self.words.code)
                yield FormGoal(goal.number, title, block_title(self.words, block), rows, headings)

    def _rows(self, row: PageRow) -> Iterator[FormRow]:
        from gcm_desktop.reports.form import FormRow

        indicator = self.catalogue.indicators[row.indicator]
        boxes, told = self._boxes(row), self._told(row, indicator)
        answer: Answer = "none"
        if any(boxes):
            answer = _ANSWERS.get(indicator.value_type, "number")
        for _ in range(EMPTY_COUNTRIES if row.kind is RowKind.OPEN else 1):
            yield FormRow(
                kind=_KINDS[row.kind],
                text="" if row.kind is RowKind.OPEN else row.label.of(self.words.code),
                code=_code(row),
                depth=row.depth,
                unit=unit_of_measure(self.catalogue, row, self.words.code),
                answer=answer,
                boxes=boxes,
                choices=self._choices(indicator) if answer == "choice" else (),
                told=told,
            )

    def _boxes(self, row: PageRow) -> Boxes:
        if row.kind is RowKind.OPEN:
            return (True, False, False, False)
        total, women, men, unknown = (bool(cell) and not row.computed for cell in row.cells)
        return (total, women, men, unknown)

    def _told(self, row: PageRow, indicator: Indicator) -> str:
        """Say where a figure comes from that is not written here."""
        if row.kind is RowKind.RESULT:
            return self.words.say("computed by the program")
        source = ratio_part(indicator, row.part)
        if row.computed and source is not None and source.refs:
            return self.words.say("taken from {codes}", codes=", ".join(source.refs))
        return ""

    def _choices(self, indicator: Indicator) -> tuple[str, ...]:
        stages = stage_list(indicator, self.catalogue.codelists)
        codes = stages.codes if stages else ()
        return tuple(f"{code.code} · {code.name.of(self.words.code)}" for code in codes)


def _code(row: PageRow) -> str:
    """Give the code the screen shows at the side of the row."""
    if row.kind is RowKind.INDICATOR:
        return row.indicator
    return _RATIO_SIGNS.get(row.kind) or row.code.replace(UNKNOWN, "")
