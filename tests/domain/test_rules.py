"""The catalogue's rules on real indicators."""

from __future__ import annotations

import pytest

from gcm_desktop.catalogue import load
from gcm_desktop.domain.rules import CHECKS, ELSEWHERE, Answers, findings
from gcm_desktop.domain.values import State, Value, number
from gcm_desktop.errors import Issue, Severity


def kinds(
    now: dict[str, Value], *codes: str, complete: bool = False, **earlier: dict[str, Value]
) -> set[str]:
    return {kind for kind, _ in found(now, *codes, complete=complete, **earlier)}


def found(
    now: dict[str, Value], *codes: str, complete: bool = False, **earlier: dict[str, Value]
) -> list[tuple[str, Issue]]:
    catalogue = load()
    answers = Answers(catalogue, now, **earlier)
    issues = findings(answers, [catalogue.indicators[c] for c in codes], complete=complete)
    by_number = {number: text.kind for number, text in catalogue.rule_texts.items()}
    return [(by_number.get(issue.code, issue.code), issue) for issue in issues]


def test_every_rule_of_the_catalogue_is_known() -> None:
    in_use = {rule.kind for i in load().indicators.values() for rule in i.rules}
    assert in_use <= set(CHECKS) | ELSEWHERE


def test_parts_that_miss_the_total_are_found_once_all_are_given() -> None:
    sex = {"G01.02": number("10"), "G01.02|SEX=F": number("4")}
    assert "parts_sum_to_total" not in kinds(sex, "G01.02")
    assert "parts_sum_to_total" in kinds({**sex, "G01.02|SEX=M": number("5")}, "G01.02")
    exact = {**sex, "G01.02|SEX=M": number("5"), "G01.02|SEX=_U": number("1")}
    assert "parts_sum_to_total" not in kinds(exact, "G01.02")


def test_parts_above_the_total_are_found_at_once() -> None:
    assert "parts_sum_to_total" in kinds({"G01.02": number("10"), "G01.02|CIT=TUR": number("11")}, "G01.02")


def test_a_part_not_available_is_an_answer() -> None:
    values = {"G01.02": number("9"), "G01.02|SEX=F": number("4"), "G01.02|SEX=M": Value(State.NOT_COLLECTED)}
    assert "parts_sum_to_total" in kinds(values, "G01.02")


def test_a_negative_count_is_found() -> None:
    assert "integer_min" in kinds({"G01.02": number("-1")}, "G01.02")


def test_a_blank_is_asked_for_only_when_the_return_should_be_complete() -> None:
    assert "blank_needs_reason" not in kinds({}, "G01.02")
    assert "blank_needs_reason" in kinds({}, "G01.02", complete=True)
    assert "blank_needs_reason" not in kinds({"G01.02": Value(State.NOT_COLLECTED)}, "G01.02", complete=True)
    assert "blank_needs_reason" not in kinds({"G01.02": number("0")}, "G01.02", complete=True)


def test_a_numerator_above_its_denominator_is_found() -> None:
    assert "numerator_not_greater_than_denominator" in kinds(
        {"G02.01|N": number("11"), "G02.01|D": number("10")}, "G02.01"
    )


def test_nothing_is_divided_by_zero() -> None:
    [(kind, issue)] = found({"G02.01|N": number("0"), "G02.01|D": number("0")}, "G02.01")
    assert (kind, issue.severity) == ("denominator_zero_gives_empty", Severity.INFO)


@pytest.mark.parametrize(("new", "asked"), [("140", True), ("125", False), ("100", False)])
def test_a_large_change_asks_for_a_note(new: str, asked: bool) -> None:
    earlier = {"G01.03": number("100")}
    kind = "change_on_same_period_last_year_needs_comment"
    assert (kind in kinds({"G01.03": number(new)}, "G01.03", last_year=earlier)) is asked


def test_a_note_explains_a_change() -> None:
    [(_, issue)] = found(
        {"G01.03": number("900", note="new checkpoint")}, "G01.03", last_year={"G01.03": number("100")}
    )
    assert issue.severity is Severity.INFO
    assert issue.facts["explained"] is True


def test_a_yes_needs_its_document_and_a_no_does_not() -> None:
    assert "evidence_required_if_yes" in kinds({"G02.07": number("1")}, "G02.07")
    assert "evidence_required_if_yes" not in kinds({"G02.07": number("0")}, "G02.07")
    assert "evidence_required_if_yes" not in kinds({"G02.07": number("1", source="№ 12")}, "G02.07")


def test_a_part_of_another_indicator_is_not_greater_than_it() -> None:
    values = {"G04.03": number("5"), "G04.02": number("4")}
    assert "not_greater_than" in kinds(values, "G04.03")


def test_visas_issued_and_refused_are_compared_with_those_applied_for() -> None:
    values = {"G05.01": number("10"), "G05.02": number("8"), "G05.03": number("4")}
    assert "with_other_not_greater_than" in kinds(values, "G05.02")


def test_border_crossings_are_compared_with_their_four_parts() -> None:
    parts = {f"G01.0{n}": number("10") for n in (3, 4, 5, 6)}
    assert "equals_sum_of" in kinds({**parts, "G11.03": number("41")}, "G11.03")
    assert "equals_sum_of" not in kinds({**parts, "G11.03": number("40")}, "G11.03")


def test_an_unread_cell_is_an_error_until_it_is_typed_again() -> None:
    [(_, issue)] = found({"G01.02": Value(State.UNREAD, "412 adam")}, "G01.02")
    assert (issue.code, issue.severity, issue.facts) == ("R100", Severity.ERROR, {"found": "412 adam"})


def test_a_survey_named_once_serves_both_parts_of_a_ratio() -> None:
    parts = {"G06.03|N": number("5"), "G06.03|D": number("10")}
    assert "survey_metadata_required" in kinds(parts, "G06.03")
    named = {**parts, "G06.03|N": number("5", source="Labour survey 2026, 1 200 persons")}
    assert "survey_metadata_required" not in kinds(named, "G06.03")


def test_a_rate_is_questioned_by_per_cent() -> None:
    before = {"G02.06|N": number("10"), "G02.06|D": number("100000")}
    doubled = {"G02.06|N": number("20"), "G02.06|D": number("100000")}
    assert "change_needs_comment" in kinds(doubled, "G02.06", last_year=before)
    assert "change_needs_comment" not in kinds(before, "G02.06", last_year=before)


def test_a_part_that_cannot_be_read_is_the_only_finding() -> None:
    parts = {"G01.02": number("10"), "G01.02|SEX=F": number("4"), "G01.02|SEX=_U": number("1")}
    unread = {**parts, "G01.02|SEX=M": Value(State.UNREAD, "5 adam")}
    assert [issue.code for _, issue in found(unread, "G01.02", complete=True) if issue.code != "R105"] == [
        "R100"
    ]


def test_a_part_still_blank_is_missed_only_when_nothing_more_is_to_come() -> None:
    parts = {"G01.02": number("10"), "G01.02|SEX=F": number("4"), "G01.02|SEX=_U": number("1")}
    assert "parts_sum_to_total" not in kinds(parts, "G01.02")
    assert "parts_sum_to_total" in kinds(parts, "G01.02", complete=True)
    assert "parts_sum_to_total" in kinds({**parts, "G01.02|SEX=_U": number("7")}, "G01.02")
