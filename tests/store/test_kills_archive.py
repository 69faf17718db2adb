"""The power goes while a year leaves or comes back; every figure is in one place or the other."""

import multiprocessing
import random

import pytest

from gcm_desktop.domain.merge import current
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.domain.values import number
from gcm_desktop.store import open_file
from tests.store.typist import archive_and_bring_back

pytestmark = pytest.mark.skipif(
    "forkserver" not in multiprocessing.get_all_start_methods(), reason="needs quick child processes"
)
KEYS = tuple(return_of(parse_unit("TM-M"), f"2025-Q{n}") for n in (1, 2, 3, 4))


def fill(path, maker):
    with open_file(path, maker=maker) as file:
        for n, key in enumerate(KEYS):
            file.commit_cells(key, {"G05.02": number(str(n)), "G01.02": number("7")}, maker)
            file.freeze(key, maker)
            file.commit_cells(key, {"G05.02": number(str(n + 1))}, maker)
            file.freeze(key, maker)
        return everything(file)


def everything(file):
    return {
        key: (file.revisions(key), file.current(key), file.links(key), file.journal(key=key)) for key in KEYS
    }


def whole(path, before):
    """Check what a kill left, wherever it came; says whether the year was away."""
    with open_file(path) as file:
        away = file.archives()
        assert {key: file.cells(key)["G05.02"].text for key in KEYS} == {
            key: str(n + 1) for n, key in enumerate(KEYS)
        }
        assert bool(set(file.returns()) & set(KEYS)) is not bool(away)
        for archive in away:
            file.bring_back(archive.year, path.with_name(archive.name), None)
        assert everything(file) == before
        assert all(file.current(key) == current(file.history(), key) for key in KEYS)
    return bool(away)


def kill_many_times(kills, path, own_home, maker):
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.store.typist"])
    chance = random.Random(2025)
    before = fill(path, maker)
    for _ in range(kills):
        ours, theirs = context.Pipe(duplex=False)
        home = str(own_home / "settings")
        child = context.Process(target=archive_and_bring_back, args=(path, home, KEYS, theirs))
        child.start()
        theirs.close()
        assert ours.poll(60)
        child.join(chance.uniform(0, 0.12))
        child.kill()
        child.join()
        ours.close()
        whole(path, before)
    assert not [left for left in path.parent.iterdir() if left.name.endswith(".gcm-wal")]
    names = {left.name for left in path.parent.glob("*.gcm")}
    assert names <= {path.name, f"{path.stem} 2025 archive.gcm"}


def test_nothing_is_lost_when_the_power_goes_while_a_year_is_archived(path, own_home, maker):
    kill_many_times(12, path, own_home, maker)


@pytest.mark.soak
def test_nothing_is_lost_in_500_such_kills(path, own_home, maker, record_property):
    record_property("count", 500)
    kill_many_times(500, path, own_home, maker)
