"""Archiving: a closed year moves to a file beside, its values stay to look back at, and it can come back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gcm_desktop.app import acting
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.periods import GONE, held
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.store import ArchiveInfo


@dataclass(frozen=True, slots=True)
class ClosedYear:
    """A year that is over, and what is still open in it."""

    year: str
    keys: tuple[ReturnKey, ...]
    unsent: tuple[ReturnKey, ...] = ()
    conflicts: int = 0
    unread: int = 0

    @property
    def is_settled(self) -> bool:
        """Say whether it may leave without a person saying so."""
        return not (self.unsent or self.conflicts or self.unread)


def closed_years(desk: Desk) -> tuple[ClosedYear, ...]:
    """Give the years of this file that are over, the earliest first."""
    current = _current_year(desk)
    by_year: dict[int, list[ReturnKey]] = {}
    for key in desk.file.returns():
        year = _year(key)
        if year and year < current:
            by_year.setdefault(year, []).append(key)
    return tuple(_closed(desk, f"{year:04d}", keys) for year, keys in sorted(by_year.items()))


def _current_year(desk: Desk) -> int:
    """Give the year that is not over: today's, or a later one this file has a return of (clocks stop)."""
    return max([date.today().year, *map(_year, desk.file.returns())])


def _year(key: ReturnKey) -> int:
    if key.is_register or not key.period:
        return 0
    period = parse_period(key.period)
    return 0 if period.is_cited else period.year


def _closed(desk: Desk, year: str, keys: Iterable[ReturnKey]) -> ClosedYear:
    all_ = tuple(sorted(keys))
    return ClosedYear(
        year,
        all_,
        tuple(key for key in all_ if acting.state_of(desk, key) not in GONE),
        sum(len(desk.file.conflicts(key)) for key in all_),
        sum(len(desk.file.unread(key)) for key in all_),
    )


def archives(desk: Desk) -> tuple[ArchiveInfo, ...]:
    """Give the years that lie in files of their own."""
    return desk.file.archives()


def archive_place(desk: Desk, archive: ArchiveInfo) -> Path:
    """Say where an archive was put: beside the data file."""
    return desk.file.path.with_name(archive.name)


def archive_of(desk: Desk, key: ReturnKey) -> ArchiveInfo | None:
    """Give the archive a return lies in; nothing for one that is here."""
    year = desk.file.archived(key)
    return next((one for one in archives(desk) if one.year == year), None) if year else None


def looked_into(desk: Desk, away: ArchiveInfo, path: Path | None = None) -> Desk:
    """Open an archive to look at, from beside the file or from where it lies now; E322 for another file."""
    place = path or archive_place(desk, away)
    there = Desk.open(place, view_only=True, listed=False)
    if there.file.archive_of != away.year or there.file.revisions_digest(away.keys) != away.digest:
        there.file.close()
        raise UserError("E322", file=place.name, year=away.year)
    return there


def archive(desk: Desk, year: str, *, confirmed: bool = False) -> Path:
    """Move a closed year to a file beside; gives its path.

    Raises E323 when the file holds no such year, E326 while the year goes on, and E327 when
    something is open in it and nobody confirmed.
    """
    if any(one.year == year for one in desk.file.archives()):
        raise UserError("E328", year=year)
    found = next((one for one in closed_years(desk) if one.year == year), None)
    if found is None:
        here = any(f"{_year(key):04d}" == year for key in desk.file.returns())
        raise UserError("E326" if here else "E323", year=year)
    if not found.is_settled and not confirmed:
        open_ = len(found.unsent), found.conflicts, found.unread
        raise UserError("E327", year=year, unsent=open_[0], conflicts=open_[1], unread=open_[2])
    path = desk.file.archive_year(year, found.keys, desk.maker)
    _show_what_is_here(desk)
    return path


def _show_what_is_here(desk: Desk) -> None:
    """Let the window begin with a return that is here, the last one, when there is one."""
    unit = desk.unit
    if unit is None or desk.key() in desk.file.returns():
        return
    here = {key.period for key in desk.file.returns()}
    left = [period for period in held(desk, unit) if period.text in here and not period.is_cited]
    if left:
        desk.show(unit, left[-1].text)


def bring_back(desk: Desk, year: str, path: Path | None = None) -> tuple[ReturnKey, ...]:
    """Take an archived year in again, from beside the file or from where it lies now; gives its returns."""
    found = next((one for one in desk.file.archives() if one.year == year), None)
    if found is None:
        raise UserError("E323", year=year)
    return desk.file.bring_back(year, path or archive_place(desk, found), desk.maker)
