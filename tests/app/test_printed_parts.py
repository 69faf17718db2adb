from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.app import entering, printing
from gcm_desktop.app.printed_kinds import Choice, PrintKind
from gcm_desktop.app.printed_parts import (
    REVIEW_NAMES,
    SUMMARY_NAMES,
    Parts,
    SummaryPart,
    parse_goals,
    parse_parts,
    part_of_summary,
    shown_goals,
)
from gcm_desktop.domain.units import parse_unit
from gcm_desktop.errors import UserError


@pytest.fixture
def whole(desk):
    key = desk.key()
    desk.file.ensure_return(key)
    for cell, text in (("G05.02", "334"), ("G01.02", "7"), ("N05.progress", "good")):
        entering.enter(desk, key, cell, text)
    entering.note(desk, key, "G05.02", "late applications")
    return printing.summary(desk, parse_unit("TM-M"), language="en")


@given(st.frozensets(st.integers(1, 23), min_size=1, max_size=22))
def test_goals_are_read_as_they_are_written(goals):
    assert parse_goals(shown_goals(goals)) == goals
    assert parse_parts(shown_goals(goals), SUMMARY_NAMES).goals == goals


def test_all_goals_and_no_goals_mean_the_same():
    assert parse_goals("") == parse_goals("1-23") == parse_goals("1–12; 13 - 23") == frozenset()


@pytest.mark.parametrize("text", ["0", "24", "5-3", "1--2", "x", "1-"])
def test_what_names_no_goal_is_said(text):
    with pytest.raises(UserError) as caught:
        parse_goals(text)
    assert caught.value.code == "E512"
    for known in (SUMMARY_NAMES, REVIEW_NAMES):
        with pytest.raises(UserError) as caught:
            parse_parts(text, known)
        assert caught.value.code == "E511"


def test_a_whole_paper_says_nothing_of_parts(whole):
    assert part_of_summary(whole, Parts()) == whole
    assert part_of_summary(whole, parse_parts(",".join(SummaryPart), SUMMARY_NAMES)) == whole


def test_some_goals_go_without_the_codes_of_the_whole_return(whole):
    assert whole.codes
    some = part_of_summary(whole, parse_parts("5", SUMMARY_NAMES))
    assert [goal.number for goal in some.goals] == [5]
    assert (some.codes, some.coded) == ((), 0)
    assert some.part.endswith("goals 5")
    assert "Codes" not in some.part
    assert some.check_code == whole.check_code
    assert some.signed
    assert some.headed


def test_each_part_can_be_left_out_by_itself(whole):
    def without(part):
        kept = frozenset(one.value for one in SummaryPart if one is not part)
        return part_of_summary(whole, Parts(kept))

    assert not any(goal.rows for goal in without(SummaryPart.GOALS).goals)
    assert not any(goal.narrative for goal in without(SummaryPart.NARRATIVES).goals)
    bare = without(SummaryPart.NOTES)
    assert not any(row.note or row.note_number for goal in bare.goals for row in goal.rows)
    assert bare.codes == ()  # they would say the notes
    assert not without(SummaryPart.SIGNATURES).signed
    front = without(SummaryPart.FRONT)
    assert (front.headed, front.key_figures, front.country) == (False, (), None)
    assert front.codes == whole.codes
    assert "First page" not in front.part
    without_codes = without(SummaryPart.CODES)
    assert replace(without_codes, codes=whole.codes, coded=whole.coded, part="") == whole


def test_every_option_means_something_for_some_paper():
    assert all(any(kind.takes(choice) for kind in PrintKind) for choice in Choice)
    assert not any(PrintKind.CARD.takes(choice) for choice in Choice)
