"""Proves a catalogue sound: codes unique, languages complete, references resolved, figures placed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from gcm_desktop.catalogue.figures import Figure, StartingRow, figures, starting_rows
from gcm_desktop.catalogue.loading import home, read_record
from gcm_desktop.catalogue.placing import bad_row_fields, misplaced
from gcm_desktop.catalogue.reading import catalogue_of
from gcm_desktop.domain.catalogue import Catalogue, Indicator, PartSource, RatioPart, ValueType
from gcm_desktop.domain.cells import NARRATIVES, UNKNOWN, parse_cell
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.text import LANGUAGES
from gcm_desktop.errors import Issue, Severity, UserError, Where

DOUBLE: Final = "C101"
NO_TEXT: Final = "C102"
UNRESOLVED: Final = "C103"
NO_UNKNOWN: Final = "C104"
BAD_RATIO: Final = "C105"
UNPLACED: Final = "C106"
BAD_ROW: Final = "C107"
MISMATCH: Final = "C108"
UNREADABLE: Final = "C109"
RULE_INCOMPLETE: Final = "C131"
_CODED: Final = ("indicators", "codelists", "units", "areas", "offices", "registers")
_REFERENCES: Final = ("ref", "refs", "others")  # params of rules that name indicators
#: What a rule cannot work without.
_NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "number_range": ("min", "max"),
    "parts_sum_to_total": ("dimension",),
    "change_on_previous_period_needs_comment": ("threshold_pct", "min_abs"),
    "change_on_same_period_last_year_needs_comment": ("threshold_pct", "min_abs"),
    "not_greater_than": ("ref",),
    "with_other_not_greater_than": ("ref", "others"),
    "equals_sum_of": ("refs",),
    "text_length": ("max",),
    "compare_with": ("ref",),
    "code_in_list": ("codelist",),
}
_TAKES: Final = ("", "annual_sum", "last_quarter", "annual_value")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Content:
    """Everything that is checked: the record as read, the figures, the starting rows."""

    record: Mapping[str, Any]
    figures: tuple[Figure, ...]
    rows: tuple[StartingRow, ...]


def content(folder: Path | None = None) -> Content:
    """Read a catalogue folder, the program's own when none is named."""
    place = folder or home()
    record = read_record(place)
    rows = (row for register in record["registers"] for row in starting_rows(register["code"], place))
    return Content(record, figures(place), tuple(rows))


def check(folder: Path | None = None) -> tuple[list[Issue], dict[str, int]]:
    """Check a catalogue folder; give what was found and how many there are of each thing."""
    return examine(content(folder))


def examine(what: Content) -> tuple[list[Issue], dict[str, int]]:
    """Check what was read; references are looked at once every code and text is there."""
    issues = [*_double(what), *_texts(what.record, "")]
    if issues:
        return issues, {}
    try:
        catalogue = catalogue_of(what.record)
    except (KeyError, TypeError, ValueError) as error:
        return [_issue(UNREADABLE, "catalogue", found=str(error))], {}
    checks = (_blocks, _lists, _areas, _asked, _registers, _rule_texts, _indicators)
    issues = [issue for each in checks for issue in each(catalogue)]
    issues += _figures(catalogue, what.figures)
    issues += _rows(catalogue, what.rows)
    return issues, _counts(catalogue, what)


def _issue(code: str, place: str, /, **facts: Any) -> Issue:
    return Issue(code, Severity.ERROR, Where(ref=place), facts)


def _double(what: Content) -> Iterator[Issue]:
    for part in _CODED:
        yield from _repeated(part, (thing["code"] for thing in what.record[part]))
    for codelist in what.record["codelists"]:
        yield from _repeated(codelist["code"], (code["code"] for code in codelist["codes"]))
    for register in what.record["registers"]:
        yield from _repeated(register["code"], (field["code"] for field in register["fields"]))
    yield from _repeated("goals", (goal["number"] for goal in what.record["goals"]))
    yield from _repeated("rules", (rule["number"] for rule in what.record["rules"]))
    yield from _repeated("rules", (rule["kind"] for rule in what.record["rules"]))
    yield from _repeated("asked", (rule["id"] for rule in what.record["asked"]))
    yield from _repeated("figures", (figure.id for figure in what.figures))
    yield from _repeated("registers", (f"{row.register}.{row.row}" for row in what.rows))


