"""From what a person typed into a cell to the value that is kept; nothing typed is thrown away."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from gcm_desktop.domain.catalogue import CodeList, Indicator, ValueType
from gcm_desktop.domain.cells import CellKind, Part, parse_cell
from gcm_desktop.domain.numbers import canonical, is_whole, parse_typed
from gcm_desktop.domain.values import BLANK, Precision, State, Value, nfc

#: Longest first, so that ``>=`` is not read as ``>``.
SIGNS: Final = (
    ("<~", Precision.ALMOST),
    (">=", Precision.AT_LEAST),
    ("≥", Precision.AT_LEAST),
    (">", Precision.MORE_THAN),
    ("~", Precision.ABOUT),
    ("≈", Precision.ABOUT),
)
YES: Final = frozenset({"1", "yes", "y", "hawa", "да", "true", "+"})
NO: Final = frozenset({"0", "no", "n", "ýok", "yok", "нет", "false"})
REASONS: Final = {
    "?l": State.NOT_COLLECTED,
    "?": State.NOT_COLLECTED,
    "?o": State.NOT_AVAILABLE,
    "x": State.NOT_APPLICABLE,
    "х": State.NOT_APPLICABLE,  # the Cyrillic letter, as Russian forms have it
    "×": State.NOT_APPLICABLE,
}
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
_DATES: Final = (
    re.compile(r"(?P<y>\d{4})(-(?P<m>\d\d)(-(?P<d>\d\d))?)?", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})", re.ASCII),
    re.compile(r"(?P<m>\d{1,2})\.(?P<y>\d{4})", re.ASCII),
    re.compile(r"(?P<d>\d\d)(?P<m>\d\d)(?P<y>\d{4})", re.ASCII),
)
MAX_TEXT: Final = 32_000


def clean(text: str) -> str:
    """Compose letters, take off invisible and control characters and outer spaces."""
    return _INVISIBLE.sub("", nfc(text)).strip()


def entry(indicator: Indicator | None, cell: str, text: str, codelists: Mapping[str, CodeList]) -> Value:
    """Read what was typed into ``cell``; what is not understood is kept as *unread*.

    ``indicator`` is none for narratives and registers, whose cells hold text.
    """
    text = clean(text)
    if not text:
        return BLANK
    code = parse_cell(cell)
    if indicator is None or code.kind is not CellKind.INDICATOR:
        return Value(State.VALUE, text[:MAX_TEXT])
    if state := REASONS.get(text.lower()):
        return Value(state)
    kind = indicator.value_type
    if kind is ValueType.TEXT:
        return Value(State.VALUE, text[:MAX_TEXT])
    precision, rest = _sign(text)
    if kind is ValueType.BOOLEAN:
        return _yes_no(rest, text)
    if kind is ValueType.DATE:
        iso = read_date(rest)
        return Value(State.VALUE, iso, precision) if iso else _unread(text)
    if kind is ValueType.STAGE:
        return _stage(indicator, rest, text, codelists)
    return _number(indicator, code.part, precision, rest, text)


def _sign(text: str) -> tuple[Precision, str]:
    for sign, precision in SIGNS:
        if text.startswith(sign):
            return precision, text[len(sign) :].strip()
    return Precision.EXACT, text


def _unread(text: str) -> Value:
    return Value(State.UNREAD, text)


def _yes_no(rest: str, text: str) -> Value:
    word = rest.lower()
    if word in YES:
        return Value(State.VALUE, "1")
    return Value(State.VALUE, "0") if word in NO else _unread(text)


def _stage(indicator: Indicator, rest: str, text: str, codelists: Mapping[str, CodeList]) -> Value:
    stages = stage_list(indicator, codelists)
    wanted = rest.upper()
    for number, code in enumerate(stages.codes if stages else (), start=1):
        names = {code.code, str(number), *(n.upper() for n in (code.name.tk, code.name.ru, code.name.en))}
        if wanted in names:
            return Value(State.VALUE, code.code)
    return _unread(text)


def stage_list(indicator: Indicator, codelists: Mapping[str, CodeList]) -> CodeList | None:
    """Give the list of stages an indicator chooses from."""
    for rule in indicator.rules:
        if rule.kind == "code_in_list":
            return codelists.get(str(rule.params["codelist"]))
    return None


def _number(indicator: Indicator, part: Part, precision: Precision, rest: str, text: str) -> Value:
    number = parse_typed(rest)
    if number is None:
        return _unread(text)
    return number_value(indicator, part, number, precision) or _unread(text)


def decimals_of(indicator: Indicator, part: Part) -> int:
    """Give how many decimals a cell may have: the parts of a ratio of counts are whole."""
    if part in (Part.NUMERATOR, Part.DENOMINATOR):
        whole = any(rule.kind == "components_integer_min" for rule in indicator.rules)
        return 0 if whole else max(indicator.decimals, 2)
    return indicator.decimals


def number_value(
    indicator: Indicator, part: Part, number: Decimal, precision: Precision = Precision.EXACT
) -> Value | None:
    """Give the value of a number, or nothing where a whole one is asked and this one is not."""
    decimals = decimals_of(indicator, part)
    if not number.is_finite() or (decimals == 0 and not is_whole(number)):
        return None
    try:
        text = canonical(number, decimals)
    except ValueError:
        return None
    written = str(number) if "E" not in str(number) else ""
    return Value(State.VALUE, text, precision, written="" if written == text else written)


def read_date(text: str) -> str:
    """Give the ISO text of a year, month or day as people write them, or nothing."""
    for pattern in _DATES:
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            year, month, day = parts["y"], parts.get("m"), parts.get("d")
            try:
                date(int(year), int(month or 1), int(day or 1))
            except ValueError:
                return ""
            iso = year + (f"-{int(month):02d}" if month else "")
            return iso + (f"-{int(day):02d}" if day else "")
    return ""
