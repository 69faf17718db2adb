"""Reporting units and returns: who answers about what, for which period."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import Final

from gcm_desktop.errors import UserError

SERVICE: Final = "SMS"
NATION: Final = "TM"
PRACTICE: Final = "TM-XX"  # no real area has this code, in any version of the catalogue
FORM: Final = "GCM"
REGISTERS: Final = "REG"
_NAMESPACE: Final = uuid.UUID("6f0c0b4e-6a53-5d0e-9a57-6b1d0a2f4c11")
_AREA = re.compile(r"TM(-[A-Z]{1,2}(-\d\d)?)?", re.ASCII)
_OFFICE = re.compile(r"[A-Z][A-Z0-9]{1,7}", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class ReportingUnit:
    """An office at an area; the Service's departments are named by their area alone."""

    office: str
    area: str

    @property
    def practice(self) -> bool:
        """Say whether it exists for learning only, its figures made up."""
        return self.area == PRACTICE

    def __str__(self) -> str:
        """Give ``TM-M`` for the Service's department, ``MIA`` for a body of the nation, else both."""
        if self.office == SERVICE:
            return self.area
        return self.office if self.area == NATION else f"{self.office}@{self.area}"


def parse_unit(text: str) -> ReportingUnit:
    """Read ``TM-M``, ``MIA`` or ``MIA@TM-M``; raises UserError E203."""
    office, at, area = text.partition("@")
    if at and _OFFICE.fullmatch(office) and _AREA.fullmatch(area):
        return ReportingUnit(office, area)
    if not at and _AREA.fullmatch(text):
        return ReportingUnit(SERVICE, text)
    if not at and _OFFICE.fullmatch(text):
        return ReportingUnit(text, NATION)
    raise UserError("E203", unit=text)


@dataclass(frozen=True, slots=True, order=True)
class ReturnKey:
    """Which return it is; two computers of one office build the same one without talking."""

    office: str
    area: str
    period: str
    form: str = FORM

    @property
    def unit(self) -> ReportingUnit:
        """Give the reporting unit."""
        return ReportingUnit(self.office, self.area)

    @property
    def id(self) -> str:
        """Give the return id, UUIDv5 of form, office, area and period."""
        name = "|".join((self.form, self.office, self.area, self.period))
        return str(uuid.uuid5(_NAMESPACE, name))

    @property
    def is_register(self) -> bool:
        """Say whether it holds register rows instead of a period's answers."""
        return self.form == REGISTERS


def return_of(unit: ReportingUnit, period: str) -> ReturnKey:
    """Give the return of a unit for a period."""
    return ReturnKey(unit.office, unit.area, period)


def registers_of(unit: ReportingUnit) -> ReturnKey:
    """Give the return that holds a unit's registers; it has no period."""
    return ReturnKey(unit.office, unit.area, "", REGISTERS)
