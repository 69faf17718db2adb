"""What stands around every official paper: whose it is, its period, its code and its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.app.official import official
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.text import LANGUAGES, Text3
from gcm_desktop.domain.units import NATION, SERVICE, ReportingUnit
from gcm_desktop.i18n import Pair, Words, words

if TYPE_CHECKING:
    from gcm_desktop.reports.model import Kind, Summary


def cover(desk: Desk, unit: ReportingUnit, period: str, spoken: Words, kind: Kind, **facts: str) -> Summary:
    """Give the cover of a paper about one unit or, with the nation's unit, about all; no goals."""
    from gcm_desktop.reports.model import Summary

    page = official(desk)
    home = unit.area == NATION and desk.national
    return Summary(
        language=spoken.code,
        second=second_of(spoken),
        kind=kind,
        office=office_name(desk.catalogue, unit, spoken),
        department=page.department or ("" if home else department(spoken, desk.catalogue, unit)),
        area=spoken.name(desk.catalogue.areas[unit.area].name),
        period=spoken.period(period),
        compact_name=spoken.name(page.compact),
        check_code=facts.get("check_code", ""),
        catalogue_number=desk.catalogue.number,
        date=facts.get("date", ""),
        goals=(),
        revision=facts.get("revision", ""),
        form_number=page.form_number,
        form_code=page.form_code,
        order=page.order,
        approver=page.approver,
        signatory=page.signatory,
        executor=page.executor,
        phone=page.phone,
    )


def dressed(desk: Desk, made: Summary, unit: ReportingUnit | None = None) -> Summary:
    """Put on a paper what is set for official pages; without a unit it is the file's own or the nation's."""
    page, office = official(desk), named_office(desk, unit, made.words)
    return replace(
        made,
        office=office or made.office,
        order=page.order_told(words(made.language)),  # what is filled in by hand stands once
        approver_name=page.approver_name,
        signatory_name=page.signatory_name,
    )


def named_office(desk: Desk, unit: ReportingUnit | None, spoken: Words) -> str:
    """Give the organisation's name that is set in the file; nothing for the papers of another office."""
    own = desk.unit.office if desk.unit is not None else SERVICE
    named = official(desk).office
    if not named.of(spoken.code) or (unit is not None and unit.office != own):
        return ""
    return spoken.name(Text3(*(named.of(one) or named.of(spoken.code) for one in LANGUAGES)))


def second_of(language: Words) -> str:
    """Give the code of the second language, nothing where there is one only."""
    return language.second.code if isinstance(language, Pair) else ""


def office_name(catalogue: Catalogue, unit: ReportingUnit, language: Words | str) -> str:
    """Give the name of the office that answers."""
    office = catalogue.offices.get(unit.office)
    if office is None:
        return unit.office
    return office.name.of(language) if isinstance(language, str) else language.name(office.name)


def department(language: Words, catalogue: Catalogue, unit: ReportingUnit) -> str:
    """Name the department of an office at an area; nothing for the nation as a whole."""
    if unit.area == NATION or unit.office != SERVICE:
        return "" if unit.area == NATION else unit_name(catalogue, unit, language.code)
    area = catalogue.areas[unit.area].name
    if isinstance(language, Pair):
        return " / ".join(department(own, catalogue, unit) for own in (language.first, language.second))
    return language.say("department for {area}", area=area.of(language.code))


def official_date(language: Words, day: date | None) -> str:
    """Write the day of the revision; the time of printing never stands on a page."""
    return language.official_date(day) if day else ""
