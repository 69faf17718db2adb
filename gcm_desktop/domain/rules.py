"""The catalogue's rules applied to the values of one return; they never stop saving."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from gcm_desktop.domain.catalogue import Catalogue, Indicator, Rule, ValueType
from gcm_desktop.domain.cells import UNKNOWN, CellKind, Part, indicator_cell, parse_cell
from gcm_desktop.domain.entries import stage_list
from gcm_desktop.domain.history import PERIODS, usual
from gcm_desktop.domain.questions import is_number_cell, ratio_result, total_cells
from gcm_desktop.domain.values import BLANK, State, Value
from gcm_desktop.errors import Issue, Severity, Where

UNREAD_CELL: Final = "R100"
UNUSUAL: Final = "R130"


@dataclass(frozen=True)
class Answers:
    """The values rules look at: the return's own, and those of earlier periods where known."""

    catalogue: Catalogue
    now: Mapping[str, Value]
    previous: Mapping[str, Value] = field(default_factory=dict)
    last_year: Mapping[str, Value] = field(default_factory=dict)
    quarters: tuple[Mapping[str, Value], ...] = ()
    today: date | None = None
    earlier: tuple[Mapping[str, Value], ...] = ()  # the unit's own periods before this one, oldest first
    complete: bool = False  # nothing more is to come, so that what is blank is missing

    def number(self, cell: str) -> Decimal | None:
        """Give the number in a cell, nothing when there is none."""
        return number_in(self.now, cell)

    def parts(self, indicator: str, part: Part = Part.WHOLE) -> dict[str, dict[str, Decimal]]:
        """Give the numbers of one indicator's breakdowns, by dimension and code."""
        found: dict[str, dict[str, Decimal]] = {}
        for cell, value in self.now.items():
            if not cell.startswith(indicator) or value.state is not State.VALUE:
                continue
            code = parse_cell(cell)
            if code.indicator == indicator and code.part is part and len(code.breakdown) == 1:
                (dim, category), number = code.breakdown[0], number_in(self.now, cell)
                if number is not None:
                    found.setdefault(dim, {})[category] = number
        return found


def number_in(values: Mapping[str, Value], cell: str) -> Decimal | None:
    """Give the number in a cell, nothing for blanks, texts and marks without a value."""
    return number_of(values.get(cell))


def number_of(value: Value | None) -> Decimal | None:
    """Give the number a value holds, nothing for blanks, texts and marks without a value."""
    if value is None or value.state is not State.VALUE:
        return None
    try:
        return Decimal(value.text)
    except ArithmeticError:
        return None


Check = Callable[[Indicator, Rule, Answers], Iterator[Issue]]


def findings(
    answers: Answers, indicators: Iterable[Indicator], *, complete: bool = False
) -> tuple[Issue, ...]:
    """Apply every rule of ``indicators``; ``complete`` also asks for what is still blank.

    An issue explained by a note comes back as INFO with the fact ``explained``.
    """
    answers = replace(answers, complete=True) if complete else answers
    found: list[Issue] = []
    for indicator in indicators:
        found.extend(_unread(indicator, answers))
        if indicator.computed:
            continue
        for rule in indicator.rules:
            check = CHECKS.get(rule.kind)
            if check and (complete or rule.kind != "blank_needs_reason"):
                found.extend(check(indicator, rule, answers))
        found.extend(_unusual(indicator, answers))
    return tuple(found)


def _unread(indicator: Indicator, answers: Answers) -> Iterator[Issue]:
    for cell, value in answers.now.items():
        if value.state is State.UNREAD and cell.startswith(indicator.code):
            yield Issue(UNREAD_CELL, Severity.ERROR, Where(cell=cell), {"found": value.text})


def _unusual(indicator: Indicator, answers: Answers) -> Iterator[Issue]:
    """Hold a total against what the unit's own history makes usual."""
    if len(answers.earlier) < PERIODS or not is_number_cell(indicator):
        return
    for cell in total_cells(indicator):
        number = answers.number(cell)
        if number is None:
            continue
        known = [then for values in answers.earlier if (then := number_in(values, cell)) is not None]
        limits = usual(known)
        if limits is not None and not limits[0] <= number <= limits[1]:
            facts = {"value": number, "limit": limits[0], "other": limits[1]}
            yield _found(UNUSUAL, Severity.WARNING, answers, cell, facts)


