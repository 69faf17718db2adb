"""The inbox: a morning's files side by side, what each would do to the nation, and taking those ticked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gcm_desktop.app.desk import Desk
from gcm_desktop.app.looking_again import Ground, meanwhile
from gcm_desktop.app.receiving import Found, Planned, Receiving, Status, values_of
from gcm_desktop.domain.merge import Change, ChangeKind, active, current, kinds_of, standing, touched_by
from gcm_desktop.domain.merge import changes as compared
from gcm_desktop.domain.records import Act, ActKind
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.store import ImportRecord, Receipt

CHANGED: Final = (ChangeKind.CHANGED, ChangeKind.EMPTIED, ChangeKind.SETTLED)
LOCKED: Final = ("E652", "E655")  # the sentences of a file that would change what is locked


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cells of a file are new, changed, equal, in conflict or unread."""

    new: int = 0
    changed: int = 0
    equal: int = 0
    conflicts: int = 0
    unread: int = 0

    @property
    def all(self) -> int:
        """Count every cell the file says something about."""
        return self.new + self.changed + self.equal + self.conflicts + self.unread


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the inbox: its rehearsal, whether it is to be taken, and what became of it."""

    planned: Planned
    counts: Counts = Counts()
    ticked: bool = False
    taken: bool = False
    refusal: UserError | None = None  # came up while it was taken
    again: Ground | None = None  # why it does something else now than when it was looked at first

    @property
    def locked(self) -> bool:
        """Say whether the file would change what is locked."""
        return self.planned.error is not None and self.planned.error.code in LOCKED

    @property
    def open(self) -> bool:
        """Say whether taking the file would write something of its own."""
        return self.planned.takes and not self.taken

    @property
    def good(self) -> bool:
        """Say whether nothing about the file asks for a person's eye first."""
        return self.open and self.planned.status is Status.NEW and not self.counts.unread


class Inbox:
    """The files that wait, in the order they are taken."""

    def __init__(self, desk: Desk, receiving: Receiving) -> None:
        self.desk = desk
        self.receiving = receiving
        self.entries: list[Entry] = []
        self._found: dict[Path, Found] = {}
        self._seen = desk.file.last_change()  # what waits was looked at as the file was then

    def add(self, path: Path, found: Found) -> Entry:
        """Rehearse one more file after those that wait; the same file again takes its own place."""
        self.entries = [one for one in self.entries if one.planned.path != path]
        self._found[path] = found
        if all(one.taken for one in self.entries):
            self._seen = self.desk.file.last_change()
        entry = self._rehearsed(path, found, self.entries)
        entry = replace(entry, ticked=entry.good)
        self.entries.append(entry)
        return entry

    def _rehearsed(self, path: Path, found: Found, before: Iterable[Entry]) -> Entry:
        after = [one.planned for one in before if one.ticked and not one.taken]
        planned = self.receiving.plan_read([(path, found)], after)[0]
        return Entry(planned, counted(planned))

    def tick(self, at: int, on: bool) -> None:
        """Choose whether a file is taken; later files of the same return are shown anew."""
        entry = self.entries[at]
        if not entry.open or entry.ticked is on:
            return
        self.entries[at] = replace(entry, ticked=on)
        self._again(at + 1, set(entry.planned.keys))

    def tick_good(self) -> None:
        """Tick every file that is free of conflicts and unread cells; unticks all when they are ticked."""
        good = [at for at, entry in enumerate(self.entries) if entry.good]
        on = any(not self.entries[at].ticked for at in good)
        for at in good:
            if not on or self.entries[at].good:  # one before it may contradict it once ticked
                self.tick(at, on)

    def _again(self, start: int, keys: set[ReturnKey]) -> None:
        for at in range(start, len(self.entries)):
            entry = self.entries[at]
            read = entry.planned.read or entry.planned.data
            if read is not None and not entry.taken and keys & set(entry.planned.keys):
                fresh = self._rehearsed(entry.planned.path, read, self.entries[:at])
                self.entries[at] = replace(fresh, ticked=entry.ticked and fresh.open)

    @property
    def stale(self) -> bool:
        """Say whether the file changed since what waits was looked at."""
        return self._seen != self.desk.file.last_change() and any(not one.taken for one in self.entries)

    def looking_again(self) -> Iterator[Entry | None]:
        """Rehearse what may be concerned, one by one; gives each that does something else now."""
        now, since = self.desk.file.last_change(), meanwhile(self.desk, self._seen)
        for path in [one.planned.path for one in self.entries if not one.taken]:
            at = next((n for n, one in enumerate(self.entries) if one.planned.path == path), None)
            if (
                at is not None
                and not self.entries[at].taken
                and since.concerns(self.entries[at].planned.unit)
            ):
                held = self.entries[at]
                fresh = self._rehearsed(path, self._found[path], self.entries[:at])
                if not _same(held, fresh):
                    ticked = held.ticked and fresh.open and (fresh.good or not held.good)
                    self.entries[at] = replace(fresh, ticked=ticked, again=since.ground)
                yield None if _same(held, fresh) else self.entries[at]
        self._seen = now

    def remove(self, at: int) -> None:
        """Put a file aside; nothing of it was written."""
        entry = self.entries.pop(at)
        self._again(at, set(entry.planned.keys))

    @property
    def ticked(self) -> tuple[Entry, ...]:
        """Give the files that will be taken."""
        return tuple(entry for entry in self.entries if entry.ticked and not entry.taken)

    def take(self) -> Iterator[Entry]:
        """Take every ticked file, one transaction each, and give it as it became.

        A file that does something else by now than when it was confirmed is left for another look.
        """
        for at in range(len(self.entries)):
            if self.stale:
                self._leave(entry for entry in list(self.looking_again()) if entry is not None)
            entry = self.entries[at]
            if not entry.ticked or entry.taken:
                continue
            try:
                receipt = self.receiving.take(entry.planned)
            except UserError as refusal:
                self.entries[at] = replace(entry, ticked=False, refusal=refusal)
            else:
                self.entries[at] = _taken(entry, receipt)
                self._seen = self.desk.file.last_change()  # the files after it were looked at with it taken
            yield self.entries[at]
        for entry in self.entries:
            if entry.planned.error is not None:
                self.receiving.note_refusal(entry.planned)
        self._again(0, {key for entry in self.entries for key in entry.planned.keys if entry.taken})
        self._seen = self.desk.file.last_change()

    def _leave(self, moved: Iterable[Entry]) -> None:
        paths = {entry.planned.path for entry in moved}
        self.entries = [replace(e, ticked=e.ticked and e.planned.path not in paths) for e in self.entries]


