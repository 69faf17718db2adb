"""What can be read from an open data file."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from gcm_desktop.catalogue import carried, moves, parse
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.merge import Change, Current, History
from gcm_desktop.domain.records import Act, Maker, Revision
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import UserError
from gcm_desktop.store import answers
from gcm_desktop.store.archiving import Archiving
from gcm_desktop.store.deriving import Derived
from gcm_desktop.store.holdings import Holdings
from gcm_desktop.store.opening import Opened
from gcm_desktop.store.published import Publications, Published
from gcm_desktop.store.purging import PurgedRecord, Purging
from gcm_desktop.store.shapes import ArchiveInfo, Arrival, Count, ImportRecord, JournalEntry, Setter
from gcm_desktop.store.tables import Tables
from gcm_desktop.store.tracing import Tracing
from gcm_desktop.store.uniting import Uniting
from gcm_desktop.store.working import WorkingCopy


class Reading:
    """The reading half of a data file; nothing here writes."""

    def __init__(self, path: Path, opened: Opened, maker: Maker | None) -> None:
        self.path = path
        self.view_only = opened.view_only
        self._conn = opened.conn
        self._maker = maker
        self._tables = Tables(opened.conn, path)
        self.file_id: str = self._tables.one("SELECT value FROM meta WHERE name = 'file'")
        if not self.file_id:
            raise UserError("E305", file=path.name)
        self.national: bool = self._tables.one("SELECT value FROM meta WHERE name = 'national'") == "1"
        self.catalogue = self._read_catalogue()
        self._holdings = Holdings(self._tables)
        self._derived = Derived(self._tables, self._holdings, self.catalogue)
        self._working = WorkingCopy(self._tables, self._holdings, self._derived)
        self._uniting = Uniting(self._tables, self._holdings, self._derived, self._working)
        self._tracing = Tracing(self._tables, self._holdings, self._derived)
        self._purging = Purging(self._tables, self._holdings, self._derived, self._working)
        self._archiving = Archiving(self._tables, self._holdings, self._derived, self._working)
        self._publications = Publications(self._tables)
        self.archive_of = self._tables.archive_of = opened.archive_of
        self._away: dict[ReturnKey, str] | None = None
        self._held: dict[str, Catalogue] = {}  # versions of the catalogue that were asked for

    def _read_catalogue(self) -> Catalogue:
        content = self._tables.one(
            "SELECT content FROM catalogue WHERE digest = (SELECT value FROM meta WHERE name = 'catalogue')"
        )
        return parse(zlib.decompress(content))

    def _last_moment(self) -> str:
        at = self._tables.one("SELECT at FROM journal ORDER BY seq DESC LIMIT 1")
        return answers.moment(at).isoformat() if at else ""

    @property
    def has_published(self) -> bool:
        """Say whether anything was published from this file."""
        return bool(self._tables.one("SELECT EXISTS (SELECT 1 FROM published)"))

    def publications(self) -> tuple[Published, ...]:
        """Give what was published from this file, oldest first."""
        return self._publications.all()

    def setting(self, name: str, default: str = "") -> str:
        """Give a setting of the file."""
        found = self._tables.one("SELECT value FROM setting WHERE name = ?", name)
        return default if found is None else str(found)

    def settings(self) -> dict[str, str]:
        """Give every setting of the file."""
        return dict(self._tables.rows("SELECT name, value FROM setting ORDER BY name"))

    def held_catalogue(self, digest: str) -> Catalogue | None:
        """Give a catalogue version that the file holds; parsed once, for many files name the same."""
        if digest == self.catalogue.digest:
            return self.catalogue
        if digest not in self._held:
            content = self._tables.one("SELECT content FROM catalogue WHERE digest = ?", digest)
            if content is None:
                return None
            self._held[digest] = parse(zlib.decompress(content))
        return self._held[digest]

    def held_versions(self) -> dict[str, bytes]:
        """Give the dump of every catalogue version the file holds, by digest, oldest first."""
        found = self._tables.rows("SELECT digest, content FROM catalogue ORDER BY at, number")
        return {digest: zlib.decompress(content) for digest, content in found}

    def returns(self) -> tuple[ReturnKey, ...]:
        """Give the returns that are here, sorted."""
        return tuple(self._tables.keys().values())

    def archives(self) -> tuple[ArchiveInfo, ...]:
        """Give the closed years that lie in files of their own."""
        return self._archiving.archives()

    def revisions_digest(self, keys: Iterable[ReturnKey]) -> str:
        """Give the SHA-256 over the ids of the revisions of some returns, as an archive is known by."""
        return self._archiving.revisions_digest(keys)

    def archived(self, key: ReturnKey) -> str:
        """Give the year whose archive holds a return; empty for one that is here, or nowhere."""
        return self._archived().get(key, "")

    def _archived(self) -> dict[ReturnKey, str]:
        if self._away is None:
            self._away = {key: archive.year for archive in self.archives() for key in archive.keys}
        return self._away

    def readable(self) -> tuple[ReturnKey, ...]:
        """Give the returns whose values can be read: those here, and those of archived years."""
        return tuple(sorted({*self.returns(), *self._archived()}))

    def cells(self, key: ReturnKey) -> dict[str, Value]:
        """Give what the screen shows: typed over current, blanks and conflicts left out."""
        number = self._tables.known_return(key)
        if number is not None:
            return self._derived.shown(number)
        now = carried(self.catalogue.crosswalk, self.past(key))
        return {cell: value for cell, value in now.items() if not value.is_blank}

    def of_indicator(self, key: ReturnKey, code: str) -> dict[str, Value]:
        """Give the cells of one indicator, without reading the rest of the return."""
        number = self._tables.known_return(key)
        own = self.cells(key) if number is None else self._derived.of_indicator(number, code)
        return {cell: v for cell, v in own.items() if not v.is_blank and cell.partition("|")[0] == code}

    def past(self, key: ReturnKey) -> dict[str, Value]:
        """Give the values a return had when its year was archived, emptied cells too; else nothing."""
        return self._archiving.past(key) if self.archived(key) else {}

    def across(self, codes: Collection[str]) -> dict[ReturnKey, dict[str, Value]]:
        """Give what a few cells say in every return whose values can be read, under today's codes."""
        if moves(self.catalogue.crosswalk):  # what was said under an older code lies elsewhere
            wanted = {key: self.cells(key) for key in self.readable()}
            return {key: {c: v for c, v in own.items() if c in codes} for key, own in wanted.items()}
        keys = self._tables.keys()
        found = {keys[number]: values for number, values in self._derived.across(codes).items()}
        away = {key: self.cells(key) for key in self._archived()}
        return found | {key: {c: v for c, v in own.items() if c in codes} for key, own in away.items()}

    def typed(self, key: ReturnKey) -> dict[str, Value]:
        """Give the working copy: what was typed and is not frozen."""
        number = self._tables.known_return(key)
        return {} if number is None else self._derived.typed(number)

    def current(self, key: ReturnKey) -> dict[str, Current]:
        """Give what the active revisions say, cell by cell."""
        number = self._tables.known_return(key)
        return {} if number is None else self._derived.current(number)

    def standing(self, key: ReturnKey, cell: str) -> Current | None:
        """Give what the active revisions say of one cell."""
        number = self._tables.known_return(key)
        known = number is not None and self._tables.one("SELECT 1 FROM cell WHERE code = ?", cell)
        return self._derived.standing(number, self._tables.cell(cell)) if number and known else None

    def counts(self, key: ReturnKey) -> dict[int, Count]:
        """Give how much is filled, by goal; asked indicators only."""
        number = self._tables.known_return(key)
        if number is None:
            return self._derived.counts_of(key, self.cells(key))
        return self._derived.counts(number)

    def conflicts(self, key: ReturnKey | None = None) -> tuple[tuple[ReturnKey, str, Current], ...]:
        """Give the cells that wait for a decision."""
        return () if self._unknown(key) else self._tracing.conflicts(self._number(key))

    def unread(self, key: ReturnKey | None = None) -> tuple[tuple[ReturnKey, str, Value], ...]:
        """Give the cells whose content was not understood."""
        return () if self._unknown(key) else self._tracing.unread(self._number(key))

    def _number(self, key: ReturnKey | None) -> int | None:
        return None if key is None else self._tables.known_return(key)

    def _unknown(self, key: ReturnKey | None) -> bool:
        return key is not None and self._tables.known_return(key) is None

    def can_undo(self, key: ReturnKey) -> bool:
        """Say whether there is a step to take back."""
        number = self._tables.known_return(key)
        return number is not None and self._working.step_back(number) is not None

    def can_redo(self, key: ReturnKey) -> bool:
        """Say whether there is a step to bring back."""
        number = self._tables.known_return(key)
        return number is not None and self._working.step_forth(number) is not None

    def has_unsent(self, key: ReturnKey) -> bool:
        """Say whether something was typed or made here that was never sent."""
        number = self._tables.known_return(key)
        return number is not None and bool(self._derived.typed(number) or self._holdings.unsent(number))

    def acts(self, subject: str | None = None) -> tuple[Act, ...]:
        """Give the acts about a subject, or all."""
        return self._holdings.acts(subject)

    def revisions(self, key: ReturnKey) -> dict[str, Revision]:
        """Give every revision of a return that is held, active or not."""
        number = self._tables.known_return(key)
        return {} if number is None else self._holdings.revisions(number)

    def links(self, key: ReturnKey) -> dict[str, frozenset[str]]:
        """Give the parents of every revision a return descends from."""
        number = self._tables.known_return(key)
        return {} if number is None else self._holdings.links(number)

    def heads(self, key: ReturnKey) -> tuple[str, ...]:
        """Give the active revisions nothing active descends from."""
        number = self._tables.known_return(key)
        return () if number is None else self._derived.heads(number)

    def active_revisions(self, key: ReturnKey) -> frozenset[str]:
        """Give the ids of the revisions that count."""
        number = self._tables.known_return(key)
        return frozenset() if number is None else self._derived.active(number)

    def history(self, keys: Iterable[ReturnKey] | None = None) -> History:
        """Give everything ever heard of, or what concerns some returns."""
        return self._holdings.history(keys)

    def import_of(self, digest: str) -> ImportRecord | None:
        """Give the import of a file, if it ever arrived."""
        return next(iter(self._holdings.imports(digest)), None)

    def imports(self) -> tuple[ImportRecord, ...]:
        """Give every import in the order of arrival."""
        return self._holdings.imports()

    def original(self, import_id: str) -> bytes:
        """Give the bytes of a file that arrived, as they came; empty when they were not kept."""
        return self._holdings.original(import_id)

    def report(self, import_id: str) -> str:
        """Give what was told about an import when it was taken; empty when nothing was kept."""
        return self._holdings.report(import_id)

    def rehearse(self, arrival: Arrival, earlier: Iterable[Arrival] = ()) -> Sequence[Change]:
        """Say what receiving would change once ``earlier`` files are taken, without writing."""
        return self._uniting.rehearse(arrival, self._maker, earlier)

    def purged(self) -> tuple[PurgedRecord, ...]:
        """Give what was removed for good, the latest first."""
        return self._purging.records()

    def import_ids(self) -> frozenset[str]:
        """Give the SHA-256 of every file that arrived."""
        return self._holdings.import_ids()

    def devices(self, key: ReturnKey) -> dict[str, str]:
        """Give for each revision of a return the number of the computer it was made on, where it says."""
        number = self._tables.known_return(key)
        return {} if number is None else self._holdings.devices(number)

    def setters(self, key: ReturnKey, cell: str) -> tuple[Setter, ...]:
        """Give every revision that set a cell, with where it came from."""
        number = self._tables.known_return(key)
        return () if number is None else self._tracing.setters(number, cell)

    def journal(self, limit: int = 200, key: ReturnKey | None = None) -> tuple[JournalEntry, ...]:
        """Give what happened, newest first."""
        return () if self._unknown(key) else self._tracing.journal(limit, self._number(key))

    def last_change(self) -> int:
        """Give the number of the last entry of the journal; nothing changed while it stays the same."""
        return self._tables.last_seq()

    def last_saved(self, key: ReturnKey) -> datetime | None:
        """Give when a cell of a return was last kept."""
        number = self._tables.known_return(key)
        at = (
            None
            if number is None
            else self._tables.one(
                "SELECT at FROM journal WHERE return = ? AND kind IN ('typed', 'undo', 'redo')"
                " ORDER BY seq DESC LIMIT 1",
                number,
            )
        )
        return None if at is None else answers.moment(at)
