"""What is typed into a register field, in the form it is kept: codes, ISO dates, goals by number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from gcm_desktop.domain.catalogue import Catalogue, Register, RegisterField
from gcm_desktop.domain.entries import clean
from gcm_desktop.domain.numbers import is_whole, parse_typed
from gcm_desktop.domain.printed_dates import PrintedDate, read_printed
from gcm_desktop.domain.text import Text3
from gcm_desktop.i18n import fold

AS_PRINTED: Final = "date_text"
#: What a printed date fills besides itself, where the register has the field.
DERIVED: Final = ("date", "date_end", "date_format", "precision", "ambiguous", "date_other")
_GOAL: Final = re.compile(r"[GgMmЦц]?0*(\d{1,2})")
_BETWEEN: Final = re.compile(r"[\s,;+]+")


def read_field(catalogue: Catalogue, field: RegisterField, text: str) -> tuple[str, bool]:
    """Give a typed text as it is kept and whether it was understood; what was not is kept as typed."""
    text = clean(text)
    if not text or field.kind == "text":
        return text, True
    found = _READERS[field.kind](catalogue, field, text) if field.kind in _READERS else text
    return found or text, bool(found)


def _country(catalogue: Catalogue, field: RegisterField, text: str) -> str:
    return _named(text, catalogue.countries.items())


def _code(catalogue: Catalogue, field: RegisterField, text: str) -> str:
    codes = catalogue.codelists[field.codelist].codes if field.codelist in catalogue.codelists else ()
    return _named(text, [(code.code, code.name) for code in codes])


def _named(text: str, known: Iterable[tuple[str, Text3]]) -> str:
    wanted = fold(text)
    for code, name in known:
        if wanted in (fold(code), fold(name.tk), fold(name.ru), fold(name.en)):
            return code
    return ""


def _goals(catalogue: Catalogue, field: RegisterField, text: str) -> str:
    """Read goals by number, as ``5 21`` or ``G05,G21``; a number that is no goal leaves all as typed."""
    known = {goal.number: goal.code for goal in catalogue.goals}
    found = [_GOAL.fullmatch(part) for part in _BETWEEN.split(text) if part]
    numbers = {int(match[1]) for match in found if match}
    if not all(found) or not numbers <= known.keys():
        return ""
    return ",".join(known[number] for number in sorted(numbers))


def _number(catalogue: Catalogue, field: RegisterField, text: str) -> str:
    number = parse_typed(text)
    return str(int(number)) if number is not None and is_whole(number) and number >= 0 else ""


def _year(catalogue: Catalogue, field: RegisterField, text: str) -> str:
    read = read_printed(text)
    return read.iso if read and len(read.iso) == 4 else ""


def _date(catalogue: Catalogue, field: RegisterField, text: str) -> str:
    read = read_printed(text)
    return read.iso if read and not read.both_ways else ""


_READERS: Final = {
    "country": _country,
    "code": _code,
    "goals": _goals,
    "number": _number,
    "year": _year,
    "date": _date,
}


def goals_in_figures(text: str) -> str:
    """Write goals by number, as people name them: ``5, 21``; what is no list of goals stays as it is."""
    parts = text.split(",")
    known = all(_GOAL.fullmatch(part) for part in parts)
    return ", ".join(part.lstrip("G0") for part in parts) if text and known else text


def question(text: str) -> PrintedDate | None:
    """Give a date that reads both ways and waits for a choice, or nothing."""
    read = read_printed(text) if text else None
    return read if read and read.both_ways else None


def from_print(register: Register, text: str, chosen: str = "") -> dict[str, str]:
    """Give every field a printed date fills; one that reads both ways leaves its day open until chosen."""
    read = read_printed(text)
    if read and chosen:
        read = read.chosen(chosen)
    filled = dict.fromkeys(DERIVED, "")
    if read:
        filled |= {
            "date": read.iso,
            "date_end": read.end_iso,
            "date_format": read.order,
            "precision": read.precision.value,
            "ambiguous": "Y" if read.both_ways else "N",
            "date_other": read.alternative_iso,
        }
    own = {field.code for field in register.fields}
    return {AS_PRINTED: clean(text)} | {name: value for name, value in filled.items() if name in own}


def open_question(values: Mapping[str, str]) -> PrintedDate | None:
    """Give the printed date of a row that nobody has settled yet, or nothing."""
    return None if values.get("date") else question(values.get(AS_PRINTED, ""))
