"""A signed page is held against the file: by its check code, by goal checks, by control totals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.app import acting, entering, paper, sending
from gcm_desktop.app.desk import Desk
from gcm_desktop.domain import digests
from gcm_desktop.domain.records import ActKind, Maker
from gcm_desktop.errors import UserError

MAKER = Maker("Orazow M.", "baş hünärmen", "0123456789abcdef")


@pytest.fixture
def desk(tmp_path):
    """A return whose page was signed, and then one figure of goal 5 was changed."""
    with Desk.create(tmp_path / "n.gcm", "", "2026-Q3", national=True, maker=MAKER, listed=False) as desk:
        key = desk.key("TM-M")
        for cell, text in (("G05.01", "450"), ("G05.02", "412"), ("G04.01", "30")):
            entering.enter(desk, key, cell, text)
        desk.file.freeze(key, MAKER)
        yield desk


def _signed(desk):
    key = desk.key("TM-M")
    values = desk.file.cells(key)
    checks = {goal: digests.goal_check(goal, values) for goal in paper.printed_goals(desk, key)}
    return sending.check_code(desk, key), checks


def _change(desk):
    key = desk.key("TM-M")
    entering.enter(desk, key, "G05.02", "421")
    desk.file.freeze(key, MAKER)


def test_the_code_or_two_groups_of_it_in_any_order_agree(desk):
    key, (code, _) = desk.key("TM-M"), _signed(desk)
    groups = code.split()
    for typed in (code, code.replace(" ", ""), f"{groups[3]} {groups[1]}", f"{groups[0]}-{groups[4]}"):
        assert paper.against_code(desk, key, typed).acceptable


@pytest.mark.parametrize("typed", ["", "1234", "12 34 56", "abcd efgh"])
def test_what_is_no_code_is_said_to_be_none(desk, typed):
    with pytest.raises(UserError, match="E630"):
        paper.against_code(desk, desk.key("TM-M"), typed)


@given(st.integers(0, 2**256 - 1), st.integers(0, 4), st.integers(0, 3), st.integers(1, 9))
def test_a_mistyped_digit_is_found_in_its_group(content, group, at, more):
    groups = digests.check_code(f"{content:064x}").split()
    digit = str((int(groups[group][at]) + more) % 10)
    groups[group] = groups[group][:at] + digit + groups[group][at + 1 :]
    with pytest.raises(UserError, match="E631") as error:
        paper.read_code(" ".join(groups))
    assert error.value.facts["number"] == group + 1


@given(st.integers(0, 2**256 - 1), st.sets(st.integers(1, 5), min_size=2))
def test_every_group_says_itself_which_it_is(content, places):
    groups = digests.check_code(f"{content:064x}").split()
    typed = " ".join(groups[place - 1] for place in sorted(places))
    assert paper.read_code(typed) == {place: groups[place - 1] for place in places}


def test_an_earlier_page_names_its_revision_and_the_cells_changed_since(desk):
    key, (code, _) = desk.key("TM-M"), _signed(desk)
    earlier = desk.file.heads(key)[0]
    _change(desk)
    outcome = paper.against_code(desk, key, code)
    assert (outcome.agrees, outcome.revision, outcome.differing) == (False, earlier, (5,))
    assert [(one.cell, one.paper.text, one.now.text) for one in outcome.moved] == [("G05.02", "412", "421")]


def test_goal_checks_name_the_goal_that_differs_and_its_cells(desk):
    key, (_, checks) = desk.key("TM-M"), _signed(desk)
    _change(desk)
    outcome = paper.against_goals(desk, key, checks)
    assert outcome.differing == (5,)
    assert outcome.unknown == ()
    assert [one.cell for one in outcome.moved] == ["G05.02"]
    assert not outcome.acceptable


def test_a_mistyped_goal_check_is_named(desk):
    _, checks = _signed(desk)
    wrong = checks[5][:3] + str((int(checks[5][3]) + 1) % 10)
    with pytest.raises(UserError, match="E632"):
        paper.against_goals(desk, desk.key("TM-M"), {5: wrong})


def test_control_totals_agree_or_name_the_goal(desk):
    key = desk.key("TM-M")
    some = paper.against_totals(desk, key, {5: "862", 4: "30"})
    assert some.agrees
    assert not some.whole
    assert not some.acceptable
    outcome = paper.against_totals(desk, key, {5: "826"})
    assert outcome.differing == outcome.unknown == (5,)
    _change(desk)
    assert [one.cell for one in paper.against_totals(desk, key, {5: "862"}).moved] == ["G05.02"]


def test_a_page_nobody_knows_is_said_to_be_unknown(desk):
    code = digests.check_code("0" * 64)
    outcome = paper.against_code(desk, desk.key("TM-M"), code)
    assert not outcome.agrees
    assert not outcome.moved
    assert not outcome.revision


def test_accepting_needs_a_page_that_agrees_with_what_stands_now(desk):
    key, (code, _) = desk.key("TM-M"), _signed(desk)
    outcome = paper.against_code(desk, key, code)
    paper.accept(desk, outcome, "paper")
    assert acting.standing_of(desk, key).kind is ActKind.ACCEPTED
    _change(desk)
    with pytest.raises(UserError, match="E633"):
        paper.accept(desk, outcome, "paper")
