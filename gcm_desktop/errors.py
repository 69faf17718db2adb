"""What can go wrong and whose fault it is; sentences are made at the edge, in ``app.wording``."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much an issue asks of a person."""

    ERROR = "error"
    WARNING = "warning"
    COMMENT = "comment"  # asks for a note
    INFO = "info"  # a warning that asks for nothing


@dataclass(frozen=True, slots=True)
class Where:
    """The place an issue points at; empty parts are not known."""

    file: str = ""
    sheet: str = ""
    ref: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding: a numbered fact about a file or a cell, without a sentence."""

    code: str
    severity: Severity
    where: Where = Where()
    facts: dict[str, Any] = field(default_factory=dict)


class UserError(Exception):
    """Something a person can put right: a code and the facts for its sentence."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts
