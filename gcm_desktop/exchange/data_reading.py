"""Reads a table of data: SDMX-CSV 1.0 and 2.0, and the CSV this program writes for Excel."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, TypeVar

from gcm_desktop.catalogue import parse
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.cells import parse_cell
from gcm_desktop.domain.curtain import SUPPRESSED
from gcm_desktop.domain.values import BLANK, Basis, Precision
from gcm_desktop.errors import Issue, Severity, UserError, Where
from gcm_desktop.exchange import csv_excel, sdmx
from gcm_desktop.exchange.csv_text import TextTable, read_text
from gcm_desktop.exchange.observations import (
    Gathered,
    Given,
    Observation,
    ReadData,
    is_words,
    value_of,
)

_REVISION: Final = re.compile("[0-9a-f]{64}", re.ASCII)
_FLOW: Final = re.compile(r"(?:[A-Za-z0-9_.-]+:)?DF_GCM_TM(?:\([\w.+-]*\))?", re.ASCII)
_ACTIONS: Final = frozenset({"", "I", "A", "R", "M", "D"})
_REPEATED: Final = frozenset({"E201", "E202", "E203", "E422"})
Row = Mapping[str, str]
Kind = TypeVar("Kind", Precision, Basis)


def read_data(data: bytes, name: str, versions: Mapping[str, bytes], current: Catalogue) -> ReadData:
    """Read a table of data; ``versions`` are the dumps of the catalogues whose codes it may use.

    Raises UserError E402, E416, E422 and E450–E453 when the file as a whole cannot be taken.
    """
    table = read_text(data, name)
    head = tuple(_id(field) for field in table.rows[0][1])
    issues = [] if table.encoding != "cp1251" else [_issue("W450", name, 0, Severity.INFO)]
    reading = _Reading(name, versions, current, issues)
    if head[0] in ("DATAFLOW", "STRUCTURE"):
        reading.sdmx(head, table)
    else:
        found = csv_excel.columns(table.rows[0][1])
        if not found.keys() >= csv_excel.NEEDED:
            raise UserError("E452", file=name)
        reading.excel(found, table)
    for one in reading.gathered.twice:
        issues.append(_issue("W452", name, one.line, Severity.WARNING, cell=one.cell))
    found_all = tuple(reading.gathered.found.values())
    return ReadData(hashlib.sha256(data).hexdigest(), name, found_all, tuple(issues))


def _issue(code: str, name: str, line: int, severity: Severity, cell: str = "", **facts: object) -> Issue:
    return Issue(code, severity, Where(name, "", str(line) if line else "", cell), dict(facts))


def _id(text: str) -> str:
    """Give the id of a heading or code; files made with labels say ``id: name``."""
    return text.partition(":")[0].strip() if ": " in text else text.strip()


class _Reading:
    """One table on its way from rows to observations."""

    def __init__(
        self, name: str, versions: Mapping[str, bytes], current: Catalogue, issues: list[Issue]
    ) -> None:
        self.name, self.versions, self.current, self.issues = name, versions, current, issues
        self.gathered = Gathered()
        self._parsed: dict[str, Catalogue] = {"": current, current.digest: current}

    def sdmx(self, head: tuple[str, ...], table: TextTable) -> None:
        """Read rows of our dataflow, in whatever order the columns stand."""
        missing = {"OFFICE", "REF_AREA", "INDICATOR", "TIME_PERIOD", sdmx.MEASURE} - set(head)
        if missing:
            raise UserError("E453", file=self.name, found=", ".join(sorted(missing)))
        flow = "DATAFLOW" if head[0] == "DATAFLOW" else "STRUCTURE_ID"
        free = {sdmx.MEASURE, "TEXT_VALUE", "COMMENT_OBS", "SOURCE_DETAIL", flow}
        for line, fields in table.rows[1:]:
            pairs = zip(head, fields, strict=False)
            row = {name: text if name in free else _id(text) for name, text in pairs}
            if not _FLOW.fullmatch(row.get(flow, "").partition(": ")[0].strip()):
                raise UserError("E454", file=self.name, found=row.get(flow, ""), line=line)
            self._take(line, row, self._of_sdmx)

    def excel(self, found: Mapping[str, int], table: TextTable) -> None:
        """Read rows of the table for people."""
        for line, fields in table.rows[1:]:
            row = {name: fields[place] for name, place in found.items() if place < len(fields)}
            self._take(line, row, self._of_excel)

    def _take(self, line: int, row: Row, read: Callable[[Row], Observation | None]) -> None:
        try:
            one = read(row)
        except UserError as error:
            if error.code not in _REPEATED:
                raise
            fact = str(next(iter(error.facts.values()), ""))
            self.issues.append(_issue("W451", self.name, line, Severity.WARNING, found=fact))
            return
        if one is not None:
            self.gathered.add(replace(one, line=line))

    def _of_sdmx(self, row: Row) -> Observation | None:
        if row.get("OBS_STATUS", "") == SUPPRESSED:
            return None  # a publication keeps it back: nothing is known of it
        action = row.get("ACTION", "").upper()
        if action not in _ACTIONS:
            raise UserError("E201", cell=f"ACTION {action}")
        cell, period = sdmx.cell_of(row), sdmx.period_of(row)
        catalogue = self._catalogue(row.get("CATALOGUE", ""))
        parts = Given(
            row.get(sdmx.MEASURE, ""),
            row.get("TEXT_VALUE", ""),
            row.get("OBS_STATUS", ""),
            _code(sdmx.PRECISIONS, row.get("PRECISION", ""), Precision.EXACT),
            _code(sdmx.BASES, row.get("BASIS", ""), Basis.PERIOD),
            row.get("COMMENT_OBS", ""),
            row.get("SOURCE_DETAIL", ""),
        )
        value = BLANK if action == "D" else value_of(catalogue, cell, parts)
        office, area = row.get("OFFICE", ""), row.get("REF_AREA", "")
        csv_excel.unit_of(f"{office}@{area}")
        heads = tuple(_REVISION.findall(row.get("REVISION", "")))
        return Observation(office, area, period, cell, value, catalogue.digest, heads)

    def _of_excel(self, row: Row) -> Observation | None:
        if row.get("status", "").strip() == SUPPRESSED:
            return None
        cell, period = (
            str(parse_cell(row["cell"].strip())),
            sdmx.period_of({"TIME_PERIOD": row["period"].strip()}),
        )
        office, area = csv_excel.unit_of(row.get("unit", "").strip())
        catalogue = self._catalogue(row.get("catalogue", "").strip())
        worded = is_words(catalogue, parse_cell(cell))
        text = csv_excel.unguarded(row.get("value", ""))
        parts = Given(
            "" if worded else csv_excel.figure_of(text),
            text if worded else "",
            row.get("status", "").strip(),
            csv_excel.precision_of(row.get("precision", "")),
            csv_excel.basis_of(row.get("basis", "")),
            csv_excel.unguarded(row.get("note", "")),
            csv_excel.unguarded(row.get("source", "")),
        )
        heads = tuple(_REVISION.findall(row.get("revision", "")))
        value = value_of(catalogue, cell, parts)
        return Observation(office, area, period, cell, value, catalogue.digest, heads)

    def _catalogue(self, digest: str) -> Catalogue:
        if digest not in self._parsed:
            content = self.versions.get(digest)
            if content is None:
                raise UserError("E455", file=self.name, found=digest[:12])
            self._parsed[digest] = parse(content)
        return self._parsed[digest]


def _code(known: Mapping[Kind, str], text: str, otherwise: Kind) -> Kind:
    return next((kind for kind, code in known.items() if code == text), otherwise)
