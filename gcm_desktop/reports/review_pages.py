"""The pages of the review: running head, footer, the contents with page numbers, bookmarks.

One pass over the story: what is known only at the end (the number of pages, where a goal begins) stands
in small forms that are written last. The story is taken piece by piece, so that memory does not grow with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Paragraph

from gcm_desktop.i18n import Words, leading
from gcm_desktop.reports import document
from gcm_desktop.reports.document import Facts
from gcm_desktop.reports.fonts import BOLD, ITALIC, SERIF, markup, printable, width
from gcm_desktop.reports.geometry import Geometry
from gcm_desktop.reports.legend import foot_legend, signs
from gcm_desktop.reports.review_model import Heading, Review
from gcm_desktop.reports.styles import BOTTOM, INK, RULE, TOP, style

_NUMBER: Final = 12 * mm  # room for a page number in the contents
_TALL: Final = 10_000.0  # higher than any line of the contents


class Places:
    """On which page each heading came to stand."""

    def __init__(self) -> None:
        self.pages: dict[str, int] = {}


class Bookmark(Paragraph):
    """A heading that is a bookmark and is found from the contents."""

    def __init__(self, heading: Heading, name: str, places: Places) -> None:
        super().__init__(markup(heading.text), style(name))
        self._heading, self._places = heading, places

    def draw(self) -> None:
        """Draw the words and keep where they stand."""
        heading = self._heading
        self._places.pages[heading.key] = self.canv.getPageNumber()
        self.canv.bookmarkHorizontal(heading.key, 0, self.height + 4)
        title = printable(heading.text).replace("\n", " ")
        self.canv.addOutlineEntry(title, heading.key, heading.level - 1, closed=heading.level == 1)
        super().draw()


class ContentsLine(Flowable):
    """A line of the contents: title, points, and the page number that is written last."""

    def __init__(self, heading: Heading) -> None:
        super().__init__()
        self._heading = heading
        self._name = "part" if heading.level > 1 else "answer"
        self._words = Paragraph(markup(heading.text), style(self._name, 14.0 * (heading.level - 1)))

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Leave room for the page number."""
        self.width = available
        _, high = self._words.wrap(available - _NUMBER, _TALL)
        self.height = high + (4.5 if self._heading.level == 1 else 2.2)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the title, points up to the number, and make the line lead to its page."""
        pen, look = self.canv, style(self._name)
        self._words.drawOn(pen, 0, self.height - self._words.height)
        base = self.height - self._words.height + float(look.leading) - float(look.fontSize)
        last = self._words.getActualLineWidths0()[-1]
        pen.setStrokeColor(RULE)
        pen.setLineWidth(0.5)
        pen.setDash(0.5, 3)
        if last + 8 < self.width - _NUMBER + 6:
            pen.line(last + 5, base, self.width - _NUMBER + 6, base)
        pen.setDash()
        pen.saveState()
        pen.translate(self.width - _NUMBER, base)
        pen.doForm(_entry(self._heading.key))
        pen.restoreState()
        pen.linkRect("", self._heading.key, (0, 0, self.width, self.height), relative=1, Border="[0 0 0]")


def geometry(review: Review) -> Geometry:
    """Give the measures of the pages; the review stands upright unless it is wished otherwise."""
    return Geometry(review.setup, broad=False)


def lay_out(review: Review, words: Words, places: Places, story: Iterable[Flowable]) -> tuple[bytes, int]:
    """Lay the story out on pages; gives the document and how many pages it has."""
    page = geometry(review)
    around = _Around(review, words, places, page)
    office, about = leading(review.office), leading(review.compact_name)
    facts = Facts(review.language, review.running, office, about, review.check_code)
    return document.lay_out(page, facts, story, around.begin, write_last=around.write_last)


class _Around:
    """What stands on every page around the text."""

    def __init__(self, review: Review, words: Words, places: Places, page: Geometry) -> None:
        self._review, self._words, self._places = review, words.alone, places
        self._page = page
        self._running = printable(review.head)
        self.count = 0

    @property
    def _left(self) -> float:
        return self._page.left(self.count)

    def begin(self, pen: Canvas, _document: BaseDocTemplate) -> None:
        """Draw the running head and the footer; the cover has neither."""
        self.count = pen.getPageNumber()
        if self.count == 1:
            pen.showOutline()
            return
        pen.saveState()
        self._head(pen)
        self._foot(pen)
        pen.restoreState()
        pen.doForm(_page(self.count))

    def _head(self, pen: Canvas) -> None:
        text = self._running
        while width(text, ITALIC, 8) > self._page.room:
            text = text[:-2].rstrip() + "…"
        pen.setFillColor(INK)
        pen.setFont(ITALIC, 8)
        y = self._page.high - TOP + 4 * mm
        pen.drawString(self._left, y, text)
        self._rule(pen, y - 3)

    def _foot(self, pen: Canvas) -> None:
        self._rule(pen, BOTTOM - 3 * mm)
        shown = signs(national=True, published=self._review.published)
        foot_legend(pen, self._words, (self._left, BOTTOM - 6.3 * mm), self._page.room, shown)
        say = self._words.say
        facts = [
            say("Catalogue version {number}", number=self._review.catalogue_number),
            say("Check code: {code}", code=self._review.check_code) if self._review.check_code else "",
            leading(self._review.date),
        ]
        pen.setFont(SERIF, 7.5)
        pen.drawString(self._left, BOTTOM - 10.3 * mm, printable("; ".join(filter(None, facts))))

    def _rule(self, pen: Canvas, y: float) -> None:
        pen.setStrokeColor(RULE)
        pen.setLineWidth(0.4)
        pen.line(self._left, y, self._page.right(self.count), y)

    def write_last(self, pen: Canvas) -> None:
        """Write the page numbers, of the pages and of the contents."""
        for page in range(2, self.count + 1):
            pen.beginForm(_page(page), 0, 0, *self._page.size)
            pen.setFont(SERIF, 8)
            text = self._words.say("Page {page} of {pages}", page=page, pages=self.count)
            pen.drawRightString(self._page.right(page), BOTTOM - 10.3 * mm, printable(text))
            pen.endForm()
        if not self._review.with_contents:
            return
        for heading in self._review.contents:
            pen.beginForm(_entry(heading.key), 0, -3, _NUMBER, 12)
            pen.setFont(BOLD if heading.level == 1 else SERIF, 9)
            pen.drawRightString(_NUMBER, 0, str(self._places.pages.get(heading.key, "")))
            pen.endForm()


def _page(number: int) -> str:
    return f"page{number}"


def _entry(key: str) -> str:
    return f"entry-{key}"
