"""A closed year leaves for a file beside and comes back: proved first, then moved in one transaction."""

from __future__ import annotations

import contextlib
import hashlib
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from gcm_desktop.domain.records import Maker
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import UserError
from gcm_desktop.store import answers, dbapi, keeping, opening
from gcm_desktop.store.deriving import Derived
from gcm_desktop.store.holdings import Holdings
from gcm_desktop.store.shapes import ArchiveInfo
from gcm_desktop.store.tables import Tables
from gcm_desktop.store.working import WorkingCopy

_OF_RETURN: Final = (
    "DELETE FROM journal_change WHERE seq IN (SELECT seq FROM journal WHERE return = ?)",
    "DELETE FROM journal WHERE return = ?",
    "DELETE FROM tally WHERE return = ?",
    "DELETE FROM current WHERE return = ?",
    "DELETE FROM working WHERE return = ?",
    "DELETE FROM import_revision WHERE revision IN (SELECT revision FROM revision WHERE return = ?)",
    "DELETE FROM revision_set WHERE revision IN (SELECT revision FROM revision WHERE return = ?)",
    "DELETE FROM revision WHERE return = ?",
    "DELETE FROM return WHERE return = ?",
)
_OF_ARCHIVES: Final = ("past_import", "past_value", "past_return", "archive")


