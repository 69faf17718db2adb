"""Who has a data file open, and how far it had got: two small notes beside the truth in SQLite."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from gcm_desktop.domain.records import Maker
from gcm_desktop.store.shapes import Holder


def note_path(path: Path) -> Path:
    """Give ``NAME.gcm.open``."""
    return path.with_name(path.name + ".open")


def read_note(path: Path) -> Holder | None:
    """Read who opened a file last and did not close it, alive or not."""
    try:
        record = json.loads(note_path(path).read_text("utf-8"))
        return Holder(
            str(record["person"]),
            str(record["computer"]),
            datetime.fromisoformat(record["since"]),
            int(record["process"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def holder(path: Path) -> Holder | None:
    """Say who has a file open, nobody when their program on this computer is gone."""
    found = read_note(path)
    if found and found.computer == platform.node() and not _alive(found.process):
        return None
    return found


def _alive(process: int) -> bool:
    if os.name == "nt":
        return _alive_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _alive_on_windows(process: int) -> bool:
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    handle = kernel.OpenProcess(0x1000, False, process)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return False
    kernel.CloseHandle(handle)
    return True


def write_note(path: Path, maker: Maker | None) -> None:
    """Say beside the file who has it; the lock in SQLite does not depend on it."""
    record = {
        "person": maker.name if maker else "",
        "computer": platform.node(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
        "process": os.getpid(),
    }
    with contextlib.suppress(OSError):
        note_path(path).write_text(json.dumps(record, ensure_ascii=False), "utf-8")


def remove_note(path: Path) -> None:
    """Take the note away."""
    with contextlib.suppress(OSError):
        note_path(path).unlink()


class Counter:
    """The number of the last journal entry, kept in the user's own folder as a second place.

    When the file comes back with a lower number, its last entries are missing: its ``-wal`` was left behind.
    """

    def __init__(self, file_id: str, path: Path) -> None:
        where = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]
        self._path = _home() / "files" / f"{file_id}-{where}.json"
        self._handle: int | None = None

    def read(self) -> int:
        """Give the number noted, 0 when none is."""
        try:
            return int(json.loads(self._path.read_bytes())["seq"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def note(self, seq: int) -> None:
        """Note a number; cheap enough for every commit, never in its way."""
        with contextlib.suppress(OSError):
            if self._handle is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            text = json.dumps({"seq": seq}).ljust(40)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, text.encode())

    def close(self) -> None:
        """Let go of the note."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _home() -> Path:
    chosen = os.environ.get("GCM_DESKTOP_HOME")
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("gcm-desktop", appauthor=False))
