"""From a raw cell to a value: strict about numbers, and whatever is not understood is kept as unread."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final

from gcm_desktop.domain.catalogue import Indicator, ValueType
from gcm_desktop.domain.cells import Part
from gcm_desktop.domain.entries import decimals_of, entry, number_value
from gcm_desktop.domain.numbers import canonical, is_whole, parse_typed
from gcm_desktop.domain.questions import is_number_cell
from gcm_desktop.domain.values import BLANK, State, Value
from gcm_desktop.errors import Severity
from gcm_desktop.exchange import marks
from gcm_desktop.exchange.grid import Raw
from gcm_desktop.exchange.markup import MAX_TEXT
from gcm_desktop.exchange.parts import Look
from gcm_desktop.exchange.showing import BETWEEN, tidy

_NUMBER = re.compile(r"-?\d{1,400}(?:\.\d{1,400})?(?:[eE][+-]?\d{1,4})?", re.ASCII)
_PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?", re.ASCII)
_CALLS_OUT = re.compile(r"\b(WEBSERVICE|HYPERLINK|CALL|REGISTER\.ID|RTD|DDE|IMPORTXML)\s*\(|\|", re.I)
_OTHER_FILE = re.compile(r"\[(\d+|[^\]]+\.[xo][a-z]{2,4})\]|\bfile:", re.I)
_EPOCH: Final = datetime.date(1899, 12, 30)
_EPOCH_1904: Final = datetime.date(1904, 1, 1)


@dataclass(slots=True)
class Finding:
    """Something noticed in one cell."""

    code: str
    severity: Severity
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Answer:
    """What one cell says, and what was noticed."""

    value: Value = BLANK
    findings: list[Finding] = field(default_factory=list)

    def unread(self, text: str, code: str, **facts: Any) -> Answer:
        """Keep what was written and say why it is not understood."""
        self.value = Value(State.UNREAD, text)
        self.findings = [finding for finding in self.findings if finding.code != "W415"]
        self.findings.append(Finding(code, Severity.ERROR, {"found": text, **facts}))
        return self


def read_answer(indicator: Indicator, part: Part, raw: Raw, *, since_1904: bool, codelists: Any) -> Answer:
    """Read the cell of an indicator."""
    answer = Answer()
    text = plain(raw, answer, since_1904=since_1904)
    if text is None:
        return answer
    if raw.type == "s":
        return _text(indicator, part, tidy(text), answer, codelists)
    if is_number_cell(indicator):
        return _number(indicator, part, raw, text, answer)
    if indicator.value_type is ValueType.BOOLEAN and raw.type == "b":
        answer.value = Value(State.VALUE, raw.text if raw.text in ("0", "1") else "")
        return answer if answer.value.text else answer.unread(text, "W410", expected="yes_no")
    if indicator.value_type is ValueType.TEXT:
        answer.value = Value(State.VALUE, text)
        return answer
    return _entry(indicator, part, text, answer, codelists)


def plain(raw: Raw, answer: Answer, *, since_1904: bool) -> str | None:
    """Give a cell's text after the checks every kind of cell goes through; nothing when it cannot be used."""
    if raw.formula is not None and not _formula(raw, answer):
        return None
    if raw.type == "e":
        answer.unread(raw.text, "W402")
        return None
    if raw.type == "b":
        return "TRUE" if raw.text == "1" else "FALSE"
    if raw.type == "d":
        return raw.text[:10]
    if raw.type == "s":
        if len(raw.text) > MAX_TEXT:
            answer.unread(tidy(raw.text[:MAX_TEXT]), "W417", limit=MAX_TEXT)
            return None
        return raw.text
    return _plain_number(raw, answer, since_1904=since_1904)


def _formula(raw: Raw, answer: Answer) -> bool:
    formula = tidy(raw.formula or "")[:500]
    if _CALLS_OUT.search(formula):
        answer.unread(f"={formula}", "W424")
    elif not raw.text:
        answer.unread(f"={formula}", "W403")
    else:
        elsewhere = _OTHER_FILE.search(formula) is not None
        code, severity = ("W423", Severity.WARNING) if elsewhere else ("W415", Severity.INFO)
        answer.findings.append(Finding(code, severity, {"found": raw.text, "formula": f"={formula}"}))
        return True
    return False


