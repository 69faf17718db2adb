"""A summary as data: every word and number already as it is to be read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from gcm_desktop.domain.charts import Chart
from gcm_desktop.domain.page_setup import PageSetup
from gcm_desktop.i18n import Words, pair

Kind = Literal["unit", "national", "blank", "goal", "completeness", "corrigendum"]
RowKind = Literal["indicator", "part", "component", "result", "heading"]
PictureKind = Literal["bars", "line", "dots"]
HIDDEN = "\u2022"  # a small count that is not published
CONFLICT = "\u21c4"  # the one state sign no text font has; it is drawn


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One line of a goal: an indicator, a part of it, or a subheading; numbers are text."""

    code: str = ""
    text: str = ""
    depth: int = 0
    unit: str = ""
    total: str = ""
    women: str = ""
    men: str = ""
    unknown: str = ""
    previous: str = ""
    change: str = ""
    note: str = ""
    note_number: str = ""  # "5.1": the first note of goal 5
    kind: RowKind = "indicator"
    coverage: str = ""  # "6 of 7", national table only
    by_unit: tuple[str, ...] = ()  # one text per unit of the national table

    @property
    def incomplete(self) -> bool:
        """Say whether the sum lacks a unit: the two numbers of the coverage differ."""
        return len(set(re.findall(r"\d+", self.coverage))) > 1


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart and how it is drawn."""

    kind: PictureKind
    chart: Chart


@dataclass(frozen=True, slots=True)
class SummaryGoal:
    """One goal with its rows, its narrative as (heading, text), and the numbers that prove it."""

    number: int
    title: str
    block: str
    rows: tuple[SummaryRow, ...] = ()
    control_total: str = ""
    check: str = ""
    filled: int = 0
    expected: int = 0
    narrative: tuple[tuple[str, str], ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One of the few figures of the first page; ``change`` is against the period before."""

    code: str
    name: str
    figure: str
    unit: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class SummaryUnit:
    """A column of the national table; ``received`` is false while its return has not come."""

    code: str
    name: str
    received: bool = True


@dataclass(frozen=True, slots=True)
class RegisterExtract:
    """Rows of a register that concern the printed unit and period."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that stands on the pages; an empty text leaves a blank line to fill in by hand."""

    language: str
    kind: Kind
    office: str
    department: str
    area: str
    period: str  # in official words
    compact_name: str
    check_code: str  # five groups of four
    catalogue_number: str
    date: str  # the revision's date, never the time of printing
    goals: tuple[SummaryGoal, ...]
    revision: str = ""
    draft: bool = False
    form_number: str = ""
    form_code: str = ""
    order: str = ""  # the order that approved the form, in official words
    approver: str = ""  # position of the person who approves
    signatory: str = ""  # position of the person who signs
    executor: str = ""
    phone: str = ""
    units: tuple[SummaryUnit, ...] = ()
    registers: tuple[RegisterExtract, ...] = ()
    notes: tuple[str, ...] = ()
    second: str = ""  # a second language beside the first
    key_figures: tuple[KeyFigure, ...] = ()
    country: Chart | None = None  # the areas, for the tiles of the first page
    codes: tuple[bytes, ...] = ()  # the answers once more, as on its last page
    coded: int = 0  # how many answers the codes hold
    published: bool = False  # small counts are hidden in it
    rule: str = ""  # of a publication: what is hidden, in words
    stamp: str = ""  # stands on every page: for whom it is
    setup: PageSetup = field(default=PageSetup(), repr=False)  # how it lies, not what it says
    part: str = ""  # which part of the paper this is, in words; nothing when it is whole
    headed: bool = True  # whether the first page has form, approval and the figures that matter
    signed: bool = True  # whether it ends with lines to sign on
    approver_name: str = ""
    signatory_name: str = ""

    @property
    def words(self) -> Words:
        """Give the words of its language, or of both."""
        return pair(self.language, self.second)

    @property
    def broad(self) -> bool:
        """Say whether the paper lies on its side by itself."""
        return self.kind not in ("unit", "blank")

    @property
    def national(self) -> bool:
        """Say whether its tables have a column for every unit."""
        return self.kind in ("national", "goal")

    @property
    def blank(self) -> bool:
        """Say whether it is a form to fill in by hand."""
        return self.kind == "blank"

    @property
    def filled(self) -> int:
        """Give how many of the asked cells have an answer."""
        return sum(goal.filled for goal in self.goals)

    @property
    def expected(self) -> int:
        """Give how many cells are asked."""
        return sum(goal.expected for goal in self.goals)
