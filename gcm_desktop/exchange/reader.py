"""A long-lived child process that reads workbooks, ended and started anew when a file takes too much."""

from __future__ import annotations

import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final

from gcm_desktop.errors import UserError
from gcm_desktop.exchange.framing import read_of, receive, send
from gcm_desktop.exchange.gate import MAX_FILE
from gcm_desktop.exchange.model import ReadReturn

_TIME: Final = 60.0


def command() -> list[str]:
    """Give the command that starts the reader, in a checkout, a wheel and a frozen program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--reader"]
    return [sys.executable, "-m", "gcm_desktop.exchange.reader_process"]


class Reader:
    """Reads workbooks in a child process; the file at fault is refused, the next one is read again."""

    def __init__(self, versions: Mapping[str, bytes] | None = None) -> None:
        """Read returns made with ``versions`` (dumps by digest); left out, with the program's own."""
        self._versions = dict(versions or {})
        self._child: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._folder = tempfile.TemporaryDirectory(prefix="gcm-reader-")
        self._busy = threading.Lock()

    def __enter__(self) -> Reader:
        """Give the reader itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the reader."""
        self.close()

    def start(self) -> None:
        """Start the child ahead of the first file."""
        if self._child is not None and self._child.poll() is None:
            return
        self.stop()
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self._child = subprocess.Popen(
            command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, creationflags=flags
        )
        self._answers = queue.SimpleQueue()
        thread = threading.Thread(
            target=_listen, args=(self._child.stdout, self._answers), name="reader", daemon=True
        )
        thread.start()

    def read(self, path: Path, timeout: float = _TIME, password: str = "") -> ReadReturn:
        """Read one workbook; raises UserError E401–E435 when it is refused."""
        with self._busy:
            copy = self._copied(path)
            try:
                versions = self._handed()
                question = {"path": str(copy), "name": path.name, "versions": versions, "password": password}
                answer = self._ask(question, path.name, timeout)
                return read_of(answer["read"], answer["packed"])
            finally:
                copy.unlink(missing_ok=True)

    def tables(
        self, path: Path, timeout: float = _TIME, password: str = ""
    ) -> list[tuple[str, list[tuple[int, list[str]]]]]:
        """Read any workbook as lines of words by sheet; raises UserError as ``read`` does."""
        with self._busy:
            copy = self._copied(path)
            try:
                question = {"path": str(copy), "name": path.name, "tables": True, "password": password}
                told = self._ask(question, path.name, timeout)["tables"]
            finally:
                copy.unlink(missing_ok=True)
        return [(name, [(number, texts) for number, texts in lines]) for name, lines in told]

    def _copied(self, path: Path) -> Path:
        """Copy the file first: a stick may be pulled out while it is read."""
        copy = Path(self._folder.name) / "return.xlsx"
        try:
            if path.is_dir():
                raise UserError("E430", file=path.name)
            size = path.stat().st_size
            if size > MAX_FILE:
                raise UserError("E413", file=path.name, found=size, limit=MAX_FILE)
            shutil.copyfile(path, copy)
        except OSError as error:
            raise UserError("E401", file=path.name, reason=error.strerror or str(error)) from error
        return copy

    def _ask(self, question: Mapping[str, Any], name: str, timeout: float) -> dict[str, Any]:
        self.start()
        child = self._child
        if child is None or child.stdin is None:
            raise UserError("E429", file=name)
        try:
            send(child.stdin, question)
            answer = self._answers.get(timeout=timeout)
        except queue.Empty:
            self.stop()
            raise UserError("E428", file=name, seconds=int(timeout)) from None
        except OSError:
            answer = None
        if answer is None:
            self.stop()
            raise UserError("E429", file=name)
        if "refused" in answer:
            raise UserError(answer["refused"], **answer["facts"])
        return answer

    def _handed(self) -> dict[str, str]:
        """Lay the versions down where the child finds them; gives their places by digest."""
        places = {digest: Path(self._folder.name) / f"{digest}.json" for digest in self._versions}
        for digest, place in places.items():
            if not place.exists():
                place.write_bytes(self._versions[digest])
        return {digest: str(place) for digest, place in places.items()}

    def stop(self) -> None:
        """End the child, whatever it is doing."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for stream in (child.stdin, child.stdout):
                if stream is not None:
                    _close(stream)

    def close(self) -> None:
        """End the child and take away its folder."""
        self.stop()
        self._folder.cleanup()


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except OSError:  # what was still to be written has no reader any more
        return


def _listen(stream: IO[bytes], answers: queue.SimpleQueue[dict[str, Any] | None]) -> None:
    while True:
        try:
            answer = receive(stream)
        except (OSError, ValueError):
            answer = None
        answers.put(answer)
        if answer is None:
            return
