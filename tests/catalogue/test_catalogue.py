from dataclasses import replace

import pytest

from gcm_desktop.catalogue import check, dump, figures, load, parse, starting_rows
from gcm_desktop.catalogue.loading import home, read_json, sealed
from gcm_desktop.domain.catalogue import AreaRule, PartSource
from gcm_desktop.domain.cells import NARRATIVES, UNKNOWN
from gcm_desktop.domain.values import Basis, Precision

CATALOGUE = load()


def test_the_catalogue_of_the_program_is_sound():
    issues, counts = check()
    assert issues == []
    assert counts["indicators"] == 343
    assert counts["goals"] == 23
    assert counts["blocks"] == 4
    assert counts["principles"] == 10
    assert counts["figures"] == 76
    assert counts["countries"] == 249


def test_pages_follow_the_order_of_codes():
    codes = list(CATALOGUE.indicators)
    assert codes == sorted(codes)
    assert tuple(CATALOGUE.narratives) == NARRATIVES


def test_each_goal_has_a_file_of_its_own():
    for goal in CATALOGUE.goals:
        records = read_json(home() / "indicators" / f"{goal.code}.json")
        assert [record["code"] for record in records] == [i.code for i in CATALOGUE.of_goal(goal.number)]


def test_a_version_survives_the_way_into_a_data_file_and_back():
    again = parse(dump(CATALOGUE))
    assert again == CATALOGUE
    assert dump(again) == dump(CATALOGUE)


def test_any_change_of_content_changes_the_digest():
    indicator = CATALOGUE.indicators["G05.02"]
    changed = {**CATALOGUE.indicators, "G05.02": replace(indicator, tier=3)}
    assert sealed(replace(CATALOGUE, indicators=changed)).digest != CATALOGUE.digest
    assert sealed(CATALOGUE).digest == CATALOGUE.digest


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"number": "1.0"}', b"\xff"])
def test_what_is_not_a_version_is_not_read_as_one(content):
    with pytest.raises((KeyError, TypeError, ValueError)):
        parse(content)


def test_every_breakdown_can_say_unknown():
    for indicator in CATALOGUE.indicators.values():
        for dim in indicator.breakdowns:
            assert UNKNOWN in {code.code for code in CATALOGUE.codelists[dim].codes}


def test_only_the_two_country_lists_are_open():
    assert {code for code, codes in CATALOGUE.codelists.items() if codes.open} == {"CIT", "COR"}
    assert [code.code for code in CATALOGUE.codelists["CIT"].codes] == ["XXA", "XXB", "XXX", "_U"]


def test_an_annual_ratio_says_which_quarterly_value_it_takes():
    takes = {
        (indicator.code, part.refs): part.take
        for indicator in CATALOGUE.indicators.values()
        for part in (indicator.numerator, indicator.denominator)
        if part and part.source is not PartSource.ENTERED
    }
    assert takes["G10.02", ("G10.01",)] == "annual_sum"
    assert takes["G22.05", ("G05.06",)] == "last_quarter"
    assert takes["G21.06", ("G21.05",)] == "annual_value"
    for (code, refs), take in takes.items():
        kinds = {CATALOGUE.indicators[ref].periodicity for ref in refs}
        assert bool(take) is (kinds != {CATALOGUE.indicators[code].periodicity})


def test_the_self_assessment_is_national_and_asks_for_no_document():
    indicator = CATALOGUE.indicators["G23.08"]
    assert indicator.area_rule is AreaRule.NATIONAL_ONLY
    assert "evidence_required_if_yes" not in {rule.kind for rule in indicator.rules}


def test_insured_persons_may_outnumber_permits():
    kinds = {rule.kind for rule in CATALOGUE.indicators["G22.05"].rules}
    assert "numerator_not_greater_than_denominator" not in kinds


def test_figures_keep_what_the_review_says_about_them():
    by_id = {figure.id: figure for figure in figures()}
    assert by_id["FG-006"].cells == ("G02.10",)
    assert by_id["FG-006"].value.precision is Precision.ABOUT
    assert by_id["FG-006"].value.basis is Basis.PLANNED
    assert by_id["FG-010"].cells == ("R.TR.TR-023.year_ratified",)
    assert by_id["FG-056"].cells == ("G15.13|R",)
    assert by_id["FG-056"].period == "undated"
    assert not by_id["FG-043"].cells
    assert len(by_id["FG-005"].cells) == int(by_id["FG-005"].printed) == 4


def test_the_bilateral_agreements_are_there_to_start_with():
    rows = {row.row: row for row in starting_rows("BA")}
    assert len(rows) == 47
    assert sum(row.fields["ambiguous"] == "Y" for row in rows.values()) == 7
    assert rows["BA-012"].fields["date_text"] == "03/11/2020"
    assert "date" not in rows["BA-012"].fields  # it reads both ways: a person is asked
    assert rows["BA-042"].fields["partner_name"] == "EU countries"
    assert "partner" not in rows["BA-042"].fields
    keys = [field.code for field in CATALOGUE.registers["BA"].fields if field.key]
    assert len({tuple(row.fields.get(key) for key in keys) for row in rows.values()}) == 47
