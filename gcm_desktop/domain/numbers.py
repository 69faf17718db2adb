"""Exact numbers: what people type, and the one canonical text that is kept."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from typing import Final

SIGNIFICANT: Final = 15  # as many digits as spreadsheet programs keep
_EXACT: Final = Context(prec=SIGNIFICANT, rounding=ROUND_HALF_EVEN)
_WIDE: Final = Context(prec=40, rounding=ROUND_HALF_EVEN)
_SPACES = re.compile("[ \u00a0\u202f\u2009]")
_PLAIN = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)", re.ASCII)
_SPACED = re.compile("[+-]?\\d{1,3}([ \u00a0\u202f\u2009]\\d{3})+([.,]\\d*)?", re.ASCII)
_COMMAS = re.compile(r"[+-]?\d{1,3}(,\d{3})+\.\d+", re.ASCII)
_POINTS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+,\d+", re.ASCII)


def canonical(number: Decimal, decimals: int) -> str:
    """Give the text that is kept: 15 significant digits, then half-even to ``decimals``; no exponent.

    Raises ValueError for infinities, NaN and numbers of more than 15 digits before the decimal sign.
    """
    if not number.is_finite() or number.adjusted() >= SIGNIFICANT:
        raise ValueError(str(number))
    exact = _EXACT.plus(number)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), context=_WIDE)
    text = format(rounded, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def is_whole(number: Decimal) -> bool:
    """Say whether a number is whole once the noise beyond 15 digits is taken off."""
    exact = _EXACT.plus(number)
    return exact == exact.to_integral_value()


def parse_typed(text: str) -> Decimal | None:
    """Read a number as people type it; nothing when it is not one.

    Groups may stand apart by spaces; comma or point is the decimal sign; where both stand, the last is.
    """
    text = text.strip()
    if _COMMAS.fullmatch(text):
        text = text.replace(",", "")
    elif _POINTS.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    elif _PLAIN.fullmatch(text) or _SPACED.fullmatch(text):
        text = _SPACES.sub("", text).replace(",", ".")
    else:
        return None
    try:
        return Decimal(text)
    except InvalidOperation:  # a lone sign
        return None
