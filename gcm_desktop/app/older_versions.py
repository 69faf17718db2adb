"""A return issued under an older catalogue: what became of its codes, said in words before it is taken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.catalogue import CrosswalkLine, Fate
from gcm_desktop.domain.naming import Naming
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import Issue, Severity, Where

if TYPE_CHECKING:
    from gcm_desktop.exchange import ReadReturn


def told(desk: Desk, read: ReadReturn) -> tuple[Issue, ...]:
    """Give what is to be said about a return's version; nothing for one of today's."""
    if read.catalogue == desk.catalogue.digest:
        return ()
    held = desk.file.held_catalogue(read.catalogue)
    if held is None:
        return ()
    from gcm_desktop.catalogue import renaming
    from gcm_desktop.catalogue.crosswalk import since

    lines = since(desk.catalogue.crosswalk, held.number)
    sets = [
        (revision.key, cell, value) for revision in read.revisions for cell, value in revision.sets.items()
    ]
    where = Where(read.name)
    facts = {
        "version": held.number,
        **_counts(lines, [cell for _, cell, value in sets if not value.is_blank]),
    }
    found = [Issue("W435", Severity.INFO, where, facts)]
    named = renaming(desk.catalogue.crosswalk)
    for key, cell, value in sets:
        found += _shadowed(desk, read, key, cell, value, named)
    return tuple(found)


def _counts(lines: Iterable[CrosswalkLine], cells: list[str]) -> dict[str, int]:
    """Count the codes of a return that were renamed, merged, split or retired since."""
    from gcm_desktop.catalogue import holds

    counts = {fate.value: 0 for fate in (Fate.RENAMED, Fate.MERGED, Fate.SPLIT, Fate.RETIRED)}
    for line in lines:
        if line.fate.value in counts:
            counts[line.fate.value] += sum(any(holds(cell, old) for cell in cells) for old in line.old)
    return counts


def _shadowed(
    desk: Desk, read: ReadReturn, key: ReturnKey, cell: str, value: Value, named: Naming | None
) -> list[Issue]:
    """Say where a part of a sum of today meets a whole, set here under today's code."""
    from gcm_desktop.catalogue import became

    now = became(desk.catalogue.crosswalk, cell)
    if now in (cell, named(cell) if named else cell) or value.is_blank:
        return []  # renamed alone, it meets what stands in the cell like any other value
    standing = desk.file.current(key).get(now)
    if standing is None or standing.conflict or standing.value.same_as(value):
        return []
    sheet, ref = read.places.get(cell, ("", ""))
    facts = {"code": cell, "found": value.text, "other": now, "held": standing.value.text or "–"}
    return [Issue("W436", Severity.WARNING, Where(read.name, sheet, ref, cell), facts)]
