"""Describes the dataflow: ``python -m gcm_desktop.exchange.sdmx_document`` writes the page."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Final

from gcm_desktop.catalogue import load
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.values import QUALITIES
from gcm_desktop.exchange.sdmx import (
    ATTRIBUTES,
    BASES,
    COMPOSITE,
    CONFIDENTIAL,
    DATAFLOW,
    DIMENSIONS,
    MEASURE,
    OWN_DIMENSIONS,
    PRECISIONS,
    SdmxForm,
    header,
)

_ABOUT: Final = {
    "FREQ": "`A` `S` `Q` `M` `D`; `_O` for a span, `_U` for an undated figure",
    "OFFICE": "who answers, CL_OFFICE below; `_T` for a figure of the nation",
    "REF_AREA": "what it is about: `TM`, ISO 3166-2 codes of velayats, own codes of etraps",
    "INDICATOR": "code of the indicator with `_` for the point, `G05_02`; `N05_progress` for a narrative",
    "PART": "`_T` the answer · `N` `D` numerator and denominator of a ratio · `R` only its result is known",
    "SEX": "`F` `M` `_U`; `_T` not broken down",
    "AGE": "CL_AGE below; `_T` not broken down",
    "CIT": "citizenship: ISO 3166-1 alpha-3 and CL_CIT below; `_T` not broken down",
    COMPOSITE: "every other list, as `LIST-CODE`, several joined by `$`: `VISA-BS1`; `_T` not broken down",
    "TIME_PERIOD": "`2026` `2026-S1` `2026-Q3` `2026-07` `2026-07-01` `2019-01-01/P18M`; `9999` for undated",
    MEASURE: "the number; yes is 1, no is 0; empty where there is none or the answer is words",
    "TEXT_VALUE": "the answer in words: texts, narratives, ISO dates, codes of stages",
    "OBS_STATUS": "`A` normal · {qualities} as in CL_OBS_STATUS · `L` `O` `M` `Q` no value, and why",
    "PRECISION": "{precisions}",
    "BASIS": "{bases}",
    "UNIT_MEASURE": "unit of the indicator; `NUMBER` for the parts of a ratio",
    "UNIT_MULT": "power of ten",
    "DECIMALS": "decimals the cell may have",
    "UNITS_ASKED": "of a figure of the nation: how many units are asked",
    "UNITS_ANSWERED": "of a figure of the nation: how many are in it",
    "COMMENT_OBS": "the note of the cell",
    "SOURCE_DETAIL": "the document it was taken from",
    "REVISION": "ids of the revisions the return rested on when it left, apart by spaces",
    "CATALOGUE": "digest of the catalogue whose codes are used",
    CONFIDENTIAL: "of a publication alone: `F` free, `C` kept back, with OBS_STATUS `Q` and no value",
}
_INTRO: Final = f"""# Tables of data: SDMX-CSV and CSV for Excel

This page is written by `python -m gcm_desktop.exchange.sdmx_document` from the catalogue; a test holds it
to that.

The answers of returns leave as SDMX-CSV 1.0 (SDMX 2.1), SDMX-CSV 2.0 (SDMX 3.0) or CSV for Excel, and come
in again:

- `gcm-desktop data-out FILE.gcm OUT.csv --form sdmx-2.0 --unit TM-M --period 2026-Q3`; `--all-units`,
  `--all-periods`, and `--nation` for the national figures beside the units'. In the window: the menu,
  Tables.
- In the window a table dropped on it, or chosen with the returns, is listed beside them.
- `gcm-desktop data-in FILE.gcm OUT.csv --dry-run` shows what would change, without the option it is kept:
  one transaction, withdrawn like any import. What rested on an older state of the return meets it as every
  revision does; a table without the column REVISION that says otherwise is a conflict for a person.

Dataflow and structure: `{DATAFLOW}`. One row is one cell of one return. Blank cells have no row, neither
have unread cells and conflicts; a blank cell with a note has a row without value and status. What leaves
and comes in is the same cell with the same state, value, marks, note and source. Registers are lists, not
statistics, and stay out. Rows whose ACTION is `D` empty their cell; other actions set it. Columns may stand
in any order, codes may carry labels (`TM-M: Mary`), columns other than OFFICE, REF_AREA, INDICATOR,
TIME_PERIOD and OBS_VALUE may be missing. National figures (OFFICE `_T`) are left out when a table comes in:
they follow from the units' answers.

`--for publication` keeps small counts of sensitive indicators back as on paper
([printing.md](printing.md)): the row stays, with `Q` and without value; notes and sources of sensitive
cells, REVISION and results typed for ratios of sensitive counts are left out, and the table is kept among
the file's publications. Such a table that comes in says nothing about the figures it keeps back.

CSV for Excel has the same cells with names beside the codes: UTF-8 with its mark, semicolons, the decimal
sign and the headings of the language; texts that begin like a formula carry an apostrophe, taken off again
on the way in.
"""


def document(catalogue: Catalogue) -> str:
    """Give the page about the dataflow."""
    lines = [_INTRO, "## Columns", ""]
    lines += [f"- {form.value}: `{','.join(header(form))}`" for form in SdmxForm]
    lines += ["", "| column | role | what stands in it |", "|---|---|---|"]
    lines += _columns()
    lines += [*_list("CL_OFFICE", ((o.code, o.name.en) for o in catalogue.offices.values()))]
    lines += [*_list("CL_REF_AREA", ((a.code, a.name.en) for a in catalogue.areas.values()))]
    used = {dim for indicator in catalogue.indicators.values() for dim in indicator.breakdowns}
    for dim in (*OWN_DIMENSIONS, *sorted(used - set(OWN_DIMENSIONS))):
        listed = catalogue.codelists[dim]
        title = f"CL_{dim}: {listed.name.en}" + (" (and any country)" if listed.open else "")
        lines += _list(title, ((code.code, code.name.en) for code in listed.codes))
    lines += _list(
        f"CL_INDICATOR, catalogue {catalogue.number}",
        ((code.replace(".", "_"), indicator.name.en) for code, indicator in catalogue.indicators.items()),
    )
    return "\n".join(lines) + "\n"


def _columns() -> Iterator[str]:
    facts = {
        "qualities": " ".join(f"`{code}`" for code in QUALITIES if code),
        "precisions": " ".join(f"`{code}`" for code in PRECISIONS.values()),
        "bases": " ".join(f"`{code}`" for code in BASES.values()),
    }
    for name in (*DIMENSIONS, MEASURE, *ATTRIBUTES, CONFIDENTIAL):
        role = "dimension" if name in DIMENSIONS else "measure" if name == MEASURE else "attribute"
        yield f"| {name} | {role} | {_ABOUT[name].format(**facts)} |"


def _list(title: str, codes: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield from ("", f"## {title}", "")
    for code, name in codes:
        yield f"- `{code}` {name}"


def main() -> None:
    """Write the page to standard output."""
    sys.stdout.write(document(load()))


if __name__ == "__main__":
    main()
