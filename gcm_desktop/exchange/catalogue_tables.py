"""The catalogue as flat tables, one per sheet: which columns there are and what each holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from gcm_desktop.domain.catalogue import AreaRule, Fate, Measure, PartSource, Periodicity, TimeRule, ValueType
from gcm_desktop.domain.text import LANGUAGES
from gcm_desktop.errors import Severity
from gcm_desktop.i18n import mark


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    YES = "yes"
    CODES = "codes"  # several, with commas between them
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``key`` is the path of the value in the record, ``name.tk`` a text within a text."""

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    required: bool = False
    locked: bool = False
    choices: tuple[str, ...] = ()
    width: int = 14

    @property
    def language(self) -> str:
        """Give the language of the column, or nothing."""
        return self.key[-2:] if self.key[-3:-2] in (".", "_") and self.key[-2:] in LANGUAGES else ""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet; ``unique`` columns name a row, ``owners`` what its findings are about."""

    code: str
    title: str
    columns: tuple[Column, ...]
    unique: tuple[str, ...]
    owners: tuple[str, ...]
    parent: tuple[str, str] = ("", "")  # own column, and the table whose first column it names


def _names(key: str, heading: str, *, required: bool = True, width: int = 40) -> tuple[Column, ...]:
    return tuple(Column(f"{key}.{code}", heading, required=required, width=width) for code in LANGUAGES)


def _code(key: str = "code", width: int = 14) -> Column:
    return Column(key, mark("Code"), required=True, locked=True, width=width)


def _key(key: str, heading: str, **more: Any) -> Column:
    return Column(key, heading, required=True, locked=True, **more)


def _choice(key: str, heading: str, kind: type[StrEnum], *, required: bool = True) -> Column:
    return Column(key, heading, required=required, choices=tuple(kind), width=18)


def _number(key: str, heading: str, *, required: bool = False) -> Column:
    return Column(key, heading, Kind.NUMBER, required, width=10)


_NAME: Final = mark("Name")
_NOTE: Final = Column("note", mark("Note"), width=40)

VERSION: Final = Table(
    "version",
    mark("Version"),
    (
        Column("number", mark("Number of this version"), required=True, width=24),
        _key("base_number", mark("Made from version"), width=24),
        _key("base_digest", mark("Digest of that version"), width=70),
    ),
    (),
    ("version",),
)
CROSSWALK: Final = Table(
    "crosswalk",
    mark("Crosswalk"),
    (
        Column("since", mark("Since version"), locked=True),
        Column("fate", mark("What became of it"), required=True, choices=tuple(Fate), width=18),
        Column("old", mark("Old codes"), Kind.CODES, width=30),
        Column("new", mark("New codes"), Kind.CODES, width=30),
        _NOTE,
    ),
    (),
    ("crosswalk {codes}",),
)
_INDICATORS: Final = Table(
    "indicators",
    mark("Indicators"),
    (
        _code(),
        *_names("name", _NAME, width=46),
        _number("goal", mark("Goal"), required=True),
        _number("block", mark("Block"), required=True),
        _number("tier", mark("Tier"), required=True),
        _choice("value_type", mark("Kind of answer"), ValueType),
        _choice("measure", mark("Flow or stock"), Measure),
        Column("unit", mark("Unit of measure"), required=True),
        _number("decimals", mark("Decimals"), required=True),
        _number("scale", mark("Scale")),
        Column("computed", mark("Computed"), Kind.YES, width=10),
        Column("breakdowns", mark("Breakdowns"), Kind.CODES, width=22),
        Column("national", mark("National"), Kind.YES, width=10),
        _choice("area_rule", mark("Over areas"), AreaRule),
        _choice("time_rule", mark("Over time"), TimeRule),
        _choice("periodicity", mark("How often"), Periodicity),
        Column("providers", mark("Answered by"), Kind.CODES, required=True, width=22),
        Column("sdg.code", mark("SDG code")),
        Column("sdg.level", mark("SDG level")),
        Column("sdg.match", mark("SDG match")),
        Column("sensitive", mark("Sensitive"), Kind.YES, width=10),
        _NOTE,
    ),
    ("code",),
    ("{code}",),
)
_PARTS: Final = Table(
    "parts",
    mark("Ratio parts"),
    (
        _key("indicator", mark("Indicator")),
        Column("part", mark("Part"), required=True, locked=True, choices=("numerator", "denominator")),
        _choice("source", mark("Taken from"), PartSource),
        *_names("name", _NAME, required=False),
        Column("refs", mark("Indicators used"), Kind.CODES, width=24),
        Column("take", mark("Of a year"), choices=("annual_sum", "last_quarter", "annual_value"), width=16),
    ),
    ("indicator", "part"),
    ("{indicator}",),
    ("indicator", "indicators"),
)
_RULES: Final = Table(
    "rules",
    mark("Rules"),
    (
        _key("indicator", mark("Indicator")),
        _key("kind", mark("Rule"), width=40),
        Column("severity", mark("Severity"), required=True, choices=tuple(Severity)),
        Column("dimension", mark("Breakdown")),
        Column("ref", mark("Compared with")),
        Column("refs", mark("Indicators used"), Kind.CODES, width=24),
        Column("others", mark("Together with"), Kind.CODES),
        Column("plus", mark("And also"), width=24),
        _number("min", mark("At least")),
        _number("max", mark("At most")),
        _number("min_abs", mark("Smallest change")),
        _number("threshold_pct", mark("Change in per cent")),
        _number("threshold_points", mark("Change in points")),
        _number("below", mark("Below")),
        Column("obs_status", mark("State set")),
        Column("allowed_obs_status", mark("States allowed"), Kind.CODES),
        Column("allowed", mark("Allowed"), Kind.CODES, width=20),
        Column("fields", mark("Fields asked"), Kind.CODES, width=34),
        Column("codelist", mark("Code list")),
        Column("also_per_dimension", mark("Per breakdown"), Kind.YES),
        Column("unknown_allowed", mark("Unknown allowed"), Kind.YES),
    ),
    (),
    ("{indicator}",),
    ("indicator", "indicators"),
)
_OFFICIAL: Final = Table(
    "official",
    mark("Official indicators"),
    (
        _key("indicator", mark("Indicator")),
        Column("framework", mark("Framework"), required=True),
        Column("code", mark("Code")),
        _number("domain", mark("Domain")),
        Column("name_en", _NAME, width=46),
        Column("name_ru", _NAME, width=46),
        Column("custodian", mark("Custodian"), width=20),
        Column("custodian_verified", mark("Custodian verified"), Kind.YES),
        Column("match", mark("SDG match")),
    ),
    (),
    ("{indicator}",),
    ("indicator", "indicators"),
)
_LISTS: Final = Table(
    "codelists",
    mark("Breakdowns and lists"),
    (_code(), *_names("name", _NAME), Column("open", mark("Any country besides"), Kind.YES, width=18)),
    ("code",),
    ("{code}",),
)
_CODES: Final = Table(
    "codes",
    mark("Entries of lists"),
    (_key("list", mark("Code list")), _code(), *_names("name", _NAME)),
    ("list", "code"),
    ("{list}={code}", "{list}"),
    ("list", "codelists"),
)
_UNITS: Final = Table(
    "units",
    mark("Units"),
    (
        _code(width=20),
        *_names("name", _NAME),
        Column("sdmx", mark("SDMX unit"), required=True),
        _number("multiplier", mark("Power of ten"), required=True),
    ),
    ("code",),
    ("{code}",),
)
_AREAS: Final = Table(
    "areas",
    mark("Areas"),
    (
        _code(),
        Column("parent", mark("Part of")),
        Column("kind", mark("Kind"), required=True, width=22),
        *_names("name", _NAME),
        Column("valid_from", mark("Valid from")),
        Column("valid_to", mark("Until")),
        Column("successor", mark("Successor")),
    ),
    ("code",),
    ("{code}",),
)
_OFFICES: Final = Table(
    "offices",
    mark("Offices"),
    (_code(), *_names("name", _NAME), Column("short", mark("Short name"))),
    ("code",),
    ("{code}",),
)
_ASKED: Final = Table(
    "asked",
    mark("Asked"),
    (
        _key("id", mark("Name"), width=20),
        Column("offices", mark("Offices"), Kind.CODES, required=True, width=20),
        Column("areas", mark("Areas"), Kind.CODES, required=True, width=40),
        Column("national", mark("National"), Kind.YES),
        Column("tiers", mark("Tiers"), Kind.NUMBERS, required=True),
        Column("valid_from", mark("Valid from")),
        Column("valid_to", mark("Until")),
        Column("only", mark("Only these indicators"), Kind.CODES, width=30),
        Column("first_provider_only", mark("First office only"), Kind.YES),
    ),
    ("id",),
    ("{id}",),
)
_GOALS: Final = Table(
    "goals",
    mark("Goals"),
    (
        Column("number", mark("Goal"), Kind.NUMBER, required=True, locked=True, width=10),
        _number("block", mark("Block"), required=True),
        *_names("title", mark("Title"), width=60),
        *_names("short", mark("Short name"), width=24),
        Column("sdg_targets", mark("SDG targets"), Kind.CODES, width=24),
    ),
    ("number",),
    ("goal {number}",),
)
_BLOCKS: Final = Table(
    "blocks",
    mark("Blocks"),
    (
        Column("number", mark("Block"), Kind.NUMBER, required=True, locked=True, width=10),
        *_names("title", mark("Title"), width=60),
        Column("goals", mark("Goals"), Kind.NUMBERS, required=True, width=24),
    ),
    ("number",),
    ("block {number}", "blocks"),
)
_PRINCIPLES: Final = Table(
    "principles",
    mark("Guiding principles"),
    (
        Column("number", mark("Number"), Kind.NUMBER, required=True, locked=True, width=10),
        *_names("title", mark("Title"), width=60),
    ),
    ("number",),
    ("principle {number}",),
)
_NARRATIVES: Final = Table(
    "narratives", mark("Narrative"), (_code(), *_names("name", _NAME)), ("code",), ("narratives",)
)
_REGISTERS: Final = Table(
    "registers",
    mark("Registers"),
    (_code(), *_names("name", _NAME), *_names("row_name", mark("Name of a row"))),
    ("code",),
    ("{code}",),
)
_FIELDS: Final = Table(
    "fields",
    mark("Columns of registers"),
    (
        _key("register", mark("Register")),
        _code(width=20),
        *_names("name", _NAME),
        Column(
            "kind",
            mark("Kind"),
            required=True,
            choices=("text", "date", "year", "country", "goals", "number", "code"),
        ),
        Column("key", mark("Tells rows apart"), Kind.YES, width=16),
        Column("codelist", mark("Code list")),
    ),
    ("register", "code"),
    ("{register}.{code}", "{register}"),
    ("register", "registers"),
)
_RULE_TEXTS: Final = Table(
    "rule_texts",
    mark("Texts of rules"),
    (
        _key("number", mark("Number")),
        _key("kind", mark("Rule"), width=40),
        *_names("officer", mark("To the officer"), width=50),
        *_names("coordinator", mark("To the coordinator"), width=50),
        Column("passing", mark("Passes"), required=True, width=30),
        Column("failing", mark("Fails"), required=True, width=30),
    ),
    ("number",),
    ("{number}",),
)
_COUNTRIES: Final = Table(
    "countries", mark("Countries"), (_code(), *_names("name", _NAME)), ("code",), ("{code}",)
)
TABLES: Final = (
    *(VERSION, CROSSWALK, _INDICATORS, _PARTS, _RULES, _OFFICIAL, _LISTS, _CODES, _UNITS, _AREAS),
    *(_OFFICES, _ASKED, _GOALS, _BLOCKS, _PRINCIPLES, _NARRATIVES, _REGISTERS, _FIELDS),
    *(_RULE_TEXTS, _COUNTRIES),
)
