"""Tables of data arriving: read, rehearsed like a return, shown, and taken in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gcm_desktop.app.desk import Desk
from gcm_desktop.app.entering import known_cell
from gcm_desktop.app.locking import refuse_locked_changes
from gcm_desktop.app.receiving import Planned, Status
from gcm_desktop.catalogue import parse
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.merge import Change, ChangeKind
from gcm_desktop.domain.records import Revision
from gcm_desktop.domain.units import ReportingUnit, ReturnKey, return_of
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import Issue, Severity, UserError, Where

if TYPE_CHECKING:
    from gcm_desktop.exchange.observations import Observation, ReadData
    from gcm_desktop.store import Arrival, Receipt


@dataclass(frozen=True)
class DataPlan:
    """What a table of data would do, return by return; nothing is written by it."""

    name: str
    status: Status
    returns: tuple[Planned, ...] = ()
    arrival: Arrival | None = None
    issues: tuple[Issue, ...] = ()
    observations: int = 0

    @property
    def changes(self) -> tuple[Change, ...]:
        """Give every cell that would change."""
        return tuple(change for planned in self.returns for change in planned.changes)

    @property
    def takes(self) -> bool:
        """Say whether taking it would change anything."""
        return self.status in (Status.NEW, Status.CONFLICTS)


def read(path: Path, versions: Mapping[str, bytes], current: Catalogue) -> ReadData:
    """Read a table of data without touching the data file; may run in another thread."""
    from gcm_desktop.exchange.csv_text import load_text
    from gcm_desktop.exchange.data_reading import read_data

    return read_data(load_text(path), path.name, versions, current)


def plan(desk: Desk, found: ReadData, path: Path, earlier: Iterable[Arrival] = ()) -> DataPlan:
    """Rehearse a table against the data file as it is once ``earlier`` files are taken; writes nothing."""
    from gcm_desktop.store import Arrival

    issues = list(found.issues)
    sets = _sets(desk, found.observations, issues, path.name)
    revisions = tuple(
        Revision(key, heads, digest, dict(sorted(cells.items())))
        for (key, digest), (heads, cells) in sorted(sets.items())
    )
    places = {one.cell: ("", str(one.line)) for one in found.observations} if len(sets) == 1 else {}
    links = {revision.id: frozenset(revision.parents) for revision in revisions}
    arrival = Arrival(found.digest, found.name, "", revisions, links, (), places, tuple(issues))
    return rehearsed(desk, arrival, path, len(found.observations), earlier)


def rehearsed(
    desk: Desk, arrival: Arrival, path: Path, observations: int, earlier: Iterable[Arrival] = ()
) -> DataPlan:
    """Say what an arrival from ``path`` would do, return by return; writes nothing."""
    name, issues = arrival.name, arrival.issues
    if desk.file.import_of(arrival.digest) is not None:
        return DataPlan(name, Status.KNOWN, (), arrival, issues, observations)
    keys = {revision.key for revision in arrival.revisions}
    before = {one.digest: one for one in earlier if any(r.key in keys for r in one.revisions)}
    changes = desk.file.rehearse(arrival, tuple(before.values()))
    refuse_locked_changes(desk, changes, name)
    status = Status.NEW if changes else Status.NOTHING_NEW
    if any(change.kind is ChangeKind.CONFLICT for change in changes):
        status = Status.CONFLICTS
    lines = tuple(_line(path, key, changes) for key in sorted(keys))
    return DataPlan(name, status, lines, arrival, issues, observations)


def planned(desk: Desk, found: ReadData, path: Path, earlier: Iterable[Arrival] = ()) -> Planned:
    """Rehearse a table as one of the files that arrive; its lines may be of many returns."""
    try:
        table = plan(desk, found, path, earlier)
    except UserError as refusal:
        refusal.facts.setdefault("file", path.name)
        return Planned(path, path.name, Status.REFUSED, error=refusal)
    changes, issues = table.changes, table.issues
    return Planned(path, path.name, table.status, changes=changes, issues=issues, data=found, table=table)


def take(desk: Desk, planned: DataPlan) -> Receipt | None:
    """Take what was rehearsed in one transaction; nothing happens where nothing would change."""
    if planned.arrival is None or not planned.takes:
        return None
    if desk.file.import_of(planned.arrival.digest) is not None:
        return None  # taken meanwhile
    refuse_locked_changes(desk, planned.changes, planned.name)
    return desk.file.receive(planned.arrival, desk.maker)


def _line(path: Path, key: ReturnKey, changes: Iterable[Change]) -> Planned:
    own = tuple(change for change in changes if change.key == key)
    status = Status.NEW if own else Status.NOTHING_NEW
    if any(change.kind is ChangeKind.CONFLICT for change in own):
        status = Status.CONFLICTS
    return Planned(path, path.name, status, key.unit, key.period, own)


Sets = dict[tuple[ReturnKey, str], tuple[tuple[str, ...], dict[str, Value]]]


def _sets(desk: Desk, found: Iterable[Observation], issues: list[Issue], name: str) -> Sets:
    """Give what each return's rows set; rows that cannot be are left out and named."""
    groups: dict[tuple[ReturnKey, str], list[Observation]] = defaultdict(list)
    figures = 0
    units: dict[ReportingUnit, bool] = {}
    for one in found:
        if one.national:
            figures += 1
            continue
        unit = ReportingUnit(one.office, one.area)
        if unit not in units:
            units[unit] = _welcome(desk, unit, name, issues)
        if units[unit]:
            groups[return_of(unit, one.period), one.catalogue].append(one)
    if figures:
        issues.append(Issue("W453", Severity.INFO, Where(name), {"found": figures}))
    sets: Sets = {}
    for (key, digest), rows in groups.items():
        catalogue = _version(desk, digest)
        cells = {one.cell: one.value for one in rows if _fits(catalogue, one, name, issues)}
        if cells:
            heads = tuple(sorted({head for one in rows for head in one.heads}))
            sets[key, digest] = heads, cells
    return sets


def _welcome(desk: Desk, unit: ReportingUnit, name: str, issues: list[Issue]) -> bool:
    """Say whether rows of a unit may come in; another unit's never do into an office's file."""
    if unit.practice and not desk.practice:
        raise UserError("E494", file=name)
    if desk.practice and not unit.practice:
        raise UserError("E495", file=name, unit=str(unit))
    if not desk.national and desk.unit is not None and unit != desk.unit:
        raise UserError("E492", file=name, unit=str(unit), own=str(desk.unit))
    if unit.office in desk.catalogue.offices and unit.area in desk.catalogue.areas:
        return True
    issues.append(Issue("W454", Severity.WARNING, Where(name), {"unit": str(unit)}))
    return False


def _version(desk: Desk, digest: str) -> Catalogue:
    if digest == desk.catalogue.digest:
        return desk.catalogue
    return parse(desk.file.held_versions()[digest])


def _fits(catalogue: Catalogue, one: Observation, name: str, issues: list[Issue]) -> bool:
    try:
        known_cell(catalogue, one.cell)
    except UserError:
        where = Where(name, "", str(one.line))
        issues.append(Issue("W451", Severity.WARNING, where, {"found": one.cell}))
        return False
    return True
