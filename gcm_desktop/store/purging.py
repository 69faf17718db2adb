"""Content leaves for good: its cells are taken out of revisions, originals and steps, and never come back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from gcm_desktop.domain.records import Maker
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.store import answers
from gcm_desktop.store.deriving import Derived
from gcm_desktop.store.holdings import Holdings
from gcm_desktop.store.tables import Tables
from gcm_desktop.store.working import WorkingCopy


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
            person, at = self._tables.maker(maker), answers.now()
            for id_, cells in sorted(content.items()):
                self._tables.write_many(
                    "INSERT OR IGNORE INTO purged VALUES (?, ?, ?, ?, ?)",
                    [(id_, cell, person, reason, at) for cell in sorted(cells)],
                )
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
            facts = {"revisions": " ".join(sorted(content)), "cells": " ".join(sorted(typed))}
            self._tables.journal("purged", number, maker, facts, label=reason)
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
