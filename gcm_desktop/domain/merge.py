"""Merging is set union; current values, candidates and conflicts are derived from the union."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain, groupby
from operator import attrgetter, itemgetter
from typing import Final, NamedTuple, overload

from gcm_desktop.domain.candidates import NOTHING as NOTHING
from gcm_desktop.domain.candidates import Candidate as Candidate
from gcm_desktop.domain.candidates import Current as Current
from gcm_desktop.domain.candidates import Lone as Lone
from gcm_desktop.domain.naming import Naming, alike, several_names
from gcm_desktop.domain.records import (
    STRICTEST,
    Act,
    ActKind,
    Maker,
    Revision,
    RevisionKind,
)
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import BLANK, State, Value

HERE: Final = "here"  # the source of what was made in this file


@dataclass(frozen=True)
class History:
    """Everything ever heard of: revisions, their links, acts, and which import brought what."""

    revisions: Mapping[str, Revision] = field(default_factory=dict)
    links: Mapping[str, frozenset[str]] = field(default_factory=dict)  # id → parents
    acts: Mapping[str, Act] = field(default_factory=dict)
    sources: Mapping[str, frozenset[str]] = field(default_factory=dict)  # id → imports or HERE


def unite(one: History, other: History) -> History:
    """Give the union of two histories; order and repeats do not matter."""
    sources = dict(one.sources)
    for revision, names in other.sources.items():
        sources[revision] = sources.get(revision, frozenset()) | names
    return History(
        {**one.revisions, **other.revisions},
        {**one.links, **other.links},
        {**one.acts, **other.acts},
        sources,
    )


def brought(
    revisions: Iterable[Revision],
    source: str,
    acts: Iterable[Act] = (),
    links: Mapping[str, frozenset[str]] | None = None,
) -> History:
    """Give the history that one file or one freeze adds."""
    held = {revision.id: revision for revision in revisions}
    known = {**(links or {}), **{id_: frozenset(r.parents) for id_, r in held.items()}}
    return History(held, known, {act.id: act for act in acts}, {id_: frozenset({source}) for id_ in held})


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds about a subject: the strictest unanswered act, and whether others disagree."""

    kind: ActKind | None = None
    acts: tuple[Act, ...] = ()  # the unanswered ones, strictest first

    @property
    def disagree(self) -> bool:
        """Say whether people said different things without knowing of each other."""
        return len({act.kind for act in self.acts}) > 1


def standing(acts: Iterable[Act], subject: str) -> Standing:
    """Derive what holds about ``subject`` from all acts, whatever their order."""
    about = {act.id: act for act in acts if act.subject == subject}
    answered = {parent for act in about.values() for parent in act.parents}
    open_ = [act for id_, act in about.items() if id_ not in answered]
    open_.sort(key=lambda act: (STRICTEST.index(act.kind), act.id))
    return Standing(open_[0].kind if open_ else None, tuple(open_))


def withdrawn_imports(acts: Iterable[Act]) -> frozenset[str]:
    """Give the ids of the imports that are taken out."""
    by_subject: dict[str, list[Act]] = {}
    for act in acts:
        if act.subject.startswith("import:"):
            by_subject.setdefault(act.subject, []).append(act)
    return frozenset(
        subject.removeprefix("import:")
        for subject, said in by_subject.items()
        if standing(said, subject).kind is ActKind.WITHDRAWN
    )


def active(history: History) -> frozenset[str]:
    """Give the ids of the revisions that count.

    A revision counts when it was made here or an import that is not withdrawn brought it; a decision
    counts only while everything it decided about counts.
    """
    out = withdrawn_imports(history.acts.values())
    standing_on_file = {
        id_
        for id_ in history.revisions
        if any(source == HERE or source not in out for source in history.sources.get(id_, ()))
    }
    suspended: set[str] = set()
    pending = True
    while pending:
        pending = False
        for id_ in standing_on_file - suspended:
            revision = history.revisions[id_]
            if revision.kind is RevisionKind.DECISION and any(
                parent not in standing_on_file or parent in suspended for parent in revision.parents
            ):
                suspended.add(id_)
                pending = True
    return frozenset(standing_on_file - suspended)


def ancestors(links: Mapping[str, frozenset[str]], revision: str) -> frozenset[str]:
    """Give every revision that ``revision`` descends from, also those known only by their link."""
    found: set[str] = set()
    waiting = list(links.get(revision, ()))
    while waiting:
        parent = waiting.pop()
        if parent not in found:
            found.add(parent)
            waiting.extend(links.get(parent, ()))
    return frozenset(found)


