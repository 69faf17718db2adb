"""Settling: many differences by one rule with a preview, in one step, and the last step taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from gcm_desktop.app import merging
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.merging import Choice, Conflict
from gcm_desktop.domain.merge import NOTHING, Current
from gcm_desktop.domain.merge import decide as decision
from gcm_desktop.domain.records import Revision, RevisionKind
from gcm_desktop.domain.units import ReportingUnit, ReturnKey
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.store import JournalEntry, Setter

_LOOKED_BACK: Final = 500  # journal entries among which the last step is looked for


class Rule(StrEnum):
    """What may settle many conflicts at once without anybody looking at each."""

    NEWEST = "newest"  # the file that arrived last
    PERSON = "person"  # what one person sent
    FILE = "file"  # what one file says
    SAME_FIGURE = "same figure"  # only notes or sources differ, and one candidate has them


@dataclass(frozen=True, slots=True)
class Settlement:
    """One cell before and after, as shown before it is decided."""

    key: ReturnKey
    cell: str
    old: tuple[Value, ...]
    new: Value


def preview(
    desk: Desk, rule: Rule, name: str = "", unit: ReportingUnit | None = None
) -> tuple[Settlement, ...]:
    """Give what a rule would decide; a conflict it says nothing clear about is left for a person."""
    found = []
    for conflict in merging.conflicts(desk):
        if unit is not None and conflict.key.unit != unit:
            continue
        choice = _chosen(rule, name, conflict)
        if choice is not None:
            old = tuple(one.value for one in conflict.choices)
            found.append(Settlement(conflict.key, conflict.cell, old, choice.value))
    return tuple(found)


def persons(desk: Desk) -> tuple[str, ...]:
    """Give everybody who set a value that is in conflict."""
    names = {
        setter.made_by.name for setter in _setters(desk) if setter.made_by is not None and setter.made_by.name
    }
    return tuple(sorted(names))


def files(desk: Desk) -> tuple[str, ...]:
    """Give the files that brought values in conflict, the latest first."""
    found = {record.name: record.at for setter in _setters(desk) for record in setter.imports}
    return tuple(sorted(found, key=lambda name: (found[name], name), reverse=True))


def _setters(desk: Desk) -> Iterator[Setter]:
    for conflict in merging.conflicts(desk):
        for choice in conflict.choices:
            yield from choice.setters


def _chosen(rule: Rule, name: str, conflict: Conflict) -> Choice | None:
    if rule is Rule.SAME_FIGURE:
        return _same_figure(conflict)
    if rule is Rule.NEWEST:
        return _newest(conflict)
    found = [choice for choice in conflict.choices if any(_is_from(rule, name, s) for s in choice.setters)]
    return found[0] if len(found) == 1 else None


def _is_from(rule: Rule, name: str, setter: Setter) -> bool:
    if rule is Rule.PERSON:
        return setter.made_by is not None and setter.made_by.name == name
    return any(record.name == name for record in setter.imports)


def _newest(conflict: Conflict) -> Choice | None:
    """Give what the last file says; a value nobody sent in a file is not overruled by age."""
    if any(not setter.imports for choice in conflict.choices for setter in choice.setters):
        return None
    times = [max(r.at for s in choice.setters for r in s.imports) for choice in conflict.choices]
    latest = [choice for choice, at in zip(conflict.choices, times, strict=True) if at == max(times)]
    return latest[0] if len(latest) == 1 else None


def _same_figure(conflict: Conflict) -> Choice | None:
    values = [choice.value for choice in conflict.choices]
    if len({(value.state, value.text, value.precision, value.basis, value.quality) for value in values}) > 1:
        return None
    telling = [choice for choice in conflict.choices if choice.value.note or choice.value.source]
    return telling[0] if len(telling) == 1 else None


def settle(desk: Desk, settlements: Sequence[Settlement], reason: str) -> tuple[Revision, ...]:
    """Decide many cells in one transaction, each with its own decision; one undo takes all back."""
    if not reason.strip():
        raise UserError("E603")
    for key in {one.key for one in settlements}:
        desk.file.freeze(key, desk.maker)  # what is typed is a candidate too
    now = {key: desk.file.current(key) for key in {one.key for one in settlements}}
    made = []
    for one in settlements:
        stands = now[one.key].get(one.cell, NOTHING)
        if not stands.candidates:
            raise UserError("E606", cell=one.cell)
        made.append(_decision(desk, one.key, one.cell, one.new, stands, reason))
    if made:
        desk.file.add_revisions(made, {"step": made[0].id})
    return tuple(made)


def _decision(desk: Desk, key: ReturnKey, cell: str, value: Value, stands: Current, reason: str) -> Revision:
    return decision(key, cell, value, stands, desk.catalogue.digest, desk.maker, reason.strip())


def last_step(desk: Desk) -> tuple[Revision, ...]:
    """Give the decisions made here last, in one step, that still hold; nothing when there is none."""
    step: list[Revision] = []
    name = ""
    for entry in desk.file.journal(_LOOKED_BACK):
        if entry.kind != RevisionKind.DECISION.value or "undo" in entry.facts or entry.key is None:
            continue
        own = entry.facts.get("step", entry.facts["revision"])
        if step and own != name:
            break
        revision = _holding(desk, entry)
        if revision is not None:
            name = own
            step.append(revision)
    return tuple(step)


def _holding(desk: Desk, entry: JournalEntry) -> Revision | None:
    assert entry.key is not None
    id_ = entry.facts["revision"]
    now = desk.file.current(entry.key)
    for cell in entry.facts["cells"].split():
        if any(id_ in candidate.revisions for candidate in now.get(cell, NOTHING).candidates):
            return desk.file.revisions(entry.key).get(id_)
    return None


def undo(desk: Desk, reason: str) -> tuple[tuple[ReturnKey, str], ...]:
    """Open again what the last step decided; gives the cells.

    A decision is never deleted: every value it chose among is said once more by someone who knows of the
    decision, so that they stand beside each other again, here and in every file this one meets.
    """
    step = last_step(desk)
    if not step:
        return ()
    made = [again for revision in step for again in _opened_again(desk, revision, reason)]
    desk.file.add_revisions(made, {"undo": step[0].id})
    return tuple((revision.key, cell) for revision in step for cell in sorted(revision.sets))


def _opened_again(desk: Desk, revision: Revision, reason: str) -> Iterator[Revision]:
    held = desk.file.revisions(revision.key)
    for cell in revision.sets:
        for value in _distinct(held[id_].sets[cell] for id_ in revision.parents if cell in held[id_].sets):
            yield Revision(
                revision.key,
                (revision.id,),
                desk.catalogue.digest,
                {cell: value},
                RevisionKind.DECISION,
                reason,
                desk.maker,
            )


def _distinct(values: Iterable[Value]) -> list[Value]:
    found: list[Value] = []
    for value in values:
        if not any(value.same_as(known) for known in found):
            found.append(value)
    return found


def reasons(desk: Desk, limit: int = 5) -> tuple[str, ...]:
    """Give the reasons of the last decisions made here, the latest first, each once."""
    found = dict.fromkeys(
        entry.label
        for entry in desk.file.journal(_LOOKED_BACK)
        if entry.kind == RevisionKind.DECISION.value and entry.label and "undo" not in entry.facts
    )
    return tuple(found)[:limit]