def _plain_number(raw: Raw, answer: Answer, *, since_1904: bool) -> str | None:
    text = raw.text.strip()
    if not _NUMBER.fullmatch(text):
        answer.unread(tidy(text[:200]), "W408")
        return None
    number = Decimal(text)
    if raw.look is Look.DATE:
        return _serial_date(number, since_1904=since_1904) or text
    try:
        exact = canonical(number * 100 if raw.look is Look.PERCENT else number, 15)
    except ValueError:
        answer.unread(text[:200], "W408")
        return None
    return f"{exact} %" if raw.look is Look.PERCENT else exact


def _serial_date(number: Decimal, *, since_1904: bool) -> str:
    """Give the ISO day a date-formatted number stands for, nothing for numbers out of the calendar."""
    if not 1 <= number < 2_958_466:
        return ""
    epoch = _EPOCH_1904 if since_1904 else _EPOCH
    days = int(number)
    # Excel counts a 29 February 1900 that never was.
    shift = 1 if not since_1904 and days < 60 else 0
    return (epoch + datetime.timedelta(days=days + shift)).isoformat()


def _number(indicator: Indicator, part: Part, raw: Raw, text: str, answer: Answer) -> Answer:
    if raw.type == "b":
        return answer.unread(text, "W404")
    if raw.look is Look.DATE:
        return answer.unread(text, "W405")
    if raw.look is Look.PERCENT:
        return answer.unread(text, "W406")
    number = Decimal(raw.text.strip())
    if number < 0 and indicator.value_type is ValueType.COUNT:
        return answer.unread(text, "W407")
    return _taken(indicator, part, number, text, answer)


def _taken(indicator: Indicator, part: Part, number: Decimal, text: str, answer: Answer) -> Answer:
    decimals = decimals_of(indicator, part)
    if decimals == 0 and not is_whole(number):
        return answer.unread(text, "W409")
    value = number_value(indicator, part, number)
    if value is None:
        return answer.unread(text, "W408")
    if Decimal(value.text) == Decimal(text.replace(",", ".")):
        value = replace(value, written="")
    else:
        answer.findings.append(Finding("W416", Severity.INFO, {"found": text, "taken": value.text}))
    answer.value = value
    return answer


def _text(indicator: Indicator, part: Part, text: str, answer: Answer, codelists: Any) -> Answer:
    if not text:
        return answer
    if state := marks.state_of(text):
        answer.value = Value(state)
        return answer
    if is_number_cell(indicator):
        precision, rest = marks.split_precision(text)
        number = parse_typed(rest) if precision and _PLAIN.fullmatch(rest) else None
        if number is None:
            code = "W401" if decimals_of(indicator, part) == 0 else "W400"
            return answer.unread(text, code)
        _taken(indicator, part, number, rest, answer)
        if answer.value.state is State.VALUE:
            answer.value = replace(answer.value, precision=precision)
        return answer
    if indicator.value_type is ValueType.TEXT:
        answer.value = Value(State.VALUE, text)
        return answer
    return _entry(indicator, part, text, answer, codelists)


def _entry(indicator: Indicator, part: Part, text: str, answer: Answer, codelists: Any) -> Answer:
    """Read yes/no, a date or a stage as the form itself would."""
    code = text.partition(BETWEEN)[0] if indicator.value_type is ValueType.STAGE else text
    value = entry(indicator, indicator.code, code, codelists)
    if value.state is State.UNREAD:
        kind = indicator.value_type
        number = "W411" if kind is ValueType.DATE else "W410"
        expected = {ValueType.BOOLEAN: "yes_no", ValueType.DATE: "date"}.get(kind, "list")
        return answer.unread(text, number, expected=expected)
    answer.value = value
    return answer


def read_words(raw: Raw | None, answer: Answer, *, since_1904: bool) -> str:
    """Read a cell of words, such as a note; findings and what could not be read go into ``answer``."""
    if raw is None:
        return ""
    text = plain(raw, answer, since_1904=since_1904)
    return tidy(text) if text is not None else ""
