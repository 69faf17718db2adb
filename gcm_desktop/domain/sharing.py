"""What one national file tells another: returns with all their revisions, and the files that brought them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gcm_desktop.domain.records import Maker, Revision
from gcm_desktop.domain.units import ReturnKey


@dataclass(frozen=True, slots=True)
class SharedImport:
    """That a file arrived there; issues and places are the JSON texts that are kept of it."""

    id: str
    name: str
    language: str
    maker: Maker | None
    at: int  # milliseconds since 1970; shown, never decided by
    issues: str
    places: str


@dataclass(frozen=True, slots=True)
class SharedReturn:
    """The revisions of one return, and for each the imports that brought it or HERE."""

    key: ReturnKey
    revisions: tuple[Revision, ...]
    sources: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class SharedPurge:
    """That one cell of a revision was removed for good there, by whom and why."""

    revision: str
    cell: str
    maker: Maker | None
    reason: str
    at: int  # milliseconds since 1970

    @property
    def order(self) -> tuple[int, str, str]:
        """Give what chooses among two removals of the same cell: the first that was said stays on record."""
        return self.at, self.reason, str(self.maker.record() if self.maker else "")


def left_of(id_: str, record: Mapping[str, Any]) -> Revision:
    """Read what is left of a revision that lost content for good; its id is the one it had before."""
    revision = Revision.of(record)
    revision.__dict__["id"] = id_
    return revision
