"""CSV as Excel opens it by a double click: UTF-8 with its mark, semicolons, the language's decimal sign."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeVar

from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.cells import CellKind, Part, parse_cell
from gcm_desktop.domain.mark_words import BASES, PRECISIONS
from gcm_desktop.domain.numbers import parse_typed
from gcm_desktop.domain.units import NATION, ReportingUnit, parse_unit
from gcm_desktop.domain.values import Basis, Precision
from gcm_desktop.exchange.observations import ALL, Observation, given
from gcm_desktop.i18n import LANGUAGES, Words, mark, words

Kind = TypeVar("Kind", Precision, Basis)

#: What each column is headed with, by the name it has in this program.
HEADS: Final = {
    "unit": mark("Unit code"),
    "unit_name": mark("Unit"),
    "period": mark("Period"),
    "indicator": mark("Indicator code"),
    "indicator_name": mark("Indicator"),
    "breakdown": mark("Breakdown"),
    "cell": mark("Cell code"),
    "value": mark("Value"),
    "measure": mark("Unit of measure"),
    "status": mark("Status (SDMX)"),
    "precision": mark("Precision"),
    "basis": mark("Basis"),
    "asked": mark("Units asked"),
    "answered": mark("Units answered"),
    "note": mark("Note"),
    "source": mark("Source"),
    "revision": mark("Revision"),
    "catalogue": mark("Catalogue"),
}
NEEDED: Final = frozenset({"unit", "period", "cell", "value"})
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def guarded(text: str) -> str:
    """Keep a text a text: a program that opens the table must not calculate it."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def unguarded(text: str) -> str:
    """Take the guard off again."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def excel_csv(catalogue: Catalogue, observations: Iterable[Observation], language: str) -> bytes:
    """Give the bytes of a table for people, with names beside the codes."""
    say = words(language)
    comma = "." if say.number(Decimal("0.5")) == "0.5" else ","
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([say.say(head) for head in HEADS.values()])
    for one in observations:
        parts = given(catalogue, one.cell, one.value)
        row = _named(catalogue, one, say) | {
            "value": parts.figure.replace(".", comma) if parts.figure else guarded(parts.text),
            "status": parts.status,
            "precision": say.say(PRECISIONS[parts.precision]) if parts.precision else "",
            "basis": say.say(BASES[parts.basis]) if parts.basis else "",
            "note": guarded(parts.note),
            "source": guarded(parts.source),
        }
        writer.writerow([row.get(name, "") for name in HEADS])
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def _named(catalogue: Catalogue, one: Observation, say: Words) -> dict[str, str]:
    code = parse_cell(one.cell)
    indicator = catalogue.indicators.get(code.indicator)
    name = indicator.name.of(say.code) if indicator else ""
    if code.kind is CellKind.NARRATIVE:
        name = catalogue.narratives[code.section].of(say.code)
    unit = catalogue.units.get(indicator.unit) if indicator else None
    whole = code.part in (Part.WHOLE, Part.RESULT)
    row = {
        "unit": str(ReportingUnit(one.office, one.area)),
        "unit_name": _unit_name(catalogue, one, say.code),
        "period": one.period,
        "indicator": code.indicator or f"N{code.goal:02d}",
        "indicator_name": guarded(name),
        "breakdown": guarded(_breakdown(catalogue, one.cell, say)),
        "cell": one.cell,
        "measure": unit.name.of(say.code) if unit and whole else "",
        "revision": " ".join(one.heads),
        "catalogue": one.catalogue,
    }
    return row | ({"asked": str(one.asked), "answered": str(one.answered)} if one.national else {})


def _unit_name(catalogue: Catalogue, one: Observation, language: str) -> str:
    office, area = catalogue.offices.get(one.office), catalogue.areas.get(one.area)
    names = [office.name.of(language) if office else "", area.name.of(language) if area else one.area]
    return ", ".join(name for name in names if name)


def _breakdown(catalogue: Catalogue, cell: str, say: Words) -> str:
    code = parse_cell(cell)
    names = []
    for dim, category in code.breakdown:
        listed = catalogue.codelists.get(dim)
        own = {one.code: one.name for one in listed.codes} if listed else {}
        name = own.get(category) or catalogue.countries.get(category)
        names.append(name.of(say.code) if name else category)
    if code.part is not Part.WHOLE:
        names.append(say.say(_PARTS[code.part]))
    return " · ".join(names)


_PARTS: Final = {
    Part.NUMERATOR: mark("numerator"),
    Part.DENOMINATOR: mark("denominator"),
    Part.RESULT: mark("result"),
}


def columns(head: Sequence[str]) -> dict[str, int]:
    """Find the columns by their heads in any of the three languages."""
    known: dict[str, str] = {}
    for name, text in HEADS.items():
        known[name] = name
        for language in LANGUAGES:
            known.setdefault(words(language).say(text).casefold(), name)
    found: dict[str, int] = {}
    for place, text in enumerate(head):
        name = known.get(text.strip().casefold(), "")
        if name:
            found.setdefault(name, place)
    return found


def unit_of(text: str) -> tuple[str, str]:
    """Give office and area of a unit's code; raises UserError E203."""
    office, at, area = text.partition("@")
    if office == ALL:
        return office, area if at else NATION
    unit = parse_unit(text)
    return unit.office, unit.area


def figure_of(text: str) -> str:
    """Give a figure with a decimal point however this table writes it; other text stays as it is."""
    number = parse_typed(text)
    return text if number is None else format(number, "f")


def precision_of(text: str) -> Precision:
    """Read the word of a precision in any language."""
    return _spoken(PRECISIONS, text, Precision.EXACT)


def basis_of(text: str) -> Basis:
    """Read the word of a basis in any language."""
    return _spoken(BASES, text, Basis.PERIOD)


def _spoken(known: Mapping[Kind, str], text: str, otherwise: Kind) -> Kind:
    wanted = text.strip().casefold()
    for kind, word in known.items():
        if wanted and wanted in {words(language).say(word).casefold() for language in LANGUAGES} | {
            kind.value
        }:
            return kind
    return otherwise
