"""The national voluntary review: gathered from the file as one document, written as PDF or Word draft."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gcm_desktop.app import covers, nation, printing, sending
from gcm_desktop.app.desk import Desk, unit_name, unit_named
from gcm_desktop.app.figures import finished
from gcm_desktop.app.official import official
from gcm_desktop.app.review_goals import GoalPages, told
from gcm_desktop.app.review_registers import Extracts
from gcm_desktop.app.review_texts import DASHES, TITLES, Section, written_lines
from gcm_desktop.domain import digests
from gcm_desktop.domain.catalogue import Block, Goal
from gcm_desktop.domain.charts import Chart, Mark
from gcm_desktop.domain.records import digest
from gcm_desktop.domain.units import NATION, SERVICE, ReportingUnit, ReturnKey, return_of
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words, mark, pair

if TYPE_CHECKING:
    from gcm_desktop.reports.review_model import Chapter, Heading, Line, Part, Review, Table

DRAFT_SUFFIX: Final = ".docx"


class ReviewPart(StrEnum):
    """What of the review is printed."""

    CONTENTS = "contents"
    INTRODUCTION = "introduction"
    COVERAGE = "coverage"
    NARRATIVES = "narratives"
    TABLES = "tables"
    BREAKDOWNS = "breakdowns"
    CHARTS = "charts"
    REGISTERS = "registers"
    NEXT_STEPS = "next-steps"
    POLICIES = "policies"
    MISSING = "missing"


#: The parts as a person chooses them.
PART_NAMES: Final = {
    ReviewPart.CONTENTS: mark("Contents"),
    ReviewPart.INTRODUCTION: mark("Mechanism, objectives, methodology, principles"),
    ReviewPart.COVERAGE: mark("Returns the review rests on"),
    ReviewPart.NARRATIVES: mark("Narratives"),
    ReviewPart.TABLES: mark("Indicators by unit"),
    ReviewPart.BREAKDOWNS: mark("Breakdowns"),
    ReviewPart.CHARTS: mark("Charts"),
    ReviewPart.REGISTERS: mark("Measures, legal acts, agreements, events"),
    ReviewPart.NEXT_STEPS: mark("Next steps of the country"),
    ReviewPart.POLICIES: mark("Policy measures and strategies"),
    ReviewPart.MISSING: mark("Missing data"),
}
ALL_PARTS: Final = frozenset(ReviewPart)
_GOAL_PARTS: Final = frozenset(
    {ReviewPart.NARRATIVES, ReviewPart.TABLES, ReviewPart.CHARTS, ReviewPart.REGISTERS}
)


def print_review(
    desk: Desk,
    out: Path,
    period: str | None = None,
    language: str | None = None,
    parts: Collection[ReviewPart] = ALL_PARTS,
    second: str = "",
) -> int:
    """Write the review as PDF, or as a Word draft where the name ends so; gives pages, or headings."""
    if out.suffix.lower() not in (".pdf", DRAFT_SUFFIX):
        raise UserError("E507", file=out.name)
    made = review(desk, period, language, parts, second)
    return write(made, out)


def write(made: Review, out: Path) -> int:
    """Write a gathered review; what writes it needs no data file."""
    if out.suffix.lower() == DRAFT_SUFFIX:
        from gcm_desktop.reports.word import write_draft

        return write_draft(made, out)
    from gcm_desktop.reports.review import write_review

    return write_review(made, out)


def review(
    desk: Desk,
    period: str | None = None,
    language: str | None = None,
    parts: Collection[ReviewPart] = ALL_PARTS,
    second: str = "",
) -> Review:
    """Gather everything that stands in the review of a period, in one language or in two."""
    return finished(gathering(desk, period, language, parts, second))


def gathering(
    desk: Desk,
    period: str | None = None,
    language: str | None = None,
    parts: Collection[ReviewPart] = ALL_PARTS,
    second: str = "",
) -> Generator[None, None, Review]:
    """Gather the same unit by unit and chapter by chapter, so that a window stays awake."""
    if not desk.national:
        raise UserError("E508")
    overview = yield from nation.overview(desk, period or desk.period)
    spoken = pair(language or desk.language, second)
    return (yield from _Gathering(desk, overview, spoken, frozenset(parts)).review())


class _Gathering:
    """A review in the making."""

    def __init__(
        self, desk: Desk, overview: nation.Overview, language: Words, parts: frozenset[ReviewPart]
    ) -> None:
        self.desk, self.words, self.parts = desk, language, parts
        self.catalogue = desk.catalogue
        self.overview = overview
        self.nation = self.overview.nation
        self.goals = GoalPages(desk, self.overview, language)
        self.extracts = Extracts(desk, language)

    def review(self) -> Generator[None, None, Review]:
        from gcm_desktop.reports.review_model import Review

        chapters = []
        for chapter in self._chapters():
            chapters.append(chapter)
            yield
        name, whole = self.words.name, ReportingUnit(SERVICE, NATION)
        return Review(
            language=self.words.code,
            second=covers.second_of(self.words),
            title=self.words.each(lambda own: own.say("National voluntary review")),
            compact_name=name(official(self.desk).compact),
            office=covers.office_name(self.catalogue, whole, self.words),
            area=name(self.catalogue.areas[NATION].name),
            period=self.words.period(self.nation.period.text),
            date=covers.official_date(self.words, self._latest()),
            catalogue_number=self.catalogue.number,
            check_code=digests.check_code(self._content()),
            chapters=tuple(chapters),
            with_contents=ReviewPart.CONTENTS in self.parts,
        )

    @cached_property
    def keys(self) -> tuple[ReturnKey, ...]:
        """Give the returns the review rests on: of the period, and of the quarters of a year."""
        here, period = set(self.desk.file.readable()), self.nation.period
        return tuple(
            key
            for unit in (*self.nation.units, *self.nation.bodies)
            for each in (period, *period.quarters)
            if (key := return_of(unit, each.text)) in here
        )

    def _content(self) -> str:
        held = [*self.keys, *sorted(key for key in self.desk.file.returns() if key.is_register)]
        contents = {f"{key.unit} {key.period}": sending.content(self.desk, key) for key in held}
        texts = {section.value: "\n".join(self._lines(section)) for section in Section}
        return digest({"review": contents, "texts": texts, "catalogue": self.catalogue.digest})

    def _latest(self) -> date | None:
        days = [sending.revision_date(self.desk, key) for key in self.keys]
        return max((day for day in days if day), default=None)

    def _lines(self, section: Section) -> tuple[str, ...]:
        return written_lines(self.desk, section, self.words)

    # --- chapters

    def _chapters(self) -> Iterator[Chapter]:
        if ReviewPart.INTRODUCTION in self.parts:
            for section in (Section.MECHANISM, Section.OBJECTIVES, Section.METHODOLOGY, Section.PRINCIPLES):
                yield self._written(section, own_page=section is Section.MECHANISM)
        if ReviewPart.COVERAGE in self.parts:
            yield self._chapter("coverage", self.words.say("Returns the review rests on"), self._coverage())
        if self.parts & _GOAL_PARTS:
            for block in self.catalogue.blocks:
                title = printing.block_title(self.words, block)
                yield self._chapter(f"block{block.number}", title, self._block(block))
        if ReviewPart.NEXT_STEPS in self.parts:
            yield self._written(Section.NEXT_STEPS)
        yield from self._annexes()

    def _annexes(self) -> Iterator[Chapter]:
        say = self.words.say
        found: list[tuple[str, str, Iterator[Part]]] = []
        if ReviewPart.POLICIES in self.parts:
            found.append(("policies", say("Policy measures and strategies"), self.extracts.of_policy()))
        if ReviewPart.MISSING in self.parts:
            found.append(("missing", say("Missing data"), self._missing()))
        for number, (key, title, parts) in enumerate(found, start=1):
            whole = say("Annex {number}. {title}", number=number, title=title)
            yield self._chapter(key, whole, parts)

    def _chapter(self, key: str, title: str, parts: Iterator[Part], *, own_page: bool = True) -> Chapter:
        from gcm_desktop.reports.review_model import Chapter, Heading, Passage

        held = tuple(parts) or (Passage(self.words.say("Nothing is entered here yet.")),)
        return Chapter(Heading(1, title, key), held, own_page)

    def _written(self, section: Section, *, own_page: bool = True) -> Chapter:
        parts = self._paragraphs(self._lines(section))
        if section is Section.PRINCIPLES:
            parts = self._principles(parts)
        return self._chapter(section.value, self.words.say(TITLES[section]), parts, own_page=own_page)

    def _paragraphs(self, lines: tuple[str, ...]) -> Iterator[Part]:
        from gcm_desktop.reports.review_model import Passage, Points

        points: list[str] = []
        for line in lines:
            if line.startswith(DASHES):
                points.append(line[2:].strip())
                continue
            if points:
                yield Points(tuple(points))
                points = []
            if line.strip():
                yield Passage(line.strip())
        if points:
            yield Points(tuple(points))

    def _principles(self, written: Iterator[Part]) -> Iterator[Part]:
        from gcm_desktop.reports.review_model import Points

        yield from written
        titles = tuple(self.words.name(one.title) for one in self.catalogue.principles)
        if titles:
            yield Points(titles, numbered=True)

    # --- what it rests on

    def _coverage(self) -> Iterator[Part]:
        from gcm_desktop.reports.review_model import ChartKind, Column, Passage, Picture, Table

        say, units = self.words.say, self.nation.units
        here = sum(unit in self.nation.received for unit in units)
        yield Passage(say("{received} of {total} units", received=here, total=len(units)), say("Coverage"))
        counts = {unit: self._counts(unit) for unit in (*units, *self.nation.bodies)}
        columns = (
            Column(say("Reporting unit"), 70),
            Column(say("Filled"), 16, figures=True),
            Column(say("Cells asked"), 16, figures=True),
            Column(say("Share"), 16, figures=True),
            Column(say("Date of the return"), 50),
        )
        lines = tuple(self._unit_line(unit, *counts[unit]) for unit in counts)
        yield Table("", columns, lines, name=0)
        if ReviewPart.CHARTS in self.parts:
            marks = tuple(self._share_mark(unit, *counts[unit]) for unit in units)
            chart = Chart(self.words.each(lambda own: own.say("Share of answers given")), "%", marks)
            if chart.numbers:
                yield Picture(ChartKind.TILES, chart, told(self.words.alone, chart))

    def _counts(self, unit: ReportingUnit) -> tuple[int, int]:
        keys = [key for key in self.keys if key.unit == unit] or [return_of(unit, self.nation.period.text)]
        counts = [count for key in keys for count in self.desk.counts(key).values()]
        return sum(count.filled for count in counts), sum(count.expected for count in counts)

    def _unit_line(self, unit: ReportingUnit, filled: int, asked: int) -> Line:
        from gcm_desktop.reports.review_model import Line

        number, name = self.words.number, unit_named(self.catalogue, unit, self.words)
        days = [sending.revision_date(self.desk, key) for key in self.keys if key.unit == unit]
        sent = covers.official_date(self.words.alone, max((day for day in days if day), default=None))
        if unit not in self.nation.received:
            sent = self.words.say("not here yet")
        share = self.words.percent(Decimal(100 * filled) / asked) if asked else ""
        return Line((name, number(filled), number(asked), share, sent))

    def _share_mark(self, unit: ReportingUnit, filled: int, asked: int) -> Mark:
        share = Decimal(100 * filled) / asked if asked and unit in self.nation.received else None
        text = self.words.percent(share) if share is not None else "–"
        return Mark(unit_name(self.catalogue, unit, self.words.code), share, text, area=unit.area)

    # --- goals

    def _block(self, block: Block) -> Iterator[Part]:
        goals = {goal.number: goal for goal in self.catalogue.goals}
        for number in block.goals:
            yield from self._goal(goals[number])

    def _goal(self, goal: Goal) -> Iterator[Part]:
        from gcm_desktop.reports.review_model import Passage, Points

        say = self.words.say
        title = say("Goal {number}. {title}", number=goal.number, title=self.words.name(goal.title))
        yield self._heading(2, title, f"goal{goal.number}")
        if goal.sdg_targets:
            targets = ", ".join(goal.sdg_targets)
            yield Passage(say("Targets of sustainable development: {targets}", targets=targets), aside=True)
        if ReviewPart.NARRATIVES in self.parts:
            yield from self.goals.narrative(goal)
        figures = list(self._figures(goal))
        if figures:
            yield self._heading(3, say("Indicators"), f"goal{goal.number}-figures")
            yield from figures
        if ReviewPart.TABLES in self.parts:
            yield from self.goals.answers_in_words(goal)
        if ReviewPart.TABLES in self.parts and (said := self.goals.differences(goal)):
            yield Passage("", say("State bodies give another figure"))
            yield Points(said)
        if ReviewPart.REGISTERS in self.parts:
            tables = tuple(self.extracts.of_goal(goal.number))
            if tables:
                yield self._heading(3, say(PART_NAMES[ReviewPart.REGISTERS]), f"goal{goal.number}-registers")
                yield from tables

    def _figures(self, goal: Goal) -> Iterator[Part]:
        if ReviewPart.TABLES in self.parts:
            yield from self.goals.tables(goal, breakdowns=ReviewPart.BREAKDOWNS in self.parts)
        if ReviewPart.CHARTS in self.parts:
            yield from self.goals.pictures(goal)

    def _heading(self, level: int, text: str, key: str) -> Heading:
        from gcm_desktop.reports.review_model import Heading

        return Heading(level, text, key)

    def _missing(self) -> Iterator[Table]:
        from gcm_desktop.reports.review_model import Column, Table

        lines = tuple(self.goals.missing())
        if not lines:
            return
        say = self.words.say
        columns = (
            Column(say("Code"), 12.5),
            Column(say("Indicator"), 73),
            Column(say("Not here yet"), 34),
            Column(say("Not available"), 26),
            Column(say("To decide"), 22),
        )
        yield Table("", columns, lines)
