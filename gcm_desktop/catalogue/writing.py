"""Makes the catalogue's JSON records from its types; what is at its default is left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gcm_desktop.domain.catalogue import (
    Area,
    AskedRule,
    Catalogue,
    CodeList,
    CrosswalkLine,
    Goal,
    Indicator,
    RatioPart,
    Register,
    RegisterField,
    Rule,
    RuleText,
)
from gcm_desktop.domain.text import Text3

Record = dict[str, Any]


def record_of(catalogue: Catalogue) -> Record:
    """Give the record of a whole version, the form its digest is computed over."""
    return {
        "number": catalogue.number,
        "blocks": [
            {"number": b.number, "title": _text(b.title), "goals": list(b.goals)} for b in catalogue.blocks
        ],
        "goals": [_goal(goal) for goal in catalogue.goals],
        "principles": [{"number": p.number, "title": _text(p.title)} for p in catalogue.principles],
        "indicators": [_indicator(i) for i in catalogue.indicators.values()],
        "codelists": [_codelist(codes) for codes in catalogue.codelists.values()],
        "units": [
            {"code": u.code, "name": _text(u.name), "sdmx": u.sdmx, "multiplier": u.multiplier}
            for u in catalogue.units.values()
        ],
        "areas": [_area(area) for area in catalogue.areas.values()],
        "offices": [
            {"code": o.code, "name": _text(o.name), **_given(short=o.short)}
            for o in catalogue.offices.values()
        ],
        "registers": [_register(register) for register in catalogue.registers.values()],
        "narratives": _names(catalogue.narratives),
        "asked": [_asked(rule) for rule in catalogue.asked],
        "rules": [_rule_text(text) for text in catalogue.rule_texts.values()],
        "countries": _names(catalogue.countries),
        **_given(crosswalk=[_crosswalk_line(line) for line in catalogue.crosswalk]),
    }


def _given(**things: Any) -> Record:
    return {key: thing for key, thing in things.items() if thing}


def _text(text: Text3) -> Record:
    return {"tk": text.tk, "ru": text.ru, "en": text.en}


def _names(names: Mapping[str, Text3]) -> Record:
    return {code: _text(name) for code, name in names.items()}


def _goal(goal: Goal) -> Record:
    return {
        "number": goal.number,
        "block": goal.block,
        "title": _text(goal.title),
        "short": _text(goal.short),
        "sdg_targets": list(goal.sdg_targets),
    }


def _indicator(indicator: Indicator) -> Record:
    sdg = {
        "code": indicator.sdg_code,
        "level": indicator.sdg_level,
        "match": indicator.sdg_match,
    }
    record: Record = {
        "code": indicator.code,
        "goal": indicator.goal,
        "block": indicator.block,
        "tier": indicator.tier,
        "name": _text(indicator.name),
        "value_type": indicator.value_type.value,
        "measure": indicator.measure.value,
        "unit": indicator.unit,
        "decimals": indicator.decimals,
    }
    if indicator.numerator:
        record["numerator"] = _part(indicator.numerator)
    if indicator.denominator:
        record["denominator"] = _part(indicator.denominator)
    if indicator.scale != 1:
        record["scale"] = indicator.scale
    return record | {
        **_given(
            computed=indicator.computed,
            breakdowns=list(indicator.breakdowns),
            national=indicator.national,
        ),
        "area_rule": indicator.area_rule.value,
        "time_rule": indicator.time_rule.value,
        "periodicity": indicator.periodicity.value,
        "providers": list(indicator.providers),
        **_given(
            sdg=sdg if indicator.sdg_code else None,
            official=[dict(official) for official in indicator.official],
            sensitive=indicator.sensitive,
        ),
        "rules": [_rule(rule) for rule in indicator.rules],
        **_given(note=indicator.note),
    }


def _part(part: RatioPart) -> Record:
    return {
        "source": part.source.value,
        **_given(name=_text(part.name) if part.name else None, refs=list(part.refs), take=part.take),
    }


def _rule(rule: Rule) -> Record:
    params = {key: list(value) if isinstance(value, tuple) else value for key, value in rule.params.items()}
    return {"kind": rule.kind, "severity": rule.severity.value, **params}


def _rule_text(text: RuleText) -> Record:
    return {
        "number": text.number,
        "kind": text.kind,
        "officer": _text(text.officer),
        "coordinator": _text(text.coordinator),
        "passing": text.passing,
        "failing": text.failing,
    }


def _codelist(codelist: CodeList) -> Record:
    return {
        "code": codelist.code,
        "name": _text(codelist.name),
        **_given(open=codelist.open),
        "codes": [{"code": code.code, "name": _text(code.name)} for code in codelist.codes],
    }


def _area(area: Area) -> Record:
    return {
        "code": area.code,
        "parent": area.parent,
        "kind": area.kind,
        "name": _text(area.name),
        **_given(valid_from=area.valid_from, valid_to=area.valid_to, successor=area.successor),
    }


def _field(field: RegisterField) -> Record:
    return {
        "code": field.code,
        "name": _text(field.name),
        "kind": field.kind,
        **_given(key=field.key, codelist=field.codelist),
    }


def _register(register: Register) -> Record:
    return {
        "code": register.code,
        "name": _text(register.name),
        "row_name": _text(register.row_name),
        "fields": [_field(field) for field in register.fields],
    }


def _asked(rule: AskedRule) -> Record:
    return {
        "id": rule.id,
        "offices": list(rule.offices),
        "areas": list(rule.areas),
        "national": rule.national,
        "tiers": list(rule.tiers),
        **_given(
            valid_from=rule.valid_from,
            valid_to=rule.valid_to,
            only=list(rule.only),
            first_provider_only=rule.first_provider_only,
        ),
    }


def _crosswalk_line(line: CrosswalkLine) -> Record:
    return {
        "since": line.since,
        "fate": line.fate.value,
        **_given(old=list(line.old), new=list(line.new), note=line.note),
    }
