"""Where a value came from and what happened to the file."""

from __future__ import annotations

import json

from gcm_desktop.domain.merge import Current
from gcm_desktop.domain.records import Maker, RevisionKind
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import State, Value
from gcm_desktop.store import answers
from gcm_desktop.store.deriving import Derived
from gcm_desktop.store.holdings import Holdings
from gcm_desktop.store.shapes import CellChange, ImportRecord, JournalEntry, Setter
from gcm_desktop.store.tables import Tables


class Tracing:
    """Reads provenance and the journal; writes nothing."""

    def __init__(self, tables: Tables, holdings: Holdings, derived: Derived) -> None:
        self._tables = tables
        self._holdings = holdings
        self._derived = derived

    def setters(self, number: int, cell: str) -> tuple[Setter, ...]:
        """Give every revision that set a cell, under whichever of its names, in the order they came."""
        found = self._tables.rows(
            "SELECT c.code, r.id, s.value, r.active, r.made_here, r.header, r.at"
            # CROSS JOIN: the few revisions of the return, not every one that ever set the cell.
            " FROM json_each(?) j CROSS JOIN cell c ON c.code = j.value CROSS JOIN revision r"
            " CROSS JOIN revision_set s ON s.revision = r.revision AND s.cell = c.cell"
            " WHERE r.return = ? ORDER BY r.revision",
            *(json.dumps(self._derived.names.known(cell)), number),
        )
        brought_by = self._holdings.imports_of(row[1] for row in found)
        return tuple(self._setter(code, brought_by.get(row[0], ()), *row) for code, *row in found)

    def _setter(
        self,
        cell: str,
        imports: tuple[ImportRecord, ...],
        id_: str,
        value: str,
        active: int,
        here: int,
        header: str,
        at: int,
    ) -> Setter:
        record = json.loads(header)
        sheet, ref = self._holdings.place(imports[0].id, cell) if imports else ("", "")
        return Setter(
            id_,
            answers.answer(value),
            bool(active),
            imports,
            bool(here),
            RevisionKind(record["kind"]),
            record.get("reason", ""),
            Maker.of(record.get("made_by")),
            answers.moment(at),
            sheet,
            ref,
        )

    def conflicts(self, number: int | None) -> tuple[tuple[ReturnKey, str, Current], ...]:
        """Give the cells that wait for a decision, in one return or all."""
        keys = self._tables.keys()
        found: dict[tuple[ReturnKey, str], Current] = {}
        for return_, code in self._flagged(1, number):
            if (known := self._derived.standing_by_name(return_, code)) is not None:
                found[keys[return_], known[0]] = known[1]
        return tuple((key, code, standing) for (key, code), standing in found.items())

    def unread(self, number: int | None) -> tuple[tuple[ReturnKey, str, Value], ...]:
        """Give the cells that could not be read and were not typed since, in one return or all."""
        keys = self._tables.keys()
        found: dict[tuple[ReturnKey, str], Value] = {}
        for return_, code in self._flagged(2, number):
            if (known := self._derived.standing_by_name(return_, code)) is not None:
                found[keys[return_], known[0]] = known[1].value
        for return_, key in keys.items():
            if number in (None, return_):
                for code, value in self._derived.typed(return_).items():
                    found.pop((key, code), None)
                    if value.state is State.UNREAD:
                        found[key, code] = value
        return tuple(
            (key, code, value) for (key, code), value in sorted(found.items(), key=lambda item: item[0])
        )

    def _flagged(self, flag: int, number: int | None) -> list[tuple[int, str]]:
        only, parameters = ("", ()) if number is None else (" AND u.return = ?", (number,))
        found = self._tables.rows(
            "SELECT DISTINCT u.return, c.code FROM current u JOIN cell c USING (cell)"
            f" WHERE u.flag > 0 AND u.flag = ?{only}",
            *(flag, *parameters),
        )
        keys = self._tables.keys()
        return sorted(((r, code) for r, code in found), key=lambda row: (keys[row[0]], row[1]))

    def journal(self, limit: int, number: int | None) -> tuple[JournalEntry, ...]:
        """Give the last entries, newest first."""
        where, parameters = ("", ()) if number is None else ("WHERE j.return = ?", (number,))
        found = self._tables.rows(
            "SELECT j.seq, j.at, j.kind, m.record, j.return, j.label, j.facts, j.step FROM journal j"
            f" LEFT JOIN maker m USING (maker) {where} ORDER BY j.seq DESC LIMIT ?",
            *(*parameters, limit),
        )
        keys = self._tables.keys()
        return tuple(
            JournalEntry(
                seq,
                answers.moment(at),
                kind,
                answers.maker_of(maker),
                None if return_ is None else keys[return_],
                label,
                json.loads(facts),
                self._changes(seq),
                bool(step),
            )
            for seq, at, kind, maker, return_, label, facts, step in found
        )

    def _changes(self, seq: int) -> tuple[CellChange, ...]:
        found = self._tables.rows(
            "SELECT c.code, h.old, h.new FROM journal_change h JOIN cell c USING (cell)"
            " WHERE h.seq = ? ORDER BY c.code",
            seq,
        )
        return tuple(CellChange(c, answers.answer(old), answers.answer(new)) for c, old, new in found)
