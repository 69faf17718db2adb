"""Merging: what is left for a person after returns came together, and how it is settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gcm_desktop.app import entering
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.locking import refuse_locked_cells, refuse_locked_import
from gcm_desktop.domain.merge import NOTHING, Candidate, Current, active, ancestors, standing
from gcm_desktop.domain.merge import decide as decision
from gcm_desktop.domain.records import Act, ActKind, Maker, Revision, RevisionKind
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.store import ImportRecord, Receipt, Setter

_SHORTEST = 4  # fewest digits by which a revision or import can be named


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a conflict can take, and who set it."""

    value: Value
    revisions: tuple[str, ...]
    setters: tuple[Setter, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell with several values nobody overruled."""

    key: ReturnKey
    cell: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that holds what was written but not yet a value."""

    key: ReturnKey
    cell: str
    value: Value


def conflicts(desk: Desk, key: ReturnKey | None = None) -> tuple[Conflict, ...]:
    """Give every conflict, ordered by return and cell."""
    found = sorted(desk.file.conflicts(key), key=lambda item: (item[0], item[1]))
    return tuple(Conflict(own, cell, choices(desk, own, cell, now)) for own, cell, now in found)


def choices(desk: Desk, key: ReturnKey, cell: str, now: Current) -> tuple[Choice, ...]:
    """Give what a person can choose from, in an order that does not depend on arrival."""
    setters = desk.file.setters(key, cell)
    return tuple(
        Choice(candidate.value, candidate.revisions, _origins(desk, key, setters, candidate))
        for candidate in now.candidates
    )


def _origins(
    desk: Desk, key: ReturnKey, setters: tuple[Setter, ...], candidate: Candidate
) -> tuple[Setter, ...]:
    """Give who set a value; where a decision said it again, also those it took it from."""
    own = tuple(setter for setter in setters if setter.revision in candidate.revisions)
    if any(setter.kind is not RevisionKind.DECISION for setter in own):
        return own
    links = desk.file.links(key)
    above = {older for setter in own for older in ancestors(links, setter.revision)}
    first = [one for one in setters if one.revision in above and one.value.same_as(candidate.value)]
    return (*own, *(one for one in first if one.kind is not RevisionKind.DECISION))


def unread(desk: Desk, key: ReturnKey | None = None) -> tuple[Unread, ...]:
    """Give every cell that waits to be read by a person."""
    found = sorted(desk.file.unread(key), key=lambda item: (item[0], item[1]))
    return tuple(Unread(*item) for item in found)


def remaining(desk: Desk, keys: Iterable[ReturnKey] | None = None) -> int:
    """Count the conflicts and unread cells left, in the whole file or in some returns."""
    if keys is None:
        return len(desk.file.conflicts()) + len(desk.file.unread())
    return sum(len(desk.file.conflicts(key)) + len(desk.file.unread(key)) for key in set(keys))


def decide(
    desk: Desk,
    key: ReturnKey,
    cell: str,
    *,
    take: str = "",
    value: Value | None = None,
    reason: str,
    maker: Maker | None = None,
) -> Revision:
    """Settle a cell by taking one candidate or by a value, with name and reason on record."""
    if not reason.strip():
        raise UserError("E603")
    if cell not in desk.file.current(key):
        entering.known_cell(desk.catalogue, cell)  # what returns said under an older code is settled too
    by = maker or desk.maker
    refuse_locked_cells(desk, key, [cell])
    if cell in desk.file.typed(key):
        desk.file.freeze(key, by)  # what is typed is a candidate too
    now = desk.file.current(key).get(cell, NOTHING)
    if not now.candidates:
        raise UserError("E606", cell=cell)
    if value is None:
        value = _candidate(now, cell, take)
    made = decision(key, cell, value, now, desk.catalogue.digest, by, reason.strip())
    desk.file.add_revision(made)
    return made


def _candidate(now: Current, cell: str, take: str) -> Value:
    found = [
        candidate.value
        for candidate in now.candidates
        if len(take) >= _SHORTEST and any(id_.startswith(take.lower()) for id_ in candidate.revisions)
    ]
    if len(found) != 1:
        known = ", ".join(sorted(id_[:12] for candidate in now.candidates for id_ in candidate.revisions))
        raise UserError("E602", cell=cell, revision=take, known=known)
    return found[0]


def imports(desk: Desk) -> tuple[ImportRecord, ...]:
    """Give every file that arrived, the latest first."""
    return desk.file.imports()


def find_import(desk: Desk, text: str) -> ImportRecord:
    """Find one import by the beginning of its id or by its file name."""
    records = desk.file.imports()
    named = [r for r in records if len(text) >= _SHORTEST and r.id.startswith(text.lower())]
    found = named or [record for record in records if record.name == text]
    if len(found) != 1:
        raise UserError("E607" if found else "E604", id=text)
    return found[0]


def save_original(desk: Desk, record: ImportRecord, out: Path) -> None:
    """Write a file that arrived, byte for byte as it came; E624 when it was not kept."""
    from gcm_desktop.exchange import replace_file

    data = desk.file.original(record.id)
    if not data:
        raise UserError("E624", file=record.name)
    replace_file(out, data)


def withdraw(desk: Desk, import_id: str, reason: str = "") -> Receipt:
    """Take an import out as if it had never come; the decisions that rest on it sleep."""
    if (record := desk.file.import_of(import_id)) is not None:
        refuse_locked_import(desk, record)
    return desk.file.withdraw(import_id, desk.maker, reason.strip())


def resting_on(desk: Desk, record: ImportRecord) -> tuple[str, ...]:
    """Give the decisions that would sleep without an import, or wake when it is put back."""
    history = desk.file.history()
    subject = f"import:{record.id}"
    kind = ActKind.PUT_BACK if record.withdrawn else ActKind.WITHDRAWN
    answered = tuple(act.id for act in standing(history.acts.values(), subject).acts)
    act = Act(subject, kind, answered)
    turned = replace(history, acts={**history.acts, act.id: act})
    decisions = {id_ for id_, made in history.revisions.items() if made.kind is RevisionKind.DECISION}
    return tuple(sorted((active(history) ^ active(turned)) & decisions))


def put_back(desk: Desk, import_id: str, reason: str = "") -> Receipt:
    """Put a withdrawn import back; the decisions that rest on it wake."""
    if (record := desk.file.import_of(import_id)) is not None:
        refuse_locked_import(desk, record)
    return desk.file.put_back(import_id, desk.maker, reason.strip())
