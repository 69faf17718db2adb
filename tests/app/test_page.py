"""The one shape of a goal page."""

from decimal import Decimal
from itertools import chain

import pytest

from gcm_desktop.app.page import RowKind, computed, goal_page, part_sums
from gcm_desktop.catalogue import asked, units
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.questions import cells_of
from gcm_desktop.domain.units import parse_unit
from gcm_desktop.domain.values import Precision, number

QUARTER = parse_period("2026-Q3")


def rows_of(catalogue, goal, codes=(), values=None):
    return goal_page(catalogue, goal, codes, values or {}).rows


@pytest.mark.parametrize("period", ["2026-Q3", "2026"])
def test_every_asked_cell_stands_on_its_page_once(catalogue, period):
    for unit in units(catalogue, parse_period(period)):
        questions = asked(catalogue, unit, parse_period(period))
        codes = {indicator.code for indicator in questions}
        wanted = list(chain.from_iterable(cells_of(i, catalogue.codelists) for i in questions))
        shown = [
            cell
            for goal in range(1, 24)
            for row in rows_of(catalogue, goal, codes)
            if row.asked and not row.computed
            for cell in row.cells
            if cell
        ]
        assert sorted(shown) == sorted(wanted)


def test_women_men_and_unknown_stand_beside_the_total(catalogue):
    first = rows_of(catalogue, 2, {"G02.02"})[0]
    assert first.cells == ("G02.02", "G02.02|SEX=F", "G02.02|SEX=M", "G02.02|SEX=_U")


def test_a_ratio_is_two_rows_and_a_computed_result(catalogue):
    kinds = [row.kind for row in rows_of(catalogue, 5, {"G05.04"})]
    assert kinds == [RowKind.INDICATOR, RowKind.NUMERATOR, RowKind.DENOMINATOR, RowKind.RESULT]


def test_a_result_follows_its_parts(catalogue):
    result = rows_of(catalogue, 5, {"G05.04"})[-1]
    values = {"G05.04|N": number("30"), "G05.04|D": number("40")}
    assert computed(catalogue, result, values) == Decimal("75")
    assert computed(catalogue, result, values | {"G05.04|D": number("0")}) is None


def test_an_open_list_shows_the_countries_in_use_and_one_empty_row(catalogue):
    code = next(i.code for i in catalogue.of_goal(5) if "CIT" in i.breakdowns and i.numerator is None)
    before = {f"{code}|CIT=TUR": number("3")}
    page = goal_page(catalogue, 5, {code}, {f"{code}|CIT=UZB": number("4")}, before)
    table = [(row.kind, row.code) for row in page.rows if row.dim == "CIT"]
    assert table[0][0] is RowKind.TABLE
    assert table[1:4] == [(RowKind.PART, "TUR"), (RowKind.PART, "UZB"), (RowKind.OPEN, "")]


def test_a_value_nobody_asked_for_is_shown(catalogue):
    odd = "G02.02|AGE=Y0T17,SEX=F"
    rows = rows_of(catalogue, 2, (), {odd: number("4")})
    assert any(odd in row.cells and not row.asked for row in rows)


def test_a_table_is_held_against_its_total(catalogue):
    values = {
        "G02.02": number("10"),
        "G02.02|URB=U": number("6"),
        "G02.02|URB=R": number("4"),
        "G02.02|SEX=F": number("4"),
    }
    fits = {check.dim: check.fits for check in part_sums(catalogue, catalogue.indicators["G02.02"], values)}
    assert (fits["URB"], fits["SEX"], fits["AGE"]) == (True, False, None)
    values["G02.02"] = number("10", precision=Precision.ABOUT)
    fits = {check.dim: check.fits for check in part_sums(catalogue, catalogue.indicators["G02.02"], values)}
    assert fits["SEX"] is None


def test_goals_nothing_is_asked_of_are_empty(catalogue):
    codes = {i.code for i in asked(catalogue, parse_unit("TM-M"), QUARTER)}
    empty = [goal for goal in range(1, 24) if not rows_of(catalogue, goal, codes)]
    assert all(not any(i.code in codes for i in catalogue.of_goal(goal)) for goal in empty)