def _issue(rule: Rule, answers: Answers, cell: str, **facts: Any) -> Issue:
    return _found(rule.number, rule.severity, answers, cell, facts)


def _found(number: str, severity: Severity, answers: Answers, cell: str, facts: dict[str, Any]) -> Issue:
    """Make a finding; a warning that a note explains asks for nothing any more."""
    if severity in (Severity.COMMENT, Severity.WARNING) and answers.now.get(cell, BLANK).note:
        severity, facts = Severity.INFO, {**facts, "explained": True}
    return Issue(number, severity, Where(cell=cell), facts)


def _own_numbers(indicator: Indicator, answers: Answers) -> Iterator[tuple[str, Decimal]]:
    for cell in answers.now:
        if cell.startswith(indicator.code) and (number := answers.number(cell)) is not None:
            code = parse_cell(cell)
            if code.kind is CellKind.INDICATOR and code.part is not Part.RESULT:
                yield cell, number


def _minimum(indicator: Indicator, rule: Rule, answers: Answers) -> Iterator[Issue]:
    limit = Decimal(str(rule.params.get("min", 0)))
    for cell, number in _own_numbers(indicator, answers):
        if number < limit:
            yield _issue(rule, answers, cell, value=number, limit=limit)


def _range(indicator: Indicator, rule: Rule, answers: Answers) -> Iterator[Issue]:
    low, high = Decimal(str(rule.params["min"])), Decimal(str(rule.params["max"]))
    for cell, number in _own_numbers(indicator, answers):
        if not low <= number <= high:
            yield _issue(rule, answers, cell, value=number, limit=low, other=high)


def _parts_sum(indicator: Indicator, rule: Rule, answers: Answers) -> Iterator[Issue]:
    dim = str(rule.params["dimension"])
    for cell in total_cells(indicator):
        part = parse_cell(cell).part
        total = answers.number(cell)
        parts = answers.parts(indicator.code, part).get(dim, {})
        if total is None or not parts:
            continue
        given = sum(parts.values())
        if given > total or (given < total and _to_be_judged(indicator, dim, part, answers, parts)):
            yield _issue(rule, answers, cell, total=total, sum=given, dimension=dim)


def _to_be_judged(
    indicator: Indicator, dim: str, part: Part, answers: Answers, given: Mapping[str, Decimal]
) -> bool:
    """Say whether parts that miss the total are a mistake of their own.

    A part that is unread has its own finding; one still blank is asked for once nothing more is to come.
    """
    if _unread_part(indicator, dim, part, answers):
        return False
    codelist = answers.catalogue.codelists[dim]
    if codelist.open:
        return UNKNOWN in given
    cells = [
        indicator_cell(indicator.code, ((dim, code.code),), part)
        for code in codelist.codes
        if code.code != UNKNOWN
    ]
    if all(answers.now.get(cell, BLANK).answers for cell in cells):
        return True
    return UNKNOWN in given and answers.complete


def _unread_part(indicator: Indicator, dim: str, part: Part, answers: Answers) -> bool:
    """Say whether a part of this table was written and not understood."""
    for cell, value in answers.now.items():
        if value.state is State.UNREAD and cell.startswith(indicator.code):
            code = parse_cell(cell)
            if code.part is part and len(code.breakdown) == 1 and code.breakdown[0][0] == dim:
                return True
    return False


def _blank(indicator: Indicator, rule: Rule, answers: Answers) -> Iterator[Issue]:
    for cell in total_cells(indicator):
        if answers.now.get(cell, BLANK).state is State.BLANK:
            yield _issue(rule, answers, cell)


def _numerator(indicator: Indicator, rule: Rule, answers: Answers) -> Iterator[Issue]:
    above, below = ratio_parts(indicator, answers.now)
    if above is not None and below is not None and above > below:
        cell = indicator_cell(indicator.code, (), Part.NUMERATOR)
        yield _issue(rule, answers, cell, value=above, limit=below)


