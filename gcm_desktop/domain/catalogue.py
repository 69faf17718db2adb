"""What is asked, as types: blocks, goals, indicators, breakdowns, lists, areas, offices, registers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from gcm_desktop.domain.text import Text3
from gcm_desktop.domain.units import PRACTICE
from gcm_desktop.errors import Severity


class ValueType(StrEnum):
    """What kind of answer an indicator takes."""

    COUNT = "count"
    RATIO = "ratio"
    MONEY = "money"
    DURATION = "duration"
    BOOLEAN = "boolean"
    TEXT = "text"
    SCORE = "score"
    STAGE = "stage"
    DATE = "date"


class Measure(StrEnum):
    """Whether a count flows through a period or stands at its end."""

    FLOW = "flow"
    STOCK = "stock_end_of_period"
    NONE = "n/a"


class AreaRule(StrEnum):
    """How the values of reporting units make a national value."""

    SUM = "sum"
    RATIO_OF_SUMS = "ratio_of_sums"
    COUNT_OF_YES = "count_of_yes"
    NATIONAL_ONLY = "national_only"
    NOT_AGGREGABLE = "not_aggregable"


class TimeRule(StrEnum):
    """How the quarters of a year make its annual value."""

    SUM = "sum"
    LAST = "last"
    RATIO_OF_SUMS = "ratio_of_sums"
    ANNUAL_VALUE = "annual_value_reported"
    NONE = "not_applicable"


class Periodicity(StrEnum):
    """How often an indicator is asked."""

    QUARTERLY = "quarterly"
    ANNUAL = "annual"


class PartSource(StrEnum):
    """Where the numerator or denominator of a ratio comes from."""

    ENTERED = "entered"
    INDICATOR = "indicator"
    SUM = "sum_of_indicators"


@dataclass(frozen=True, slots=True)
class RatioPart:
    """Numerator or denominator: entered (it has a name and a cell), or the sum of ``refs``.

    ``take`` says which value of quarterly ``refs`` an annual ratio uses: ``annual_sum``,
    ``last_quarter`` or ``annual_value``; empty where both are asked for the same period.
    """

    source: PartSource
    name: Text3 | None = None
    refs: tuple[str, ...] = ()
    take: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A numbered check of one indicator; ``number`` (R101…) names its texts in RuleText."""

    number: str
    kind: str
    severity: Severity
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a rule of one kind says to the officer and to the coordinator, with two examples."""

    number: str
    kind: str
    officer: Text3
    coordinator: Text3
    passing: str
    failing: str


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list."""

    code: str
    name: Text3


@dataclass(frozen=True, slots=True)
class CodeList:
    """The categories of a breakdown; ``open`` lists take any country besides their own codes."""

    code: str
    name: Text3
    codes: tuple[Code, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure."""

    code: str
    name: Text3
    sdmx: str
    multiplier: int  # power of ten


@dataclass(frozen=True, slots=True)
class Area:
    """What a figure is about; dates are ISO texts, empty where the area was always or still is."""

    code: str
    parent: str
    kind: str
    name: Text3
    valid_from: str = ""
    valid_to: str = ""
    successor: str = ""

    @property
    def practice(self) -> bool:
        """Say whether it exists for learning only, its figures made up."""
        return self.code == PRACTICE


@dataclass(frozen=True, slots=True)
class Office:
    """Who answers: the Service or another state body."""

    code: str
    name: Text3
    short: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """One of the 23 objectives."""

    number: int
    block: int
    title: Text3
    short: Text3
    sdg_targets: tuple[str, ...]

    @property
    def code(self) -> str:
        """Give the code that begins its indicators' codes, ``G05``."""
        return f"G{self.number:02d}"


@dataclass(frozen=True, slots=True)
class Block:
    """One of the four thematic blocks."""

    number: int
    title: Text3
    goals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Principle:
    """One of the ten guiding principles."""

    number: int
    title: Text3


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing asked."""

    code: str
    goal: int
    block: int
    tier: int
    name: Text3
    value_type: ValueType
    measure: Measure
    unit: str
    decimals: int
    numerator: RatioPart | None
    denominator: RatioPart | None
    scale: int  # a ratio is numerator / denominator x scale; 1 where there is none
    computed: bool  # counted or computed by the program, never asked
    breakdowns: tuple[str, ...]  # code list codes, one marginal table each
    national: bool  # answered once for the nation, not by velayats
    area_rule: AreaRule
    time_rule: TimeRule
    periodicity: Periodicity
    providers: tuple[str, ...]
    sdg_code: str
    sdg_level: str
    sdg_match: str
    official: tuple[Mapping[str, Any], ...]
    sensitive: bool
    rules: tuple[Rule, ...]
    note: str

    @property
    def goal_code(self) -> str:
        """Give ``G05`` for ``G05.02``."""
        return self.code[:3]


@dataclass(frozen=True, slots=True)
class RegisterField:
    """One column of a register; ``kind`` is text, date, year, country, goals, number or code."""

    code: str
    name: Text3
    kind: str
    key: bool = False  # rows with equal keys are the same thing twice
    codelist: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """A list the review prints, such as bilateral agreements (BA)."""

    code: str
    name: Text3
    row_name: Text3
    fields: tuple[RegisterField, ...]


@dataclass(frozen=True, slots=True)
class AskedRule:
    """Who is asked what, when: offices at areas, indicators by level and tier, from one period to another."""

    id: str
    offices: tuple[str, ...]  # office codes; ("providers",) = the indicator's own providers
    areas: tuple[str, ...]
    national: bool  # which of the two levels it asks
    tiers: tuple[int, ...]
    valid_from: str = ""  # first and last period asked, empty = always
    valid_to: str = ""
    only: tuple[str, ...] = ()  # indicator codes; empty = all
    first_provider_only: bool = False


class Fate(StrEnum):
    """What became of a code when a version took the place of an older one."""

    ADDED = "added"
    RENAMED = "renamed"
    SPLIT = "split"
    MERGED = "merged"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class CrosswalkLine:
    """How codes changed with a version: ``G05.02``, ``AGE=Y0T17`` (an entry of a list) or ``BA.partner``."""

    since: str  # number of the version it came with
    fate: Fate
    old: tuple[str, ...]
    new: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One version of everything that is asked; ``digest`` is the SHA-256 of its canonical JSON."""

    number: str
    digest: str
    blocks: tuple[Block, ...]
    goals: tuple[Goal, ...]
    principles: tuple[Principle, ...]
    indicators: Mapping[str, Indicator]  # by code, in the order of the pages
    codelists: Mapping[str, CodeList]
    units: Mapping[str, Unit]
    areas: Mapping[str, Area]
    offices: Mapping[str, Office]
    registers: Mapping[str, Register]
    narratives: Mapping[str, Text3]  # situation, progress, challenges, practice, next
    asked: tuple[AskedRule, ...]
    rule_texts: Mapping[str, RuleText]  # by number
    countries: Mapping[str, Text3]  # ISO 3166-1 alpha-3 → name
    crosswalk: tuple[CrosswalkLine, ...] = ()  # from every older version to this one

    def of_goal(self, number: int) -> tuple[Indicator, ...]:
        """Give the indicators of one goal in the order of its page."""
        return tuple(i for i in self.indicators.values() if i.goal == number)
