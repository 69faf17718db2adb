"""The immutable part of a data file: revisions, links, acts and imports."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from gcm_desktop.domain.merge import HERE, History, withdrawn_imports
from gcm_desktop.domain.records import Act, ActKind, Maker, Revision, canonical_json
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.errors import UserError
from gcm_desktop.store import answers
from gcm_desktop.store.rebuilding import digest_of, known_as, linked, revision_of
from gcm_desktop.store.shapes import Arrival, ImportRecord
from gcm_desktop.store.tables import Tables

_ANCESTORS = """
WITH RECURSIVE known(revision) AS (
  SELECT id FROM revision WHERE return = ?
  UNION
  SELECT parent FROM link JOIN known USING (revision) WHERE parent <> ''
)
SELECT revision, parent FROM link JOIN known USING (revision)
"""


_ABOVE = """
WITH RECURSIVE known(revision) AS (
  SELECT value FROM json_each(?)
  UNION
  SELECT parent FROM link JOIN known USING (revision) WHERE parent <> ''
)
SELECT revision, parent FROM link JOIN known USING (revision)
"""
_BROUGHT_BY = """
SELECT r.id, i.id FROM json_each(?) JOIN revision r ON r.id = value
JOIN import_revision USING (revision) JOIN import i USING (import) ORDER BY i.import
"""
_BROUGHT_SOME = (
    "WHERE i.import IN (SELECT import FROM json_each(?) JOIN revision r ON r.id = value"
    " JOIN import_revision USING (revision))"
)
_MANY = 20  # answers that are worth writing in one statement
_ADD_SETS = (
    "INSERT INTO revision_set SELECT ?1, c.cell, j.value FROM json_each(?2) j JOIN cell c ON c.code = j.key"
)
_SET_BY = "SELECT c.code, s.value FROM revision_set s JOIN cell c USING (cell) WHERE s.revision = ?"
_ACTS_OF_RETURN = """
SELECT id, record FROM act WHERE subject >= 'import:' AND subject < 'import;'
UNION SELECT id, record FROM act WHERE subject = 'return:' || ?1
UNION SELECT id, record FROM act WHERE subject >= 'goal:' || ?1 || ':' AND subject < 'goal:' || ?1 || ';'
UNION SELECT a.id, a.record FROM revision r JOIN act a ON a.subject = 'revision:' || r.id
WHERE r.return = (SELECT return FROM return WHERE id = ?1)
"""


class Holdings:
    """Reads and adds what never changes."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    # --- revisions

    def revisions(self, number: int) -> dict[str, Revision]:
        """Give the revisions of a return by id; E305 when one is not itself."""
        headers = self._tables.rows("SELECT revision, id, header FROM revision WHERE return = ?", number)
        sets: dict[int, dict[str, str]] = {row[0]: {} for row in headers}
        for revision, code, value in self._tables.rows(
            "SELECT s.revision, c.code, s.value FROM revision r JOIN revision_set s USING (revision)"
            " JOIN cell c USING (cell) WHERE r.return = ?",
            number,
        ):
            sets[revision][code] = value
        found = {id_: revision_of(header, sets[revision], id_) for revision, id_, header in headers}
        purged = self.purged()
        found |= {id_: known_as(revision, id_) for id_, revision in found.items() if id_ in purged}
        if any(id_ != revision.id for id_, revision in found.items()):
            # A bit turned over on the disk, which SQLite's own checks may not see.
            raise UserError("E305", file=self._tables.path.name)
        return found

    def purged(self) -> dict[str, frozenset[str]]:
        """Give the cells removed for good from each revision that lost any."""
        found: dict[str, set[str]] = {}
        for id_, cell in self._tables.rows("SELECT id, cell FROM purged"):
            found.setdefault(id_, set()).add(cell)
        return {id_: frozenset(cells) for id_, cells in found.items()}

    def without_purged(self, revisions: Iterable[Revision]) -> tuple[Revision, ...]:
        """Give revisions that arrive without what was removed from them here; their ids stay."""
        purged = self.purged()
        return tuple(
            known_as(
                replace(one, sets={c: v for c, v in one.sets.items() if c not in purged[one.id]}), one.id
            )
            if one.id in purged
            else one
            for one in revisions
        )

    def devices(self, number: int) -> dict[str, str]:
        """Give the device of each revision of a return that names one."""
        sql = "SELECT id, header ->> '$.made_by.device' FROM revision WHERE return = ?"
        return {id_: device for id_, device in self._tables.rows(sql, number) if device}

    def has_revision(self, id_: str) -> bool:
        """Say whether a revision is held."""
        return self._tables.one("SELECT 1 FROM revision WHERE id = ?", id_) is not None

    def add_revision(self, number: int, revision: Revision, *, made_here: bool) -> int:
        """Add a revision unless it is held; gives its number."""
        known = self._tables.one("SELECT revision FROM revision WHERE id = ?", revision.id)
        if known is not None:
            if made_here:
                self._tables.write("UPDATE revision SET made_here = 1 WHERE revision = ?", known)
            return int(known)
        (revision,) = self.without_purged([revision])
        row = self._tables.write(
            "INSERT INTO revision (id, return, header, made_here, at) VALUES (?, ?, ?, ?, ?)",
            *(revision.id, number, canonical_json(revision.header()).decode(), int(made_here), answers.now()),
        )
        self._add_sets(row, revision.briefs())
        # What a revision itself says of its parents overrules what others told about it.
        self._tables.write("DELETE FROM link WHERE revision = ?", revision.id)
        self._link(revision.id, revision.parents)
        return row

    def _add_sets(self, row: int, briefs: Mapping[str, str]) -> None:
        """Write down what a revision sets: in one statement, unless a code is new to the file."""
        text = json.dumps(dict(briefs), ensure_ascii=False)
        if len(briefs) > _MANY and "\\u0000" not in text:  # which SQLite takes for the end of a text
            if self._tables.write_counted(_ADD_SETS, row, text) == len(briefs):
                return
            self._tables.write("DELETE FROM revision_set WHERE revision = ?", row)
        self._tables.learn_cells(briefs.keys())
        number_of = self._tables.cell
        cells = [(row, number_of(cell), column) for cell, column in briefs.items()]
        self._tables.write_many("INSERT INTO revision_set VALUES (?, ?, ?)", cells)

    def holds(self, revision: Revision) -> bool:
        """Say whether a revision, read back from the file, has the digest it is known by.

        One that lost content for good keeps the name it had before; of it the rest is compared.
        """
        for row, header in self._tables.rows(
            "SELECT revision, header FROM revision WHERE id = ?", revision.id
        ):
            briefs = self._tables.rows(_SET_BY, row)
            if digest_of(header, briefs) == revision.id:
                return True
            (left,) = self.without_purged([revision])
            return left is not revision and left.briefs() == dict(briefs)
        return False

    def _link(self, revision: str, parents: Iterable[str]) -> None:
        rows = [(revision, parent) for parent in parents] or [(revision, "")]
        self._tables.write_many("INSERT OR IGNORE INTO link VALUES (?, ?)", rows)

    def add_links(self, links: Mapping[str, frozenset[str]]) -> None:
        """Add what a file tells about revisions that are not held."""
        for revision, parents in links.items():
            if not self.has_revision(revision):
                self._link(revision, sorted(parents))

    def links(self, number: int | None = None) -> dict[str, frozenset[str]]:
        """Give the parents of all revisions ever heard of, or of those a return descends from."""
        if number is None:
            return linked(self._tables.rows("SELECT revision, parent FROM link"))
        return linked(self._tables.rows(_ANCESTORS, number))

    def links_of(self, ids: Iterable[str]) -> dict[str, frozenset[str]]:
        """Give the parents of the revisions named, where they were heard of, and of all above them."""
        return linked(self._tables.rows(_ABOVE, json.dumps(sorted(ids))))

    # --- acts

    def acts(self, subject: str | None = None) -> tuple[Act, ...]:
        """Give the acts about a subject, or all, in the order they were heard of."""
        where, parameters = ("WHERE subject = ?", (subject,)) if subject is not None else ("", ())
        found = self._tables.rows(f"SELECT record FROM act {where} ORDER BY at, id", *parameters)
        return tuple(Act.of(json.loads(record)) for (record,) in found)

    def add_act(self, act: Act, *, made_here: bool) -> bool:
        """Add an act unless it is held; says whether it was new."""
        if self.has_act(act.id):
            return False
        self._tables.write(
            "INSERT INTO act (id, subject, kind, record, made_here, at) VALUES (?, ?, ?, ?, ?, ?)",
            *(act.id, act.subject, act.kind.value, canonical_json(act.record()).decode()),
            *(int(made_here), answers.now()),
        )
        return True

    def import_acts(self) -> tuple[Act, ...]:
        """Give every act about an import."""
        found = self._tables.rows("SELECT record FROM act WHERE subject >= 'import:' AND subject < 'import;'")
        return tuple(Act.of(json.loads(record)) for (record,) in found)

    def withdrawn(self) -> frozenset[str]:
        """Give the ids of the imports that are taken out."""
        return withdrawn_imports(self.import_acts())

    # --- imports

    def add_import(self, arrival: Arrival, maker: Maker | None) -> None:
        """Record that a file arrived and which revisions it brought; again changes nothing."""
        self._tables.write(
            "INSERT OR IGNORE INTO import (id, name, language, maker, at, issues, places)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            *(arrival.digest, arrival.name, arrival.language, self._tables.maker(maker)),
            *(answers.now(), answers.issues_written(arrival.issues)),
            answers.places_written(arrival.places),
        )
        self._tables.write_many(
            "INSERT OR IGNORE INTO import_revision SELECT i.import, r.revision"
            " FROM import i, revision r WHERE i.id = ? AND r.id = ?",
            [(arrival.digest, revision.id) for revision in arrival.revisions],
        )

    def add_original(self, arrival: Arrival) -> None:
        """Keep the bytes of a file with its import, where they are at hand and were not kept before."""
        purged = self.purged()
        if arrival.original and not any(revision.id in purged for revision in arrival.revisions):
            self._tables.write(
                "INSERT OR IGNORE INTO original SELECT import, ? FROM import WHERE id = ?",
                *(arrival.original, arrival.digest),
            )

    def original(self, id_: str) -> bytes:
        """Give the bytes of a file that arrived; empty when they were not kept."""
        found = self._tables.one("SELECT content FROM original JOIN import USING (import) WHERE id = ?", id_)
        return bytes(found) if found is not None else b""

    def keep_report(self, id_: str, content: str) -> None:
        """Keep with an import what was told about it; a later report takes its place."""
        self._tables.write(
            "INSERT OR REPLACE INTO report SELECT import, ? FROM import WHERE id = ?",
            *(zlib.compress(content.encode()), id_),
        )

    def report(self, id_: str) -> str:
        """Give what was told about an import; empty when nothing was kept."""
        found = self._tables.one("SELECT content FROM report JOIN import USING (import) WHERE id = ?", id_)
        return zlib.decompress(found).decode() if found is not None else ""

    def import_ids(self) -> frozenset[str]:
        """Give the ids of all imports."""
        return frozenset(id_ for (id_,) in self._tables.rows("SELECT id FROM import"))

    def imports_of(self, ids: Iterable[str]) -> dict[str, tuple[ImportRecord, ...]]:
        """Give for each of some revisions the imports that brought it, in the order of arrival."""
        wanted = json.dumps(sorted(ids))
        found: dict[str, list[ImportRecord]] = {}
        records = {record.id: record for record in self._imports_where(_BROUGHT_SOME, wanted)}
        for revision, import_ in self._tables.rows(_BROUGHT_BY, wanted):
            found.setdefault(revision, []).append(records[import_])
        return {revision: tuple(brought_by) for revision, brought_by in found.items()}

    def imports(self, id_: str | None = None) -> tuple[ImportRecord, ...]:
        """Give the imports in the order of arrival: all or one."""
        return self._imports_where("") if id_ is None else self._imports_where("WHERE i.id = ?", id_)

    def _imports_where(self, where: str, *parameters: str) -> tuple[ImportRecord, ...]:
        found = self._tables.rows(
            "SELECT i.import, i.id, i.name, i.at, m.record, i.issues, i.language"
            f" FROM import i LEFT JOIN maker m USING (maker) {where} ORDER BY i.import",
            *parameters,
        )
        if not found:
            return ()
        out, keys = self.withdrawn(), self._tables.keys()
        return tuple(self._import_record(row, out, keys) for row in found)

    def _import_record(
        self,
        row: tuple[int, str, str, int, str | None, str, str],
        out: frozenset[str],
        keys: Mapping[int, ReturnKey],
    ) -> ImportRecord:
        number, id_, name, at, maker, issues, language = row
        brought = self._tables.rows(
            "SELECT r.id, r.return FROM import_revision JOIN revision r USING (revision)"
            " WHERE import = ? ORDER BY r.id",
            number,
        )
        person = answers.maker_of(maker)
        touched = {keys[revision[1]] for revision in brought}
        return ImportRecord(
            id_,
            name,
            answers.moment(at),
            person.name if person else "",
            tuple(revision[0] for revision in brought),
            id_ in out,
            tuple(sorted(touched)),
            answers.issues_of(issues),
            language,
        )

    def archived_year(self, import_id: str) -> str:
        """Give the year in an archive that an import brought revisions of; empty when none is away."""
        found = self._tables.one(
            "SELECT min(a.year) FROM past_import JOIN archive a USING (archive) JOIN import i USING (import)"
            " WHERE i.id = ?",
            import_id,
        )
        return str(found or "")

    def place(self, import_id: str, cell: str) -> tuple[str, str]:
        """Give sheet and place of a cell in an imported file; empty when not known."""
        packed = self._tables.one("SELECT places FROM import WHERE id = ?", import_id)
        return answers.place_in(packed, cell) if packed else ("", "")

    # --- everything together

    def sources(self, number: int) -> dict[str, frozenset[str]]:
        """Give for each revision of a return the imports that brought it, or HERE."""
        found: dict[str, set[str]] = {}
        for id_, made_here in self._tables.rows(
            "SELECT id, made_here FROM revision WHERE return = ?", number
        ):
            found[id_] = {HERE} if made_here else set()
        for id_, source in self._tables.rows(
            "SELECT r.id, i.id FROM revision r JOIN import_revision USING (revision)"
            " JOIN import i USING (import) WHERE r.return = ?",
            number,
        ):
            found[id_].add(source)
        return {id_: frozenset(names) for id_, names in found.items()}

    def history(self, keys: Iterable[ReturnKey] | None = None, addition: History | None = None) -> History:
        """Give everything ever heard of, or what concerns the returns named and what is added to them.

        A link told by one file may be the way from a revision another file brings later, so those above
        what is added belong to it.
        """
        chosen = tuple(keys) if keys is not None else tuple(self._tables.keys().values())
        revisions: dict[str, Revision] = {}
        sources: dict[str, frozenset[str]] = {}
        for key in chosen:
            number = self._tables.known_return(key)
            if number is not None:
                revisions |= self.revisions(number)
                sources |= self.sources(number)
        if keys is None:
            return History(revisions, self.links(), {act.id: act for act in self.acts()}, sources)
        told = addition.links if addition else {}
        above = {parent for parents in told.values() for parent in parents}
        links = self.links_of((*revisions, *told, *above))
        acts = {id_: act for key in chosen for id_, act in self._acts_about(key).items()}
        return History(revisions, links, acts, sources)

    def _acts_about(self, key: ReturnKey) -> dict[str, Act]:
        """Give the acts that concern a return, and those about imports: a file may arrive only later."""
        found = self._tables.rows(_ACTS_OF_RETURN, key.id)
        return {id_: Act.of(json.loads(record)) for id_, record in found}

    def has_act(self, id_: str) -> bool:
        """Say whether an act was heard of."""
        return self._tables.one("SELECT 1 FROM act WHERE id = ?", id_) is not None

    def unsent(self, number: int) -> bool:
        """Say whether a revision made here was never sent, nor one that descends from it."""
        made = {
            row[0]
            for row in self._tables.rows("SELECT id FROM revision WHERE return = ? AND made_here = 1", number)
        }
        if not made:
            return False
        subjects = self._tables.rows("SELECT subject FROM act WHERE kind = ?", ActKind.SENT.value)
        waiting = [subject.removeprefix("revision:") for (subject,) in subjects]
        links = self.links(number)
        known: set[str] = set()
        while waiting:
            one = waiting.pop()
            if one not in known:
                known.add(one)
                waiting.extend(links.get(one, ()))
        return bool(made - known)
