"""A letter of one page: number and date, addressee, text, signature."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from gcm_desktop.domain.page_setup import PageSetup
from gcm_desktop.reports import fonts
from gcm_desktop.reports.document import Facts, lay_out
from gcm_desktop.reports.fonts import BOLD, ITALIC, SERIF, markup
from gcm_desktop.reports.geometry import Geometry
from gcm_desktop.reports.signs import CarpetBand
from gcm_desktop.reports.styles import INK, LEFT, RIGHT
from gcm_desktop.reports.writing import put

_SIZES: Final = (14.0, 13.0, 12.0, 11.0)
_ROOM: Final = A4[0] - LEFT - RIGHT


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that stands in a letter, as it is to be read."""

    language: str
    title: str  # of the document, not printed
    office: str
    department: str
    number: str
    date: str
    addressee: tuple[str, ...]
    urgency: str
    text: tuple[str, ...]
    points: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ("",)  # what is said when so many points find no room
    after: tuple[str, ...] = ()
    annex: str = ""
    position: str = ""
    name: str = ""
    executor: str = ""


def write_letter(letter: Letter, path: Path) -> int:
    """Write the letter to ``path``: a smaller type, then fewer points, keep it to one page."""
    fonts.register()
    document = b""
    for kept, size in _attempts(letter):
        document, pages = _made(_with(letter, kept), size)
        if pages == 1:
            break
    put(document, path)
    return 1


def _attempts(letter: Letter) -> list[tuple[int, float]]:
    every = len(letter.points)
    return [(every, size) for size in _SIZES] + [(kept, _SIZES[-1]) for kept in range(every - 1, -1, -1)]


def _with(letter: Letter, kept: int) -> Letter:
    missing = letter.left_out[len(letter.points) - kept]
    points = letter.points[:kept]
    return replace(letter, points=(*points, missing) if missing else points)


def _made(letter: Letter, size: float) -> tuple[bytes, int]:
    page = Geometry(PageSetup(), broad=False)
    facts = Facts(letter.language, letter.title, letter.office)
    return lay_out(page, facts, _story(letter, size), lambda _pen, _document: None)


def _style(name: str, size: float, **more: Any) -> ParagraphStyle:
    settings = {"fontName": SERIF, "fontSize": size, "leading": size * 1.28, "textColor": INK, **more}
    return ParagraphStyle(f"letter {name} {size}", **settings)


def _story(letter: Letter, size: float) -> list[Flowable]:
    office = _style("office", size - 1, fontName=BOLD, alignment=TA_CENTER)
    plain, bold = _style("plain", size), _style("bold", size, fontName=BOLD)
    body = _style("body", size, alignment=TA_JUSTIFY, firstLineIndent=12.5 * mm, spaceAfter=size * 0.3)
    right = _style("right", size, fontName=BOLD, alignment=TA_RIGHT)
    small = _style("small", size - 3)
    parts: list[Flowable] = [
        CarpetBand(),
        Spacer(0, 4 * mm),
        Paragraph(markup(letter.office.upper()), office),
    ]
    if letter.department:
        parts.append(
            Paragraph(markup(f"({letter.department})"), _style("dept", size - 2, alignment=TA_CENTER))
        )
    parts += [
        Spacer(0, 6 * mm),
        Paragraph(markup(letter.number), plain),
        Paragraph(markup(letter.date), plain),
    ]
    parts.append(Spacer(0, 4 * mm))
    parts.append(_aside([Paragraph(markup(line), right) for line in letter.addressee]))
    parts += [Spacer(0, 5 * mm), Paragraph(markup(letter.urgency), _style("urgency", size, fontName=ITALIC))]
    parts.append(Spacer(0, 4 * mm))
    parts += [Paragraph(markup(text), body) for text in letter.text]
    parts += [Paragraph(markup(text), body) for text in letter.points]
    parts += [Paragraph(markup(text), body) for text in letter.after]
    if letter.annex:
        parts += [Spacer(0, 3 * mm), Paragraph(markup(letter.annex), plain)]
    parts += [Spacer(0, 12 * mm), _signature(letter, bold, right)]
    if letter.executor:
        parts += [Spacer(0, 10 * mm), Paragraph(markup(letter.executor), small)]
    return parts


def _aside(lines: list[Paragraph]) -> Table:
    """Give the addressee the right half of the page."""
    return Table([["", lines]], [_ROOM * 0.4, _ROOM * 0.6], style=_bare())


def _signature(letter: Letter, left: ParagraphStyle, right: ParagraphStyle) -> Table:
    cells = [Paragraph(markup(letter.position), left), "", Paragraph(markup(letter.name), right)]
    return Table(
        [cells],
        [_ROOM * 0.45, _ROOM * 0.15, _ROOM * 0.4],
        style=[*_bare(), ("VALIGN", (0, 0), (-1, -1), "BOTTOM")],
    )


def _bare() -> list[tuple[object, ...]]:
    sides = ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
    return [("FONTNAME", (0, 0), (-1, -1), SERIF), *((side, (0, 0), (-1, -1), 0) for side in sides)]