def _repeated(place: str, codes: Iterable[Any]) -> Iterator[Issue]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield _issue(DOUBLE, place, code=code, times=times)


def _texts(thing: Any, place: str) -> Iterator[Issue]:
    if isinstance(thing, list):
        for number, entry in enumerate(thing):
            named = isinstance(entry, dict) and "code" in entry
            yield from _texts(entry, f"{place}/{entry['code'] if named else number}")
    elif isinstance(thing, dict):
        if set(thing) & set(LANGUAGES):
            for language in LANGUAGES:
                if not str(thing.get(language, "")).strip():
                    yield _issue(NO_TEXT, place, language=language)
        for key, entry in thing.items():
            yield from _texts(entry, f"{place}/{key}" if place else key)


def _blocks(catalogue: Catalogue) -> Iterator[Issue]:
    goals = {goal.number: goal for goal in catalogue.goals}
    for block in catalogue.blocks:
        for number in block.goals:
            if number not in goals or goals[number].block != block.number:
                yield _issue(MISMATCH, f"block {block.number}", code=number)
    placed = [number for block in catalogue.blocks for number in block.goals]
    if sorted(placed) != sorted(goals) or sorted(goals) != list(range(1, 24)):
        yield _issue(MISMATCH, "blocks", code="goals")
    if tuple(catalogue.narratives) != NARRATIVES:
        yield _issue(MISMATCH, "narratives", code=" ".join(catalogue.narratives))


def _lists(catalogue: Catalogue) -> Iterator[Issue]:
    used = {dim for indicator in catalogue.indicators.values() for dim in indicator.breakdowns}
    for code in sorted(used & set(catalogue.codelists)):
        if UNKNOWN not in {entry.code for entry in catalogue.codelists[code].codes}:
            yield _issue(NO_UNKNOWN, code)


def _areas(catalogue: Catalogue) -> Iterator[Issue]:
    for area in catalogue.areas.values():
        if area.parent and area.parent not in catalogue.areas:
            yield _issue(UNRESOLVED, area.code, what="area", code=area.parent)
        if area.successor and area.successor not in catalogue.areas:
            yield _issue(UNRESOLVED, area.code, what="area", code=area.successor)
        if bool(area.valid_to) != bool(area.successor):
            yield _issue(MISMATCH, area.code, code="successor")
        if area.valid_from and area.valid_to and area.valid_from > area.valid_to:
            yield _issue(MISMATCH, area.code, code="valid_to")


def _asked(catalogue: Catalogue) -> Iterator[Issue]:
    for rule in catalogue.asked:
        yield from _known(rule.id, "area", rule.areas, catalogue.areas)
        yield from _known(rule.id, "office", set(rule.offices) - {"providers"}, catalogue.offices)
        yield from _known(rule.id, "indicator", rule.only, catalogue.indicators)
        for period in filter(None, (rule.valid_from, rule.valid_to)):
            yield from _is_period(rule.id, period)


def _known(place: str, what: str, codes: Iterable[str], known: Iterable[str]) -> Iterator[Issue]:
    for code in codes:
        if code not in known:
            yield _issue(UNRESOLVED, place, what=what, code=code)


def _is_period(place: str, text: str) -> Iterator[Issue]:
    try:
        parse_period(text)
    except UserError:
        yield _issue(UNRESOLVED, place, what="period", code=text)


def _registers(catalogue: Catalogue) -> Iterator[Issue]:
    for register in catalogue.registers.values():
        for field in register.fields:
            place = f"{register.code}.{field.code}"
            if (field.kind == "code") != bool(field.codelist):
                yield _issue(MISMATCH, place, code=field.kind)
            if field.codelist:
                yield from _known(place, "code list", [field.codelist], catalogue.codelists)
            try:
                parse_cell(f"R.{register.code}.1.{field.code}")
            except UserError:
                yield _issue(UNRESOLVED, place, what="cell", code=field.code)
        if not any(field.key for field in register.fields):
            yield _issue(MISMATCH, register.code, code="key")


