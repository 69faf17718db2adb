"""Looking: a data file opened from a copy of its own; nobody's work waits and nothing can be changed."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.records import Maker
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.store import DataFile

_TRIES: Final = 5


class LookingDesk(Desk):
    """A desk over a copy that goes when it is closed."""

    def __init__(self, file: DataFile, maker: Maker | None, folder: Path) -> None:
        super().__init__(file, maker, listed=False)
        self._folder = folder

    def close(self) -> None:
        """Close the copy and take it away."""
        try:
            super().close()
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)


def look(path: Path, maker: Maker | None = None) -> LookingDesk:
    """Open a data file to look at, also one somebody works in; raises UserError E305, E309 or E653."""
    from gcm_desktop.store import open_file

    if not path.is_file():
        raise UserError("E309", file=path.name)
    folder = Path(tempfile.mkdtemp(prefix="gcm-look-"))
    try:
        copy = _copied(path, folder)
        return LookingDesk(open_file(copy, maker=maker, view_only=True, accept_loss=True), maker, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _copied(path: Path, folder: Path) -> Path:
    """Copy the file with its log, again when somebody wrote meanwhile."""
    log = path.with_name(f"{path.name}-wal")
    copy = folder / path.name
    for _ in range(_TRIES):
        before = _marks(path, log)
        try:
            shutil.copyfile(path, copy)
            left = copy.with_name(f"{copy.name}-wal")
            left.unlink(missing_ok=True)
            if log.exists():
                shutil.copyfile(log, left)
        except FileNotFoundError:
            continue  # the log was just emptied
        except OSError as error:
            raise UserError("E308", file=path.name, detail=str(error)) from error
        if _marks(path, log) == before:
            return copy
    raise UserError("E653", file=path.name)


def _marks(*paths: Path) -> list[tuple[int, int]]:
    return [(p.stat().st_mtime_ns, p.stat().st_size) if p.exists() else (0, 0) for p in paths]
