"""What runs in another process until it is killed."""

import itertools
import os

from gcm_desktop.domain.records import Revision
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.domain.values import number
from gcm_desktop.store import Arrival, migrating, open_file

KEY = return_of(parse_unit("TM-M"), "2026-Q3")
CELLS = ("G05.02", "G05.02|SEX=F", "G05.02|SEX=M", "G05.03", "G01.02")
PAIR = ("G07.01", "G07.02")  # always arrive together
SLOW_STEP = (
    "CREATE TABLE proof (n INTEGER) STRICT;"
    "INSERT INTO proof WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 30000)"
    " SELECT n FROM c;"
    "CREATE INDEX proof_n ON proof (n);"
)


def type_cells(path, home, start, pipe):
    """Type until killed, and say every number only after it is kept."""
    os.environ["GCM_DESKTOP_HOME"] = home
    file = open_file(path)
    for n in itertools.count(start):
        if n % 10 == 5:
            receive_pair(file, n)
        elif n % 10 == 9:
            file.freeze(KEY, None)
        elif n % 10 == 7:
            file.checkpoint()
        else:
            file.commit_cells(KEY, {CELLS[n % len(CELLS)]: number(str(n))}, None)
        pipe.send(n)


def step_of(n):
    """Say what the person does at step ``n``: mostly types, at times takes back or brings again."""
    return {3: "undo", 4: "undo", 5: "redo", 8: "undo"}.get(n % 11, "type")


def type_and_undo(path, home, start, pipe):
    """Type, undo and redo until killed, and say every step only after it is kept."""
    os.environ["GCM_DESKTOP_HOME"] = home
    file = open_file(path)
    for n in itertools.count(start):
        verb = step_of(n)
        if verb == "undo":
            file.undo(KEY)
        elif verb == "redo":
            file.redo(KEY)
        else:
            file.commit_cells(KEY, {CELLS[n % len(CELLS)]: number(str(n))}, None)
        pipe.send(n)


def receive_pair(file, n):
    sets = {cell: number(str(n)) for cell in PAIR}
    revision = Revision(KEY, file.heads(KEY), file.catalogue.digest, sets)
    file.receive(Arrival(f"{n:064d}", "pair.xlsx", "tk", (revision,)), None)


def last_typed(n):
    """Give what each cell holds once number ``n`` is kept."""
    held = {}
    for one in range(1, n + 1):
        if one % 10 == 5:
            held |= dict.fromkeys(PAIR, number(str(one)))
        elif one % 10 not in (7, 9):
            held[CELLS[one % len(CELLS)]] = number(str(one))
    return held


def migrate_slowly(path, home):
    """Bring a file to a form of tomorrow."""
    os.environ["GCM_DESKTOP_HOME"] = home
    steps = migrating.migrations()
    migrating.migrations = lambda: {**steps, len(steps) + 1: SLOW_STEP}
    open_file(path).close()


def archive_and_bring_back(path, home, keys, pipe):
    """Move a year out of the file and in again until killed."""
    os.environ["GCM_DESKTOP_HOME"] = home
    file = open_file(path)
    pipe.send("ready")
    while True:
        for archive in file.archives():
            file.bring_back(archive.year, path.with_name(archive.name), None)
        file.archive_year("2025", keys, None)
