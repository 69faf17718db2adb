"""Receiving: files are read in a child process, rehearsed, shown, and taken in one transaction each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from gcm_desktop.app.desk import Desk
from gcm_desktop.app.older_versions import told
from gcm_desktop.domain.merge import Change, ChangeKind, ancestors, current_cells
from gcm_desktop.domain.units import ReportingUnit, ReturnKey, registers_of, return_of
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import Issue, UserError

if TYPE_CHECKING:
    from gcm_desktop.exchange import Reader, ReadReturn
    from gcm_desktop.store import Arrival, Receipt

#: What a folder is searched for; other kinds of spreadsheet are refused with a word on how to save them.
SPREADSHEETS: Final = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_LEFTOVERS: Final = ("~$", ".~lock", ".")


class Status(StrEnum):
    """What a file would mean to this data file."""

    NEW = "new"
    KNOWN = "known"  # the very same file was received before
    NOTHING_NEW = "nothing_new"
    OLDER = "older"
    CONFLICTS = "conflicts"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Planned:
    """One file as it is shown before anything is written."""

    path: Path
    name: str
    status: Status
    unit: ReportingUnit | None = None
    period: str = ""
    changes: tuple[Change, ...] = ()
    issues: tuple[Issue, ...] = ()
    error: UserError | None = None
    read: ReadReturn | None = None

    @property
    def keys(self) -> tuple[ReturnKey, ...]:
        """Give the returns the file is about."""
        if self.unit is None:
            return ()
        return (return_of(self.unit, self.period), registers_of(self.unit))

    @property
    def takes(self) -> bool:
        """Say whether taking the file would write anything of its own."""
        return self.status in (Status.NEW, Status.CONFLICTS)


class Receiving:
    """The reader process and the data file; only ``read`` may be called from another thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._versions = desk.file.held_versions()  # here, for the file belongs to this thread
        self._reader: Reader | None = None

    def read(self, path: Path) -> ReadReturn:
        """Read one file in the child process, without touching the data file."""
        from gcm_desktop.exchange import Reader

        if not path.is_file():
            raise UserError("E491" if path.is_dir() else "E490", file=path.name)
        if self._reader is None:
            self._reader = Reader(self._versions)
            self._reader.__enter__()
        return self._reader.read(path)

    def try_read(self, path: Path) -> ReadReturn | UserError:
        """Read one file; a refusal is a result like any other."""
        try:
            return self.read(path)
        except UserError as refusal:
            return refusal

    def plan(
        self, paths: Iterable[Path], told: Callable[[int, int, str], None] | None = None
    ) -> tuple[Planned, ...]:
        """Read files and folders and rehearse each one against the data file as it is now."""
        files = found_files(paths)
        read = []
        for number, path in enumerate(files):
            if told:
                told(number, len(files), path.name)
            read.append((path, self.try_read(path)))
        return self.plan_read(read)

    def plan_read(self, found: Sequence[tuple[Path, ReadReturn | UserError]]) -> tuple[Planned, ...]:
        """Rehearse what was read; writes nothing."""
        return tuple(self._planned(path, read) for path, read in found)

    def take(self, planned: Planned) -> Receipt | None:
        """Merge one file in one transaction; nothing happens for a file already here."""
        if planned.error is not None:
            self.note_refusal(planned)
            return None
        if planned.read is None or planned.status is Status.KNOWN:
            return None
        arrival = arrival_of(planned.read)
        if not arrival.revisions and not arrival.acts:
            return None  # an empty form
        if self._desk.file.import_of(arrival.digest) is not None:
            return None  # the same file lay in the folder twice
        whole = replace(arrival, original=_original(planned))
        return self._desk.file.receive(whole, self._desk.maker)

    def note_refusal(self, planned: Planned) -> None:
        """Write into the journal that a file was refused, and why."""
        if self._desk.file.view_only:
            return
        code = planned.error.code if planned.error else ""
        self._desk.file.note("refused", {"file": planned.name, "code": code})

    def close(self) -> None:
        """End the child process."""
        if self._reader is not None:
            self._reader.__exit__(None, None, None)
            self._reader = None

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the child process."""
        self.close()

    def _planned(self, path: Path, read: ReadReturn | UserError) -> Planned:
        if isinstance(read, UserError):
            read.facts.setdefault("file", path.name)
            return Planned(path, path.name, Status.REFUSED, error=read)
        try:
            return self._rehearsed(path, read)
        except UserError as refusal:
            refusal.facts.setdefault("file", path.name)
            return Planned(path, path.name, Status.REFUSED, read.unit, read.period, error=refusal)

    def _rehearsed(self, path: Path, read: ReadReturn) -> Planned:
        self._refuse_strangers(path, read)
        arrival = arrival_of(read)
        status, changes = Status.KNOWN, tuple[Change, ...]()
        if self._desk.file.import_of(arrival.digest) is None:
            self._refuse_archived(read)
            changes = self._desk.file.rehearse(arrival)
            status = self._status(arrival, changes)
        issues = (*told(self._desk, read), *read.issues)
        return Planned(path, path.name, status, read.unit, read.period, changes, issues, read=read)

    def _refuse_strangers(self, path: Path, read: ReadReturn) -> None:
        """Refuse another unit's return in an office's file, and records that are not of the return stated."""
        own, year = self._desk.unit, self._desk.file.archive_of
        if year:
            raise UserError("E321", file=self._desk.file.path.name, year=year)
        if read.unit.practice and not self._desk.practice:
            raise UserError("E494", file=path.name)
        if self._desk.practice and not read.unit.practice:
            raise UserError("E495", file=path.name, unit=str(read.unit))
        if not self._desk.national and own is not None and read.unit != own:
            raise UserError("E492", file=path.name, unit=str(read.unit), own=str(own))
        mine = {return_of(read.unit, read.period), registers_of(read.unit)}
        if any(revision.key not in mine for revision in read.revisions):
            raise UserError("E493", file=path.name, unit=str(read.unit), period=read.period)

    def _refuse_archived(self, read: ReadReturn) -> None:
        """Refuse a return of a year that lies in an archive: the year comes back first."""
        year = self._desk.file.archived(return_of(read.unit, read.period))
        if year:
            name = next(one.name for one in self._desk.file.archives() if one.year == year)
            raise UserError("E320", year=year, name=name)

    def _status(self, arrival: Arrival, changes: tuple[Change, ...]) -> Status:
        file = self._desk.file
        keys = {revision.key for revision in arrival.revisions}
        held = {key: file.active_revisions(key) if key in file.returns() else frozenset() for key in keys}
        new = [r for r in arrival.revisions if r.id not in held[r.key]]
        if any(change.kind is ChangeKind.CONFLICT for change in changes):
            return Status.CONFLICTS
        if changes:
            return Status.NEW
        here = {parent for key in keys for head in held[key] for parent in ancestors(file.links(key), head)}
        parents = {parent for r in arrival.revisions for parent in r.parents}
        heads = [r.id for r in arrival.revisions if r.id not in parents]
        if (
            heads
            and any(id_ in here for id_ in heads)
            and all(id_ in here or any(id_ in held[key] for key in keys) for id_ in heads)
        ):
            return Status.OLDER
        known_acts = {act.id for act in file.acts()}
        if new or any(act.id not in known_acts for act in arrival.acts):
            return Status.NEW
        return Status.NOTHING_NEW


def _original(planned: Planned) -> bytes:
    """Give the bytes of the file that was read; E623 when it is not the same file any more."""
    try:
        data = planned.path.read_bytes()
    except OSError:
        data = b""
    if planned.read is None or hashlib.sha256(data).hexdigest() != planned.read.digest:
        raise UserError("E623", file=planned.name)
    return data


def arrival_of(read: ReadReturn) -> Arrival:
    """Give what a file brings as the store takes it in."""
    from gcm_desktop.store import Arrival

    return Arrival(
        digest=read.digest,
        name=read.name,
        language=read.language,
        revisions=read.revisions,
        links=read.links,
        acts=read.acts,
        places=read.places,
        issues=read.issues,
    )


def found_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Give the files named and the spreadsheets of folders; leftovers of open files are skipped."""
    found: dict[Path, None] = {}
    for path in paths:
        if not path.is_dir():
            found[path] = None
            continue
        for file in sorted(path.rglob("*")):
            if (
                file.suffix.lower() in SPREADSHEETS
                and not file.name.startswith(_LEFTOVERS)
                and file.is_file()
            ):
                found[file] = None
    return tuple(found)


def values_of(read: ReadReturn) -> dict[str, Value]:
    """Give the values a workbook says, of the period and of the registers together."""
    values: dict[str, Value] = {}
    for key in (return_of(read.unit, read.period), registers_of(read.unit)):
        own = {revision.id: revision for revision in read.revisions if revision.key == key}
        now = current_cells(own, read.links)
        values |= {cell: current.value for cell, current in now.items() if not current.value.is_blank}
    return values
