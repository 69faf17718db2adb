"""The months as documents write them in Turkmen, Russian and English, and the words around a date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_ENGLISH: Final = (
    *("january jan", "february feb", "march mar", "april apr", "may", "june jun"),
    *("july jul", "august aug", "september sep sept", "october oct", "november nov", "december dec"),
)
_RUSSIAN: Final = (  # nominative, genitive, prepositional, short
    "январь января январе янв",
    "февраль февраля феврале фев февр",
    "март марта марте мар",
    "апрель апреля апреле апр",
    "май мая мае",
    "июнь июня июне июн",
    "июль июля июле июл",
    "август августа августе авг",
    "сентябрь сентября сентябре сен сент",
    "октябрь октября октябре окт",
    "ноябрь ноября ноябре ноя нояб",
    "декабрь декабря декабре дек",
)
_TURKMEN: Final = (  # with back or front vowels, which choose the endings
    *("ýanwar", "fewral", "mart", "aprel", "maý", "iýun"),
    *("iýul", "awgust", "sentýabr", "oktýabr", "noýabr", "dekabr"),
)
_ENDINGS: Final = (
    *("", "y", "i", "yň", "iň", "ynyň", "iniň", "da", "de", "ynda", "inde"),
    *("dan", "den", "yndan", "inden", "a", "e", "yna", "ine"),
)
_OF_THE_YEAR: Final = (
    *("ý", "ýyl", "ýyly", "ýylyň", "ýylda", "ýylynda", "ýylynyň", "ýyllar", "ýyllarda", "çenli"),
    *("г", "гг", "год", "года", "году", "годы", "годов", "с", "в", "от", "за"),
    *("of", "the", "in", "on", "from", "since", "dated", "year"),
)


def _plain(word: str) -> str:
    return word.replace("ý", "y").replace("ň", "n").replace("ç", "c")


def _months() -> Mapping[str, int]:
    found: dict[str, int] = {}
    for number, words in enumerate(zip(_ENGLISH, _RUSSIAN, strict=True), start=1):
        found |= dict.fromkeys(" ".join(words).split(), number)
    for number, stem in enumerate(_TURKMEN, start=1):
        for ending in _ENDINGS:
            found[stem + ending] = found[_plain(stem + ending)] = number
    return found


#: Month by word, in small letters; Turkmen also without its diacritics, as old keyboards write it.
MONTHS: Final = _months()
#: Words that dress a date and say nothing about it.
NOISE: Final = frozenset(_OF_THE_YEAR) | frozenset(map(_plain, _OF_THE_YEAR))
#: How a Turkmen month ends from which something lasts: martyndan … martyna çenli.
FROM: Final = ("dan", "den")
