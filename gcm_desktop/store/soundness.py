"""Looks a large file over while it is already in use, after it was closed cleanly the last time."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Final
from urllib.parse import quote

from gcm_desktop.store import dbapi

#: Up to this size a file is looked over before it opens: it takes less than a moment.
SMALL: Final = 8 * 2**20


class Soundness:
    """One look at the pages on the disk, beside the connection that owns the file.

    It reads as if nobody could write, so whoever is about to write stops it first; it begins anew once
    everything is in the file again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread: threading.Thread | None = None
        self._conn: dbapi.Connection | None = None
        self._stopped = False
        self.done = False
        self.damaged = False

    def start(self) -> None:
        """Begin, unless it is done or under way."""
        if self.done or self._thread is not None:
            return
        self._stopped = False
        uri = f"file:{quote(self._path.resolve().as_posix())}?mode=ro&immutable=1"
        self._conn = dbapi.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        self._thread = threading.Thread(target=self._look, args=(self._conn,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End it at once where it is under way; what it saw so far does not count."""
        thread, conn, self._thread, self._conn = self._thread, self._conn, None, None
        if thread is None or conn is None:
            return
        self._stopped = True
        while thread.is_alive():  # a look that was about to begin does not hear the first call
            conn.interrupt()
            thread.join(0.01)
        conn.close()

    def wait(self) -> None:
        """Wait for its end; for tests and for scripts that want to be sure."""
        if self._thread is not None:
            self._thread.join()

    def _look(self, conn: dbapi.Connection) -> None:
        try:
            sound = conn.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        except dbapi.Error:
            sound = False
        if not self._stopped:
            self.damaged = not sound
            self.done = True