def current_cells(
    revisions: Mapping[str, Revision], links: Mapping[str, frozenset[str]], named: Naming | None = None
) -> Mapping[str, Current]:
    """Derive every cell of one return from its active revisions.

    ``named`` gives a cell's name of today, where codes were renamed: what was set under either is set in
    the same cell. It goes by the code all that stands in it was set under, or else by today's.
    """
    if len(revisions) == 1:
        ((only, alone),) = revisions.items()
        return Lone(only, alone)
    setters: dict[str, list[str]] = {}
    for id_ in sorted(revisions):
        for cell in revisions[id_].sets:
            setters.setdefault(cell, []).append(id_)
    renamed = several_names(setters, named) if named is not None else {}
    for cells in renamed.values():
        for cell in cells:
            del setters[cell]
    known: dict[str, frozenset[str]] = {}

    def above(id_: str) -> frozenset[str]:
        if id_ not in known:
            known[id_] = ancestors(links, id_)
        return known[id_]

    result: dict[str, Current] = {}
    for cell, ids in setters.items():
        if len(ids) > 1:
            overruled = {one for one in ids if any(one in above(other) for other in ids)}
            ids = [one for one in ids if one not in overruled]
        if len(ids) == 1:
            result[cell] = Current((Candidate(revisions[ids[0]].sets[cell], (ids[0],)),))
        else:
            result[cell] = Current(_distinct((id_, revisions[id_].sets[cell]) for id_ in ids))
    for today, cells in renamed.items():
        own = {id_: cell for cell in cells for id_, one in revisions.items() if cell in one.sets}
        overruled = {one for one in own if any(one in above(other) for other in own)}
        stand = {id_: own[id_] for id_ in sorted(own.keys() - overruled)}
        name = today if len(set(stand.values())) > 1 else next(iter(stand.values()))
        result[name] = Current(_distinct((id_, revisions[id_].sets[cell]) for id_, cell in stand.items()))
    return result


def _distinct(set_by: Iterable[tuple[str, Value]]) -> tuple[Candidate, ...]:
    groups: list[tuple[Value, list[str]]] = []
    for id_, value in set_by:
        for known, ids in groups:
            if known.same_as(value):
                ids.append(id_)
                break
        else:
            groups.append((value, [id_]))
    return tuple(Candidate(value, tuple(ids)) for value, ids in groups)


def under_one_name(cells: Mapping[str, Current], named: Naming) -> dict[str, Current]:
    """Put what stands in one cell under several of its names together, under its name of today."""
    found = dict(cells)
    for today, names in several_names(cells, named).items():
        by = {id_: one.value for name in names for one in found.pop(name).candidates for id_ in one.revisions}
        found[today] = Current(_distinct(sorted(by.items())))
    return found


def current(history: History, key: ReturnKey, named: Naming | None = None) -> Mapping[str, Current]:
    """Derive every cell of one return of a history."""
    counting = active(history)
    own = {id_: history.revisions[id_] for id_ in counting if history.revisions[id_].key == key}
    return current_cells(own, history.links, named)


