"""Made-up, plausible answers for the demonstration, the same on every computer.

The formula: a hash of what is asked gives the size of a total between a few and a few hundred, times the
unit's weight (about its share of the people). A breakdown shares the total out by weights that belong to
the category alone, rounded so that the parts always add up; the unknown part is what rounding leaves. Of
two indicators where one may not exceed the other, the smaller is a fixed share of the larger. About one
total in forty is not available, one in fifty not applicable, one in thirty an estimate with a note.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from gcm_desktop.domain.catalogue import Catalogue, CodeList, Indicator, ValueType
from gcm_desktop.domain.cells import UNKNOWN, Part, indicator_cell
from gcm_desktop.domain.entries import stage_list
from gcm_desktop.domain.numbers import canonical
from gcm_desktop.domain.questions import SEX, dimensions, entered_parts
from gcm_desktop.domain.rules import Answers, findings
from gcm_desktop.domain.units import ReportingUnit
from gcm_desktop.domain.values import Precision, State, Value
from gcm_desktop.errors import Severity

#: Share of each area in the nation, roughly.
WEIGHTS: Final = {"TM-A": 14, "TM-B": 8, "TM-D": 21, "TM-L": 20, "TM-M": 23, "TM-S": 15, "TM-AR": 2}
COUNTRIES: Final = ("TUR", "RUS", "UZB", "KAZ", "AFG", "IRN", "CHN")
EXPLANATION: Final = "Öňki çärýekde berlen arzalar boýunça çykarylan çözgütler hem girýär"
NOTES: Final = (
    "Sanaw boýunça takyk däl, çärýegiň ahyrynda gutarnykly barlanar",
    "Öňki çärýekden geçen işler hem girýär",
    "Etraplardan gelen maglumatlar esasynda",
)


def draw(*about: object, below: int) -> int:
    """Give the same number under ``below`` for the same question, on every computer."""
    text = "|".join(map(str, about))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % below


class Figures:
    """The answers of one unit for one period."""

    def __init__(self, catalogue: Catalogue, unit: ReportingUnit, period: str) -> None:
        self.catalogue = catalogue
        self.unit = unit
        self.period = period

    def answers(self, indicators: Iterable[Indicator]) -> dict[str, Value]:
        """Give every asked cell its answer, in the order of the pages."""
        asked = tuple(indicators)
        found: dict[str, Value] = {}
        for indicator in asked:
            for part in entered_parts(indicator):
                found.update(self._table(indicator, part))
        for issue in findings(Answers(self.catalogue, found), asked, complete=True):
            cell = issue.where.cell
            if issue.severity is Severity.COMMENT:
                found[cell] = replace(found[cell], note=EXPLANATION)
        return found

    def _table(self, indicator: Indicator, part: Part) -> dict[str, Value]:
        cell = indicator_cell(indicator.code, (), part)
        value = self._total(indicator, part)
        found = {cell: value}
        if value.state is not State.VALUE or indicator.value_type not in (
            ValueType.COUNT, ValueType.RATIO, ValueType.MONEY, ValueType.DURATION,
        ):  # fmt: skip
            return found
        for dim in dimensions(indicator):
            codelist = self.catalogue.codelists[dim]
            parts = self._parts(codelist, Decimal(value.text))
            for code, number in self._capped(indicator, dim, parts).items():
                found[indicator_cell(indicator.code, ((dim, code),), part)] = Value(State.VALUE, number)
        return found

    def _total(self, indicator: Indicator, part: Part) -> Value:
        kind = indicator.value_type
        if kind is ValueType.BOOLEAN:
            return Value(State.VALUE, str(draw(self.unit, indicator.code, "yes", below=4) and 1))
        if kind is ValueType.DATE:
            return Value(State.VALUE, f"20{10 + draw(indicator.code, below=14)}-05-14")
        if kind is ValueType.STAGE:
            stages = stage_list(indicator, self.catalogue.codelists)
            codes = [code.code for code in stages.codes] if stages else [""]
            return Value(State.VALUE, codes[draw(self.unit, indicator.code, below=len(codes))])
        if kind is ValueType.TEXT:
            return Value(State.VALUE, "Çärýek boýunça aýratyn bellik ýok")
        if kind is ValueType.SCORE:
            return Value(State.VALUE, str(draw(self.unit, indicator.code, below=4)))
        return self._marked(indicator, self._number(indicator, part))

    def _number(self, indicator: Indicator, part: Part) -> Value:
        size = self._size(indicator.code)
        if indicator.value_type is ValueType.DURATION and part is not Part.WHOLE:
            times = 5 + draw(indicator.code, "days", below=40) if part is Part.NUMERATOR else 1
            return Value(State.VALUE, str(size * times))
        if part is Part.NUMERATOR:
            size = size * (3 + draw(indicator.code, "share", below=6)) // 10
        if indicator.value_type is ValueType.MONEY:
            return Value(State.VALUE, canonical(Decimal(size) * 1250, indicator.decimals))
        if indicator.value_type is ValueType.DURATION:
            days = Decimal(50 + draw(self.unit, indicator.code, "days", below=250)) / 10
            return Value(State.VALUE, canonical(days, indicator.decimals))
        return Value(State.VALUE, str(size))

    def _size(self, code: str, depth: int = 0) -> int:
        """Give the size of a total; one that may not exceed another is a share of that one."""
        above = self._not_above(code)
        if above and depth < 8:
            share = 5 + draw(code, "of", *above, below=4)
            return min(self._size(other, depth + 1) for other in above) * share // 10
        size = 12 + draw(code, "size", below=380) + draw(self.unit, self.period, code, below=40)
        return size * WEIGHTS.get(self.unit.area, 15) // 15 + 4

    def _not_above(self, code: str) -> tuple[str, ...]:
        """Give the indicators this one may not exceed."""
        indicator = self.catalogue.indicators.get(code)
        rules = indicator.rules if indicator else ()
        kinds = ("not_greater_than", "with_other_not_greater_than")
        return tuple(str(rule.params["ref"]) for rule in rules if rule.kind in kinds)

    def _parts(self, codelist: CodeList, total: Decimal) -> dict[str, str]:
        own = [code.code for code in codelist.codes if code.code != UNKNOWN]
        codes = [*COUNTRIES, *own] if codelist.open else own
        weights = [1 + draw(codelist.code, code, below=9) for code in codes]
        if codelist.code == SEX:
            weights = [46 + draw("women", below=8) if code == "F" else 54 for code in codes]
        whole, given, weight_so_far = sum(weights), Decimal(0), 0
        found: dict[str, str] = {}
        for code, weight in zip(codes, weights, strict=True):
            weight_so_far += weight
            upto = total * weight_so_far // whole if code != codes[-1] else total
            found[code] = str(upto - given)
            given = upto
        if any(code.code == UNKNOWN for code in codelist.codes):
            found[UNKNOWN] = "0"
        return found

    def _capped(self, indicator: Indicator, dim: str, parts: dict[str, str]) -> dict[str, str]:
        """Move what rounding put above the larger indicator's same part to the parts that have room."""
        above = [self.catalogue.indicators[code] for code in self._not_above(indicator.code)]
        caps = [
            self._parts(self.catalogue.codelists[dim], Decimal(self._size(other.code)))
            for other in above
            if dim in other.breakdowns
        ]
        over = Decimal(0)
        for code in [*parts, *parts] if caps else ():
            room = min(Decimal(cap[code]) for cap in caps)
            wanted = Decimal(parts[code]) + over
            parts[code] = str(min(wanted, room))
            over = wanted - Decimal(parts[code])
        return parts

    def _marked(self, indicator: Indicator, value: Value) -> Value:
        """Give a few totals the states and marks a real return has."""
        lot = draw(self.unit, self.period, indicator.code, "mark", below=600)
        above_others = any(
            indicator.code in self._not_above(other.code) for other in self.catalogue.indicators.values()
        )
        if lot < 15 and not above_others:
            return Value(State.NOT_AVAILABLE if lot % 2 else State.NOT_COLLECTED)
        if lot < 27 and not above_others:
            return Value(State.NOT_APPLICABLE)
        if lot < 47:
            return replace(value, precision=Precision.ABOUT, note=NOTES[lot % len(NOTES)])
        if lot < 55:
            return replace(value, precision=Precision.AT_LEAST)
        return value
