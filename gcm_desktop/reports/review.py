"""Writes the national review as PDF: whole or not at all, and the same bytes for the same review."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, singledispatchmethod
from pathlib import Path
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Paragraph, Spacer

from gcm_desktop.domain.charts import Chart
from gcm_desktop.i18n import BELOW, Words
from gcm_desktop.reports import fonts
from gcm_desktop.reports.charts import Bars, Dots, LineOverPeriods, Tiles
from gcm_desktop.reports.fonts import SERIF, markup
from gcm_desktop.reports.grid import pieces
from gcm_desktop.reports.review_model import (
    Chapter,
    ChartKind,
    Heading,
    Part,
    Passage,
    Picture,
    Points,
    Review,
    Table,
)
from gcm_desktop.reports.review_pages import Bookmark, ContentsLine, Places, geometry, lay_out
from gcm_desktop.reports.review_tables import review_table
from gcm_desktop.reports.signs import CarpetBand
from gcm_desktop.reports.styles import INK, ruled, style
from gcm_desktop.reports.writing import put

DRAWN: Final[dict[ChartKind, Callable[[Chart], Flowable]]] = {
    ChartKind.BARS: Bars,
    ChartKind.DOTS: Dots,
    ChartKind.LINE: LineOverPeriods,
    ChartKind.TILES: Tiles,
}
_LONGEST: Final = 2500  # letters of one paragraph; a longer one is parted, so that it can break over pages


def write_review(review: Review, path: Path) -> int:
    """Write the review to ``path`` and give how many pages it has; raises UserError E501 or E502."""
    fonts.register()
    words, places = review.words, Places()
    document, pages = lay_out(review, words, places, _Pieces(review, words, places).story())
    put(document, path)
    return pages


class _Pieces:
    """The review as pieces that the page maker lays out one after the other."""

    def __init__(self, review: Review, words: Words, places: Places) -> None:
        self._review, self._words, self._places = review, words, places
        self._page = geometry(review)

    def story(self) -> Iterator[Flowable]:
        """Give cover, contents and chapters."""
        yield from self._cover()
        if self._review.with_contents:
            yield from self._contents()
        for number, chapter in enumerate(self._review.chapters):
            yield from self._chapter(chapter, first=number == 0)
        if self._review.signatory or self._review.signatory_name:
            yield self._signature()

    def _cover(self) -> Iterator[Flowable]:
        review, say = self._review, self._words.say
        yield CarpetBand()
        yield Spacer(0, 8 * mm)
        yield Paragraph(markup(review.office.upper()), style("office"))
        yield Spacer(0, (32 if self._page.broad else 62) * mm)
        yield Paragraph(markup(review.compact_name.upper()), style("compact"))
        yield Spacer(0, 6 * mm)
        yield Paragraph(markup(review.title.upper()), style("cover"))
        yield Spacer(0, 10 * mm)
        yield Paragraph(markup(review.where_and_when), style("office"))
        if review.part:
            yield Spacer(0, 3 * mm)
            yield Paragraph(markup(say("Part: {parts}", parts=review.part)), style("centred"))
        yield Spacer(0, (28 if self._page.broad else 78) * mm)
        if review.check_code:
            yield Paragraph(markup(say("Check code of the whole report")), style("centred"))
            yield Paragraph(markup(review.check_code), style("code"))
        yield Paragraph(markup(review.date), style("centred"))
        for text in filter(None, (review.stamp, review.rule)):
            yield Spacer(0, 3 * mm)
            yield Paragraph(markup(text), style("centred"))
        yield PageBreak()

    def _signature(self) -> Flowable:
        """Give the line to sign on: position, room for the hand, name."""
        review, room = self._review, self._page.room
        cells = [Paragraph(markup(text), style("text")) for text in (review.signatory, review.signatory_name)]
        widths = [room * 0.42, room * 0.03, room * 0.22, room * 0.03, room * 0.3]
        drawn = [("VALIGN", (0, 0), (-1, -1), "BOTTOM"), ("LINEBELOW", (2, 0), (2, 0), 0.5, INK)]
        return KeepTogether([Spacer(0, 16 * mm), ruled([[cells[0], "", "", "", cells[1]]], widths, drawn)])

    def _contents(self) -> Iterator[Flowable]:
        yield Paragraph(markup(self._words.say("Contents")), style("title"))
        yield Spacer(0, 5 * mm)
        for heading in self._review.contents:
            yield ContentsLine(heading)
        yield PageBreak()

    def _chapter(self, chapter: Chapter, *, first: bool) -> Iterator[Flowable]:
        if not first:
            yield PageBreak() if chapter.own_page else Spacer(0, 8 * mm)
            yield CondPageBreak(60 * mm)
        yield Bookmark(chapter.heading, "title", self._places)
        yield Spacer(0, 4 * mm)
        for part in chapter.parts:
            yield from self._of(part)

    @singledispatchmethod
    def _of(self, part: Part) -> Iterator[Flowable]:
        raise TypeError(type(part))

    @_of.register
    def _(self, part: Heading) -> Iterator[Flowable]:
        yield CondPageBreak((60 if part.level == 2 else 40) * mm)
        yield Spacer(0, (6 if part.level == 2 else 2) * mm)
        yield Bookmark(part, "block" if part.level == 2 else "section", self._places)
        yield Spacer(0, 1 * mm)

    @_of.register
    def _(self, part: Passage) -> Iterator[Flowable]:
        look = "small" if part.aside else "justified"
        if part.lead:
            yield CondPageBreak(15 * mm)
            yield Paragraph(markup(part.lead), style("story"))
        if not part.text:
            return
        for paragraph in part.text.replace(BELOW, "\n").split("\n"):
            for piece in pieces(paragraph, _LONGEST):
                yield Paragraph(markup(piece), style(look))

    @_of.register
    def _(self, part: Points) -> Iterator[Flowable]:
        for number, item in enumerate(part.items, start=1):
            sign = f"{number}." if part.numbered else "–"
            for place, piece in enumerate(pieces(item, _LONGEST)):
                bullet = None if place else sign
                yield Paragraph(markup(piece), _point(), bulletText=bullet)
        yield Spacer(0, 2 * mm)

    @_of.register
    def _(self, part: Table) -> Iterator[Flowable]:
        yield CondPageBreak(32 * mm)
        if part.title:
            yield Paragraph(markup(part.title), style("story"))
        yield review_table(part, self._page.room)
        yield Spacer(0, 3 * mm)

    @_of.register
    def _(self, part: Picture) -> Iterator[Flowable]:
        yield Spacer(0, 2 * mm)
        yield DRAWN[part.kind](part.chart)
        yield Spacer(0, 3 * mm)


@lru_cache(maxsize=1)
def _point() -> ParagraphStyle:
    """Give the look of a point; its sign is in the official serif too, for no other face is embedded."""
    return ParagraphStyle("point", parent=style("text", 22.0), bulletFontName=SERIF, bulletFontSize=10)