def heads(revisions: Mapping[str, Revision], links: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Give the active revisions of one return that no other of them descends from."""
    older = {parent for id_ in revisions for parent in ancestors(links, id_)}
    return tuple(sorted(id_ for id_ in revisions if id_ not in older))


def freeze(
    key: ReturnKey,
    typed: Mapping[str, Value],
    now: Mapping[str, Current],
    parents: Iterable[str],
    catalogue: str,
    made_by: Maker | None,
    reason: str = "",
) -> Revision | None:
    """Make a revision of what was typed and differs from what stands; nothing when nothing differs."""
    sets = {}
    for cell, value in typed.items():
        standing_now = now.get(cell)
        if standing_now is None:
            differs = not value.is_blank
        else:
            differs = standing_now.conflict or not standing_now.value.same_as(value)
        if differs:
            sets[cell] = value
    if not sets:
        return None
    return Revision(key, tuple(sorted(parents)), catalogue, sets, RevisionKind.EDIT, reason, made_by)


def decide(
    key: ReturnKey,
    cell: str,
    value: Value,
    now: Current,
    catalogue: str,
    made_by: Maker | None,
    reason: str,
) -> Revision:
    """Settle one cell: a decision that knows every candidate and sets the value given."""
    parents = sorted({id_ for candidate in now.candidates for id_ in candidate.revisions})
    return Revision(key, tuple(parents), catalogue, {cell: value}, RevisionKind.DECISION, reason, made_by)


class ChangeKind(StrEnum):
    """What a merge would do to one cell."""

    NEW = "new"
    CHANGED = "changed"
    EMPTIED = "emptied"
    CONFLICT = "conflict"
    SETTLED = "settled"
    UNREAD = "unread"


class Change(NamedTuple):
    """Old and new of one cell, as shown before anything is written."""

    key: ReturnKey
    cell: str
    kind: ChangeKind
    old: Current
    new: Current


class News(Sequence[Change]):
    """The changes a revision makes in a return that held nothing, each made when it is asked for."""

    def __init__(self, key: ReturnKey, stands: Lone) -> None:
        self.key, self._stands = key, stands
        value = State.VALUE
        self.cells = tuple(
            [
                cell
                for cell, said in sorted(stands.sets.items(), key=itemgetter(0))
                if said.state is value or not said.same_as(BLANK)
            ]
        )

    def _change(self, cell: str) -> Change:
        now = self._stands[cell]
        is_new = now[0][0][0].state is State.VALUE  # as nearly all are
        return Change(self.key, cell, ChangeKind.NEW if is_new else _kind(NOTHING, now), NOTHING, now)

    def __iter__(self) -> Iterator[Change]:
        """Go through the changes."""
        return map(self._change, self.cells)

    @overload
    def __getitem__(self, at: int) -> Change: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Change, ...]: ...

    def __getitem__(self, at: int | slice) -> Change | tuple[Change, ...]:
        """Give one change or some."""
        if isinstance(at, slice):
            return tuple(map(self._change, self.cells[at]))
        return self._change(self.cells[at])

    def __len__(self) -> int:
        """Count the changes."""
        return len(self.cells)

    def __eq__(self, other: object) -> bool:
        """Say whether other changes are the same in the same order."""
        if isinstance(other, News):
            mine, theirs = self._stands, other._stands
            return (self.key, mine.id, mine.sets) == (other.key, theirs.id, theirs.sets)
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def kinds(self) -> Counter[ChangeKind]:
        """Count the changes by kind."""
        said, value = self._stands.sets, State.VALUE
        odd = [cell for cell in self.cells if said[cell].state is not value]
        counted = Counter(_kind(NOTHING, self._stands[cell]) for cell in odd)
        return counted + Counter({ChangeKind.NEW: len(self.cells) - len(odd)})


def kinds_of(found: Sequence[Change]) -> Counter[ChangeKind]:
    """Count changes by kind."""
    return found.kinds() if isinstance(found, News) else Counter(change.kind for change in found)


def touched_by(found: Iterable[Change]) -> Iterator[tuple[ReturnKey, Sequence[str]]]:
    """Give the cells that changes touch, return by return."""
    if isinstance(found, News):
        yield found.key, found.cells
        return
    for key, group in groupby(found, key=attrgetter("key")):
        yield key, [change.cell for change in group]


def together(parts: Iterable[Sequence[Change]]) -> Sequence[Change]:
    """Put the changes of several returns behind one another."""
    some = [part for part in parts if part]
    return some[0] if len(some) == 1 else tuple(chain.from_iterable(some))


def changes(
    key: ReturnKey,
    before: Mapping[str, Current],
    after: Mapping[str, Current],
    named: Naming | None = None,
) -> Sequence[Change]:
    """Compare two derivations of one return cell by cell, in the order of the codes.

    A cell that goes by another of its names afterwards is ``named`` as it is today.
    """
    if not before and isinstance(after, Lone):
        return News(key, after) or ()
    if named is not None:
        before, after = alike(before, after, named), alike(after, before, named)
    found = []
    for cell in sorted(before.keys() | after.keys() if before else after):
        old, new = before.get(cell, NOTHING), after.get(cell, NOTHING)
        if old.conflict == new.conflict and _same_candidates(old, new):
            continue
        found.append(Change(key, cell, _kind(old, new), old, new))
    return tuple(found)


def _same_candidates(old: Current, new: Current) -> bool:
    if old.conflict or new.conflict:
        return len(old.candidates) == len(new.candidates) and all(
            any(one.value.same_as(other.value) for other in new.candidates) for one in old.candidates
        )
    return old.value.same_as(new.value)


def _kind(old: Current, new: Current) -> ChangeKind:
    if new.conflict:
        return ChangeKind.CONFLICT
    if old.conflict:
        return ChangeKind.SETTLED
    if new.value.state is State.UNREAD:
        return ChangeKind.UNREAD
    if new.value.is_blank:
        return ChangeKind.EMPTIED
    return ChangeKind.NEW if old.value.is_blank else ChangeKind.CHANGED