def _same(held: Entry, fresh: Entry) -> bool:
    """Say whether a file still does what it did when it was looked at."""
    before, after = held.planned, fresh.planned
    refused = (before.error and before.error.code, after.error and after.error.code)
    return before.status is after.status and before.changes == after.changes and refused[0] == refused[1]


def _taken(entry: Entry, receipt: Receipt | None) -> Entry:
    if receipt is None:
        return replace(entry, ticked=False)
    planned = replace(entry.planned, changes=receipt.changes)
    return replace(entry, planned=planned, ticked=False, taken=True)


def counted(planned: Planned) -> Counts:
    """Count what a file brings by what it does to the cells."""
    kinds = kinds_of(planned.changes)
    moved = {cell for _, cells in touched_by(planned.changes) for cell in cells}
    equal = sum(cell not in moved for cell in values_of(planned.read)) if planned.read else 0
    if planned.table is not None and planned.table.arrival is not None:
        own = {(change.key, change.cell) for change in planned.changes}
        said = (revision for revision in planned.table.arrival.revisions)
        equal = sum((one.key, cell) not in own for one in said for cell in one.sets)
    changed = sum(kinds[kind] for kind in CHANGED)
    return Counts(kinds[ChangeKind.NEW], changed, equal, kinds[ChangeKind.CONFLICT], kinds[ChangeKind.UNREAD])


def would_change(desk: Desk, record: ImportRecord) -> tuple[Change, ...]:
    """Say what withdrawing an import would change, or putting it back; writes nothing."""
    from gcm_desktop.catalogue import renaming

    history = desk.file.history(record.keys)
    subject = f"import:{record.id}"
    kind = ActKind.PUT_BACK if record.withdrawn else ActKind.WITHDRAWN
    answered = tuple(act.id for act in standing(history.acts.values(), subject).acts)
    act = Act(subject, kind, answered)
    turned = replace(history, acts={**history.acts, act.id: act})
    if active(history) == active(turned):
        return ()
    named = renaming(desk.catalogue.crosswalk)
    return tuple(
        change
        for key in record.keys
        for change in compared(key, current(history, key, named), current(turned, key, named), named)
    )
