"""Builds the catalogue's types from its JSON records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeVar

from gcm_desktop.domain.catalogue import (
    Area,
    AreaRule,
    AskedRule,
    Block,
    Catalogue,
    Code,
    CodeList,
    CrosswalkLine,
    Fate,
    Goal,
    Indicator,
    Measure,
    Office,
    PartSource,
    Periodicity,
    Principle,
    RatioPart,
    Register,
    RegisterField,
    Rule,
    RuleText,
    TimeRule,
    Unit,
    ValueType,
)
from gcm_desktop.domain.cells import NARRATIVES
from gcm_desktop.domain.text import Text3
from gcm_desktop.errors import Severity

Record = Mapping[str, Any]


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


_T = TypeVar("_T", bound=_Coded)


def catalogue_of(record: Record, digest: str = "") -> Catalogue:
    """Build a whole version; raises KeyError, TypeError or ValueError when the record is not one."""
    rule_texts = {text.number: text for text in map(_rule_text, record["rules"])}
    numbers = {text.kind: text.number for text in rule_texts.values()}
    return Catalogue(
        number=record["number"],
        digest=digest,
        blocks=tuple(Block(b["number"], _text(b["title"]), tuple(b["goals"])) for b in record["blocks"]),
        goals=tuple(map(_goal, record["goals"])),
        principles=tuple(Principle(p["number"], _text(p["title"])) for p in record["principles"]),
        indicators=_by_code(_indicator(i, numbers) for i in record["indicators"]),
        codelists=_by_code(map(_codelist, record["codelists"])),
        units=_by_code(
            Unit(u["code"], _text(u["name"]), u["sdmx"], u["multiplier"]) for u in record["units"]
        ),
        areas=_by_code(map(_area, record["areas"])),
        offices=_by_code(Office(o["code"], _text(o["name"]), o.get("short", "")) for o in record["offices"]),
        registers=_by_code(map(_register, record["registers"])),
        narratives=_narratives(record["narratives"]),
        asked=tuple(map(_asked, record["asked"])),
        rule_texts=rule_texts,
        countries={code: _text(name) for code, name in record["countries"].items()},
        crosswalk=tuple(map(_crosswalk_line, record.get("crosswalk", ()))),
    )


def _by_code(things: Iterable[_T]) -> dict[str, _T]:
    return {thing.code: thing for thing in things}


def _narratives(record: Record) -> dict[str, Text3]:
    """Put the sections in the order of the page, which canonical JSON does not keep."""
    known = [code for code in NARRATIVES if code in record]
    return {code: _text(record[code]) for code in (*known, *(record.keys() - set(known)))}


def _text(record: Record) -> Text3:
    return Text3(record["tk"], record["ru"], record["en"])


def _goal(record: Record) -> Goal:
    return Goal(
        record["number"],
        record["block"],
        _text(record["title"]),
        _text(record["short"]),
        tuple(record["sdg_targets"]),
    )


def _indicator(record: Record, numbers: Mapping[str, str]) -> Indicator:
    sdg = record.get("sdg") or {"code": "", "level": "", "match": ""}
    return Indicator(
        code=record["code"],
        goal=record["goal"],
        block=record["block"],
        tier=record["tier"],
        name=_text(record["name"]),
        value_type=ValueType(record["value_type"]),
        measure=Measure(record["measure"]),
        unit=record["unit"],
        decimals=record["decimals"],
        numerator=_part(record.get("numerator")),
        denominator=_part(record.get("denominator")),
        scale=record.get("scale", 1),
        computed=record.get("computed", False),
        breakdowns=tuple(record.get("breakdowns", ())),
        national=record.get("national", False),
        area_rule=AreaRule(record["area_rule"]),
        time_rule=TimeRule(record["time_rule"]),
        periodicity=Periodicity(record["periodicity"]),
        providers=tuple(record["providers"]),
        sdg_code=sdg["code"],
        sdg_level=sdg["level"],
        sdg_match=sdg["match"],
        official=tuple(record.get("official", ())),
        sensitive=record.get("sensitive", False),
        rules=tuple(_rule(rule, numbers) for rule in record["rules"]),
        note=record.get("note", ""),
    )


def _part(record: Record | None) -> RatioPart | None:
    if record is None:
        return None
    name = record.get("name")
    return RatioPart(
        PartSource(record["source"]),
        _text(name) if name else None,
        tuple(record.get("refs", ())),
        record.get("take", ""),
    )


def _rule(record: Record, numbers: Mapping[str, str]) -> Rule:
    params = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in record.items()
        if key not in ("kind", "severity")
    }
    kind = record["kind"]
    return Rule(numbers.get(kind, ""), kind, Severity(record["severity"]), params)


def _rule_text(record: Record) -> RuleText:
    return RuleText(
        record["number"],
        record["kind"],
        _text(record["officer"]),
        _text(record["coordinator"]),
        record["passing"],
        record["failing"],
    )


def _codelist(record: Record) -> CodeList:
    codes = tuple(Code(code["code"], _text(code["name"])) for code in record["codes"])
    return CodeList(record["code"], _text(record["name"]), codes, record.get("open", False))


def _area(record: Record) -> Area:
    return Area(
        record["code"],
        record["parent"],
        record["kind"],
        _text(record["name"]),
        record.get("valid_from", ""),
        record.get("valid_to", ""),
        record.get("successor", ""),
    )


def _register(record: Record) -> Register:
    fields = (
        RegisterField(
            field["code"],
            _text(field["name"]),
            field["kind"],
            field.get("key", False),
            field.get("codelist", ""),
        )
        for field in record["fields"]
    )
    return Register(record["code"], _text(record["name"]), _text(record["row_name"]), tuple(fields))


def _asked(record: Record) -> AskedRule:
    return AskedRule(
        record["id"],
        tuple(record["offices"]),
        tuple(record["areas"]),
        record["national"],
        tuple(record["tiers"]),
        record.get("valid_from", ""),
        record.get("valid_to", ""),
        tuple(record.get("only", ())),
        record.get("first_provider_only", False),
    )


def _crosswalk_line(record: Record) -> CrosswalkLine:
    return CrosswalkLine(
        record["since"],
        Fate(record["fate"]),
        tuple(record.get("old", ())),
        tuple(record.get("new", ())),
        record.get("note", ""),
    )