def _zero_denominator(indicator: Indicator, rule: Rule, answers: Answers) -> Iterator[Issue]:
    _, below = ratio_parts(indicator, answers.now)
    if below is not None and below == 0:
        yield _issue(rule, answers, indicator_cell(indicator.code, (), Part.DENOMINATOR))


def ratio_parts(
    indicator: Indicator, values: Mapping[str, Value], breakdown: tuple[tuple[str, str], ...] = ()
) -> tuple[Decimal | None, Decimal | None]:
    """Give numerator and denominator, taken from the entered cell or from the indicators referred to."""
    result: list[Decimal | None] = []
    for side, part in ((indicator.numerator, Part.NUMERATOR), (indicator.denominator, Part.DENOMINATOR)):
        if side is None:
            result.append(None)
        elif side.source.value == "entered":
            result.append(number_in(values, indicator_cell(indicator.code, breakdown, part)))
        else:
            parts = [number_in(values, indicator_cell(ref, breakdown)) for ref in side.refs]
            known = [number for number in parts if number is not None]
            result.append(sum(known, Decimal(0)) if known and len(known) == len(parts) else None)
    return result[0], result[1]


def _change(indicator: Indicator, rule: Rule, answers: Answers) -> Iterator[Issue]:
    earlier = answers.previous if "previous" in rule.kind else answers.last_year
    percent, least = Decimal(str(rule.params["threshold_pct"])), Decimal(str(rule.params["min_abs"]))
    new, old = answers.number(indicator.code), number_in(earlier, indicator.code)
    if new is None or old is None or old == new:
        return
    step = abs(new - old)
    if step >= least and (old == 0 or step * 100 > abs(old) * percent):
        change = Decimal(0) if old == 0 else ((new - old) * 100 / old).quantize(Decimal(1))
        yield _issue(rule, answers, indicator.code, value=new, other=old, percent=change)


def _ratio_change(indicator: Indicator, rule: Rule, answers: Answers) -> Iterator[Issue]:
    now = _ratio(indicator, answers.now)
    before = _ratio(indicator, answers.last_year or answers.previous)
    if now is None or before is None:
        return
    points, percent = rule.params.get("threshold_points"), rule.params.get("threshold_pct")
    step = abs(now - before)
    large = bool(points) and step > Decimal(str(points))
    large |= bool(percent) and step * 100 > abs(before) * Decimal(str(percent))
    cells = total_cells(indicator)
    if large and cells:
        yield _issue(rule, answers, cells[0], value=now, other=before, limit=points or percent)


def _ratio(indicator: Indicator, values: Mapping[str, Value]) -> Decimal | None:
    above, below = ratio_parts(indicator, values)
    return None if above is None or below is None else ratio_result(indicator, above, below)


def _evidence(indicator: Indicator, rule: Rule, answers: Answers) -> Iterator[Issue]:
    value = answers.now.get(indicator.code, BLANK)
    if value.state is State.VALUE and value.text != "0" and not (value.source or value.note):
        yield _issue(rule, answers, indicator.code, value=value.text)


def _metadata(indicator: Indicator, rule: Rule, answers: Answers) -> Iterator[Issue]:
    given = [(cell, answers.now.get(cell, BLANK)) for cell in total_cells(indicator)]
    answered = [cell for cell, value in given if value.state is State.VALUE]
    if answered and not any(value.source or value.note for _, value in given):
        yield _issue(rule, answers, answered[0])


def _in_list(indicator: Indicator, rule: Rule, answers: Answers) -> Iterator[Issue]:
    stages = stage_list(indicator, answers.catalogue.codelists)
    known = {code.code for code in stages.codes} if stages else set()
    value = answers.now.get(indicator.code, BLANK)
    if value.state is State.VALUE and value.text not in known:
        yield _issue(rule, answers, indicator.code, value=value.text)


def _not_greater(indicator: Indicator, rule: Rule, answers: Answers) -> Iterator[Issue]:
    other = str(rule.params["ref"])
    pairs = [(indicator.code, other)]
    if rule.params.get("also_per_dimension"):
        shared = set(indicator.breakdowns) & set(answers.catalogue.indicators[other].breakdowns)
        for dim, codes in answers.parts(indicator.code).items():
            if dim in shared:
                pairs += [
                    (indicator_cell(indicator.code, ((dim, c),)), indicator_cell(other, ((dim, c),)))
                    for c in codes
                ]
    for cell, limit_cell in pairs:
        number, limit = answers.number(cell), answers.number(limit_cell)
        if number is not None and limit is not None and number > limit:
            yield _issue(rule, answers, cell, value=number, limit=limit, other=other)


