"""Whole numbers in words, as letters repeat a figure: 12 (on iki), 12 (двенадцать), 12 (twelve)."""

from __future__ import annotations

from typing import Final

_TK_UNITS: Final = ("", "bir", "iki", "üç", "dört", "bäş", "alty", "ýedi", "sekiz", "dokuz")
_TK_TENS: Final = (
    *("", "on", "ýigrimi", "otuz", "kyrk"),
    *("elli", "altmyş", "ýetmiş", "segsen", "togsan"),
)
_RU_UNITS: Final = (
    *("", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"),
    *("десять", "одиннадцать", "двенадцать", "тринадцать", "четырнадцать", "пятнадцать"),
    *("шестнадцать", "семнадцать", "восемнадцать", "девятнадцать"),
)
_RU_TENS: Final = (
    *("", "", "двадцать", "тридцать", "сорок"),
    *("пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"),
)
_RU_HUNDREDS: Final = (
    *("", "сто", "двести", "триста", "четыреста"),
    *("пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"),
)
_EN_UNITS: Final = (
    *("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_EN_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_STEPS: Final = {
    "tk": (("milliard",) * 3, ("million",) * 3, ("müň",) * 3),
    "ru": (
        ("миллиард", "миллиарда", "миллиардов"),
        ("миллион", "миллиона", "миллионов"),
        ("тысяча", "тысячи", "тысяч"),
    ),
    "en": (("billion",) * 3, ("million",) * 3, ("thousand",) * 3),
}
_NONE: Final = {"tk": "nol", "ru": "ноль", "en": "zero"}
_LIMIT: Final = 10**12


def in_words(number: int, language: str) -> str:
    """Give a whole number from 0 up to a million millions in words; ValueError beyond."""
    if not 0 <= number < _LIMIT:
        raise ValueError(number)
    if number == 0:
        return _NONE[language]
    parts = []
    for at, names in enumerate(_STEPS[language]):
        three = number // 1000 ** (3 - at) % 1000
        if three:
            parts += [_below_thousand(three, language, feminine=at == 2), names[_form(three)]]
    parts.append(_below_thousand(number % 1000, language))
    return " ".join(part for part in parts if part)


def _form(number: int) -> int:
    """Give which of the Russian forms stands after a number; the others have one."""
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2


def _below_thousand(number: int, language: str, *, feminine: bool = False) -> str:
    hundreds, rest = divmod(number, 100)
    if language == "tk":
        parts = [_TK_UNITS[hundreds], "ýüz"] if hundreds else []
        return " ".join(filter(None, [*parts, _TK_TENS[rest // 10], _TK_UNITS[rest % 10]]))
    if language == "ru":
        last = _below_hundred(rest, _RU_UNITS, _RU_TENS, " ")
        if feminine and rest % 100 not in (11, 12):
            last = last.removesuffix("один").removesuffix("два") + {1: "одна", 2: "две"}.get(rest % 10, "")
        return " ".join(filter(None, (_RU_HUNDREDS[hundreds], last)))
    parts = [_EN_UNITS[hundreds], "hundred"] if hundreds else []
    return " ".join(filter(None, [*parts, _below_hundred(rest, _EN_UNITS, _EN_TENS, "-")]))


def _below_hundred(number: int, units: tuple[str, ...], tens: tuple[str, ...], joint: str) -> str:
    if number < 20:
        return units[number]
    return joint.join(filter(None, (tens[number // 10], units[number % 10])))
