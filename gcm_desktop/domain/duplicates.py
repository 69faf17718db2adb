"""Whether two register rows are likely the same: never by partner and day alone, always with reasons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from gcm_desktop.domain.catalogue import Register, RegisterField
from gcm_desktop.domain.printed_dates import read_printed
from gcm_desktop.i18n import fold

Row = Mapping[str, str]  # text by field code


class Reason(StrEnum):
    """Why two rows are taken for the same thing."""

    SAME_WORDS = "same words"
    LIKE_WORDS = "like words"
    SAME_PARTNER = "same partner"
    SAME_DATE = "same date"
    DATE_BOTH_WAYS = "date reads both ways"
    OTHER_DATE = "other date"
    SAME_NUMBER = "same number"
    OTHER_GOALS = "other goals"


@dataclass(frozen=True, slots=True)
class Likeness:
    """A held row that is likely the same; ``sure`` where everything that identifies it is equal."""

    row: str
    reasons: tuple[Reason, ...]
    sure: bool


_ENOUGH_WITH_PARTNER: Final = 0.5  # of the shorter subject, on the same day with the same partner
_ENOUGH_ON_THE_DAY: Final = 0.7  # of all words, on the same day
_ENOUGH_UNDATED: Final = 0.6  # of all words, same partner, a date missing
_STEM: Final = 6
_IDENTITIES: Final = ("number", "adopted_text", "article", "place", "responsible", "donor")
_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
#: Words that tell nothing about which act it is.
_EMPTY_WORDS: Final = (
    "the a an of and in on for to with by from its at as between under into about "
    "и в во на о об с со по для из к от между при "
    "we bilen barada hakynda hem ucin boyunca "
    "turkmenistan turkmenistanyn туркменистан туркменистана law kanun закон"
)
#: Different words of one meaning in the titles of acts, cut as all words are; one law goes by six names.
_SYNONYMS: Final = (
    "combat counte fight agains strugg борьбе борьба борьбы против garsy",
    "person people human humans beings being людьми людей лиц adam adamla",
    "amendm modifi change",
    "labor labour",
)
_EMPTY: Final = frozenset(_EMPTY_WORDS.split())
_MEANING: Final = {stem: f"={words.split()[0]}" for words in _SYNONYMS for stem in words.split()}


def likely_same(register: Register, row: Row, held: Mapping[str, Row]) -> tuple[Likeness, ...]:
    """Find the held rows that ``row`` likely repeats, the surest first."""
    found = [likeness for name, other in held.items() if (likeness := _likeness(register, row, name, other))]
    return tuple(sorted(found, key=lambda likeness: (not likeness.sure, likeness.row)))


def _likeness(register: Register, row: Row, name: str, other: Row) -> Likeness | None:
    partner = _partner(register, row, other)
    if partner is None or _other_identity(row, other):
        return None
    dated = _dated(row, other)
    words = _alike(register, row, other, bool(partner), dated)
    if words is None or (dated is Reason.OTHER_DATE and not _once(register, row, words, partner)):
        return None
    goals = (Reason.OTHER_GOALS,) if row.get("goals", other.get("goals")) != other.get("goals") else ()
    number = (Reason.SAME_NUMBER,) if row.get("number") and row.get("number") == other.get("number") else ()
    reasons = (words, *((partner,) if partner else ()), *((dated,) if dated else ()), *number, *goals)
    sure = words is Reason.SAME_WORDS and (dated is Reason.SAME_DATE or not _states_date(row, other))
    return Likeness(name, reasons, sure)


def _once(register: Register, row: Row, words: Reason, partner: Reason | str) -> bool:
    """Say whether another date is a doubt: an act is adopted once, while events and agreements recur."""
    recurs = bool(partner) or any(field.code == "date_end" for field in register.fields)
    years = any(field.kind == "year" and field.key and row.get(field.code) for field in register.fields)
    return words is Reason.SAME_WORDS and not recurs and not years


# Partners, numbers and places


def _partner(register: Register, row: Row, other: Row) -> Reason | str | None:
    """Give the reason where the partners agree, nothing where a register has none, None where they differ."""
    if not any(field.kind == "country" and field.key for field in register.fields):
        return ""
    mine, theirs = (one.get("partner") or fold(one.get("partner_name", "")) for one in (row, other))
    return Reason.SAME_PARTNER if mine and mine == theirs else None


def _other_identity(row: Row, other: Row) -> bool:
    """Say whether something that both rows state tells them apart."""
    return any(
        row.get(field) and other.get(field) and not _same_text(row[field], other[field])
        for field in _IDENTITIES
    )


def _same_text(one: str, two: str) -> bool:
    if _words(one) == _words(two):
        return True
    dates = read_printed(one), read_printed(two)
    return bool(dates[0] and dates[1] and _readings(dates[0].text) & _readings(dates[1].text))


# Dates


def _dated(row: Row, other: Row) -> Reason | None:
    """Compare the dates; None where one of them is missing."""
    years = [
        (row[field], other[field]) for field in ("year_start", "year") if row.get(field) and other.get(field)
    ]
    if years and not row.get("date") and not other.get("date"):
        return Reason.SAME_DATE if all(a == b for a, b in years) else Reason.OTHER_DATE
    mine, theirs = _possible(row), _possible(other)
    if not mine or not theirs:
        return None
    if any(_within(a, b) for a in mine for b in theirs):
        settled = len(mine) == len(theirs) == 1
        return Reason.SAME_DATE if settled else Reason.DATE_BOTH_WAYS
    return Reason.OTHER_DATE


def _possible(row: Row) -> frozenset[str]:
    """Give every day a row may mean: its date, or each way its printed date reads."""
    if row.get("date"):
        return frozenset({row["date"]})
    return _readings(row.get("date_text", ""))


def _readings(text: str) -> frozenset[str]:
    read = read_printed(text) if text else None
    if read is None:
        return frozenset()
    return frozenset(reading.iso for reading in read.readings) or frozenset({read.iso})


def _within(one: str, two: str) -> bool:
    """Say whether a year, month or day lies in the other."""
    return one.startswith(two) or two.startswith(one)


def _states_date(row: Row, other: Row) -> bool:
    return bool(_possible(row) or _possible(other))


# Words


def _alike(register: Register, row: Row, other: Row, partner: bool, dated: Reason | None) -> Reason | None:
    """Compare what the rows say; how like is like enough depends on what else agrees."""
    pairs = [
        (_words(row.get(field.code, "")), _words(other.get(field.code, "")))
        for field in register.fields
        if _is_text_key(field)
    ]
    if not pairs or not all(mine and theirs for mine, theirs in pairs):
        return None
    if all(mine == theirs for mine, theirs in pairs):
        return Reason.SAME_WORDS
    on_the_day = dated in (Reason.SAME_DATE, Reason.DATE_BOTH_WAYS)
    if any(_other_figures(mine, theirs) for mine, theirs in pairs):
        return None
    if all(_enough(mine, theirs, partner, on_the_day, dated is None) for mine, theirs in pairs):
        return Reason.LIKE_WORDS
    return None


def _is_text_key(field: RegisterField) -> bool:
    return field.key and field.kind == "text"


def _enough(
    mine: frozenset[str], theirs: frozenset[str], partner: bool, same_day: bool, undated: bool
) -> bool:
    common, all_ = len(mine & theirs), len(mine | theirs)
    if same_day and partner:
        return common / min(len(mine), len(theirs)) >= _ENOUGH_WITH_PARTNER
    if (
        same_day
    ):  # words added to a title make another act: the plan for a programme, the abolition of a thing
        return common < min(len(mine), len(theirs)) and common / all_ >= _ENOUGH_ON_THE_DAY
    return partner and undated and common / all_ >= _ENOUGH_UNDATED


def _other_figures(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Say whether both name figures, such as years or articles, and not the same ones."""
    figures = [frozenset(filter(str.isdecimal, words)) for words in (mine, theirs)]
    return all(figures) and figures[0] != figures[1]


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    """Give the stems of the words that tell, each in one spelling and one meaning."""
    stems = (word[:_STEM] for word in _WORD.findall(fold(text)) if word not in _EMPTY)
    return frozenset(_MEANING.get(stem, stem) for stem in stems)
