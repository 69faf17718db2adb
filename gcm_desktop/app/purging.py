"""Purging: the content of a register row or of a revision leaves for good; that it was there stays known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gcm_desktop.app import publications, sending
from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.records import ActKind
from gcm_desktop.domain.remarks import Remark, remarks_of
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import BLANK, Value
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words

_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class PurgePlan:
    """What would be removed, and what it touches, as shown before it happens."""

    key: ReturnKey
    content: Mapping[str, frozenset[str]]  # revision → cells
    typed: tuple[str, ...]  # cells being typed
    shown: tuple[str, ...]  # cells whose value on screen changes or goes
    sums: tuple[str, ...]  # of them: those that stand in national figures
    sent: bool  # pages of this return were printed or sent: their check code is another one afterwards
    check_code: str
    files: tuple[str, ...]  # files that arrived, whose bytes go
    remarks: int  # acts that quote a value; acts never change
    backups: tuple[Path, ...]  # copies that still hold it
    archives: tuple[str, ...]
    published: int = 0  # publications that show or hide a figure of it

    @property
    def confirmation(self) -> str:
        """Give what a person types to confirm."""
        return str(self.key.unit)


def of_row(desk: Desk, key: ReturnKey, row: str) -> PurgePlan:
    """Plan to remove a register row, ``R.BA.x1``, from everything that ever set it."""
    begin = f"{row}."
    content = _content(desk, key, lambda cell: cell.startswith(begin))
    typed = tuple(sorted(cell for cell in desk.file.typed(key) if cell.startswith(begin)))
    if not content and not typed:
        raise UserError("E660", found=row)
    return _plan(desk, key, content, typed)


def of_cell(desk: Desk, key: ReturnKey, cell: str) -> PurgePlan:
    """Plan to remove one cell, such as one with a name in its note, from everything that ever set it."""
    content = _content(desk, key, lambda one: one == cell)
    typed = (cell,) if cell in desk.file.typed(key) else ()
    if not content and not typed:
        raise UserError("E660", found=cell)
    return _plan(desk, key, content, typed)


def of_revision(desk: Desk, key: ReturnKey, name: str) -> PurgePlan:
    """Plan to remove everything one revision set; it is named by the beginning of its id."""
    found = [id_ for id_ in desk.file.revisions(key) if len(name) >= _SHORTEST and id_.startswith(name)]
    if len(found) != 1:
        raise UserError("E660", found=name)
    cells = frozenset(desk.file.revisions(key)[found[0]].sets)
    if not cells:
        raise UserError("E661", found=name)
    return _plan(desk, key, {found[0]: cells}, ())


def _content(desk: Desk, key: ReturnKey, meant: Callable[[str], bool]) -> dict[str, frozenset[str]]:
    found = {
        id_: frozenset(cell for cell in revision.sets if meant(cell))
        for id_, revision in desk.file.revisions(key).items()
    }
    return {id_: cells for id_, cells in found.items() if cells}


def _plan(
    desk: Desk, key: ReturnKey, content: Mapping[str, frozenset[str]], typed: tuple[str, ...]
) -> PurgePlan:
    from gcm_desktop.app.keeping import backups

    values = desk.file.cells(key)
    current = desk.file.current(key)
    cells = {cell for own in content.values() for cell in own}
    standing = {
        cell
        for cell in cells
        if cell in current
        and any(cell in content.get(id_, ()) for one in current[cell].candidates for id_ in one.revisions)
    }
    shown = tuple(sorted((standing | set(typed)) & values.keys()))
    sums = tuple(cell for cell in shown if desk.national and parse_cell(cell).kind is CellKind.INDICATOR)
    files = [record.name for record in desk.file.imports() if content.keys() & set(record.revisions)]
    acts = desk.file.acts()
    sent = any(act.kind is ActKind.SENT and act.subject.removeprefix("revision:") in content for act in acts)
    quoting = sum(any(_quotes(remark, cells) for remark in remarks_of(act)) for act in acts)
    return PurgePlan(
        key,
        content,
        typed,
        shown,
        sums,
        sent,
        "" if key.is_register else sending.check_code(desk, key),
        tuple(files),
        quoting,
        tuple(copy.path for copy in backups(desk.file.path)),
        tuple(archive.name for archive in desk.file.archives()),
        len(publications.printing(desk, key, cells | set(typed))),
    )


def _quotes(remark: Remark, cells: set[str]) -> bool:
    said: dict[str, Value] = {**remark.around, remark.cell: remark.was}
    return any(not said.get(cell, BLANK).is_blank for cell in cells)


def purge(desk: Desk, plan: PurgePlan, reason: str, confirmation: str) -> None:
    """Remove the content for good; E603 without a reason, E662 when it was not confirmed."""
    if not reason.strip():
        raise UserError("E603")
    if confirmation.strip() != plan.confirmation:
        raise UserError("E662", expected=plan.confirmation)
    desk.file.purge(plan.key, plan.content, plan.typed, desk.maker, reason.strip())


def told(words: Words, plan: PurgePlan) -> tuple[str, ...]:
    """Say what would go and what it touches, a sentence each."""
    cells = len({cell for own in plan.content.values() for cell in own} | set(plan.typed))
    say, number = words.say, words.number
    lines = [say("Cells: {n} · revisions: {m}", n=number(cells), m=number(len(plan.content)))]
    if plan.shown:
        lines.append(say("Values on screen that change: {n}", n=number(len(plan.shown))))
    if plan.sums:
        lines.append(say("National figures they stand in: {n}", n=number(len(plan.sums))))
    if plan.sent:
        code = plan.check_code or "–"
        lines.append(say("Pages with the check code {code} no longer agree with the file.", code=code))
    if plan.files:
        names = ", ".join(plan.files)
        lines.append(say("The kept originals of these files go too: {names}", names=names))
    if plan.published:
        lines.append(
            say("Publications it stands in: {n}. Call them back yourself.", n=number(plan.published))
        )
    if plan.remarks:
        lines.append(say("Remarks that quote a value and stay: {n}", n=number(plan.remarks)))
    if plan.backups:
        folder = plan.backups[0].parent.name
        n = number(len(plan.backups))
        lines.append(
            say("Backups that still hold it: {n}, in «{folder}». Delete them yourself.", n=n, folder=folder)
        )
    if plan.archives:
        lines.append(say("Archives that may hold it: {names}", names=", ".join(plan.archives)))
    lines.append(say("Other files that received it still hold it; remove it there too."))
    return tuple(lines)
