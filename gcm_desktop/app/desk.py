"""One open data file with its catalogue and the person at the keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from gcm_desktop.app import people
from gcm_desktop.domain.catalogue import Catalogue, Indicator
from gcm_desktop.domain.curtain import Curtain
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.records import Maker
from gcm_desktop.domain.units import ReportingUnit, ReturnKey, parse_unit, registers_of, return_of
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import BELOW, Words

if TYPE_CHECKING:
    from gcm_desktop.store import Count, DataFile


class Desk:
    """Everything the verbs need: the file, its catalogue, who works, and what the window shows first."""

    def __init__(self, file: DataFile, maker: Maker | None, listed: bool = True) -> None:
        self.file = file
        self.maker = maker
        self._listed = listed
        self._looked: tuple[ReportingUnit | None, str] | None = None  # in a file that is only read
        self._spoken = ""
        self._asked: dict[ReturnKey, tuple[Indicator, ...]] = {}
        self.curtain: Curtain | None = None

    @staticmethod
    def create(
        path: Path,
        unit: str,
        period: str,
        *,
        national: bool = False,
        language: str = "tk",
        maker: Maker | None = None,
        listed: bool = True,
    ) -> Desk:
        """Make a new file for a unit, or for the nation; never over an existing one.

        ``listed`` puts it on the start page's list of recent files, here and when it is closed.
        """
        from gcm_desktop.catalogue import load
        from gcm_desktop.store import create_file

        catalogue = load()
        first = known_unit(catalogue, unit) if unit else None
        if first is None and not national:
            raise UserError("E207")
        if first is not None and national and first.practice:
            raise UserError("E213")
        parse_period(period)
        desk = Desk(create_file(path, national=national, catalogue=catalogue, maker=maker), maker, listed)
        desk.file.set_setting("unit", str(first) if first else "")
        desk.file.set_setting("period", period)
        desk.file.set_setting("language", language)
        if first and not national:
            desk.file.ensure_return(return_of(first, period))
        desk.remember()
        return desk

    @staticmethod
    def open(
        path: Path,
        maker: Maker | None = None,
        view_only: bool = False,
        *,
        accept_loss: bool = False,
        listed: bool = True,
    ) -> Desk:
        """Open a file; who has it open already is said in the error.

        ``accept_loss`` goes on without last entries that are missing (E306).
        """
        from gcm_desktop.store import open_file

        file = open_file(path, maker=maker, view_only=view_only, accept_loss=accept_loss)
        desk = Desk(file, maker, listed)
        desk.remember()
        return desk

    @property
    def catalogue(self) -> Catalogue:
        """Give the catalogue the file's returns use."""
        return self.file.catalogue

    def adopt(self, catalogue: Catalogue) -> None:
        """Ask by another version of the catalogue from now on."""
        self.file.adopt_catalogue(catalogue)
        self._asked.clear()

    @property
    def national(self) -> bool:
        """Say whether the file holds the returns of many units."""
        return self.file.national

    @property
    def language(self) -> str:
        """Give the language of the file's forms and prints."""
        if self._spoken:
            return self._spoken
        return self.file.setting("language", "tk")

    @language.setter
    def language(self, language: str) -> None:
        if self.file.view_only:
            self._spoken = language
        else:
            self.file.set_setting("language", language)

    @property
    def unit(self) -> ReportingUnit | None:
        """Give the unit the window shows first; an office file has only this one."""
        if self._looked is not None and self.national:
            return self._looked[0]
        text = self.file.setting("unit")
        return parse_unit(text) if text else None

    @property
    def period(self) -> str:
        """Give the period the window shows first."""
        return self._looked[1] if self._looked is not None else self.file.setting("period")

    @property
    def practice(self) -> bool:
        """Say whether the file is for learning: its figures are made up and never meet real ones."""
        return self.unit is not None and self.unit.practice

    def show(self, unit: ReportingUnit | None, period: str) -> None:
        """Keep which unit and period the window shows first from now on."""
        parse_period(period)
        if self.file.view_only:
            self._looked = (unit, period)
            return
        if self.national:
            self.file.set_setting("unit", str(unit) if unit else "")
        self.file.set_setting("period", period)

    def key(self, unit: ReportingUnit | str | None = None, period: str | None = None) -> ReturnKey:
        """Give the return of a unit for a period; left out, those the window shows first."""
        period = period or self.period
        parse_period(period)
        return return_of(self.own_unit(unit), period)

    def registers_key(self, unit: ReportingUnit | str | None = None) -> ReturnKey:
        """Give the return that holds a unit's registers."""
        return registers_of(self.own_unit(unit))

    def own_unit(self, unit: ReportingUnit | str | None = None) -> ReportingUnit:
        """Find the unit meant; an office file holds one unit, a national file asks which."""
        own = self.unit
        if unit is None:
            if own is None:
                raise UserError("E207")
            return own
        meant = known_unit(self.catalogue, unit) if isinstance(unit, str) else unit
        if self.national and meant.practice:
            raise UserError("E213")
        if not self.national and own is not None and meant != own:
            raise UserError("E208", unit=str(meant), own=str(own))
        return meant

    def asked(self, key: ReturnKey) -> tuple[Indicator, ...]:
        """Give the indicators a return asks, in the order of the pages."""
        if key.is_register:
            return ()
        if key not in self._asked:
            from gcm_desktop.catalogue import asked

            self._asked[key] = asked(self.catalogue, key.unit, parse_period(key.period))
        return self._asked[key]

    def asked_codes(self, key: ReturnKey) -> frozenset[str]:
        """Give the codes of the indicators a return asks."""
        return frozenset(indicator.code for indicator in self.asked(key))

    def previous(self, key: ReturnKey) -> dict[str, Value]:
        """Give the same unit's values of the period before, where this file has them."""
        return self._other_period(key, back="previous")

    def last_year(self, key: ReturnKey) -> dict[str, Value]:
        """Give the same unit's values of the same period a year ago, where this file has them."""
        return self._other_period(key, back="year_before")

    def _other_period(self, key: ReturnKey, back: str) -> dict[str, Value]:
        if key.is_register:
            return {}
        earlier = getattr(parse_period(key.period), back)
        if earlier is None:
            return {}
        other = return_of(key.unit, earlier.text)
        return self.values_today(other)

    def values_today(self, key: ReturnKey) -> dict[str, Value]:
        """Give what a return says, read under today's codes; nothing for one that is not here.

        A value emptied under today's code stays empty, whatever stands under an older one.
        """
        found = self.file.cells(key)
        return self.curtain.values(str(key.unit), key.period, found) if self.curtain else found

    def behind(self, curtain: Curtain | None) -> Desk:
        """Give the same desk as a publication's readers may see it, or without a curtain as it is."""
        seen = copy(self)
        seen.curtain = curtain
        return seen

    def conflict_cells(self, key: ReturnKey) -> frozenset[str]:
        """Give the cells of a return that returns disagree about, under today's codes."""
        from gcm_desktop.catalogue import became

        lines = self.catalogue.crosswalk
        return frozenset(became(lines, cell) for _, cell, _ in self.file.conflicts(key))

    def counts(self, key: ReturnKey) -> Mapping[int, Count]:
        """Give filled, expected, unread and conflicts per goal, also for a return nobody began."""
        from gcm_desktop.app.nil import answered, nils

        return answered(self.file.counts(key), nils(self, key))

    def remember(self) -> None:
        """Put the file on top of the recent ones, as the start page shows it."""
        if not self._listed:
            return
        unit, period = self.unit, self.period
        filled = expected = 0
        saved = ""
        if unit is not None and period:
            key = return_of(unit, period)
            if key in self.file.returns():
                counts = self.counts(key).values()
                filled, expected = sum(c.filled for c in counts), sum(c.expected for c in counts)
                moment = self.file.last_saved(key)
                saved = moment.isoformat(timespec="seconds") if moment else ""
        people.remember(self.file.path, str(unit) if unit else "", period, filled, expected, saved)

    def close(self) -> None:
        """Close the file: it is complete by itself and a verified copy is made."""
        try:
            self.remember()
        finally:
            self.file.close()

    def __enter__(self) -> Self:
        """Give the desk itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file whatever happened."""
        self.close()


def known_unit(catalogue: Catalogue, text: str) -> ReportingUnit:
    """Read a reporting unit and make sure the catalogue knows its office and area."""
    unit = parse_unit(text)
    if unit.office not in catalogue.offices or unit.area not in catalogue.areas:
        raise UserError("E206", unit=text)
    return unit


def unit_name(catalogue: Catalogue, unit: ReportingUnit, language: str) -> str:
    """Name a unit for people: the area for a department of the Service, the body's name at the nation."""
    from gcm_desktop.domain.units import NATION, SERVICE

    area, office = catalogue.areas.get(unit.area), catalogue.offices.get(unit.office)
    if unit.office == SERVICE and area is not None and unit.area != NATION:
        return area.name.of(language)
    if unit.area == NATION and office is not None:
        return office.name.of(language)
    names = [thing.name.of(language) for thing in (office, area) if thing is not None]
    return ", ".join(names) or str(unit)


def unit_named(catalogue: Catalogue, unit: ReportingUnit, spoken: Words, apart: str = BELOW) -> str:
    """Name a unit in the language of a paper, or in both."""
    return spoken.each(lambda own: unit_name(catalogue, unit, own.code), apart)
