"""Receiving, withdrawing, putting back and deciding: set union, proved before it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from gcm_desktop.domain.merge import (
    HERE,
    Change,
    Current,
    History,
    active,
    brought,
    changes,
    current,
    current_cells,
    standing,
    together,
    unite,
)
from gcm_desktop.domain.naming import Naming
from gcm_desktop.domain.records import Act, ActKind, Maker, Revision, RevisionKind
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.errors import UserError
from gcm_desktop.store.deriving import Derived
from gcm_desktop.store.holdings import Holdings
from gcm_desktop.store.purging import untold
from gcm_desktop.store.shapes import Arrival, Receipt
from gcm_desktop.store.tables import Tables
from gcm_desktop.store.working import WorkingCopy


class NotProved(AssertionError):
    """What the file would hold is not what the union gives; nothing was kept."""


@dataclass
class Outcome:
    """What uniting changed, known once the transaction is through."""

    changes: Sequence[Change] = ()
    suspended: tuple[str, ...] = ()
    woken: tuple[str, ...] = ()


class Uniting:
    """Adds what others made and said; every call is one transaction."""

    def __init__(self, tables: Tables, holdings: Holdings, derived: Derived, working: WorkingCopy) -> None:
        self._tables = tables
        self._holdings = holdings
        self._derived = derived
        self._working = working

    # --- without writing

    def rehearse(
        self, arrival: Arrival, maker: Maker | None, earlier: Iterable[Arrival] = ()
    ) -> Sequence[Change]:
        """Say what receiving would change once others are taken, with what is typed counted as frozen."""
        arrival, addition = self._addition(arrival)
        keys = self._touched(arrival.revisions, arrival.acts)
        before = self._with_typed(self._holdings.history(keys, addition), keys, maker)
        for other in earlier:
            before = unite(before, self._addition(other)[1])
        after, named = unite(before, addition), self._derived.names.named
        return together(
            changes(key, current(before, key, named), current(after, key, named), named) for key in keys
        )

    def _with_typed(self, history: History, keys: Iterable[ReturnKey], maker: Maker | None) -> History:
        for key in keys:
            number = self._tables.known_return(key)
            frozen = None if number is None else self._working.frozen(number, key, maker, "")
            if frozen is not None:
                history = unite(history, brought([frozen], HERE))
        return history

    def _addition(self, arrival: Arrival) -> tuple[Arrival, History]:
        """Give what a file really adds: a link already known is not told anew."""
        known = self._holdings.links_of(arrival.links)
        news = replace(
            arrival,
            revisions=self._holdings.without_purged(_clean(revision) for revision in arrival.revisions),
            links={id_: parents for id_, parents in arrival.links.items() if id_ not in known},
            issues=untold(self._holdings.purged(), arrival),
        )
        return news, brought(news.revisions, news.digest, news.acts, news.links)

    def _touched(self, revisions: Iterable[Revision], acts: Iterable[Act]) -> tuple[ReturnKey, ...]:
        keys = {revision.key for revision in revisions}
        for act in acts:
            if act.subject.startswith("import:"):
                for record in self._holdings.imports(act.subject.removeprefix("import:")):
                    keys |= set(record.keys)
        return tuple(sorted(keys))

    # --- in one transaction

    def receive(self, arrival: Arrival, maker: Maker | None) -> Receipt:
        """Unite what a file brings with what is here."""
        arrival, addition = self._addition(arrival)
        keys = self._touched(arrival.revisions, arrival.acts)
        with self._proved(keys, addition, maker) as outcome:
            new = tuple(r.id for r in arrival.revisions if not self._holdings.has_revision(r.id))
            for revision in arrival.revisions:
                self._holdings.add_revision(self._placed(revision.key), revision, made_here=False)
            self._holdings.add_links(arrival.links)
            for act in arrival.acts:
                self._holdings.add_act(act, made_here=False)
            self._holdings.add_import(arrival, maker)
            self._holdings.add_original(arrival)
            facts = {"import": arrival.digest, "name": arrival.name, "new": str(len(new))}
            self._tables.journal("received", self._number(keys), maker, facts)
        return Receipt(arrival.digest, new, outcome.changes, outcome.suspended, outcome.woken)

    def _number(self, keys: tuple[ReturnKey, ...]) -> int | None:
        return self._tables.known_return(keys[0]) if keys else None

    def withdraw(self, import_id: str, maker: Maker | None, reason: str) -> Receipt:
        """Take an import out; what rests on it sleeps."""
        return self._say_about(import_id, ActKind.WITHDRAWN, maker, reason)

    def put_back(self, import_id: str, maker: Maker | None, reason: str) -> Receipt:
        """Bring a withdrawn import back; what rested on it wakes."""
        return self._say_about(import_id, ActKind.PUT_BACK, maker, reason)

    def _say_about(self, import_id: str, kind: ActKind, maker: Maker | None, reason: str) -> Receipt:
        found = self._holdings.imports(import_id)
        if not found:
            raise UserError("E604", id=import_id)
        record = found[0]
        if record.withdrawn is (kind is ActKind.WITHDRAWN):
            raise UserError("E605", id=import_id, name=record.name, withdrawn=record.withdrawn)
        year = self._holdings.archived_year(import_id)
        if year:
            raise UserError("E324", name=record.name, year=year)
        subject = f"import:{import_id}"
        parents = tuple(act.id for act in standing(self._holdings.acts(subject), subject).acts)
        act = Act(subject, kind, parents, maker, reason)
        with self._proved(record.keys, History(acts={act.id: act}), maker) as outcome:
            self._holdings.add_act(act, made_here=True)
            facts = {"import": import_id, "name": record.name}
            self._tables.journal(kind.value, self._number(record.keys), maker, facts, label=reason)
        return Receipt(import_id, (), outcome.changes, outcome.suspended, outcome.woken)

    def decide(
        self, revisions: Iterable[Revision], maker: Maker | None, step: Mapping[str, str] | None = None
    ) -> Outcome:
        """Add revisions made here, such as decisions; ``step`` stands with each of them in the journal."""
        made = tuple(_clean(revision) for revision in revisions)
        keys = tuple(sorted({revision.key for revision in made}))
        with self._proved(keys, brought(made, HERE), maker) as outcome:
            for revision in made:
                number = self._working.ensure(revision.key)
                self._holdings.add_revision(number, revision, made_here=True)
                facts = {"revision": revision.id, "cells": " ".join(sorted(revision.sets)), **(step or {})}
                self._tables.journal(revision.kind.value, number, maker, facts, label=revision.reason)
        return outcome

    def share(self, key: ReturnKey, addition: History, maker: Maker | None) -> Outcome:
        """Unite what another national file holds of one return; its imports are here already."""
        with self._proved((key,), addition, maker) as outcome:
            for revision in addition.revisions.values():
                self._holdings.add_revision(self._placed(key), revision, made_here=False)
            brought_by = [(name, id_) for id_, names in addition.sources.items() for name in names]
            self._tables.write_many(
                "INSERT OR IGNORE INTO import_revision SELECT i.import, r.revision"
                " FROM import i, revision r WHERE i.id = ? AND r.id = ?",
                brought_by,
            )
        return outcome

    def say(self, acts: Iterable[Act], maker: Maker | None) -> Outcome:
        """Add acts made here; those about imports change what counts."""
        told = tuple(acts)
        keys = self._touched((), told)
        with self._proved(keys, History(acts={act.id: act for act in told}), maker) as outcome:
            for act in told:
                if self._holdings.add_act(act, made_here=True):
                    facts = {"subject": act.subject, "act": act.id}
                    number = self._about(act.subject)
                    self._tables.journal(act.kind.value, number, act.person, facts, label=act.reason)
        return outcome

    def _about(self, subject: str) -> int | None:
        kind, _, rest = subject.partition(":")
        if kind == "revision":
            sql = "SELECT return FROM revision WHERE id = ?"
        else:
            sql = "SELECT return FROM return WHERE id = ?"
        number: int | None = self._tables.one(sql, rest.partition(":")[0])
        return number

    @contextmanager
    def _proved(
        self, keys: tuple[ReturnKey, ...], addition: History, maker: Maker | None
    ) -> Iterator[Outcome]:
        """Freeze, let the caller add, derive anew, and prove the result against the pure union."""
        outcome = Outcome()
        with self._tables.transaction():
            for key in keys:
                number = self._tables.known_return(key)
                if number is not None:
                    self._working.freeze(number, key, maker, "")
            before = self._states(keys)
            held = self._holdings.history(keys, addition)
            wanted = unite(held, addition)
            yield outcome
            stands = self._settled(keys, wanted)
            after = {key: self._state(self._placed(key), stands[key]) for key in keys}
            for key in keys:
                shown = self._derived.holds(self._placed(key), stands[key])
                if not shown or not self._is_held(key, wanted):
                    raise NotProved(f"return {key.id}: what stands differs from a recomputation")
                self._derived.recount(self._placed(key), key, after[key].current)
            added = (one for id_, one in addition.revisions.items() if id_ not in held.revisions)
            if not all(map(self._holdings.holds, added)):
                raise NotProved("what was written is not what its digest says")
            touched = _compare(before, after, outcome, self._derived.names.named)
            numbers = (self._tables.known_return(key) for key in touched)
            self._working.bar(number for number in numbers if number is not None)

    def _placed(self, key: ReturnKey) -> int:
        """Give the number of a return, adding it when it is new; its counts follow when it is settled."""
        number = self._tables.known_return(key)
        return self._tables.add_return(key) if number is None else number

    def _settled(self, keys: Iterable[ReturnKey], wanted: History) -> dict[ReturnKey, Mapping[str, Current]]:
        """Write down what counts and stands in some returns of the union; gives what stands."""
        counting = active(wanted)
        found: dict[ReturnKey, Mapping[str, Current]] = {}
        for key in keys:
            own = {id_: wanted.revisions[id_] for id_ in counting if wanted.revisions[id_].key == key}
            found[key] = current_cells(own, wanted.links, self._derived.names.named)
            self._derived.settle(self._placed(key), own.keys(), found[key])
        return found

    def _is_held(self, key: ReturnKey, wanted: History) -> bool:
        """Say whether the file holds the revisions of a return with the sources the union names."""
        own = {id_: wanted.sources.get(id_) for id_, r in wanted.revisions.items() if r.key == key}
        return self._holdings.sources(self._placed(key)) == own

    def _states(self, keys: Iterable[ReturnKey]) -> dict[ReturnKey, _State]:
        found = {}
        for key in keys:
            number = self._tables.known_return(key)
            found[key] = _State() if number is None else self._state(number, self._derived.current(number))
        return found

    def _state(self, number: int, stands: Mapping[str, Current]) -> _State:
        rows = self._tables.rows("SELECT id, header ->> 'kind' FROM revision WHERE return = ?", number)
        decisions = {id_ for id_, kind in rows if kind == RevisionKind.DECISION.value}
        return _State(stands, self._derived.active(number), frozenset(decisions))


@dataclass(frozen=True)
class _State:
    """What one return holds and shows at a moment."""

    current: Mapping[str, Current] = field(default_factory=dict)
    active: frozenset[str] = frozenset()
    decisions: frozenset[str] = frozenset()  # held, asleep or not


def _compare(
    before: Mapping[ReturnKey, _State],
    after: Mapping[ReturnKey, _State],
    outcome: Outcome,
    named: Naming | None,
) -> list[ReturnKey]:
    """Put into the outcome what changed; gives the returns that did."""
    found: list[Sequence[Change]] = []
    touched = []
    for key, was in before.items():
        if moved := changes(key, was.current, after[key].current, named):
            touched.append(key)
            found.append(moved)
        outcome.suspended += tuple(sorted(was.decisions & (was.active - after[key].active)))
        outcome.woken += tuple(sorted(was.decisions & (after[key].active - was.active)))
    outcome.changes = together(found)
    return touched


def _clean(revision: Revision) -> Revision:
    """Give the revision with its texts in the composed form that its id is computed over."""
    return revision if revision.is_composed else Revision.of(revision.record())
