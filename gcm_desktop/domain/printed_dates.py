"""Dates as documents print them: the text, its meaning, how exact it is, whether it reads both ways."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from gcm_desktop.domain.month_names import FROM, MONTHS, NOISE
from gcm_desktop.domain.values import nfc


class DatePrecision(StrEnum):
    """How much of a date the document states; the codes of the list DATEPREC."""

    DAY = "DAY"
    MONTH = "MONTH"
    YEAR = "YEAR"
    RANGE = "RANGE"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a date; ``order`` is how it is written: dd.mm.yyyy, mm/dd/yyyy, either or text."""

    iso: str
    end_iso: str = ""
    order: str = "text"


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed; one that reads both ways has no ``iso`` until a person chose a reading."""

    text: str
    iso: str = ""
    precision: DatePrecision = DatePrecision.DAY
    end_iso: str = ""
    order: str = ""
    both_ways: bool = False
    alternative_iso: str = ""  # the reading that was not chosen
    readings: tuple[Reading, ...] = ()  # two where it reads both ways, the more usual one first

    def chosen(self, iso: str) -> PrintedDate:
        """Settle on one of the two readings; that the print reads both ways stays on record."""
        for mine, other in zip(self.readings, reversed(self.readings), strict=True):
            if mine.iso == iso:
                return replace(
                    self, iso=mine.iso, end_iso=mine.end_iso, order=mine.order, alternative_iso=other.iso
                )
        raise ValueError(iso)


_NUMBER: Final = r"(\d{1,2})"
_SIGN: Final = r"\s?([./-])\s?"
_FULL: Final = re.compile(rf"{_NUMBER}{_SIGN}{_NUMBER}\s?\2\s?(\d{{4}})", re.ASCII)
_DIGITS: Final = re.compile(r"(\d\d)()(\d\d)(\d{4})", re.ASCII)
_ANY_FULL: Final = rf"{_NUMBER}{_SIGN}{_NUMBER}\s?[./-]\s?\d{{4}}"
_TWO_FULL: Final = re.compile(rf"({_ANY_FULL})\s?-\s?({_ANY_FULL})", re.ASCII)
_DAYS: Final = re.compile(rf"{_NUMBER}\s?-\s?{_NUMBER}([./]){_NUMBER}\3(\d{{4}})", re.ASCII)
_DAYS_AND_MONTHS: Final = re.compile(
    rf"{_NUMBER}([./]){_NUMBER}\s?-\s?{_NUMBER}\2{_NUMBER}\2(\d{{4}})", re.ASCII
)
_ISO: Final = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?", re.ASCII)
_ISO_RANGE: Final = re.compile(r"(\d{4}-\d\d-\d\d)\s?(?:/|-)\s?(\d{4}-\d\d-\d\d)", re.ASCII)
_MONTH_OF_YEAR: Final = re.compile(r"(\d{1,2})[./](\d{4})", re.ASCII)
_YEAR_FIRST: Final = re.compile(r"(\d{4})([./])(\d{1,2})\2(\d{1,2})", re.ASCII)
_ORDINAL: Final = re.compile(
    r"(\d+)\s?-?\s?(?:st|nd|rd|th|njy|nji|ynjy|inji|njysy|njisi|sy|si|го|е|й|ое|ого)\b",
    re.ASCII | re.IGNORECASE,
)
_RANGE_WORDS: Final = re.compile(r"\b(?:to|till|until|through|по|до)\b")
_TOKEN: Final = re.compile(r"\d+|-|[^\W\d_]+")
_DASHES: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


def read_printed(text: str) -> PrintedDate | None:
    """Read a date as printed, or nothing where it is not one; a doubtful order is never guessed."""
    plain = _plain(text)
    if found := _numeric(plain):
        readings, precision = found
        if len(readings) == 2:
            return PrintedDate(text, precision=precision, both_ways=True, readings=readings)
    elif found_in_words := _in_words(plain):
        readings, precision = (found_in_words[0],), found_in_words[1]
    else:
        return None
    one = readings[0]
    return PrintedDate(text, one.iso, precision, one.end_iso, one.order)


def _plain(text: str) -> str:
    """Join lines, drop brackets and the words that only dress a date."""
    lower = nfc(text).lower().translate(_DASHES)
    for sign in "()[]|,«»\"'“”":
        lower = lower.replace(sign, " ")
    lower = _RANGE_WORDS.sub("-", _ORDINAL.sub(r"\1 ", lower))
    kept = [word for word in lower.split() if word.strip(".") not in NOISE]
    return " ".join(kept).rstrip(".")


# Figures alone


def _numeric(plain: str) -> tuple[tuple[Reading, ...], DatePrecision] | None:
    if match := _FULL.fullmatch(plain) or _DIGITS.fullmatch(plain):
        return _found(_readings(*match.groups()), DatePrecision.DAY)
    if match := _ISO.fullmatch(plain):
        year, month, day = match.groups()
        if not 1 <= int(month) <= 12:  # 2011-15: neither a month nor two years
            return None
        return _found(_one(_day(year, month, day)), DatePrecision.DAY if day else DatePrecision.MONTH)
    if match := _YEAR_FIRST.fullmatch(plain):
        return _found(_one(_day(match[1], match[3], match[4])), DatePrecision.DAY)
    if match := _MONTH_OF_YEAR.fullmatch(plain):
        return _found(_one(_day(match[2], match[1], None)), DatePrecision.MONTH)
    return _found(_numeric_range(plain), DatePrecision.RANGE)


def _numeric_range(plain: str) -> tuple[Reading, ...]:
    if match := _ISO_RANGE.fullmatch(plain):
        return _span(_one(_day(*match[1].split("-"))), _one(_day(*match[2].split("-"))))
    if match := _DAYS.fullmatch(plain):  # 8-12.07.2019: the first two are days, so nothing is in doubt
        first, last, sign, month, year = match.groups()
        ends = _day(year, month, first), _day(year, month, last)
        order = f"dd-dd{sign}mm{sign}yyyy"
        return tuple(Reading(r.iso, r.end_iso, order) for r in _span(_one(ends[0]), _one(ends[1])))
    if match := _DAYS_AND_MONTHS.fullmatch(plain):
        a, sign, b, c, d, year = match.groups()
        return _span(_readings(a, sign, b, year), _readings(c, sign, d, year))
    if match := _TWO_FULL.fullmatch(plain):
        parts = [_FULL.fullmatch(part) for part in (match[1], match[5])]
        if all(parts):
            return _span(*(_readings(*part.groups()) for part in parts if part))
    return ()


def _readings(a: str, sign: str, b: str, year: str) -> tuple[Reading, ...]:
    """Give every reading of a full date in figures, the one its sign usually means first."""
    day_first, month_first = _day(year, b, a), _day(year, a, b)
    if day_first == month_first:
        return _one(day_first, "either")
    found = (
        *_one(day_first, f"dd{sign}mm{sign}yyyy"),
        *_one(month_first, f"mm{sign}dd{sign}yyyy"),
    )
    return found[::-1] if sign == "/" else found


def _span(first: tuple[Reading, ...], last: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Join two ends that are written in one order; an end that is plain settles the other."""
    found = [
        Reading(one.iso, two.iso, one.order if one.order != "either" else two.order)
        for one in first
        for two in last
        if one.iso < two.iso and (one.order == two.order or "either" in (one.order, two.order))
    ]
    return tuple(found)


