"""Answers as observations: one cell of one return each, as they leave in and arrive from tables of data."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final

from gcm_desktop.domain.catalogue import Catalogue, Indicator, ValueType
from gcm_desktop.domain.cells import CellCode, CellKind, parse_cell
from gcm_desktop.domain.curtain import is_hidden
from gcm_desktop.domain.entries import clean, number_value, read_date, stage_list
from gcm_desktop.domain.values import QUALITIES, Basis, Precision, State, Value
from gcm_desktop.errors import Issue

ALL: Final = "_T"  # the office of a figure that is the nation's own
NORMAL: Final = "A"
_ABSENT: Final = {"L": State.NOT_COLLECTED, "O": State.NOT_AVAILABLE, "M": State.NOT_APPLICABLE}
_STATUS: Final = {state: code for code, state in _ABSENT.items()}
_WORDS: Final = frozenset({ValueType.TEXT, ValueType.DATE, ValueType.STAGE})


@dataclass(frozen=True, slots=True)
class Observation:
    """One cell and its value; ``asked`` and ``answered`` count units where it is a national figure."""

    office: str
    area: str
    period: str
    cell: str
    value: Value
    catalogue: str = ""  # digest of the version whose codes it uses
    heads: tuple[str, ...] = ()  # what the return's values rested on when they left
    asked: int = 0
    answered: int = 0
    line: int = 0  # of the file it was read from

    @property
    def national(self) -> bool:
        """Say whether it is a figure of the nation, made of several returns."""
        return self.office == ALL


@dataclass(frozen=True)
class ReadData:
    """What a table of data says."""

    digest: str  # SHA-256 of the file
    name: str
    observations: tuple[Observation, ...]
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """The parts of a value as a row states them, each as text."""

    figure: str = ""
    text: str = ""
    status: str = ""
    precision: Precision = Precision.EXACT
    basis: Basis = Basis.PERIOD
    note: str = ""
    source: str = ""


def is_words(catalogue: Catalogue, code: CellCode) -> bool:
    """Say whether a cell answers in words: a narrative, a text, a date or a stage."""
    indicator = catalogue.indicators.get(code.indicator)
    return code.kind is not CellKind.INDICATOR or (indicator is not None and indicator.value_type in _WORDS)


def leaves(value: Value) -> bool:
    """Say whether a value is an observation; what nobody understood yet is none."""
    return value.state is not State.UNREAD and not value.is_blank


def given(catalogue: Catalogue, cell: str, value: Value) -> Given:
    """Take a value apart."""
    text = value.text if value.state is State.VALUE else ""
    worded = is_words(catalogue, parse_cell(cell))
    status = value.quality or NORMAL if value.state is State.VALUE else _STATUS.get(value.state, "")
    status = value.quality if is_hidden(value) else status
    return Given(
        "" if worded else text,
        text if worded else "",
        status,
        value.precision,
        value.basis,
        value.note,
        value.source,
    )


def value_of(catalogue: Catalogue, cell: str, parts: Given) -> Value:
    """Put a value together; what does not fit the cell is kept as *unread*."""
    state, text, precision = _answer(catalogue, parse_cell(cell), parts)
    quality = parts.status if state is State.VALUE and parts.status in QUALITIES else ""
    return Value(
        state,
        text,
        precision,
        parts.basis if state is State.VALUE else Basis.PERIOD,
        quality,
        clean(parts.note),
        clean(parts.source),
    )


def _answer(catalogue: Catalogue, code: CellCode, parts: Given) -> tuple[State, str, Precision]:
    figure, text = clean(parts.figure), clean(parts.text)
    if not (figure or text):
        return _ABSENT.get(parts.status, State.BLANK), "", Precision.EXACT
    written = text or figure
    indicator = catalogue.indicators.get(code.indicator)
    if indicator is None or indicator.value_type is ValueType.TEXT:
        return State.VALUE, written, parts.precision
    found = (
        _worded(catalogue, indicator, written)
        if indicator.value_type in _WORDS
        else _figure(indicator, code, figure)
    )
    return (State.VALUE, found, parts.precision) if found else (State.UNREAD, written, Precision.EXACT)


def _worded(catalogue: Catalogue, indicator: Indicator, text: str) -> str:
    if indicator.value_type is ValueType.DATE:
        return read_date(text)
    stages = stage_list(indicator, catalogue.codelists)
    return text if stages and any(stage.code == text for stage in stages.codes) else ""


def _figure(indicator: Indicator, code: CellCode, text: str) -> str:
    if indicator.value_type is ValueType.BOOLEAN:
        return text if text in ("0", "1") else ""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return ""
    value = number_value(indicator, code.part, number)
    return value.text if value is not None else ""


@dataclass
class Gathered:
    """Observations while a table is read: the same cell twice with two values is for a person to settle."""

    found: dict[tuple[str, str, str, str], Observation] = field(default_factory=dict)
    twice: list[Observation] = field(default_factory=list)

    def add(self, one: Observation) -> None:
        """Take one more."""
        place = (one.office, one.area, one.period, one.cell)
        first = self.found.setdefault(place, one)
        if first is not one and not first.value.same_as(one.value):
            self.twice.append(one)
            both = f"{first.value.text or first.value.state} / {one.value.text or one.value.state}"
            self.found[place] = Observation(
                *place,
                Value(State.UNREAD, both, note=first.value.note, source=first.value.source),
                first.catalogue,
                first.heads,
                line=first.line,
            )
