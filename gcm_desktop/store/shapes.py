"""What the store hands out and takes in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from gcm_desktop.domain.merge import Change
from gcm_desktop.domain.records import Act, Maker, Revision, RevisionKind
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import Issue


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell before and after."""

    cell: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Commit:
    """What one transaction did to the working copy; no changes when everything stood so already."""

    seq: int
    at: datetime
    changes: tuple[CellChange, ...]


@dataclass(frozen=True)
class Arrival:
    """Everything one file brings; ``digest`` is the SHA-256 of its bytes."""

    digest: str
    name: str
    language: str
    revisions: tuple[Revision, ...]
    links: Mapping[str, frozenset[str]] = field(default_factory=dict)
    acts: tuple[Act, ...] = ()
    places: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # cell → sheet, place in it
    issues: tuple[Issue, ...] = ()
    original: bytes = b""  # the file itself, kept beside what was read from it


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """That a file arrived."""

    id: str
    name: str
    at: datetime
    by: str
    revisions: tuple[str, ...]
    withdrawn: bool
    keys: tuple[ReturnKey, ...]
    issues: tuple[Issue, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What receiving, withdrawing or putting back did."""

    import_id: str
    new_revisions: tuple[str, ...]
    changes: Sequence[Change]
    suspended: tuple[str, ...]  # decisions put to sleep
    woken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How much of a goal is answered; asked cells only."""

    filled: int = 0
    expected: int = 0
    unread: int = 0
    conflicts: int = 0

    def __add__(self, other: Count) -> Count:
        """Add two counts part by part."""
        return Count(
            self.filled + other.filled,
            self.expected + other.expected,
            self.unread + other.unread,
            self.conflicts + other.conflicts,
        )


@dataclass(frozen=True, slots=True)
class Setter:
    """One revision that set a cell, and where it came from."""

    revision: str
    value: Value
    active: bool
    imports: tuple[ImportRecord, ...]
    made_here: bool
    kind: RevisionKind
    reason: str
    made_by: Maker | None
    at: datetime
    sheet: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line of what happened to the file."""

    seq: int
    at: datetime
    kind: str
    by: Maker | None
    key: ReturnKey | None
    label: str
    facts: Mapping[str, str]
    changes: tuple[CellChange, ...]
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a data file open."""

    person: str
    computer: str
    since: datetime
    process: int


@dataclass(frozen=True, slots=True)
class ArchiveInfo:
    """A year that lies in a file of its own."""

    year: str
    name: str  # of the file, beside the data file when it was made
    at: datetime
    keys: tuple[ReturnKey, ...]
    digest: str = ""  # SHA-256 over the ids of the revisions that went there


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """What a backup holds, to choose among several."""

    path: Path
    at: datetime
    returns: tuple[ReturnKey, ...]
    filled: int
    expected: int
    last_cell: str
    last_saved: datetime | None
