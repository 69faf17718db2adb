"""The papers that are printed: what is wished for, gathered so that writing it needs no data file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final

from gcm_desktop.app import reviewing
from gcm_desktop.app.blank_forms import blank_form
from gcm_desktop.app.call_sheet import call_sheet
from gcm_desktop.app.completeness import completeness
from gcm_desktop.app.corrigenda import corrigendum
from gcm_desktop.app.desk import Desk, known_unit
from gcm_desktop.app.goal_sheets import goal_sheet
from gcm_desktop.app.key_card import key_card
from gcm_desktop.app.printed_parts import Parts, part_of_review, part_of_summary
from gcm_desktop.app.printing import summary
from gcm_desktop.domain.audience import Audience
from gcm_desktop.domain.page_setup import PageSetup
from gcm_desktop.domain.units import ReportingUnit
from gcm_desktop.errors import UserError

Write = Callable[[Path], int]


class PrintKind(StrEnum):
    """What can be printed, by the word of the command line."""

    SUMMARY = "summary"
    REVIEW = "review"
    GOAL = "goal"
    COMPLETENESS = "completeness"
    CORRIGENDUM = "corrigendum"
    BLANK = "blank"
    CARD = "card"
    CALL_SHEET = "call-sheet"

    @property
    def by_unit(self) -> bool:
        """Say whether it is always about one unit."""
        return self in (PrintKind.CORRIGENDUM, PrintKind.BLANK, PrintKind.CALL_SHEET)

    @property
    def national(self) -> bool:
        """Say whether it sets units side by side, so that it needs the national file."""
        return self in (PrintKind.REVIEW, PrintKind.GOAL, PrintKind.CALL_SHEET)

    def lies_across(self, nation: bool) -> bool:
        """Say whether it lies across by itself; ``nation`` when it is about the whole nation."""
        if self is PrintKind.SUMMARY:
            return nation
        return self in (PrintKind.GOAL, PrintKind.COMPLETENESS, PrintKind.CORRIGENDUM)

    def takes(self, choice: Choice) -> bool:
        """Say whether a choice means anything for it."""
        return choice in _TAKES[self]


class Choice(StrEnum):
    """What can be chosen about a paper, by the option of the command line."""

    UNIT = "unit"
    GOAL = "goal"
    SINCE = "since"
    SECOND = "second"
    AUDIENCE = "for"
    PARTS = "parts"
    ORIENTATION = "orientation"
    BINDING = "binding"
    FORMAT = "format"


_PAGE: Final = frozenset({Choice.ORIENTATION, Choice.BINDING})
_TAKES: Final[dict[PrintKind, frozenset[Choice]]] = {
    PrintKind.SUMMARY: _PAGE | {Choice.UNIT, Choice.SECOND, Choice.AUDIENCE, Choice.PARTS},
    PrintKind.REVIEW: _PAGE | {Choice.SECOND, Choice.AUDIENCE, Choice.PARTS, Choice.FORMAT},
    PrintKind.GOAL: _PAGE | {Choice.GOAL, Choice.SECOND, Choice.AUDIENCE},
    PrintKind.COMPLETENESS: _PAGE | {Choice.SECOND, Choice.AUDIENCE},
    PrintKind.CORRIGENDUM: _PAGE | {Choice.UNIT, Choice.SINCE, Choice.SECOND},
    PrintKind.BLANK: _PAGE | {Choice.UNIT, Choice.GOAL},
    PrintKind.CARD: frozenset(),
    PrintKind.CALL_SHEET: _PAGE | {Choice.UNIT},
}


@dataclass(frozen=True, slots=True)
class Wish:
    """One paper: ``second`` is a language beside the first, ``since`` the revision a corrigendum corrects."""

    kind: PrintKind = PrintKind.SUMMARY
    unit: ReportingUnit | None = None
    period: str | None = None
    language: str | None = None
    second: str = ""
    goal: int | None = None
    since: str = ""
    audience: Audience = Audience.INTERNAL
    parts: Parts = Parts()
    setup: PageSetup = PageSetup()


def gathered(desk: Desk, wish: Wish) -> Write:
    """Gather what is to be printed; what is given back writes it and says how many pages it has."""
    unit, period, language, setup = wish.unit, wish.period, wish.language, wish.setup
    if wish.kind is PrintKind.REVIEW:
        return _review(desk, wish)
    if wish.kind is PrintKind.GOAL:
        from gcm_desktop.reports.goal_sheet import write_goal_sheet

        sheet = goal_sheet(desk, wish.goal or 1, period, language, wish.second)
        return partial(write_goal_sheet, replace(sheet, setup=setup))
    if wish.kind is PrintKind.COMPLETENESS:
        from gcm_desktop.reports.completeness import write_completeness

        report = completeness(desk, period, language, wish.second)
        return partial(write_completeness, replace(report, cover=replace(report.cover, setup=setup)))
    if wish.kind is PrintKind.CORRIGENDUM:
        from gcm_desktop.reports.corrigendum import write_corrigendum

        paper = corrigendum(desk, unit, period, language, wish.second, wish.since)
        return partial(write_corrigendum, replace(paper, cover=replace(paper.cover, setup=setup)))
    if wish.kind is PrintKind.BLANK:
        from gcm_desktop.reports.blank import write_blank

        form = blank_form(desk, unit, period, language, wish.goal)
        return partial(write_blank, replace(form, cover=replace(form.cover, setup=setup)))
    if wish.kind is PrintKind.CALL_SHEET:
        from gcm_desktop.reports.call_sheet import write_call_sheet

        owed = call_sheet(desk, desk.key(unit, period), language)
        return partial(write_call_sheet, replace(owed, setup=setup))
    if wish.kind is PrintKind.CARD:
        from gcm_desktop.reports.card import write_card

        return partial(write_card, key_card(desk, language))
    from gcm_desktop.reports import write_summary

    made = part_of_summary(summary(desk, unit, period, language, wish.second), wish.parts)
    return partial(write_summary, replace(made, setup=setup))


def _review(desk: Desk, wish: Wish) -> Write:
    names = [part for part in reviewing.ReviewPart if wish.parts.takes(part)]
    made = reviewing.review(desk, wish.period, wish.language, names, wish.second)
    made = part_of_review(made, wish.parts, made.words)
    return partial(reviewing.write, replace(made, setup=wish.setup))


def print_paper(desk: Desk, out: Path, wish: Wish, unit: str | None = None) -> int:
    """Write a paper, of a unit named in words where there is one; gives pages, or headings of a draft."""
    if wish.kind is PrintKind.REVIEW:
        if out.suffix.lower() not in (".pdf", reviewing.DRAFT_SUFFIX):
            raise UserError("E507", file=out.name)
    elif out.suffix.lower() != ".pdf":
        raise UserError("E504", file=out.name)
    meant = known_unit(desk.catalogue, unit) if unit else wish.unit
    return gathered(desk, replace(wish, unit=meant))(out)
