"""Backups that were opened and compared before they got their name, and bringing one back."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import uuid
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Final

from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.errors import UserError
from gcm_desktop.store import answers, dbapi, migrating
from gcm_desktop.store.shapes import BackupInfo

_STAMP: Final = "%Y-%m-%d %H%M%S"
_NAME: Final = re.compile(r"(?P<stem>.+) (?P<stamp>\d{4}-\d\d-\d\d \d{6})( (?P<number>\d+))?\.gcm")
_PER_DAY: Final = 20


def folder_of(path: Path) -> Path:
    """Give the folder that holds the backups of a data file."""
    return path.with_name(f"{path.stem}-backups")


def back_up(conn: dbapi.Connection, path: Path, folder: Path | None = None) -> Path:
    """Copy the open file, compare the copy with it, and only then give the copy its name."""
    home = folder or folder_of(path)
    building = home / f".{uuid.uuid4().hex}.new"
    try:
        home.mkdir(parents=True, exist_ok=True)
        conn.execute("VACUUM INTO ?", (str(building),))
        copy = _read_only(building)
        try:
            if not _sound(copy) or _sizes(copy) != _sizes(conn):
                raise UserError("E311", file=path.name)
        finally:
            copy.close()
        to_disk(building)
        target = _free_name(home, path.stem)
        building.replace(target)
        to_disk(home)
    except OSError as error:
        raise UserError("E313", file=path.name, folder=str(home), detail=str(error)) from error
    except dbapi.Error as error:
        raise UserError("E313", file=path.name, folder=str(home), detail=str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            building.unlink(missing_ok=True)
    thin(home, path.stem, datetime.now().date())
    return target


def _read_only(path: Path) -> dbapi.Connection:
    # A backup is a finished file nobody writes, so no lock and no log may be left beside it.
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    return dbapi.connect(uri, uri=True, isolation_level=None)


def _sound(conn: dbapi.Connection) -> bool:
    return (
        conn.execute("PRAGMA application_id").fetchone()[0] == migrating.APPLICATION_ID
        and conn.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        and conn.execute("PRAGMA foreign_key_check").fetchone() is None
    )


def _sizes(conn: dbapi.Connection) -> dict[str, int]:
    tables = conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    return {name: conn.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}


def to_disk(path: Path) -> None:
    """Make sure that a file or folder is on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # folders cannot be flushed there
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _free_name(folder: Path, stem: str) -> Path:
    stamp = datetime.now().strftime(_STAMP)
    target = folder / f"{stem} {stamp}.gcm"
    number = 2
    while target.exists():
        target = folder / f"{stem} {stamp} {number}.gcm"
        number += 1
    return target


def _found(folder: Path, stem: str) -> list[tuple[datetime, Path]]:
    found = []
    if folder.is_dir():
        for path in folder.iterdir():
            match = _NAME.fullmatch(path.name)
            if match and match["stem"] == stem:
                moment = datetime.strptime(match["stamp"], _STAMP).astimezone()
                found.append((moment, int(match["number"] or 1), path))
    return [(moment, path) for moment, _, path in sorted(found, reverse=True)]


def thin(folder: Path, stem: str, today: date) -> None:
    """Keep the backups of two days, then one a day for a week, one a week for two months, one a month."""
    found = _found(folder, stem)
    wanted = set(kept([moment for moment, _ in found], today))
    for moment, path in found:
        if moment not in wanted:
            with contextlib.suppress(OSError):
                path.unlink()


def kept(moments: Iterable[datetime], today: date) -> list[datetime]:
    """Say which backups stay: the newest of each span, the spans growing with age."""
    spans: dict[tuple[object, ...], int] = {}
    result = []
    for moment in sorted(moments, reverse=True):
        days = (today - moment.date()).days
        if days <= 1:
            span: tuple[object, ...] = ("day", moment.date())
            room = _PER_DAY
        elif days <= 8:
            span, room = ("daily", moment.date()), 1
        elif days <= 62:
            span, room = ("weekly", moment.isocalendar()[:2]), 1
        else:
            span, room = ("monthly", moment.year, moment.month), 1
        spans[span] = spans.get(span, 0) + 1
        if spans[span] <= room:
            result.append(moment)
    return result


def backups_of(path: Path) -> tuple[BackupInfo, ...]:
    """Give the readable backups of a data file, newest first."""
    infos = []
    for moment, backup in _found(folder_of(path), path.stem):
        with contextlib.suppress(dbapi.Error):
            infos.append(_info(backup, moment))
    return tuple(infos)


def _info(backup: Path, moment: datetime) -> BackupInfo:
    conn = _read_only(backup)
    try:
        keys = conn.execute("SELECT office, area, period, form FROM return").fetchall()
        filled, expected = conn.execute("SELECT total(filled), total(expected) FROM tally").fetchone()
        last = conn.execute(
            "SELECT c.code, j.at FROM journal j JOIN journal_change h USING (seq) JOIN cell c USING (cell)"
            " ORDER BY j.seq DESC LIMIT 1"
        ).fetchone()
        return BackupInfo(
            backup,
            moment,
            tuple(sorted(ReturnKey(*key) for key in keys)),
            int(filled),
            int(expected),
            last[0] if last else "",
            answers.moment(last[1]) if last else None,
        )
    finally:
        conn.close()


def verify(backup: Path) -> None:
    """Refuse a backup that is not whole, E311."""
    try:
        conn = _read_only(backup)
        try:
            if _sound(conn) and conn.execute("SELECT count(*) FROM meta").fetchone()[0]:
                return
        finally:
            conn.close()
    except dbapi.Error:
        pass
    raise UserError("E311", file=backup.name)


def replace_by_copy(backup: Path, target: Path) -> Path | None:
    """Put a verified copy of a backup in place of a closed data file; gives where the old one is kept."""
    verify(backup)
    building = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.new")
    kept_as = None
    try:
        shutil.copyfile(backup, building)
        to_disk(building)
        verify(building)
        if target.exists():
            kept_as = _set_aside(target)
        building.replace(target)
        to_disk(target.parent)
    except OSError as error:
        raise UserError("E308", file=target.name, detail=str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            building.unlink(missing_ok=True)
    return kept_as


def _set_aside(target: Path) -> Path:
    stamp = datetime.now().strftime(_STAMP)
    aside = target.with_name(f"{target.stem} (replaced {stamp}).gcm")
    number = 2
    while aside.exists():
        aside = target.with_name(f"{target.stem} (replaced {stamp} {number}).gcm")
        number += 1
    # The log goes first: it must never stand beside another file of the same name.
    log = target.with_name(target.name + "-wal")
    if log.exists():
        log.rename(aside.with_name(aside.name + "-wal"))
    target.rename(aside)
    return aside
