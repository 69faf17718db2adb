"""Locks: a locked return or goal takes no edit, import or act until a person lifts the lock by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.merge import Change, standing, touched_by
from gcm_desktop.domain.records import Act, ActKind
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.store import ImportRecord

WHOLE: Final = 0  # in the place of a goal: the return as a whole
GOALS: Final = range(1, 24)


def subject(key: ReturnKey, goal: int = WHOLE) -> str:
    """Name a return, or one goal of it, as acts do."""
    return f"goal:{key.id}:G{goal:02d}" if goal else f"return:{key.id}"


def lock_on(desk: Desk, key: ReturnKey, goal: int = WHOLE) -> Act | None:
    """Give the act that locks a return or, where a goal is named, that goal or the whole return."""
    return _lock(desk, subject(key)) or (_lock(desk, subject(key, goal)) if goal else None)


def _lock(desk: Desk, about: str) -> Act | None:
    now = standing(desk.file.acts(about), about)
    return now.acts[0] if now.kind is ActKind.LOCKED else None


def refuse_locked(desk: Desk, key: ReturnKey, goals: Iterable[int] = ()) -> None:
    """Raise E651 when a return is locked, E654 when one of the goals named is."""
    for goal in (WHOLE, *goals):
        if (lock := _lock(desk, subject(key, goal))) is not None:
            raise UserError("E654" if goal else "E651", **_facts(key, goal, lock))


def refuse_locked_cells(desk: Desk, key: ReturnKey, cells: Iterable[str]) -> None:
    """Raise E651 or E654 when what some cells belong to is locked."""
    refuse_locked(desk, key, {_goal(cell) for cell in cells} - {WHOLE})


def refuse_locked_changes(desk: Desk, changes: Iterable[Change], file: str) -> None:
    """Raise E652 or E655 when an arriving file would change what is locked; nothing of it is taken."""
    for key, cells in touched_by(changes):
        some = {cell[:3]: cell for cell in cells}  # what a cell begins with names its goal
        for part in dict.fromkeys((WHOLE, *map(_goal, some.values()))):
            if (lock := _lock(desk, subject(key, part))) is not None:
                raise UserError("E655" if part else "E652", file=file, **_facts(key, part, lock))


def refuse_locked_import(desk: Desk, record: ImportRecord) -> None:
    """Raise E651 or E654 before an import that touches something locked is taken out or put back."""
    for key in record.keys:
        refuse_locked(desk, key, GOALS)


def _goal(cell: str) -> int:
    code = parse_cell(cell)
    return WHOLE if code.kind is CellKind.REGISTER else code.goal


def _facts(key: ReturnKey, goal: int, lock: Act) -> dict[str, object]:
    return {
        "unit": str(key.unit),
        "period": key.period,
        "goal": goal,
        "person": lock.person.name if lock.person else "",
    }
