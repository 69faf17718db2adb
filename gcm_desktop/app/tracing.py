"""Tracing: why a figure is what it is, back to the file, sheet and cell it came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from gcm_desktop.app import archiving, entering, sending
from gcm_desktop.app.acting import subject
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.figures import Nation, national_figures
from gcm_desktop.domain.aggregate import Total
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.merge import Current
from gcm_desktop.domain.records import Act, RevisionKind
from gcm_desktop.domain.units import ReportingUnit, ReturnKey, return_of
from gcm_desktop.domain.values import BLANK, Value
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.store import ArchiveInfo, Setter


class Part(StrEnum):
    """What one value plays in a figure."""

    COUNTS = "counts"
    CANDIDATE = "candidate"  # stands beside another: a conflict
    OVERRULED = "overruled"
    WITHDRAWN = "withdrawn"  # the file that brought it is taken out
    SLEEPS = "sleeps"  # a decision about something that is taken out


@dataclass(frozen=True, slots=True)
class Chain:
    """Everything that made one cell of a return what it is, what counts now first."""

    key: ReturnKey
    cell: str
    value: Value
    links: tuple[tuple[Setter, Part], ...]
    acts: tuple[Act, ...]
    archive: ArchiveInfo | None = None  # where the rest of the chain lies, of a closed year that left


@dataclass(frozen=True, slots=True)
class UnitPart:
    """What one unit gives to a national figure."""

    key: ReturnKey
    value: Value
    conflict: bool
    setters: tuple[Setter, ...]
    archive: ArchiveInfo | None = None

    @property
    def unit(self) -> ReportingUnit:
        """Give the reporting unit."""
        return self.key.unit


@dataclass(frozen=True, slots=True)
class NationalReason:
    """A national figure and the parts it is made of."""

    total: Total
    parts: tuple[UnitPart, ...]


def why(desk: Desk, key: ReturnKey, cell: str) -> tuple[Setter, ...]:
    """Give everything that ever set a cell of a return; what counts now comes first."""
    setters = _setters(desk, key, cell)
    if not setters:
        entering.known_cell(desk.catalogue, cell)  # what is no longer asked keeps its history
        return ()
    found = (desk.file.standing(key, code) for code in (cell, *_older(desk, key, cell)))
    standing = {
        id_ for now in found if now is not None for candidate in now.candidates for id_ in candidate.revisions
    }
    return tuple(sorted(setters, key=lambda s: (s.revision not in standing, not s.active, s.revision)))


def chain(desk: Desk, key: ReturnKey, cell: str) -> Chain:
    """Give the whole chain behind a cell: who set it, from which file, what was said about it."""
    setters = why(desk, key, cell)
    here = key in desk.file.returns()
    found = [desk.file.standing(key, code) for code in (cell, *_older(desk, key, cell))] if here else []
    stands = [now for now in found if now is not None]
    conflict = any(now.conflict for now in stands)
    candidates = {id_ for now in stands for one in now.candidates for id_ in one.revisions}
    links = tuple((setter, _part(setter, candidates, conflict)) for setter in setters)
    acts = [act for about in _subjects(key, cell, setters) for act in desk.file.acts(about)]
    away = archiving.archive_of(desk, key)
    return Chain(key, cell, _value(desk, key, cell, stands), links, tuple(acts), away)


def check_code(desk: Desk, key: ReturnKey) -> str:
    """Give the check code of the return a chain belongs to, which reads all of it; none for registers."""
    return "" if key.is_register or key not in desk.file.returns() else sending.check_code(desk, key)


def _value(desk: Desk, key: ReturnKey, cell: str, stands: list[Current]) -> Value:
    """Give what the screen shows in one cell; the whole return is read only where codes have moved."""
    if desk.catalogue.crosswalk or key not in desk.file.returns():
        return desk.file.cells(key).get(cell, BLANK)
    typed = desk.file.typed(key).get(cell)
    if typed is not None or not stands:
        return typed or BLANK
    return BLANK if stands[0].conflict else stands[0].value


def _part(setter: Setter, candidates: set[str], conflict: bool) -> Part:
    if setter.revision in candidates:
        return Part.CANDIDATE if conflict else Part.COUNTS
    if setter.active:
        return Part.OVERRULED
    return Part.SLEEPS if setter.kind is RevisionKind.DECISION and setter.made_here else Part.WITHDRAWN


def _subjects(key: ReturnKey, cell: str, setters: tuple[Setter, ...]) -> tuple[str, ...]:
    goal = parse_cell(cell).goal
    own = (subject(key), *((subject(key, goal),) if goal else ()))
    imports = dict.fromkeys(f"import:{record.id}" for setter in setters for record in setter.imports)
    return (*own, *(f"revision:{setter.revision}" for setter in setters), *imports)


def _setters(desk: Desk, key: ReturnKey, cell: str) -> tuple[Setter, ...]:
    """Give what set a cell, under its own code or the older ones it took the place of."""
    from gcm_desktop.catalogue import renaming

    if key not in desk.file.returns():
        return ()
    named = renaming(desk.catalogue.crosswalk)
    own = named(cell) if named else cell  # what was set under another name of a cell is among its own
    others = (code for code in _older(desk, key, cell) if named is None or named(code) != own)
    return tuple(setter for code in (cell, *others) for setter in desk.file.setters(key, code))


def _older(desk: Desk, key: ReturnKey, cell: str) -> tuple[str, ...]:
    from gcm_desktop.catalogue import became, moves

    lines = desk.catalogue.crosswalk
    if not moves(lines):
        return ()
    return tuple(code for code in desk.file.current(key) if code != cell and became(lines, code) == cell)


def why_nation(desk: Desk, cell: str, period: str) -> NationalReason:
    """Give a national figure with what each declared unit gives to it."""
    code = entering.known_cell(desk.catalogue, cell)
    if code.kind is not CellKind.INDICATOR:
        raise UserError("E207")  # texts and registers belong to one unit
    nation: Nation = national_figures(desk, period)
    total = nation.total(code.indicator, cell)
    parts = []
    for unit in nation.asked_units(code.indicator):
        key = return_of(unit, period)
        setters = _setters(desk, key, cell)
        value = nation.values.get(unit, {}).get(cell, BLANK)
        counting = tuple(setter for setter in setters if setter.active)
        away = archiving.archive_of(desk, key)
        parts.append(UnitPart(key, value, (unit, cell) in nation.conflicts, counting, away))
    return NationalReason(total, tuple(parts))
