"""The first page's head: office, form, approval, title, and what the report covers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from gcm_desktop import i18n
from gcm_desktop.i18n import Words, mark
from gcm_desktop.reports.fonts import markup
from gcm_desktop.reports.front import front
from gcm_desktop.reports.model import Summary
from gcm_desktop.reports.signs import CarpetBand
from gcm_desktop.reports.styles import INK, RULE, ruled, style

_BLANK = "\u00a0"
_TITLES: Final = {
    "goal": mark("GOAL SHEET: ONE GOAL, ALL UNITS"),
    "completeness": mark("COMPLETENESS OF THE RETURNS"),
    "corrigendum": mark("CORRIGENDUM TO THE SUMMARY REPORT"),
}


def title_of(summary: Summary, words: Words) -> str:
    """Give the name of the document."""
    if summary.kind in _TITLES:
        return words.say(_TITLES[summary.kind])
    if summary.blank:
        return words.say("FORM FOR THE INDICATORS BY GOAL")
    if summary.national:
        return words.say("NATIONAL TABLE OF THE INDICATORS BY GOAL")
    return words.say("SUMMARY REPORT ON THE INDICATORS BY GOAL")


def head(summary: Summary, words: Words, room: float) -> list[Flowable]:
    """Give everything that stands before the first goal."""
    parts: list[Flowable] = [
        CarpetBand(),
        Spacer(0, 5 * mm),
        _office_and_form(summary, words, room),
        Spacer(0, 5 * mm),
        _approval(summary, words),
        Spacer(0, 6 * mm),
        Paragraph(markup(summary.compact_name.upper()), style("compact")),
        Spacer(0, 2 * mm),
        Paragraph(markup(title_of(summary, words)), style("title")),
    ]
    if summary.draft:
        parts.append(Paragraph(markup(words.say("Draft (not approved)")), style("centred")))
    parts += [Spacer(0, 5 * mm), *front(summary, facts_table(facts(summary, words), room), words, room)]
    return parts


def form_head(summary: Summary, words: Words, room: float) -> list[Flowable]:
    """Give what stands on a blank form before its first goal; nobody has to approve it yet."""
    return [
        CarpetBand(),
        Spacer(0, 5 * mm),
        _office_and_form(summary, words, room),
        Spacer(0, 6 * mm),
        Paragraph(markup(summary.compact_name.upper()), style("compact")),
        Spacer(0, 2 * mm),
        Paragraph(markup(title_of(summary, words)), style("title")),
        Spacer(0, 5 * mm),
        facts_table(facts(summary, words), room),
        Spacer(0, 4 * mm),
    ]


def _office_and_form(summary: Summary, words: Words, room: float) -> Table:
    office: list[Flowable] = [Paragraph(markup(summary.office.upper()), style("office"))]
    if summary.department:
        office.append(Paragraph(markup(f"({summary.department})"), style("centred")))
    alone = i18n.words(words.code)  # what is filled in by hand stands once
    order = summary.order or alone.say(
        "Approved by order no. {number} of {date}", number="______", date="____________"
    )
    side = 57 * mm
    form = ruled(
        [
            [Paragraph(markup(words.say("Form no.")), style("label")), _answer(summary.form_number)],
            [Paragraph(markup(words.say("Code")), style("label")), _answer(summary.form_code)],
            [Paragraph(markup(order), style("small")), ""],
        ],
        widths=[side * 0.4, side * 0.6],
        drawn=[
            ("LINEBELOW", (1, 0), (1, 1), 0.5, INK),
            ("SPAN", (0, 2), (1, 2)),
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
            ("TOPPADDING", (0, 2), (-1, 2), 5),
            *_tight(),
        ],
    )
    return ruled(
        [[office, form]],
        widths=[room - side, side],
        drawn=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("RIGHTPADDING", (0, 0), (0, 0), 14), *_tight(pad=False)],
    )


def _approval(summary: Summary, words: Words) -> Table:
    wide = 84 * mm
    rows = [
        [Paragraph(f"<b>{markup(_approved_by(words))}</b>", style("centred")), "", ""],
        [Paragraph(markup(summary.approver or _BLANK), style("centred")), "", ""],
        [_under(words.say("(position)")), "", ""],
        [_BLANK, "", Paragraph(markup(summary.approver_name or _BLANK), style("centred"))],
        [_under(words.say("(signature)")), "", _under(words.say("(name)"))],
        [
            Paragraph(markup(i18n.words(words.code).say("“___” ______________ 20___")), style("centred")),
            "",
            "",
        ],
    ]
    table = ruled(
        rows,
        widths=[wide * 0.4, 4 * mm, wide * 0.6 - 4 * mm],
        drawn=[
            *[("SPAN", (0, row), (-1, row)) for row in (0, 1, 2, 5)],
            ("LINEBELOW", (0, 1), (-1, 1), 0.5, INK),
            ("LINEBELOW", (0, 3), (0, 3), 0.5, INK),
            ("LINEBELOW", (2, 3), (2, 3), 0.5, INK),
            ("TOPPADDING", (0, 5), (-1, 5), 6),
            *_tight(),
        ],
    )
    table.hAlign = "RIGHT"
    return table


def _approved_by(words: Words) -> str:
    text = words.say("APPROVED BY")
    return text if words.code == "en" else f"«{text}»".replace(" / ", "» / «")


def facts(summary: Summary, words: Words) -> list[tuple[str, str]]:
    """Give what the report covers: its part where it is not whole, period, area, completeness."""
    told = [
        *([(words.say("Part"), summary.part)] if summary.part else []),
        (words.say("Reporting period"), summary.period),
        (words.say("Area"), summary.area),
        (words.say("Unit of measure"), words.say("person, unless stated otherwise")),
    ]
    if not summary.blank:
        share = words.say("filled {done} of {all}", done=summary.filled, all=summary.expected)
        told.append((words.say("Completeness"), share))
    if summary.national:
        here = sum(unit.received for unit in summary.units)
        told.append(
            (
                words.say("Coverage"),
                words.say("{received} of {total} units", received=here, total=len(summary.units)),
            )
        )
        if missing := [unit.name for unit in summary.units if not unit.received]:
            told.append((words.say("Not received"), "; ".join(missing)))
    return told + rule_of(summary, words)


def rule_of(summary: Summary, words: Words) -> list[tuple[str, str]]:
    """Give the fact that a publication hides small counts."""
    return [(words.say("Small counts"), summary.rule)] if summary.rule else []


def facts_table(facts: Sequence[tuple[str, str]], room: float) -> Table:
    """Give what a paper covers, one fact a line."""
    rows = [
        [Paragraph(markup(label), style("label")), Paragraph(markup(text), style("answer"))]
        for label, text in facts
    ]
    return ruled(
        rows,
        widths=[46 * mm, room - 46 * mm],
        drawn=[
            ("LINEABOVE", (0, 0), (-1, 0), 0.5, INK),
            ("LINEBELOW", (0, 0), (-1, -1), 0.25, RULE),
            ("LINEBELOW", (0, -1), (-1, -1), 0.5, INK),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            *_tight(),
        ],
    )


def _answer(text: str) -> Paragraph:
    return Paragraph(markup(text or _BLANK), style("answer"))


def _under(text: str) -> Paragraph:
    return Paragraph(markup(text), style("under"))


def _tight(*, pad: bool = True) -> list[tuple[object, ...]]:
    sides: list[tuple[object, ...]] = [
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
    ]
    if pad:
        sides += [("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 2)]
    else:
        sides += [("LEFTPADDING", (0, 0), (-1, -1), 0)]
    return sides
