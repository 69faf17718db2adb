"""A national file with three quarters in it, made once and copied for each test."""

import shutil
from contextlib import ExitStack

import pytest

from gcm_desktop.app import acting, viewing
from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.records import Maker, Revision
from gcm_desktop.domain.values import State, Value, number
from gcm_desktop.store import Arrival
from tests.keyboard import shown

MAKER = Maker("Orazow M.", "baş hünärmen", "0123456789abcdef")
QUARTERS = ("2026-Q1", "2026-Q2", "2026-Q3")


def arrive(desk, unit, period, sets, name):
    revision = Revision(desk.key(unit, period), (), desk.catalogue.digest, sets)
    acts = acting.received(desk, [revision], [])
    desk.file.receive(Arrival(name * 32, f"{name}.xlsx", "en", (revision,), acts=acts), MAKER)


@pytest.fixture(scope="module")
def three_quarters(tmp_path_factory):
    """Mary sent three times, Lebap disagrees with itself, Ahal was accepted and wrote something unread."""
    path = tmp_path_factory.mktemp("quarters") / "nation.gcm"
    with Desk.create(path, "", QUARTERS[-1], national=True, language="en", maker=MAKER, listed=False) as desk:
        for n, period in enumerate(QUARTERS):
            arrive(desk, "TM-M", period, {"G05.02": number(str(400 + n))}, f"{n}a")
        arrive(desk, "TM-A", QUARTERS[0], {"G05.02": number("7")}, "0b")
        acting.act(desk, "accept", desk.key("TM-A", QUARTERS[0]))
        arrive(desk, "TM-A", QUARTERS[-1], {"G05.02": Value(State.UNREAD, "9 kişi")}, "2b")
        arrive(desk, "TM-L", QUARTERS[1], {"G05.02": number("12")}, "1c")
        arrive(desk, "TM-L", QUARTERS[1], {"G05.02": number("21")}, "1d")
    return path


@pytest.fixture
def open_nation(qtbot, qapp, three_quarters, tmp_path):
    """Open the file to work in, or to look at; the window is closed after the test."""
    with ExitStack() as opened:

        def show(look=False):
            path = tmp_path / "nation.gcm"
            shutil.copyfile(three_quarters, path)
            desk = viewing.look(path, MAKER) if look else Desk.open(path, MAKER, listed=False)
            return opened.enter_context(shown(qtbot, qapp, desk))

        yield show
