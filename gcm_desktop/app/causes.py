"""Causes: what may lie behind a figure, said in words, with a repair that is shown before it is made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from gcm_desktop.app import display, entering, settling
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.page import PageRow, RowKind, goal_page
from gcm_desktop.app.settling import Settlement
from gcm_desktop.domain.causes import Basis, Cause, Reference, Slip, Table, causes, same_again
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.merge import Current
from gcm_desktop.domain.rules import number_of
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import BLANK, State, Value
from gcm_desktop.i18n import Words, mark

if TYPE_CHECKING:
    from gcm_desktop.app.merging import Conflict
    from gcm_desktop.app.receiving import Planned

_OF_MANY: Final[Mapping[Slip, str]] = {
    Slip.SHIFTED: mark("Figures that stand one row off: {n}, from {cell} on."),
    Slip.SWAPPED: mark("Two columns seem exchanged; figures concerned: {n}, from {cell} on."),
    Slip.DOUBLED: mark("Every figure of the table is twice as large; figures: {n}, from {cell} on."),
}
_OF_ONE: Final[Mapping[Slip, str]] = {
    Slip.TRANSPOSED: mark("{cell}: {found}. Two digits seem exchanged; {number} may be meant."),
    Slip.EXTRA_ZERO: mark("{cell}: {found}. A zero seems too many; {number} may be meant."),
    Slip.MISSING_ZERO: mark("{cell}: {found}. A zero seems missing; {number} may be meant."),
    Slip.TOO_LARGE: mark("{cell}: {found}. It seems a thousand times too large; {number} may be meant."),
    Slip.TOO_SMALL: mark("{cell}: {found}. It seems a thousand times too small; {number} may be meant."),
    Slip.TOTAL_IN_PART: mark("{cell}: {found}. A part holds the total; {number} would be left for it."),
}
_AGAIN: Final[Mapping[Basis, str]] = {
    Basis.PREVIOUS: mark("Figures equal to the period before: {n}. Perhaps the earlier file was sent again."),
    Basis.LAST_YEAR: mark("Figures equal to a year ago: {n}. Perhaps last year's file was sent again."),
}
_AGAINST: Final[Mapping[Basis, str]] = {
    Basis.PREVIOUS: mark("Compared with the period before."),
    Basis.LAST_YEAR: mark("Compared with a year ago."),
}


def of_values(
    desk: Desk,
    key: ReturnKey,
    now: Mapping[str, Value],
    other: Mapping[str, Value] | None = None,
    goals: Collection[int] | None = None,
    earlier: tuple[Mapping[str, Value], Mapping[str, Value]] | None = None,
) -> tuple[Cause, ...]:
    """Give the slips in the figures of a return, held against others of it and against earlier periods.

    ``earlier`` are the period before and the year ago, where they were read already.
    """
    figures = _numbers(now)
    found_goals = {parse_cell(cell).goal for cell in figures}
    references = [Reference(Basis.OTHER, _numbers(other))] if other is not None else []
    previous, last_year = earlier or (desk.previous(key), desk.last_year(key))
    references += [
        Reference(Basis.PREVIOUS, _numbers(previous)),
        Reference(Basis.LAST_YEAR, _numbers(last_year)),
    ]
    references = [reference for reference in references if reference.numbers]
    again = same_again(figures, references)
    if again is not None:
        return (again,)
    found: list[Cause] = []
    for goal in sorted(found_goals if goals is None else found_goals & set(goals)):
        for table in tables(desk, key, goal, now):
            found += causes(table, figures, references)
    return _widest(found)


def tables(desk: Desk, key: ReturnKey, goal: int, values: Mapping[str, Value]) -> tuple[Table, ...]:
    """Give the tables of a goal as they stand on its page, and the page as one table."""
    rows = goal_page(desk.catalogue, goal, desk.asked_codes(key), values).rows
    shown = [row for row in rows if any(row.cells)]
    found = [Table(row.cells[0], (row.cells[1:],)) for row in shown if any(row.cells[1:])]
    by_table: dict[tuple[str, str, str], list[PageRow]] = {}
    for row in shown:
        if row.kind is RowKind.PART:
            by_table.setdefault((row.indicator, row.dim, row.part), []).append(row)
    for (indicator, _, part), parts in by_table.items():
        total = f"{indicator}|{part}" if part else indicator
        found.append(Table(total, tuple(row.cells for row in parts)))
    found.append(Table("", tuple(row.cells for row in shown)))
    return tuple(found)


def _numbers(values: Mapping[str, Value] | None) -> dict[str, Decimal]:
    return {
        cell: number
        for cell, value in (values or {}).items()
        if parse_cell(cell).kind is CellKind.INDICATOR and (number := number_of(value)) is not None
    }


def _widest(found: Iterable[Cause]) -> tuple[Cause, ...]:
    """Leave out what another cause of the same kind explains together with more."""
    kept: list[Cause] = []
    for cause in sorted(found, key=lambda one: (-len(one.cells), one.cells)):
        explained = {cell for other in kept for cell in other.cells}
        if not set(cause.cells) <= explained:
            kept.append(cause)
    return tuple(kept)


def of_conflict(desk: Desk, conflict: Conflict) -> tuple[Cause, ...]:
    """Give the slips that would explain why the candidates of a cell differ, and its neighbours' too."""
    code = parse_cell(conflict.cell)
    if code.kind is not CellKind.INDICATOR:
        return ()
    current = desk.file.current(conflict.key)
    here = desk.file.cells(conflict.key)
    found: list[Cause] = []
    views = [_as_seen(current, here, set(choice.revisions)) for choice in conflict.choices]
    for now in views:
        for other in views:
            if other is not now:
                found += of_values(desk, conflict.key, now, other, {code.goal})
    about = [cause for cause in found if conflict.cell in cause.cells]
    return tuple(_likeliest(about, _told(desk, conflict.key, conflict.cell), conflict.cell))


