"""The inbox looks again at what waits when the file changes under it."""

import pytest

from gcm_desktop.app import acting, entering, sending
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.inbox import Inbox
from gcm_desktop.app.looking_again import Ground
from gcm_desktop.app.receiving import Receiving
from gcm_desktop.domain.records import ActKind, Maker
from tests.app.conftest import OROZOW

PERIOD = "2026-Q3"


@pytest.fixture(scope="module")
def returns(tmp_path_factory):
    folder = tmp_path_factory.mktemp("returns")
    for unit, figure in (("TM-A", "120"), ("TM-L", "85")):
        with Desk.create(folder / f"{unit}.gcm", unit, PERIOD, maker=Maker("A"), listed=False) as desk:
            entering.enter(desk, desk.key(), "G05.01", figure)
            sending.export(desk, folder / f"{unit}.xlsx")
    return folder / "TM-A.xlsx", folder / "TM-L.xlsx"


@pytest.fixture
def inbox(returns, tmp_path):
    path = tmp_path / "n.gcm"
    with (
        Desk.create(path, "", PERIOD, national=True, maker=OROZOW, listed=False) as desk,
        Receiving(desk) as receiving,
    ):
        waiting = Inbox(desk, receiving)
        for file in returns:
            waiting.add(file, receiving.try_read(file))
        yield waiting


def again(inbox):
    return [(e.planned.name, e.again) for e in inbox.looking_again() if e is not None]


def test_only_what_the_change_concerns_does_something_else(inbox):
    desk = inbox.desk
    assert not inbox.stale
    entering.enter(desk, desk.key("TM-M", PERIOD), "G05.01", "7")
    assert inbox.stale
    assert again(inbox) == []
    entering.enter(desk, desk.key("TM-L", PERIOD), "G05.01", "90")
    assert again(inbox) == [("TM-L.xlsx", Ground.OTHER)]
    assert [(e.ticked, e.counts.conflicts) for e in inbox.entries] == [(True, 0), (False, 1)]
    assert not inbox.stale


def test_a_return_locked_meanwhile_and_opened_again_is_looked_at_each_time(inbox):
    desk, key = inbox.desk, inbox.desk.key("TM-A", PERIOD)
    entering.enter(desk, key, "G05.01", "111")
    assert again(inbox) == [("TM-A.xlsx", Ground.OTHER)]
    acting.act(desk, ActKind.LOCKED, key, reason="checked")
    assert again(inbox) == [("TM-A.xlsx", Ground.LOCKED)]
    assert inbox.entries[0].locked
    acting.act(desk, ActKind.UNLOCKED, key, reason="corrections")
    assert again(inbox) == [("TM-A.xlsx", Ground.LOCKED)]
    assert (inbox.entries[0].locked, inbox.entries[0].counts.conflicts) == (False, 1)


def test_a_file_that_moved_while_others_were_taken_is_left_for_another_look(inbox):
    desk = inbox.desk
    steps = inbox.take()
    assert next(steps).planned.name == "TM-A.xlsx"
    entering.enter(desk, desk.key("TM-L", PERIOD), "G05.01", "90")
    assert list(steps) == []
    assert [(e.taken, e.ticked, e.again) for e in inbox.entries] == [
        (True, False, None),
        (False, False, Ground.OTHER),
    ]
    inbox.tick(1, True)
    assert [e.taken for e in inbox.take()] == [True]
    assert len(desk.file.conflicts()) == 1
