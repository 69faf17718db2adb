"""The papers that are printed: what is wished for, gathered so that writing it needs no data file."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gcm_desktop.app import publishing, reviewing
from gcm_desktop.app.blank_forms import blank_form
from gcm_desktop.app.call_sheet import call_sheet
from gcm_desktop.app.completeness import completeness
from gcm_desktop.app.corrigenda import corrigendum
from gcm_desktop.app.covers import dressed, named_office
from gcm_desktop.app.desk import Desk, known_unit
from gcm_desktop.app.figures import finished
from gcm_desktop.app.goal_sheets import goal_sheet
from gcm_desktop.app.key_card import key_card
from gcm_desktop.app.official import official
from gcm_desktop.app.printed_parts import Parts, part_of_review, part_of_summary
from gcm_desktop.app.printing import summary
from gcm_desktop.app.publishing import Publication
from gcm_desktop.app.veiling import veiled_review, veiled_summary
from gcm_desktop.domain.audience import Audience
from gcm_desktop.domain.page_setup import PageSetup
from gcm_desktop.domain.units import ReportingUnit
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.reports import Summary

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


def publication_of(desk: Desk, wish: Wish) -> Publication | None:
    """Prepare a publication; nothing for what is internal, E531 for papers that are always so."""
    if wish.audience is Audience.INTERNAL:
        return None
    if not wish.kind.takes(Choice.AUDIENCE):
        raise UserError("E531")
    if wish.kind is PrintKind.COMPLETENESS:
        return publishing.prepared(desk, publishing.Scope())
    goals = frozenset({wish.goal or 1}) if wish.kind is PrintKind.GOAL else wish.parts.goals
    if wish.kind is PrintKind.SUMMARY and (wish.unit is not None or not desk.national):
        return publishing.of_unit(desk, desk.key(wish.unit, wish.period), goals)
    return publishing.of_nation(desk, wish.period or desk.period, goals)


def keep_publication(desk: Desk, wish: Wish, written: Path | bytes) -> None:
    """Keep with the file that something was published, as soon as it is written; nothing for the internal."""
    publication = publication_of(desk, wish)
    if publication is None:
        return
    what = {
        "kind": wish.kind.value,
        "unit": str(wish.unit or ("" if desk.national else desk.unit or "")),
        "period": wish.period or desk.period,
        "language": wish.language or desk.language,
        "second": wish.second,
        "goal": str(wish.goal or ""),
        "name": written.name if isinstance(written, Path) else "",
    }
    publication.keep(written, {name: text for name, text in what.items() if text})


def gathered(desk: Desk, wish: Wish) -> Write:
    """Gather what is to be printed; what is given back writes it and says how many pages it has."""
    return finished(gathering(desk, wish))


def gathering(desk: Desk, wish: Wish) -> Generator[None, None, Write]:
    """Gather the same step by step, so that a window stays awake; of a publication what readers may see."""
    publication = publication_of(desk, wish)
    if publication is not None:
        desk = publication.desk
        yield
    if wish.kind is PrintKind.REVIEW:
        return (yield from _review(desk, wish))
    return _paper(desk, wish, publishing.largest(desk.catalogue) if publication is not None else 0)


def _paper(desk: Desk, wish: Wish, hides: int) -> Write:
    unit, period, language = wish.unit, wish.period, wish.language
    paged = partial(_paged, desk, wish)
    if wish.kind is PrintKind.GOAL:
        from gcm_desktop.reports.goal_sheet import write_goal_sheet

        sheet = goal_sheet(desk, wish.goal or 1, period, language, wish.second)
        sheet = veiled_summary(sheet, hides=hides)
        return partial(write_goal_sheet, paged(sheet))
    if wish.kind is PrintKind.COMPLETENESS:
        from gcm_desktop.reports.completeness import write_completeness

        report = completeness(desk, period, language, wish.second)
        cover = veiled_summary(report.cover, hides=hides)
        return partial(write_completeness, replace(report, cover=paged(cover)))
    if wish.kind is PrintKind.CORRIGENDUM:
        from gcm_desktop.reports.corrigendum import write_corrigendum

        paper = corrigendum(desk, unit, period, language, wish.second, wish.since)
        cover = veiled_summary(paper.cover, hides=0)
        return partial(write_corrigendum, replace(paper, cover=paged(cover)))
    if wish.kind is PrintKind.BLANK:
        from gcm_desktop.reports.blank import write_blank

        form = blank_form(desk, unit, period, language, wish.goal)
        return partial(write_blank, replace(form, cover=paged(form.cover)))
    if wish.kind is PrintKind.CALL_SHEET:
        from gcm_desktop.reports.call_sheet import write_call_sheet

        owed = call_sheet(desk, desk.key(unit, period), language)
        return partial(write_call_sheet, replace(owed, setup=wish.setup))
    if wish.kind is PrintKind.CARD:
        from gcm_desktop.reports.card import write_card

        return partial(write_card, key_card(desk, language))
    from gcm_desktop.reports import write_summary

    whole = veiled_summary(summary(desk, unit, period, language, wish.second), hides=hides)
    made = part_of_summary(whole, wish.parts)
    return partial(write_summary, paged(made))


def _paged(desk: Desk, wish: Wish, made: Summary) -> Summary:
    """Put the official settings on a paper and lay its pages as wished."""
    unit = wish.unit if wish.kind.takes(Choice.UNIT) else None
    return replace(dressed(desk, made, unit), setup=wish.setup)


def _review(desk: Desk, wish: Wish) -> Generator[None, None, Write]:
    names = [part for part in reviewing.ReviewPart if wish.parts.takes(part)]
    made = yield from reviewing.gathering(desk, wish.period, wish.language, names, wish.second)
    hides = publishing.largest(desk.catalogue) if wish.audience is Audience.PUBLICATION else 0
    made = veiled_review(made, hides=hides)
    made = part_of_review(made, wish.parts, made.words)
    page, office = official(desk), named_office(desk, None, made.words)
    signed = replace(made, signatory=page.review_signatory, signatory_name=page.review_signatory_name)
    return partial(reviewing.write, replace(signed, office=office or made.office, setup=wish.setup))


def print_paper(desk: Desk, out: Path, wish: Wish, unit: str | None = None) -> int:
    """Write a paper, of a unit named in words where there is one; gives pages, or headings of a draft."""
    if wish.kind is PrintKind.REVIEW:
        if out.suffix.lower() not in (".pdf", reviewing.DRAFT_SUFFIX):
            raise UserError("E507", file=out.name)
    elif out.suffix.lower() != ".pdf":
        raise UserError("E504", file=out.name)
    meant = known_unit(desk.catalogue, unit) if unit else wish.unit
    wish = replace(wish, unit=meant)
    pages = gathered(desk, wish)(out)
    keep_publication(desk, wish, out)
    return pages
