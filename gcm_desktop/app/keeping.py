"""Keeping: verified copies of a data file, and the way back to one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from gcm_desktop.app.desk import Desk
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


def copy_in(path: Path, folder: Path) -> Path:
    """Copy a data file from a stick or a share into a folder of this computer, under a free name."""
    folder.mkdir(parents=True, exist_ok=True)
    number, target = 1, folder / path.name
    while target.exists():
        number += 1
        target = folder / f"{path.stem} ({number}){path.suffix}"
    beside = target.with_name(f"{target.name}.copying")
    try:
        shutil.copyfile(path, beside)
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return target