def _found(
    readings: tuple[Reading, ...], precision: DatePrecision
) -> tuple[tuple[Reading, ...], DatePrecision] | None:
    return (readings, precision) if readings else None


def _one(iso: str, order: str = "text") -> tuple[Reading, ...]:
    return (Reading(iso, order=order),) if iso else ()


def _day(year: str, month: str | None = None, day: str | None = None) -> str:
    """Give the ISO text of a year, month or day of the calendar, or nothing."""
    try:
        known = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return known.isoformat()[: 10 if day else 7 if month else 4]


# Months in words


def _in_words(plain: str) -> tuple[Reading, DatePrecision] | None:
    """Read the shapes of dates with a month in words; D, M and Y stand for day, month and year."""
    shape, parts = "", list[str]()
    for token in _TOKEN.findall(plain.replace(".", " ")):
        if token == "-":
            shape += "-"
            continue
        month = MONTHS.get(token)
        kind = "M" if month else "Y" if len(token) == 4 and token.isdecimal() else "D"
        if kind == "D" and not (token.isdecimal() and len(token) <= 2):
            return None
        shape += f"{kind}-" if month and token.endswith(FROM) else kind
        parts.append(str(month or token))
    return _of_shape(shape, parts) if not re.search(r"[^\w\s.\-]", plain) else None


#: Which of the parts are year, month and day of the first and the last day.
_SHAPES: Final = {
    "Y": "0..",
    "MY": "10.",
    "YM": "01.",
    "DMY": "210",
    "MDY": "201",
    "YDM": "021",
    "YMD": "012",
    "Y-Y": "0.. 1..",
    "M-MY": "20. 21.",
    "YM-M": "01. 02.",
    "MY-MY": "10. 32.",
    "D-DMY": "320 321",
    "MD-DY": "301 302",
    "YD-DM": "031 032",
    "YMD-D": "012 013",
    "DM-DMY": "410 432",
    "MD-MDY": "401 423",
    "YDM-DM": "021 043",
    "YMD-MD": "012 034",
    "DMY-DMY": "210 543",
    "MDY-MDY": "201 534",
    "YDM-YDM": "021 354",
}


def _of_shape(shape: str, parts: list[str]) -> tuple[Reading, DatePrecision] | None:
    places = _SHAPES.get(shape)
    if places is None:
        return None
    ends = [_day(*(parts[int(place)] if place != "." else None for place in end)) for end in places.split()]  # type: ignore[arg-type]
    if not all(ends):
        return None
    if len(ends) == 2:
        return (Reading(ends[0], ends[1]), DatePrecision.RANGE) if ends[0] < ends[1] else None
    precision = {4: DatePrecision.YEAR, 7: DatePrecision.MONTH}.get(len(ends[0]), DatePrecision.DAY)
    return Reading(ends[0]), precision
