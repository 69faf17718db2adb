"""Writes the call sheet: what one unit still owes, to read out on the telephone or to hand over."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Paragraph, Spacer

from gcm_desktop import i18n
from gcm_desktop.domain.page_setup import PageSetup
from gcm_desktop.i18n import Words
from gcm_desktop.reports import fonts
from gcm_desktop.reports.document import Facts, lay_out
from gcm_desktop.reports.fonts import SERIF, markup, printable
from gcm_desktop.reports.geometry import Geometry
from gcm_desktop.reports.signs import CarpetBand, Heading
from gcm_desktop.reports.styles import BOTTOM, INK, RULE, SHADE, ruled, style
from gcm_desktop.reports.writing import put

_PLACE: Final = 24 * mm


@dataclass(frozen=True, slots=True)
class CallSection:
    """One thing to talk about: a heading, and lines of a place and what is said of it."""

    heading: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CallSheet:
    """Everything that stands on the sheet, already in the officer's language."""

    language: str
    unit: str
    period: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[CallSection, ...]
    setup: PageSetup = PageSetup()


def write_call_sheet(sheet: CallSheet, path: Path) -> int:
    """Write the sheet to ``path`` and give how many pages it has; raises UserError E501 or E502."""
    fonts.register()
    words, page = i18n.words(sheet.language), Geometry(sheet.setup, broad=False)
    running = printable(f"{words.say('Call sheet')} — {sheet.unit}, {sheet.period}")

    def foot(pen: Canvas, _document: BaseDocTemplate) -> None:
        left, right = page.left(pen.getPageNumber()), page.right(pen.getPageNumber())
        pen.saveState()
        pen.setStrokeColor(RULE)
        pen.line(left, BOTTOM - 3 * mm, right, BOTTOM - 3 * mm)
        pen.setFillColor(INK)
        pen.setFont(SERIF, 8)
        pen.drawString(left, BOTTOM - 7 * mm, running)
        pen.drawRightString(right, BOTTOM - 7 * mm, str(pen.getPageNumber()))
        pen.restoreState()

    facts, story = Facts(sheet.language, running), _story(sheet, words, page.room)
    document, pages = lay_out(page, facts, story, foot)
    put(document, path)
    return pages


def _story(sheet: CallSheet, words: Words, room: float) -> list[Flowable]:
    parts: list[Flowable] = [
        CarpetBand(),
        Spacer(0, 6 * mm),
        Paragraph(markup(words.say("Call sheet")), style("title")),
        Paragraph(markup(f"{sheet.unit}, {sheet.period}"), style("centred")),
        Spacer(0, 5 * mm),
        _facts(sheet, room),
        Spacer(0, 3 * mm),
    ]
    for number, section in enumerate(sheet.sections):
        parts.append(CondPageBreak(30 * mm))
        parts.append(Heading(section.heading, "section", f"part{number}", 0))
        parts.append(_lines(section, room))
    if not sheet.sections:
        parts.append(Paragraph(markup(words.say("Nothing is open here.")), style("text")))
    parts += [CondPageBreak(40 * mm), Spacer(0, 7 * mm), *_talk(words, room)]
    return parts


def _facts(sheet: CallSheet, room: float) -> Flowable:
    rows = [
        [Paragraph(markup(label), style("label")), Paragraph(markup(text), style("answer"))]
        for label, text in sheet.facts
    ]
    drawn = [
        ("LINEABOVE", (0, 0), (-1, 0), 0.5, INK),
        ("LINEBELOW", (0, 0), (-1, -1), 0.25, RULE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    return ruled(rows, [46 * mm, room - 46 * mm], drawn)


def _lines(section: CallSection, room: float) -> Flowable:
    rows = [
        [Paragraph(markup(place), style("head")), Paragraph(markup(text), style("name")), ""]
        for place, text in section.lines
    ]
    drawn = [
        ("INNERGRID", (0, 0), (-1, -1), 0.25, RULE),
        ("BOX", (0, 0), (-1, -1), 0.5, INK),
        ("BACKGROUND", (0, 0), (0, -1), SHADE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    note = 42 * mm  # room to write down what was said
    return ruled(rows, [_PLACE, room - _PLACE - note, note], drawn, splitInRow=0)


def _talk(words: Words, room: float) -> list[Flowable]:
    """Give the lines to write down who was spoken to, when, and what was promised."""
    say = words.say
    labels = (say("Spoken to"), say("Date"), say("Promised by"))
    rows = [[Paragraph(markup(label), style("label")), ""] for label in labels]
    drawn = [("LINEBELOW", (1, 0), (1, -1), 0.5, INK), ("TOPPADDING", (0, 0), (-1, -1), 7)]
    return [ruled(rows, [46 * mm, room - 46 * mm], drawn)]
