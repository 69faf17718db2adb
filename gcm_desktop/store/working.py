"""The working copy: every committed cell on disk at once, steps back and forth, and freezing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gcm_desktop.domain.cells import parse_cell
from gcm_desktop.domain.merge import freeze
from gcm_desktop.domain.records import Maker, Revision
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import BLANK, Value
from gcm_desktop.errors import UserError
from gcm_desktop.store import answers
from gcm_desktop.store.deriving import Derived
from gcm_desktop.store.holdings import Holdings
from gcm_desktop.store.shapes import CellChange, Commit
from gcm_desktop.store.tables import Tables

_DONE, _UNDONE, _UNDONE_FOR_GOOD = 0, 1, 2


class WorkingCopy:
    """Writes what is typed; each call is one transaction."""

    def __init__(self, tables: Tables, holdings: Holdings, derived: Derived) -> None:
        self._tables = tables
        self._holdings = holdings
        self._derived = derived

    def ensure(self, key: ReturnKey) -> int:
        """Give the number of a return, adding it with its counts when it is new."""
        number = self._tables.known_return(key)
        if number is None:
            number = self._tables.add_return(key)
            self._derived.recount(number, key)
        return number

    def commit(self, key: ReturnKey, changes: Mapping[str, Value], maker: Maker | None, label: str) -> Commit:
        """Keep cells; a cell that others disagree about is refused, E601."""
        with self._tables.transaction():
            number = self.ensure(key)
            for cell in changes:
                self._refuse_conflict(number, cell)
            done = self._apply(number, key, changes, "typed", maker, label, step=_DONE)
            if done.changes:  # typing what stands there already leaves the way forth open
                self._tables.write(
                    "UPDATE journal SET step = ? WHERE return = ? AND step = ?",
                    *(_UNDONE_FOR_GOOD, number, _UNDONE),
                )
            return done

    def _refuse_conflict(self, number: int, cell: str) -> None:
        standing = self._derived.standing_today(number, str(parse_cell(cell)))
        if standing is not None and standing.conflict:
            raise UserError("E601", cell=cell)

    def _apply(
        self,
        number: int,
        key: ReturnKey,
        changes: Mapping[str, Value],
        kind: str,
        maker: Maker | None,
        label: str,
        step: int | None = None,
    ) -> Commit:
        made = [
            change
            for cell, value in changes.items()
            if (change := self._set(number, cell, value)) is not None
        ]
        if not made:
            return Commit(self._tables.last_seq(), answers.moment(answers.now()), ())
        self._derived.recount_touched(number, key, (change.cell for change in made))
        seq, at = self._tables.journal(kind, number, maker, label=label, step=step)
        self._tables.write_many(
            "INSERT INTO journal_change VALUES (?, ?, ?, ?)",
            [(seq, self._tables.cell(c.cell), answers.written(c.old), answers.written(c.new)) for c in made],
        )
        return Commit(seq, answers.moment(at), tuple(made))

    def _set(self, number: int, code: str, value: Value) -> CellChange | None:
        cell = self._tables.cell(code)
        standing = self._derived.standing_today(number, code)
        below = standing.value if standing else BLANK
        typed = self._tables.one("SELECT value FROM working WHERE return = ? AND cell = ?", number, cell)
        old = answers.answer(typed) if typed else below
        if answers.written(old) == answers.written(value):
            return None
        if value.same_as(below):
            # The working copy holds only what differs from what stands.
            self._tables.write("DELETE FROM working WHERE return = ? AND cell = ?", number, cell)
        else:
            self._tables.write(
                "INSERT INTO working VALUES (?, ?, ?)"
                " ON CONFLICT (return, cell) DO UPDATE SET value = excluded.value",
                *(number, cell, answers.written(value)),
            )
        return CellChange(code, old, value)

    # --- steps back and forth

    def step_back(self, number: int) -> int | None:
        """Give the journal entry that undo would take back."""
        return self._step(number, "max", _DONE)

    def step_forth(self, number: int) -> int | None:
        """Give the journal entry that redo would bring back."""
        return self._step(number, "min", _UNDONE)

    def _step(self, number: int, end: str, step: int) -> int | None:
        found: int | None = self._tables.one(
            f"SELECT {end}(seq) FROM journal WHERE return = ? AND step = ?"
            " AND seq > (SELECT barrier FROM return WHERE return = ?)",
            *(number, step, number),
        )
        return found

    def undo(self, number: int, key: ReturnKey, maker: Maker | None) -> Commit | None:
        """Set the old values of the last step; nothing when there is none."""
        seq = self.step_back(number)
        return None if seq is None else self._turn(number, key, maker, seq, "undo")

    def redo(self, number: int, key: ReturnKey, maker: Maker | None) -> Commit | None:
        """Set the new values of the step undone last; nothing when there is none."""
        seq = self.step_forth(number)
        return None if seq is None else self._turn(number, key, maker, seq, "redo")

    def _turn(self, number: int, key: ReturnKey, maker: Maker | None, seq: int, kind: str) -> Commit:
        column = "old" if kind == "undo" else "new"
        found = self._tables.rows(
            f"SELECT c.code, h.{column} FROM journal_change h JOIN cell c USING (cell) WHERE h.seq = ?",
            seq,
        )
        label = self._tables.one("SELECT label FROM journal WHERE seq = ?", seq)
        with self._tables.transaction():
            self._tables.write(
                "UPDATE journal SET step = ? WHERE seq = ?", _UNDONE if kind == "undo" else _DONE, seq
            )
            values = {code: answers.answer(value) for code, value in found}
            return self._apply(number, key, values, kind, maker, label)

    def bar(self, numbers: Iterable[int]) -> None:
        """Let steps taken so far in these returns stand: what a merge changed is not undone by typing."""
        last = self._tables.last_seq()
        self._tables.write_many(
            "UPDATE return SET barrier = ? WHERE return = ?", [(last, number) for number in numbers]
        )

    # --- freezing

    def frozen(self, number: int, key: ReturnKey, maker: Maker | None, reason: str) -> Revision | None:
        """Say which revision freezing would make, without making it."""
        return freeze(
            key,
            self._derived.typed(number),
            self._derived.current_today(number),
            self._derived.heads(number),
            self._derived.catalogue.digest,
            maker,
            reason,
        )

    def freeze(self, number: int, key: ReturnKey, maker: Maker | None, reason: str) -> Revision | None:
        """Make the working copy a revision, within the open transaction."""
        revision = self.frozen(number, key, maker, reason)
        self._tables.write("DELETE FROM working WHERE return = ?", number)
        if revision is None:
            return None
        self._holdings.add_revision(number, revision, made_here=True)
        self._derived.derive(number, key)
        facts = {"revision": revision.id, "cells": str(len(revision.sets))}
        self._tables.journal("frozen", number, maker, facts, label=reason)
        return revision
