"""Opens and creates data files: the settings that keep every acknowledged cell, and what may be wrong."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
import zlib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from gcm_desktop.catalogue import dump
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.records import Maker
from gcm_desktop.errors import UserError
from gcm_desktop.store import answers, dbapi, holding, migrating, soundness
from gcm_desktop.store.keeping import back_up
from gcm_desktop.store.tables import Tables, fault

_BUSY: Final = 5


@dataclass(frozen=True)
class Opened:
    """A connection that owns its file."""

    conn: dbapi.Connection
    recovered: bool  # the program that had it before ended without closing it
    view_only: bool
    archive_of: str = ""  # the year, for an archive: it is only read
    unchecked: bool = False  # large and closed cleanly: it is looked over while it is in use


def connect(path: Path, *, read_only: bool = False, immutable: bool = False) -> dbapi.Connection:
    """Connect without creating anything and without waiting for others."""
    mode = "ro" if read_only or immutable else "rw"
    uri = f"file:{quote(path.resolve().as_posix())}?mode={mode}" + ("&immutable=1" if immutable else "")
    return dbapi.connect(uri, uri=True, isolation_level=None, timeout=0)


def create(path: Path, *, national: bool, catalogue: Catalogue, maker: Maker | None) -> None:
    """Make a data file, whole or not at all; never writes over anything."""
    if path.exists():
        raise UserError("E301", file=path.name)
    building = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.new")
    try:
        conn = dbapi.connect(str(building), isolation_level=None, timeout=0)
        try:
            _own(conn)
            migrating.migrate(conn)
            _begin(Tables(conn, path), national, catalogue, maker)
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            conn.close()
        place(building, path)
    except dbapi.Error as error:
        raise fault(error, path) from error
    except OSError as error:
        raise UserError("E308", file=path.name, detail=str(error)) from error
    finally:
        for left in (building, building.with_name(building.name + "-wal")):
            left.unlink(missing_ok=True)


def _begin(tables: Tables, national: bool, catalogue: Catalogue, maker: Maker | None) -> None:
    with tables.transaction():
        tables.write_many(
            "INSERT INTO meta VALUES (?, ?)",
            [("file", str(uuid.uuid4())), ("national", str(int(national))), ("catalogue", catalogue.digest)],
        )
        hold_catalogue(tables, catalogue)
        tables.journal("created", None, maker, {"catalogue": catalogue.number})


def hold_catalogue(tables: Tables, catalogue: Catalogue) -> None:
    """Keep a version of the catalogue in the file, within the open transaction."""
    tables.write(
        "INSERT OR IGNORE INTO catalogue VALUES (?, ?, ?, ?)",
        *(catalogue.digest, catalogue.number, answers.now(), zlib.compress(dump(catalogue), 9)),
    )


def place(building: Path, path: Path) -> None:
    """Give the finished file its name unless another took it meanwhile."""
    try:
        if os.name == "nt":
            building.rename(path)  # refuses an existing name there
        else:
            os.link(building, path)
    except FileExistsError:
        raise UserError("E301", file=path.name) from None
    except OSError:  # a stick without hard links
        if path.exists():
            raise UserError("E301", file=path.name) from None
        building.rename(path)


def _own(conn: dbapi.Connection) -> None:
    """Take the file for this program alone and make every COMMIT durable."""
    conn.execute("PRAGMA locking_mode = EXCLUSIVE")  # before the first read
    if conn.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise dbapi.OperationalError("the file cannot keep a write-ahead log")
    conn.execute("PRAGMA synchronous = FULL")
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA trusted_schema = OFF")
    conn.execute("BEGIN IMMEDIATE")  # proves that we own it
    conn.execute("COMMIT")


def open_connection(path: Path, *, view_only: bool) -> Opened:
    """Open an existing data file after everything that may be wrong with it is ruled out."""
    log = path.with_name(path.name + "-wal")
    _refuse_missing(path)
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    if not writable and (not view_only or log.exists()):
        raise UserError("E308", file=path.name)  # reading around a log would hide its entries
    left = log.exists() and log.stat().st_size > 0
    if left:
        _refuse_foreign_log(path, log)
    conn = None
    try:
        conn = connect(path, immutable=not writable)
        conn.execute("PRAGMA locking_mode = EXCLUSIVE")
        _check(conn, path)
        if writable:
            _own(conn)
            _bring_up_to_date(conn, path)
        elif migrating.version(conn) < migrating.newest():
            raise UserError("E308", file=path.name)
        year = conn.execute("SELECT value FROM meta WHERE name = 'archive'").fetchone()
        view_only = view_only or year is not None
        conn.execute(f"PRAGMA query_only = {int(view_only)}")
        later = not left and path.stat().st_size > soundness.SMALL
        if not later and conn.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise UserError("E305", file=path.name)
        return Opened(conn, left, view_only, year[0] if year else "", later)
    except BaseException as error:
        if conn is not None:
            conn.close()
        if isinstance(error, dbapi.Error):
            raise _refusal(error, path) from error
        raise


def _refuse_foreign_log(path: Path, log: Path) -> None:
    """Refuse a log that does not continue this file: SQLite would mix its pages in without a word.

    The log is tried on a copy first, because closing a connection already writes it into the file.
    """
    if holding.holder(path) is not None:
        return  # in use: opening it says so
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / "trial.gcm"
        try:
            with closing(connect(path, immutable=True)) as before:  # as if there were no log
                with closing(dbapi.connect(str(trial), isolation_level=None)) as copy:
                    before.backup(copy)
                identity = _identity(before)
        except dbapi.Error:
            return  # the file itself is damaged: opening it says so
        shutil.copyfile(log, trial.with_name(trial.name + "-wal"))
        try:
            with closing(connect(trial)) as after:
                after.execute("PRAGMA locking_mode = EXCLUSIVE")
                fits = _identity(after, identity[-1]) == identity
                fits = fits and after.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        except dbapi.Error:
            fits = False
    if not fits:
        raise UserError("E314", file=path.name, log=log.name)


def _identity(conn: dbapi.Connection, last: int | None = None) -> tuple[str, int, int]:
    """Give the file's id, and time and number of its last journal entry or of the one named."""
    file_id = conn.execute("SELECT value FROM meta WHERE name = 'file'").fetchone()
    entry = conn.execute(
        "SELECT at, seq FROM journal WHERE seq = coalesce(?, (SELECT max(seq) FROM journal))", (last,)
    ).fetchone()
    return (file_id or ("",))[0], *(entry or (0, 0))


def _refuse_missing(path: Path) -> None:
    if not path.is_file():
        raise UserError("E309", file=path.name)
    if path.stat().st_size == 0:  # SQLite would take it for a new file and drop the log beside it
        raise UserError("E307", file=path.name)


def _check(conn: dbapi.Connection, path: Path) -> None:
    if conn.execute("PRAGMA application_id").fetchone()[0] != migrating.APPLICATION_ID:
        raise UserError("E303", file=path.name)
    if migrating.version(conn) > migrating.newest():
        raise UserError("E304", file=path.name, version=migrating.version(conn))


def _bring_up_to_date(conn: dbapi.Connection, path: Path) -> None:
    if migrating.version(conn) < migrating.newest():
        back_up(conn, path)
        migrating.migrate(conn)


def _refusal(error: dbapi.Error, path: Path) -> Exception:
    if getattr(error, "sqlite_errorcode", 0) & 0xFF != _BUSY:
        return fault(error, path)
    found = holding.read_note(path)
    return UserError(
        "E302",
        file=path.name,
        person=found.person if found else "",
        computer=found.computer if found else "",
        since=found.since.isoformat() if found else "",
    )
