"""A large file that was closed cleanly opens at once and is looked over behind."""

import subprocess
import sys

import pytest

from gcm_desktop.domain.values import number
from gcm_desktop.errors import UserError
from gcm_desktop.store import open_file, soundness


@pytest.fixture
def large(path, key, monkeypatch):
    """Give a file that counts as large: every file above nothing does here."""
    monkeypatch.setattr(soundness, "SMALL", 0)
    with open_file(path) as file:
        file.commit_cells(key, {f"G01.{n:02d}": number(str(n)) for n in range(1, 60)}, None)
    return path


def spoil(path):
    """Turn the middle of a page over, where no header is."""
    data = bytearray(path.read_bytes())
    size = int.from_bytes(data[16:18], "big")
    for page in range(2, len(data) // size):
        data[page * size + 8 : page * size + 40] = b"\xff" * 32
    path.write_bytes(data)


def test_a_sound_file_is_looked_over_behind(large):
    with open_file(large) as file:
        file.soundness.wait()
        assert (file.soundness.done, file.soundness.damaged) == (True, False)


def test_writing_stops_the_look_and_it_begins_anew_afterwards(large, key):
    with open_file(large) as file:
        file.soundness.done = False
        file.soundness.start()
        file.commit_cells(key, {"G01.70": number("5")}, None)
        file.soundness.stop()
        file.soundness.done = False
        file.checkpoint()
        file.soundness.wait()
        assert (file.soundness.done, file.soundness.damaged) == (True, False)
        assert file.cells(key)["G01.70"] == number("5")


def test_damage_is_found_behind(large):
    look = soundness.Soundness(large)
    spoil(large)
    look.start()
    look.wait()
    assert (look.done, look.damaged) == (True, True)
    look.stop()


def test_the_file_stays_ours_while_and_after_it_is_looked_over(large):
    other = (
        "import sys; from pathlib import Path; from gcm_desktop.store import open_file;"
        "open_file(Path(sys.argv[1])).close()"
    )
    with open_file(large) as file:
        file.soundness.wait()
        file.soundness.stop()
        asked = subprocess.run([sys.executable, "-c", other, str(large)], capture_output=True, text=True)
        assert "E302" in asked.stderr


def test_a_small_file_is_looked_over_before_it_opens(path, key):
    with open_file(path) as file:
        file.commit_cells(key, {f"G01.{n:02d}": number(str(n)) for n in range(1, 60)}, None)
    spoil(path)
    with pytest.raises(UserError, match="E305"):
        open_file(path)
