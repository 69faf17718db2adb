"""Deadlines travel between coordinators; where two said different things both are shown, and one holds."""

from __future__ import annotations

import json
from datetime import date

import pytest

from gcm_desktop.app import acting, deadlines, sharing
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.figures import finished
from gcm_desktop.domain.periods import Frequency
from gcm_desktop.domain.records import Act, ActKind, Maker
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.i18n import words

MARY, LEBAP = (return_of(parse_unit(unit), "2026-Q3") for unit in ("TM-M", "TM-L"))
QUARTER = Frequency.QUARTER


@pytest.fixture
def two(tmp_path):
    def made(name):
        path = tmp_path / f"{name}.gcm"
        return Desk.create(path, "", "2026-Q3", national=True, maker=Maker(f"{name}."), listed=False)

    with made("A") as one, made("B") as other:
        yield one, other


def exchanged(*ends):
    for one, other in (ends, ends[::-1]):
        path = one.file.path.with_suffix(".gcmx")
        finished(sharing.send_everything(one, path))
        finished(sharing.take_everything(other, path))
    assert sharing.state_code(ends[0]) == sharing.state_code(ends[1])


def test_a_named_exception_and_a_rule_reach_the_other_coordinator(two):
    one, other = two
    deadlines.give_other_day(one, MARY, "05.12.2026", "snow closed the road")
    deadlines.keep_rule(one, QUARTER, deadlines.Rule(2, 10))
    exchanged(one, other)
    for desk in two:
        assert deadlines.deadline(desk, MARY) == date(2026, 12, 5)
        assert deadlines.deadline(desk, LEBAP) == date(2026, 11, 10)
        assert deadlines.other_days(desk, acting.said_in(desk)).keys() == {MARY.id}
    assert deadlines.other_day(other, MARY) == deadlines.OtherDay(
        date(2026, 12, 5), "A.", "snow closed the road"
    )


def test_what_two_said_without_knowing_is_shown_until_somebody_answers_both(two):
    one, other = two
    for desk, day, rule in ((one, "05.12.2026", 10), (other, "01.12.2026", 20)):
        deadlines.give_other_day(desk, MARY, day, "asked for")
        deadlines.keep_rule(desk, QUARTER, deadlines.Rule(1, rule))
    exchanged(one, other)
    given = [deadlines.other_day(desk, MARY) for desk in two]
    assert given[0] == given[1]
    assert (given[0].day, given[0].person) == (date(2026, 12, 1), "B.")
    assert [(o.day, o.person) for o in given[0].others] == [(date(2026, 12, 5), "A.")]
    assert "also until" in deadlines.told(words("en"), given[0])
    rules = [deadlines.said_rule(desk, QUARTER) for desk in two]
    assert (rules[0], rules[0].rule.day) == (rules[1], 20)
    assert "10" in deadlines.rule_told(words("en"), rules[0])
    deadlines.give_other_day(one, MARY, "03.12.2026", "settled")
    exchanged(one, other)
    assert [deadlines.other_day(desk, MARY).others for desk in two] == [(), ()]
    assert deadlines.deadline(other, MARY) == date(2026, 12, 3)


def test_deadlines_of_an_older_file_hold_and_travel(two):
    one, other = two
    told = {"day": "2026-12-05", "person": "A.", "reason": "snow"}
    one.file.set_setting(f"deadline.exception.{MARY.id}", json.dumps(told))
    one.file.set_setting("deadline.Q", "2-10")
    assert deadlines.deadline(one, MARY) == date(2026, 12, 5)
    exchanged(one, other)
    exchanged(one, other)
    for desk in two:
        assert deadlines.other_day(desk, MARY).reason == "snow"
        assert deadlines.deadline(desk, LEBAP) == date(2026, 11, 10)


def test_what_another_program_says_in_vain_moves_no_day(two):
    one, _ = two
    for about in (MARY.id, "Q"):
        for facts in ({"until": "soon"}, {"months": "x", "day": "1"}, {}):
            one.file.add_acts([Act(f"deadline:{about}", ActKind.DEADLINE, facts=facts)])
    assert deadlines.deadline(one, MARY) == date(2026, 10, 15)
    assert deadlines.other_days(one, acting.said_in(one)) == {}
