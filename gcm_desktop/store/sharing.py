"""Two national files tell each other everything: the union of what both hold, in one transaction."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from gcm_desktop.domain.merge import HERE, Change, History, changes
from gcm_desktop.domain.records import Act, Maker, canonical_json
from gcm_desktop.domain.sharing import SharedImport, SharedPurge, SharedReturn
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.store import answers
from gcm_desktop.store.data_file import DataFile
from gcm_desktop.store.shapes import Arrival


@dataclass
class Taken:
    """What taking another file in changed."""

    returns: int = 0
    revisions: int = 0
    imports: int = 0
    acts: int = 0
    changes: list[Change] = field(default_factory=list)
    purged: tuple[SharedPurge, ...] = ()  # newly heard of
    removed: int = 0  # cells of revisions whose content was here and goes


@dataclass(frozen=True)
class Told:
    """What another file says beside its returns; ``digest`` and ``name`` are those of the parcel."""

    digest: str
    name: str
    language: str
    imports: tuple[SharedImport, ...]
    acts: tuple[Act, ...]
    links: Mapping[str, frozenset[str]]
    catalogues: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)  # digest → number, dump
    purged: tuple[SharedPurge, ...] = ()


class _Undone(Exception):
    """The taking was only tried."""


class Sharing:
    """The part of a data file that speaks with another one."""

    def __init__(self, file: DataFile) -> None:
        self._file = file
        self._tables, self._holdings, self._uniting = file._tables, file._holdings, file._uniting

    # --- telling

    def imports(self) -> Iterator[SharedImport]:
        """Give the files that arrived."""
        for id_, name, language, maker, at, issues, places in self._tables.rows(
            "SELECT i.id, i.name, i.language, m.record, i.at, i.issues, i.places"
            " FROM import i LEFT JOIN maker m USING (maker) ORDER BY i.id"
        ):
            told = zlib.decompress(places).decode()
            yield SharedImport(id_, name, language, answers.maker_of(maker), at, issues, told)

    def acts(self) -> tuple[Act, ...]:
        """Give what was said."""
        return self._holdings.acts()

    def links(self) -> dict[str, frozenset[str]]:
        """Give the parents of every revision ever heard of."""
        return self._holdings.links()

    def purged(self) -> tuple[SharedPurge, ...]:
        """Give what was removed for good."""
        return self._file._purging.told()

    def held(self, key: ReturnKey) -> SharedReturn:
        """Give what is held of a return; of a revision that lost content for good, what is left."""
        number = self._tables.known_return(key)
        if number is None:
            return SharedReturn(key, (), {})
        revisions = self._holdings.revisions(number)
        return SharedReturn(key, tuple(revisions.values()), self._holdings.sources(number))

    # --- taking

    def take(
        self,
        told: Told,
        returns: Iterable[SharedReturn],
        maker: Maker | None,
        *,
        dry_run: bool = False,
        refuse: Callable[[Taken], None] = lambda _taken: None,
    ) -> Generator[None, None, Taken]:
        """Unite, return by return in one transaction; tried only, everything is as it was afterwards.

        ``refuse`` sees what would change and may raise; then nothing is kept.
        """
        taken = Taken()
        if not dry_run:
            self._file._backup_before_import()
            self._file._overwrite_what_goes()
        try:
            with self._tables.transaction():
                moved = self._purge(told, taken)
                yield from self._united(told, returns, maker, taken)
                refuse(taken)
                taken.changes = [*moved, *taken.changes]
                if dry_run:
                    raise _Undone
        except _Undone:
            pass
        else:
            self._file._kept(typed=False)
            if taken.removed:
                self._file._leave_nothing_free()
        return taken

    def _purge(self, told: Told, taken: Taken) -> list[Change]:
        """Let go of what was removed for good there; gives what that changes here."""
        before = {key: self._file.current(key) for key in self._concerned(told.purged)}
        taken.purged, content = self._file._purging.hear(told.purged)
        for key, cells in content.items():
            own = {cell for each in cells.values() for cell in each}
            self._file._publications.forget(key, own)
            taken.removed += sum(map(len, cells.values()))
        return [
            change
            for key in sorted(content)
            for change in changes(key, before.get(key, {}), self._file.current(key))
        ]

    def _concerned(self, purged: Iterable[SharedPurge]) -> tuple[ReturnKey, ...]:
        keys, ids = self._tables.keys(), sorted({one.revision for one in purged})
        sql = "SELECT DISTINCT return FROM revision JOIN json_each(?) j ON revision.id = j.value"
        return tuple(keys[number] for (number,) in self._tables.rows(sql, json.dumps(ids)))

    def _united(
        self, told: Told, returns: Iterable[SharedReturn], maker: Maker | None, taken: Taken
    ) -> Generator[None, None, None]:
        self._hold_catalogues(told)
        taken.imports = self._add_imports(told, maker)
        taken.acts = sum(self._holdings.add_act(act, made_here=False) for act in told.acts)
        known = self._holdings.links_of(told.links)  # a link already known is not told anew
        news = {id_: above for id_, above in told.links.items() if id_ not in known}
        self._holdings.add_links(news)
        acts = {act.id: act for act in told.acts}
        left = set(self._uniting._touched((), told.acts))
        for one in returns:
            yield
            left.discard(one.key)
            sources = {
                id_: frozenset(told.digest if name == HERE else name for name in names)
                for id_, names in one.sources.items()
            }
            held = {revision.id: revision for revision in self._holdings.without_purged(one.revisions)}
            links = {id_: frozenset(revision.parents) for id_, revision in held.items()}
            addition = History(held, {**news, **links}, acts, sources)
            taken.revisions += sum(not self._holdings.has_revision(id_) for id_ in held)
            taken.returns += 1
            taken.changes += self._uniting.share(one.key, addition, maker).changes
        for key in sorted(left):  # what was said about files that are here too
            yield
            taken.changes += self._uniting.share(key, History(acts=acts, links=news), maker).changes
        self._file._purging.clean()
        facts = {"import": told.digest, "name": told.name, "new": str(taken.revisions)}
        self._tables.journal("received", None, maker, facts)

    def _hold_catalogues(self, told: Told) -> None:
        for digest, (number, dump) in told.catalogues.items():
            self._tables.write(
                "INSERT OR IGNORE INTO catalogue VALUES (?, ?, ?, ?)",
                *(digest, number, answers.now(), zlib.compress(dump, 9)),
            )

    def _add_imports(self, told: Told, maker: Maker | None) -> int:
        known = self._holdings.import_ids()
        self._holdings.add_import(Arrival(told.digest, told.name, told.language, ()), maker)
        news = [one for one in told.imports if one.id not in known]
        for one in news:
            places = canonical_json(json.loads(one.places))
            self._tables.write(
                "INSERT OR IGNORE INTO import (id, name, language, maker, at, issues, places)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                *(one.id, one.name, one.language, self._tables.maker(one.maker), one.at, one.issues),
                zlib.compress(places),
            )
        return len(news)
