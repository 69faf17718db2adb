"""Writes the national review as a Word draft to go on writing; the same bytes for the same review.

The document is written part by part into the file as it goes, so that memory does not grow with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import singledispatchmethod
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from gcm_desktop.i18n import BELOW, Words, leading
from gcm_desktop.reports import fonts, word_package
from gcm_desktop.reports.geometry import Geometry
from gcm_desktop.reports.review_model import (
    Heading,
    Line,
    Part,
    Passage,
    Picture,
    Points,
    Review,
    Table,
)
from gcm_desktop.reports.review_pages import geometry
from gcm_desktop.reports.word_marks import (
    bookmarked,
    cell,
    field,
    linked,
    list_item,
    paragraph,
    picture,
    row,
    run,
    table_start,
)
from gcm_desktop.reports.word_pictures import Size, drawn, pictures
from gcm_desktop.reports.writing import put

_FIGURE: Final = 8  # points of a figure in a table
_BREAK: Final = paragraph('<w:r><w:br w:type="page"/></w:r>')


def write_draft(review: Review, path: Path) -> int:
    """Write the draft to ``path`` and give how many headings it has; raises UserError E501 or E502."""
    fonts.register()
    put(_document(review), path)
    return len(review.contents)


def _document(review: Review) -> bytes:
    words, target = review.words, BytesIO()
    shown = [part for part in review.parts if isinstance(part, Picture)]
    numbered = sum(isinstance(part, Points) and part.numbered for part in review.parts)
    charts, sizes = drawn(shown, geometry(review))
    office, about = leading(review.office), leading(review.compact_name)
    page = words.alone.say("Page {page} of {pages}", page="{page}", pages="{pages}")
    with ZipFile(target, "w", ZIP_DEFLATED) as file:
        for name, text in (
            ("[Content_Types].xml", word_package.content_types()),
            ("_rels/.rels", word_package.package_relations()),
            ("docProps/core.xml", word_package.core(review.running, office, about, words.code)),
            ("word/_rels/document.xml.rels", word_package.document_relations(len(shown))),
            ("word/styles.xml", word_package.styles(words.code)),
            ("word/settings.xml", word_package.settings(words.code)),
            ("word/numbering.xml", word_package.numbering(numbered)),
            ("word/header.xml", word_package.header(review.head)),
            ("word/footer.xml", word_package.footer(page)),
        ):
            file.writestr(_entry(name), text)
        with file.open(_entry("word/document.xml"), "w") as document:
            for piece in _Draft(review, words, sizes).pieces():
                document.write(piece.encode())
        for number, data in enumerate(pictures(charts), start=1):
            file.writestr(_entry(f"word/media/picture{number}.png"), data)
    return target.getvalue()


def _entry(name: str) -> ZipInfo:
    """Name a part without the time of writing."""
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    return entry


class _Draft:
    """The text of the document in pieces."""

    def __init__(self, review: Review, words: Words, sizes: list[Size]) -> None:
        self._review, self._words, self._sizes = review, words, sizes
        self._headings = self._lists = self._pictures = 0
        self._page = geometry(review)

    def pieces(self) -> Iterator[str]:
        """Give cover, contents and chapters."""
        yield f"{word_package.HEADER}<w:document {word_package.SPACES}><w:body>"
        yield from self._cover()
        if self._review.with_contents:
            yield from self._contents()
        for number, chapter in enumerate(self._review.chapters):
            if number and chapter.own_page:
                yield _BREAK
            yield from self._of(chapter.heading)
            for part in chapter.parts:
                yield from self._of(part)
        if self._review.signatory or self._review.signatory_name:
            line = f"{self._review.signatory}    ____________________    {self._review.signatory_name}"
            yield paragraph("") + paragraph(run(line), "BodyText")
        yield f"{_section(self._page)}</w:body></w:document>"

    def _cover(self) -> Iterator[str]:
        review = self._review
        yield paragraph(run(review.office.upper()), "Office")
        yield paragraph(run(review.compact_name.upper()), "Subtitle")
        yield paragraph(run(review.title.upper()), "Title")
        yield paragraph(run(review.where_and_when), "Subtitle")
        if review.part:
            yield paragraph(run(self._words.say("Part: {parts}", parts=review.part)), "Subtitle")
        if review.check_code:
            yield paragraph(
                run(self._words.say("Check code of the figures: {code}", code=review.check_code)), "Subtitle"
            )
        yield paragraph(run(review.date), "Subtitle")
        yield from (paragraph(run(text), "Subtitle") for text in (review.stamp, review.rule) if text)
        yield _BREAK

    def _contents(self) -> Iterator[str]:
        """Give the contents as a field, filled in already for programs that do not fill it in themselves."""
        yield paragraph(run(self._words.say("Contents")), "TOCHeading")
        entries = self._review.contents
        for number, heading in enumerate(entries):
            name = _mark(heading)
            line = linked(run(heading.text) + "<w:r><w:tab/></w:r>" + field(f"PAGEREF {name} \\h", ""), name)
            if number == 0:
                line = _begin('TOC \\o "1-2" \\h \\z \\u') + line
            if number == len(entries) - 1:
                line += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            yield paragraph(line, f"TOC{heading.level}")
        yield _BREAK

    @singledispatchmethod
    def _of(self, part: Part) -> Iterator[str]:
        raise TypeError(type(part))

    @_of.register
    def _(self, part: Heading) -> Iterator[str]:
        self._headings += 1
        yield paragraph(bookmarked(run(part.text), _mark(part), self._headings), f"Heading{part.level}")

    @_of.register
    def _(self, part: Passage) -> Iterator[str]:
        if part.lead:
            yield paragraph(run(part.lead), "Lead")
        for text in part.text.replace(BELOW, "\n").split("\n") if part.text else ():
            yield paragraph(run(text), "Aside" if part.aside else "BodyText")

    @_of.register
    def _(self, part: Points) -> Iterator[str]:
        number = word_package.DASHES
        if part.numbered:
            self._lists += 1
            number += self._lists
        for item in part.items:
            yield list_item(item, number)

    @_of.register
    def _(self, part: Table) -> Iterator[str]:
        whole = sum(column.share for column in part.columns)
        widths = [round(_twips(self._page.room) * column.share / whole) for column in part.columns]
        if part.title:
            yield paragraph(run(part.title), "Caption")
        yield table_start(part.title, widths)
        heads = [
            cell(paragraph(run(column.title), "CellHead"), wide, shade=True)
            for column, wide in zip(part.columns, widths, strict=True)
        ]
        yield row(heads, head=True)
        for line in part.lines:
            yield _row(part, line, widths)
        yield "</w:tbl>"
        yield paragraph("")

    @_of.register
    def _(self, part: Picture) -> Iterator[str]:
        self._pictures += 1
        number = self._pictures
        size = self._sizes[number - 1]
        yield paragraph(picture(f"picture{number}", number, part.chart.title, part.told, size))


def _section(page: Geometry) -> str:
    """Give the measures of the pages; two-sided binding is left to the person who writes on."""
    left, right = (_twips(margin) for margin in page.margins(1))
    lies = ' w:orient="landscape"' if page.broad else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
        '<w:footerReference w:type="default" r:id="footer"/>'
        f'<w:pgSz w:w="{_twips(page.wide)}" w:h="{_twips(page.high)}"{lies}/>'
        f'<w:pgMar w:top="1134" w:right="{right}" w:bottom="1134" w:left="{left}" w:header="567" '
        'w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )


def _twips(points: float) -> int:
    return round(points * 20)


def _row(table: Table, line: Line, widths: list[int]) -> str:
    if line.heading:
        return row([cell(paragraph(run(line.cells[0]), "Cell"), sum(widths), across=len(widths))])
    cells = []
    for place, (text, column, wide) in enumerate(zip(line.cells, table.columns, widths, strict=True)):
        indent = f'<w:ind w:left="{line.depth * 140}"/>' if place == table.name and line.depth else ""
        bold = line.strong and (place <= table.name or column.figures)
        look = "Figure" if column.figures else "Cell"
        size = _fitting(text, wide) if column.figures else 0
        content = run(text, bold=bold, half_points=size) if text else ""
        cells.append(cell(paragraph(content, look, indent), wide))
    return row(cells)


def _fitting(text: str, wide: int) -> int:
    """Give the size in half points at which a figure does not break, nothing where its style's size does."""
    room = wide / 20 - 5  # twips to points, less the margins of the cell
    natural = fonts.width(fonts.printable(text), fonts.BOLD, _FIGURE)
    if natural <= room or " " in text:
        return 0
    return max(9, int(2 * _FIGURE * room / natural))


def _begin(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def _mark(heading: Heading) -> str:
    """Name the bookmark of a heading as Word allows it."""
    return "_Toc_" + re.sub(r"\W", "_", heading.key)[:30]
