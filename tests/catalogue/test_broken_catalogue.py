import copy
from dataclasses import replace

import pytest

from gcm_desktop.catalogue.checking import content, examine

SOUND = content()


def indicator(record, code):
    return next(entry for entry in record["indicators"] if entry["code"] == code)


def listed(record, part, code):
    return next(entry for entry in record[part] if entry["code"] == code)


def duplicate_code(record):
    record["indicators"].append(indicator(record, "G05.02"))


def duplicate_rule_number(record):
    record["rules"][1]["number"] = record["rules"][0]["number"]


def missing_language(record):
    del indicator(record, "G05.02")["name"]["tk"]


def empty_text(record):
    listed(record, "codelists", "SEX")["codes"][0]["name"]["ru"] = " "


def unknown_list(record):
    indicator(record, "G05.02")["breakdowns"].append("HAIR")


def unknown_unit(record):
    indicator(record, "G05.02")["unit"] = "YARDS"


def unknown_office(record):
    indicator(record, "G05.02")["providers"] = ["XYZ"]


def unknown_rule(record):
    indicator(record, "G05.02")["rules"].append({"kind": "be_beautiful", "severity": "error"})


def rule_on_nothing(record):
    indicator(record, "G12.05")["rules"].append(
        {"kind": "compare_with", "severity": "comment", "ref": "G12.99"}
    )


def list_without_unknown(record):
    codes = listed(record, "codelists", "SEX")["codes"]
    codes[:] = [code for code in codes if code["code"] != "_U"]


def ratio_of_nothing(record):
    indicator(record, "G10.02")["numerator"]["refs"] = ["G10.99"]


def half_a_ratio(record):
    del indicator(record, "G02.01")["denominator"]


def successor_of_nobody(record):
    listed(record, "areas", "TM-M-52")["successor"] = "TM-M-99"


def asked_nowhere(record):
    record["asked"][0]["areas"].append("TM-X")


def goal_in_two_blocks(record):
    record["blocks"][0]["goals"].append(1)


def placeholder_lost(record):
    rule = next(rule for rule in record["rules"] if rule["kind"] == "parts_sum_to_total")
    rule["officer"]["tk"] = rule["officer"]["tk"].replace("{sum}", "")


def no_such_severity(record):
    indicator(record, "G05.02")["rules"][0]["severity"] = "fatal"


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (duplicate_code, "C101"),
        (duplicate_rule_number, "C101"),
        (missing_language, "C102"),
        (empty_text, "C102"),
        (unknown_list, "C103"),
        (unknown_unit, "C103"),
        (unknown_office, "C103"),
        (unknown_rule, "C103"),
        (rule_on_nothing, "C103"),
        (successor_of_nobody, "C103"),
        (asked_nowhere, "C103"),
        (ratio_of_nothing, "C103"),
        (list_without_unknown, "C104"),
        (half_a_ratio, "C105"),
        (goal_in_two_blocks, "C108"),
        (placeholder_lost, "C108"),
        (no_such_severity, "C109"),
    ],
)
def test_a_damaged_copy_is_found_out(damage, code):
    record = copy.deepcopy(SOUND.record)
    damage(record)
    issues, _ = examine(replace(SOUND, record=record))
    assert code in {issue.code for issue in issues}


@pytest.mark.parametrize("cell", ["G05.99", "G05.02|HAIR=RED", "R.TR.TR-023.colour", "N05.poem", "nonsense"])
def test_a_figure_without_a_place_is_found_out(cell):
    figures = (replace(SOUND.figures[0], cells=(cell,)), *SOUND.figures[1:])
    issues, _ = examine(replace(SOUND, figures=figures))
    assert [issue.code for issue in issues] == ["C106"]


def test_a_figure_that_does_not_fit_its_cell_is_found_out():
    first = SOUND.figures[0]
    figures = (replace(first, value=replace(first.value, text="a dozen")), *SOUND.figures[1:])
    issues, _ = examine(replace(SOUND, figures=figures))
    assert [issue.facts["why"] for issue in issues] == ["value"]


@pytest.mark.parametrize(
    ("field", "text"),
    [("partner", "ATLANTIS"), ("kind", "BOND"), ("date", "01.05.2016"), ("goals", "5"), ("colour", "red")],
)
def test_a_register_row_that_does_not_fit_is_found_out(field, text):
    first = SOUND.rows[0]
    rows = (replace(first, fields={**first.fields, field: text}), *SOUND.rows[1:])
    issues, _ = examine(replace(SOUND, rows=rows))
    assert [issue.code for issue in issues] == ["C107"]
