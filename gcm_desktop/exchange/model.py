"""What a workbook says, before it is written and after it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.records import Act, Revision
from gcm_desktop.domain.text import Text3
from gcm_desktop.domain.units import ReportingUnit, ReturnKey, registers_of, return_of
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import Issue

FORMAT: Final = 1  # the version of the workbook's own layout
CODE: Final = "#CODE"  # heads the column of row codes
HEAD: Final = "#HEAD"  # begins the row of headings, which holds no answers
TEXT: Final = "TEXT"
ANSWER: Final = "VALUE"
MARK: Final = "MARK"
NOTE: Final = "NOTE"
SOURCE: Final = "SOURCE"
PREVIOUS: Final = "PREVIOUS"
NIL: Final = "NIL"
REASON: Final = "REASON"
REPLY: Final = "REPLY"  # what the sender answers to a remark
SEXES: Final = ("F", "M", "_U")
READY_ROWS: Final = 15  # empty rows of an open list
READY: Final = "ROW"  # a row of an open list whose country is not known: ``CIT=ROW03``
READY_ENTRIES: Final = 10  # empty rows of a register


@dataclass(frozen=True)
class ReturnBook:
    """Everything a workbook says."""

    catalogue: Catalogue
    language: str
    unit: ReportingUnit
    period: str
    status: str  # "blank", "draft" or "sent"
    values: Mapping[str, Value]  # the return's cells
    registers: Mapping[str, Value]  # the unit's register cells
    previous: Mapping[str, Value]  # the previous period's values, for the locked column
    revisions: tuple[Revision, ...]
    links: Mapping[str, frozenset[str]]
    acts: tuple[Act, ...]
    heads: Mapping[str, tuple[str, ...]]  # return id → heads at issue, the parents of an edit made by hand
    check_code: str
    compact_name: Text3
    sender: str = ""
    lineage: tuple[tuple[str, Any], ...] = ()  # ways to the catalogue from versions the receiver may hold

    @property
    def key(self) -> ReturnKey:
        """Give the return of the period."""
        return return_of(self.unit, self.period)

    @property
    def registers_key(self) -> ReturnKey:
        """Give the return that holds the unit's registers."""
        return registers_of(self.unit)


@dataclass(frozen=True)
class ReadReturn:
    """What the reader found in one workbook."""

    digest: str  # SHA-256 of the file
    name: str
    language: str
    catalogue: str
    unit: ReportingUnit
    period: str
    status: str
    issue: str
    revisions: tuple[Revision, ...]  # the carried ones and those made from what was typed by hand
    edited: tuple[str, ...]  # ids of the latter, none to two
    links: Mapping[str, frozenset[str]]
    acts: tuple[Act, ...]
    issues: tuple[Issue, ...]
    places: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # cell → (sheet, ref)
    answers: int = 0
    lineage: tuple[tuple[str, Any], ...] = ()  # of a version that was put together to read it
    blanks: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # the same for totals left blank


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """What a sheet was issued with: its columns and its rows, by code."""

    kind: str  # "cover", "goal", "narrative" or "register"
    name: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
