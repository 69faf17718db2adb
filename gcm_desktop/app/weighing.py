"""What an arriving file means beside what is here: new, the same again, older, from a copied computer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from gcm_desktop.domain.merge import Change, ChangeKind, ancestors, kinds_of
from gcm_desktop.domain.records import Act, ActKind, Revision
from gcm_desktop.errors import Issue, Severity, Where

if TYPE_CHECKING:
    from gcm_desktop.store import Arrival, DataFile, ImportRecord


class Status(StrEnum):
    """What a file would mean to this data file."""

    NEW = "new"
    KNOWN = "known"  # the very same file was received before
    NOTHING_NEW = "nothing_new"
    OLDER = "older"
    CONFLICTS = "conflicts"
    REFUSED = "refused"


@dataclass(frozen=True)
class Ground:
    """What is here of the returns a file is about, with the files that come before it in the same drop."""

    counting: frozenset[str]  # ids of the revisions that count
    links: Mapping[str, frozenset[str]]
    devices: Mapping[str, str]  # id → number of the computer it was made on
    acts: Mapping[str, Act]


def ground_of(file: DataFile, arrival: Arrival, earlier: Iterable[Arrival]) -> Ground:
    """Look up what a file has to be weighed against."""
    counting: set[str] = set()
    links: dict[str, frozenset[str]] = {}
    devices: dict[str, str] = {}
    for key in {revision.key for revision in arrival.revisions}:
        counting |= file.active_revisions(key)
        links |= file.links(key)
        devices |= file.devices(key)
    acts = {act.id: act for subject in {a.subject for a in arrival.acts} for act in file.acts(subject)}
    for other in earlier:
        counting |= {revision.id for revision in other.revisions}
        links |= {**other.links, **{r.id: frozenset(r.parents) for r in other.revisions}}
        devices |= {r.id: _device(r) for r in other.revisions}
        acts |= {act.id: act for act in other.acts}
    return Ground(frozenset(counting), links, devices, acts)


def status_of(arrival: Arrival, changes: Sequence[Change], ground: Ground) -> Status:
    """Say in one word what taking a file would do."""
    if ChangeKind.CONFLICT in kinds_of(changes):
        return Status.CONFLICTS
    if changes:
        return Status.NEW
    here = {above for id_ in ground.counting for above in ancestors(ground.links, id_)}
    parents = {parent for r in arrival.revisions for parent in r.parents}
    heads = [r.id for r in arrival.revisions if r.id not in parents]
    if any(id_ in here for id_ in heads) and all(id_ in here or id_ in ground.counting for id_ in heads):
        return Status.OLDER
    new = any(revision.id not in ground.counting for revision in arrival.revisions)
    if new or any(act.id not in ground.acts for act in arrival.acts):
        return Status.NEW
    return Status.NOTHING_NEW


def remarks_on(arrival: Arrival, status: Status, ground: Ground) -> tuple[Issue, ...]:
    """Say what else a person should know about where a file comes from."""
    where = Where(arrival.name)
    found = []
    if status is Status.OLDER:
        found.append(Issue("W443", Severity.INFO, where))
    if status is Status.NOTHING_NEW and arrival.revisions:
        found.append(Issue("W442", Severity.INFO, where))
    for person in sorted(set(_sent_elsewhere(arrival, ground))):
        found.append(Issue("W444", Severity.INFO, where, {"person": person}))
    if any(_has_twin(revision, arrival, ground) for revision in arrival.revisions):
        found.append(Issue("W445", Severity.WARNING, where))
    return tuple(found)


def remarks_on_known(record: ImportRecord, name: str) -> tuple[Issue, ...]:
    """Say under which name a file was received before, and whether it was taken out since."""
    where = Where(name)
    found = []
    if record.name != name:
        found.append(Issue("W440", Severity.INFO, where, {"before": record.name}))
    if record.withdrawn:
        found.append(Issue("W441", Severity.WARNING, where))
    return tuple(found)


def _sent_elsewhere(arrival: Arrival, ground: Ground) -> Iterator[str]:
    """Give who sent the same figures from another computer before."""
    for act in arrival.acts:
        if act.kind is not ActKind.SENT or act.person is None or act.id in ground.acts:
            continue
        for other in ground.acts.values():
            person = other.person
            if other.subject != act.subject or other.kind is not ActKind.SENT or person is None:
                continue
            if person.device and act.person.device and person.device != act.person.device:
                yield person.name


def _has_twin(revision: Revision, arrival: Arrival, ground: Ground) -> bool:
    """Say whether one computer's number stands on two revisions that do not know each other."""
    device = _device(revision)
    if not device or revision.id in ground.devices:
        return False
    links = {**ground.links, **arrival.links, revision.id: frozenset(revision.parents)}
    above = ancestors(links, revision.id)
    return any(
        other not in above and revision.id not in ancestors(links, other)
        for other, number in ground.devices.items()
        if number == device
    )


def _device(revision: Revision) -> str:
    return revision.made_by.device if revision.made_by else ""
