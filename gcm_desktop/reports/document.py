"""A document being written: its facts, its pages one after the other, what is known only at the end.

The story is taken piece by piece and a page that is done is compressed at once, so that memory hardly grows
with the pages.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable

from gcm_desktop.reports.fonts import SERIF, printable
from gcm_desktop.reports.geometry import Geometry

Draw = Callable[[Canvas, BaseDocTemplate], None]
_AHEAD: Final = 12  # pieces of the story that wait their turn


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document says of itself beside its pages."""

    language: str
    title: str
    author: str = ""
    subject: str = ""
    keywords: str = ""


class Story(list[Flowable]):
    """What is still to be laid out: taken from its source a few pieces ahead and no more."""

    def __init__(self, source: Iterable[Flowable]) -> None:
        super().__init__()
        self._source: Iterator[Flowable] = iter(source)

    def __len__(self) -> int:
        """Count what waits, after taking more from the source."""
        while list.__len__(self) < _AHEAD:
            piece = next(self._source, None)
            if piece is None:
                break
            self.append(piece)
        return list.__len__(self)

    def __bool__(self) -> bool:
        """Say whether anything is left."""
        return len(self) > 0


class PageByPage(Canvas):
    """A canvas that compresses each page when it is done; forms such as page numbers are written last."""

    def __init__(self, write_last: Callable[[Canvas], None], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._write_last = write_last
        self.setViewerPreference("DisplayDocTitle", "true")
        self.setViewerPreference("PrintScaling", "None")

    def showPage(self) -> None:
        """Finish a page and keep no more of it than the file will hold."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        packed = PDFDictionary({"Filter": PDFArray([PDFName("FlateDecode")])})
        page.Contents = PDFStream(packed, zlib.compress(page.stream.encode()))
        page.stream = None

    def save(self) -> None:
        """Write the forms and finish the document."""
        self._write_last(self)
        super().save()


def lay_out(
    page: Geometry,
    facts: Facts,
    story: Iterable[Flowable],
    begin: Draw,
    end: Draw | None = None,
    write_last: Callable[[Canvas], None] = lambda _pen: None,
) -> tuple[bytes, int]:
    """Lay a story out on pages; gives the document and how many pages it has."""
    target = BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=page.size,
        title=printable(facts.title),
        author=printable(facts.author),
        subject=printable(facts.subject),
        creator="GCM Desktop",
        keywords=facts.keywords,
        lang=facts.language,
        invariant=1,
        initialFontName=SERIF,
    )

    def canvas(*args: Any, **options: Any) -> Canvas:
        return PageByPage(write_last, *args, **options)

    page.furnish(document, begin, end)
    document.build(Story(story), canvasmaker=canvas)
    return target.getvalue(), int(document.page)
