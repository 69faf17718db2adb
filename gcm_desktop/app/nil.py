"""Nil returns: a person says, by name, reason and day, that a goal or a return has nothing to report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.entries import read_date
from gcm_desktop.domain.records import Act, ActKind, answered_by
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import State, Value
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.app.desk import Desk
    from gcm_desktop.store import Count

_KINDS: Final = (ActKind.NIL, ActKind.NOT_NIL)
_DAY: Final = len("2026-09-30")
WHOLE: Final = 0  # in the place of a goal: the return as a whole


def nils(desk: Desk, key: ReturnKey, told: Mapping[str, tuple[Act, ...]] | None = None) -> dict[int, Act]:
    """Give who said *nothing to report* about which goals; 0 stands for the whole return.

    ``told`` are the acts of the file by what they are about, where they were read already.
    """
    whole, goal = f"return:{key.id}", f"goal:{key.id}:G"
    if told is not None:
        own = {0: told.get(whole, ())} | {n: told.get(f"{goal}{n:02d}", ()) for n in range(1, 24)}
        held = {number: _holding(acts) for number, acts in own.items()}
        return {number: act for number, act in held.items() if act is not None}
    said: dict[int, list[Act]] = {}
    for act in desk.file.acts():
        if act.subject == whole:
            said.setdefault(WHOLE, []).append(act)
        elif act.subject.startswith(goal):
            said.setdefault(int(act.subject.removeprefix(goal)), []).append(act)
    found = {number: _holding(acts) for number, acts in sorted(said.items())}
    return {number: act for number, act in found.items() if act is not None}


def _holding(acts: Iterable[Act]) -> Act | None:
    """Give the nil act nobody has answered with its opposite; other acts in between do not matter."""
    about = {act.id: act for act in acts}
    answered: set[str] = set()
    for act in about.values():
        if act.kind in _KINDS:
            answered |= answered_by(act, about)
    last = [act for id_, act in sorted(about.items()) if act.kind in _KINDS and id_ not in answered]
    return last[0] if last and all(act.kind is ActKind.NIL for act in last) else None


def say_nil(desk: Desk, key: ReturnKey, goal: int, reason: str, day: str = "") -> Act:
    """Record that a goal, or with 0 the return, has nothing to report; raises E603, E610, E611 or E613."""
    from gcm_desktop.app.acting import act

    if not reason.strip():
        raise UserError("E603")
    if desk.maker is None:
        raise UserError("E610")
    if holds_figures(desk, key, goal):
        raise UserError("E611")
    stated = read_date(day.strip()) if day.strip() else date.today().isoformat()
    if len(stated) != _DAY:
        raise UserError("E613", found=day.strip())
    return act(desk, ActKind.NIL, key, reason, goal=goal, date=stated)


def take_back(desk: Desk, key: ReturnKey, goal: int, reason: str = "") -> Act:
    """Record that there is something to report after all."""
    from gcm_desktop.app.acting import act

    return act(desk, ActKind.NOT_NIL, key, reason, goal=goal, date=date.today().isoformat())


def holds_figures(desk: Desk, key: ReturnKey, goal: int) -> bool:
    """Say whether a goal of the file, or with 0 any goal, holds figures."""
    return figures_in(desk.file.cells(key), goal)


def figures_in(values: Mapping[str, Value], goal: int) -> bool:
    """Say whether a goal, or with 0 any goal, holds more than reasons for blank cells."""
    given = (State.VALUE, State.UNREAD)
    codes = (parse_cell(cell) for cell, value in values.items() if value.state in given)
    return any(code.kind is CellKind.INDICATOR and goal in (WHOLE, code.goal) for code in codes)


def answered(counts: Mapping[int, Count], said: Iterable[int]) -> dict[int, Count]:
    """Count a goal with nothing to report as filled."""
    said = set(said)
    return {
        goal: replace(count, filled=count.expected) if said & {WHOLE, goal} else count
        for goal, count in counts.items()
    }
