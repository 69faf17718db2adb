"""A person types; the power of the program ends at any moment; nothing acknowledged is lost."""

import multiprocessing
import random

import pytest

from gcm_desktop.store import dbapi, migrating, open_file
from tests.store.typist import KEY, PAIR, last_typed, migrate_slowly, type_cells

pytestmark = pytest.mark.skipif(
    "forkserver" not in multiprocessing.get_all_start_methods(), reason="needs quick child processes"
)


@pytest.fixture(scope="module")
def children():
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.store.typist"])
    return context


def kill(child, seconds):
    """End a child without warning after some time, wherever it is then."""
    child.join(seconds)
    child.kill()
    child.join()


def acknowledged(pipe, last):
    while pipe.poll():
        try:
            last = pipe.recv()
        except EOFError:
            break
    return last


def kill_many_times(kills, children, path, home):
    chance = random.Random(2026)
    last = 0
    for n in range(kills):
        ours, theirs = children.Pipe(duplex=False)
        child = children.Process(target=type_cells, args=(path, str(home), last + 1, theirs))
        child.start()
        theirs.close()
        if n % 2:  # the others are killed while they open the file, most of them with a log to recover
            ours.poll(30)
        kill(child, chance.uniform(0, 0.08))
        told = acknowledged(ours, last)
        ours.close()
        last = whole(path, told)
    return last


def whole(path, told):
    """Check a file after a kill; gives the last number it holds, told or just not told any more."""
    with open_file(path) as file:
        held = file.cells(KEY)
        assert held in (last_typed(told), last_typed(told + 1))
        assert len({held.get(cell) for cell in PAIR}) == 1
        number = file._tables.known_return(KEY)
        if number is not None:
            counted = sorted(row[:5] for row in file._derived.tallies(number, KEY))
            assert counted == file._tables.rows(
                "SELECT indicator, goal, filled, expected, unread FROM tally WHERE return = ?"
                " ORDER BY indicator",
                number,
            )
        # Steps that change no cell may be repeated; what they did is not counted twice.
        return told if held == last_typed(told) else told + 1


def test_no_acknowledged_cell_is_lost_in_200_kills(children, path, own_home):
    assert kill_many_times(200, children, path, own_home / "settings") > 100


@pytest.mark.soak
def test_no_acknowledged_cell_is_lost_in_2000_kills(children, path, own_home, record_property):
    record_property("count", 2000)
    assert kill_many_times(2000, children, path, own_home / "settings") > 1000


def test_a_migration_is_there_whole_or_not_at_all(children, path, own_home):
    chance = random.Random(2026)
    before = path.read_bytes()
    seen = set()
    for n in range(20):
        path.write_bytes(before)
        path.with_name(path.name + "-wal").unlink(missing_ok=True)
        child = children.Process(target=migrate_slowly, args=(path, str(own_home / "settings")))
        child.start()
        # The first ones at once, so that a quick computer cannot finish them all.
        kill(child, 0 if n < 3 else chance.uniform(0, 0.4))
        conn = dbapi.connect(str(path), isolation_level=None)
        version = migrating.version(conn)
        tables = {name for (name,) in conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        assert (version == migrating.newest() + 1) == ("proof" in tables)
        if "proof" in tables:
            assert conn.execute("SELECT count(*) FROM proof").fetchone()[0] == 30000
        assert conn.execute("SELECT count(*) FROM sqlite_schema WHERE type = 'view'").fetchone()[0] == 3
        conn.close()
        seen.add(version)
    assert min(seen) == migrating.newest()