def _rule_texts(catalogue: Catalogue) -> Iterator[Issue]:
    for text in catalogue.rule_texts.values():
        for said in (text.officer, text.coordinator):
            names = {frozenset(_PLACEHOLDER.findall(said.of(language))) for language in LANGUAGES}
            if len(names) > 1:
                yield _issue(MISMATCH, text.number, code="placeholders")
        if not text.passing or not text.failing:
            yield _issue(MISMATCH, text.number, code="examples")


def _indicators(catalogue: Catalogue) -> Iterator[Issue]:
    goals = {goal.number: goal for goal in catalogue.goals}
    for indicator in catalogue.indicators.values():
        goal = goals.get(indicator.goal)
        placed = goal is not None and (goal.code, goal.block) == (indicator.goal_code, indicator.block)
        if not placed:
            yield _issue(MISMATCH, indicator.code, code="goal")
        yield from _known(indicator.code, "unit", [indicator.unit], catalogue.units)
        yield from _known(indicator.code, "office", indicator.providers, catalogue.offices)
        yield from _known(indicator.code, "code list", indicator.breakdowns, catalogue.codelists)
        yield from _ratio(catalogue, indicator)
        yield from _rules(catalogue, indicator)


def _ratio(catalogue: Catalogue, indicator: Indicator) -> Iterator[Issue]:
    parts = (indicator.numerator, indicator.denominator)
    if any(parts) != all(parts) or (indicator.value_type is ValueType.RATIO and not all(parts)):
        yield _issue(BAD_RATIO, indicator.code, code="parts")
    for part in filter(None, parts):
        if not _is_sound(part):
            yield _issue(BAD_RATIO, indicator.code, code=part.source.value)
        yield from _known(indicator.code, "indicator", part.refs, catalogue.indicators)


def _is_sound(part: RatioPart) -> bool:
    if part.source is PartSource.ENTERED:
        return part.name is not None and not part.refs
    one = part.source is PartSource.INDICATOR
    return bool(part.refs) and (len(part.refs) == 1) is one and part.take in _TAKES


def _rules(catalogue: Catalogue, indicator: Indicator) -> Iterator[Issue]:
    for rule in indicator.rules:
        if not rule.number:
            yield _issue(UNRESOLVED, indicator.code, what="rule", code=rule.kind)
        for need in _NEEDS.get(rule.kind, ()):
            if need not in rule.params:
                yield _issue(RULE_INCOMPLETE, indicator.code, rule=rule.kind, column=need)
        if "dimension" in rule.params:
            yield from _known(indicator.code, "breakdown", [rule.params["dimension"]], indicator.breakdowns)
        if "codelist" in rule.params:
            yield from _known(indicator.code, "code list", [rule.params["codelist"]], catalogue.codelists)
        for name in _REFERENCES:
            named = rule.params.get(name, ())
            codes = [named] if isinstance(named, str) else named
            bare = [code.partition("|")[0] for code in codes]
            yield from _known(indicator.code, "indicator", bare, catalogue.indicators)


def _figures(catalogue: Catalogue, placed: Iterable[Figure]) -> Iterator[Issue]:
    for figure in placed:
        yield from _is_period(figure.id, figure.period)
        for cell in figure.cells:
            if why := misplaced(catalogue, cell, figure.value):
                yield _issue(UNPLACED, figure.id, cell=cell, why=why)


def _rows(catalogue: Catalogue, rows: Iterable[StartingRow]) -> Iterator[Issue]:
    for row in rows:
        for field in bad_row_fields(catalogue, row):
            yield _issue(BAD_ROW, f"{row.register}.{row.row}", field=field)


def _counts(catalogue: Catalogue, what: Content) -> dict[str, int]:
    return {
        "indicators": len(catalogue.indicators),
        "goals": len(catalogue.goals),
        "blocks": len(catalogue.blocks),
        "principles": len(catalogue.principles),
        "rules": sum(len(indicator.rules) for indicator in catalogue.indicators.values()),
        "rule kinds": len(catalogue.rule_texts),
        "breakdowns": sum(len(indicator.breakdowns) for indicator in catalogue.indicators.values()),
        "code lists": len(catalogue.codelists),
        "units": len(catalogue.units),
        "areas": len(catalogue.areas),
        "offices": len(catalogue.offices),
        "registers": len(catalogue.registers),
        "register rows": len(what.rows),
        "countries": len(catalogue.countries),
        "figures": len(what.figures),
        "figures in cells": sum(1 for figure in what.figures if figure.cells),
    }
