"""Foreign tables: a home-made table becomes answers once a person has confirmed what is what."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gcm_desktop.app import entering
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.foreign_matching import (
    Matching,
    Role,
    TableColumn,
    TableRow,
    Why,
    columns_and_rows,
    with_roles,
)
from gcm_desktop.app.landing import Ground, Landing, Target
from gcm_desktop.app.page import PageRow, RowKind, goal_page
from gcm_desktop.app.unlocking import Unlocking
from gcm_desktop.domain.rules import number_in
from gcm_desktop.domain.units import ReportingUnit, ReturnKey
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import fold

if TYPE_CHECKING:
    from gcm_desktop.exchange.foreign import ForeignBook, ForeignSheet
    from gcm_desktop.store import Commit

LABEL: Final = "table"  # of the step in the journal


@dataclass(frozen=True)
class Kept:
    """What a person confirmed for tables of one unit."""

    heads: tuple[str, ...]
    roles: Mapping[str, str]  # by heading
    rows: Mapping[tuple[str, int], str]  # label and which of its kind → target


@dataclass(frozen=True)
class ForeignPlan:
    """One sheet beside our rows; nothing is kept before ``take``."""

    sheet: ForeignSheet
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    targets: Mapping[str, PageRow]  # every row of ours, by the cell of its total
    known: bool = False  # a confirmed mapping was found
    other_heads: bool = False  # its headings were others
    new_rows: int = 0  # labels the confirmed mapping does not know
    gone_rows: int = 0  # labels it knows that are no longer there

    @property
    def as_confirmed(self) -> bool:
        """Say whether the table looks as it did when a person confirmed it."""
        return self.known and not (self.other_heads or self.new_rows or self.gone_rows)

    def with_target(self, number: int, target: str) -> ForeignPlan:
        """Let a row of the table become one of ours, or nothing; whatever became it before is freed."""
        if target and target not in self.targets:
            raise UserError("E204", cell=target)

        def corrected(row: TableRow) -> TableRow:
            if row.number == number:
                return replace(row, target=target, why=Why.PERSON)
            return replace(row, target="", why=Why.NONE) if target and row.target == target else row

        return replace(self, rows=tuple(map(corrected, self.rows)))

    def with_role(self, place: int, role: Role) -> ForeignPlan:
        """Say what a column is; a role is held by one column only."""

        def corrected(column: TableColumn) -> TableColumn:
            if column.place == place:
                return replace(column, role=role, why=Why.PERSON)
            taken = role is not Role.NONE and column.role is role
            return replace(column, role=Role.NONE, why=Why.NONE) if taken else column

        return replace(self, columns=tuple(map(corrected, self.columns)))


def read(path: Path, unlocking: Unlocking | None = None) -> ForeignBook:
    """Read a home-made table without touching the data file; may run in another thread."""
    from gcm_desktop.exchange.foreign import read_foreign

    return (unlocking or Unlocking()).through(path, lambda password: read_foreign(path, password))


def plan(desk: Desk, key: ReturnKey, sheet: ForeignSheet) -> ForeignPlan:
    """Propose what each column and row is; raises E459 where the sheet has no rows with figures.

    An office's own file only (E460): a coordinator receives returns and does not type them.
    """
    if desk.national:
        raise UserError("E460")
    columns, rows = columns_and_rows(sheet.block)
    if not columns or not rows:
        raise UserError("E459", file=sheet.name)
    previous, last_year = desk.previous(key), desk.last_year(key)
    targets, open_lists = _targets(desk, key, previous)
    matching = Matching(desk.catalogue, targets, previous or last_year, open_lists)
    matched = matching.match(rows)
    every = dict(targets) | matching.added

    def past(target: str) -> Iterable[Decimal]:
        found = (number_in(values, target) for values in (previous, last_year))
        return [number for number in found if number is not None]

    fresh = ForeignPlan(sheet, with_roles(columns, matched, past), matched, every)
    kept = _kept(desk, key.unit)
    return _as_kept(fresh, kept) if kept else fresh


def _targets(
    desk: Desk, key: ReturnKey, previous: Mapping[str, Value]
) -> tuple[dict[str, PageRow], dict[str, list[PageRow]]]:
    asked, values = desk.asked_codes(key), desk.file.cells(key)
    targets: dict[str, PageRow] = {}
    open_lists: dict[str, list[PageRow]] = {}
    for goal in desk.catalogue.goals:
        for row in goal_page(desk.catalogue, goal.number, asked, values, previous).rows:
            if row.kind is RowKind.OPEN:
                open_lists.setdefault(row.indicator, []).append(row)
            elif row.cells[0] and not row.computed:
                targets[row.cells[0]] = row
    return targets, open_lists


def landings(desk: Desk, key: ReturnKey, planned: ForeignPlan) -> tuple[Landing, ...]:
    """Say cell by cell what would be written, repaired or left out; nothing is written by it."""
    rows = [row for row in planned.rows if row.target]
    ours = [planned.targets[row.target] for row in rows]
    conflicts = frozenset(cell for _, cell, _ in desk.file.conflicts(key))
    ground = Ground(desk.catalogue, desk.file.cells(key), conflicts, Target(ours, 0))
    sign = planned.sheet.block.decimal_sign()
    found = []
    for lane, row in enumerate(rows):
        cells = planned.sheet.block.rows[row.number]
        for column in planned.columns:
            pasted = cells[column.place]
            if column.role.place >= 0 and not pasted.is_blank:
                found.append(ground.land(lane, column.role.place, pasted, sign))
    return tuple(found)


def calculated(planned: ForeignPlan) -> int:
    """Count the figures among those taken that are results of formulas."""
    places = [column.place for column in planned.columns if column.role.place >= 0]
    rows = [row.number for row in planned.rows if row.target]
    return sum((row, place) in planned.sheet.calculated for row in rows for place in places)


def changes(desk: Desk, key: ReturnKey, planned: ForeignPlan) -> dict[str, Value]:
    """Give what taking the table would write."""
    landed = landings(desk, key, planned)
    return {landing.cell: landing.new for landing in landed if landing.changes and landing.new is not None}


def take(desk: Desk, key: ReturnKey, planned: ForeignPlan) -> Commit:
    """Write what a person confirmed as one step that one undo takes back, and keep the mapping."""
    found = changes(desk, key, planned)
    if not found:
        raise UserError("E461")
    commit = entering.enter_many(desk, key, found, LABEL)
    keep(desk, key.unit, planned)
    return commit


# --- the mapping a person confirmed


def _setting(unit: ReportingUnit) -> str:
    return f"table:{unit}"


def _squeezed(text: str) -> str:
    return " ".join(fold(text).split())


def _labelled(rows: Iterable[TableRow]) -> list[tuple[tuple[str, int], TableRow]]:
    """Name rows by label and, where it repeats, by which of its kind: rows may move."""
    seen: Counter[str] = Counter()
    found = []
    for row in rows:
        label = _squeezed(row.label)
        seen[label] += 1
        found.append(((label, seen[label]), row))
    return found


def keep(desk: Desk, unit: ReportingUnit, planned: ForeignPlan) -> None:
    """Keep the mapping a person confirmed for the unit's next table."""
    record = {
        "heads": [_squeezed(column.head) for column in planned.columns],
        "roles": {_squeezed(column.head): column.role.value for column in planned.columns},
        "rows": [[label, which, row.target] for (label, which), row in _labelled(planned.rows)],
    }
    desk.file.set_setting(_setting(unit), json.dumps(record, ensure_ascii=False, sort_keys=True))


