"""What a cell can hold: a state, a canonical value, marks, a note, and what was written."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final


class State(StrEnum):
    """The six answers a cell can be; the letters stand in files and digests."""

    BLANK = "B"
    VALUE = "V"
    NOT_COLLECTED = "L"  # not available: not collected
    NOT_AVAILABLE = "O"  # not available: other reason
    NOT_APPLICABLE = "M"
    UNREAD = "X"  # written, not understood; kept as text until a person decides

    @property
    def word(self) -> str:
        """Give the word scripts read; both reasons for *not available* are one state."""
        return _WORDS.get(self, self.name.lower())

    @property
    def reason(self) -> str:
        """Give the reason a value is not available: L, O or nothing."""
        return self.value if self in _WORDS else ""


_WORDS: Final = {State.NOT_COLLECTED: "not_available", State.NOT_AVAILABLE: "not_available"}


class Precision(StrEnum):
    """How exact a value is."""

    EXACT = ""
    ABOUT = "~"
    AT_LEAST = ">="
    MORE_THAN = ">"
    ALMOST = "<~"


class Basis(StrEnum):
    """What a value counts when it is not the period's own."""

    PERIOD = ""
    CUMULATIVE = "C"
    PLANNED = "P"


QUALITIES: Final = ("", "E", "P", "B", "D", "U", "N", "I")  # SDMX OBS_STATUS, empty = normal


@dataclass(frozen=True, slots=True)
class Value:
    """One answer; ``text`` is canonical, ``written`` is what the form showed when it differs."""

    state: State = State.BLANK
    text: str = ""
    precision: Precision = Precision.EXACT
    basis: Basis = Basis.PERIOD
    quality: str = ""
    note: str = ""
    source: str = ""  # title, number, date of the document it was taken from
    written: str = ""

    @property
    def is_blank(self) -> bool:
        """Say whether nothing at all was entered, not even a note."""
        return self.state is State.BLANK and not self.note and not self.source

    @property
    def is_plain(self) -> bool:
        """Say whether state and text are all there is to it."""
        return not (self.precision or self.basis or self.quality or self.note or self.source or self.written)

    @property
    def is_plain_ascii(self) -> bool:
        """Say whether it is plain and its text the same in every Unicode form."""
        return self.text.isascii() and self.is_plain

    @property
    def is_composed(self) -> bool:
        """Say whether its texts stand in the form that digests are computed over."""
        return self.is_plain_ascii or all(
            nfc(text) == text for text in (self.text, self.quality, self.note, self.source, self.written)
        )

    @property
    def answers(self) -> bool:
        """Say whether the cell counts as filled: a value or a stated reason."""
        return self.state not in (State.BLANK, State.UNREAD)

    def same_as(self, other: Value) -> bool:
        """Say whether both are the same answer, however they were written."""
        return self is other or (
            self.text == other.text
            and self.state is other.state
            and self.precision is other.precision
            and self.basis is other.basis
            and self.quality == other.quality
            and self.note == other.note
            and self.source == other.source
        )

    def record(self) -> dict[str, str]:
        """Give the JSON form that revisions hold; default parts are left out."""
        if self.is_plain:
            return {"s": self.state._value_, "v": nfc(self.text)} if self.text else {"s": self.state._value_}
        pairs = {
            "s": self.state.value,
            "v": self.text,
            "p": self.precision.value,
            "b": self.basis.value,
            "q": self.quality,
            "n": self.note,
            "d": self.source,
            "w": self.written,
        }
        return {key: nfc(text) for key, text in pairs.items() if text}

    @staticmethod
    def of(record: dict[str, Any]) -> Value:
        """Read the JSON form; raises KeyError or ValueError when it is not one."""
        if len(record) == 1 or (len(record) == 2 and "v" in record):
            return plain(record["s"], str(record.get("v", "")))
        return Value(
            State(record["s"]),
            str(record.get("v", "")),
            Precision(record.get("p", "")),
            Basis(record.get("b", "")),
            str(record.get("q", "")),
            str(record.get("n", "")),
            str(record.get("d", "")),
            str(record.get("w", "")),
        )


BLANK: Final = Value()


@lru_cache(maxsize=65536)
def plain(state: str, text: str) -> Value:
    """Give an answer without marks from its letter and text; equal ones are one object."""
    return Value(State(state), text)


def number(text: str, **marks: Any) -> Value:
    """Build a value that is already canonical."""
    return Value(State.VALUE, text, **marks)


def nfc(text: str) -> str:
    """Give the composed Unicode form, with the Romanian comma letters as the Turkmen cedilla ones."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text).replace("\u0219", "\u015f").replace("\u0218", "\u015e")
