"""SDMX-CSV: the columns of our dataflow, and a cell as a row of codes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.cells import CellKind, Part, indicator_cell, parse_cell
from gcm_desktop.domain.curtain import is_hidden
from gcm_desktop.domain.entries import decimals_of
from gcm_desktop.domain.periods import UNDATED, Frequency, parse_period
from gcm_desktop.domain.values import Basis, Precision
from gcm_desktop.exchange.observations import ALL, Observation, given

AGENCY: Final = "TDMG"
DATAFLOW: Final = f"{AGENCY}:DF_GCM_TM(1.0.0)"
TOTAL: Final = "_T"  # not broken down
#: Lists with a column of their own; every other list stands in COMPOSITE_BREAKDOWN.
OWN_DIMENSIONS: Final = ("SEX", "AGE", "CIT")
COMPOSITE: Final = "COMPOSITE_BREAKDOWN"
DIMENSIONS: Final = (
    "FREQ",
    "OFFICE",
    "REF_AREA",
    "INDICATOR",
    "PART",
    *OWN_DIMENSIONS,
    COMPOSITE,
    "TIME_PERIOD",
)
MEASURE: Final = "OBS_VALUE"
ATTRIBUTES: Final = (
    "TEXT_VALUE",
    "OBS_STATUS",
    "PRECISION",
    "BASIS",
    "UNIT_MEASURE",
    "UNIT_MULT",
    "DECIMALS",
    "UNITS_ASKED",
    "UNITS_ANSWERED",
    "COMMENT_OBS",
    "SOURCE_DETAIL",
    "REVISION",
    "CATALOGUE",
)
#: Of a publication alone: whether a figure is kept back.
CONFIDENTIAL: Final = "CONF_STATUS"
FREE, KEPT_BACK = "F", "C"
UNDATED_TIME: Final = "9999"  # SDMX time has no word for it; FREQ says _U beside it
_FREQUENCIES: Final = {Frequency.SPAN: "_O", Frequency.UNDATED: "_U"}
PRECISIONS: Final = {
    Precision.EXACT: "EXACT",
    Precision.ABOUT: "ABOUT",
    Precision.AT_LEAST: "AT_LEAST",
    Precision.MORE_THAN: "MORE_THAN",
    Precision.ALMOST: "ALMOST",
}
BASES: Final = {Basis.PERIOD: "PERIOD", Basis.CUMULATIVE: "CUMULATIVE", Basis.PLANNED: "PLANNED"}


class SdmxForm(StrEnum):
    """The two forms of SDMX-CSV."""

    V1 = "1.0"  # SDMX 2.1
    V2 = "2.0"  # SDMX 3.0


def header(form: SdmxForm, *, published: bool = False) -> tuple[str, ...]:
    """Give the names of the columns; a publication has one more."""
    first = ("DATAFLOW",) if form is SdmxForm.V1 else ("STRUCTURE", "STRUCTURE_ID", "ACTION")
    return (*first, *_columns(published))


def _columns(published: bool) -> tuple[str, ...]:
    return (*DIMENSIONS, MEASURE, *ATTRIBUTES, *[CONFIDENTIAL] * published)


def sdmx_csv(
    catalogue: Catalogue, observations: Iterable[Observation], form: SdmxForm, *, published: bool = False
) -> bytes:
    """Give the bytes of a data file: UTF-8, commas, decimal points; equal observations give equal bytes."""
    first = (DATAFLOW,) if form is SdmxForm.V1 else ("dataflow", DATAFLOW, "I")
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(header(form, published=published))
    for one in observations:
        row = dimensions_of(one) | _attributes(catalogue, one)
        row[CONFIDENTIAL] = KEPT_BACK if is_hidden(one.value) else FREE
        writer.writerow((*first, *(row.get(name, "") for name in _columns(published))))
    return written.getvalue().encode()


def dimensions_of(one: Observation) -> dict[str, str]:
    """Give the codes an observation is found by."""
    code, period = parse_cell(one.cell), parse_period(one.period)
    row = dict.fromkeys((*OWN_DIMENSIONS, "PART", COMPOSITE), TOTAL)
    others = []
    for dim, category in code.breakdown:
        if dim in OWN_DIMENSIONS:
            row[dim] = category
        else:
            others.append(f"{dim}-{category}")
    if others:
        row[COMPOSITE] = "$".join(others)
    name = code.indicator if code.kind is CellKind.INDICATOR else one.cell
    return row | {
        "FREQ": _FREQUENCIES.get(period.frequency, period.frequency.value),
        "OFFICE": one.office,
        "REF_AREA": one.area,
        "INDICATOR": name.replace(".", "_"),
        "PART": code.part.value or TOTAL,
        "TIME_PERIOD": UNDATED_TIME if period.frequency is Frequency.UNDATED else period.text,
    }


def _attributes(catalogue: Catalogue, one: Observation) -> dict[str, str]:
    parts = given(catalogue, one.cell, one.value)
    row = {
        MEASURE: parts.figure,
        "TEXT_VALUE": parts.text,
        "OBS_STATUS": parts.status,
        "PRECISION": PRECISIONS[parts.precision],
        "BASIS": BASES[parts.basis],
        "COMMENT_OBS": parts.note,
        "SOURCE_DETAIL": parts.source,
        "REVISION": " ".join(one.heads),
        "CATALOGUE": one.catalogue,
    }
    if one.office == ALL:
        row |= {"UNITS_ASKED": str(one.asked), "UNITS_ANSWERED": str(one.answered)}
    return row | _measured(catalogue, one.cell)


def _measured(catalogue: Catalogue, cell: str) -> dict[str, str]:
    """Give unit, power of ten and decimals; the parts of a ratio are plain numbers."""
    code = parse_cell(cell)
    indicator = catalogue.indicators.get(code.indicator)
    unit = catalogue.units.get(indicator.unit) if indicator else None
    if indicator is None or unit is None:
        return {}
    decimals = str(decimals_of(indicator, code.part))
    if code.part in (Part.NUMERATOR, Part.DENOMINATOR):
        return {"UNIT_MEASURE": "NUMBER", "UNIT_MULT": "0", "DECIMALS": decimals}
    return {"UNIT_MEASURE": unit.sdmx, "UNIT_MULT": str(unit.multiplier), "DECIMALS": decimals}


def cell_of(row: Mapping[str, str]) -> str:
    """Give the cell code a row's dimensions name; raises UserError E201 when they name none."""
    name = row.get("INDICATOR", "").replace("_", ".", 1)
    breakdown = [(dim, row[dim]) for dim in OWN_DIMENSIONS if row.get(dim, TOTAL) not in ("", TOTAL)]
    others = row.get(COMPOSITE, "")
    if others not in ("", TOTAL):
        breakdown += [(dim, code) for dim, _, code in (item.partition("-") for item in others.split("$"))]
    part = row.get("PART", TOTAL)
    cell = indicator_cell(name, tuple(breakdown), "" if part in ("", TOTAL) else part)
    return str(parse_cell(cell))


def period_of(row: Mapping[str, str]) -> str:
    """Give the period of a row; raises UserError E202 when it is none."""
    text = row.get("TIME_PERIOD", "")
    return UNDATED if text == UNDATED_TIME else parse_period(text).text
