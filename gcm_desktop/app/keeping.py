"""Keeping: verified copies of a data file, and the way back to one."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.store import BackupInfo


def backup(desk: Desk, folder: Path | None = None) -> Path:
    """Make a verified copy beside the file, or in another folder or drive."""
    return desk.file.backup(folder)


def backups(path: Path) -> tuple[BackupInfo, ...]:
    """Give the copies of a file, the latest first, with what each holds."""
    from gcm_desktop.store import backups_of

    return backups_of(path)


def restore(copy: Path, target: Path) -> Path | None:
    """Put a copy in the place of a file; the replaced file is kept beside and returned."""
    from gcm_desktop.store import restore as put

    return put(copy, target)


def save_copy(desk: Desk, target: Path) -> Path:
    """Write a verified copy under a name of one's choice; never over an existing file."""
    if target.exists():
        raise UserError("E301", file=target.name, path=str(target))
    made = desk.file.backup(target.parent)
    made.replace(target)
    return target


class Place(StrEnum):
    """Where a data file lies; only a folder of this computer keeps every answer at once."""

    HERE = "here"
    STICK = "stick"
    SHARE = "share"
    CLOUD = "cloud"


_CLOUDS: Final = re.compile(
    r"onedrive|dropbox|google ?drive|yandex ?\.?disk|яндекс\.диск|icloud|nextcloud|mail\.ru cloud|облако",
    re.IGNORECASE,
)
_SHARES: Final = (
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "fuse.sshfs",
    "fuse.gvfsd-fuse",
    "davfs",
    "afs",
)
_STICKS: Final = ("/media/", "/run/media/", "/Volumes/")
_REMOVABLE, _REMOTE = 2, 4  # what Windows calls such drives


def place_of(path: Path, mounts: str | None = None) -> Place:
    """Say whether a file lies on this computer, a stick, a share or in a folder a cloud program watches."""
    whole = path.absolute()
    if any(_CLOUDS.match(part) for part in whole.parts[:-1]):
        return Place.CLOUD
    if sys.platform == "win32" and mounts is None:
        return _place_on_windows(whole)
    if mounts is None:
        try:
            mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
        except OSError:
            mounts = ""
    under, kind = "", ""
    for line in mounts.splitlines():
        _, point, found = (*line.split(" ", 3), "", "", "")[:3]
        point = point.replace("\\040", " ")
        if len(point) >= len(under) and Path(point) in (whole, *whole.parents):
            under, kind = point, found
    if kind in _SHARES:
        return Place.SHARE
    return Place.STICK if f"{under}/".startswith(_STICKS) else Place.HERE


def _place_on_windows(path: Path) -> Place:
    import ctypes

    if path.drive.startswith("\\\\"):
        return Place.SHARE
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    kind = kernel.GetDriveTypeW(f"{path.drive}\\")
    return {_REMOVABLE: Place.STICK, _REMOTE: Place.SHARE}.get(kind, Place.HERE)


def own_folder(documents: Path) -> Path:
    """Give the folder new files go into: the documents, unless a share or a cloud program holds them."""
    return documents if place_of(documents / "x") is Place.HERE else Path.home() / "GCM Desktop"


def last_cell(desk: Desk, key: ReturnKey) -> str:
    """Give the cell of a return that was typed last."""
    for entry in desk.file.journal(20, key):
        for change in entry.changes:
            return change.cell
    return ""


def copy_in(path: Path, folder: Path) -> Path:
    """Copy a data file from a stick or a share into a folder of this computer, under a free name.

    A log left beside it holds its last entries and comes along; the copy is compared before it gets its name.
    """
    from gcm_desktop.store import holder

    if (found := holder(path)) is not None:
        raise UserError(
            "E302",
            file=path.name,
            person=found.person,
            computer=found.computer,
            since=found.since.isoformat(),
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number, target = 1, folder / path.name
        while target.exists():
            number += 1
            target = folder / f"{path.stem} ({number}){path.suffix}"
        log = path.with_name(f"{path.name}-wal")
        if log.exists() and log.stat().st_size:
            _copy(log, target.with_name(f"{target.name}-wal"))
        _copy(path, target)
    except FileNotFoundError as error:
        raise UserError("E309", file=path.name) from error
    except OSError as error:
        raise UserError("E312", file=path.name, detail=str(error)) from error
    return target


def _copy(path: Path, target: Path) -> None:
    beside = target.with_name(f"{target.name}.copying")
    try:
        shutil.copyfile(path, beside)
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        if _digest(beside) != _digest(path):
            raise OSError(f"{target.name} differs from what was copied")
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
