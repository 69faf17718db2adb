"""The national review as data: chapters of parts in their order, every word and number as it is to be read.

The page maker and the Word writer read the same tree, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from gcm_desktop.domain.charts import Chart
from gcm_desktop.domain.page_setup import PageSetup
from gcm_desktop.i18n import BELOW, Words, leading, pair


class ChartKind(StrEnum):
    """How a chart is drawn."""

    BARS = "bars"
    DOTS = "dots"
    LINE = "line"
    TILES = "tiles"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text, a bookmark and a line of the contents: 1 chapter, 2 goal, 3 a part of a goal."""

    level: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of running text; ``lead`` stands before it in bold, an ``aside`` is set small."""

    text: str
    lead: str = ""
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list, numbered or with dashes."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``share`` is its part of the width, figures stand flush right."""

    title: str
    share: float
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table; ``depth`` moves its name in, a heading runs across."""

    cells: tuple[str, ...]
    depth: int = 0
    strong: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the row of its heads repeated on every page; ``name`` is the column that is moved in."""

    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    name: int = 1


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart, and the same in words for those who do not see it."""

    kind: ChartKind
    chart: Chart
    told: str


Part: TypeAlias = Heading | Passage | Points | Table | Picture


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter, or a block of goals; a short one may follow on the page of the one before it."""

    heading: Heading
    parts: tuple[Part, ...]
    own_page: bool = True


@dataclass(frozen=True, slots=True)
class Review:
    """Everything that stands on the pages of the national review."""

    language: str
    title: str
    compact_name: str
    office: str
    area: str
    period: str  # in official words
    date: str  # of the latest revision, never the time of printing
    catalogue_number: str
    check_code: str
    chapters: tuple[Chapter, ...]
    with_contents: bool = True
    second: str = ""  # a second language below the first
    published: bool = False  # small counts are hidden in it
    rule: str = ""  # of a publication: what is hidden, in words
    stamp: str = ""  # stands on every page: for whom it is
    setup: PageSetup = PageSetup()
    part: str = ""  # which part of the review this is, in words; nothing when it is whole
    signatory: str = ""  # position of the person who signs it; without position and name nobody does
    signatory_name: str = ""

    @property
    def words(self) -> Words:
        """Give the words of its language, or of both."""
        return pair(self.language, self.second)

    @property
    def running(self) -> str:
        """Give what stands at the head of its pages and names the document, in the first language."""
        return f"{leading(self.title)} — {leading(self.area)}, {leading(self.period)}"

    @property
    def head(self) -> str:
        """Give what stands at the head of its pages."""
        return " · ".join(filter(None, (leading(self.stamp), self.running)))

    @property
    def where_and_when(self) -> str:
        """Give area and period, each language on a line of its own."""
        areas, periods = self.area.split(BELOW), self.period.split(BELOW)
        if len(areas) < len(periods):
            areas *= len(periods)
        elif len(periods) < len(areas):
            periods *= len(areas)
        return BELOW.join(f"{area}, {period}" for area, period in zip(areas, periods, strict=True))

    @property
    def parts(self) -> Iterator[Part]:
        """Give headings and parts in the order of reading."""
        for chapter in self.chapters:
            yield chapter.heading
            yield from chapter.parts

    @property
    def contents(self) -> tuple[Heading, ...]:
        """Give the headings that the table of contents lists."""
        return tuple(part for part in self.parts if isinstance(part, Heading) and part.level < 3)
