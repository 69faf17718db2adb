"""What every sheet of one workbook is drawn with: the book, its names, words and looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from gcm_desktop.domain.questions import SEX
from gcm_desktop.exchange.canvas import Canvas, Strings
from gcm_desktop.exchange.grid import LETTERS
from gcm_desktop.exchange.lists import SHEET as LISTS_SHEET
from gcm_desktop.exchange.lists import Lists
from gcm_desktop.exchange.model import (
    ANSWER,
    CODE,
    MARK,
    NOTE,
    PREVIOUS,
    SOURCE,
    ReturnBook,
)
from gcm_desktop.exchange.styles import ACCENT, FAINT, PAPER, SOFT, Looks, page
from gcm_desktop.i18n import words

UNIT: Final = "UNIT"
FIRST: Final = 6  # the first row of answers, below title, unit, hint, codes and headings


@dataclass(frozen=True, slots=True)
class Names:
    """What tells a unit's form for a period from another one's on the page."""

    unit: str
    unit_code: str
    period: str
    period_code: str


def names_of(book: ReturnBook) -> Names:
    """Give the names a book is written with."""
    return Names(unit_name(book), str(book.unit), words(book.language).period(book.period), book.period)


def unit_name(book: ReturnBook) -> str:
    """Give the reporting unit's name: its area for the Service's departments, else the body's name too."""
    area = book.catalogue.areas[book.unit.area].name.of(book.language)
    if book.unit.office == "SMS":
        return area
    office = book.catalogue.offices[book.unit.office].name.of(book.language)
    return office if book.unit.area == "TM" else f"{office}, {area}"


class Pen:
    """What every sheet of one workbook is drawn with."""

    def __init__(self, workbook: Any, book: ReturnBook, names: Names) -> None:
        self.workbook, self.book, self.names = workbook, book, names
        self.words = words(book.language)
        self.say = self.words.say
        self.looks, self.strings = Looks(workbook), Strings()
        self.canvases: list[Canvas] = []
        self.lists = Lists(self.canvas(LISTS_SHEET), book.catalogue, self.words)

    def canvas(self, name: str) -> Canvas:
        """Give a new sheet to draw on."""
        canvas = Canvas(self.workbook.create_sheet(name), self.looks, self.strings)
        self.canvases.append(canvas)
        return canvas

    @property
    def whose(self) -> str:
        """Give the line that says whose return it is."""
        return f"{self.names.unit} · {self.names.period}"

    def head(
        self, canvas: Canvas, title: str, hint: str, columns: dict[str, str], widths: dict[str, float]
    ) -> None:
        """Write title, unit and hint, the small row of column codes and the headings."""
        put, sheet = canvas.put, canvas.sheet
        put("B", 1, title, size=15, bold=True, color=ACCENT, fill=PAPER, wrap=False)
        put("B", 2, self.whose, color=SOFT, fill=PAPER, wrap=False, late=True)
        put("B", 3, hint, size=9, color=SOFT, fill=PAPER, wrap=False, vertical="top")
        for n, (code, heading) in enumerate(columns.items(), start=1):
            letter = LETTERS[n]
            figures = code in (ANSWER, PREVIOUS) or code.startswith(SEX)
            align = "right" if figures and UNIT in columns else "left"
            put(letter, 4, code, size=6, color=FAINT, fill=PAPER, align=align, wrap=False)
            style: dict[str, Any] = {"size": 6, "color": FAINT} if code == CODE else {"bold": True}
            indent = 1 if code in (MARK, NOTE, SOURCE) else 0
            style |= {"border": "accent", "align": align, "vertical": "bottom", "indent": indent}
            put(letter, 5, heading, fill=PAPER, **style)
            canvas.column(letter, widths.get(code, 12), fill=PAPER)
        canvas.heights |= {1: 26, 4: 9, 5: 34}
        sheet.freeze_panes = f"C{FIRST}"
        sheet.sheet_properties.tabColor = ACCENT
        page(sheet, "5:5", self.whose)