def _told(desk: Desk, key: ReturnKey, cell: str) -> list[Decimal]:
    """Give what earlier periods say a figure is about."""
    earlier = (number_of(values.get(cell)) for values in (desk.previous(key), desk.last_year(key)))
    return [number for number in earlier if number is not None]


def _likeliest(found: Iterable[Cause], told: Sequence[Decimal], cell: str) -> list[Cause]:
    """Of a slip that may be in either of two candidates, keep the one earlier periods speak for."""
    kept: dict[tuple[str, ...], list[Cause]] = {}
    for cause in found:
        kept.setdefault(cause.cells, []).append(cause)
    chosen = []
    for either in kept.values():
        if told and all(cell in cause.repair for cause in either):
            nearest = min(either, key=lambda cause: min(abs(cause.repair[cell] - one) for one in told))
            either = [nearest]
        chosen += either
    return chosen


def _as_seen(current: Mapping[str, Current], here: Mapping[str, Value], by: set[str]) -> dict[str, Value]:
    """Give the return as its makers see it: their own candidate wherever there are several."""
    seen = dict(here)
    for cell, now in current.items():
        if now.conflict:
            own = [one.value for one in now.candidates if by & set(one.revisions)]
            seen[cell] = own[0] if own else now.candidates[0].value
    return seen


def of_planned(desk: Desk, planned: Planned) -> tuple[Cause, ...]:
    """Give the slips a file being rehearsed would bring, by what it changes."""
    found: list[Cause] = []
    for key in planned.keys:
        changed = {change.cell: change for change in planned.changes if change.key == key}
        if key.is_register or not changed:
            continue
        before = desk.file.cells(key)
        now = dict(before)
        for cell, change in changed.items():
            held = [one.value for one in change.old.candidates]
            new = [one.value for one in change.new.candidates if not any(one.value.same_as(v) for v in held)]
            now[cell] = new[0] if new else change.new.value
        goals = {parse_cell(cell).goal for cell in changed}
        own = of_values(desk, key, now, before, goals)
        found += [cause for cause in own if changed.keys() & set(cause.cells)]
    return tuple(found)


def of_return(desk: Desk, key: ReturnKey, goals: Collection[int] | None = None) -> tuple[Cause, ...]:
    """Give the slips in a return as it stands, told by its own sums and its earlier periods."""
    if key.is_register:
        return ()
    return of_values(desk, key, desk.file.cells(key), None, goals)


def said(words: Words, desk: Desk, cause: Cause) -> str:
    """Say a cause in a sentence or two."""
    n = words.number(len(cause.cells))
    if cause.slip is Slip.SAME_AGAIN:
        return words.say(_AGAIN[cause.basis], n=n)
    cell = display.shown_cell(words, desk.catalogue, cause.cells[0])
    if cause.slip in _OF_MANY:
        text = words.say(_OF_MANY[cause.slip], n=n, cell=cell)
    else:
        shown = words.number(cause.held[cause.cells[0]])
        number = words.number(cause.repair[cause.cells[0]])
        text = words.say(_OF_ONE[cause.slip], cell=cell, found=shown, number=number)
    against = _AGAINST.get(cause.basis)
    return f"{text} {words.say(against)}" if against else text


def repairs(desk: Desk, key: ReturnKey, cause: Cause) -> tuple[Settlement, ...]:
    """Give what mending a slip would change, cell by cell; nothing where only a new file helps."""
    here, current = desk.file.cells(key), desk.file.current(key)
    found = []
    for cell, number in sorted(cause.repair.items()):
        stands = current.get(cell)
        old = tuple(one.value for one in stands.candidates) if stands and stands.conflict else ()
        held = here.get(cell) or (old[0] if old else BLANK)
        new = replace(held, state=State.VALUE, text=f"{number:f}", written="")
        if old or not new.same_as(held):
            found.append(Settlement(key, cell, old or (held,), new))
    return tuple(found)


def mend(desk: Desk, repaired: tuple[Settlement, ...], reason: str) -> int:
    """Make a repair in one step: by decisions in a national file, else as typed; gives the cells changed."""
    if desk.national:
        return len(settling.settle(desk, repaired, reason))
    for key in {one.key for one in repaired}:
        own = {one.cell: one.new for one in repaired if one.key == key}
        entering.enter_many(desk, key, own, reason)
    return len(repaired)
