"""The page itself: its margins, running head, footer, page numbers and draft mark."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable

from gcm_desktop import i18n
from gcm_desktop.i18n import Words, leading
from gcm_desktop.reports.document import Facts, lay_out
from gcm_desktop.reports.fonts import BOLD, ITALIC, SERIF, printable, width
from gcm_desktop.reports.geometry import Geometry
from gcm_desktop.reports.legend import PrintSign, foot_legend, signs
from gcm_desktop.reports.model import Summary
from gcm_desktop.reports.styles import BOTTOM, INK, RULE, TOP, WATERMARK

_NUMBER_ROOM: Final = 26 * mm


def geometry(summary: Summary) -> Geometry:
    """Give A4 as it is wished for, else upright for a unit and across for tables of many columns."""
    return Geometry(summary.setup, summary.broad)


def text_width(summary: Summary) -> float:
    """Give the width between the margins."""
    return geometry(summary).room


def signs_of(summary: Summary) -> tuple[PrintSign, ...]:
    """Give the signs that may stand on a paper."""
    return signs(national=summary.national, published=summary.published, blank=summary.blank)


def _named(summary: Summary, title: str) -> str:
    return printable(f"{title.partition(' / ')[0]} — {leading(summary.area)}, {leading(summary.period)}")


def build(summary: Summary, words: Words, title: str, story: Iterable[Flowable]) -> tuple[bytes, int]:
    """Lay the story out on pages; gives the document and how many pages it has."""
    page = geometry(summary)
    pages = _Pages(summary, words, title, page)
    facts = Facts(
        summary.language,
        _named(summary, title),
        leading(summary.office),
        leading(summary.compact_name),
        summary.check_code,
    )
    return lay_out(page, facts, story, pages.begin, pages.end, pages.write_numbers)


class _Pages:
    """What stands on every page around the text."""

    def __init__(self, summary: Summary, words: Words, title: str, page: Geometry) -> None:
        self._summary, self._words = summary, i18n.words(words.code)  # the first language alone
        self._page = page
        self._running = _named(summary, title)
        draft = self._words.say("Draft (not approved)") if summary.draft else ""
        self._stamp = printable(" · ".join(filter(None, (leading(summary.stamp), draft))))
        self.count = 0

    @property
    def _left(self) -> float:
        return self._page.left(self.count)

    @property
    def _right(self) -> float:
        return self._page.right(self.count)

    def begin(self, pen: Canvas, _document: BaseDocTemplate) -> None:
        """Draw the running head and the footer."""
        self.count = pen.getPageNumber()
        if self.count == 1:
            pen.showOutline()
        else:
            self._running_head(pen)
        self._draw_stamp(pen)
        self._footer(pen)
        pen.doForm(_form(self.count))

    def end(self, pen: Canvas, _document: BaseDocTemplate) -> None:
        """Lay the draft mark over the page; it lets the text through."""
        if not self._summary.draft:
            return
        pen.saveState()
        pen.translate(self._left + self._page.room / 2, self._page.high / 2)
        pen.rotate(35 if self._page.broad else 52)
        text = printable(self._words.say("Draft (not approved)"))
        size = min(60.0, 60 * 0.8 * self._page.high / width(text, BOLD, 60))
        pen.setFillColor(WATERMARK)
        pen.setFont(BOLD, size)
        pen.drawCentredString(0, -size / 3, text)
        pen.restoreState()

    def _draw_stamp(self, pen: Canvas) -> None:
        """Say above the text for whom the paper is, and that it is a draft."""
        if not self._stamp:
            return
        pen.saveState()
        pen.setFillColor(INK)
        pen.setFont(BOLD, 8)
        pen.drawRightString(self._right, self._page.high - TOP + 4 * mm, self._stamp)
        pen.restoreState()

    def _running_head(self, pen: Canvas) -> None:
        pen.saveState()
        pen.setFillColor(INK)
        pen.setFont(ITALIC, 8)
        y = self._page.high - TOP + 4 * mm
        room = self._page.room - (width(self._stamp, BOLD, 8) + 10 if self._stamp else 0)
        pen.drawString(self._left, y, self._shortened(self._running, room))
        self._rule(pen, y - 3)
        pen.restoreState()

    def _footer(self, pen: Canvas) -> None:
        summary, say = self._summary, self._words.say
        pen.saveState()
        self._rule(pen, BOTTOM - 3 * mm)
        place = self._left, BOTTOM - 6.3 * mm
        foot_legend(pen, self._words, place, self._page.room, signs_of(summary))
        facts = [say("Catalogue version {number}", number=summary.catalogue_number)]
        if summary.revision:
            facts.append(
                say("Revision {revision} of {date}", revision=summary.revision, date=leading(summary.date))
            )
        else:
            facts.append(leading(summary.date))
        y, start = BOTTOM - 10.3 * mm, self._left
        if summary.check_code:
            code = printable(_code_told(summary, self._words))
            pen.setFont(BOLD, 8)
            pen.drawString(start, y, code)
            start += width(code, BOLD, 8) + 10
        self._fitted(pen, start, y, printable("; ".join(filter(None, facts))), 7.5)
        pen.restoreState()

    def _fitted(self, pen: Canvas, x: float, y: float, text: str, size: float) -> None:
        """Write a text that must not reach the page number; a long one is set smaller."""
        room = self._right - _NUMBER_ROOM - x
        pen.setFont(SERIF, min(size, size * room / max(width(text, SERIF, size), 1)))
        pen.drawString(x, y, text)

    def _rule(self, pen: Canvas, y: float) -> None:
        pen.setStrokeColor(RULE)
        pen.setLineWidth(0.4)
        pen.line(self._left, y, self._right, y)

    def _shortened(self, text: str, room: float) -> str:
        while width(text, ITALIC, 8) > room:
            text = text[:-2].rstrip() + "…"
        return text

    def write_numbers(self, pen: Canvas) -> None:
        """Write the number of every page, once it is known how many there are."""
        for page in range(1, self.count + 1):
            pen.beginForm(_form(page), 0, 0, *self._page.size)
            pen.setFont(SERIF, 8)
            text = self._words.say("Page {page} of {pages}", page=page, pages=self.count)
            pen.drawRightString(self._page.right(page), BOTTOM - 10.3 * mm, printable(text))
            pen.endForm()


def _code_told(summary: Summary, words: Words) -> str:
    if summary.part:
        return words.say("Check code of the whole report: {code}", code=summary.check_code)
    return words.say("Check code: {code}", code=summary.check_code)


def _form(page: int) -> str:
    return f"number{page}"
