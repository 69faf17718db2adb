"""Exporting: answers leave as a table of data, as SDMX-CSV or as CSV for Excel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from gcm_desktop.app import publishing
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.figures import Nation, national_figures
from gcm_desktop.domain.audience import Audience
from gcm_desktop.domain.catalogue import AreaRule, Catalogue, Indicator, ValueType
from gcm_desktop.domain.cells import Part, indicator_cell, parse_cell
from gcm_desktop.domain.curtain import HIDDEN, is_hidden
from gcm_desktop.domain.entries import decimals_of
from gcm_desktop.domain.numbers import canonical
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.units import NATION, ReportingUnit, ReturnKey
from gcm_desktop.domain.values import Precision, State, number
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.exchange.observations import Observation


class DataForm(StrEnum):
    """The forms a table of data leaves in."""

    SDMX_1 = "sdmx-1.0"
    SDMX_2 = "sdmx-2.0"
    EXCEL = "excel"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which answers leave: of one unit or all, of one period or all, with the nation's figures or not."""

    unit: ReportingUnit | None = None  # nothing = every unit of the file
    period: str = ""  # empty = every period of the file
    nation: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """The table that was written."""

    path: Path
    observations: int
    returns: int
    left_out: int  # unread cells and conflicts, which have no value to give


def export_data(
    desk: Desk,
    out: Path,
    form: DataForm,
    scope: Scope,
    language: str | None = None,
    audience: Audience = Audience.INTERNAL,
) -> Exported:
    """Write a table of data, whole or not at all; the same bytes when nothing changed.

    A publication keeps small counts back and is kept with the file.
    Raises UserError E456 (not a .csv), E457 (nothing to write) or E458 (no national figures here).
    """
    from gcm_desktop.exchange import replace_file

    if out.suffix.lower() != ".csv":
        raise UserError("E456", file=out.name)
    keys = returns_in(desk, scope)
    public = _published(desk, scope, keys) if audience is Audience.PUBLICATION else None
    seen = desk if public is None else public.desk
    observations = [one for key in keys for one in _of_return(seen, key)]
    if scope.nation:
        observations += _of_nation(seen, keys)
    if not observations:
        raise UserError("E457")
    replace_file(out, _bytes(seen, form, observations, language or desk.language))
    if public is not None:
        what = {"kind": f"data-{form.value}", "unit": str(scope.unit or ""), "period": scope.period}
        public.keep(out, {name: text for name, text in (what | {"name": out.name}).items() if text})
    left_out = sum(len(desk.file.conflicts(key)) + len(desk.file.unread(key)) for key in keys)
    return Exported(out, len(observations), len(keys), left_out)


def _published(desk: Desk, scope: Scope, keys: tuple[ReturnKey, ...]) -> publishing.Publication:
    periods = {key.period for key in keys if not parse_period(key.period).is_cited}
    return publishing.prepared(desk, publishing.Scope(keys, tuple(sorted(periods)) if scope.nation else ()))


def _bytes(desk: Desk, form: DataForm, found: Iterable[Observation], language: str) -> bytes:
    from gcm_desktop.exchange.csv_excel import excel_csv
    from gcm_desktop.exchange.sdmx import SdmxForm, sdmx_csv

    if form is DataForm.EXCEL:
        return excel_csv(desk.catalogue, found, language)
    shape = SdmxForm.V1 if form is DataForm.SDMX_1 else SdmxForm.V2
    return sdmx_csv(desk.catalogue, found, shape, published=desk.curtain is not None)


def returns_in(desk: Desk, scope: Scope) -> tuple[ReturnKey, ...]:
    """Give the returns of the file that a scope takes in, sorted."""
    if scope.nation and not desk.national:
        raise UserError("E458")
    return tuple(
        key
        for key in desk.file.readable()
        if not key.is_register and scope.unit in (None, key.unit) and scope.period in ("", key.period)
    )


def file_name(desk: Desk, form: DataForm, scope: Scope) -> str:
    """Give the name a table leaves under; names sort by period and unit."""
    parts = [scope.period.replace("/", "-") or "all", str(scope.unit) if scope.unit else "TM-all", form.value]
    return "_".join(parts).replace("@", "-") + ".csv"


def _of_return(desk: Desk, key: ReturnKey) -> Iterator[Observation]:
    from gcm_desktop.exchange.observations import Observation, leaves

    heads = () if desk.curtain is not None else tuple(sorted(desk.file.heads(key)))
    for cell, value in sorted(desk.values_today(key).items()):
        if leaves(value):
            yield Observation(key.office, key.area, key.period, cell, value, desk.catalogue.digest, heads)


def _of_nation(desk: Desk, keys: Iterable[ReturnKey]) -> Iterator[Observation]:
    """Give the nation's figures of every period among the returns, each with how many units are in it."""
    from gcm_desktop.exchange.observations import ALL, Observation

    for period in sorted({key.period for key in keys}):
        if parse_period(period).is_cited:
            continue  # cited figures are never added
        nation = national_figures(desk, period)
        for cell in _national_cells(desk.catalogue, nation):
            code = parse_cell(cell)
            indicator = desk.catalogue.indicators[code.indicator]
            total = nation.total(indicator.code, cell)
            if total.number is None and not total.hidden:
                continue
            precision = Precision.EXACT if indicator.national else nation.precision(cell)
            text = canonical(total.number or Decimal(0), decimals_of(indicator, code.part))
            yield Observation(
                ALL,
                NATION,
                period,
                cell,
                HIDDEN if total.hidden else number(text, precision=precision),
                desk.catalogue.digest,
                asked=total.asked,
                answered=total.answered,
            )


def _national_cells(catalogue: Catalogue, nation: Nation) -> list[str]:
    """Give the cells that have a national figure: the numbers answered, and the results of ratios."""
    cells: set[str] = set()
    for values in nation.values.values():
        for cell, value in values.items():
            code = parse_cell(cell)
            indicator = catalogue.indicators.get(code.indicator)
            given = value.state is State.VALUE or is_hidden(value)
            if indicator is None or not given or not _adds(indicator):
                continue
            if code.part in (Part.NUMERATOR, Part.DENOMINATOR):
                cells.add(indicator_cell(code.indicator, code.breakdown, Part.RESULT))
            cells.add(cell)
    return sorted(cells)


def _adds(indicator: Indicator) -> bool:
    worded = indicator.value_type in (ValueType.TEXT, ValueType.DATE, ValueType.STAGE)
    return not worded and indicator.area_rule is not AreaRule.NOT_AGGREGABLE
