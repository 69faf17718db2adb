"""The open connection: transactions, the numbers behind names, and the journal."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from gcm_desktop.domain.records import Maker, canonical_json
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.errors import UserError
from gcm_desktop.store import answers, dbapi

_MANY = 20  # codes that are worth looking up together


_AWAY = "SELECT a.year, a.name FROM past_return JOIN archive a USING (archive) WHERE id = ?"


class Tables:
    """A connection whose writes all happen inside one explicit transaction."""

    def __init__(self, conn: dbapi.Connection, path: Path) -> None:
        self.conn = conn
        self.path = path
        self._cells: dict[str, int] = {}
        self._returns: dict[ReturnKey, int] = {}
        self._makers: dict[Maker, int] = {}
        self.archive_of = ""  # the year this file is the archive of: nothing is written then
        self._open = False  # a transaction is under way
        self.before_writing: Callable[[], None] = lambda: None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do everything or nothing; what a person can put right comes out as UserError.

        One inside another belongs to it: only the outermost keeps or undoes.
        """
        if self._open:
            yield
            return
        if self.archive_of:
            raise UserError("E321", file=self.path.name, year=self.archive_of)
        self.before_writing()
        self._open = True
        try:
            self.conn.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.conn.execute("COMMIT")
            except BaseException:
                self.forget()
                if self.conn.in_transaction:
                    self.conn.execute("ROLLBACK")
                raise
        except dbapi.Error as error:
            raise fault(error, self.path) from error
        finally:
            self._open = False

    def forget(self) -> None:
        """Look every number up anew."""
        self._cells.clear()
        self._returns.clear()
        self._makers.clear()

    def rows(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Read all rows of a query."""
        try:
            return list(self.conn.execute(sql, parameters))
        except dbapi.DatabaseError as error:
            raise fault(error, self.path) from error

    def one(self, sql: str, *parameters: Any) -> Any:
        """Read the first column of the first row, or nothing."""
        found = self.rows(sql, *parameters)
        return found[0][0] if found else None

    def write(self, sql: str, *parameters: Any) -> int:
        """Write within the open transaction; gives the number of the last row added."""
        return int(self.conn.execute(sql, parameters).lastrowid or 0)

    def write_counted(self, sql: str, *parameters: Any) -> int:
        """Write within the open transaction; gives the number of rows that were written."""
        return int(self.conn.execute(sql, parameters).rowcount)

    def write_many(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Write many rows within the open transaction."""
        self.conn.executemany(sql, rows)

    def known_return(self, key: ReturnKey) -> int | None:
        """Give the number of a return that is here."""
        if key not in self._returns:
            number = self.one("SELECT return FROM return WHERE id = ?", key.id)
            if number is None:
                return None
            self._returns[key] = number
        return self._returns[key]

    def add_return(self, key: ReturnKey) -> int:
        """Add a return; gives its number. E320 for one whose year lies in an archive."""
        away = self.rows(_AWAY, key.id)
        if away:
            raise UserError("E320", year=away[0][0], name=away[0][1])
        number = self.write(
            "INSERT INTO return (id, form, office, area, period) VALUES (?, ?, ?, ?, ?)",
            *(key.id, key.form, key.office, key.area, key.period),
        )
        self._returns[key] = number
        return number

    def cell(self, code: str) -> int:
        """Give the number of a cell code, new or known."""
        if code not in self._cells:
            number = self.one("SELECT cell FROM cell WHERE code = ?", code)
            self._cells[code] = number or self.write("INSERT INTO cell (code) VALUES (?)", code)
        return self._cells[code]

    def learn_cells(self, codes: Collection[str]) -> None:
        """Give every code a number at once, in few statements where many are new."""
        if len(codes) > _MANY and not self._cells.keys() >= set(codes):
            missing = [(code,) for code in codes if code not in self._cells]
            self.write_many("INSERT OR IGNORE INTO cell (code) VALUES (?)", missing)
            self._cells.update(self.rows("SELECT code, cell FROM cell"))

    def maker(self, maker: Maker | None) -> int | None:
        """Give the number of a maker, new or known."""
        if maker is None:
            return None
        if maker not in self._makers:
            record = canonical_json(maker.record()).decode()
            number = self.one("SELECT maker FROM maker WHERE record = ?", record)
            self._makers[maker] = number or self.write("INSERT INTO maker (record) VALUES (?)", record)
        return self._makers[maker]

    def journal(
        self,
        kind: str,
        number: int | None = None,
        maker: Maker | None = None,
        facts: Mapping[str, str] | None = None,
        *,
        label: str = "",
        step: int | None = None,
    ) -> tuple[int, int]:
        """Add a journal entry within the open transaction; gives its number and time."""
        at = answers.now()
        record = json.dumps(dict(facts or {}), ensure_ascii=False, sort_keys=True)
        seq = self.write(
            "INSERT INTO journal (at, kind, return, maker, label, facts, step) VALUES (?, ?, ?, ?, ?, ?, ?)",
            *(at, kind, number, self.maker(maker), label, record, step),
        )
        return seq, at

    def last_seq(self) -> int:
        """Give the number of the last journal entry."""
        return int(self.one("SELECT max(seq) FROM journal") or 0)

    def keys(self) -> dict[int, ReturnKey]:
        """Give every return by its number, sorted by key."""
        found = self.rows("SELECT return, office, area, period, form FROM return")
        keys = {row[0]: ReturnKey(*row[1:]) for row in found}
        return dict(sorted(keys.items(), key=lambda item: item[1]))


#: SQLite's primary result codes → what a person is told.
_FAULTS = {
    5: "E302",  # busy
    8: "E308",  # read-only
    10: "E312",  # I/O error
    11: "E305",  # corrupt
    13: "E310",  # disk full
    14: "E308",  # cannot open
    26: "E303",  # not a database
}


def fault(error: dbapi.Error, path: Path) -> Exception:
    """Turn an error of the SQLite library into a UserError where a person can do something."""
    code = _FAULTS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    return UserError(code, file=path.name, detail=str(error)) if code else error
