"""One open data file, as the rooms above see it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from gcm_desktop.catalogue import parse
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.merge import Change, Current, History
from gcm_desktop.domain.records import Act, Maker, Revision
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import UserError
from gcm_desktop.store import answers, dbapi, holding, opening
from gcm_desktop.store.deriving import Derived
from gcm_desktop.store.holdings import Holdings
from gcm_desktop.store.keeping import back_up, replace_by_copy
from gcm_desktop.store.shapes import (
    Arrival,
    Commit,
    Count,
    ImportRecord,
    JournalEntry,
    Receipt,
    Setter,
)
from gcm_desktop.store.tables import Tables, fault
from gcm_desktop.store.tracing import Tracing
from gcm_desktop.store.uniting import Uniting
from gcm_desktop.store.working import WorkingCopy

#: Imports within this time share the backup made before the first of them.
_SHARED_BACKUP_MS = 10 * 60 * 1000


def create_file(path: Path, *, national: bool, catalogue: Catalogue, maker: Maker | None) -> DataFile:
    """Make a new data file and open it; E301 when the name is taken."""
    opening.create(path, national=national, catalogue=catalogue, maker=maker)
    return open_file(path, maker=maker)


def open_file(
    path: Path, *, maker: Maker | None = None, view_only: bool = False, accept_loss: bool = False
) -> DataFile:
    """Open a data file for this program alone; raises UserError E302–E309.

    E306 says that the last entries are missing; ``accept_loss`` opens the file nevertheless.
    """
    opened = opening.open_connection(path, view_only=view_only)
    try:
        return DataFile(path, opened, maker, accept_loss)
    except dbapi.Error as error:
        opened.conn.close()
        raise fault(error, path) from error
    except BaseException:
        opened.conn.close()
        raise


def restore(backup: Path, target: Path) -> Path | None:
    """Put a backup in the place of a data file; gives where the replaced file is kept, if there was one."""
    if target.exists() and target.stat().st_size:
        try:
            # Closing empties its log. A file in use is left alone, a damaged one is replaced all the same.
            opening.open_connection(target, view_only=False).conn.close()
        except UserError as error:
            if error.code == "E302":
                raise
    kept = replace_by_copy(backup, target)
    opened = opening.open_connection(target, view_only=False)
    tables = Tables(opened.conn, target)
    with tables.transaction():
        tables.journal("restored", None, None, {"backup": backup.name})
    counter = holding.Counter(tables.one("SELECT value FROM meta WHERE name = 'file'"), target)
    counter.note(tables.last_seq())
    counter.close()
    opened.conn.close()
    return kept


class DataFile:
    """A data file that this program has open; belongs to the thread that opened it."""

    def __init__(self, path: Path, opened: opening.Opened, maker: Maker | None, accept_loss: bool) -> None:
        self.path = path
        self.view_only = opened.view_only
        self._conn = opened.conn
        self._maker = maker
        self._closed = False
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
        self._seq_at_backup = self._tables.last_seq()
        self._typed_since_backup = True
        self._backup_at = 0
        self._counter = holding.Counter(self.file_id, path)
        self._compare_counter(accept_loss)
        self.recovered = self._last_moment() if opened.recovered else ""
        if not self.view_only:
            holding.write_note(path, maker)

    def _read_catalogue(self) -> Catalogue:
        content = self._tables.one(
            "SELECT content FROM catalogue WHERE digest = (SELECT value FROM meta WHERE name = 'catalogue')"
        )
        return parse(zlib.decompress(content))

    def _compare_counter(self, accept_loss: bool) -> None:
        missing = self._counter.read() - self._tables.last_seq()
        if missing > 0 and not accept_loss:
            raise UserError("E306", file=self.path.name, missing=missing)
        if missing > 0 and not self.view_only:
            with self._tables.transaction():
                self._tables.journal("loss_accepted", None, self._maker, {"missing": str(missing)})
            self._counter.note(self._tables.last_seq())

    def _last_moment(self) -> str:
        at = self._tables.one("SELECT at FROM journal ORDER BY seq DESC LIMIT 1")
        return answers.moment(at).isoformat() if at else ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Empty the log into the file, back it up when something changed, and let it go."""
        if self._closed:
            return
        self._closed = True
        try:
            if not self.view_only:
                self.checkpoint()
                if self._tables.last_seq() > self._seq_at_backup:
                    self.backup()
        finally:
            self._counter.close()
            self._conn.close()
            if not self.view_only:
                holding.remove_note(self.path)

    # --- settings and catalogue

    def setting(self, name: str, default: str = "") -> str:
        """Give a setting of the file."""
        found = self._tables.one("SELECT value FROM setting WHERE name = ?", name)
        return default if found is None else str(found)

    def set_setting(self, name: str, value: str) -> None:
        """Keep a setting in the file."""
        with self._tables.transaction():
            self._tables.write(
                "INSERT INTO setting VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                *(name, value),
            )

    def settings(self) -> dict[str, str]:
        """Give every setting of the file."""
        return dict(self._tables.rows("SELECT name, value FROM setting ORDER BY name"))

    def adopt_catalogue(self, catalogue: Catalogue) -> None:
        """Ask by another version from now on; older versions stay in the file for their revisions."""
        with self._tables.transaction():
            opening.hold_catalogue(self._tables, catalogue)
            self._tables.write("UPDATE meta SET value = ? WHERE name = 'catalogue'", catalogue.digest)
            derived = Derived(self._tables, self._holdings, catalogue)
            for number, key in self._tables.keys().items():
                derived.recount(number, key)
            self._tables.journal("catalogue", None, self._maker, {"number": catalogue.number})
        self.catalogue = catalogue
        self._derived.adopt(catalogue)

    def held_catalogue(self, digest: str) -> Catalogue | None:
        """Give a catalogue version that the file holds."""
        content = self._tables.one("SELECT content FROM catalogue WHERE digest = ?", digest)
        return None if content is None else parse(zlib.decompress(content))

    # --- returns and cells

    def returns(self) -> tuple[ReturnKey, ...]:
        """Give the returns that are here, sorted."""
        return tuple(self._tables.keys().values())

    def ensure_return(self, key: ReturnKey) -> None:
        """Add a return when it is not here."""
        if self._tables.known_return(key) is None:
            with self._tables.transaction():
                self._working.ensure(key)

    def cells(self, key: ReturnKey) -> dict[str, Value]:
        """Give what the screen shows: typed over current, blanks and conflicts left out."""
        number = self._tables.known_return(key)
        return {} if number is None else self._derived.shown(number)

    def typed(self, key: ReturnKey) -> dict[str, Value]:
        """Give the working copy: what was typed and is not frozen."""
        number = self._tables.known_return(key)
        return {} if number is None else self._derived.typed(number)

    def current(self, key: ReturnKey) -> dict[str, Current]:
        """Give what the active revisions say, cell by cell."""
        number = self._tables.known_return(key)
        return {} if number is None else self._derived.current(number)

    def counts(self, key: ReturnKey) -> dict[int, Count]:
        """Give how much is filled, by goal; asked indicators only."""
        number = self._tables.known_return(key)
        return self._derived.blank_counts(key) if number is None else self._derived.counts(number)

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

    # --- typing

    def commit_cells(
        self, key: ReturnKey, changes: Mapping[str, Value], maker: Maker | None, label: str = ""
    ) -> Commit:
        """Keep typed cells in one transaction; returns after COMMIT. E601 for a cell in conflict."""
        commit = self._working.commit(key, changes, maker, label)
        self._kept()
        return commit

    def undo(self, key: ReturnKey) -> Commit | None:
        """Take the last step in a return back."""
        number = self._tables.known_return(key)
        commit = None if number is None else self._working.undo(number, key, self._maker)
        self._kept()
        return commit

    def redo(self, key: ReturnKey) -> Commit | None:
        """Bring the last undone step back."""
        number = self._tables.known_return(key)
        commit = None if number is None else self._working.redo(number, key, self._maker)
        self._kept()
        return commit

    def can_undo(self, key: ReturnKey) -> bool:
        """Say whether there is a step to take back."""
        number = self._tables.known_return(key)
        return number is not None and self._working.step_back(number) is not None

    def can_redo(self, key: ReturnKey) -> bool:
        """Say whether there is a step to bring back."""
        number = self._tables.known_return(key)
        return number is not None and self._working.step_forth(number) is not None

    def freeze(self, key: ReturnKey, maker: Maker | None, reason: str = "") -> Revision | None:
        """Make the working copy a revision; nothing when nothing changed."""
        if self._tables.known_return(key) is None:
            return None
        with self._tables.transaction():
            revision = self._working.freeze(self._working.ensure(key), key, maker, reason)
        self._kept()
        return revision

    def has_unsent(self, key: ReturnKey) -> bool:
        """Say whether something was typed or made here that was never sent."""
        number = self._tables.known_return(key)
        return number is not None and bool(self._derived.typed(number) or self._holdings.unsent(number))

    def _kept(self, typed: bool = True) -> None:
        self._typed_since_backup |= typed
        self._counter.note(self._tables.last_seq())

    # --- revisions and acts

    def add_revision(self, revision: Revision) -> None:
        """Add a decision made here."""
        self._uniting.decide(revision, revision.made_by or self._maker)
        self._kept()

    def add_acts(self, acts: Sequence[Act]) -> None:
        """Add what was said here."""
        self._uniting.say(acts, self._maker)
        self._kept()

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

    # --- what arrives

    def import_of(self, digest: str) -> ImportRecord | None:
        """Give the import of a file, if it ever arrived."""
        return next(iter(self._holdings.imports(digest)), None)

    def imports(self) -> tuple[ImportRecord, ...]:
        """Give every import in the order of arrival."""
        return self._holdings.imports()

    def rehearse(self, arrival: Arrival) -> tuple[Change, ...]:
        """Say what receiving would change, without writing."""
        return self._uniting.rehearse(arrival, self._maker)

    def receive(self, arrival: Arrival, maker: Maker | None) -> Receipt:
        """Unite what a file brings with what is here, in one transaction, after a backup."""
        self._backup_before_import()
        receipt = self._uniting.receive(arrival, maker)
        self._kept(typed=False)
        return receipt

    def withdraw(self, import_id: str, maker: Maker | None, reason: str) -> Receipt:
        """Take an import out; E604 unknown, E605 already out."""
        receipt = self._uniting.withdraw(import_id, maker, reason)
        self._kept()
        return receipt

    def put_back(self, import_id: str, maker: Maker | None, reason: str) -> Receipt:
        """Bring a withdrawn import back; E604 unknown, E605 not withdrawn."""
        receipt = self._uniting.put_back(import_id, maker, reason)
        self._kept()
        return receipt

    # --- tracing

    def setters(self, key: ReturnKey, cell: str) -> tuple[Setter, ...]:
        """Give every revision that set a cell, with where it came from."""
        number = self._tables.known_return(key)
        return () if number is None else self._tracing.setters(number, cell)

    def journal(self, limit: int = 200, key: ReturnKey | None = None) -> tuple[JournalEntry, ...]:
        """Give what happened, newest first."""
        return () if self._unknown(key) else self._tracing.journal(limit, self._number(key))

    def note(self, kind: str, facts: Mapping[str, str]) -> None:
        """Write a line into the journal, such as a refused file."""
        with self._tables.transaction():
            self._tables.journal(kind, None, self._maker, facts)
        self._kept(typed=False)

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

    # --- keeping

    def checkpoint(self) -> None:
        """Empty the log, so that the data file alone is complete."""
        if self.view_only:
            return
        try:
            self._conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except dbapi.DatabaseError as error:
            raise fault(error, self.path) from error

    def backup(self, folder: Path | None = None) -> Path:
        """Make a verified copy beside the file or in a folder; gives its path."""
        seq = self._tables.last_seq()
        target = back_up(self._conn, self.path, folder)
        if folder is None:
            self._seq_at_backup = seq
            self._backup_at = answers.now()
            self._typed_since_backup = False
        return target

    def _backup_before_import(self) -> None:
        recent = answers.now() - self._backup_at < _SHARED_BACKUP_MS
        if self._tables.keys() and (self._typed_since_backup or not recent):
            self.backup()
