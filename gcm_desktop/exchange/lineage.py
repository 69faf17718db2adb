"""The catalogue version of a return, told by what differs from versions its receiver may hold.

A coordinator who never held the version puts it together from one that is held. Nothing of it is believed:
what comes out must have the digest the return names, and pass every check of a catalogue.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Any, Final

from gcm_desktop.catalogue.checking import Content, examine
from gcm_desktop.catalogue.loading import sealed
from gcm_desktop.catalogue.reading import catalogue_of
from gcm_desktop.catalogue.writing import record_of
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.records import canonical_json

ROOM: Final = 20 * 1024  # bytes of a return that its version may take, compressed
_MOST: Final = 5_000  # entries of one list

#: The digest of a version the receiver may hold, and what has to be changed in it.
Way = tuple[str, Any]


def lineage_of(catalogue: Catalogue, bases: Iterable[Catalogue]) -> tuple[Way, ...]:
    """Give the ways to a version from others, the first first, as many as there is room for."""
    wanted, ways, taken = record_of(catalogue), [], 0
    for base in bases:
        way = (base.digest, _difference(record_of(base), wanted))
        taken += len(zlib.compress(canonical_json(way[1]), 9))
        if base.digest != catalogue.digest and taken <= ROOM:
            ways.append(way)
    return tuple(ways)


def rebuilt(ways: Iterable[Way], digest: str, known: Mapping[str, Catalogue]) -> Catalogue | None:
    """Put a version together from one that is known; nothing when it cannot be, or is not sound."""
    for base, difference in ways:
        if base in known:
            try:
                record = _changed(record_of(known[base]), difference)
                version = sealed(catalogue_of(record))
            except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError):
                continue
            if version.digest == digest and not examine(Content(record, (), ()))[0]:
                return version
    return None


def ways_of(record: Any) -> tuple[Way, ...]:
    """Read the ways a return tells; raises TypeError or ValueError when they are none."""
    return tuple((str(base), difference) for base, difference in record)


def _difference(old: Any, new: Any) -> Any:
    """Say how one JSON thing becomes another: by its entries, by runs that stay, or as a whole."""
    if isinstance(old, dict) and isinstance(new, dict):
        changed = {k: _difference(old[k], v) if k in old else {"v": v} for k, v in new.items()}
        kept = {k: one for k, one in changed.items() if k not in old or old[k] != new[k]}
        return {"d": kept, "x": sorted(old.keys() - new.keys())}
    if isinstance(old, list) and isinstance(new, list):
        return {"l": _runs(old, new)}
    return {"v": new}


def _runs(old: list[Any], new: list[Any]) -> list[Any]:
    """Give a list as runs [from, to) of the old one and entries that are new."""
    before, after = ([canonical_json(one) for one in each] for each in (old, new))
    runs: list[Any] = []
    for what, first, last, start, end in SequenceMatcher(None, before, after, False).get_opcodes():
        if what == "equal":
            runs.append([first, last])
        else:
            runs += [{"v": one} for one in new[start:end]]
    return runs


def _changed(old: Any, difference: Any) -> Any:
    """Give what becomes of a JSON thing; raises KeyError, TypeError or ValueError for a nonsensical way."""
    if "v" in difference:
        return difference["v"]
    if "d" in difference:
        gone = set(difference["x"])
        changed = {k: _changed(old.get(k), one) for k, one in difference["d"].items()}
        return {k: v for k, v in old.items() if k not in gone} | changed
    entries: list[Any] = []
    for run in difference["l"]:
        if isinstance(run, dict):
            entries.append(run["v"])
        else:
            first, last = run
            entries += old[int(first) : int(last)]
        if len(entries) > _MOST:
            raise ValueError("too long")
    return entries
