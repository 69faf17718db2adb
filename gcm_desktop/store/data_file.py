"""One open data file, as the rooms above see it."""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.published import Figure, Kept
from gcm_desktop.domain.records import Act, Maker, Revision
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import UserError
from gcm_desktop.store import answers, dbapi, holding, opening
from gcm_desktop.store.deriving import Derived
from gcm_desktop.store.keeping import back_up, replace_by_copy
from gcm_desktop.store.reading import Reading
from gcm_desktop.store.shapes import (
    Arrival,
    Commit,
    Receipt,
)
from gcm_desktop.store.soundness import Soundness
from gcm_desktop.store.tables import Tables, fault

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
    except BaseException as error:
        opened.conn.close()
        if isinstance(error, (dbapi.Error, zlib.error, LookupError, TypeError, ValueError)):
            raise UserError("E305", file=path.name, detail=str(error)) from error
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


class DataFile(Reading):
    """A data file that this program has open; belongs to the thread that opened it."""

    def __init__(self, path: Path, opened: opening.Opened, maker: Maker | None, accept_loss: bool) -> None:
        super().__init__(path, opened, maker)
        self._closed = False
        self._rows_at_backup = -1 if opened.recovered else self._conn.total_changes
        self._typed_since_backup = True
        self._backup_at = 0
        self._counter = holding.Counter(self.file_id, path)
        self._compare_counter(accept_loss)
        self.recovered = self._last_moment() if opened.recovered else ""
        if not self.view_only:
            holding.write_note(path, maker)
        self.soundness = Soundness(path)
        self.soundness.done = not opened.unchecked
        self._tables.before_writing = self.soundness.stop
        self.soundness.start()

    def _compare_counter(self, accept_loss: bool) -> None:
        missing = self._counter.read() - self._tables.last_seq()
        if missing > 0 and not accept_loss:
            raise UserError("E306", file=self.path.name, missing=missing)
        if missing > 0 and not self.view_only:
            with self._tables.transaction():
                self._tables.journal("loss_accepted", None, self._maker, {"missing": str(missing)})
            self._counter.note(self._tables.last_seq())

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
        self.soundness.stop()
        self.soundness.done = True
        try:
            if not self.view_only:
                self.checkpoint()
                if self._conn.total_changes > self._rows_at_backup:
                    self.backup()
        finally:
            self._counter.close()
            self._conn.close()
            if not self.view_only:
                holding.remove_note(self.path)

    # --- settings and catalogue

    def set_setting(self, name: str, value: str) -> None:
        """Keep a setting in the file."""
        with self._tables.transaction():
            self._tables.write(
                "INSERT INTO setting VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                *(name, value),
            )

    def hold_catalogue(self, catalogue: Catalogue) -> None:
        """Keep a version for the returns made with it; what is asked stays as it is."""
        with self._tables.transaction():
            opening.hold_catalogue(self._tables, catalogue)
            self._tables.journal("catalogue_held", None, self._maker, {"number": catalogue.number})

    def adopt_catalogue(self, catalogue: Catalogue) -> None:
        """Ask by another version from now on; older versions stay in the file for their revisions."""
        with self._tables.transaction():
            opening.hold_catalogue(self._tables, catalogue)
            self._tables.write("UPDATE meta SET value = ? WHERE name = 'catalogue'", catalogue.digest)
            derived = Derived(self._tables, self._holdings, catalogue)
            entangled = derived.names.entangled()
            for number, key in self._tables.keys().items():
                (derived.derive if number in entangled else derived.recount)(number, key)
            self._tables.journal("catalogue", None, self._maker, {"number": catalogue.number})
        self.catalogue = catalogue
        self._derived.adopt(catalogue)

    # --- returns and cells

    def ensure_return(self, key: ReturnKey) -> None:
        """Add a return when it is not here."""
        if self._tables.known_return(key) is None:
            with self._tables.transaction():
                self._working.ensure(key)

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

    def freeze(self, key: ReturnKey, maker: Maker | None, reason: str = "") -> Revision | None:
        """Make the working copy a revision; nothing when nothing changed."""
        if self._tables.known_return(key) is None:
            return None
        with self._tables.transaction():
            revision = self._working.freeze(self._working.ensure(key), key, maker, reason)
        self._kept()
        return revision

    def _kept(self, typed: bool = True) -> None:
        self._typed_since_backup |= typed
        self._counter.note(self._tables.last_seq())

    # --- revisions and acts

    def add_revision(self, revision: Revision) -> None:
        """Add a decision made here."""
        self.add_revisions([revision])

    def add_revisions(self, revisions: Sequence[Revision], step: Mapping[str, str] | None = None) -> None:
        """Add decisions made here, all of them or none; ``step`` stands with each in the journal."""
        if revisions:
            self._uniting.decide(revisions, revisions[0].made_by or self._maker, step)
            self._kept()

    def add_acts(self, acts: Sequence[Act]) -> None:
        """Add what was said here."""
        self._uniting.say(acts, self._maker)
        self._kept()

    # --- what arrives

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

    def purge(
        self, key: ReturnKey, content: Mapping[str, Collection[str]], typed: Collection[str],
        maker: Maker | None, reason: str,
    ) -> None:  # fmt: skip
        """Remove content for good, and let nothing of it stay in free pages of the file."""
        self._overwrite_what_goes()
        with self._tables.transaction():
            self._purging.purge(key, content, typed, maker, reason)
            self._publications.forget(key, {*typed, *(cell for own in content.values() for cell in own)})
        self._kept()
        self._leave_nothing_free()

    def _overwrite_what_goes(self) -> None:
        self._conn.execute("PRAGMA secure_delete = ON")

    def _leave_nothing_free(self) -> None:
        """Write the file anew without its free pages."""
        self.checkpoint()
        self.soundness.stop()
        with contextlib.suppress(dbapi.Error):  # what is free was overwritten already
            self._conn.execute("VACUUM")
        self.checkpoint()

    # --- closed years

    def archive_year(self, year: str, keys: Sequence[ReturnKey], maker: Maker | None) -> Path:
        """Move a closed year to a file beside, proved before anything leaves; gives its path."""
        for key in keys:
            self.freeze(key, maker)
        target = self._archiving.write(year, keys)
        self._archiving.leave(year, keys, target.name, maker)
        self._away = None
        self._kept()
        self.checkpoint()
        self.soundness.stop()
        with contextlib.suppress(dbapi.Error):  # room is given back when there is room to do it
            self._conn.execute("VACUUM")
        return target

    def bring_back(self, year: str, path: Path, maker: Maker | None) -> tuple[ReturnKey, ...]:
        """Take an archived year in again; its archive stays where it is."""
        self.backup()
        keys = self._archiving.bring_back(year, path, maker)
        self._away = None
        self._kept()
        return keys

    # --- tracing

    def note(self, kind: str, facts: Mapping[str, str]) -> None:
        """Write a line into the journal, such as a refused file."""
        with self._tables.transaction():
            self._tables.journal(kind, None, self._maker, facts)
        self._kept(typed=False)

    def keep_report(self, import_id: str, content: str) -> None:
        """Keep with an import what was told about it when it was taken."""
        with self._tables.transaction():
            self._holdings.keep_report(import_id, content)
        self._kept(typed=False)

    def keep_publication(
        self, what: Mapping[str, str], digest: str, figures: Mapping[Figure, Kept], maker: Maker | None
    ) -> bool:
        """Keep that something was published; gives whether it is new."""
        new = self._publications.keep(what, digest, figures, maker)
        self._kept(typed=new)
        return new

    # --- keeping

    @property
    def damaged(self) -> bool:
        """Say whether the look behind found damage that is there for the owner of the file, too."""
        if not self.soundness.damaged:
            return False
        try:
            return bool(self._conn.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
        except dbapi.DatabaseError:
            return True

    def checkpoint(self) -> None:
        """Empty the log, so that the data file alone is complete."""
        if self.view_only or self._conn.in_transaction:  # one that is taken in slices goes on
            return
        self.soundness.stop()
        try:
            self._conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except dbapi.DatabaseError as error:
            raise fault(error, self.path) from error
        self.soundness.start()

    def backup(self, folder: Path | None = None) -> Path:
        """Make a verified copy beside the file or in a folder; gives its path."""
        target = back_up(self._conn, self.path, folder)
        if folder is None:
            self._rows_at_backup = self._conn.total_changes
            self._backup_at = answers.now()
            self._typed_since_backup = False
        return target

    def _backup_before_import(self) -> None:
        recent = answers.now() - self._backup_at < _SHARED_BACKUP_MS
        if self._tables.one("SELECT 1 FROM return LIMIT 1") and (self._typed_since_backup or not recent):
            self.backup()
