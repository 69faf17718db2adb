"""A hand that never rests types a narrative; the power ends; at most the last second is missing."""

import random
import subprocess
import sys

import pytest

from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.values import BLANK

CELL = "N05.situation"


def type_and_kill(path, checkout, seed, keys):
    """Type until so many keys were told, and end the process; gives (moment, lateness, letter) of each."""
    command = [sys.executable, "-m", "tests.desktop.typing_until_killed", str(path), str(seed)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=checkout)
    told = [child.stdout.readline() for _ in range(keys)]
    child.kill()
    told += child.stdout.readlines()
    child.wait(10)
    child.stdout.close()
    lines = [line.decode().split() for line in told if line.endswith(b"\n")]
    return [(float(moment), float(late), letter) for moment, late, letter in lines]


def held(path):
    with Desk.open(path, listed=False, accept_loss=True) as desk:
        return desk.file.cells(desk.key()).get(CELL, BLANK).text


def kill_many_times(path, checkout, kills):
    Desk.create(path, "TM-M", "2026-Q3", listed=False).close()
    chance, before = random.Random(2026), ""
    for n in range(kills):
        typed = type_and_kill(path, checkout, n, chance.randrange(30, 75))
        now = held(path)
        text = before + "".join(letter for _, _, letter in typed)
        assert text.startswith(now)
        last = typed[-1][0]
        lost = typed[len(now) - len(before) :]
        stalls = sum(late for _, late, _ in lost)
        assert all(moment >= last - 1.0 - stalls for moment, _, _ in lost), (lost, last)
        assert len(now) > len(before)
        before = now


def test_at_most_the_last_second_of_a_narrative_is_missing(tmp_path, checkout):
    kill_many_times(tmp_path / "TM-M.gcm", checkout, 2)


@pytest.mark.soak
def test_at_most_the_last_second_of_a_narrative_is_missing_in_40_kills(tmp_path, checkout, record_property):
    record_property("count", 40)
    kill_many_times(tmp_path / "TM-M.gcm", checkout, 40)
