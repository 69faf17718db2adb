"""What stands around every official paper: whose it is, its period, its code and its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gcm_desktop.app import printing
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.official import official
from gcm_desktop.domain.units import NATION, ReportingUnit
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.reports.model import Kind, Summary


def cover(desk: Desk, unit: ReportingUnit, period: str, spoken: Words, kind: Kind, **facts: str) -> Summary:
    """Give the cover of a paper about one unit or, with the nation's unit, about all; no goals."""
    from gcm_desktop.reports.model import Summary

    page = official(desk)
    home = unit.area == NATION and desk.national
    return Summary(
        language=spoken.code,
        second=printing.second_of(spoken),
        kind=kind,
        office=printing.office_name(desk.catalogue, unit, spoken),
        department=page.department or ("" if home else printing.department(spoken, desk.catalogue, unit)),
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
