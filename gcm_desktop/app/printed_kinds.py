"""The papers that are printed: what is wished for, gathered so that writing it needs no data file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from gcm_desktop.app.blank_forms import blank_form
from gcm_desktop.app.call_sheet import call_sheet
from gcm_desktop.app.completeness import completeness
from gcm_desktop.app.corrigenda import corrigendum
from gcm_desktop.app.desk import Desk, known_unit
from gcm_desktop.app.goal_sheets import goal_sheet
from gcm_desktop.app.key_card import key_card
from gcm_desktop.app.printing import summary
from gcm_desktop.domain.audience import Audience
from gcm_desktop.domain.units import ReportingUnit
from gcm_desktop.errors import UserError

Write = Callable[[Path], int]


class PrintKind(StrEnum):
    """What can be printed, by the word of the command line."""

    SUMMARY = "summary"
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


def gathered(desk: Desk, wish: Wish) -> Write:
    """Gather what is to be printed; what is given back writes it and says how many pages it has."""
    unit, period, language = wish.unit, wish.period, wish.language
    if wish.kind is PrintKind.GOAL:
        from gcm_desktop.reports.goal_sheet import write_goal_sheet

        return partial(write_goal_sheet, goal_sheet(desk, wish.goal or 1, period, language))
    if wish.kind is PrintKind.COMPLETENESS:
        from gcm_desktop.reports.completeness import write_completeness

        return partial(write_completeness, completeness(desk, period, language, wish.second))
    if wish.kind is PrintKind.CORRIGENDUM:
        from gcm_desktop.reports.corrigendum import write_corrigendum

        return partial(write_corrigendum, corrigendum(desk, unit, period, language, wish.second, wish.since))
    if wish.kind is PrintKind.BLANK:
        from gcm_desktop.reports.blank import write_blank

        return partial(write_blank, blank_form(desk, unit, period, language, wish.goal))
    if wish.kind is PrintKind.CALL_SHEET:
        from gcm_desktop.reports.call_sheet import write_call_sheet

        return partial(write_call_sheet, call_sheet(desk, desk.key(unit, period), language))
    if wish.kind is PrintKind.CARD:
        from gcm_desktop.reports.card import write_card

        return partial(write_card, key_card(desk, language))
    from gcm_desktop.reports import write_summary

    return partial(write_summary, summary(desk, unit, period, language, wish.second))


def print_paper(desk: Desk, out: Path, wish: Wish, unit: str | None = None) -> int:
    """Write a paper as PDF, of a unit named in words where there is one; gives the number of pages."""
    if out.suffix.lower() != ".pdf":
        raise UserError("E504", file=out.name)
    meant = known_unit(desk.catalogue, unit) if unit else wish.unit
    return gathered(desk, replace(wish, unit=meant))(out)
