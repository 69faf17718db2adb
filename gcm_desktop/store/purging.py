"""Content leaves for good: its cells are taken out of revisions, originals and steps, and never come back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from gcm_desktop.domain.records import Maker
from gcm_desktop.domain.sharing import SharedPurge
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.errors import Issue
from gcm_desktop.store import answers
from gcm_desktop.store.deriving import Derived
from gcm_desktop.store.holdings import Holdings
from gcm_desktop.store.shapes import Arrival
from gcm_desktop.store.tables import Tables
from gcm_desktop.store.working import WorkingCopy

_HELD = (
    "SELECT r.return FROM revision r JOIN revision_set s USING (revision)"
    " WHERE r.id = ? AND s.cell = (SELECT cell FROM cell WHERE code = ?)"
)
Heard: TypeAlias = dict[ReturnKey, dict[str, set[str]]]  # revision → cells


@dataclass(frozen=True, slots=True)
class PurgedRecord:
    """That cells of a revision were removed for good."""

    revision: str
    cells: tuple[str, ...]
    by: Maker | None
    reason: str
    at: datetime


class Purging:
    """Removes content and remembers that it was removed."""

    def __init__(self, tables: Tables, holdings: Holdings, derived: Derived, working: WorkingCopy) -> None:
        self._tables = tables
        self._holdings = holdings
        self._derived = derived
        self._working = working

    def records(self) -> tuple[PurgedRecord, ...]:
        """Give what was removed, the latest first."""
        found: dict[tuple[str, str | None, str, int], list[str]] = {}
        for id_, cell, maker, reason, at in self._tables.rows(
            "SELECT p.id, p.cell, m.record, p.reason, p.at FROM purged p LEFT JOIN maker m USING (maker)"
            " ORDER BY p.at DESC, p.id, p.cell"
        ):
            found.setdefault((id_, maker, reason, at), []).append(cell)
        return tuple(
            PurgedRecord(id_, tuple(cells), answers.maker_of(maker), reason, answers.moment(at))
            for (id_, maker, reason, at), cells in found.items()
        )

    def purge(
        self,
        key: ReturnKey,
        content: Mapping[str, Collection[str]],
        typed: Collection[str],
        maker: Maker | None,
        reason: str,
    ) -> None:
        """Remove cells of revisions, and ``typed`` cells of the working copy, in one transaction."""
        number = self._tables.known_return(key)
        if number is None:
            return
        with self._tables.transaction():
            at = answers.now()
            for id_, cells in sorted(content.items()):
                for cell in sorted(cells):
                    self._record(SharedPurge(id_, cell, maker, reason, at))
            self._remove(number, key, content, typed)
            facts = {"revisions": " ".join(sorted(content)), "cells": " ".join(sorted(typed))}
            self._tables.journal("purged", number, maker, facts, label=reason)

    def told(self) -> tuple[SharedPurge, ...]:
        """Give what was removed, cell by cell, for another file."""
        rows = self._tables.rows(
            "SELECT p.id, p.cell, m.record, p.reason, p.at FROM purged p LEFT JOIN maker m USING (maker)"
        )
        return tuple(SharedPurge(id_, c, answers.maker_of(m), reason, at) for id_, c, m, reason, at in rows)

    def hear(self, told: Iterable[SharedPurge]) -> tuple[tuple[SharedPurge, ...], Heard]:
        """Remove what another file says was removed; gives what was new, and what of it was held here.

        It belongs into a transaction of the one who unites.
        """
        known = {(one.revision, one.cell): one for one in self.told()}
        news = []
        for one in told:
            held = known.get((one.revision, one.cell))
            news += [] if held else [one]
            if held is None or one.order < held.order:
                self._record(one)
        content: Heard = {}
        for one in news:
            for (number,) in self._tables.rows(_HELD, one.revision, one.cell):
                cells = content.setdefault(self._tables.keys()[number], {})
                cells.setdefault(one.revision, set()).add(one.cell)
        for key, cells in content.items():
            number = self._tables.known_return(key)
            assert number is not None
            self._remove(number, key, cells, ())
            self._tables.journal("purged", number, None, {"revisions": " ".join(sorted(cells)), "cells": ""})
        return tuple(news), content

    def clean(self) -> None:
        """Let go of what newly heard-of imports tell about content that was removed."""
        gone: dict[str, set[str]] = {}
        for one in self.told():
            gone.setdefault(one.revision, set()).add(one.cell)
        for id_, cells in gone.items():
            self._clean_imports(id_, cells)

    def _record(self, one: SharedPurge) -> None:
        person = self._tables.maker(one.maker)
        row = (one.revision, one.cell, person, one.reason, one.at)
        self._tables.write("INSERT OR REPLACE INTO purged VALUES (?, ?, ?, ?, ?)", *row)

    def _remove(
        self, number: int, key: ReturnKey, content: Mapping[str, Collection[str]], typed: Collection[str]
    ) -> None:
        for id_, cells in sorted(content.items()):
            self._tables.write_many(
                "DELETE FROM revision_set WHERE revision = (SELECT revision FROM revision WHERE id = ?)"
                " AND cell = (SELECT cell FROM cell WHERE code = ?)",
                [(id_, cell) for cell in cells],
            )
            self._clean_imports(id_, cells)
        self._forget_steps(number, {*typed, *(cell for cells in content.values() for cell in cells)})
        self._tables.write_many(
            "DELETE FROM working WHERE return = ? AND cell = (SELECT cell FROM cell WHERE code = ?)",
            [(number, cell) for cell in typed],
        )
        self._derived.derive(number, key)
        self._working.bar([number])

    def _clean_imports(self, id_: str, cells: Collection[str]) -> None:
        """Let the bytes of the files that brought the content go, and what was told about it."""
        imports = self._tables.rows(
            "SELECT i.import, i.issues FROM import i JOIN import_revision USING (import)"
            " JOIN revision r USING (revision) WHERE r.id = ?",
            id_,
        )
        for number, column in imports:
            self._tables.write("DELETE FROM original WHERE import = ?", number)
            self._tables.write("DELETE FROM report WHERE import = ?", number)
            issues = tuple(
                replace(issue, facts={}) if issue.where.cell in cells else issue
                for issue in answers.issues_of(column)
            )
            sql = "UPDATE import SET issues = ? WHERE import = ?"
            self._tables.write(sql, answers.issues_written(issues), number)

    def _forget_steps(self, number: int, cells: Iterable[str]) -> None:
        self._tables.write_many(
            "DELETE FROM journal_change WHERE seq IN (SELECT seq FROM journal WHERE return = ?)"
            " AND cell = (SELECT cell FROM cell WHERE code = ?)",
            [(number, cell) for cell in cells],
        )


def untold(purged: Mapping[str, Collection[str]], arrival: Arrival) -> tuple[Issue, ...]:
    """Give what was found in a file that arrives, without what it tells of content removed for good."""
    gone = {cell for one in arrival.revisions for cell in purged.get(one.id, ())}
    return tuple(replace(one, facts={}) if one.where.cell in gone else one for one in arrival.issues)
