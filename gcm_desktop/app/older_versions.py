"""A return issued under an older catalogue: what became of its codes, said in words before it is taken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.catalogue import Catalogue, CrosswalkLine, Fate
from gcm_desktop.domain.naming import Naming
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import Issue, Severity, UserError, Where

if TYPE_CHECKING:
    from gcm_desktop.exchange import ReadReturn


def admitted(desk: Desk, read: ReadReturn) -> Catalogue:
    """Give the version a return was made with, held here or put together; E443 newer, E444 another line.

    One that was never held here has to lead to today's as any version before it does.
    """
    from gcm_desktop.catalogue import parse
    from gcm_desktop.catalogue.crosswalk import follows, order
    from gcm_desktop.exchange.lineage import rebuilt

    today = desk.catalogue
    held = today if read.catalogue == today.digest else desk.file.held_catalogue(read.catalogue)
    if held is not None:
        return held
    known = {today.digest: today, **_own()}
    known |= {digest: parse(content) for digest, content in desk.file.held_versions().items()}
    version = rebuilt(read.lineage, read.catalogue, known)
    if version is None:
        raise UserError("E422", file=read.name, found=read.catalogue[:12], known=today.number)
    if order(version.number) >= order(today.number):
        raise UserError("E443", file=read.name, found=version.number, known=today.number)
    for issue in follows(version, today):
        if issue.severity is Severity.ERROR:
            place = issue.where.ref or issue.where.cell
            raise UserError("E444", file=read.name, found=version.number, known=today.number, place=place)
    return version


def hold(desk: Desk, read: ReadReturn) -> None:
    """Keep the version of a return that is about to be taken, where it was never held here."""
    if desk.file.held_catalogue(read.catalogue) is None:
        desk.file.hold_catalogue(admitted(desk, read))


def lineage(desk: Desk) -> tuple[tuple[str, Any], ...]:
    """Give the ways to a file's catalogue from the program's own and from the one held before it."""
    from gcm_desktop.catalogue import parse
    from gcm_desktop.catalogue.crosswalk import order
    from gcm_desktop.exchange.lineage import lineage_of

    own, today = _own(), desk.catalogue
    if today.digest in own:
        return ()  # every program has it
    versions = (parse(content) for digest, content in desk.file.held_versions().items() if digest not in own)
    older = (one for one in versions if order(one.number) < order(today.number))
    before = sorted(older, key=lambda one: order(one.number), reverse=True)
    return lineage_of(today, (*own.values(), *before[:1]))


def _own() -> dict[str, Catalogue]:
    from gcm_desktop.catalogue import load

    own = load()
    return {own.digest: own}


def told(desk: Desk, read: ReadReturn, held: Catalogue) -> tuple[Issue, ...]:
    """Give what is to be said about a return's version; nothing for one of today's."""
    if read.catalogue == desk.catalogue.digest:
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
