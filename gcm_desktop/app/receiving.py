"""Receiving: files are read in a child process, rehearsed, shown, and taken in one transaction each."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, TypeAlias

from gcm_desktop.app import acting, older_versions
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.locking import refuse_locked_changes
from gcm_desktop.app.unlocking import Unlocking, is_locked
from gcm_desktop.app.weighing import Status as Status
from gcm_desktop.app.weighing import ground_of, remarks_on, remarks_on_known, status_of
from gcm_desktop.domain.merge import Change, Lone, current_cells
from gcm_desktop.domain.units import ReportingUnit, ReturnKey, registers_of, return_of
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import Issue, UserError

if TYPE_CHECKING:
    from gcm_desktop.app.data_arriving import DataPlan
    from gcm_desktop.exchange import Readers, ReadReturn
    from gcm_desktop.exchange.observations import ReadData
    from gcm_desktop.store import Arrival, Receipt

#: What a folder is searched for; other kinds of spreadsheet are refused with a word on how to save them.
SPREADSHEETS: Final = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
TABLES: Final = (".csv",)  # tables of data, read where they are named
_LEFTOVERS: Final = ("~$", ".~lock", ".")


@dataclass(frozen=True, slots=True)
class AlreadyHere:
    """A file whose very bytes were received before; it is not read again."""

    digest: str


@dataclass(frozen=True, slots=True)
class Planned:
    """One file as it is shown before anything is written."""

    path: Path
    name: str
    status: Status
    unit: ReportingUnit | None = None
    period: str = ""
    changes: Sequence[Change] = ()
    issues: tuple[Issue, ...] = ()
    error: UserError | None = None
    read: ReadReturn | None = None
    data: ReadData | None = None  # of a table of data
    table: DataPlan | None = None

    @property
    def digest(self) -> str:
        """Give the SHA-256 of the file, where it was read."""
        found = self.read or self.data
        return found.digest if found is not None else ""

    @property
    def arrival(self) -> Arrival | None:
        """Give what the file would bring."""
        if self.table is not None:
            return self.table.arrival
        return None if self.read is None else arrival_of(self.read)

    @property
    def keys(self) -> tuple[ReturnKey, ...]:
        """Give the returns the file is about."""
        if self.table is not None:
            return tuple(one.keys[0] for one in self.table.returns)
        if self.unit is None:
            return ()
        return (return_of(self.unit, self.period), registers_of(self.unit))

    @property
    def takes(self) -> bool:
        """Say whether taking the file would write anything of its own."""
        return self.status in (Status.NEW, Status.CONFLICTS)


#: What came of reading a file.
Found: TypeAlias = "ReadReturn | ReadData | AlreadyHere | UserError"


class Receiving:
    """The readers and the data file; only what is named ``read`` may be called from another thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._versions = desk.file.held_versions()  # here, for the file belongs to this thread
        self._here = desk.file.import_ids()
        self._catalogue = desk.catalogue
        self._readers: Readers | None = None
        self.unlocking = Unlocking()

    def read(self, path: Path, password: str = "") -> ReadReturn | ReadData | AlreadyHere:
        """Read one file in a child process, without touching the data file; one already here is not read."""
        if not path.is_file():
            raise UserError("E491" if path.is_dir() else "E490", file=path.name)
        if password:
            self.unlocking.give(path, password)
        if (here := self._known(path)) is not None:
            return here
        if is_table(path):
            from gcm_desktop.app import data_arriving

            return data_arriving.read(path, self._versions, self._catalogue)
        return self.unlocking.read(self._started(), path)

    def try_read(self, path: Path, password: str = "") -> Found:
        """Read one file; a refusal is a result like any other."""
        try:
            return self.read(path, password)
        except UserError as refusal:
            return refusal

    def read_each(self, paths: Sequence[Path]) -> Iterator[tuple[Path, Found]]:
        """Read many files, as many at a time as there are readers, and give each in its turn."""
        known: dict[Path, Found] = {}
        for path in paths:
            if not path.is_file() or is_table(path):
                known[path] = self.try_read(path)
            elif (here := self._known(path)) is not None:
                known[path] = here
        waiting = iter(paths)
        for path, read in self._started().each([path for path in paths if path not in known]):
            for other in waiting:
                if other == path:
                    break
                yield other, known[other]
            locked = isinstance(read, UserError) and is_locked(read) and self.unlocking.can_try(path)
            yield path, self.try_read(path) if locked else read
        yield from ((path, known[path]) for path in waiting)

    def _known(self, path: Path) -> AlreadyHere | None:
        """Recognise the very bytes that were received before; the reader refuses what cannot be opened."""
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return None
        return AlreadyHere(digest) if digest in self._here else None

    def _started(self) -> Readers:
        from gcm_desktop.exchange import Readers

        if self._readers is None:
            self._readers = Readers(self._versions)
        return self._readers

    def plan(
        self, paths: Iterable[Path], told: Callable[[int, int, str], None] | None = None
    ) -> tuple[Planned, ...]:
        """Read files and folders and rehearse them in turn against the data file as it is now."""
        files = found_files(paths)
        read = []
        for number, one in enumerate(self.read_each(files)):
            if told:
                told(number, len(files), one[0].name)
            read.append(one)
        return self.plan_read(read)

    def plan_read(
        self, found: Sequence[tuple[Path, Found]], after: Sequence[Planned] = ()
    ) -> tuple[Planned, ...]:
        """Rehearse what was read, each file as it would look after those before it; writes nothing.

        ``after`` are files rehearsed earlier that will be taken first.
        """
        earlier: dict[ReturnKey, list[Arrival]] = {}
        digests = {planned.digest for planned in after if planned.digest}
        for planned in after:
            _put_before(earlier, planned)
        plans = []
        for path, read in found:
            with unhurried_collector():
                planned = self._planned(path, read, earlier, digests)
            _put_before(earlier, planned)
            plans.append(planned)
        return tuple(plans)

    def take(self, planned: Planned) -> Receipt | None:
        """Merge one file in one transaction; nothing happens for a file already here."""
        if planned.error is not None:
            self.note_refusal(planned)
            return None
        if planned.table is not None:
            from gcm_desktop.app import data_arriving

            return data_arriving.take(self._desk, planned.table)
        if planned.read is None or planned.status is Status.KNOWN:
            return None
        arrival = arrival_of(planned.read)
        if not arrival.revisions and not arrival.acts:
            return None  # an empty form
        if self._desk.file.import_of(arrival.digest) is not None:
            return None  # the same file lay in the folder twice
        refuse_locked_changes(self._desk, planned.changes, planned.name)  # perhaps locked only since then
        older_versions.hold(self._desk, planned.read)
        told = acting.received(self._desk, arrival.revisions, arrival.acts)
        whole = replace(arrival, original=_original(planned), acts=(*arrival.acts, *told))
        with unhurried_collector():
            receipt = self._desk.file.receive(whole, self._desk.maker)
        self._here |= {arrival.digest}
        return receipt

    def note_refusal(self, planned: Planned) -> None:
        """Write into the journal that a file was refused, and why."""
        if self._desk.file.view_only:
            return
        code = planned.error.code if planned.error else ""
        self._desk.file.note("refused", {"file": planned.name, "code": code})

    def close(self) -> None:
        """End the child processes."""
        if self._readers is not None:
            self._readers.close()
            self._readers = None

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the child processes."""
        self.close()

    def _planned(
        self, path: Path, read: Found, earlier: Mapping[ReturnKey, Sequence[Arrival]], digests: set[str]
    ) -> Planned:
        if isinstance(read, UserError):
            read.facts.setdefault("file", path.name)
            return Planned(path, path.name, Status.REFUSED, error=read)
        if isinstance(read, AlreadyHere):
            return self._recognised(path, read.digest)
        from gcm_desktop.app import data_arriving
        from gcm_desktop.exchange import ReadReturn

        if not isinstance(read, ReadReturn):
            if read.digest in digests:
                return Planned(path, path.name, Status.KNOWN)
            digests.add(read.digest)
            before = [one for own in earlier.values() for one in own]
            return data_arriving.planned(self._desk, read, path, before)
        try:
            self._refuse_strangers(path, read)
            if self._desk.file.import_of(read.digest) is not None:
                return self._recognised(path, read.digest)
            if read.digest in digests:
                return Planned(path, path.name, Status.KNOWN, read.unit, read.period)
            digests.add(read.digest)
            return self._rehearsed(path, read, earlier)
        except UserError as refusal:
            refusal.facts.setdefault("file", path.name)
            return Planned(path, path.name, Status.REFUSED, read.unit, read.period, error=refusal)

    def _recognised(self, path: Path, digest: str) -> Planned:
        """Show a file that was received before, by what is recorded about it."""
        record = self._desk.file.import_of(digest)
        keys = sorted(record.keys, key=lambda key: key.is_register) if record else []
        remarks = remarks_on_known(record, path.name) if record else ()
        unit, period = (keys[0].unit, keys[0].period) if keys else (None, "")
        return Planned(path, path.name, Status.KNOWN, unit, period, issues=remarks)

    def _rehearsed(
        self, path: Path, read: ReadReturn, earlier: Mapping[ReturnKey, Sequence[Arrival]]
    ) -> Planned:
        self._refuse_archived(read)
        version = older_versions.admitted(self._desk, read)
        arrival = arrival_of(read)
        keys = {revision.key for revision in arrival.revisions}
        before = {one.digest: one for key in keys for one in earlier.get(key, ())}.values()
        changes = self._desk.file.rehearse(arrival, tuple(before))
        refuse_locked_changes(self._desk, changes, path.name)
        ground = ground_of(self._desk.file, arrival, before)
        status = status_of(arrival, changes, ground)
        of_version = older_versions.told(self._desk, read, version)
        issues = (*remarks_on(arrival, status, ground), *of_version, *read.issues)
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


def _put_before(earlier: dict[ReturnKey, list[Arrival]], planned: Planned) -> None:
    """Let the files that follow be shown as they would look after this one."""
    arrival = planned.arrival
    if arrival is not None and planned.status is not Status.KNOWN:
        for key in {revision.key for revision in arrival.revisions}:
            earlier.setdefault(key, []).append(arrival)


@contextmanager
def unhurried_collector() -> Iterator[None]:
    """Leave the search for cycles until after a file: its thousands of small objects hold none."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


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


def is_table(path: Path) -> bool:
    """Say whether a file is to be read as a table of data."""
    return path.suffix.lower() in TABLES


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
        said = now.sets if isinstance(now, Lone) else {cell: current.value for cell, current in now.items()}
        values |= {cell: value for cell, value in said.items() if not value.is_blank}
    return values
