"""The one table of signs: how states and marks stand in a workbook, in whatever language it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from gcm_desktop.domain.entries import clean
from gcm_desktop.domain.values import QUALITIES, Basis, Precision, State, Value
from gcm_desktop.i18n import mark

#: Sign, state or mark, and the words that follow the sign in the list.
STATES: Final = (
    ("…L", State.NOT_COLLECTED, mark("not collected")),
    ("…O", State.NOT_AVAILABLE, mark("not available")),
    ("×", State.NOT_APPLICABLE, mark("not applicable")),
)
PRECISIONS: Final = (
    ("≈", Precision.ABOUT, mark("about")),
    ("≥", Precision.AT_LEAST, mark("at least")),
    (">", Precision.MORE_THAN, mark("more than")),
    ("<≈", Precision.ALMOST, mark("almost")),
)
BASES: Final = (
    ("Σ", Basis.CUMULATIVE, mark("cumulative since 1 January")),
    ("→", Basis.PLANNED, mark("planned")),
)
QUALITY_WORDS: Final = (
    ("E", mark("estimated")),
    ("P", mark("provisional")),
    ("B", mark("break in series")),
    ("D", mark("other definition")),
    ("U", mark("low reliability")),
    ("N", mark("not significant")),
    ("I", mark("imputed")),
)
_BETWEEN: Final = " · "
# What people type besides the signs of the list.
_ALSO: Final = {
    **dict.fromkeys(("…", "...", "?", "?L", "?l"), "…L"),
    **dict.fromkeys(("?O", "?o"), "…O"),
    **dict.fromkeys(("x", "X", "\u0445", "\u0425"), "×"),  # Latin and Cyrillic letters
    **{"~": "≈", ">=": "≥", "<~": "<≈"},
}
_STATE: Final = {sign: state for sign, state, _ in STATES}
_PRECISION: Final = {sign: precision for sign, precision, _ in PRECISIONS}
_BASIS: Final = {sign: basis for sign, basis, _ in BASES}
_STATE_SIGN: Final = {state: sign for sign, state in _STATE.items()}
_PRECISION_SIGN: Final = {precision: sign for sign, precision in _PRECISION.items()}
_BASIS_SIGN: Final = {basis: sign for sign, basis in _BASIS.items()}


@dataclass(frozen=True, slots=True)
class Marks:
    """What a mark cell says; ``clear`` is false when some of it was not understood."""

    state: State | None = None
    precision: Precision = Precision.EXACT
    basis: Basis = Basis.PERIOD
    quality: str = ""
    clear: bool = True


def choices(say: Callable[[str], str]) -> tuple[str, ...]:
    """Give the list a mark is chosen from, in the language of ``say``."""
    signed = ((sign, word) for sign, _, word in (*STATES, *PRECISIONS, *BASES))
    return tuple(f"{sign} {say(word)}" for sign, word in (*signed, *QUALITY_WORDS))


def written(value: Value, say: Callable[[str], str]) -> str:
    """Give the text of the mark cell of ``value``; several marks stand side by side."""
    signs = {sign: word for sign, _, word in (*STATES, *PRECISIONS, *BASES)} | dict(QUALITY_WORDS)
    wanted = (
        _STATE_SIGN.get(value.state, ""),
        _PRECISION_SIGN.get(value.precision, ""),
        _BASIS_SIGN.get(value.basis, ""),
        value.quality,
    )
    return _BETWEEN.join(f"{sign} {say(signs[sign])}" for sign in wanted if sign)


def sign_of(state: State) -> str:
    """Give the sign a state has inside an answer cell, nothing for values."""
    return _STATE_SIGN.get(state, "")


def sign_of_precision(precision: Precision) -> str:
    """Give the sign that stands before a number, nothing for exact ones."""
    return _PRECISION_SIGN.get(precision, "")


def state_of(text: str) -> State | None:
    """Give the state an answer cell names by a sign alone, or nothing."""
    return _STATE.get(_ALSO.get(text, text))


def split_precision(text: str) -> tuple[Precision, str]:
    """Take the sign off a number."""
    for sign in ("<≈", "<~", "≥", ">=", ">", "≈", "~"):
        if text.startswith(sign):
            return _PRECISION[_ALSO.get(sign, sign)], text[len(sign) :].strip()
    return Precision.EXACT, text


def read(text: str) -> Marks:
    """Read a mark cell by the sign each part begins with; its words may be of any language."""
    state: State | None = None
    precision, basis, quality = Precision.EXACT, Basis.PERIOD, ""
    clear = True
    for part in clean(text).replace(";", "·").split("·"):
        if not (words := part.split()):
            continue
        sign = _ALSO.get(words[0], words[0])
        if sign in _STATE and state in (None, _STATE[sign]):
            state = _STATE[sign]
        elif sign in _PRECISION and not precision:
            precision = _PRECISION[sign]
        elif sign in _BASIS and not basis:
            basis = _BASIS[sign]
        elif sign in QUALITIES and not quality:
            quality = sign
        else:
            clear = False
    if state is not None and (precision or basis):
        clear = False
    return Marks(state, precision, basis, quality, clear)
