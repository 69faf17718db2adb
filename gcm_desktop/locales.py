"""What the three languages say of numbers, dates and periods, as data (CLDR and official papers)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NBSP: Final = "\u00a0"
ROMAN: Final = ("", "I", "II", "III", "IV")

# Turkmen ordinals take -njy when the last spoken word has back vowels, else -nji.
_BACK_UNITS: Final = frozenset({6, 9})
_BACK_TENS: Final = frozenset({10, 30, 40, 60, 90})


@dataclass(frozen=True, slots=True)
class Locale:
    """One language's signs and period phrases; the phrases take year, name, part and roman."""

    code: str
    group: str
    decimal: str
    percent: str
    date: str
    official_date: str
    months: tuple[str, ...]  # as a month stands in a period
    months_of_date: tuple[str, ...]  # as a month stands after a day
    year: str
    half: str
    quarter: str
    month: str
    half_short: str
    quarter_short: str
    month_short: str
    undated: str
    undated_short: str
    span_units: dict[str, tuple[str, str, str]]  # Y, M, D → forms for 1, 2 and 5
    alphabet: str  # order of letters for sorting, lower case


TK: Final = Locale(
    code="tk",
    group=NBSP,
    decimal=",",
    percent=f"{NBSP}%",
    date="{d:02d}.{m:02d}.{y:04d}",
    official_date="{yth} ýylyň {dth} {month}",
    months=(
        *("ýanwar", "fewral", "mart", "aprel", "maý", "iýun"),
        *("iýul", "awgust", "sentýabr", "oktýabr", "noýabr", "dekabr"),
    ),
    months_of_date=(
        *("ýanwary", "fewraly", "marty", "apreli", "maýy", "iýuny"),
        *("iýuly", "awgusty", "sentýabry", "oktýabry", "noýabry", "dekabry"),
    ),
    year="{yth} ýyl",
    half="{yth} ýylyň {roman} ýarymy",
    quarter="{yth} ýylyň {roman} çärýegi",
    month="{yth} ýylyň {name} aýy",
    half_short="{y} {roman} ýar.",
    quarter_short="{y} {roman} çär.",
    month_short="{y} {name}",
    undated="senesi görkezilmedik",
    undated_short="senesiz",
    span_units={"Y": ("ýyl", "ýyl", "ýyl"), "M": ("aý", "aý", "aý"), "D": ("gün", "gün", "gün")},
    alphabet="abcçdeäfghijžklmnňoöpqrsştuüvwxyýz",
)

RU: Final = Locale(
    code="ru",
    group=NBSP,
    decimal=",",
    percent=f"{NBSP}%",
    date="{d:02d}.{m:02d}.{y:04d}",
    official_date="{d} {month} {y} г.",
    months=(
        *("январь", "февраль", "март", "апрель", "май", "июнь"),
        *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
    ),
    months_of_date=(
        *("января", "февраля", "марта", "апреля", "мая", "июня"),
        *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
    ),
    year="{y} год",
    half="{roman} полугодие {y} года",
    quarter="{roman} квартал {y} года",
    month="{name} {y} года",
    half_short="{roman} пол. {y}",
    quarter_short="{roman} кв. {y}",
    month_short="{name} {y}",
    undated="без даты",
    undated_short="без даты",
    span_units={
        "Y": ("год", "года", "лет"),
        "M": ("месяц", "месяца", "месяцев"),
        "D": ("день", "дня", "дней"),
    },
    alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyz",
)

EN: Final = Locale(
    code="en",
    group=",",
    decimal=".",
    percent="%",
    date="{d:02d}/{m:02d}/{y:04d}",
    official_date="{d} {month} {y}",
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    months_of_date=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    year="{y}",
    half="{nth} half of {y}",
    quarter="{nth} quarter of {y}",
    month="{name} {y}",
    half_short="{y} H{part}",
    quarter_short="{y} Q{part}",
    month_short="{name:.3} {y}",
    undated="undated",
    undated_short="undated",
    span_units={
        "Y": ("year", "years", "years"),
        "M": ("month", "months", "months"),
        "D": ("day", "days", "days"),
    },
    alphabet="abcdefghijklmnopqrstuvwxyz",
)

LOCALES: Final = {locale.code: locale for locale in (TK, RU, EN)}
ENGLISH_ORDINALS: Final = ("", "first", "second", "third", "fourth")


def ordinal_tk(n: int) -> str:
    """Give a Turkmen ordinal in figures: 9-njy, 20-nji, 2026-njy."""
    last = n % 10 or n % 100
    back = last in _BACK_UNITS or last in _BACK_TENS
    return f"{n}-{'njy' if back else 'nji'}"


def form_for(n: int) -> int:
    """Say which of three Russian noun forms stands after ``n``: 0 for 1, 1 for 2, 2 for 5."""
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else 2
