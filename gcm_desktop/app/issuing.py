"""Issuing: the empty forms of all units that are asked in a period, in one folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gcm_desktop.app import older_versions
from gcm_desktop.app.official import COMPACT, official
from gcm_desktop.catalogue import load, units
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.text import Text3
from gcm_desktop.domain.units import ReportingUnit, return_of
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.app.desk import Desk
    from gcm_desktop.exchange import ReturnBook

BLANK: Final = "blank"
Step = Callable[[int, int, str], object]


@dataclass(frozen=True, slots=True)
class Form:
    """One form to be issued; a file that stands at its place already is never written over."""

    unit: ReportingUnit
    path: Path
    book: ReturnBook
    there: bool


def blank_book(
    catalogue: Catalogue,
    unit: ReportingUnit,
    period: str,
    language: str,
    previous: Mapping[str, Value] | None = None,
    compact_name: Text3 = COMPACT,
    lineage: tuple[tuple[str, Any], ...] = (),
) -> ReturnBook:
    """Give what an empty form says."""
    from gcm_desktop.exchange import ReturnBook

    return ReturnBook(
        catalogue=catalogue,
        language=language,
        unit=unit,
        period=period,
        status=BLANK,
        values={},
        registers={},
        previous=previous or {},
        revisions=(),
        links={},
        acts=(),
        heads={},
        check_code="",
        compact_name=compact_name,
        lineage=lineage,
    )


def forms(folder: Path, period: str, language: str, desk: Desk | None = None) -> tuple[Form, ...]:
    """Give the forms of a period; a data file adds its catalogue and the figures of the period before.

    Raises E509 when nobody is asked anything for it.
    """
    catalogue = desk.catalogue if desk else load()
    compact = official(desk).compact if desk else COMPACT
    lineage = older_versions.lineage(desk) if desk else ()
    found = []
    for unit in units(catalogue, parse_period(period)):
        previous = desk.previous(return_of(unit, period)) if desk else {}
        path = folder / f"{period.replace('/', '-')}_{unit}.xlsx"
        book = blank_book(catalogue, unit, period, language, previous, compact, lineage)
        found.append(Form(unit, path, book, path.exists()))
    if not found:
        raise UserError("E509", period=period)
    return tuple(found)


def issue(found: Sequence[Form], step: Step | None = None) -> int:
    """Write those that are not there yet and give how many; ``step`` hears of each. Raises E501."""
    from gcm_desktop.exchange import write_forms

    new = [form for form in found if not form.there]
    for folder in {form.path.parent for form in new}:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError("E501", file=folder.name, reason=error.strerror or str(error)) from error
    if step and new:
        step(0, len(new), new[0].path.name)
    for done, path in enumerate(write_forms((form.book, form.path) for form in new), start=1):
        if step:
            step(done, len(new), path.name)
    return len(new)
