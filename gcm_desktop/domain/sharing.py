"""What one national file tells another: returns with all their revisions, and the files that brought them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
