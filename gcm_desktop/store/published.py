"""What was published from a data file, so that no later publication gives away what an earlier one hid."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from gcm_desktop.domain.published import Figure, How, Kept
from gcm_desktop.domain.records import Maker
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.store import answers
from gcm_desktop.store.tables import Tables

_UNKNOWN: Final = ""  # what a hidden figure was is not kept: its content was removed for good


@dataclass(frozen=True, slots=True)
class Published:
    """One publication: ``what`` says kind, unit, period and language; figures by where they stand."""

    number: int
    at: datetime
    by: Maker | None
    what: Mapping[str, str]
    digest: str
    figures: Mapping[Figure, Kept]

    @property
    def hidden(self) -> int:
        """Give how many figures it hid."""
        return sum(one.how is How.HIDDEN for one in self.figures.values())


class Publications:
    """The publications of a file."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def all(self) -> tuple[Published, ...]:
        """Give every publication, oldest first."""
        return tuple(
            Published(
                number,
                answers.moment(at),
                answers.maker_of(maker),
                json.loads(what),
                digest,
                dict(_figures(content)),
            )
            for number, at, maker, what, digest, content in self._tables.rows(
                "SELECT published, at, m.record, what, digest, content FROM published p"
                " LEFT JOIN maker m USING (maker) ORDER BY published"
            )
        )

    def keep(
        self, what: Mapping[str, str], digest: str, figures: Mapping[Figure, Kept], maker: Maker | None
    ) -> bool:
        """Keep a publication; the very same one twice is kept once. Gives whether it is new."""
        if self._tables.one("SELECT 1 FROM published WHERE digest = ?", digest) is not None:
            return False
        told = json.dumps(dict(what), ensure_ascii=False, sort_keys=True)
        with self._tables.transaction():
            self._tables.write(
                "INSERT INTO published (at, maker, what, digest, content) VALUES (?, ?, ?, ?, ?)",
                *(answers.now(), self._tables.maker(maker), told, digest, _packed(figures)),
            )
            self._tables.journal("published", None, maker, what)
        return True

    def forget(self, key: ReturnKey, cells: Collection[str]) -> tuple[int, ...]:
        """Let what hidden figures of some cells were go, within the open transaction; gives where it stood.

        The same figure of other units and of the same year goes with them: from a sum and its parts it
        could be computed.
        """
        indicators, year = {cell.partition("|")[0] for cell in cells}, key.period[:4]
        touched = []
        for one in self.all():
            cleaned = {
                place: held._replace(value=_UNKNOWN)
                if held.how is not How.SHOWN
                and place.indicator in indicators
                and place.period.startswith(year)
                else held
                for place, held in one.figures.items()
            }
            if cleaned != one.figures:
                sql = "UPDATE published SET content = ? WHERE published = ?"
                self._tables.write(sql, _packed(cleaned), one.number)
                touched.append(one.number)
        return tuple(touched)


def _packed(figures: Mapping[Figure, Kept]) -> bytes:
    rows = [[*place, one.value, int(one.how)] for place, one in sorted(figures.items())]
    return zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())


def _figures(content: bytes) -> Iterator[tuple[Figure, Kept]]:
    for subject, period, cell, value, how in json.loads(zlib.decompress(content)):
        yield Figure(subject, period, cell), Kept(value, How(how))