class Archiving:
    """Moves the returns of a year out of the open file and back."""

    def __init__(self, tables: Tables, holdings: Holdings, derived: Derived, working: WorkingCopy) -> None:
        self._tables = tables
        self._holdings = holdings
        self._derived = derived
        self._working = working

    # --- what is away

    def archives(self) -> tuple[ArchiveInfo, ...]:
        """Give the years that lie in files of their own, the earliest first."""
        found = self._tables.rows("SELECT archive, year, name, at, digest FROM archive ORDER BY year")
        return tuple(
            ArchiveInfo(year, name, answers.moment(at), self._keys(archive), digest)
            for archive, year, name, at, digest in found
        )

    def _keys(self, archive: int) -> tuple[ReturnKey, ...]:
        rows = self._tables.rows(
            "SELECT office, area, period, form FROM past_return WHERE archive = ?", archive
        )
        return tuple(sorted(ReturnKey(*row) for row in rows))

    def past(self, key: ReturnKey) -> dict[str, Value]:
        """Give what stood in the cells of a return when its year left, under the codes of then."""
        found = self._tables.rows(
            "SELECT c.code, v.value FROM past_return p JOIN past_value v USING (past)"
            " JOIN cell c USING (cell) WHERE p.id = ? ORDER BY c.code",
            key.id,
        )
        return {code: answers.answer(value) for code, value in found}

    def revisions_digest(self, keys: Iterable[ReturnKey]) -> str:
        """Give the SHA-256 over the ids of the revisions some returns have here."""
        numbers = (self._tables.known_return(key) for key in keys)
        return _digest(self._tables, [number for number in numbers if number is not None])

    # --- away

    def write(self, year: str, keys: Iterable[ReturnKey]) -> Path:
        """Write the archive beside the file and prove that it holds these returns whole; gives its path.

        An archive that is there already and holds them whole is taken as it is.
        """
        wanted = tuple(keys)
        target = _name(self._tables.path, year, 1)
        number = 1
        while target.exists():
            with contextlib.suppress(UserError):
                self.prove(target, year, wanted)
                return target
            number += 1
            target = _name(self._tables.path, year, number)
        building = target.with_name(f".{self._tables.path.stem} {year}.{uuid.uuid4().hex[:8]}.new")
        try:
            _sweep(building)
            self._tables.conn.execute("VACUUM INTO ?", (str(building),))
            self._leave_only(building, year, wanted)
            keeping.to_disk(building)
            self.prove(building, year, wanted)
            opening.place(building, target)
            keeping.to_disk(target.parent)
        except (OSError, dbapi.Error) as error:
            facts = {"file": target.name, "folder": str(target.parent), "detail": str(error)}
            raise UserError("E325", **facts) from error
        finally:
            _sweep(building)
        return target

    def _leave_only(self, building: Path, year: str, keys: tuple[ReturnKey, ...]) -> None:
        """Take out of a copy whatever is not of the year; the registers of its units stay beside."""
        conn = dbapi.connect(str(building), isolation_level=None, timeout=0)
        try:
            conn.execute("PRAGMA synchronous = FULL")
            conn.execute("PRAGMA foreign_keys = ON")
            copy = Tables(conn, building)
            units = {key.unit for key in keys}
            with copy.transaction():
                for number, key in copy.keys().items():
                    if key not in keys and not (key.is_register and key.unit in units):
                        _take_out(copy, number)
                for table in _OF_ARCHIVES:
                    copy.write(f"DELETE FROM {table}")
                for table in ("original", "report", "import"):
                    copy.write(
                        f"DELETE FROM {table} WHERE import NOT IN (SELECT import FROM import_revision)"
                    )
                copy.write("UPDATE meta SET value = ? WHERE name = 'file'", str(uuid.uuid4()))
                rows = [("archive", year), ("archive_of", self._file_id())]
                copy.write_many("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)
                last = max(keys, key=lambda key: key.period)
                unit = str(last.unit)
                copy.write("UPDATE setting SET value = ? WHERE name = 'period'", last.period)
                copy.write("UPDATE setting SET value = ? WHERE name = 'unit'", unit)
            conn.execute("VACUUM")
        finally:
            conn.close()

    def _file_id(self) -> str:
        return str(self._tables.one("SELECT value FROM meta WHERE name = 'file'"))

    def prove(self, path: Path, year: str, keys: Iterable[ReturnKey]) -> None:
        """Refuse an archive, E322, that does not hold every revision, act and step of these returns."""
        keeping.verify(path)
        conn = opening.connect(path, immutable=True)
        try:
            copy = Tables(conn, path)
            if _about(copy) != (year, self._file_id()):
                raise UserError("E322", file=path.name, year=year)
            holdings = Holdings(copy)
            whole = holdings.acts() == self._holdings.acts() and holdings.links() == self._holdings.links()
            if not whole or any(not self._same(copy, holdings, key) for key in keys):
                raise UserError("E322", file=path.name, year=year)
        finally:
            conn.close()

    def _same(self, copy: Tables, there: Holdings, key: ReturnKey) -> bool:
        here, other = self._tables.known_return(key), copy.known_return(key)
        if here is None or other is None:
            return False
        return (
            there.revisions(other) == self._holdings.revisions(here)
            and there.sources(other) == self._holdings.sources(here)
            and _standing(copy, other) == _standing(self._tables, here)
            and _steps(copy, other) == _steps(self._tables, here)
        )

    def leave(self, year: str, keys: Iterable[ReturnKey], name: str, maker: Maker | None) -> None:
        """Let the returns of a year go, in one transaction; their values stay to be looked back at."""
        with self._tables.transaction():
            numbers = {key: self._working.ensure(key) for key in keys}
            archive = self._tables.write(
                "INSERT INTO archive (year, name, digest, at) VALUES (?, ?, ?, ?)",
                *(year, name, _digest(self._tables, numbers.values()), answers.now()),
            )
            for key, number in numbers.items():
                self._keep_past(archive, key, number)
                _take_out(self._tables, number)
            self._tables.journal("archived", None, maker, {"year": year, "name": name})
            self._tables.forget()

    def _keep_past(self, archive: int, key: ReturnKey, number: int) -> None:
        past = self._tables.write(
            "INSERT INTO past_return (archive, id, form, office, area, period) VALUES (?, ?, ?, ?, ?, ?)",
            *(archive, key.id, key.form, key.office, key.area, key.period),
        )
        standing = self._derived.current(number)
        self._tables.write_many(
            "INSERT INTO past_value VALUES (?, ?, ?)",
            [(past, self._tables.cell(c), answers.written(now.value)) for c, now in standing.items()],
        )
        self._tables.write(
            "INSERT OR IGNORE INTO past_import SELECT ?, import FROM import_revision"
            " JOIN revision USING (revision) WHERE return = ?",
            *(archive, number),
        )

    # --- and back

    def bring_back(self, year: str, path: Path, maker: Maker | None) -> tuple[ReturnKey, ...]:
        """Take a year's returns in again from its archive, in one transaction; E322 for another file."""
        found = self._tables.rows("SELECT archive, digest FROM archive WHERE year = ?", year)
        if not found:
            raise UserError("E323", year=year)
        archive, digest = found[0]
        keys = self._keys(archive)
        opened = opening.open_connection(path, view_only=True)
        try:
            source = Tables(opened.conn, path)
            there = {key: number for number, key in source.keys().items() if key in keys}
            if _about(source) != (year, self._file_id()) or _digest(source, there.values()) != digest:
                raise UserError("E322", file=path.name, year=year)
            with self._tables.transaction():
                for table in _OF_ARCHIVES[:2]:
                    column = "archive = ?" if table == "past_import" else _PAST_OF
                    self._tables.write(f"DELETE FROM {table} WHERE {column}", archive)
                self._tables.write("DELETE FROM past_return WHERE archive = ?", archive)
                self._tables.write("DELETE FROM archive WHERE archive = ?", archive)
                for key in keys:
                    self._take_in(source, there[key], key)
                facts = {"year": year, "name": path.name}
                self._tables.journal("brought_back", None, maker, facts)
        finally:
            opened.conn.close()
        return keys

    def _take_in(self, source: Tables, other: int, key: ReturnKey) -> None:
        number = self._working.ensure(key)
        there = Holdings(source)
        revisions = there.revisions(other)
        for id_, here, at in source.rows(
            "SELECT id, made_here, at FROM revision WHERE return = ? ORDER BY revision", other
        ):
            row = self._holdings.add_revision(number, revisions[id_], made_here=bool(here))
            self._tables.write("UPDATE revision SET at = ? WHERE revision = ?", at, row)
        brought = [(id_, one) for id_, ids in there.sources(other).items() for one in ids]
        self._tables.write_many(
            "INSERT OR IGNORE INTO import_revision SELECT i.import, r.revision"
            " FROM revision r, import i WHERE r.id = ? AND i.id = ?",
            brought,
        )
        for seq, at, kind, maker, label, facts, step in source.rows(_JOURNAL, other):
            self._tables.write(
                "INSERT INTO journal (seq, at, kind, return, maker, label, facts, step)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                *(seq, at, kind, number, self._tables.maker(answers.maker_of(maker)), label, facts, step),
            )
        self._tables.write_many(
            "INSERT INTO journal_change VALUES (?, ?, ?, ?)",
            [(seq, self._tables.cell(code), old, new) for seq, code, old, new in source.rows(_STEPS, other)],
        )
        barrier = source.one("SELECT barrier FROM return WHERE return = ?", other)
        self._tables.write("UPDATE return SET barrier = ? WHERE return = ?", barrier, number)
        self._derived.derive(number, key)


_PAST_OF: Final = "past IN (SELECT past FROM past_return WHERE archive = ?)"
_JOURNAL: Final = (
    "SELECT j.seq, j.at, j.kind, m.record, j.label, j.facts, j.step FROM journal j"
    " LEFT JOIN maker m USING (maker) WHERE j.return = ? ORDER BY j.seq"
)
_STEPS: Final = (
    "SELECT h.seq, c.code, h.old, h.new FROM journal j JOIN journal_change h USING (seq)"
    " JOIN cell c USING (cell) WHERE j.return = ? ORDER BY h.seq, c.code"
)


def _name(path: Path, year: str, number: int) -> Path:
    again = f" {number}" if number > 1 else ""
    return path.with_name(f"{path.stem} {year} archive{again}.gcm")


def _sweep(building: Path) -> None:
    """Take away what an archive being written left, now or when the power went."""
    begin = building.name.rsplit(".", 2)[0]
    for left in building.parent.glob(".*.new*"):
        if left.name.startswith(f"{begin}."):
            with contextlib.suppress(OSError):
                left.unlink()


def _take_out(tables: Tables, number: int) -> None:
    for sql in _OF_RETURN:
        tables.write(sql, number)


def _about(tables: Tables) -> tuple[str, str]:
    """Give which year a file is the archive of, and of which file."""
    meta: Mapping[str, Any] = dict(tables.rows("SELECT name, value FROM meta"))
    return str(meta.get("archive", "")), str(meta.get("archive_of", ""))


def _standing(tables: Tables, number: int) -> list[tuple[Any, ...]]:
    return tables.rows(
        "SELECT c.code, r.id, u.flag FROM current u JOIN cell c USING (cell) JOIN revision r USING (revision)"
        " WHERE u.return = ? ORDER BY c.code, r.id",
        number,
    )


def _steps(tables: Tables, number: int) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    return tables.rows(_JOURNAL, number), tables.rows(_STEPS, number)


def _digest(tables: Tables, numbers: Iterable[int]) -> str:
    ids = sorted(
        id_
        for number in numbers
        for (id_,) in tables.rows("SELECT id FROM revision WHERE return = ?", number)
    )
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()
