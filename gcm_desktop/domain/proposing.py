"""What an answer nobody could read may have meant; a proposal is shown and never taken by itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from gcm_desktop.domain.catalogue import Indicator, ValueType
from gcm_desktop.domain.cells import Part
from gcm_desktop.domain.entries import SIGNS, clean, decimals_of, number_value
from gcm_desktop.domain.numbers import parse_typed
from gcm_desktop.domain.printed_dates import read_printed
from gcm_desktop.domain.questions import is_number_cell
from gcm_desktop.domain.values import Precision, State, Value


class Reason(StrEnum):
    """Why a value is proposed."""

    TEXT = "text"  # a number that was typed as text
    SPACES = "spaces"  # groups of three digits that stand apart
    GROUPS = "groups"  # a point or comma that may part thousands or decimals
    UNIT = "unit"  # the number with its own unit behind it
    WORDS = "words"  # the number with other words around it
    THOUSANDS = "thousands"  # a number of thousands or millions, said in words
    LETTERS = "letters"  # letters or signs that look like digits
    SIGNS = "signs"  # a full stop, an apostrophe, a dash around the number
    DATE = "date"  # a number the spreadsheet turned into a date
    PERCENT = "percent"  # a number shown as a percentage
    NONE = "none"  # a word or dash that may mean zero
    LACKING = "lacking"  # words for: no data
    CANNOT = "cannot"  # words for: does not apply


@dataclass(frozen=True, slots=True)
class Proposal:
    """One value that may have been meant; ``sure`` ones may be accepted many at once."""

    value: Value
    reason: Reason
    sure: bool = True


_APART: Final = " \u00a0\u202f\u2009'\u2019`"
_GROUPED = re.compile(rf"\d{{1,3}}(?:[{_APART}]\d{{3}})+(?:[.,]\d+)?", re.ASCII)
_DOUBTFUL = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_POINTED = re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", re.ASCII)
_WITH_WORDS = re.compile(rf"(\d[\d{_APART}.,]*?)[ \u00a0\u202f\u2009]*([^\W\d_][^\d]*)")
_TOKEN = re.compile(r"\S*\d\S*")
_ALIKE: Final = str.maketrans(
    dict.fromkeys("OoОоΟο", "0") | dict.fromkeys("lI|ІіӀ", "1") | {"З": "3", "з": "3"}
)
_TRIMMED: Final = " .,;:=_*'\u2019`\"«»“”()[]"
_DASHES: Final = frozenset("-–—−‒―")
_ABOUT: Final = (
    "about ",
    "approx. ",
    "approx ",
    "ca. ",
    "около ",
    "примерно ",
    "прибл. ",
    "takmynan ",
    "golaý ",
)
_NONE: Final = frozenset(("none", "nil", "zero", "no", "ýok", "yok", "nol", "нет", "нуль", "ноль", "не было"))
_LACKING: Final = frozenset(
    ("n/a", "na", "n.a", "no data", "not available", "not collected", "unknown", "..", "н/д", "нд", "н.д")
    + ("нет данных", "нет сведений", "неизвестно", "maglumat ýok", "m/ý", "belli däl")
)
_CANNOT: Final = frozenset(
    ("not applicable", "does not apply", "н/п", "не применимо", "неприменимо", "degişli däl")
)
_TIMES: Final = (
    (1_000, ("thousand", "ths", "тыс", "тысяч", "тысячи", "müň", "mün")),
    (1_000_000, ("million", "mln", "mn", "млн", "миллион", "миллиона", "миллионов")),
)
#: Short forms people write for units, by the unit's code.
_SHORT: Final = {
    "PERSONS": ("person", "people", "pers", "чел", "человека", "adam", "adam sany"),
    "ITEMS": ("pcs", "ед", "шт", "sany", "san"),
    "CASES": ("case", "случай", "случая", "сл", "ýagdaý"),
    "DAYS": ("day", "день", "дня", "дн", "gün"),
    "YEARS": ("year", "год", "года", "г", "ýyl"),
    "DOCS": ("document", "doc", "док", "документ", "документа", "resminama"),
    "PLACES": ("place", "место", "места", "orun"),
    "EVENTS": ("event", "мероприятие", "мероприятия", "çäre"),
    "AGREEMENTS": ("agreement", "соглашение", "соглашения", "ylalaşyk"),
    "PT": ("%", "percent", "per cent", "процент", "процента", "göterim"),
}
_PERCENT_UNITS: Final = ("PT", "SCORE")
_EPOCH: Final = 693_594  # the ordinal of 1899-12-30, day 0 of spreadsheets
_LAST_SERIAL: Final = 18_263  # a date before 1950 is a small number in a cell formatted as a date


def proposals(indicator: Indicator, part: Part, unread: Value, unit: Iterable[str]) -> tuple[Proposal, ...]:
    """Give what an unread answer may have meant, the likeliest first; ``unit`` are the names of its unit."""
    if unread.state is not State.UNREAD:
        return ()
    text = clean(unread.text)
    if is_number_cell(indicator):
        found = _Number(indicator, part, unit).proposals(text)
    elif indicator.value_type is ValueType.DATE:
        found = _dates(text)
    else:
        found = ()
    return tuple(replace(one, value=_dressed(one.value, unread)) for one in found)


def _dressed(value: Value, unread: Value) -> Value:
    """Give a value the note, document and marks the unread one had."""
    return replace(
        value,
        precision=value.precision or unread.precision,
        basis=unread.basis,
        quality=unread.quality,
        note=unread.note,
        source=unread.source,
    )


def _dates(text: str) -> tuple[Proposal, ...]:
    printed = read_printed(text.strip(_TRIMMED))
    if printed is None or not printed.iso:
        return ()
    return (Proposal(Value(State.VALUE, printed.iso), Reason.WORDS),)


class _Number:
    """Looks for the number in what was written."""

    def __init__(self, indicator: Indicator, part: Part, unit: Iterable[str]) -> None:
        self.indicator, self.part = indicator, part
        self.decimals = decimals_of(indicator, part)
        own = () if part is not Part.WHOLE else (*unit, *_SHORT.get(indicator.unit, ()))
        self.unit = frozenset(name.casefold().strip(" .") for name in own)

    def proposals(self, text: str) -> tuple[Proposal, ...]:
        """Give what the text may mean."""
        if found := _said_in_words(text) or self._turned(text):
            return found
        precision, rest = _precision(text)
        if precision:
            exact = self._said(rest)
            return tuple(replace(one, value=replace(one.value, precision=precision)) for one in exact)
        return self._said(text)

    def _said(self, text: str) -> tuple[Proposal, ...]:
        if found := self._plain(text, Reason.TEXT):
            return found
        if (bare := _bare(text)) != text and (found := self._plain(bare, Reason.SIGNS)):
            return found
        if (same := _digits(bare)) != bare and (found := self._plain(same, Reason.LETTERS)):
            return tuple(replace(one, reason=Reason.LETTERS) for one in found)
        return self._worded(same)

    def _one(self, text: str, reason: Reason, *, sure: bool = True, times: int = 1) -> tuple[Proposal, ...]:
        number = parse_typed(text)
        if number is None or (number < 0 and self.indicator.value_type is ValueType.COUNT):
            return ()
        value = number_value(self.indicator, self.part, number * times)
        if value is None:
            return ()
        return (Proposal(replace(value, written=""), reason, sure),)

    def _plain(self, text: str, reason: Reason) -> tuple[Proposal, ...]:
        """Read a number and nothing else; a lone point or comma before three digits reads two ways."""
        if _DOUBTFUL.fullmatch(text):
            whole = self._one(re.sub("[.,]", "", text), Reason.GROUPS, sure=False)
            if self.decimals == 0:
                return whole
            return (*self._one(text.replace(",", "."), Reason.GROUPS, sure=False), *whole)
        if _POINTED.fullmatch(text):
            return self._one(re.sub("[.,]", "", text), Reason.SPACES)
        if _GROUPED.fullmatch(text):
            return self._one(
                re.sub(f"[{_APART}]", "", text), Reason.SPACES if reason is Reason.TEXT else reason
            )
        return self._one(text, reason)

    def _worded(self, text: str) -> tuple[Proposal, ...]:
        """Read a number with its unit, or other words, behind it."""
        match = _WITH_WORDS.fullmatch(text)
        if match is None:
            return ()
        number, words = match[1].strip(_APART + ".,"), match[2].casefold().strip(" .")
        if words in self.unit:
            return self._plain(number, Reason.UNIT)
        first, _, rest = words.partition(" ")
        for times, names in _TIMES:
            if first.strip(".") in names and (not rest or rest.strip(" .") in self.unit):
                return self._one(number.replace(" ", ""), Reason.THOUSANDS, sure=False, times=times)
        return tuple(replace(one, sure=False) for one in self._plain(number, Reason.WORDS))

    def _turned(self, text: str) -> tuple[Proposal, ...]:
        """Undo what a spreadsheet made of a number: 1.5 as the first of May, 5 as 5 %."""
        if text.endswith("%"):
            return self._percent(text[:-1].strip())
        match = _ISO.fullmatch(text)
        if match is None:
            return ()
        year, month, day = (int(part) for part in match.groups())
        serial = _ordinal(year, month, day) - _EPOCH
        if 0 < serial <= _LAST_SERIAL:
            return self._one(str(serial), Reason.DATE, sure=False)
        return self._one(f"{day}.{month}", Reason.DATE, sure=False) if self.decimals else ()

    def _percent(self, number: str) -> tuple[Proposal, ...]:
        if self.indicator.unit in _PERCENT_UNITS and self.part in (Part.WHOLE, Part.RESULT):
            return self._one(number, Reason.PERCENT)
        share = parse_typed(number)
        if share is None:
            return ()
        as_shown = self._one(number, Reason.PERCENT, sure=False)
        if not self.decimals:
            return as_shown
        return (*as_shown, *self._one(str(share / Decimal(100)), Reason.PERCENT, sure=False))


def _said_in_words(text: str) -> tuple[Proposal, ...]:
    word = " ".join(text.casefold().strip(" .").split()) or text
    lacking = Proposal(Value(State.NOT_AVAILABLE), Reason.LACKING)
    if word in _LACKING:
        return (lacking,)
    if word in _CANNOT:
        return (Proposal(Value(State.NOT_APPLICABLE), Reason.CANNOT),)
    if word in _NONE or (text and set(text) <= _DASHES):
        zero = Proposal(Value(State.VALUE, "0"), Reason.NONE, sure=False)
        return (zero, replace(lacking, sure=False))
    return ()


def _precision(text: str) -> tuple[Precision, str]:
    """Take the sign or word for *about* off a number."""
    for sign, precision in SIGNS:
        if text.startswith(sign):
            return precision, text[len(sign) :].strip()
    lower = text.casefold()
    word = next((word for word in _ABOUT if lower.startswith(word)), "")
    return (Precision.ABOUT, text[len(word) :].strip()) if word else (Precision.EXACT, text)


def _bare(text: str) -> str:
    bare = text.strip(_TRIMMED)
    while bare and bare[-1] in _DASHES:
        bare = bare[:-1].rstrip(_TRIMMED)
    return bare


def _digits(text: str) -> str:
    """Give digits of any script as ours, and inside a number the letters that look like digits."""
    plain = "".join(
        str(unicodedata.decimal(sign))
        if sign.isdecimal()
        else {"，": ",", "．": ".", "٫": ","}.get(sign, sign)
        for sign in text
    )
    return _TOKEN.sub(_alike, plain)


def _alike(match: re.Match[str]) -> str:
    turned = match[0].translate(_ALIKE)
    return turned if not any(sign.isalpha() for sign in turned) else match[0]


def _ordinal(year: int, month: int, day: int) -> int:
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return 0
