"""Words, numbers, dates and periods as a reader of Turkmen, Russian or English expects them."""

from __future__ import annotations

import datetime
import gettext
import locale
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Final, Protocol

from gcm_desktop import assets
from gcm_desktop.locales import ENGLISH_ORDINALS, LOCALES, ROMAN, Locale, form_for, ordinal_tk

__all__ = [
    "LANGUAGES",
    "Pair",
    "Words",
    "fold",
    "leading",
    "mark",
    "ordinal_tk",
    "pair",
    "system_language",
    "words",
]

LANGUAGES: Final = ("tk", "ru", "en")
BELOW: Final = "\u2028"  # between two languages of one text: a line end no keyboard types
_PERIOD = re.compile(
    r"(?P<y>\d{4})(?:-S(?P<half>[12])|-Q(?P<quarter>[1-4])"
    r"|-(?P<m>0[1-9]|1[0-2])(?:-(?P<d>\d\d)(?:/P(?P<n>\d+)(?P<unit>[YMD]))?)?)?",
    re.ASCII,
)
_SAME_SIGNS = str.maketrans({"\u0218": "\u015e", "\u0219": "\u015f"})  # Romanian ș typed for Turkmen ş


class Named(Protocol):
    """A name that is there in every language."""

    def of(self, language: str) -> str:
        """Give the name in one language."""


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words; cheap to hold and safe to share between threads."""

    code: str
    _texts: gettext.NullTranslations = field(repr=False, compare=False)
    _locale: Locale = field(repr=False, compare=False)

    def say(self, text: str, /, **facts: object) -> str:
        """Give ``text`` in this language with its facts filled in."""
        return self._texts.gettext(text).format_map(facts)

    def say_as(self, context: str, text: str, /, **facts: object) -> str:
        """Give ``text`` as it is meant in ``context``, where one English word has two meanings."""
        return self._texts.pgettext(context, text).format_map(facts)

    def name(self, text: Named, apart: str = BELOW) -> str:
        """Give a name of the catalogue; ``apart`` stands between two languages where there are two."""
        return text.of(self.code)

    @property
    def alone(self) -> Words:
        """Give the first language alone, in which figures and what stands once are written."""
        return self

    def each(self, write: Callable[[Words], str], apart: str = BELOW) -> str:
        """Give what ``write`` says in each language."""
        return write(self)

    def count(self, n: int, one: str, many: str, /, **facts: object) -> str:
        """Give the form for ``n`` things; ``{n}`` stands for the formatted number."""
        return self._texts.ngettext(one, many, n).format_map({"n": self.number(n), **facts})

    def number(self, value: Decimal | int | str, decimals: int | None = None) -> str:
        """Write a number with groups; all its decimals, or ``decimals`` of them rounded half-even."""
        exact = value if isinstance(value, Decimal | int) else Decimal(value)
        if isinstance(exact, int) and decimals is None:
            plain = f"{exact:,}"
        else:
            places = "" if decimals is None else f".{decimals}"
            plain = f"{Decimal(exact):z,{places}f}"
        if self._locale.decimal == ".":
            return plain
        whole, point, rest = plain.partition(".")
        return whole.replace(",", self._locale.group) + (self._locale.decimal if point else "") + rest

    def percent(self, value: Decimal | int | str, decimals: int | None = 0) -> str:
        """Write a value that is already in per cent, with the sign where the language puts it."""
        return self.number(value, decimals) + self._locale.percent

    def date(self, value: datetime.date) -> str:
        """Write a date in figures: 09.03.2026."""
        return self._locale.date.format(d=value.day, m=value.month, y=value.year)

    def moment(self, value: datetime.datetime) -> str:
        """Write a date with hours and minutes."""
        return f"{self.date(value)} {value:%H:%M}"

    def official_date(self, value: datetime.date) -> str:
        """Write a date as a document does: 2026-njy ýylyň 9-njy marty."""
        return self._locale.official_date.format(
            d=value.day,
            y=value.year,
            dth=ordinal_tk(value.day),
            yth=ordinal_tk(value.year),
            month=self._locale.months_of_date[value.month - 1],
        )

    def period(self, text: str) -> str:
        """Write SDMX time in full: 2026-Q3 is 2026-njy ýylyň III çärýegi; unknown text stays as it is."""
        own = self._locale
        if text == "undated":
            return own.undated
        match = _PERIOD.fullmatch(text)
        if match is None:
            return text
        if match["d"]:
            return self._day_or_span(text, match, in_full=True)
        return _fill(match, own, year=own.year, half=own.half, quarter=own.quarter, month=own.month)

    def period_short(self, text: str) -> str:
        """Write SDMX time for a narrow column: 2026 III çär."""
        own = self._locale
        if text == "undated":
            return own.undated_short
        match = _PERIOD.fullmatch(text)
        if match is None:
            return text
        if match["d"]:
            return self._day_or_span(text, match, in_full=False)
        return _fill(
            match, own, year="{y}", half=own.half_short, quarter=own.quarter_short, month=own.month_short
        )

    def _day_or_span(self, text: str, match: re.Match[str], *, in_full: bool) -> str:
        try:
            day = datetime.date.fromisoformat(text[:10])
        except ValueError:
            return text
        if not match["n"]:
            return self.official_date(day) if in_full else self.date(day)
        n = int(match["n"])
        form = form_for(n) if self.code == "ru" else min(abs(n - 1), 1)
        return f"{self.date(day)}, {n} {self._locale.span_units[match['unit']][form]}"

    def sort_key(self, text: str) -> tuple[tuple[tuple[int, int], ...], str]:
        """Give a key that sorts names as a dictionary of this language does."""
        lower = unicodedata.normalize("NFC", text).translate(_SAME_SIGNS).casefold()
        letters = lower if self.code == "tk" else fold(lower)
        return tuple(_weight(letter, self._locale.alphabet) for letter in letters), lower


@dataclass(frozen=True, slots=True)
class Pair(Words):
    """Two languages side by side: the first leads, and figures are written as it writes them."""

    first: Words
    second: Words

    def say(self, text: str, /, **facts: object) -> str:
        """Give a text in both languages; what is itself in both is told apart."""
        mine, other = _sides(facts)
        return _both(self.first.say(text, **mine), self.second.say(text, **other), BELOW if facts else " / ")

    def say_as(self, context: str, text: str, /, **facts: object) -> str:
        """Give a text that has two meanings in English in both languages."""
        mine, other = _sides(facts)
        own, beside = self.first.say_as(context, text, **mine), self.second.say_as(context, text, **other)
        return _both(own, beside, BELOW if facts else " / ")

    def name(self, text: Named, apart: str = BELOW) -> str:
        """Give a name of the catalogue in both languages."""
        return _both(self.first.name(text), self.second.name(text), apart)

    @property
    def alone(self) -> Words:
        """Give the first language."""
        return self.first

    def each(self, write: Callable[[Words], str], apart: str = BELOW) -> str:
        """Give what ``write`` says in both languages."""
        return _both(write(self.first), write(self.second), apart)

    def count(self, n: int, one: str, many: str, /, **facts: object) -> str:
        """Give the forms for ``n`` things of both languages."""
        mine, other = _sides(facts)
        own, beside = self.first.count(n, one, many, **mine), self.second.count(n, one, many, **other)
        return _both(own, beside, BELOW)

    def official_date(self, value: datetime.date) -> str:
        """Write a date as documents of both languages do."""
        return _both(self.first.official_date(value), self.second.official_date(value), BELOW)

    def period(self, text: str) -> str:
        """Write SDMX time in full in both languages."""
        return _both(self.first.period(text), self.second.period(text), BELOW)


def leading(text: str) -> str:
    """Give the first language of a text that may be in two."""
    return text.partition(BELOW)[0]


def _sides(facts: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """Give the facts for each of two languages."""
    first, second = dict(facts), dict(facts)
    for name, fact in facts.items():
        if isinstance(fact, str) and BELOW in fact:
            first[name], _, second[name] = fact.partition(BELOW)
    return first, second


def _both(one: str, other: str, sign: str) -> str:
    return one if one == other else f"{one}{sign}{other}"


def pair(language: str, second: str = "") -> Words:
    """Give the words of ``language``, side by side with those of another where one is named."""
    first = words(language)
    if not second or words(second) == first:
        return first
    return Pair(first.code, first._texts, first._locale, first, words(second))


def words(language: str) -> Words:
    """Give the words of ``language``; anything but tk and ru reads English."""
    return _load(language if language in LANGUAGES else "en")


def mark(text: str) -> str:
    """Mark a text for translation where it stands as data; it comes back unchanged."""
    return text


def system_language() -> str:
    """Give tk, ru or en as the computer is set, English when it is set to something else."""
    for name in _system_locales():
        code = name.replace("-", "_").split("_")[0].split(".")[0].lower()
        if code in LANGUAGES:
            return code
    return "en"


def fold(text: str) -> str:
    """Give a text for searching: small letters without diacritics, ё as е."""
    lower = unicodedata.normalize("NFC", text).casefold()
    return "".join(letter if letter == "й" else _bare(letter) for letter in lower)


def _bare(letter: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))


def _weight(letter: str, alphabet: str) -> tuple[int, int]:
    if letter.isspace():
        return 0, 0
    place = alphabet.find(letter)
    if place >= 0:
        return 3, place
    return (4 if letter.isalpha() else 2 if letter.isdigit() else 1), ord(letter)


def _fill(match: re.Match[str], own: Locale, *, year: str, half: str, quarter: str, month: str) -> str:
    y, part = int(match["y"]), int(match["half"] or match["quarter"] or 0)
    phrase = half if match["half"] else quarter if match["quarter"] else month if match["m"] else year
    name = own.months[int(match["m"]) - 1] if match["m"] else ""
    return phrase.format(
        y=match["y"], yth=ordinal_tk(y), part=part, roman=ROMAN[part], nth=ENGLISH_ORDINALS[part], name=name
    )


@lru_cache(maxsize=len(LANGUAGES))
def _load(language: str) -> Words:
    folder = assets.resource("i18n", language, "LC_MESSAGES")
    return Words(language, _translations(folder / "gcm.po", folder / "gcm.mo"), LOCALES[language])


def _translations(source: Path, compiled: Path) -> gettext.NullTranslations:
    if compiled.is_file() and not (source.is_file() and source.stat().st_mtime > compiled.stat().st_mtime):
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    if not source.is_file():
        return gettext.NullTranslations()  # English is the language of the texts themselves
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    buffer = BytesIO()
    with source.open("rb") as file:
        write_mo(buffer, read_po(file))
    buffer.seek(0)
    return gettext.GNUTranslations(buffer)


def _system_locales() -> list[str]:
    chosen = next((os.environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(key)), "")
    if chosen and chosen.split(".")[0] not in ("C", "POSIX"):
        return [*os.environ.get("LANGUAGE", "").split(":"), chosen]
    if not chosen and sys.platform == "win32":
        import ctypes

        language = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return [locale.windows_locale.get(language, "")]
    return []
