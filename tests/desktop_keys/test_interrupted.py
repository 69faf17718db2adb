"""The power goes while somebody types: the next start has it all, and the work goes on."""

import shutil
import tempfile
import time
from pathlib import Path

from gcm_desktop.app.desk import Desk
from gcm_desktop.catalogue import load
from gcm_desktop.domain.values import BLANK
from tests.desktop_keys.test_layouts import GOAL, column, path

__all__ = ["path"]


def on_disk(path, cell):
    """Give what a cell holds in the file as it lies on the disk, while the program has it open."""
    with tempfile.TemporaryDirectory() as folder:
        for part in path.parent.glob(path.name + "*"):
            if part.is_file() and not part.name.endswith("-shm"):
                shutil.copy(part, folder)
        with Desk.open(Path(folder, path.name), listed=False, accept_loss=True) as desk:
            return desk.file.cells(desk.key()).get(cell, BLANK).text


def wait_for(path, cell, text, seconds=10):
    end = time.monotonic() + seconds
    while on_disk(path, cell) != text:
        assert time.monotonic() < end, (cell, on_disk(path, cell))


def test_a_killed_column_is_gone_on_with_where_it_was(keyboard, path):
    cells, goals = column(path)
    keys = keyboard("tm", path)
    keys.press("NumLock", *["F6"] * goals)
    for figure in ("480", "12", "7"):
        keys.keypad(figure)
    wait_for(path, cells[2], "7")
    keys.press("keypad 5")  # being typed, not kept by Enter
    keys.press("NumLock")
    keys.end()
    keys = keyboard("tm", path)
    order = [goal for block in load().blocks for goal in block.goals]
    keys.press("NumLock", *["Shift F6"] * len(order), *["F6"] * order.index(GOAL))
    keys.press("Control Enter")  # the next empty cell
    keys.keypad("95")
    keys.press("Control Z", "Control Z", "Control Y", "Control Y", "NumLock")  # also what was before
    keys.close()
    with Desk.open(path) as desk:
        held = [desk.file.cells(desk.key()).get(cell, BLANK).text for cell in cells[:4]]
    assert held == ["480", "12", "7", "95"]


def test_a_killed_narrative_lacks_at_most_the_last_second(keyboard, path):
    _, goals = column(path)
    keys = keyboard("us", path)
    keys.press(*["F6"] * goals, "Alt 2")
    keys.press(*"AAVVCC")
    wait_for(path, "N05.situation", "aavvcc", seconds=4)  # a pause of one second, and a busy computer
    keys.press("Q")
    keys.end()
    with Desk.open(path) as desk:
        text = desk.file.cells(desk.key())["N05.situation"].text
    assert text in ("aavvcc", "aavvccq")