def _kept(desk: Desk, unit: ReportingUnit) -> Kept | None:
    text = desk.file.setting(_setting(unit))
    if not text:
        return None
    record: dict[str, Any] = json.loads(text)
    rows = {(label, which): target for label, which, target in record["rows"]}
    return Kept(tuple(record["heads"]), record["roles"], rows)


def _as_kept(fresh: ForeignPlan, kept: Kept) -> ForeignPlan:
    """Propose what was confirmed where headings and labels are the same, and say what differs."""
    labelled = _labelled(fresh.rows)
    here = {name for name, _row in labelled}
    if not here & kept.rows.keys():
        return fresh  # another table
    taken = {kept.rows[name] for name in here & kept.rows.keys()} - {""}
    rows = []
    for name, row in labelled:
        if name in kept.rows and (not kept.rows[name] or kept.rows[name] in fresh.targets):
            rows.append(replace(row, target=kept.rows[name], why=Why.KEPT))
        else:
            rows.append(replace(row, target="", why=Why.NONE) if row.target in taken else row)
    heads = tuple(_squeezed(column.head) for column in fresh.columns)
    columns = tuple(
        replace(column, role=Role(kept.roles[head]), why=Why.KEPT) if head in kept.roles else column
        for column, head in zip(fresh.columns, heads, strict=True)
    )
    same = heads == kept.heads and len(set(heads)) == len(heads)
    return replace(
        fresh,
        rows=tuple(rows),
        columns=columns if same else fresh.columns,
        known=True,
        other_heads=heads != kept.heads,
        new_rows=len(here - kept.rows.keys()),
        gone_rows=len(kept.rows.keys() - here),
    )
