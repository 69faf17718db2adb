"""The report of the files that were received, as pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Paragraph, Spacer

from gcm_desktop.domain.page_setup import PageSetup
from gcm_desktop.reports import fonts
from gcm_desktop.reports.document import Facts, lay_out
from gcm_desktop.reports.fonts import SERIF, markup
from gcm_desktop.reports.geometry import Geometry
from gcm_desktop.reports.signs import CarpetBand
from gcm_desktop.reports.styles import BOTTOM, INK, RULE, SHADE, ruled, style
from gcm_desktop.reports.writing import put

_PAGE: Final = Geometry(PageSetup(), broad=True)
_ROOM: Final = _PAGE.room
_FILE_SHARES: Final = (9, 17, 9, 6, 7, 6, 8, 7, 31)
_FIGURE_SHARES: Final = (61, 13, 13, 13)
_RULED: Final = [
    ("INNERGRID", (0, 0), (-1, -1), 0.25, RULE),
    ("BOX", (0, 0), (-1, -1), 0.7, INK),
    ("BACKGROUND", (0, 0), (-1, 0), SHADE),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), 1.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
]


@dataclass(frozen=True, slots=True)
class ArrivalsReport:
    """Everything that stands on the pages, as it is to be read."""

    language: str
    title: str
    office: str
    lead: str
    columns: tuple[str, ...]
    files: tuple[tuple[str, ...], ...]
    figures_title: str
    figure_columns: tuple[str, ...]
    figures: tuple[tuple[str, ...], ...]
    person: str = ""


def write_arrivals(report: ArrivalsReport, path: Path) -> int:
    """Write the report to ``path`` and give how many pages it has."""
    fonts.register()
    facts = Facts(report.language, report.title, report.office)
    document, pages = lay_out(_PAGE, facts, _story(report), _number)
    put(document, path)
    return pages


def _number(pen: Canvas, _document: BaseDocTemplate) -> None:
    pen.setFont(SERIF, 8)
    pen.drawRightString(_PAGE.right(pen.getPageNumber()), BOTTOM - 8 * mm, str(pen.getPageNumber()))


def _story(report: ArrivalsReport) -> list[Flowable]:
    parts: list[Flowable] = [
        CarpetBand(),
        Spacer(0, 4 * mm),
        Paragraph(markup(report.office.upper()), style("office")),
        Spacer(0, 3 * mm),
        Paragraph(markup(report.title), style("title")),
        Spacer(0, 3 * mm),
        Paragraph(markup(report.lead), style("text")),
        Spacer(0, 3 * mm),
        _table(report.columns, report.files, _FILE_SHARES, range(3, 8)),
    ]
    if report.figures:
        parts.append(Paragraph(markup(report.figures_title), style("section")))
        parts.append(_table(report.figure_columns, report.figures, _FIGURE_SHARES, range(1, 4)))
    if report.person:
        parts += [Spacer(0, 6 * mm), Paragraph(markup(report.person), style("text"))]
    return parts


def _table(
    columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...], shares: tuple[int, ...], right: range
) -> Flowable:
    head = [Paragraph(markup(text), style("head")) for text in columns]
    lines = [
        [Paragraph(markup(text), style("words" if at in right else "small")) for at, text in enumerate(row)]
        for row in rows
    ]
    widths = [_ROOM * share / sum(shares) for share in shares]
    return ruled([head, *lines], widths, drawn=_RULED, repeatRows=1)