def _with_others(indicator: Indicator, rule: Rule, answers: Answers) -> Iterator[Issue]:
    others = [answers.number(str(code)) for code in rule.params["others"]]
    own, limit = answers.number(indicator.code), answers.number(str(rule.params["ref"]))
    if own is None or limit is None:
        return
    together = own + sum(number for number in others if number is not None)
    if together > limit:
        other = str(rule.params["ref"])
        yield _issue(rule, answers, indicator.code, value=together, limit=limit, other=other)


def _equals_sum(indicator: Indicator, rule: Rule, answers: Answers) -> Iterator[Issue]:
    refs = [str(ref) for ref in rule.params["refs"]]
    parts, own = [answers.number(ref) for ref in refs], answers.number(indicator.code)
    known = [number for number in parts if number is not None]
    if own is not None and len(known) == len(parts) and sum(known) != own:
        yield _issue(rule, answers, indicator.code, value=own, sum=sum(known), other=", ".join(refs))


def _annual(indicator: Indicator, rule: Rule, answers: Answers) -> Iterator[Issue]:
    numbers = [number_in(quarter, indicator.code) for quarter in answers.quarters]
    known, own = [n for n in numbers if n is not None], answers.number(indicator.code)
    if own is not None and len(known) == 4 and not max(known) <= own <= sum(known):
        yield _issue(rule, answers, indicator.code, value=own, limit=max(known), other=sum(known))


def _length(indicator: Indicator, rule: Rule, answers: Answers) -> Iterator[Issue]:
    value = answers.now.get(indicator.code, BLANK)
    if value.state is State.VALUE and len(value.text) > int(rule.params["max"]):
        limit = rule.params["max"]
        yield _issue(rule, answers, indicator.code, value=len(value.text), limit=limit)


def _not_future(indicator: Indicator, rule: Rule, answers: Answers) -> Iterator[Issue]:
    value = answers.now.get(indicator.code, BLANK)
    today = answers.today.isoformat() if answers.today else ""
    if value.state is State.VALUE and today and value.text > today[: len(value.text)]:
        yield _issue(rule, answers, indicator.code, value=value.text)


def _compare(indicator: Indicator, rule: Rule, answers: Answers) -> Iterator[Issue]:
    ref = str(rule.params["ref"]).replace(".den", "|D").replace(".num", "|N")
    own, other = answers.number(indicator.code), answers.number(ref)
    if indicator.value_type is ValueType.COUNT and own is not None and other is not None and own > other:
        yield _issue(rule, answers, indicator.code, value=own, limit=other, other=ref)


CHECKS: Final[Mapping[str, Check]] = {
    "integer_min": _minimum,
    "number_min": _minimum,
    "components_integer_min": _minimum,
    "components_number_min": _minimum,
    "number_range": _range,
    "parts_sum_to_total": _parts_sum,
    "blank_needs_reason": _blank,
    "numerator_not_greater_than_denominator": _numerator,
    "denominator_zero_gives_empty": _zero_denominator,
    "change_on_previous_period_needs_comment": _change,
    "change_on_same_period_last_year_needs_comment": _change,
    "change_needs_comment": _ratio_change,
    "evidence_required_if_yes": _evidence,
    "stage_date_needed": _evidence,
    "survey_metadata_required": _metadata,
    "code_in_list": _in_list,
    "not_greater_than": _not_greater,
    "with_other_not_greater_than": _with_others,
    "equals_sum_of": _equals_sum,
    "annual_between_max_and_sum_of_quarters": _annual,
    "text_length": _length,
    "not_in_future": _not_future,
    "compare_with": _compare,
}
#: Kinds that are not checks of a return: one shapes dates at entry, one hides counts in publications.
ELSEWHERE: Final = frozenset({"date_precision", "small_cells_hidden_in_public_outputs"})
