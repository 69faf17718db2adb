"""Where the cells of a file stand in it: packed as they are kept, unpacked only when somebody asks."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from json.encoder import encode_basestring as quoted
from typing import Final

_QUICK: Final = 1  # places compress nearly as well as at any price


class Places(Mapping[str, tuple[str, str]]):
    """Sheet and place in it by cell code."""

    def __init__(self, packed: bytes) -> None:
        self.packed = packed

    @staticmethod
    def of(places: Mapping[str, tuple[str, str]]) -> Places:
        """Pack places, unless they are packed already."""
        if isinstance(places, Places):
            return places
        sheets = {sheet: quoted(sheet) for sheet, _ in places.values()}
        said = ",".join(
            [
                f"{quoted(cell)}:[{sheets[sheet]},{quoted(ref)}]"
                for cell, (sheet, ref) in sorted(places.items())
            ]
        )
        return Places(zlib.compress(f"{{{said}}}".encode(), _QUICK))  # canonical JSON, at half the price

    @cached_property
    def _all(self) -> dict[str, tuple[str, str]]:
        found = json.loads(zlib.decompress(self.packed))
        return {cell: (sheet, ref) for cell, (sheet, ref) in found.items()}

    def __getitem__(self, cell: str) -> tuple[str, str]:
        """Give sheet and place of a cell."""
        return self._all[cell]

    def __iter__(self) -> Iterator[str]:
        """Go through the cells."""
        return iter(self._all)

    def __len__(self) -> int:
        """Count the cells."""
        return len(self._all)
