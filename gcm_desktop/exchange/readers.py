"""A reader for each core, two at most; files are spread over them and come back in order."""

from __future__ import annotations

import os
import queue
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from gcm_desktop.errors import UserError
from gcm_desktop.exchange.model import ReadReturn
from gcm_desktop.exchange.reader import Reader

MOST: Final = 2
_AHEAD: Final = 2  # files that wait read for each reader; what is read and not taken yet costs memory


class Readers:
    """A few long-lived readers; a file that ends one of them costs that file and no other."""

    def __init__(self, versions: Mapping[str, bytes] | None = None, count: int = 0) -> None:
        """Read returns made with ``versions``; ``count`` readers, or as many as there are cores."""
        wanted = count or min(MOST, os.cpu_count() or 1)
        self._all = tuple(Reader(versions) for _ in range(wanted))
        self._free: queue.LifoQueue[Reader] = queue.LifoQueue()
        for reader in reversed(self._all):
            self._free.put(reader)

    def __enter__(self) -> Self:
        """Give the readers themselves."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End them."""
        self.close()

    def read(self, path: Path, password: str = "") -> ReadReturn:
        """Read one workbook with whichever reader is free; raises UserError E401–E435."""
        reader = self._free.get()
        try:
            return reader.read(path, password=password)
        finally:
            self._free.put(reader)

    def each(self, paths: Sequence[Path]) -> Iterator[tuple[Path, ReadReturn | UserError]]:
        """Read many workbooks side by side and give each in its turn, a refusal like any other result."""
        waiting: deque[tuple[Path, Future[ReadReturn | UserError]]] = deque()
        with ThreadPoolExecutor(len(self._all), thread_name_prefix="readers") as threads:
            try:
                for path in paths:
                    waiting.append((path, threads.submit(self._try, path)))
                    if len(waiting) > _AHEAD * len(self._all):
                        first, read = waiting.popleft()
                        yield first, read.result()
                while waiting:
                    first, read = waiting.popleft()
                    yield first, read.result()
            finally:
                for _, read in waiting:
                    read.cancel()

    def _try(self, path: Path) -> ReadReturn | UserError:
        try:
            return self.read(path)
        except UserError as refusal:
            return refusal

    def close(self) -> None:
        """End the children and take away their folders."""
        for reader in self._all:
            reader.close()
