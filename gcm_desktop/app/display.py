"""A value as people read it, the same on screen, in previews and on paper."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Final

from gcm_desktop.app.page import code_name, ratio_part
from gcm_desktop.domain.catalogue import Catalogue, ValueType
from gcm_desktop.domain.cells import CellCode, CellKind, Part, parse_cell
from gcm_desktop.domain.curtain import is_hidden
from gcm_desktop.domain.entries import stage_list
from gcm_desktop.domain.mark_words import BASES as BASES
from gcm_desktop.domain.mark_words import PRECISIONS as PRECISIONS
from gcm_desktop.domain.values import Precision, State, Value
from gcm_desktop.i18n import Words, mark

NOT_AVAILABLE: Final = "…"
NOT_APPLICABLE: Final = "×"
NOT_PUBLISHED: Final = "•"
SIGNS: Final = {Precision.ABOUT: "≈", Precision.AT_LEAST: "≥", Precision.MORE_THAN: ">"}
STATES: Final = {
    State.BLANK: mark("blank"),
    State.VALUE: mark("value"),
    State.NOT_COLLECTED: mark("not available: not collected"),
    State.NOT_AVAILABLE: mark("not available: other reason"),
    State.NOT_APPLICABLE: mark("not applicable"),
    State.UNREAD: mark("unread"),
}
QUALITIES: Final = {
    "": mark("normal"),
    "E": mark("estimate"),
    "P": mark("preliminary"),
    "B": mark("break in series"),
    "D": mark("other definition"),
    "U": mark("low reliability"),
    "N": mark("not significant"),
    "I": mark("imputed"),
}
#: How an editor opens with a sign, as ``domain.entries`` reads it back.
_TYPED: Final = {State.NOT_COLLECTED: "?L", State.NOT_AVAILABLE: "?O", State.NOT_APPLICABLE: "x"}


def shown(words: Words, catalogue: Catalogue, cell: str, value: Value) -> str:
    """Write a value as a reader of this language expects it: ``≈ 412``, ``…``, ``×``, ``Hawa``."""
    if value.state is State.BLANK:
        return ""
    if is_hidden(value):
        return NOT_PUBLISHED
    if value.state in (State.NOT_COLLECTED, State.NOT_AVAILABLE):
        return NOT_AVAILABLE
    if value.state is State.NOT_APPLICABLE:
        return NOT_APPLICABLE
    if value.state is State.UNREAD:
        return value.text
    text = _plain(words, catalogue, parse_cell(cell), value.text)
    if value.precision is Precision.ALMOST:
        return words.say("almost {value}", value=text)
    sign = SIGNS.get(value.precision)
    return f"{sign}\u00a0{text}" if sign else text


def _plain(words: Words, catalogue: Catalogue, code: CellCode, text: str) -> str:
    if code.kind is CellKind.REGISTER:
        return _field(words, catalogue, code, text)
    indicator = catalogue.indicators.get(code.indicator)
    if indicator is None:
        return text
    if indicator.value_type is ValueType.TEXT:
        return text
    if indicator.value_type is ValueType.BOOLEAN:
        return words.say("Yes") if text == "1" else words.say("No")
    if indicator.value_type is ValueType.DATE:
        return shown_date(words, text)
    if indicator.value_type is ValueType.STAGE:
        stages = stage_list(indicator, catalogue.codelists)
        names = {stage.code: stage.name.of(words.code) for stage in stages.codes} if stages else {}
        return names.get(text, text)
    return _number(words, text)


def _field(words: Words, catalogue: Catalogue, code: CellCode, text: str) -> str:
    register = catalogue.registers.get(code.register)
    field = next((f for f in register.fields if f.code == code.field), None) if register else None
    if field is None:
        return text
    if field.kind == "country" and text in catalogue.countries:
        return catalogue.countries[text].of(words.code)
    if field.kind == "date":
        return shown_date(words, text)
    if field.kind == "code" and field.codelist in catalogue.codelists:
        names = {c.code: c.name.of(words.code) for c in catalogue.codelists[field.codelist].codes}
        return names.get(text, text)
    return text


def _number(words: Words, text: str) -> str:
    try:
        return words.number(Decimal(text))
    except ArithmeticError:
        return text


def shown_number(words: Words, number: Decimal | None) -> str:
    """Write a computed figure; nothing stays empty."""
    return "" if number is None else words.number(number)


def shown_date(words: Words, text: str) -> str:
    """Write an ISO year, month or day in figures."""
    parts = text.split("-")
    try:
        if len(parts) == 3:
            return words.date(datetime.date.fromisoformat(text))
        if len(parts) == 2:
            return f"{int(parts[1]):02d}.{parts[0]}"
    except ValueError:
        pass
    return text


def editable(catalogue: Catalogue, cell: str, value: Value) -> str:
    """Give the text an editor opens with; typed again unchanged it gives the same value."""
    if value.state in _TYPED:
        return _TYPED[value.state]
    if value.state is not State.VALUE:
        return value.text  # blank, or what was written and not understood
    code = parse_cell(cell)
    indicator = catalogue.indicators.get(code.indicator)
    text = value.text
    if indicator is not None and indicator.value_type is ValueType.DATE and text.count("-") == 2:
        year, month, day = text.split("-")
        text = f"{day}.{month}.{year}"
    return f"{value.precision.value} {text}" if value.precision else text


def shown_cell(words: Words, catalogue: Catalogue, cell: str) -> str:
    """Name a cell for people: indicator, part and categories, as lists of findings show it."""
    code = parse_cell(cell)
    if code.kind is CellKind.NARRATIVE:
        title = catalogue.narratives[code.section].of(words.code)
        return f"G{code.goal:02d} · {title}"
    if code.kind is CellKind.REGISTER:
        register = catalogue.registers.get(code.register)
        fields = {f.code: f.name.of(words.code) for f in register.fields} if register else {}
        name = register.name.of(words.code) if register else code.register
        return f"{name} · {code.row} · {fields.get(code.field, code.field)}"
    indicator = catalogue.indicators.get(code.indicator)
    if indicator is None:
        return cell
    names = [f"{indicator.code} {indicator.name.of(words.code)}"]
    names += [code_name(catalogue, dim, category).of(words.code) for dim, category in code.breakdown]
    if code.part is Part.RESULT:
        names.append(words.say("result"))
    elif (source := ratio_part(indicator, code.part)) and source.name:
        names.append(source.name.of(words.code))
    return " · ".join(names)


def shown_change(words: Words, new: Decimal | None, old: Decimal | None) -> str:
    """Write the change against an earlier figure in whole per cent; nothing without a base."""
    if new is None or not old:
        return ""
    change = ((new - old) * 100 / abs(old)).quantize(Decimal(1))
    sign = "+" if change > 0 else "\u2212" if change < 0 else ""
    return sign + words.percent(abs(change))


def shown_moment(words: Words, moment: datetime.datetime | None) -> str:
    """Write a moment in this computer's time."""
    return words.moment(moment.astimezone()) if moment else ""
